package german

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// quote sets a quotation mark or an apostrophe. All kinds of marks are read by
// their place, not by their form, since “Amt”, "Amt" and ”Amt” all mean „Amt“;
// only „ ‚ and the guillemets say themselves what they are.
func (s *setting) quote() {
	r, size := utf8.DecodeRune(s.text)
	switch r {
	case '"', '“', '”':
		s.doubleQuote(r, size)
	case '\'', '‘', '’':
		s.singleQuote(r, size)
	case '„':
		s.double = true
		s.keep(size)
	case '‚':
		s.single = true
		s.keep(size)
	default:
		s.keep(size)
	}
}

// marks are the quotation marks of a language.
type marks struct{ openDouble, closeDouble, openSingle, closeSingle string }

var (
	germanMarks  = marks{"„", "“", "‚", "‘"} // those of Upper Sorbian, too
	englishMarks = marks{"“", "”", "‘", "’"}
)

func (s *setting) marks() *marks {
	if s.english {
		return &englishMarks
	}
	return &germanMarks
}

func (s *setting) doubleQuote(r rune, size int) {
	previous, next := s.previous(), s.next(size)
	opens := s.opens(previous, next, s.double)
	switch {
	case opens, !s.double && isWord(next):
		s.double = true
		s.replace(size, s.marks().openDouble)
	case !s.double && r == '"' && unicode.IsDigit(previous):
		s.keep(size) // inches, seconds
	default:
		s.double = false
		s.replace(size, s.marks().closeDouble)
	}
}

func (s *setting) singleQuote(r rune, size int) {
	previous, next := s.previous(), s.next(size)
	opens := s.opens(previous, next, s.single)
	switch {
	case opens && r == '’', opens && elides(s.text[size:]):
		s.replace(size, "’")
	case opens:
		s.single = true
		s.replace(size, s.marks().openSingle)
	case unicode.IsLetter(next):
		s.replace(size, "’")
	case s.single:
		s.single = false
		s.replace(size, s.marks().closeSingle)
	case r == '‘', r == '\'' && unicode.IsDigit(previous):
		s.keep(size) // the end of a quotation that began elsewhere; feet, minutes
	default:
		s.replace(size, "’")
	}
}

// opens reports whether a mark between two characters is where a quotation
// begins: after nothing, a space, an opening bracket or mark, a dash or stroke.
// If one is open already, a mark with nothing after it rather ends that.
func (s *setting) opens(previous, next rune, open bool) bool {
	if open && (next == 0 || unicode.IsSpace(next) || unicode.IsPunct(next)) {
		return false
	}
	return previous == 0 || previous == '/' || previous == '»' || previous == '›' ||
		unicode.IsSpace(previous) || unicode.In(previous, unicode.Ps, unicode.Pd)
}

// elided are the words that begin with an apostrophe: 's, 'ne.
var elided = map[string]bool{"s": true, "n": true, "ne": true, "nem": true, "nen": true, "ner": true, "nes": true}

// elides reports whether an apostrophe before text stands for something left
// out: the century of '90 and '90er, or the start of a word.
func elides(text []byte) bool {
	if digits := run(text, isDigit); digits > 0 {
		return digits == 2
	}
	end := bytes.IndexFunc(text, func(r rune) bool { return !isWord(r) })
	if end < 0 {
		end = len(text)
	}
	return elided[string(text[:end])]
}
