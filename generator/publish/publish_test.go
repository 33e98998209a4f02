package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// files is a tree of files: contents by path.
type files map[string]string

// stage opens a publication and stages a site.
func stage(t *testing.T, dir string, site files) *Publication {
	t.Helper()
	p, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Abort() })
	for path, data := range site {
		if err := p.Stage(path, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// build publishes a site, which must succeed.
func build(t *testing.T, dir string, site files) Stats {
	t.Helper()
	stats, err := stage(t, dir, site).Commit()
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// put writes files that are not ours.
func put(t *testing.T, dir string, foreign files) {
	t.Helper()
	for path, data := range foreign {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tree returns what is in dir: files with their contents, empty folders with "/".
func tree(t *testing.T, dir string) files {
	t.Helper()
	found := files{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == "." {
			return err
		}
		if e.IsDir() {
			if inside, _ := os.ReadDir(filepath.Join(dir, path)); len(inside) == 0 {
				found[path+"/"] = ""
			}
			return nil
		}
		if e.Type() == fs.ModeSymlink {
			target, err := os.Readlink(filepath.Join(dir, path))
			found[path] = "-> " + target
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		found[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// check compares dir with the site, its manifest and the foreign files.
func check(t *testing.T, dir string, site, foreign files) {
	t.Helper()
	want := files{}
	maps.Copy(want, site)
	maps.Copy(want, foreign)
	var manifest strings.Builder
	for _, path := range slices.Sorted(maps.Keys(site)) {
		fmt.Fprintf(&manifest, "%x  %s\n", sha256.Sum256([]byte(site[path])), path)
	}
	want[manifestName] = manifest.String()
	if got := tree(t, dir); !maps.Equal(got, want) {
		t.Errorf("%s holds\n%q, want\n%q", dir, got, want)
	}
}

var (
	old = files{
		"index.html":              "Start",
		"dienste/index.html":      "Dienste",
		"dienste/hund/index.html": "Hund",
		"assets/style.1.css":      "alt",
		"modelle":                 "eine Datei",
		"kontakt/index.html":      "Kontakt",
		"weg/tief/unten.html":     "weg",
	}
	// changed has a page that changes, one that stays, new ones, a folder where a
	// file was and a file where a folder was.
	changed = files{
		"index.html":                   "Start, neu",
		"dienste/index.html":           "Dienste",
		"dienste/wohngeld/index.html":  "Wohngeld",
		"assets/style.2.css":           "neu",
		"modelle/efa/index.html":       "EfA",
		"kontakt":                      "eine Datei",
		".well-known/security.txt":     "Contact",
		"weg/tief/unten/noch/tief.txt": "x",
	}
	foreign = files{
		".git/HEAD":                       "ref",
		".well-known/acme-challenge/x":    "token",
		"uploads/bild.png":                "Bild",
		"dienste/hund/notiz.txt":          "von jemandem",
		"wp-content/deep/down/there.html": "fremd",
	}
)

func TestBuildAndRebuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "public")
	if got, want := build(t, dir, old), (Stats{Written: 7}); !reflect.DeepEqual(got, want) {
		t.Errorf("first build: %+v, want %+v", got, want)
	}
	check(t, dir, old, nil)
	put(t, dir, foreign)
	if got, want := build(t, dir, changed), (Stats{Written: 7, Unchanged: 1, Removed: 5}); !reflect.DeepEqual(got, want) {
		t.Errorf("second build: %+v, want %+v", got, want)
	}
	check(t, dir, changed, foreign)
	build(t, dir, old)
	check(t, dir, old, foreign)
	if got, want := build(t, dir, nil), (Stats{Removed: 7}); !reflect.DeepEqual(got, want) {
		t.Errorf("empty build: %+v, want %+v", got, want)
	}
	check(t, dir, nil, foreign)
}

func TestUnchangedFilesKeepTheirTime(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, old)
	then := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for path := range tree(t, dir) {
		if err := os.Chtimes(filepath.Join(dir, path), then, then); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := build(t, dir, old), (Stats{Unchanged: 7}); !reflect.DeepEqual(got, want) {
		t.Errorf("stats: %+v, want %+v", got, want)
	}
	for path := range tree(t, dir) {
		if info, _ := os.Stat(filepath.Join(dir, path)); !info.ModTime().Equal(then) {
			t.Errorf("%s was written again", path)
		}
	}
}

func TestMode(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, files{"a/b.html": "x"})
	for path, want := range map[string]fs.FileMode{"a/b.html": 0o644, manifestName: 0o644, "a": fs.ModeDir | 0o755} {
		if info, err := os.Stat(filepath.Join(dir, path)); err != nil || info.Mode() != want {
			t.Errorf("%s has mode %v (%v), want %v", path, info.Mode(), err, want)
		}
	}
}

// A generated file that was damaged is mended; one that is no longer wanted, but
// has been changed, may hold somebody's work.
func TestEditedOutputs(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, old)
	put(t, dir, files{"index.html": "verdorben", "kontakt/index.html": "von Hand"})
	stats := build(t, dir, files{"index.html": "Start"})
	if want := (Stats{Written: 1, Removed: 5, Kept: []string{"kontakt/index.html"}}); !reflect.DeepEqual(stats, want) {
		t.Errorf("stats: %+v, want %+v", stats, want)
	}
	check(t, dir, files{"index.html": "Start"}, files{"kontakt/index.html": "von Hand"})

	// It is somebody's from now on.
	if stats := build(t, dir, files{"index.html": "Start"}); stats.Kept != nil {
		t.Errorf("the file is kept twice: %+v", stats)
	}
	wantClash(t, dir, old, map[string]ClashKind{"kontakt/index.html": ForeignFile})
}

func TestEqualFilesAreAdopted(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, old)
	if got, want := build(t, dir, old), (Stats{Unchanged: 7}); !reflect.DeepEqual(got, want) {
		t.Errorf("stats: %+v, want %+v", got, want)
	}
	check(t, dir, old, nil)
	build(t, dir, changed)
	check(t, dir, changed, nil)
}

// wantClash publishes a site that has no room, and checks that nothing changes.
func wantClash(t *testing.T, dir string, site files, want map[string]ClashKind) {
	t.Helper()
	before := tree(t, dir)
	_, err := stage(t, dir, site).Commit()
	var clash *ClashError
	if !errors.As(err, &clash) {
		t.Fatalf("Commit: %v, want a clash", err)
	}
	got := map[string]ClashKind{}
	for _, c := range clash.Clashes {
		got[c.Path] = c.Kind
		if !strings.Contains(err.Error(), c.Path) {
			t.Errorf("the error does not name %s: %v", c.Path, err)
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("clashes: %v, want %v", got, want)
	}
	if after := tree(t, dir); !maps.Equal(before, after) {
		t.Errorf("before\n%q, after\n%q", before, after)
	}
}

func TestClashes(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, files{"eigen/a.html": "a", "eigen/b.html": "b", "datei": "c"})
	put(t, dir, files{
		"index.html":         "fremd",
		"dienste":            "fremde Datei",
		"assets/style.2.css": "fremd",
		"assets/bild.png":    "stört nicht",
		"kontakt/fremd.html": "in dem Ordner",
		"eigen/fremd.html":   "zwischen den eigenen",
		"datei":              "von Hand",
	})
	if err := os.Mkdir(filepath.Join(dir, "leer"), 0o755); err != nil {
		t.Fatal(err)
	}
	site := maps.Clone(changed)
	maps.Copy(site, files{"eigen": "Datei statt Ordner", "datei/x.html": "Ordner statt Datei", "leer": "x"})
	wantClash(t, dir, site, map[string]ClashKind{
		"index.html": ForeignFile, "dienste": NoFolder, "assets/style.2.css": ForeignFile, "kontakt": ForeignFolder,
		"eigen": ForeignFolder, "datei": NoFolder, "leer": ForeignFolder,
	})
}

func TestFileAndFolder(t *testing.T) {
	for _, paths := range [][2]string{{"a", "a/b"}, {"a/b", "a"}, {"A", "a/b/c"}, {"a/b/c", "A"}, {"a/b/c", "a/B"}} {
		dir := t.TempDir()
		p := stage(t, dir, files{paths[0]: "x"})
		if err := p.Stage(paths[1], []byte("y")); err == nil || !strings.Contains(err.Error(), "is an output") {
			t.Errorf("%q: %v", paths, err)
		}
		if _, err := p.Commit(); err == nil {
			t.Errorf("%q can be committed", paths)
		}
		if got := tree(t, dir); len(got) != 0 {
			t.Errorf("%q leave %v", paths, got)
		}
	}
}

// More folders than are held open.
func TestManyFolders(t *testing.T) {
	site := files{}
	for i := range 3 * maxOpened {
		site[fmt.Sprintf("%d/a/b/index.html", i)] = "x"
		site[fmt.Sprintf("%d/index.html", i)] = "y"
	}
	dir := t.TempDir()
	build(t, dir, site)
	check(t, dir, site, nil)
}

func TestStageTwice(t *testing.T) {
	for _, paths := range [][2]string{{"a/b.html", "a/b.html"}, {"a/B.html", "A/b.html"}, {"Ä", "ä"}} {
		dir := t.TempDir()
		p := stage(t, dir, files{paths[0]: "x"})
		if err := p.Stage(paths[1], []byte("x")); err == nil {
			t.Errorf("%q can be staged", paths)
		}
		if _, err := p.Commit(); err == nil {
			t.Errorf("%q can be committed", paths)
		}
		if got := tree(t, dir); len(got) != 0 {
			t.Errorf("%q leave %v", paths, got)
		}
	}
}

func TestPaths(t *testing.T) {
	if err := checkPath("a/MANIFEST.sha256"); err != nil {
		t.Error(err)
	}
	for _, path := range []string{"MANIFEST.sha256", "manifest.SHA256", "../a", ".wegweiser-staging/1"} {
		p := stage(t, t.TempDir(), nil)
		if err := p.Stage(path, nil); err == nil {
			t.Errorf("%q can be staged", path)
		}
	}
}

func TestAbort(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, old)
	p := stage(t, dir, changed)
	if err := p.Abort(); err != nil {
		t.Fatal(err)
	}
	check(t, dir, old, nil)
	if err := p.Abort(); err != nil {
		t.Errorf("second Abort: %v", err)
	}
	if err := p.Stage("x", nil); !errors.Is(err, errEnded) {
		t.Errorf("Stage after Abort: %v", err)
	}
	if _, err := p.Commit(); !errors.Is(err, errEnded) {
		t.Errorf("Commit after Abort: %v", err)
	}

	fresh := filepath.Join(dir, "fresh")
	if err := stage(t, fresh, old).Abort(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(fresh); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an aborted first build leaves its folder: %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, files{"datei": "x", "kaputt/" + manifestName: "x", "ordner/" + manifestName + "/x": "x"})
	for name, want := range map[string]string{"datei": "not a directory", "datei/x": "datei", "kaputt": "line 1", "ordner": "move it away"} {
		if _, err := Open(filepath.Join(dir, name)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Open(%s): %v, want %q", name, err, want)
		}
	}
}
