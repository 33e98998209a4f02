package source_test

import (
	"os"
	"path/filepath"
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
