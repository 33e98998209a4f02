package engine_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"wegweiser/generator/engine"
	"wegweiser/generator/source"
)

// rebuilder builds one hub again and again with the same engine.
type rebuilder struct {
	t      *testing.T
	root   string
	engine *engine.Engine
	o      options
	files  map[string]string // what the engine has handed over
}

func newRebuilder(t *testing.T, files map[string]string) *rebuilder {
	r := &rebuilder{t: t, root: writeHub(t, files), engine: engine.New(), files: map[string]string{}}
	r.build()
	return r
}

// build builds the hub as it is now.
func (r *rebuilder) build() outcome {
	r.t.Helper()
	in, err := source.Read(r.root, templates(r.t))
	if err != nil {
		r.t.Fatal(err)
	}
	var mu sync.Mutex
	result, err := r.engine.Build(context.Background(), in, r.o.engine(r.t),
		func(path string, pieces ...[]byte) error {
			mu.Lock()
			defer mu.Unlock()
			r.files[path] = string(bytes.Join(pieces, nil))
			return nil
		})
	if err != nil {
		r.t.Fatal(err)
	}
	for _, gone := range result.Removed {
		delete(r.files, gone.Path)
	}
	return outcome{german(r.t, in, &result), r.files, result}
}

// again builds the hub after an edit, and compares with an engine that has built
// nothing before.
func (r *rebuilder) again() string {
	r.t.Helper()
	kept, fresh := r.build(), build(r.t, r.root, r.o)
	return difference(fresh.files, kept.files) + textDifference("findings", fresh.findings, kept.findings) +
		textDifference("what is to come", fmt.Sprint(fresh.result.NextChange, fresh.result.Upcoming), fmt.Sprint(kept.result.NextChange, kept.result.Upcoming))
}

// directed is a hub and an edit of it that changes more than the edited page says.
type directed struct {
	name       string
	hub        map[string]string
	file, text string // the edit
}

// sorted is a hub whose type a is sorted by b in some way. Both of its pages refer
// to c, which lists them.
func sorted(sort, field, one, two string) map[string]string {
	return map[string]string{
		"content/index.md":     "---\ntitle: Start\n---\n\n::cards{type=a}\n",
		"content/types/a.yaml": "type: a\nlabel: {one: A, many: As}\nfolder: as\nsort: [" + sort + "]\nfields:\n  " + field + "\n  c: {kind: ref, to: c, label: C}\n",
		"content/types/b.yaml": "type: b\nlabel: {one: B, many: Bs}\nfolder: bs\nfields: {}\n",
		"content/types/c.yaml": "type: c\nlabel: {one: C, many: Cs}\nfolder: cs\nfields: {}\n",
		"content/as/a1.md":     "---\ntitle: Eins\n" + one + "\nc: c1\n---\n",
		"content/as/a2.md":     "---\ntitle: Zwei\n" + two + "\nc: c1\n---\n",
		"content/bs/b1.md":     "---\ntitle: Anton\n---\n",
		"content/bs/b2.md":     "---\ntitle: Berta\n---\n",
		"content/cs/c1.md":     "---\ntitle: Ziel\n---\n",
	}
}

func with(hub map[string]string, name, text string) map[string]string {
	hub[name] = text
	return hub
}

// translated is a hub whose English start page has a link to a page with a translation.
func translated(link, body string) map[string]string {
	return map[string]string{
		"content/site.yaml":   "title: Hub\nlanguages: [{code: de, name: Deutsch}, {code: en, name: English}]\n",
		"content/index.md":    "---\ntitle: Start\n---\n",
		"content/index.en.md": "---\ntitle: Home\n---\n\n" + link + "\n",
		"content/a.md":        "---\ntitle: Anton\nsources: [{title: Akte}]\n---\n\n## Teil\n",
		"content/a.en.md":     "---\ntitle: Anthony\nsources: [{title: Akte}]\n---\n" + body,
	}
}

var directedEdits = []directed{
	{"sorted by a reference", sorted("b", "b: {kind: ref, to: b, label: B}", "b: b1", "b: b2"),
		"content/bs/b1.md", "---\ntitle: Zacharias\n---\n"},
	{"sorted by a list of references", sorted("bs", "bs: {kind: list, label: B, of: {kind: ref, to: b}}", "bs: [b1]", "bs: [b2]"),
		"content/bs/b1.md", "---\ntitle: Zacharias\n---\n"},
	{"sorted by the reference of a record", sorted("r.b", "r: {kind: record, label: R, fields: {b: {kind: ref, to: b, label: B}}}", "r: {b: b1}", "r: {b: b2}"),
		"content/bs/b1.md", "---\ntitle: Zacharias\n---\n"},
	{"the title of one who refers", sorted("title", "b: {kind: ref, to: b, label: B}", "b: b1", "b: b2"),
		"content/as/a1.md", "---\ntitle: Zwölf\nb: b1\nc: c1\n---\n"},
	{"sorted by what is sorted", with(with(sorted("b", "b: {kind: ref, to: b, label: B}", "b: b1", "b: b2"),
		"content/types/b.yaml", "type: b\nlabel: {one: B, many: Bs}\nfolder: bs\nsort: [c]\nfields:\n  c: {kind: ref, to: c, label: C}\n"),
		"content/bs/b1.md", "---\ntitle: Anton\nc: c1\n---\n"),
		"content/cs/c1.md", "---\ntitle: Zacharias\n---\n"},
	{"sorted by each other", with(sorted("b", "b: {kind: ref, to: b, label: B}", "b: b1", "b: b2"),
		"content/types/b.yaml", "type: b\nlabel: {one: B, many: Bs}\nfolder: bs\nsort: [a]\nfields:\n  a: {kind: ref, to: a, label: A}\n"),
		"content/bs/b1.md", "---\ntitle: Zacharias\na: a2\n---\n"},
	{"the group that a link leads to", with(with(sorted("title", "n: {kind: text, label: N}", "n: Nord", "n: Süd"),
		"content/types/a.yaml", "type: a\nlabel: {one: A, many: As}\nfolder: as\nsection:\n  - {draw: index, args: {type: a, group: n}}\nfields:\n  n: {kind: text, label: N}\n  c: {kind: ref, to: c, label: C}\n"),
		"content/as/index.md", "---\ntitle: Alle\n---\n\n[Norden](#nord) und [Westen](#west)\n"),
		"content/as/a1.md", "---\ntitle: Eins\nn: West\nc: c1\n---\n"},
	{"the fact that was meant", with(sorted("title", "n: {kind: text, label: N}", "n: Nord", "n: Süd"),
		"content/index.md", "---\ntitle: Start\n---\n\nEs ist :fact[b.reviewed].\n"),
		"content/bs/b1.md", "---\ntitle: Anton\nreviewed: 2026-01-01\n---\n"},
	{"a fact that loses its value", with(sorted("title", "n: {kind: text, label: N}", "n: Nord", "n: Süd"),
		"content/index.md", "---\ntitle: Start\n---\n\nEs ist :fact[a1.n].\n"),
		"content/as/a1.md", "---\ntitle: Eins\nc: c1\n---\n"},
	{"the next review", sorted("title", "n: {kind: text, label: N}", "n: Nord", "n: Süd"),
		"content/bs/b1.md", "---\ntitle: Anton\nreview_by: 2026-12-01\n---\n"},
	{"the place of a finding", sorted("title", "b: {kind: ref, to: b, label: B}", "b: nichts", "b: b2"),
		"content/as/a1.md", "---\ntitle: Eins\nsummary: Kurz.\nb: nichts\nc: c1\n---\n"},
	{"a page that is withdrawn", sorted("title", "b: {kind: ref, to: b, label: B}", "b: b1", "b: b2"),
		"content/as/a1.md", "---\ntitle: Eins\ndraft: true\nb: b1\nc: c1\n---\n"},
	{"what a page without an original lacks", with(with(sorted("title", "n: {kind: text, label: N, required: true}", "n: Nord", "n: Süd"),
		"content/site.yaml", "title: Hub\nlanguages: [{code: de, name: Deutsch}, {code: en, name: English}]\n"),
		"content/as/a3.en.md", "---\ntitle: Three\nn: North\n---\n"),
		"content/as/a3.en.md", "---\ntitle: Three\n---\n"},
	{"a translation gets the heading that a link names", translated("[part](a.md#teil)", ""),
		"content/a.en.md", "---\ntitle: Anthony\nsources: [{title: Akte}]\n---\n\n## Teil\n"},
	{"a translation loses the heading that a link names", translated("[part](a.md#teil)", "\n## Teil\n"),
		"content/a.en.md", "---\ntitle: Anthony\nsources: [{title: Akte}]\n---\n"},
	{"the title of a link by a heading", translated("[](a.md#teil)", ""),
		"content/a.en.md", "---\ntitle: Anthony\nsources: [{title: Akte}]\n---\n\n## Teil\n"},
	{"the title of a translation that a link leads to", translated("[](a.md)", ""),
		"content/a.en.md", "---\ntitle: Tony\nsources: [{title: Akte}]\n---\n"},
	{"a translation that is withdrawn", translated("[](a.md)", ""),
		"content/a.en.md", "---\ntitle: Anthony\ndraft: true\nsources: [{title: Akte}]\n---\n"},
	{"a translation whose original is withdrawn", translated("[](a.en.md)", ""),
		"content/a.md", "---\ntitle: Anton\ndraft: true\nsources: [{title: Akte}]\n---\n\n## Teil\n"},
	{"a partial that another layout puts into an attribute", map[string]string{
		"content/site.yaml":             "title: Hub\nlanguages: [{code: de, name: Deutsch}, {code: pl, name: Polski}]\n",
		"content/index.md":              "---\ntitle: Start\n---\n",
		"content/index.pl.md":           "---\ntitle: Strona\n---\n\n::drawn\n",
		"layouts/partials/said.html":    `{{word "search"}}`,
		"layouts/directives/drawn.html": `{{/* directive: leaf */}}<b>{{template "partials/said.html"}}</b>`,
		"layouts/directives/other.html": `{{/* directive: leaf */}}<b>other</b>`,
	}, "layouts/directives/other.html", `{{/* directive: leaf */}}<b title="{{template "partials/said.html"}}">other</b>`},
	{"a source that a translation no longer repeats", translated("", ""),
		"content/a.md", "---\ntitle: Anton\nsources: [{title: Heft}]\n---\n\n## Teil\n"},
}

func TestDirectedEdits(t *testing.T) {
	t.Parallel()
	for _, d := range directedEdits {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			r := newRebuilder(t, d.hub)
			writeFile(t, r.root, d.file, d.text)
			if difference := r.again(); difference != "" {
				t.Error(difference)
			}
		})
	}
}

// A preview marks a page that is not public: until its first day, after its last, and as
// its original. Each is the site's next change.
func TestMarksFollowTheDay(t *testing.T) {
	t.Parallel()
	r := newRebuilder(t, map[string]string{
		"content/site.yaml":   "title: Hub\nlanguages: [{code: de, name: Deutsch}, {code: en, name: English}]\n",
		"content/index.md":    "---\ntitle: Start\n---\n\n[](a.md)\n\n::cards{type=page}\n",
		"content/index.en.md": "---\ntitle: Home\n---\n\n::cards{type=page}\n",
		"content/a.md":        "---\ntitle: Anton\npublish_from: 2027-03\npublish_until: 2027-04\n---\n",
		"content/a.en.md":     "---\ntitle: Anthony\n---\n",
	})
	r.o.drafts = true
	for _, step := range []struct{ day, mark, next string }{
		{"2026-11-23", "Scheduled: 1 March 2027", "2027-03-01"},
		{"2027-03-01", "", "2027-05-01"},
		{"2027-05-01", "Expired: 30 April 2027", ""},
	} {
		r.o.day = step.day
		if difference := r.again(); difference != "" {
			t.Errorf("%s: %s", step.day, difference)
		}
		for _, file := range []string{"en/index.html", "en/a/index.html"} {
			_, mark, _ := strings.Cut(withPlainSpaces(r.files[file]), `class="tag">`)
			if mark, _, _ = strings.Cut(mark, "<"); mark != step.mark {
				t.Errorf("%s: %s has the mark %q, want %q", step.day, file, mark, step.mark)
			}
		}
		if next := r.build().result.NextChange.String(); next != step.next {
			t.Errorf("%s: the next change is on %q, want %q", step.day, next, step.next)
		}
	}
}

// TestMemoryStaysBounded adds pages, one build after the other: what was drawn of the
// lists before each must not stay.
func TestMemoryStaysBounded(t *testing.T) {
	hub := map[string]string{
		"content/index.md": "---\ntitle: Start\n---\n",
		"content/types/a.yaml": "type: a\nlabel: {one: A, many: As}\nfolder: as\nfields: {}\nsection:\n" +
			"  - {draw: index, args: {type: a, group: a-z}}\n  - {slug: alle, title: Alle, draw: index, args: {type: a}}\n",
	}
	for i := range 250 {
		hub[fmt.Sprintf("content/as/a%d.md", i)] = fmt.Sprintf("---\ntitle: Seite %d\n---\n", i)
	}
	r := newRebuilder(t, hub)
	built := 1
	addUntil := func(builds int) {
		for ; built < builds; built++ {
			writeFile(t, r.root, fmt.Sprintf("content/as/neu%d.md", built), "---\ntitle: Neu\n---\n")
			r.build()
		}
	}
	addUntil(engine.SweepEvery)
	before := heap()
	addUntil(2 * engine.SweepEvery)
	const pages = 1 << 20 // what the added pages take themselves, and some more
	if grown := int64(heap()) - int64(before); grown > pages {
		t.Errorf("%d kB more than %d pages ago", grown>>10, engine.SweepEvery)
	}
	runtime.KeepAlive(r)
}

// heap is the memory in use, in bytes.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // what pools hold outlives the first
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
