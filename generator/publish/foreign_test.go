package publish

import (
	"slices"
	"testing"
)

// TestForeign: what is in the directory before the first build stays and is named
// once; from then on it is known.
func TestForeign(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, files{"notes.txt": "x", ".git/config": "x", "assets/old.css": "x", "same.html": "1"})
	site := files{"same.html": "1", "index.html": "1", "assets/new.css": "2"}
	if stats := build(t, dir, site); !slices.Equal(stats.Foreign, []string{".git", "assets", "notes.txt"}) {
		t.Errorf("foreign are %q", stats.Foreign)
	}
	if stats := build(t, dir, site); len(stats.Foreign) > 0 {
		t.Errorf("foreign are %q once more", stats.Foreign)
	}
	if stats := build(t, t.TempDir(), site); len(stats.Foreign) > 0 {
		t.Errorf("foreign are %q in an empty folder", stats.Foreign)
	}
}

// TestNothingIsOpenDuringRenames: Windows renames no folder that is open.
func TestNothingIsOpenDuringRenames(t *testing.T) {
	p := stage(t, t.TempDir(), files{"index.html": "1", "a/b/index.html": "2", "a/c/index.html": "3"})
	if len(p.opened) == 0 {
		t.Fatal("no folder is held open")
	}
	p.step = func() error {
		if len(p.opened) > 0 {
			t.Errorf("%d folders are open", len(p.opened))
		}
		return nil
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
}
