package source

import (
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// Of what nobody parses only the hash is kept, and what is copied has that hash.
func TestFilesOnDisk(t *testing.T) {
	root := tree(t, "content/a.pdf", "Text", "content/a.md", "Text", "content/leer.pdf", "", "layouts/x.txt", "Text", "static/assets/b.PNG", "Text", "static/c.css", "Text")
	s := read(t, root, fstest.MapFS{"static/d.pdf": {Data: []byte("Text")}})
	for _, f := range s.Files {
		want := strings.HasPrefix(f.Path, "content/a.pdf") || strings.HasPrefix(f.Path, "static/assets/")
		if f.OnDisk() != want {
			t.Errorf("%s is on disk: %v", f.Path, f.OnDisk())
		}
		if f.Size > 0 && (f.Size != 4 || f.Hash != sha256.Sum256([]byte("Text"))) {
			t.Errorf("%s: %d bytes, %x", f.Path, f.Size, f.Hash)
		}
		if data, ok := s.Data(f); !ok || len(data) != f.Size {
			t.Errorf("%s: %q", f.Path, data)
		}
	}
	f := s.File("content/a.pdf")
	copied := func() (string, error) {
		var b strings.Builder
		err := s.Copy(&b, f)
		return b.String(), err
	}
	if got, err := copied(); got != "Text" || err != nil {
		t.Errorf("copied %q, %v", got, err)
	}
	for _, change := range []string{"Test", "Text und mehr", "Te", ""} {
		must(t, os.WriteFile(filepath.Join(root, "content/a.pdf"), []byte(change), 0o644))
		if _, err := copied(); !errors.Is(err, ErrChanged) {
			t.Errorf("%q: %v", change, err)
		}
	}
	must(t, os.Remove(filepath.Join(root, "content/a.pdf")))
	if _, err := copied(); !errors.Is(err, ErrChanged) {
		t.Errorf("gone: %v", err)
	}
}

func TestOpenOnlyFilesOfTheSnapshot(t *testing.T) {
	root := tree(t, "content/a.pdf", "Text", "content/b.pdf", "Text", "b.pdf", "geheim", "content/.c.pdf", "geheim")
	s := read(t, root, fstest.MapFS{"static/d.pdf": {Data: []byte("Text")}})
	must(t, os.Remove(filepath.Join(root, "content/b.pdf")))
	must(t, os.Mkdir(filepath.Join(root, "content/b.pdf"), 0o755))
	for _, path := range []string{"b.pdf", "content/../b.pdf", "content/.c.pdf", "static/d.pdf", "content/b.pdf", "content", ""} {
		if file, err := s.Open(path); err == nil {
			file.Close()
			t.Errorf("%q is opened", path)
		}
	}
	file, err := s.Open("content/a.pdf")
	must(t, err)
	must(t, file.Close())
}
