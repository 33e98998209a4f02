package site

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/outpath"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

func TestLinksFrom(t *testing.T) {
	from := &Page{Page: &schema.Page{Doc: &document.Document{Path: "content/dienste/a/x.md"}}}
	got := linksFrom(from, []string{
		"content/dienste/a/y.md", "content/dienste/a/b/z.md", "content/dienste/ab/y.md", "content/dienste/a.md", "content/index.md", "static/a.png",
	})()
	want := []string{"y.md", "b/z.md", "../ab/y.md", "../a.md", "../../index.md", "../../../static/a.png"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGroupIDs(t *testing.T) {
	ids := takenIDs{}
	for _, c := range [][2]string{
		{"C", "c"}, {"C++", "c-2"}, {"C 2", "c-2-2"}, {"C#", "c-3"}, {"C 4", "c-4"}, {"(C)", "c-5"}, {"→", "andere"}, {"←", "andere-2"},
	} {
		if got := ids.next("", c[0]); got != c[1] {
			t.Errorf("%s is %s, want %s", c[0], got, c[1])
		}
	}
}

// TestManyGroups would take minutes if each id were looked for among all.
func TestManyGroups(t *testing.T) {
	ids, seen := takenIDs{}, map[string]bool{}
	start := time.Now()
	for range 50_000 {
		seen[ids.next("", "→")] = true
	}
	if len(seen) != 50_000 {
		t.Errorf("only %d ids", len(seen))
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
}

// What cannot be written is a finding: the writer has nothing left to refuse.
func TestEveryAddressCanBeWritten(t *testing.T) {
	long := strings.Repeat("x", MaxPart)
	files := []string{
		"content/.versteckt.pdf", "content/a\\b.pdf", "content/a/../b.pdf", "content/a\nb.pdf", "content/\xff.pdf",
		"content/" + long + "x", "content/" + strings.Repeat("a/", maxAddress/2) + "b", "static/" + long, "static/.well-known/x",
	}
	declared, _ := schema.Load(nil)
	s := Link(Inputs{Schema: declared, Files: files, Locate: func(file, _ string) source.Span { return source.Span{Path: file} }})
	refused := map[string]bool{}
	for _, d := range s.Found() {
		if d.Code == diag.InvalidFileName || d.Code == diag.LongAddress {
			refused[d.Span.Path] = true
		}
	}
	for _, f := range files {
		if path := relative(FileURL(f)); !refused[f] && (outpath.Check(path) != nil || s.Owner(FileURL(f)) != f) {
			t.Errorf("%.40q has a place and cannot be written", f)
		}
	}
	if len(refused) != 7 {
		t.Errorf("%d are refused: %v", len(refused), refused)
	}
}
