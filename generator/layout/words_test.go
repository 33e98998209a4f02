package layout

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// TestTheProgramsOwnWords: English has all that German has, the others no more, and a
// value has its place in every translation.
func TestTheProgramsOwnWords(t *testing.T) {
	data, err := os.ReadFile("../../layouts/" + wordsFile)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]map[string]string
	if err := yaml.Load(data, &all); err != nil {
		t.Fatal(err)
	}
	for _, lang := range provided {
		if len(all[lang]) < 5 {
			t.Errorf("%s has %d words", lang, len(all[lang]))
		}
	}
	for key, text := range all["de"] {
		if _, ok := all["en"][key]; !ok {
			t.Errorf("en lacks %s", key)
		}
		for lang := range all {
			other, ok := all[lang][key]
			if ok && strings.Count(other, "{}") != strings.Count(text, "{}") {
				t.Errorf("%s: %s is %q, in German %q", lang, key, other, text)
			}
		}
	}
}

func TestWordsThatStandIn(t *testing.T) {
	own := "de: {a: Alle}\nen: {a: All, n: '{} items'}\npl: {n: '{} elementów'}\n"
	files := []*source.File{{Path: "layouts/words.yaml", Data: []byte(own)}}
	for name, text := range minimal {
		files = append(files, &source.File{Path: name, Data: []byte(text)})
	}
	set, found := Load(files, []string{"en", "pl", "hsb"})
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, test := range []struct{ lang, key, want, foreign string }{
		{"en", "a", "All", ""}, {"en-GB", "a", "All", ""}, {"pl", "a", "All", "en"}, {"hsb", "a", "Alle", "de"},
		{"de-simple", "a", "Alle", ""}, {"pl", "n", "{} elementów", ""}, {"hsb", "n", "{} items", "en"},
	} {
		if got, foreign, ok := set.Word(test.key, test.lang); !ok || got != test.want || foreign != test.foreign {
			t.Errorf("%s in %s is %q in %q, want %q in %q", test.key, test.lang, got, foreign, test.want, test.foreign)
		}
	}
	if got, _, ok := set.Word("b", "en"); ok {
		t.Errorf("a word that nobody knows is %q", got)
	}
	if keys := set.words.keys(); !slices.Equal(keys, []string{"a", "n"}) {
		t.Errorf("layouts can say %v", keys)
	}
}

func TestWordsHaveValuesInTheirPlaces(t *testing.T) {
	for _, test := range []struct {
		text   string
		values []any
		want   string
	}{
		{"{} of {}", []any{1, 2}, "1 of 2"},
		{"{} of {}", []any{"{}", 2}, "{} of 2"},
		{"{} of {}", []any{1}, "1 of {}"},
		{"none", []any{1, 2}, "none"},
	} {
		if got := fill(test.text, test.values); got != test.want {
			t.Errorf("%q with %v is %q, want %q", test.text, test.values, got, test.want)
		}
	}
}

// TestWordsByNamesThatAreMade: where a layout makes the name of a word, every word may
// be said.
func TestWordsByNamesThatAreMade(t *testing.T) {
	for _, test := range []struct {
		call string
		want int // findings about the word that no layout names
	}{{`{{word "a"}}`, 1}, {`{{"a" | word}}`, 0}, {`{{word (print "mo" "re")}}`, 0}} {
		files := []*source.File{
			{Path: "layouts/words.yaml", Data: []byte("de: {a: Alle}")},
			{Path: "layouts/words/own.yaml", Data: []byte("de: {more: Mehr}")},
			{Path: "layouts/partials/own.html", Data: []byte(test.call)},
		}
		for name, text := range minimal {
			files = append(files, &source.File{Path: name, Data: []byte(text)})
		}
		if _, found := Load(files, []string{"de"}); len(found) != test.want {
			t.Errorf("%s: %v", test.call, found)
		}
	}
}

// TestExplainAWordInContent: a word that cannot be said is found where it is written.
func TestExplainAWordInContent(t *testing.T) {
	page := `{{define "main"}}<p>{{word (print "no" "ne")}}</p>{{end}}`
	set, found := load(t, map[string]string{"layouts/words.yaml": "de: {a: Alle}", "layouts/contact.html": page})
	if len(found) > 0 {
		t.Fatal(found)
	}
	err := set.Page("contact", "de").Execute(io.Discard, map[string]any{"Title": "", "Lang": ""})
	if err == nil {
		t.Fatal("a word that nobody knows is said")
	}
	d := set.Explain("layouts/contact.html", err, nil)
	if got := page[d.Span.Start:d.Span.End]; got != `word (print "no" "ne")` {
		t.Errorf("%q is said to be at %q", err, got)
	}
}
