package engine_test

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"wegweiser/generator/document"
	"wegweiser/generator/source"
)

var (
	originMark = regexp.MustCompile(` data-source="([^"]*)"`)
	tableCell  = regexp.MustCompile(`(?s)<td role="?cell"?>(.*?)</td>`)
	listedCard = regexp.MustCompile(`<li[^>]*>\s*<div class="?card"?[^>]*>`)
)

func readHub(t *testing.T, root string) *source.Snapshot {
	t.Helper()
	hub, err := source.Read(root, fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	return hub
}

// TestPreviewSaysWhereThingsAreWritten follows every mark of the real hub to its
// file.
func TestPreviewSaysWhereThingsAreWritten(t *testing.T) {
	for name, file := range build(t, repository, options{}).files {
		if strings.Contains(file, "data-source") || strings.Contains(file, "_ww-") {
			t.Errorf("%s is built for a host and says where things are written", name)
		}
	}
	hub := readHub(t, repository)
	kinds := map[string]int{}
	for name, file := range build(t, repository, options{preview: true}).files {
		for _, m := range originMark.FindAllStringSubmatch(file, -1) {
			origin := html.UnescapeString(m[1])
			path := document.OriginFile(origin)
			if hub.TextNow(path) == nil {
				t.Errorf("%s: there is no file %q", name, origin)
			}
			kinds[strings.TrimPrefix(origin, path)[:1]]++
		}
		for _, m := range tableCell.FindAllStringSubmatch(file, -1) {
			if !originMark.MatchString(m[1]) {
				t.Errorf("%s: nobody knows where a cell is written: %s", name, m[0])
			}
		}
		for _, card := range listedCard.FindAllString(file, -1) {
			if !originMark.MatchString(card) {
				t.Errorf("%s: nobody knows where a card is written: %s", name, card)
			}
		}
		if !strings.HasSuffix(name, ".html") && originMark.MatchString(file) {
			t.Errorf("%s says where things are written", name)
		}
	}
	if kinds["@"] < 100 || kinds["#"] < 100 {
		t.Errorf("few marks: %v", kinds)
	}
}

// TestOrigins clicks on everything of a page.
func TestOrigins(t *testing.T) {
	const page = `---
title: Start
summary: Kurz.
---

Ein Absatz.
Zweite Zeile.

## Überschrift

- Punkt
- noch einer

> Zitat

:::note
Im Hinweis.
:::

Tabelle: Zahlen
| A | B |
|---|---|
| 1 | 2 |

` + "```go\nx := 1\n```" + `

::comparison{of=type:model}

::cards{type=model}

Es kostet :fact[x.effort].
`
	root := writeHub(t, map[string]string{
		"content/index.md":     page,
		"content/modelle/x.md": "---\ntitle: Xaver\nsummary: Xaver fasst zusammen.\nfocus: Auf *alles*.\neffort: Viel.\norder: 1\n---\n",
	})
	hub, out := readHub(t, root), build(t, root, options{preview: true})
	marked := out.files["index.html"]
	for text, want := range map[string]string{
		"Ein Absatz.":             "content/index.md:6",
		"Überschrift</":           "content/index.md:9",
		"Punkt":                   "content/index.md:11",
		"noch einer":              "content/index.md:12",
		"Zitat":                   "content/index.md:14",
		"Im Hinweis.":             "content/index.md:17",
		">1<":                     "content/index.md:23",
		"</span> <span class=\"m": "content/index.md:25",
		"Auf <em>":                "content/modelle/x.md:4",
		"Viel.":                   "content/modelle/x.md:5",
		"Xaver</a></p>":           "content/modelle/x.md:2",
		"Kurz.</p>":               "content/index.md:3",
		"Xaver fasst zusammen":    "content/modelle/x.md:3",
	} {
		before, _, found := strings.Cut(marked, text)
		marks := originMark.FindAllStringSubmatch(before, -1)
		if !found || len(marks) == 0 {
			t.Errorf("%q is not drawn or not marked:\n%s\n%s", text, marked, out.findings)
			continue
		}
		origin := html.UnescapeString(marks[len(marks)-1][1])
		line, _ := document.FindOrigin(origin, hub.TextNow(document.OriginFile(origin)))
		if got := document.OriginFile(origin) + ":" + strconv.Itoa(line); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
