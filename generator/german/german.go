// Package german does for text what German, and the Upper Sorbian beside it,
// deserve: addresses without umlauts (Slug), quotation marks, dashes and
// no-break spaces (Typesetter), the order of lists and the letters of an A–Z
// index (Collator), and the form of numbers (Number) and telephone numbers
// (Phone).
//
// Everything here is a function of its text alone: no files, no clock, no
// locale of the machine. Any bytes may come in; nothing panics, and the work
// is linear in the length of the text.
package german

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plainLetters writes letters in a–z where leaving away the mark would be
// wrong, or where Unicode knows no mark to leave away (ł, đ). The spellings are
// those of machine-readable passports (ICAO 9303), so they are what people see
// of their own names.
var plainLetters = map[rune]string{
	'ä': "ae", 'ö': "oe", 'ü': "ue", 'ß': "ss",
	'å': "aa", 'æ': "ae", 'ø': "oe", 'œ': "oe",
	'đ': "d", 'ð': "d", 'ħ': "h", 'ı': "i", 'ł': "l", 'ŋ': "n", 'þ': "th", 'ŧ': "t",
}

// plain returns a letter or digit in a–z and 0–9: Ä is ae, č is c, ﬁ is fi, ² is
// 2. It returns "" for everything else.
func plain(r rune) string {
	r = unicode.ToLower(r)
	if s, ok := plainLetters[r]; ok {
		return s
	}
	var letters []byte
	for _, part := range norm.NFKD.String(string(r)) {
		part = unicode.ToLower(part)
		switch {
		case part < utf8.RuneSelf && isPlain(byte(part)):
			letters = append(letters, byte(part))
		case !unicode.Is(unicode.Mn, part):
			return "" // ½ is not 12
		}
	}
	return string(letters)
}

func isPlain(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

// Control reports whether r is a character that no text needs and that can
// mislead: a control character other than tab and line end, or one that turns
// the direction of writing.
func Control(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 ||
		r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
