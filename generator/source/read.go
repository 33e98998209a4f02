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

// Robots is the file that tells crawlers what they may read.
const Robots = Static + "/robots.txt"

var folders = []string{Content, Layouts, Static}

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
	dir, err := openRoot(root)
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

// openRoot opens the root. os has an error of its own for a file, which nobody can
// ask for: here it is syscall.ENOTDIR.
func openRoot(root string) (*os.Root, error) {
	if info, err := os.Stat(root); err == nil && !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: root, Err: syscall.ENOTDIR}
	}
	return os.OpenRoot(root)
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
	for _, folder := range folders {
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
		mode, e = info.Mode(), fs.FileInfoToDirEntry(info)
	}
	var same *File
	if l.known != nil && mode.IsRegular() {
		if same = l.known(p, e); same != nil && same.linked != linked {
			same = nil
		}
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
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, batch := range batches {
		g.Go(func() error {
			failed[i] = readBatch(root, batch)
			return nil
		})
	}
	_ = g.Wait() // what fails is in failed
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
			p = f.read(root, f.disk, parsed(f.Path))
		case err != nil:
			p = &Problem{f.Path, Unreadable, err, f.disk}
		default:
			p = f.read(dir, path.Base(f.disk), parsed(f.Path))
		}
		if p != nil {
			failed[f] = p
		}
	}
	return failed
}

// read reads a file, and keeps its bytes or only their hash.
func (f *File) read(dir *os.Root, name string, keep bool) *Problem {
	file, info, err := open(dir, name)
	if err != nil {
		return &Problem{f.Path, Unreadable, err, f.disk}
	}
	defer file.Close()
	f.info = info
	switch {
	case !info.Mode().IsRegular():
		return &Problem{f.Path, Irregular, nil, f.disk}
	case info.Size() > Limit(f.Path):
		return &Problem{f.Path, TooLarge, nil, f.disk}
	case keep:
		err = f.readAll(file)
	default:
		err = f.readHash(file)
	}
	if err != nil {
		return &Problem{f.Path, Unreadable, err, f.disk}
	}
	return nil
}

// open opens a file and says what it is. A pipe may have taken its place: nobody
// waits for one.
func open(dir *os.Root, name string) (*os.File, fs.FileInfo, error) {
	file, err := dir.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return file, info, nil
}

// readAll reads as many bytes as the file had when it was opened, or fewer if it has
// shrunk meanwhile.
func (f *File) readAll(from io.Reader) error {
	data := make([]byte, f.info.Size())
	n, err := io.ReadFull(from, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	f.set(data[:n])
	return nil
}

// readHash does the same and keeps no bytes.
func (f *File) readHash(from io.Reader) error {
	hash := sha256.New()
	n, err := io.Copy(hash, io.LimitReader(from, f.info.Size()))
	if err != nil {
		return err
	}
	f.Size = int(n)
	hash.Sum(f.Hash[:0])
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
