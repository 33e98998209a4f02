package words

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// all are the words of words.go.
var all = []Word{Missing, NoValue, Yes, No, Until, Expired, Comparison, Note, Amount, Thousands, Decimal, Open, Done, Table, Back, NotFound, Search, Feature, Group, Title, Summary, Address, Changes, Published, Reviewed, Since, Ended}

// TestTheWords: German and English have every word; de-simple and Upper Sorbian some.
func TestTheWords(t *testing.T) {
	for lang, table := range tables() {
		got, want := slices.Sorted(maps.Keys(table)), slices.Sorted(slices.Values(all))
		if whole := lang == "de" || lang == "en"; whole && !slices.Equal(got, want) {
			t.Errorf("%s has %v, want %v", lang, got, want)
		}
		for _, w := range got {
			if !slices.Contains(all, w) {
				t.Errorf("%s has %s, which nobody says", lang, w)
			}
		}
		for w, text := range table {
			if text == "" {
				t.Errorf("%s: %s is empty", lang, w)
			}
			holds := slices.Contains([]Word{Until, Expired, Comparison, Note, Amount, Published, Reviewed, Since, Ended}, w)
			if n := strings.Count(text, "{}"); n == 1 != holds || n > 1 {
				t.Errorf("%s: %s has {} %d times", lang, w, n)
			}
		}
	}
}

func TestLanguages(t *testing.T) {
	for lang, want := range map[string]string{
		"de": "ja", "de-simple": "ja", "de-DE-1996": "ja", "en": "yes", "en-GB": "yes", "hsb": "haj", "": "ja", "-": "ja",
	} {
		if got := Yes.In(lang); got != want {
			t.Errorf("%q: %q, want %q", lang, got, want)
		}
	}
	for page, want := range map[string][2]string{
		"hsb": {"Zurück zum Text", "de"}, "pl": {"Zurück zum Text", "de"}, "de-simple": {"Zurück zum Text", ""},
		"de-AT": {"Zurück zum Text", ""}, "en-GB": {"Back to the text", ""},
	} {
		if text, foreign := Back.On(page); text != want[0] || foreign != want[1] {
			t.Errorf("%s: %q in %q, want %q", page, text, foreign, want)
		}
	}
	if before, _, foreign := Reviewed.Around("hsb"); before != "Inhaltlich geprüft: " || foreign != "de" {
		t.Errorf("%q in %q", before, foreign)
	}
	if before, after, _ := Amount.Around("de"); before != "" || after != "\u00a0€" {
		t.Errorf("an amount is %q, %q", before, after)
	}
}
