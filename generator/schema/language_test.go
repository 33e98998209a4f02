package schema

import "testing"

func TestUndeclared(t *testing.T) {
	s := &Schema{}
	s.Site.Languages = []Language{{Code: "de"}, {Code: "en"}, {Code: "x-leicht"}}
	for name, want := range map[string]string{
		"a": "", "a.de": "", "a.en": "", "a.x-leicht": "",
		"a.fr": "fr", "a.eng": "eng", "a.hsb": "hsb", "a.kmr": "kmr", "a.la": "la", "a.de-AT": "de-AT", "a.de-leicht": "de-leicht", "a.zh-hans": "zh-hans",
		"a.alt": "", "a.neu": "", "a.bak": "", "a.tmp": "", "a.kopie": "", "a.und": "", "a.xx": "", "a.im": "", "a.v2": "",
		"a.1.2": "", "a.AG": "", "a.": "", "a.-": "", "a.de-": "", "a.de--at": "", "a.x-y": "",
	} {
		if got := s.undeclared("content/" + name + ".md"); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
