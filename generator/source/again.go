package source

import (
	"io/fs"
	"iter"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// settling is for how long a file may be written to without its time changing:
// file systems count in steps of up to two seconds.
const settling = 3 * time.Second

// Again takes a new snapshot of the same hub, at the time now. With hints, the
// paths at which something has happened, only those are looked at; nil stands for
// the whole tree. There a file is read again only if it may have changed: if its
// size, time or identity is another, or if it was written to so shortly before it
// was last read that its time need not tell. The unchanged files are the same
// *File.
func (s *Snapshot) Again(hints []string, now time.Time) (*Snapshot, error) {
	touched := s.touched(hints)
	look := func(l lister) { l.listAll() }
	if touched != nil {
		look = func(l lister) { l.relist(s, touched) }
	}
	next, err := take(s.root, s.embedded, s.unchanged, look)
	if err != nil {
		return nil, err
	}
	next.releaseUnchanged(s)
	next.Settle(now)
	return next, nil
}

// releaseUnchanged drops the bytes of files that were read again in vain: what was made
// of them is still there.
func (s *Snapshot) releaseUnchanged(before *Snapshot) {
	for _, f := range s.Files {
		if f.settled || f.Data == nil {
			continue
		}
		if old := before.File(f.Path); old != nil && old.Data == nil && old.Hash == f.Hash {
			s.Release(f)
		}
	}
}

// unchanged returns the file at a path if it cannot have changed since it was read.
func (s *Snapshot) unchanged(path string, e fs.DirEntry) *File {
	f := s.File(norm.NFC.String(path))
	if f == nil || f.info == nil || !f.settled || f.disk != path {
		return nil
	}
	info, err := e.Info()
	if err != nil || !os.SameFile(info, f.info) || info.Size() != f.info.Size() || !info.ModTime().Equal(f.info.ModTime()) {
		return nil
	}
	return f
}

// touched is the set of paths to look at anew, as the file system spells them, and
// whether a hint has named them; nil for the whole tree. Whatever is a link or could
// not be read may have changed without a hint.
func (s *Snapshot) touched(hints []string) map[string]bool {
	if hints == nil {
		return nil
	}
	touched := map[string]bool{}
	for _, h := range hints {
		switch {
		case h == "" || h == ".":
			return nil
		case reachable(h):
			touched[h] = true
		}
	}
	for p := range s.unwatched() {
		if !touched[p] {
			touched[p] = false
		}
	}
	return touched
}

// Unwatched reports whether anything may change without a hint: Again with hints,
// even with none, looks at that as well.
func (s *Snapshot) Unwatched() bool {
	for range s.unwatched() {
		return true
	}
	return false
}

// unwatched yields the paths of links and of what could not be read, as the file
// system spells them.
func (s *Snapshot) unwatched() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, f := range s.Files {
			if f.linked && !yield(f.disk) {
				return
			}
		}
		for _, p := range s.Problems {
			if !yield(p.disk) {
				return
			}
		}
	}
}

// reachable reports whether the lister would come to a path.
func reachable(p string) bool {
	names := strings.Split(p, "/")
	return fs.ValidPath(p) && slices.Contains(folders, names[0]) && !slices.ContainsFunc(names, hidden)
}

// within reports whether a path, or a folder that it lies in, is in the set.
func within(set map[string]bool, p string) bool {
	for ; p != "."; p = path.Dir(p) {
		if _, in := set[p]; in {
			return true
		}
	}
	return false
}

// relist keeps the files of an earlier snapshot, but for the touched paths, and
// lists those. New names are looked up in their folders: where case does not
// count, a file answers to names that it no longer has.
func (l lister) relist(before *Snapshot, touched map[string]bool) {
	for _, f := range before.Files {
		if f.disk != "" && !within(touched, f.disk) {
			l.snapshot.Files = append(l.snapshot.Files, f)
		}
	}
	l.known = func(p string, e fs.DirEntry) *File {
		if touched[p] { // a hint says more than a file's time
			return nil
		}
		return before.unchanged(p, e)
	}
	folders := map[string][]string{}
	for p := range touched {
		if !within(touched, path.Dir(p)) {
			folders[path.Dir(p)] = append(folders[path.Dir(p)], path.Base(p))
		}
	}
	for folder, names := range folders {
		if folder == "." {
			for _, name := range names {
				l.list(name)
			}
			continue
		}
		if slices.ContainsFunc(names, func(name string) bool { return !before.has(path.Join(folder, name)) }) {
			names = l.spelled(folder, names)
		}
		for _, name := range names {
			p := path.Join(folder, name)
			if info, err := l.root.Lstat(p); err == nil {
				l.entry(p, fs.FileInfoToDirEntry(info))
			}
		}
	}
}

// has reports whether there is a file that the file system spells so.
func (s *Snapshot) has(disk string) bool {
	f := s.File(norm.NFC.String(disk))
	return f != nil && f.disk == disk
}

// spelled returns the names that a folder has, in exactly this spelling. It asks for
// names alone: there may be thousands.
func (l lister) spelled(folder string, names []string) []string {
	dir, err := l.root.Open(folder)
	if err != nil {
		return nil // it is gone, or a problem that its own folder shows
	}
	defer dir.Close()
	all, err := dir.Readdirnames(-1)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(all, func(name string) bool { return !slices.Contains(names, name) })
}

// Changed lists the paths at which two snapshots differ, sorted: files that are
// new, gone, elsewhere or have other bytes, and what can or cannot be read.
func (s *Snapshot) Changed(before *Snapshot) []string {
	changed := slices.Concat(
		differing(s.Files, before.Files, func(f *File) string { return f.Path }, func(a, b *File) bool { return a == b || a.Hash == b.Hash && a.disk == b.disk }),
		differing(s.Problems, before.Problems, func(p Problem) string { return p.Path }, func(a, b Problem) bool { return a.Kind == b.Kind }),
	)
	slices.Sort(changed)
	return slices.Compact(changed)
}

// differing walks two lists, each sorted by key, and returns the keys of what only
// one of them has and of what is not the same in both.
func differing[T any](a, b []T, key func(T) string, same func(T, T) bool) []string {
	var keys []string
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && key(a[0]) < key(b[0]):
			keys, a = append(keys, key(a[0])), a[1:]
		case len(a) == 0 || key(a[0]) > key(b[0]):
			keys, b = append(keys, key(b[0])), b[1:]
		default:
			if !same(a[0], b[0]) {
				keys = append(keys, key(a[0]))
			}
			a, b = a[1:], b[1:]
		}
	}
	return keys
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
