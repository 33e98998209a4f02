package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What is done here to the words of pages, static/assets/search.js does to the words of
// a query, with the fold of site.js, which filters use too. A test runs both on the same words.

// words calls yield with the words of a text as they are written: runs of letters and
// digits. A code that hyphens divide (K24-IOZ-AE) follows its pieces as a word of its
// own, without them.
func words(text string, yield func(word string)) {
	code := codeReader{text: text}
	for i := 0; i < len(text); {
		length := runLength(text[i:])
		if length == 0 {
			if text[i] != '-' {
				code.end(yield)
			}
			i++ // no letter begins with a byte of the middle of another
			continue
		}
		code.add(i, i+length, yield)
		i += length
	}
	code.end(yield)
}

// runLength is the length of the word at the beginning of a text.
func runLength(text string) int {
	i := 0
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			if !asciiWord[c] {
				break
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r != softHyphen && !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Nd) {
			break
		}
		i += size
	}
	return i
}

const softHyphen = '\u00AD'

var asciiWord = func() (in [utf8.RuneSelf]bool) {
	for c := range in {
		in[c] = unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c))
	}
	return in
}()

// codeReader puts words together that single hyphens divide.
type codeReader struct {
	text       string
	start, to  int
	pieces     int
	one, other bool // it has a digit, and a letter
}

func (c *codeReader) add(start, end int, yield func(word string)) {
	if start != c.to+1 {
		c.end(yield)
	}
	if c.pieces == 0 {
		c.start, c.one, c.other = start, false, false
	}
	for i := start; i < end; i++ {
		digit := c.text[i] >= '0' && c.text[i] <= '9'
		c.one, c.other = c.one || digit, c.other || !digit
	}
	c.pieces++
	c.to = end
	if piece := c.text[start:end]; piece[0] < utf8.RuneSelf || strings.IndexFunc(piece, isLetter) >= 0 {
		yield(piece) // and not what an emoji leaves: a mark that says how it is drawn
	}
}

func isLetter(r rune) bool { return unicode.In(r, unicode.Letter, unicode.Nd) }

func (c *codeReader) end(yield func(word string)) {
	if c.pieces > 1 && c.one && c.other {
		yield(strings.ReplaceAll(c.text[c.start:c.to], "-", ""))
	}
	c.pieces = 0
}

// fold makes words alike that people write in several ways: Bürger, Buerger and
// Burger, Straße and Strasse, Łužica and Luzica.
func fold(word string) string {
	word = strings.ToLower(word)
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			word = strings.Map(plain, norm.NFD.String(strings.ReplaceAll(word, "ß", "ss")))
			break
		}
	}
	if !strings.Contains(word, "e") {
		return word
	}
	b := make([]byte, 0, len(word))
	for i := range len(word) {
		if word[i] != 'e' || !marksUmlaut(word, i) {
			b = append(b, word[i])
		}
	}
	return string(b)
}

// marksUmlaut reports whether an e makes an umlaut of the letter before it. That of
// neue, Frauen and Quelle does not.
func marksUmlaut(word string, e int) bool {
	if e == 0 {
		return false
	}
	switch word[e-1] {
	case 'a', 'o':
		return true
	case 'u':
		return e == 1 || strings.IndexByte("aeiouq", word[e-2]) < 0
	}
	return false
}

// plain drops the marks of letters, the stroke of ł and the other form of σ.
func plain(r rune) rune {
	switch {
	case r == softHyphen, unicode.Is(unicode.Mark, r):
		return -1
	case r == 'ł':
		return 'l'
	case r == 'ς':
		return 'σ'
	}
	return r
}

// minStem is the length that endings leave of a word at least, in bytes.
const minStem = 4

var endings = [...]string{"ung", "em", "en", "er", "es", "e", "n", "s"}

// stem cuts the endings off a folded word that nouns, verbs and adjectives take. What
// remains is no word and need not be: Steuer and Steuern both become steu. A number, a
// code and a word in other letters keep their ends.
func stem(folded string) string {
	for i := range len(folded) {
		if folded[i] < 'a' || folded[i] > 'z' {
			return folded
		}
	}
	for cut := true; cut; {
		cut = false
		for _, ending := range endings {
			if len(folded) >= len(ending)+minStem && strings.HasSuffix(folded, ending) {
				folded, cut = folded[:len(folded)-len(ending)], true
				break
			}
		}
	}
	return folded
}

// key is what a word is found by.
func key(word string) string { return stem(fold(word)) }
