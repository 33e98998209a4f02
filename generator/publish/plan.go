package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"syscall"

	"wegweiser/generator/outpath"
)

// ClashError says which outputs have no room: something stands in their places
// that no publication has put there. Nothing has been changed then.
type ClashError struct {
	Clashes []Clash // sorted by path
}

// Clash is one thing in the way. Path is below the directory.
type Clash struct {
	Path string
	Kind ClashKind
}

// ClashKind is the reason why something is in the way.
type ClashKind string

// The kinds of clashes.
const (
	ForeignFile   ClashKind = "a file that was not written by a build"
	ForeignFolder ClashKind = "a folder with files that were not written by a build"
	NoFolder      ClashKind = "not a folder, but outputs belong below it"
	NoFile        ClashKind = "neither a file nor a folder"
)

func (e *ClashError) Error() string {
	var b strings.Builder
	b.WriteString("publish: in the way of outputs are:")
	for _, clash := range e.Clashes {
		fmt.Fprintf(&b, "\n  %s (%s)", clash.Path, clash.Kind)
	}
	b.WriteString("\nmove or delete them and build again; nothing has been changed")
	return b.String()
}

// plan is what Commit will do. All paths are sorted.
type plan struct {
	staged []string // to be renamed into place
	stale  []string // ours, as we wrote them, and no longer wanted
	gone   []string // no longer wanted, and not there
	kept   []string // no longer wanted, but changed by somebody
}

// planner gathers a plan and what is in its way.
type planner struct {
	*Publication
	plan
	removable map[string]bool        // the stale files
	folded    map[string][]string    // the recorded paths by their folded form
	known     map[string]folderState // folders that were looked at
	clashes   map[string]ClashKind
}

type folderState int

const (
	absent folderState = iota + 1
	present
	blocked
)

// plan looks at the directory, changing nothing.
func (p *Publication) plan() (plan, error) {
	m := planner{
		Publication: p,
		removable:   map[string]bool{},
		folded:      map[string][]string{},
		known:       map[string]folderState{},
		clashes:     map[string]ClashKind{},
	}
	for path := range p.recorded {
		folded := outpath.Fold(path)
		m.folded[folded] = append(m.folded[folded], path)
	}
	m.findStale()
	for _, path := range slices.Sorted(maps.Keys(p.outputs)) {
		if p.outputs[path].staged {
			m.staged = append(m.staged, path)
			m.place(path)
		}
	}
	if len(m.clashes) > 0 {
		e := &ClashError{}
		for _, path := range slices.Sorted(maps.Keys(m.clashes)) {
			e.Clashes = append(e.Clashes, Clash{path, m.clashes[path]})
		}
		return plan{}, e
	}
	return m.plan, nil
}

// findStale sorts what is recorded but no longer wanted.
func (m *planner) findStale() {
	for _, path := range slices.Sorted(maps.Keys(m.recorded)) {
		if _, wanted := m.outputs[path]; wanted {
			continue
		}
		info, err := m.root.Lstat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), err == nil && info.IsDir():
			m.gone = append(m.gone, path)
		case err == nil && m.isOutput(path, info):
		case err == nil && info.Mode().IsRegular() && m.isRecorded(path):
			m.stale = append(m.stale, path)
			m.removable[path] = true
		default:
			m.kept = append(m.kept, path)
		}
	}
}

// isOutput reports whether the file at path is that of an output whose path
// differs in case, on a disk that does not tell them apart.
func (m *planner) isOutput(path string, info os.FileInfo) bool {
	other, claimed := m.claimed.Owner(path)
	if !claimed {
		return false
	}
	same, err := m.root.Lstat(other)
	return err == nil && os.SameFile(info, same)
}

// isRecorded reports whether the file at path has the bytes that we wrote.
func (m *planner) isRecorded(path string) bool {
	s, err := m.fileSum(path)
	return err == nil && slices.Contains(m.recorded[path], s)
}

// place looks for what is in the way of an output.
func (m *planner) place(path string) {
	for folder := range outpath.Folders(path) {
		if m.folder(folder) != present {
			return
		}
	}
	info, err := m.root.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil || !info.IsDir() && !info.Mode().IsRegular():
		m.clashes[path] = NoFile
	case info.IsDir() && !m.isClearable(path):
		m.clashes[path] = ForeignFolder
	case info.Mode().IsRegular() && !m.isOurs(path, info):
		m.clashes[path] = ForeignFile
	}
}

// folder looks at a folder that leads to outputs. A stale file in its place
// will be removed, so nothing is there. A symbolic link is not followed: below
// it may be what is not ours.
func (m *planner) folder(path string) folderState {
	if state := m.known[path]; state != 0 {
		return state
	}
	state := present
	info, err := m.root.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && m.removable[path]:
		state = absent
	case err != nil || !info.IsDir():
		state = blocked
		m.clashes[path] = NoFolder
	}
	m.known[path] = state
	return state
}

// isOurs reports whether the file at path is recorded, if need be under a path
// that differs in case.
func (m *planner) isOurs(path string, info os.FileInfo) bool {
	if _, ok := m.recorded[path]; ok {
		return true
	}
	return slices.ContainsFunc(m.folded[outpath.Fold(path)], func(other string) bool {
		same, err := m.root.Lstat(other)
		return err == nil && os.SameFile(info, same)
	})
}

// isClearable reports whether a folder holds nothing but stale files and the
// folders of these and of files that are gone, and so will be gone with them.
func (m *planner) isClearable(folder string) bool {
	used := map[string]bool{}
	for _, path := range slices.Concat(m.stale, m.gone) {
		for f := range outpath.Folders(path) {
			used[f] = true
		}
	}
	err := fs.WalkDir(m.root.FS(), folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && !used[path] || !e.IsDir() && !m.removable[path] {
			return errors.New("foreign")
		}
		return nil
	})
	return err == nil
}
