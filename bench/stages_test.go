package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wegweiser"
	"wegweiser/generator/ask"
	"wegweiser/generator/asset"
	"wegweiser/generator/calendar"
	"wegweiser/generator/check"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/engine"
	"wegweiser/generator/layout"
	"wegweiser/generator/publish"
	"wegweiser/generator/render"
	"wegweiser/generator/schema"
	"wegweiser/generator/search"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// The stages of a build, measured on the corpus of a thousand services. One
// operation is one page, so the figures add up to what a page costs.

const stagePages = 1000

var stageDay = calendar.Date{Year: 2026, Month: 11, Day: 23}

// stages holds the inputs of every stage.
type stages struct {
	root   string
	in     *source.Snapshot
	schema *schema.Schema
	files  []*source.File // the generated services
	pages  []*schema.Page
	site   *site.Site
	hub    *render.Hub
	served []*site.Page // the services in the site
}

func newStages(b *testing.B) *stages {
	b.Helper()
	s := &stages{root: filepath.Join(b.TempDir(), "hub")}
	if err := writeCorpus("..", s.root, stagePages); err != nil {
		b.Fatal(err)
	}
	s.read(b)
	s.schema, _ = schema.Load(s.in.Files)
	for _, f := range s.in.Files {
		if strings.HasSuffix(f.Path, ".md") {
			doc, _ := document.Parse(f, "de")
			page, _ := s.schema.Check(doc, source.Text(f.Data))
			s.pages = append(s.pages, page)
			if strings.HasPrefix(f.Path, "content/dienste/dienst-") {
				s.files = append(s.files, f)
			}
		}
	}
	s.link()
	layouts, _ := layout.Load(s.in.Files, []string{"de"})
	s.hub = render.NewHub(ask.NewReader(&ask.World{Site: s.site, Layouts: layouts, Assets: asset.Load(s.in.Files, asset.Options{Hashed: true})}, nil), render.NewParts(nil))
	for _, p := range s.site.Pages {
		if strings.HasPrefix(p.ID, "dienste/dienst-") {
			s.served = append(s.served, p)
		}
	}
	return s
}

func (s *stages) read(b *testing.B) {
	b.Helper()
	own := fs.FS(wegweiser.Files)
	var err error
	if s.in, err = source.Read(s.root, own); err != nil {
		b.Fatal(err)
	}
}

func (s *stages) link() {
	s.site = site.Link(site.Inputs{
		Schema: s.schema, Pages: s.pages, Day: stageDay,
		Locate: func(file, _ string) source.Span { return source.Span{Path: file} },
	})
}

// perPage runs f for one service after the other.
func (s *stages) perPage(b *testing.B, f func(i int)) {
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		f(i % len(s.files))
		i++
	}
}

// whole runs f, which treats all pages at once, and reports the time for each.
func (s *stages) whole(b *testing.B, f func()) {
	for b.Loop() {
		f()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(s.pages)), "ns/page")
}

func BenchmarkStage(b *testing.B) {
	s := newStages(b)
	b.Run("read", func(b *testing.B) { s.whole(b, func() { s.read(b) }) })
	b.Run("front-matter", func(b *testing.B) { s.parse(b, frontOnly) })
	b.Run("markdown-without-code", func(b *testing.B) { s.parse(b, withoutCode) })
	b.Run("markdown-with-code", func(b *testing.B) { s.parse(b, func(text []byte) []byte { return text }) })
	b.Run("types", func(b *testing.B) { s.types(b) })
	b.Run("link", func(b *testing.B) { s.whole(b, s.link) })
	b.Run("checks", func(b *testing.B) {
		s.perPage(b, func(i int) { check.Page(s.hub.Reader, s.served[i]) })
	})
	b.Run("templates", func(b *testing.B) {
		s.perPage(b, func(i int) { s.page(b, i, func(string, ...[]byte) error { return nil }) })
	})
	b.Run("search", func(b *testing.B) { s.search(b) })
	b.Run("writing", func(b *testing.B) { s.write(b) })
}

// BenchmarkBuild is the whole of it, with everything but the writing.
func BenchmarkBuild(b *testing.B) {
	s := newStages(b)
	s.whole(b, func() {
		s.read(b)
		_, err := engine.New().Build(context.Background(), s.in, engine.Options{Once: true, Search: true,
			Day: func(*schema.Schema) calendar.Date { return stageDay },
		}, func(string, ...[]byte) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
	})
}

// search takes pages in and makes the index of all of them.
func (s *stages) search(b *testing.B) {
	s.whole(b, func() {
		c := search.NewCollector()
		var entries []*search.Entry
		for _, p := range s.served {
			entries = append(entries, c.Add(render.Searchable(s.hub, p)))
		}
		if _, err := c.Write("de", entries, func(string, []byte) error { return nil }); err != nil {
			b.Fatal(err)
		}
	})
}

func (s *stages) page(b *testing.B, i int, emit render.Emit) {
	if _, err := render.Page(s.hub, s.served[i], emit); err != nil {
		b.Fatal(err)
	}
}

// parse measures document.Parse on texts that edit has changed.
func (s *stages) parse(b *testing.B, edit func([]byte) []byte) {
	files := make([]*source.File, len(s.files))
	for i, f := range s.files {
		files[i] = &source.File{Path: f.Path, Data: edit(f.Data)}
	}
	s.perPage(b, func(i int) { document.Parse(files[i], "de") })
}

// frontOnly leaves the front matter of a page.
func frontOnly(text []byte) []byte {
	end := bytes.Index(text[4:], []byte("\n---\n"))
	return text[:4+end+5]
}

// withoutCode takes the language from a page's code blocks, so that nothing is
// highlighted.
func withoutCode(text []byte) []byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	for i, line := range lines {
		if bytes.HasPrefix(line, []byte("```")) {
			lines[i] = []byte("```\n")
		}
	}
	return bytes.Join(lines, nil)
}

func (s *stages) types(b *testing.B) {
	docs := make([]document.Document, len(s.files))
	for i, f := range s.files {
		doc, _ := document.Parse(f, "de")
		docs[i] = *doc
	}
	s.perPage(b, func(i int) {
		doc := docs[i] // Check takes the front matter out of its document
		if _, found := s.schema.Check(&doc, s.files[i].Data); len(found) > 0 {
			b.Fatalf("the corpus has findings: %v", []diag.Diagnostic(found))
		}
	})
}

func (s *stages) write(b *testing.B) {
	var pages [][]byte
	for i := range s.served {
		s.page(b, i, func(_ string, pieces ...[]byte) error {
			pages = append(pages, bytes.Join(pieces, nil))
			return nil
		})
	}
	dir := memoryDir(b)
	s.whole(b, func() {
		out, err := publish.Open(filepath.Join(dir, "public"))
		for i, data := range pages {
			if err == nil {
				err = out.Stage(strings.TrimPrefix(s.served[i].URL, "/")+"index.html", data)
			}
		}
		if err == nil {
			_, err = out.Commit()
		}
		if err == nil {
			err = os.RemoveAll(filepath.Join(dir, "public"))
		}
		if err != nil {
			b.Fatal(err)
		}
	})
}

// memoryDir is a folder on a memory file system where there is one, so that the
// disk does not decide.
func memoryDir(b *testing.B) string {
	dir, err := os.MkdirTemp("/dev/shm", "wegweiser-stages-")
	if err != nil {
		return b.TempDir()
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
