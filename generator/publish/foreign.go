package publish

import (
	"errors"
	"io/fs"
)

// foreign lists what was in the directory before the first publication into it and
// is no output.
func (p *Publication) foreign() []string {
	var names []string
	for _, name := range p.before {
		if p.holdsForeign(name) {
			names = append(names, name)
		}
	}
	return names
}

var errForeign = errors.New("foreign")

// holdsForeign reports whether a file is no output, or a folder holds one that is
// none. It looks no further than the first.
func (p *Publication) holdsForeign(name string) bool {
	return fs.WalkDir(p.root.FS(), name, func(path string, e fs.DirEntry, err error) error {
		if _, ours := p.outputs[path]; err != nil || !e.IsDir() && !ours {
			return errForeign
		}
		return nil
	}) != nil
}
