package engine_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var cardRow = regexp.MustCompile(`<div><dt>([^<]*)</dt><dd>(.*?)</dd></div>`)

// rowsOf are the fields on the cards of a page, such as "Ort: Dresden".
func rowsOf(page string) []string {
	var rows []string
	for _, m := range cardRow.FindAllStringSubmatch(page, -1) {
		rows = append(rows, m[1]+": "+m[2])
	}
	slices.Sort(rows)
	return rows
}

// A card does not say again what the heading or the page above it says, but a value
// beside that one it does. Whether its type lists what stands on cards makes no
// difference.
func TestCardsDoNotRepeatTheirHeading(t *testing.T) {
	t.Parallel()
	for _, card := range []string{"", "card: [place, time]\n"} {
		out := build(t, writeHub(t, map[string]string{
			"content/types/event.yaml": "type: event\nlabel: {one: Termin, many: Termine}\nfolder: termine\nfacets: [place]\n" + card +
				"section:\n  - {draw: index, args: {type: event, group: place}}\n  - {slug: alle, title: Alle, draw: index, args: {type: event}}\n" +
				"fields:\n  place: {kind: list, of: {kind: choice, options: {dd: Dresden, l: Leipzig}}, label: Ort}\n  time: {kind: text, label: Zeit}\n",
			"content/index.md":     "---\ntitle: Start\n---\n",
			"content/termine/a.md": "---\ntitle: A\nplace: [dd]\ntime: früh\n---\n",
			"content/termine/b.md": "---\ntitle: B\nplace: [dd, l]\ntime: spät\n---\n",
		}), options{})
		both := `Ort: <ul class="values"><li>Dresden</li><li>Leipzig</li></ul>`
		for path, want := range map[string][]string{
			"termine/index.html":             {both, both, "Zeit: früh", "Zeit: spät", "Zeit: spät"}, // B in both groups
			"termine/ort/dresden/index.html": {both, "Zeit: früh", "Zeit: spät"},
			"termine/alle/index.html":        {both, "Ort: Dresden", "Zeit: früh", "Zeit: spät"},
		} {
			if got := rowsOf(out.files[path]); !slices.Equal(got, want) {
				t.Errorf("%q, %s: the cards have\n%s\nwant\n%s\n%s", card, path, strings.Join(got, "\n"), strings.Join(want, "\n"), out.findings)
			}
		}
	}
}
