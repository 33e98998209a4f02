package source

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// settling is for how long a file may be written to without its time changing:
// file systems count in steps of up to two seconds.
const settling = 3 * time.Second

// Again takes a new snapshot of the same hub, at the time now. A file is read
// again only if it may have changed: if a hint names it, if its size, time or
// identity is another, or if it was written to so shortly before it was last read
// that its time need not tell. The unchanged files are the same *File.
func (s *Snapshot) Again(hints []string, now time.Time) (*Snapshot, error) {
	hinted := map[string]bool{}
	for _, h := range hints {
		hinted[norm.NFC.String(h)] = true
	}
	next, err := take(s.root, s.embedded, func(path string, e fs.DirEntry) *File {
		f := s.File(norm.NFC.String(path))
		if f == nil || f.info == nil || !f.settled || f.disk != path || hinted[f.Path] {
			return nil
		}
		info, err := e.Info()
		if err != nil || !os.SameFile(info, f.info) || info.Size() != f.info.Size() || !info.ModTime().Equal(f.info.ModTime()) {
			return nil
		}
		return f
	})
	if err != nil {
		return nil, err
	}
	next.Settle(now)
	return next, nil
}

// Changed lists the paths at which two snapshots differ, sorted: files that are
// new, gone or have other bytes, and what can or cannot be read.
func (s *Snapshot) Changed(before *Snapshot) []string {
	type state struct {
		hash    Hash
		problem ProblemKind
	}
	states := map[string]state{}
	for _, f := range before.Files {
		states[f.Path] = state{hash: f.Hash}
	}
	for _, p := range before.Problems {
		states[p.Path] = state{problem: p.Kind + 1}
	}
	var changed []string
	compare := func(path string, now state) {
		if was, known := states[path]; !known || was != now {
			changed = append(changed, path)
		}
		delete(states, path)
	}
	for _, f := range s.Files {
		compare(f.Path, state{hash: f.Hash})
	}
	for _, p := range s.Problems {
		compare(p.Path, state{problem: p.Kind + 1})
	}
	for path := range states {
		changed = append(changed, path)
	}
	slices.Sort(changed)
	return slices.Compact(changed)
}

// Settle notes which files had not been written to for a while at the time now,
// when the snapshot was taken: Again need not read those.
func (s *Snapshot) Settle(now time.Time) {
	for _, f := range s.Files {
		if f.info != nil && !f.settled {
			f.settled = now.Sub(f.info.ModTime()) > settling
		}
	}
}

// Release drops the bytes of a file that has been parsed, so that a large hub is
// not held twice. Text reads them again when asked.
func (s *Snapshot) Release(f *File) {
	if f.disk != "" {
		f.Data = nil
	}
}

// Data returns the bytes of a file; false if they were released and the file is
// gone or no longer the one that this snapshot saw.
func (s *Snapshot) Data(f *File) ([]byte, bool) {
	if f.Data != nil || f.Size == 0 {
		return f.Data, true
	}
	dir, err := os.OpenRoot(s.root)
	if err != nil {
		return nil, false
	}
	defer dir.Close()
	again := &File{Path: f.Path, disk: f.disk}
	if again.read(dir, f.disk) != nil || again.Hash != f.Hash {
		return nil, false
	}
	return again.Data, true
}

// ReadText returns the normalised text that an input file of the hub at root has
// now, or nil if there is none.
func ReadText(root, path string) []byte {
	folder, _, _ := strings.Cut(path, "/")
	if folder != Content && folder != Layouts && folder != Static {
		return nil
	}
	dir, err := os.OpenRoot(root)
	if err != nil {
		return nil
	}
	defer dir.Close()
	f := &File{Path: path}
	if f.read(dir, path) != nil {
		return nil
	}
	return Text(f.Data)
}

// Text returns the normalised text of a file for an excerpt, or nil if the file
// is gone or is no longer the one that this snapshot saw.
func (s *Snapshot) Text(path string) []byte {
	f := s.File(path)
	if f == nil {
		return nil
	}
	data, ok := s.Data(f)
	if !ok {
		return nil
	}
	return Text(data)
}
