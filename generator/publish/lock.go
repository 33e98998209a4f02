package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// ErrBusy is for a directory into which another publication is being written.
var ErrBusy = errors.New("another build is writing here")

// lockFile is locked while a publication is open, and is there only then, or after
// a program was killed. The lock ends with the program that holds it.
const lockFile = ".wegweiser-lock"

// takeLock keeps others out of the directory.
func (p *Publication) takeLock() error {
	// Made through the root: a link of that name cannot lead out of it.
	file, err := p.root.OpenFile(lockFile, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	made, err := file.Stat()
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	lock := flock.New(filepath.Join(p.dir, lockFile))
	switch locked, err := lock.TryLock(); {
	case err != nil: // nobody can lock here, so nobody has
		return errors.Join(fmt.Errorf("lock %s: %w", lockFile, err), p.root.Remove(lockFile))
	case !locked:
		return ErrBusy
	}
	// The last owner may have removed the file between the two steps: then this is a
	// lock on nothing.
	if now, err := p.root.Stat(lockFile); err != nil || !os.SameFile(made, now) {
		return errors.Join(ErrBusy, lock.Unlock())
	}
	p.lock = lock
	return nil
}

// releaseLock lets others in.
func (p *Publication) releaseLock() {
	if p.lock != nil {
		_ = p.root.Remove(lockFile) // on Windows it stays while it is open, for the next to take
		_ = p.lock.Unlock()
		p.lock = nil
	}
}
