package german

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PlainSpaces is a text for programs: spaces that protect a line from breaking are such as
// anybody types.
func PlainSpaces(s string) string {
	if strings.IndexByte(s, nbsp[0]) < 0 && strings.IndexByte(s, narrow[0]) < 0 {
		return s // faster than to look for the characters
	}
	return plainSpaces.Replace(s)
}

var plainSpaces = strings.NewReplacer(nbsp, " ", narrow, " ")

type wordSet map[string]bool

func set(words string) wordSet {
	is := wordSet{}
	for _, word := range strings.Fields(words) {
		is[word] = true
	}
	return is
}

// has reports whether the set has a word, with or without the signs behind it.
func (s wordSet) has(word []byte) bool { return s[string(word)] || s[string(trimClose(word))] }

var (
	// Before a number. All words before a space that matters end in a point, a
	// digit or §: only after these is a space looked at.
	references = set("Abs. Art. Nr. Nrn. S. Ziff. Rn. Rdnr. Kap. Bd. Anl.")
	// Before a name.
	titles = set("Dr. Prof.")
	// After a number.
	units = set("Uhr Euro EUR € Cent Prozent % ‰ Mio. Mrd. Millionen Milliarden " +
		"B kB KB MB GB TB px mm cm m km m² km² ha g kg t l kWh °C")
	// After the number of a day.
	months = set("Januar Februar März April Mai Juni Juli August September Oktober November Dezember " +
		"Jan. Feb. Apr. Aug. Sept. Okt. Nov. Dez.")
)

// abbreviations are those of single letters that are often written without
// their spaces. Not every a.b. is one: it may be part of a name.
var abbreviations = strings.Fields("z.B. z.T. z.Zt. d.h. u.a. u.U. u.Ä. u.ä. u.v.m. u.a.m. " +
	"i.d.R. i.V.m. i.S.d. i.S.v. i.A. i.V. o.ä. o.Ä. o.g. s.o. s.u. v.a. e.V. a.D. m.E. n.Chr. v.Chr.")

// abbreviation sets z.B. as z. B. if the text stands at its first point.
func (s *setting) abbreviation() bool {
	if len(s.text) < 2 || !unicode.IsLetter(s.next(1)) {
		return false
	}
	word := trimOpen(lastWord(s.before()))
	if len(word) != 1 {
		return false
	}
	for _, short := range abbreviations {
		rest := short[1:]
		if short[0] == word[0]|0x20 && bytes.HasPrefix(s.text, []byte(rest)) && s.endsAt(len(rest)) {
			spaced := strings.ReplaceAll(strings.TrimSuffix(rest, "."), ".", "."+nbsp)
			s.replace(len(rest), spaced+".")
			return true
		}
	}
	return false
}

// endsAt reports whether neither a word nor a row of points goes on i bytes
// further on.
func (s *setting) endsAt(i int) bool {
	next := s.next(i)
	return next != '.' && !isWord(next)
}

// belongTogether reports whether no line may end at the space between a word
// and the text after it. That text may be unknown, when something that is not
// text follows; then only a word that always has a companion counts.
func belongTogether(word, after []byte) bool {
	if len(word) == 0 || len(after) > 0 && unicode.IsSpace(firstRune(after)) {
		return false
	}
	switch last := word[len(word)-1]; {
	case isDigit(last):
		return isAmount(trimOpen(word)) && units.has(firstWord(after))
	case last == '.':
		return shortened(trimOpen(word), after)
	}
	return bytes.HasSuffix(word, []byte("§"))
}

// shortened decides for a word that ends in a point: Abs., Dr., z., 31.
func shortened(word, after []byte) bool {
	const longest = len("Prof.")
	if len(word) > longest {
		return false
	}
	unknown, next := len(after) == 0, firstRune(after)
	switch {
	case references[string(word)] && (unknown || unicode.IsDigit(next)):
		return true
	case titles[string(word)]:
		return unknown || unicode.IsLetter(next)
	case isInitial(word):
		return beginsInitial(after)
	}
	return isDayNumber(word) && months.has(firstWord(after))
}

// lastWord returns what follows the last space of text.
func lastWord(text []byte) []byte {
	for i := len(text) - 1; i >= 0; i-- {
		if c := text[i]; c > ' ' && (c < utf8.RuneSelf || !utf8.RuneStart(c)) {
			continue // most bytes; the rest may be a space
		}
		if r, size := utf8.DecodeRune(text[i:]); unicode.IsSpace(r) {
			return text[i+size:]
		}
	}
	return text
}

// firstWord returns the text up to its first space, or to the hyphens that will
// be a dash between spaces, and no more than lookBack bytes of it.
func firstWord(text []byte) []byte {
	text = text[:min(len(text), lookBack)]
	if i := bytes.IndexFunc(text, unicode.IsSpace); i >= 0 {
		text = text[:i]
	}
	if i := bytes.Index(text, []byte("--")); i >= 0 {
		text = text[:i]
	}
	return text
}

// trimOpen returns a word without the brackets and quotation marks before it.
func trimOpen(word []byte) []byte {
	return bytes.TrimLeftFunc(word, func(r rune) bool {
		return !isWord(r) && strings.ContainsRune("([{\"'„‚»›", r)
	})
}

// trimClose returns a word without the signs after it.
func trimClose(word []byte) []byte {
	return bytes.TrimRight(word, ")]}\"'“‘”’«‹.,;:!?…-–/")
}

// isInitial reports whether a word is a single letter and a point.
func isInitial(word []byte) bool {
	return beginsInitial(word) && utf8.RuneCount(word) == 2
}

// beginsInitial reports whether text begins with a single letter and a point.
func beginsInitial(text []byte) bool {
	r, size := utf8.DecodeRune(text)
	return unicode.IsLetter(r) && size < len(text) && text[size] == '.'
}

// isDayNumber reports whether a word is the number of a day: 1. to 31.
func isDayNumber(word []byte) bool {
	n := run(word, isDigit)
	return (n == 1 || n == 2) && string(word[n:]) == "."
}

// isAmount reports whether a word is a number: 5, 1.234,56, 8:00–14:00.
func isAmount(word []byte) bool {
	return len(word) > 0 && isDigit(word[len(word)-1]) && len(bytes.Trim(word, "0123456789.,:–-+−±")) == 0
}
