//go:build unix

package source

import (
	"net"
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
