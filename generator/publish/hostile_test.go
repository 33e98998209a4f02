package publish

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func link(t *testing.T, target, at string) {
	t.Helper()
	if err := os.Symlink(target, at); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
}

// A folder that leads out of the directory is not followed, whatever way.
func TestLinksLeadNowhere(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	put(t, outside, files{"index.html": "draußen", "old.html": "draußen"})
	link(t, outside, filepath.Join(dir, "dienste"))
	link(t, filepath.Join(outside, "index.html"), filepath.Join(dir, "index.html"))
	wantClash(t, dir, files{"dienste/index.html": "x", "dienste/neu/index.html": "y", "index.html": "draußen"},
		map[string]ClashKind{"dienste": NoFolder, "index.html": NoFile})

	put(t, dir, files{manifestName: string(record{"dienste/old.html": {{}}, "index.html": {{}}}.format())})
	stats := build(t, dir, files{"start.html": "x"})
	if len(stats.Kept) != 2 {
		t.Errorf("kept: %v", stats.Kept)
	}
	if got, want := tree(t, outside), (files{"index.html": "draußen", "old.html": "draußen"}); !maps.Equal(got, want) {
		t.Errorf("outside: %v, want %v", got, want)
	}
}

// Nor is one within it: below might be what is not ours.
func TestLinksWithin(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, files{"uploads/index.html": "fremd"})
	link(t, "uploads", filepath.Join(dir, "dienste"))
	wantClash(t, dir, files{"dienste/index.html": "x"}, map[string]ClashKind{"dienste": NoFolder})
}

func TestLinkInPlaceOfStaging(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	put(t, outside, files{"1": "draußen"})
	link(t, outside, filepath.Join(dir, stagingFolder))
	build(t, dir, old)
	check(t, dir, old, nil)
	if got := tree(t, outside); !maps.Equal(got, files{"1": "draußen"}) {
		t.Errorf("outside: %v", got)
	}
}

func TestStagingOfAStoppedBuildIsCleared(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, files{stagingFolder + "/1": "alt", stagingFolder + "/a/b": "alt"})
	build(t, dir, old)
	check(t, dir, old, nil)
}

// A disk that does not tell cases apart shows one file under both paths, as a
// hard link does here. It must not be removed as a page that is gone, nor be
// taken for another's.
func TestCaseOfAPathChanges(t *testing.T) {
	for _, data := range []string{"gleich", "anders"} {
		dir := t.TempDir()
		build(t, dir, files{"Seite.html": "gleich"})
		if err := os.Link(filepath.Join(dir, "Seite.html"), filepath.Join(dir, "seite.html")); err != nil {
			t.Skip(err)
		}
		stats := build(t, dir, files{"seite.html": data})
		if got := tree(t, dir); stats.Removed != 0 || stats.Kept != nil || got["seite.html"] != data || got["Seite.html"] != "gleich" {
			t.Errorf("%+v: %q", stats, got)
		}
	}
}

func TestParseManifest(t *testing.T) {
	sum := strings.Repeat("0a", 32)
	for _, good := range []string{"", sum + "  a\n", sum + "  a b\n" + sum + "  ä/.well-known/x\n", sum + "  a\n" + strings.Repeat("0b", 32) + "  a\n"} {
		r, err := parseManifest([]byte(good))
		if err != nil || string(r.format()) != good {
			t.Errorf("%q becomes %q, %v", good, r.format(), err)
		}
	}
	for _, bad := range []string{
		"\n", "x", sum, sum + "  a", sum + "\n", sum + "  \n", sum + " a\n", sum + " *a\n", sum + "  a\r\n",
		sum[1:] + "  a\n", "g" + sum[1:] + "  a\n", sum + "  ../a\n", sum + "  /etc/passwd\n", sum + "  a\x00\n",
		sum + "  a\n\n", "\\" + sum + "  a\n", sum + "  .git/HEAD\n", sum + "  " + manifestName + "\n",
		"\ufeff" + sum + "  a\n", "<<<<<<< HEAD\n" + sum + "  a\n",
	} {
		_, err := parseManifest([]byte(bad))
		if err == nil || !strings.Contains(err.Error(), "build again") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(strings.Repeat("0a", 32) + "  a\n"))
	f.Add([]byte("x  ../y"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := parseManifest(data)
		if err != nil {
			return
		}
		again, err := parseManifest(r.format())
		if err != nil || !bytes.Equal(again.format(), r.format()) {
			t.Errorf("%q: %v", data, err)
		}
		for path := range r {
			if !filepath.IsLocal(path) {
				t.Errorf("the path %q leaves the folder", path)
			}
		}
	})
}

func TestManifestIsBounded(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, files{manifestName: ""})
	if err := os.Truncate(filepath.Join(dir, manifestName), maxManifest+1); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "larger") {
		t.Errorf("Open: %v", err)
	}
}

func TestSha256sum(t *testing.T) {
	tool, err := exec.LookPath("sha256sum")
	if errors.Is(err, exec.ErrNotFound) {
		t.Skip(err)
	}
	dir := t.TempDir()
	build(t, dir, changed)
	verify := exec.Command(tool, "--strict", "-c", manifestName)
	verify.Dir = dir
	if out, err := verify.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
