package search

import (
	"strings"
	"testing"
)

// TestCodesHoweverTheyAreWritten asks for codes in which blanks or other dashes stand.
func TestCodesHoweverTheyAreWritten(t *testing.T) {
	files, _ := indexOf(t,
		page("Hundesteuer", "Hund", Text{Value, "K24-HUN-ST"}), page("Baugenehmigung", "bauen", Text{Value, "99012008001000"}),
		page("Stücke", "Nummer 4711 00", Text{Keyword, "K24 und HUN und ST, 99 und 012 und 008 und 001 und 000"}),
	)
	const dog, build, pieces = "Hundesteuer", "Baugenehmigung", "Stücke"
	cases := []struct{ query, first, unknown string }{
		{"K24-HUN-ST", dog, ""},
		{"K24 - HUN – ST", dog, ""},
		{"k24 hun st", dog, ""},
		{"K24‑HUN‑ST", dog, ""},
		{"Hund K24 HUN-ST", dog, ""},
		{"99012008001000", build, ""},
		{"99 012 008 001 000", build, ""},
		{"bauen: 99-012\u00A0008 – 001 000", build, ""},
		{"99 und 012", pieces, ""},
		{"HUN ST", pieces, ""},
		{"99 012 008 123 456", "", "99 012 008 123 456"}, // as it was typed
		{"K24-XXX-YY", dog, "XXX,YY,K24-XXX-YY"},
		{"HUN 10 000", pieces, "10"}, // 000 is one of the pieces
	}
	var queries []string
	for _, c := range cases {
		queries = append(queries, c.query)
	}
	var answers []struct{ Hits, Unknown []string }
	runScript(t, questions, map[string]any{"files": files, "queries": queries}, &answers)
	for i, c := range cases {
		a, first := answers[i], ""
		if len(a.Hits) > 0 {
			first = a.Hits[0]
		}
		if first != c.first || strings.Join(a.Unknown, ",") != c.unknown {
			t.Errorf("%q finds %q, does not know %q; want %q, %q", c.query, a.Hits, a.Unknown, c.first, c.unknown)
		}
	}
}
