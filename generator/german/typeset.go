package german

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Typesetter sets the text of a page as a German compositor would: quotation
// marks and apostrophes, dashes, the ellipsis, and no-break spaces where a line
// must not end. It changes nothing else: without quotes, dashes, dots and
// spaces the text is the same before and after. What is set already stays.
//
// Text comes in pieces, as markup divides it, and the pieces of one block are
// one sentence to the reader: „*Amt24* ist da“. So a Typesetter remembers how
// the block went on so far. It decides each character by what stands before
// it, and by what follows in the same piece; hence the result does not depend
// on a division before a space. After a space it may: of a piece that ends
// "Nr. " the continuation is unknown, and it is taken for the usual one.
//
// The zero value is ready for a German block, and NewTypesetter for one in another
// language, of which English has quotes of its own. Code and addresses are not for it;
// the caller says with Skip that one stood there.
type Typesetter struct {
	english        bool
	double, single bool // a quotation is open

	// past holds the end of what the block has become so far, or all of it.
	past [lookBack]byte
	size int

	window [2 * lookBack]byte // past and the beginning of the present piece
}

// lookBack is how many bytes the rules see of what stands before a character.
const lookBack = 32

const (
	nbsp     = "\u00a0"
	narrow   = "\u202f"
	enDash   = "–"
	ellipsis = "…"
)

// NewTypesetter returns a Typesetter for a language tag such as de, de-simple, en or hsb.
func NewTypesetter(lang string) Typesetter {
	primary, _, _ := strings.Cut(lang, "-")
	return Typesetter{english: strings.EqualFold(primary, "en")}
}

// Reset forgets the past: a new block begins.
func (t *Typesetter) Reset() { t.double, t.single, t.size = false, false, 0 }

// Skip tells that something that is not text (a code span, an image, a line
// break) stood between, and what it is like: 'x' for a word, '\n' for a space.
func (t *Typesetter) Skip(like rune) {
	var b [utf8.UTFMax]byte
	t.remember(b[:utf8.EncodeRune(b[:], like)])
}

// Set appends text as it is to be set to dst. The text is plain: nothing in it
// is escaped.
func (t *Typesetter) Set(dst, text []byte) []byte {
	from := len(dst)
	s := setting{t, dst, from, text}
	if len(text) > 0 && text[0] == ' ' {
		s.space()
	}
	for {
		n := untriggered(s.text)
		s.keep(n)
		if len(s.text) == 0 {
			break
		}
		s.trigger()
	}
	t.remember(s.dst[from:])
	return s.dst
}

// remember moves the end of out to the end of the past.
func (t *Typesetter) remember(out []byte) {
	if len(out) >= lookBack {
		t.size = copy(t.past[:], out[len(out)-lookBack:])
		return
	}
	if over := t.size + len(out) - lookBack; over > 0 {
		copy(t.past[:], t.past[over:t.size])
		t.size -= over
	}
	t.size += copy(t.past[t.size:], out)
}

// triggers are the bytes at which a rule may apply. Most text has few of them,
// so most of the work is to find none.
var triggers = func() (is [256]bool) {
	for _, c := range []byte(`"'-.0123456789`) {
		is[c] = true
	}
	is["§"[0]], is["“"[0]] = true, true
	return is
}()

// untriggered returns the length of the text up to the first trigger.
func untriggered(text []byte) int {
	for i, c := range text {
		if triggers[c] {
			return i
		}
	}
	return len(text)
}

// setting is one call of Set: dst[from:] is what has been set so far, text is
// what remains.
type setting struct {
	*Typesetter
	dst  []byte
	from int
	text []byte
}

// keep sets the next n bytes as they are.
func (s *setting) keep(n int) {
	s.dst = append(s.dst, s.text[:n]...)
	s.text = s.text[n:]
}

// replace sets with in place of the next n bytes.
func (s *setting) replace(n int, with string) {
	s.dst = append(s.dst, with...)
	s.text = s.text[n:]
}

// before returns the last lookBack bytes of the block as it has been set.
func (s *setting) before() []byte {
	out := s.dst[s.from:]
	if len(out) >= lookBack {
		return out[len(out)-lookBack:]
	}
	n := copy(s.window[:], s.past[:s.size])
	n += copy(s.window[n:], out)
	return s.window[max(0, n-lookBack):n]
}

// previous returns the character before, 0 at the start of the block.
func (s *setting) previous() rune {
	before := s.dst[s.from:]
	if len(before) < utf8.UTFMax { // it may lie in the piece before
		before = s.before()
	}
	return lastRune(before)
}

// next returns the character i bytes further on, 0 at the end of the piece.
func (s *setting) next(i int) rune { return firstRune(s.text[i:]) }

func firstRune(text []byte) rune {
	if len(text) == 0 {
		return 0
	}
	r, _ := utf8.DecodeRune(text)
	return r
}

func lastRune(text []byte) rune {
	if len(text) == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRune(text)
	return r
}

// trigger applies the rule for the character at which the text stands.
func (s *setting) trigger() {
	switch c := s.text[0]; {
	case c == '"' || c == '\'' || c == "“"[0]:
		s.quote()
	case c == '-':
		s.hyphens()
	case c == '.':
		s.dots()
		s.space()
	case c == "§"[0]:
		_, size := utf8.DecodeRune(s.text)
		s.keep(size)
		s.space()
	default:
		s.keep(run(s.text, isDigit))
		s.space()
	}
}

// dots sets three points as an ellipsis, and spaces into z.B. and its like.
func (s *setting) dots() {
	n := run(s.text, func(c byte) bool { return c == '.' })
	switch {
	case n == 3:
		s.replace(n, ellipsis)
	case n == 1 && s.abbreviation():
	default:
		s.keep(n)
	}
}

// space sets a space, if one is next, as one at which no line ends if what it
// stands between belongs together.
func (s *setting) space() {
	if len(s.text) == 0 || s.text[0] != ' ' {
		return
	}
	if belongTogether(lastWord(s.before()), s.text[1:]) {
		s.replace(1, nbsp)
		return
	}
	s.keep(1)
}

// run returns how many bytes at the start of text are in the class.
func run(text []byte, in func(byte) bool) int {
	n := 0
	for n < len(text) && in(text[n]) {
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isWord reports whether r is part of a word.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
