// Package publish is the only writer of outputs.
//
// A Publication replaces what an earlier one wrote into a directory, all of it
// or nothing. Outputs are staged one by one, as they are made, in a folder
// beside the outputs; Commit moves them to their places and removes what is no
// longer wanted; Abort leaves everything as it was. An output whose bytes are
// already in place is not written again, so its time of modification tells when
// it last changed.
//
// The record of what was written is MANIFEST.sha256 in the directory, in the
// form of sha256sum, so that a host can check a copy with sha256sum -c. Only
// files in it are ever replaced, and they are removed only while their bytes
// are the recorded ones. What others put into the directory (.git, uploads,
// the answers to a certificate authority) is never touched: where an output
// would have to take its place, Commit fails before it has changed anything.
//
// # Stopping at any moment
//
// Commit goes in an order from which the next build recovers by itself,
// wherever it is stopped:
//
//  1. The manifest is replaced by one that lists, beside all that it listed,
//     everything which is about to be moved into place. A path whose bytes
//     change has two lines then, for both are ours until the end.
//  2. Removed is what is no longer wanted and stands where an output or its
//     folder must be.
//  3. Outputs are renamed into place, each at once; a folder that is not there
//     yet, with all that is in it.
//  4. Removed is what else is no longer wanted: last, so that a page never lacks
//     the style sheet that it names.
//  5. The manifest is replaced by that of the outputs.
//
// At each moment the manifest lists every file that is ours, so none is taken
// for another's later. Nothing is flushed to the disk (fsync): that costs ten
// times the write, and a build does not trust the record alone but compares
// bytes, so it mends what a power failure took.
//
// All access goes through os.Root: no path and no symbolic link leads out of
// the directory. One Publication at a time is open in a directory: a second one is
// refused with ErrBusy.
package publish

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"

	"wegweiser/generator/outpath"

	"github.com/gofrs/flock"
)

// stagingFolder holds the outputs until Commit. Its name starts with a point,
// so it cannot be the path of an output. In it, stagedFiles is a tree like that
// of the outputs.
const (
	stagingFolder = ".wegweiser-staging"
	stagedFiles   = "files"
)

// Publication is a set of outputs on their way into a directory.
type Publication struct {
	dir      string
	created  []string // the directory and those above it, by Open, the outermost first
	empty    bool     // the directory, at Open
	before   []string // names in the directory before the first publication into it
	root     *os.Root
	lock     *flock.Flock
	staging  *os.Root
	recorded record // of the build before
	manifest []byte // as it is on disk

	mu      sync.Mutex
	claimed outpath.Claims[string]
	made    map[string]bool     // folders below stagedFiles
	opened  map[string]*os.Root // some of them, by path
	outputs map[string]output   // by path
	failed  error               // the first of Stage: what is incomplete is not committed
	done    bool

	// step, in tests, is asked before every change that Commit makes.
	step func() error
}

// output is a file that the site has from now on.
type output struct {
	sum    sum
	staged bool // not yet in place
}

// Stats says what a Commit did.
type Stats struct {
	Written, Unchanged, Removed int
	// Kept are files of an earlier build that are no longer wanted but have been
	// changed by somebody since, so they were not removed. From now on they are
	// somebody's. Sorted.
	Kept []string
	// Foreign is what was in the directory before the first publication into it, and
	// stays: files that are no outputs, and folders that hold some. Sorted.
	Foreign []string
}

// Open starts a publication into dir, which is created if it is missing. It
// clears away what a publication that was stopped has left. The publication
// ends with Commit or Abort.
func Open(dir string) (*Publication, error) {
	p := &Publication{
		dir:     dir,
		made:    map[string]bool{".": true},
		opened:  map[string]*os.Root{},
		outputs: map[string]output{},
		step:    func() error { return nil },
	}
	if err := p.open(); err != nil {
		p.close()
		p.removeCreated()
		return nil, &OpenError{dir, err}
	}
	return p, nil
}

func (p *Publication) open() error {
	info, err := os.Stat(p.dir)
	switch {
	case err == nil && !info.IsDir():
		return ErrNotAFolder
	case errors.Is(err, fs.ErrNotExist):
		if err := p.create(); err != nil {
			return err
		}
	}
	if p.root, err = os.OpenRoot(p.dir); err != nil {
		return err
	}
	if err = p.takeLock(); err != nil {
		return err
	}
	if p.manifest, err = readManifest(p.root); err != nil {
		return err
	}
	if p.recorded, err = parseManifest(p.manifest); err != nil {
		return err
	}
	if err := p.root.RemoveAll(stagingFolder); err != nil {
		return err
	}
	entries, err := fs.ReadDir(p.root.FS(), ".")
	if err != nil {
		return err
	}
	p.empty = len(entries) == 1 // the lock
	if p.manifest == nil {
		for _, e := range entries {
			if e.Name() != lockFile {
				p.before = append(p.before, e.Name())
			}
		}
	}
	if err := p.root.MkdirAll(stagingFolder+"/"+stagedFiles, 0o755); err != nil {
		return err
	}
	p.staging, err = p.root.OpenRoot(stagingFolder)
	return err
}

// Stage adds an output: a slash-separated path below the directory, and its
// bytes, in pieces, which are not kept. Each path may be staged once, and no two
// that differ only in case, since some hosts do not tell them apart. After an
// error of Stage there is no Commit. Stage may be called by several goroutines.
func (p *Publication) Stage(path string, pieces ...[]byte) error {
	return p.add(path, sumOf(pieces), func() bool { return p.inPlace(path, pieces) },
		func(w io.Writer) error { return writePieces(w, pieces) })
}

// StageFile adds an output that is too large to be held: copy writes its bytes, which
// are size and have the checksum sum, or fails. It is not asked if they are in place.
func (p *Publication) StageFile(path string, size int64, sum [sha256.Size]byte, copy func(io.Writer) error) error {
	return p.add(path, sum, func() bool { return p.hasSum(path, size, sum) }, copy)
}

// add adds an output that fill writes.
func (p *Publication) add(path string, sum sum, inPlace func() bool, fill func(io.Writer) error) error {
	err := p.claim(path)
	staged := err == nil && (p.empty || !inPlace())
	if staged {
		err = p.stage(path, fill)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		err = fmt.Errorf("publish: write %s: %w", shortened(path), err)
		p.failed = cmp.Or(p.failed, err)
		return err
	}
	p.outputs[path] = output{sum, staged}
	return nil
}

// claim reserves a path.
func (p *Publication) claim(path string) error {
	if err := checkPath(path); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done {
		return errEnded
	}
	if p.failed != nil {
		return p.failed
	}
	switch other, conflict := p.claimed.Claim(path, path); {
	case conflict == outpath.Same && other == path:
		return errors.New("there are two outputs of this path")
	case conflict == outpath.Same:
		return fmt.Errorf("differs only in case from the output %s", other)
	case conflict == outpath.IsFolder:
		return fmt.Errorf("is a folder too: %s is an output", other)
	case conflict == outpath.IsBelow:
		return fmt.Errorf("%s is an output too, so it cannot be a folder", other)
	}
	return nil
}

var errEnded = errors.New("the publication has ended")

// Abort ends the publication and leaves the directory as it was. After Commit
// it does nothing.
func (p *Publication) Abort() error {
	if !p.end() {
		return nil
	}
	err := p.clear()
	p.close()
	p.removeCreated()
	if err != nil {
		return fmt.Errorf("publish: clear %s/%s: %w", p.dir, stagingFolder, err)
	}
	return nil
}

// end marks the publication as ended; it reports whether it had not been.
func (p *Publication) end() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	first := !p.done
	p.done = true
	return first
}

// clear removes the staging folder.
func (p *Publication) clear() error {
	if err := p.step(); err != nil {
		return err
	}
	p.closeStaging()
	return p.root.RemoveAll(stagingFolder)
}

func (p *Publication) close() {
	p.closeStaging()
	if p.root != nil {
		p.releaseLock()
		p.root.Close()
	}
}
