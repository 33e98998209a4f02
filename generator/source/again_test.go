package source_test

import (
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"testing"
	"testing/fstest"
	"time"

	"wegweiser/generator/source"
)

// again writes a hub, takes a snapshot long after, lets change run and takes the
// next one.
func again(t *testing.T, hints []string, change func(root string)) (before, after *source.Snapshot) {
	t.Helper()
	root := t.TempDir()
	old := time.Now().Add(-time.Hour)
	for _, name := range []string{"content/a.md", "content/b.md"} {
		full := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte("alt"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(full, old, old); err != nil {
			t.Fatal(err)
		}
	}
	before, err := source.Read(root, fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	before.Settle(time.Now())
	change(root)
	after, err = before.Again(hints, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return before, after
}

func rewrite(t *testing.T, file, text string, at time.Time) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file, at, at); err != nil {
		t.Fatal(err)
	}
}

func TestAgainKeepsWhatHasNotChanged(t *testing.T) {
	before, after := again(t, nil, func(root string) {
		rewrite(t, filepath.Join(root, "content/b.md"), "neu", time.Now())
	})
	if before.File("content/a.md") != after.File("content/a.md") {
		t.Error("an unchanged file was read again")
	}
	if got := string(after.File("content/b.md").Data); got != "neu" {
		t.Errorf("the changed file reads %q", got)
	}
}

// A change that size and time do not tell is found by its hint.
func TestAgainReadsWhatIsHintedAt(t *testing.T) {
	for name, hints := range map[string][]string{"hinted": {"content/b.md"}, "not hinted": nil} {
		_, after := again(t, hints, func(root string) {
			file := filepath.Join(root, "content/b.md")
			info, err := os.Stat(file)
			if err != nil {
				t.Fatal(err)
			}
			rewrite(t, file, "neu", info.ModTime())
		})
		if got, want := string(after.File("content/b.md").Data), map[bool]string{true: "neu", false: "alt"}[hints != nil]; got != want {
			t.Errorf("%s: reads %q, want %q", name, got, want)
		}
	}
}

func TestAgainForgetsWhatIsGone(t *testing.T) {
	_, after := again(t, nil, func(root string) {
		if err := os.Rename(filepath.Join(root, "content/a.md"), filepath.Join(root, "content/c.md")); err != nil {
			t.Fatal(err)
		}
	})
	if after.File("content/a.md") != nil || after.File("content/c.md") == nil {
		t.Error("a renamed file is not followed")
	}
}

// A file that was written just before it was read is read once more: its time
// need not tell of a second change.
func TestAgainDistrustsFreshTimes(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "content/a.md")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	at := time.Now()
	rewrite(t, file, "eins", at)
	first, err := source.Read(root, fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	first.Settle(time.Now())
	rewrite(t, file, "zwei", at)
	second, err := first.Again(nil, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if got := string(second.File("content/a.md").Data); got != "zwei" {
		t.Errorf("reads %q", got)
	}
}

// edits change a hub at random and note the paths, as a watcher would.
type edits struct {
	t     *testing.T
	rand  *rand.Rand
	root  string
	hints []string
}

func (e *edits) full(name string) string { return filepath.Join(e.root, filepath.FromSlash(name)) }

func (e *edits) must(err error) {
	if err != nil {
		e.t.Fatal(err)
	}
}

func (e *edits) name() string {
	names := []string{"a.md", "A.md", "ä.md", "a\u0308.md", "x.md", ".versteckt", "bild.svg", "alt.bak"}
	folders := []string{"content", "content/unter", "content/unter/tief", "content/ä", "layouts", "static/assets"}
	return folders[e.rand.IntN(len(folders))] + "/" + names[e.rand.IntN(len(names))]
}

// change makes one edit. What stands in the way is removed first.
func (e *edits) change() {
	name := e.name()
	e.hints = append(e.hints, name)
	dir := path.Dir(name)
	if e.rand.IntN(12) == 0 {
		e.hints = append(e.hints, dir)
		if dir == "content" {
			return
		}
		if e.rand.IntN(2) == 0 {
			e.must(os.RemoveAll(e.full(dir)))
			return
		}
		e.must(os.RemoveAll(e.full("content/umbenannt")))
		e.hints = append(e.hints, "content/umbenannt")
		if _, err := os.Stat(e.full(dir)); err == nil {
			e.must(os.Rename(e.full(dir), e.full("content/umbenannt")))
		}
		return
	}
	for d := dir; d != "."; d = path.Dir(d) {
		e.hints = append(e.hints, d) // it may be new
	}
	e.must(os.MkdirAll(e.full(dir), 0o755))
	e.must(os.RemoveAll(e.full(name)))
	switch e.rand.IntN(6) {
	case 0: // it stays away
	case 1:
		e.must(os.Symlink("a.md", e.full(name)))
	case 2:
		e.must(os.MkdirAll(filepath.Join(e.full(name), "innen.md"), 0o755))
	default:
		e.must(os.WriteFile(e.full(name), []byte(strconv.Itoa(e.rand.IntN(3))), 0o644))
	}
}

// With the hints of a watcher, Again finds what a new reading of the whole tree
// finds.
func TestHintsAreEnough(t *testing.T) {
	for seed := range uint64(20) {
		e := &edits{t: t, rand: rand.New(rand.NewPCG(seed, 0)), root: t.TempDir()}
		e.must(os.MkdirAll(e.full("content"), 0o755))
		embedded := fstest.MapFS{"layouts/a.md": {Data: []byte("eingebaut")}}
		kept, err := source.Read(e.root, embedded)
		e.must(err)
		for range 60 {
			e.hints = []string{}
			for range 1 + e.rand.IntN(3) {
				e.change()
			}
			kept, err = kept.Again(e.hints, time.Now())
			e.must(err)
			fresh, err := source.Read(e.root, embedded)
			e.must(err)
			if different := fresh.Changed(kept); len(different) > 0 {
				t.Fatalf("seed %d, after %q: %q differ", seed, e.hints, different)
			}
		}
	}
}

// Without a hint, only the paths that are named are looked at.
func TestAgainLooksOnlyWhereSomethingHappened(t *testing.T) {
	_, after := again(t, []string{"content/a.md"}, func(root string) {
		rewrite(t, filepath.Join(root, "content/a.md"), "neu", time.Now())
		rewrite(t, filepath.Join(root, "content/b.md"), "auch neu", time.Now())
	})
	if a, b := string(after.File("content/a.md").Data), string(after.File("content/b.md").Data); a != "neu" || b != "alt" {
		t.Errorf("reads %q and %q", a, b)
	}
}

// Hints that name nothing which the hub could hold are passed over.
func TestAgainPassesOverOtherPaths(t *testing.T) {
	_, after := again(t, []string{"/content/a.md", "../content/a.md", "content/../../a.md", "/", "content//a.md", "public/a.md", "LIESMICH"}, func(root string) {
		rewrite(t, filepath.Join(root, "LIESMICH"), "", time.Now())
	})
	if len(after.Files) != 2 || len(after.Problems) > 0 {
		t.Errorf("%d files, problems %v", len(after.Files), after.Problems)
	}
}

// What a link leads to may change where nobody gives hints.
func TestAgainFollowsLinks(t *testing.T) {
	root := t.TempDir()
	old := time.Now().Add(-time.Hour)
	target, link := filepath.Join(root, "notes/l.md"), filepath.Join(root, "content/l.md")
	for _, dir := range []string{"notes", "content"} {
		if err := os.Mkdir(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	rewrite(t, link, "eins", old)
	snapshot, err := source.Read(root, fstest.MapFS{})
	look := func() *source.File {
		t.Helper()
		if snapshot, err = snapshot.Again([]string{}, time.Now()); err != nil {
			t.Fatal(err)
		}
		return snapshot.File("content/l.md")
	}
	if err != nil || snapshot.Unwatched() {
		t.Fatalf("without links something is unwatched (%v)", err)
	}
	if err := os.Rename(link, target); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../notes/l.md", link); err != nil {
		t.Skip("no symlinks here:", err)
	}
	if snapshot, err = snapshot.Again([]string{"content/l.md"}, time.Now()); err != nil || !snapshot.Unwatched() {
		t.Fatalf("with a link all is watched (%v)", err)
	}
	if first := look(); first != look() {
		t.Error("a link is read again although nothing has changed")
	}
	rewrite(t, target, "zwei", time.Now())
	if got := string(look().Data); got != "zwei" {
		t.Errorf("reads %q", got)
	}
	if err := os.Remove(target); err != nil {
		t.Fatal(err)
	}
	if f := look(); f != nil || !snapshot.Unwatched() || !snapshot.Has("content/l.md") {
		t.Errorf("of a link to nothing: %v", f)
	}
	rewrite(t, target, "drei", time.Now())
	if got := string(look().Data); got != "drei" {
		t.Errorf("reads %q", got)
	}
}

// TextNow is what a file has on disk now, if it is a file of the hub.
func TestTextNow(t *testing.T) {
	before, _ := again(t, nil, func(root string) {
		rewrite(t, filepath.Join(root, "content/b.md"), "neu\r\n", time.Now())
		rewrite(t, filepath.Join(root, "content/.versteckt.md"), "geheim", time.Now())
		rewrite(t, filepath.Join(root, "notiz.md"), "geheim", time.Now())
	})
	if got := string(before.TextNow("content/b.md")); got != "neu\n" {
		t.Errorf("%q", got)
	}
	for _, path := range []string{"content/../notiz.md", "notiz.md", "content/.versteckt.md", "content", ""} {
		if text := before.TextNow(path); text != nil {
			t.Errorf("%s: %q", path, text)
		}
	}
}

// A file that was read again in vain is not held again, if it was not held before.
func TestAgainReleasesWhatHasNotChanged(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"content/a.md", "content/b.md", "content/c.md"} {
		rewrite(t, filepath.Join(root, name), "alt", time.Now())
	}
	before, err := source.Read(root, fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	before.Release(before.File("content/a.md"))
	before.Release(before.File("content/b.md"))
	rewrite(t, filepath.Join(root, "content/b.md"), "neu", time.Now())
	after, err := before.Again(nil, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for name, held := range map[string]bool{"content/a.md": false, "content/b.md": true, "content/c.md": true} {
		if f := after.File(name); f == before.File(name) || (f.Data != nil) != held {
			t.Errorf("%s: read again %v, held %v", name, f != before.File(name), f.Data != nil)
		}
	}
}
