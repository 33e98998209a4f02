package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestNamesComeFirst asks for what pages are called, where others say more of it.
func TestNamesComeFirst(t *testing.T) {
	at := func(url, title string, synonyms ...string) Page {
		p := page(title, "Portal")
		p.URL, p.Synonyms = url, synonyms
		for _, s := range synonyms {
			p.Texts = append(p.Texts, Text{Keyword, s})
		}
		return p
	}
	loud := page("Lautes über Portale", strings.Repeat("Portal Amt24 OAA Netz-Dienst Bürgerbüro ", 50), Text{Keyword, "Portal Amt24 OAA Amt24-OAA Netz Dienst Bürgerbüro"}, Text{Heading, "Netz Dienst"})
	short := at("/z/verfahren/", "Verfahren zum Antrag")
	short.ShortNames = append(short.ShortNames, "VzA")
	short.Texts = append(short.Texts, Text{Value, "VzA"})
	var many []Page
	for i := range 2 * maxBearers {
		many = append(many, at(fmt.Sprintf("/viele/%c/", 'a'+i), "Alle gleich"))
	}
	files, _ := indexOf(t, append([]Page{
		loud,
		at("/a/anders/", "Anders", "Portal", "Netz-Dienst"),
		at("/a/teil/", "Portal"), at("/portal/", "Portal"), at("/a/portale/", "Portale"),
		at("/z/oaa/", "Amt24-OAA"), at("/z/buro/", "Bürgerbüro"), short, at("/z/alles/", "VzA VzA VzA", "Verfahren"),
	}, many...)...)
	cases := []struct {
		query string
		first []string
	}{
		{"portal", []string{"/portal/", "/a/teil/", "/a/anders/"}}, // titles before synonyms, pages before their parts
		{"Portale", []string{"/a/portale/"}},
		{"Amt24-OAA", []string{"/z/oaa/"}},
		{"amt24 oaa", []string{"/z/oaa/"}},
		{"Netz Dienst", []string{"/a/anders/"}},
		{"netz-dienst!", []string{"/a/anders/"}},
		{"BUERGERBUERO", []string{"/z/buro/"}},
		{"Burgerburo", []string{"/z/buro/"}},
		{"Bürgerbüno", []string{"/z/buro/"}}, // searched for instead
		{"VzA", []string{"/z/verfahren/"}},
		{"Alle gleich", []string{"/viele/a/", "/viele/b/"}},
	}
	var queries []string
	for _, c := range cases {
		queries = append(queries, c.query)
	}
	var answers []struct{ URLs, Loaded []string }
	runScript(t, questions, map[string]any{"files": files, "queries": queries}, &answers)
	for i, c := range cases {
		urls := answers[i].URLs
		if !slices.Equal(urls[:min(len(urls), len(c.first))], c.first) {
			t.Errorf("%q finds %q, want %q first", c.query, urls, c.first)
		}
		if found := slices.Clone(urls); len(slices.Compact(slices.Sorted(slices.Values(found)))) != len(urls) {
			t.Errorf("%q finds a page twice: %q", c.query, urls)
		}
	}
	if got := len(answers[len(answers)-1].URLs); got != len(many) {
		t.Errorf("%d pages of one name are found, want %d", got, len(many))
	}
}
