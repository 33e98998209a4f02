package search

import (
	"slices"
	"testing"
)

func TestSplit(t *testing.T) {
	v := vocabulary{}
	for _, w := range []string{"gewerbe", "anmeldung", "wohnung", "bau", "förderung", "sterbefall", "urkunde", "markt", "woche", "geld", "wohnen"} {
		v[key(w)] = true
	}
	for word, want := range map[string][]string{
		"gewerbeanmeldung":      {"gewerb", "anmeld"},
		"gewerbeanmeldungen":    {"gewerb", "anmeld"},
		"wohnungsbau":           {"wohn", "bau"},
		"wohnungsbaufoerderung": {"wohn", "bau", "ford"},
		"wochenmarkt":           {"woch", "markt"},
		"sterbefallurkunden":    {"sterbefall", "urkund"},
		"wohngeld":              {"wohn", "geld"},
		"anmeldung":             nil,
		"bauer":                 nil,
		"markthalle":            nil,
		"bau":                   nil,
	} {
		if got := v.split(fold(word)); !slices.Equal(got, want) {
			t.Errorf("split(%q) = %q, want %q", word, got, want)
		}
	}
}
