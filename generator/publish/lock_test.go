package publish

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestOnePublicationAtATime(t *testing.T) {
	dir := t.TempDir()
	first, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrBusy) {
		t.Errorf("a second publication: %v", err)
	}
	if err := first.Stage("index.html", []byte("eins")); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(filepath.Join(dir, lockFile)); err == nil {
		t.Error("the lock stays behind")
	}
	next, err := Open(dir)
	if err != nil {
		t.Fatalf("after the first has ended: %v", err)
	}
	if err := next.Abort(); err != nil {
		t.Error(err)
	}
}

// A program that was killed leaves the file, but not the lock.
func TestLockOfTheKilledIsTaken(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, lockFile), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Abort(); err != nil {
		t.Error(err)
	}
}
