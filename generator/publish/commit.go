package publish

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"wegweiser/generator/outpath"
)

// Commit makes the staged outputs the content of the directory, as the package
// comment says, and ends the publication whatever comes of it. All Stage calls
// must have returned. A *ClashError means that nothing has been changed; after
// another error the next build goes on where this one stopped.
func (p *Publication) Commit() (Stats, error) {
	if !p.end() {
		return Stats{}, fmt.Errorf("publish: commit: %w", errEnded)
	}
	defer p.close()
	stats, err := p.commit()
	if cleared := p.clear(); err == nil && cleared != nil {
		err = fmt.Errorf("publish: clear %s/%s: %w", p.dir, stagingFolder, cleared)
	}
	return stats, err
}

func (p *Publication) commit() (Stats, error) {
	if p.failed != nil {
		return Stats{}, p.failed
	}
	plan, err := p.plan()
	if err != nil {
		return Stats{}, err
	}
	foreign := p.foreign()
	p.closeStaged()
	early, late := p.split(plan)
	for _, step := range []func() error{
		func() error { return p.announce(plan) },
		func() error { return p.remove(early) },
		func() error { return p.prune(plan.gone) }, // what a stopped build left empty
		func() error { return p.move(plan.staged) },
		func() error { return p.remove(late) },
		func() error { return p.writeManifest(p.final()) },
	} {
		if err := step(); err != nil {
			return Stats{}, err
		}
	}
	return Stats{
		Written:   len(plan.staged),
		Unchanged: len(p.outputs) - len(plan.staged),
		Removed:   len(plan.stale),
		Kept:      plan.kept,
		Foreign:   foreign,
	}, nil
}

// split divides the stale files into those in the way of an output and others.
func (p *Publication) split(plan plan) (early, late []string) {
	needed := map[string]bool{} // folders that outputs need
	for _, output := range plan.staged {
		for folder := range outpath.Folders(output) {
			needed[folder] = true
		}
	}
	for _, stale := range plan.stale {
		blocks := needed[stale]
		for folder := range outpath.Folders(stale) {
			_, isFile := p.outputs[folder]
			blocks = blocks || isFile
		}
		if blocks {
			early = append(early, stale)
		} else {
			late = append(late, stale)
		}
	}
	return early, late
}

// announce records, before anything is moved, what will be ours.
func (p *Publication) announce(plan plan) error {
	if len(plan.staged) == 0 {
		return nil
	}
	union := record{}
	for path, sums := range p.recorded {
		union[path] = slices.Clone(sums)
	}
	for _, path := range plan.staged {
		union.add(path, p.outputs[path].sum)
	}
	return p.writeManifest(union)
}

// final returns the record of the outputs.
func (p *Publication) final() record {
	r := record{}
	for path, output := range p.outputs {
		r.add(path, output.sum)
	}
	return r
}

// writeManifest replaces the manifest, unless it is the same.
func (p *Publication) writeManifest(r record) error {
	data := r.format()
	if bytes.Equal(data, p.manifest) {
		return nil
	}
	const temp = "manifest"
	err := p.change(func() error {
		if len(data) > maxManifest {
			return fmt.Errorf("more than %d bytes", maxManifest)
		}
		if err := p.staging.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := write(p.staging, temp, func(w io.Writer) error { return writePieces(w, [][]byte{data}) }); err != nil {
			return err
		}
		return p.root.Rename(stagingFolder+"/"+temp, manifestName)
	})
	if err != nil {
		return fmt.Errorf("publish: write %s: %w", manifestName, err)
	}
	p.manifest = data
	return nil
}

// move renames the staged outputs into place. All that lies in a folder which is
// not there moves with it.
func (p *Publication) move(outputs []string) error {
	present := map[string]bool{}
	for len(outputs) > 0 {
		next, moved := outputs[0], 1
		if folder := p.absentFolder(next, present); folder != "" {
			next = folder
			for moved < len(outputs) && strings.HasPrefix(outputs[moved], folder+"/") {
				moved++
			}
		}
		err := p.change(func() error {
			return p.root.Rename(stagingFolder+"/"+stagedFiles+"/"+next, next)
		})
		if err != nil {
			return fmt.Errorf("publish: write %s: %w", next, err)
		}
		outputs = outputs[moved:]
	}
	return nil
}

// absentFolder returns the outermost folder of an output that is not there, or
// "". It notes those that are.
func (p *Publication) absentFolder(output string, present map[string]bool) string {
	for folder := range outpath.Folders(output) {
		if !present[folder] {
			if _, err := p.root.Lstat(folder); errors.Is(err, fs.ErrNotExist) {
				return folder
			}
			present[folder] = true // or the renaming says what is wrong
		}
	}
	return ""
}

// remove removes files, and the folders that are empty without them.
func (p *Publication) remove(paths []string) error {
	for _, path := range paths {
		err := p.change(func() error { return p.root.Remove(path) })
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("publish: remove %s: %w", path, err)
		}
	}
	return p.prune(paths)
}

// prune removes the folders that lead to the paths, the deepest first, as far as
// they are empty.
func (p *Publication) prune(paths []string) error {
	var all []string
	seen := map[string]bool{}
	for _, path := range paths {
		for folder := range outpath.Folders(path) {
			if !seen[folder] {
				seen[folder] = true
				all = append(all, folder)
			}
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.Count(b, "/"), strings.Count(a, "/")), cmp.Compare(a, b))
	})
	for _, folder := range all {
		info, err := p.root.Lstat(folder)
		if err != nil || !info.IsDir() {
			continue
		}
		if err := p.step(); err != nil {
			return err
		}
		_ = p.root.Remove(folder) // fails if there is something in it
	}
	return nil
}

// change makes one change to the disk.
func (p *Publication) change(do func() error) error {
	if err := p.step(); err != nil {
		return err
	}
	return do()
}
