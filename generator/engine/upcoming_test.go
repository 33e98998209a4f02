package engine_test

import (
	"slices"
	"testing"
)

// What changes on pages that nobody can see then is no change of the site: on drafts, on
// pages that have ended or are still to begin, and on translations of those.
func TestUpcomingIsWhatReadersSee(t *testing.T) {
	t.Parallel()
	dated := func(front, from string) string {
		return "---\ntitle: " + from + "\n" + front + "cost: [{value: frei, from: 2025, until: 2026-12-30}, {value: teuer, from: 2026-12-31}]\n---\n"
	}
	files := map[string]string{
		"content/site.yaml":          "title: Hub\nlanguages: [{code: de, name: Deutsch}, {code: en, name: English}]\n",
		"content/types/request.yaml": "type: request\nlabel: {one: Antrag, many: Anträge}\nfolder: antraege\nfields:\n  cost: {kind: text, label: Kosten, dated: true}\n",
		"content/index.md":           "---\ntitle: Start\n---\n",

		"content/antraege/shown.md":    dated("", "A"),
		"content/antraege/shown.en.md": dated("", "B"),
		"content/antraege/over.md":     dated("publish_until: 2026-11-01\n", "C"),
		"content/antraege/over.en.md":  dated("", "D"),
		"content/antraege/own.md":      dated("publish_until: 2026-11-01\n", "E"),
		"content/antraege/own.en.md":   dated("publish_until: 2026-12-30\n", "F"),
		"content/antraege/draft.md":    dated("draft: true\n", "G"),
		"content/antraege/draft.en.md": dated("draft: true\n", "H"),
		"content/antraege/later.md":    dated("publish_from: 2027-02\n", "I"),
		"content/antraege/later.en.md": dated("", "J"),
		"content/antraege/ends.md":     dated("publish_until: 2026-12-24\n", "K"),
		"content/antraege/ends.en.md":  dated("", "L"),
	}
	var got []string
	out := build(t, writeHub(t, files), options{})
	for _, c := range out.result.Upcoming {
		got = append(got, c.Day.String()+" "+c.File+" "+c.Field)
	}
	slices.Sort(got)
	want := []string{
		"2026-12-25 content/antraege/ends.md Veröffentlichen bis",
		"2026-12-31 content/antraege/own.en.md Kosten", // with the page
		"2026-12-31 content/antraege/own.en.md Kosten",
		"2026-12-31 content/antraege/own.en.md Veröffentlichen bis",
		"2026-12-31 content/antraege/shown.en.md Kosten",
		"2026-12-31 content/antraege/shown.en.md Kosten",
		"2026-12-31 content/antraege/shown.md Kosten",
		"2026-12-31 content/antraege/shown.md Kosten",
		"2027-02-01 content/antraege/later.md Veröffentlichen ab",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if next := out.result.NextChange.String(); next != "2026-12-25" {
		t.Errorf("the next change is on %s", next)
	}
}
