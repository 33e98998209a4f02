package search

import (
	"slices"
	"testing"
)

func list(text string) []string {
	var all []string
	words(text, func(w string) { all = append(all, w) })
	return all
}

func TestWords(t *testing.T) {
	for text, want := range map[string][]string{
		"Wohngeld, online!":       {"Wohngeld", "online"},
		"K24-IOZ-AE gilt":         {"K24", "IOZ", "AE", "K24IOZAE", "gilt"},
		"Online-Dienste":          {"Online", "Dienste"},
		"2025-12":                 {"2025", "12"},
		"Łužica 2026":             {"Łužica", "2026"},
		"So\u00ADzi\u00ADal":      {"So\u00ADzi\u00ADal"},
		"u\u0308ber":              {"u\u0308ber"},
		"A1 - B2":                 {"A1", "B2"},
		"An-, ab- oder A1-":       {"An", "ab", "oder", "A1"},
		"":                        nil,
		"⚠\uFE0F Amt \u00AD":      {"Amt"},
		"§ 29 (VwVfG)":            {"29", "VwVfG"},
		"x-1, y-2":                {"x", "1", "x1", "y", "2", "y2"},
		"Amt24-OAA/Amt24-Service": {"Amt24", "OAA", "Amt24OAA", "Amt24", "Service", "Amt24Service"},
	} {
		if got := list(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestKey(t *testing.T) {
	for _, alike := range [][]string{
		{"Bürger", "Buerger", "Burger", "Bürgern", "bürgers", "BÜRGER", "Bu\u0308rger"},
		{"Gebühr", "Gebühren", "gebuehren"},
		{"Anmeldung", "Anmeldungen", "anmelden"},
		{"Kind", "Kinder", "Kindern", "Kindes"},
		{"Straße", "Strasse", "Straßen"},
		{"Haus", "Häuser", "Hauses", "Häusern"},
		{"Beamtin", "Beamtinnen"},
		{"Łužica", "Luzica"},
		{"neue", "neuen", "neues"},
		{"Steuer", "Steuern", "Steu\u00ADer"},
	} {
		for _, w := range alike {
			if key(w) != key(alike[0]) {
				t.Errorf("key(%q) = %q, want %q as for %q", w, key(w), key(alike[0]), alike[0])
			}
		}
	}
	for _, code := range []string{"k24", "99900049701868", "10es"} {
		if key(code) != code {
			t.Errorf("the code %s becomes %s", code, key(code))
		}
	}
}

func TestWordsApart(t *testing.T) {
	for _, pair := range [][2]string{{"bau", "bauer"}, {"frau", "fra"}, {"quelle", "qulle"}, {"amt", "amt24"}} {
		if key(pair[0]) == key(pair[1]) {
			t.Errorf("%q and %q have the same key %q", pair[0], pair[1], key(pair[0]))
		}
	}
}
