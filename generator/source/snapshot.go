// Package source is the only reader of input files.
//
// In go a root directory and the program's own (embedded) layouts and static
// files; out comes a Snapshot: every input file once, sorted by path, with the
// hash of its bytes. A file below ROOT/layouts or ROOT/static takes the place
// of its embedded namesake. Nothing outside the root is ever opened: every
// access goes through os.Root, which refuses "..", absolute paths and symlinks
// that leave it. What cannot be read becomes a Problem beside the files, never
// a failure of the whole: the other files still deserve their findings.
package source

import (
	"crypto/sha256"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
)

// Hash identifies the bytes of a file.
type Hash [sha256.Size]byte

// File is one input file. Its bytes are never changed after reading.
type File struct {
	Path string // slash-separated from the root, NFC: content/dienste/wohngeld.md
	Hash Hash
	Data []byte // nil after Snapshot.Release, and if OnDisk
	Size int

	disk    string      // the path as the file system spells it
	linked  bool        // a symlink
	info    fs.FileInfo // as it was read; nil for an embedded file
	settled bool        // it had not been written to for a while when it was read
}

// OnDisk reports whether the bytes of a file are not kept: they are to be had from
// the snapshot, which reads them again.
func (f *File) OnDisk() bool { return f.Data == nil && f.Size > 0 }

// Embedded reports whether the file is the program's own, which stands in for one
// that the hub does not have.
func (f *File) Embedded() bool { return f.disk == "" }

// Own reports whether a file is the program's own, or a copy with the same bytes.
func (s *Snapshot) Own(f *File) bool {
	if f.Embedded() || s.embedded == nil {
		return f.Embedded()
	}
	data, err := fs.ReadFile(s.embedded, f.Path)
	return err == nil && sha256.Sum256(data) == f.Hash
}

// ProblemKind says why a path could not be read.
type ProblemKind int

// The ways in which a path fails to be an input file.
const (
	Unreadable  ProblemKind = iota // the operating system said no; see Problem.Err
	TooLarge                       // more than Limit bytes
	Escapes                        // a symlink that leads out of the root
	LinkedDir                      // a symlink to a directory: not followed, it could loop
	Irregular                      // a device, socket or pipe
	NotAFile                       // a directory whose name ends in .md or .yaml
	ClashByForm                    // two names that are the same once composed (NFC)
)

// Problem is a path that is not in the snapshot although it is in the tree.
type Problem struct {
	Path string
	Kind ProblemKind
	Err  error

	disk string // the path as the file system spells it
}

// Limit bounds the size of an input file, in bytes: text that people write, and
// the parsers that read it, need less than the files that pages link to.
func Limit(file string) int64 {
	switch path.Ext(file) {
	case ".md", ".yaml", ".html":
		return 2 << 20
	}
	return 64 << 20
}

// parsed reports whether anybody reads the bytes of an input file: the others, such as
// documents and photographs, are published as they are and would fill the memory.
func parsed(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".md", ".yaml", ".html", ".svg", ".css", ".js":
		return true
	}
	return strings.HasPrefix(file, Layouts+"/") || file == Robots
}

// Snapshot is the state of all inputs at one moment.
type Snapshot struct {
	Files    []*File   // sorted by Path
	Problems []Problem // sorted by Path

	root     string
	embedded fs.FS
}

// Has reports whether there is something at path that is or would be an input file,
// whether it could be read or not.
func (s *Snapshot) Has(path string) bool {
	return s.File(path) != nil || slices.ContainsFunc(s.Problems, func(p Problem) bool { return p.Path == path })
}

// File returns the file at path, or nil.
func (s *Snapshot) File(path string) *File {
	i := sort.Search(len(s.Files), func(i int) bool { return s.Files[i].Path >= path })
	if i < len(s.Files) && s.Files[i].Path == path {
		return s.Files[i]
	}
	return nil
}
