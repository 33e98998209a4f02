package publish

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Abort removes whatever folder Open has made, and no other.
func TestAbortRemovesCreatedFolders(t *testing.T) {
	base := t.TempDir()
	if err := os.Mkdir(filepath.Join(base, "da"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := stage(t, filepath.Join(base, "da/neu/tief/public"), old).Abort(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(base, "da/neu")); !os.IsNotExist(err) {
		t.Errorf("a folder that was made is still there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(base, "da")); err != nil {
		t.Errorf("a folder that was there is gone: %v", err)
	}
	p := stage(t, filepath.Join(base, "neu/public"), old)
	if err := os.WriteFile(filepath.Join(base, "neu/fremd"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := p.Abort(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(base, "neu/fremd")); err != nil {
		t.Errorf("what somebody has put there is gone: %v", err)
	}
}

// An Open that fails leaves nothing either. Here the path of the folder is as long as
// the system allows, and that of the lock longer.
func TestFailedOpenRemovesCreatedFolders(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("knows the longest path of Linux only")
	}
	t.Chdir(t.TempDir())
	dir := "neu/" + strings.Repeat(strings.Repeat("x", 250)+"/", 16) + strings.Repeat("y", 70)
	if _, err := Open(dir); err == nil {
		t.Fatal("it can be locked")
	}
	if _, err := os.Stat("neu"); !os.IsNotExist(err) {
		t.Errorf("a folder that was made is still there: %v", err)
	}
}
