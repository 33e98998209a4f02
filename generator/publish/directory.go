package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// create makes the directory and those above it that are missing, and notes which.
func (p *Publication) create() error {
	for _, dir := range slices.Backward(missing(p.dir)) {
		switch err := os.Mkdir(dir, 0o755); {
		case err == nil:
			p.created = append(p.created, dir)
		case !errors.Is(err, fs.ErrExist): // somebody else may have been quicker
			return err
		}
	}
	return nil
}

// missing lists dir and the directories above it that do not exist, dir first. A
// link that leads nowhere exists.
func missing(dir string) []string {
	var all []string
	for dir = filepath.Clean(dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return all
		}
		all = append(all, dir)
	}
}

// removeCreated removes the directories that create has made, unless somebody has
// put something into them.
func (p *Publication) removeCreated() {
	for _, dir := range slices.Backward(p.created) {
		_ = os.Remove(dir)
	}
}
