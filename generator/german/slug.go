package german

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const maxSlug = 80 // bytes

// Slug returns s as a part of an address: lower-case a–z, 0–9 and single
// hyphens between words, at most 80 bytes and cut between words if there is
// more. "Gebühren & Auslagen (§ 5)" becomes "gebuehren-auslagen-5". Text
// without any Latin letter or digit has no slug: the result is "".
func Slug(s string) string {
	b := make([]byte, 0, maxSlug+8)
	gap := false
	for _, r := range norm.NFC.String(s) {
		if len(b) > maxSlug {
			break
		}
		letters := slugLetters(r)
		if letters == "" {
			gap = gap || !joins(r)
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, '-')
		}
		gap = false
		b = append(b, letters...)
	}
	return cut(string(b))
}

func slugLetters(r rune) string {
	switch {
	case r >= utf8.RuneSelf:
		return plain(r)
	case isPlain(byte(r)):
		return asciiLetters[r : r+1]
	case 'A' <= r && r <= 'Z':
		r += 'a' - 'A'
		return asciiLetters[r : r+1]
	}
	return ""
}

// asciiLetters holds every ASCII character at its own index, so that a letter
// is a substring and needs no memory of its own.
var asciiLetters = func() string {
	var all [utf8.RuneSelf]byte
	for i := range all {
		all[i] = byte(i)
	}
	return string(all[:])
}()

// joins reports whether r stands inside a word without being seen: a soft
// hyphen, a zero-width character, a mark that could not be composed.
func joins(r rune) bool { return r == '\u00ad' || unicode.In(r, unicode.Mn, unicode.Cf) }

// cut shortens a slug to its limit, between words where there are any.
func cut(slug string) string {
	if len(slug) <= maxSlug {
		return slug
	}
	if end := strings.LastIndexByte(slug[:maxSlug+1], '-'); end > 0 {
		return slug[:end]
	}
	return slug[:maxSlug]
}
