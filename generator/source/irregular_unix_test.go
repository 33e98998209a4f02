//go:build unix

package source

import (
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Reading a pipe would wait for ever.
func TestReadIrregularFiles(t *testing.T) {
	root := tree(t, "content/a.md", "", "content/alias.md", "->pipe.md", "content/null.md", "->/dev/null")
	must(t, syscall.Mkfifo(filepath.Join(root, "content", "pipe.md"), 0o644))
	socket, err := net.Listen("unix", filepath.Join(root, "content", "s"))
	must(t, err)
	defer socket.Close()
	check(t, root, []string{"content/a.md"}, []string{
		"content/alias.md: irregular", "content/null.md: escapes", "content/pipe.md: irregular", "content/s: irregular",
	})
}

// A pipe may have taken the place of a file since the tree was listed.
func TestPipesTakeThePlaceOfFiles(t *testing.T) {
	root := tree(t, "content/a.md", "text")
	s := read(t, root, nil)
	p := filepath.Join(root, "content/a.md")
	must(t, os.Remove(p))
	must(t, syscall.Mkfifo(p, 0o644))
	s.Release(s.Files[0])
	if text := s.Text("content/a.md"); text != nil {
		t.Errorf("read %q", text)
	}
	if text := s.TextNow("content/a.md"); text != nil {
		t.Errorf("now read %q", text)
	}
	f := &File{Path: "content/a.md", disk: "content/a.md"}
	dir, err := os.OpenRoot(root)
	must(t, err)
	defer dir.Close()
	if problem := f.read(dir, f.disk, true); problem == nil || problem.Kind != Irregular { // it was listed as a file
		t.Errorf("%v", problem)
	}
}
