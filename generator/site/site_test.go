package site

import (
	"slices"
	"testing"
	"time"

	"wegweiser/generator/document"
	"wegweiser/generator/schema"
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
