package schema

import (
	"errors"
	"path"
	"strings"

	"golang.org/x/text/language"
)

// languageEnding is what stands between the last points of a file's name: en in
// wohngeld.en.md.
func languageEnding(file string) string {
	return strings.TrimPrefix(path.Ext(strings.TrimSuffix(file, ".md")), ".")
}

// undeclared returns the language that a file name ends in, wohngeld.fr.md, if the
// site does not have it; "" if all is well. What is no language is part of the
// name: antrag.alt.md.
func (s *Schema) undeclared(file string) string {
	ending := languageEnding(file)
	base, _, _ := strings.Cut(ending, "-")
	if s.Site.Language(ending) || !languageCode(base) || !spoken(base) {
		return ""
	}
	var unregistered language.ValueError // de-leicht is well-formed, though nobody has registered it
	if _, err := language.Parse(ending); err != nil && !errors.As(err, &unregistered) {
		return ""
	}
	return ending
}

// spoken reports whether translations can be expected in a language. Nearly every
// word of three letters names a language somewhere (alt, neu, old), so those count
// that have data in the Unicode repository, and some more that are written here.
func spoken(code string) bool {
	base, err := language.ParseBase(code)
	if err != nil {
		return false
	}
	tag, err := language.Compose(base)
	_, recorded := language.CompactIndex(tag)
	return err == nil && tag != language.Und && (len(code) == 2 || recorded || writtenHere[code])
}

var writtenHere = map[string]bool{"frr": true, "stq": true, "kmr": true, "prs": true, "pes": true, "rom": true, "rmy": true}
