package source

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"
)

// The folders of a hub that hold inputs, below its root.
const (
	Content = "content"
	Layouts = "layouts"
	Static  = "static"
)

// ErrNoContent is for a root that is no hub: it has no content folder.
var ErrNoContent = errors.New("source: no folder content")

// Read takes a snapshot of the hub at root. The embedded file systems stand in
// for files that root/layouts and root/static do not have. The error is for
// the environment: a root that is not there or cannot be opened, ErrNoContent.
func Read(root string, embedded fs.FS) (*Snapshot, error) {
	return take(root, embedded, nil, lister.listAll)
}

// take takes a snapshot of what look lists; files that known has unchanged are
// taken from there.
func take(root string, embedded fs.FS, known func(path string, e fs.DirEntry) *File, look func(lister)) (*Snapshot, error) {
	dir, err := os.OpenRoot(root)
	if err != nil {
		return nil, fmt.Errorf("open root %s: %w", root, err)
	}
	defer dir.Close()
	switch info, err := dir.Stat(Content); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ErrNoContent
	case err == nil && !info.IsDir():
		return nil, &fs.PathError{Op: "read", Path: root + "/" + Content, Err: syscall.ENOTDIR}
	}

	s := &Snapshot{root: root, embedded: embedded}
	look(lister{root: dir, snapshot: s, known: known})
	s.readAll(dir)
	if err := s.addEmbedded(embedded); err != nil {
		return nil, fmt.Errorf("read the program's own layouts: %w", err)
	}
	slices.SortFunc(s.Files, func(a, b *File) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.disk, b.disk))
	})
	s.dropClashes()
	slices.SortFunc(s.Problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.disk, b.disk), int(a.Kind)-int(b.Kind))
	})
	return s, nil
}

// lister walks the tree and notes every file without reading it.
type lister struct {
	root     *os.Root
	snapshot *Snapshot
	known    func(path string, e fs.DirEntry) *File // nil for a first snapshot
}

func (l lister) problem(path string, kind ProblemKind, err error) {
	l.snapshot.Problems = append(l.snapshot.Problems, Problem{norm.NFC.String(path), kind, err, path})
}

func (l lister) listAll() {
	for _, folder := range []string{Content, Layouts, Static} {
		l.list(folder)
	}
}

func (l lister) list(dir string) {
	entries, err := fs.ReadDir(l.root.FS(), dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return
	case err != nil:
		l.problem(dir, Unreadable, err)
		return
	}
	for _, e := range entries {
		if !hidden(e.Name()) {
			l.entry(path.Join(dir, e.Name()), e)
		}
	}
}

// hidden reports whether a name is that of something that is no input.
func hidden(name string) bool { return strings.HasPrefix(name, ".") && name != ".well-known" }

func (l lister) entry(p string, e fs.DirEntry) {
	mode := e.Type()
	linked := mode&fs.ModeSymlink != 0
	if linked {
		info, err := l.root.Stat(p)
		var refused syscall.Errno
		switch {
		case errors.As(err, &refused): // by the operating system: it dangles or loops
			l.problem(p, Unreadable, err)
			return
		case err != nil: // by os.Root
			l.problem(p, Escapes, err)
			return
		case info.IsDir():
			l.problem(p, LinkedDir, nil)
			return
		}
		mode = info.Mode()
	}
	var same *File
	if l.known != nil && !linked && mode.IsRegular() {
		same = l.known(p, e)
	}
	switch {
	case mode.IsDir():
		if ext := path.Ext(p); ext == ".md" || ext == ".yaml" {
			l.problem(p, NotAFile, nil)
		}
		l.list(p)
	case !mode.IsRegular():
		l.problem(p, Irregular, nil)
	case isBackup(p):
	case same != nil:
		l.snapshot.Files = append(l.snapshot.Files, same)
	default:
		l.snapshot.Files = append(l.snapshot.Files, &File{Path: norm.NFC.String(p), disk: p, linked: linked})
	}
}

// leftovers are the endings of what programs set aside beside a file.
var leftovers = []string{".tmp", ".bak", ".orig", ".rej", ".swp"}

// isBackup reports whether p is what an editor or office program leaves beside
// the file being edited; such a file is nobody's page.
func isBackup(p string) bool {
	name := path.Base(p)
	return strings.HasSuffix(name, "~") || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, "#") ||
		name == "4913" || slices.Contains(leftovers, path.Ext(name)) || name == "Thumbs.db" || name == "desktop.ini"
}

// readAll reads all listed files that have not been read, as many folders at a time
// as there are processors, and moves those that fail to Problems.
func (s *Snapshot) readAll(root *os.Root) {
	batches := batches(slices.DeleteFunc(slices.Clone(s.Files), func(f *File) bool { return f.info != nil }))
	failed := make([]map[*File]*Problem, len(batches))
	var next atomic.Int64
	var g errgroup.Group
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(batches) {
					return nil
				}
				failed[i] = readBatch(root, batches[i])
			}
		})
	}
	_ = g.Wait() // the workers report through failed
	problems := map[*File]*Problem{}
	for _, some := range failed {
		maps.Copy(problems, some)
	}
	s.Files = slices.DeleteFunc(s.Files, func(f *File) bool {
		p := problems[f]
		if p != nil {
			s.Problems = append(s.Problems, *p)
		}
		return p != nil
	})
}

// maxBatch bounds the files that one goroutine reads in one go.
const maxBatch = 64

// batches divides files, in order, into such as lie in one folder.
func batches(files []*File) [][]*File {
	var all [][]*File
	for from, i := 0, 1; i <= len(files); i++ {
		if i == len(files) || i-from == maxBatch || path.Dir(files[i].disk) != path.Dir(files[from].disk) {
			all = append(all, files[from:i])
			from = i
		}
	}
	return all
}

// readBatch reads files of one folder, which is opened once: through the root,
// each part of a path is opened anew for every file.
func readBatch(root *os.Root, files []*File) map[*File]*Problem {
	failed := map[*File]*Problem{}
	dir, err := root.OpenRoot(path.Dir(files[0].disk))
	if err == nil {
		defer dir.Close()
	}
	for _, f := range files {
		var p *Problem
		switch {
		case f.linked: // it may lead to another folder of the root
			p = f.read(root, f.disk)
		case err != nil:
			p = &Problem{f.Path, Unreadable, err, f.disk}
		default:
			p = f.read(dir, path.Base(f.disk))
		}
		if p != nil {
			failed[f] = p
		}
	}
	return failed
}

func (f *File) read(dir *os.Root, name string) *Problem {
	file, err := dir.Open(name)
	if err != nil {
		return &Problem{f.Path, Unreadable, err, f.disk}
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return &Problem{f.Path, Unreadable, err, f.disk}
	}
	f.info = info
	if info.Size() > Limit(f.Path) {
		return &Problem{f.Path, TooLarge, nil, f.disk}
	}
	data := make([]byte, info.Size())
	n, err := io.ReadFull(file, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) { // a file that shrank meanwhile is read as it is
		return &Problem{f.Path, Unreadable, err, f.disk}
	}
	f.set(data[:n])
	return nil
}

func (f *File) set(data []byte) {
	f.Data, f.Size, f.Hash = data, len(data), sha256.Sum256(data)
}

func (s *Snapshot) addEmbedded(embedded fs.FS) error {
	own := map[string]bool{}
	for _, f := range s.Files {
		own[f.Path] = true
	}
	return fs.WalkDir(embedded, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || own[p] {
			return err
		}
		data, err := fs.ReadFile(embedded, p)
		if err != nil {
			return err
		}
		f := &File{Path: p}
		f.set(data)
		s.Files = append(s.Files, f)
		return nil
	})
}

// dropClashes keeps the first of two files whose names differ only in Unicode
// form: both would be the same page, and which one wins must not depend on
// the order in which a file system lists them.
func (s *Snapshot) dropClashes() {
	kept := s.Files[:0]
	for i, f := range s.Files {
		if i > 0 && s.Files[i-1].Path == f.Path {
			s.Problems = append(s.Problems, Problem{f.Path, ClashByForm, nil, f.disk})
			continue
		}
		kept = append(kept, f)
	}
	s.Files = kept
}
