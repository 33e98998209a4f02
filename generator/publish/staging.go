package publish

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
)

// stage writes an output into the staging folder.
func (p *Publication) stage(output string, fill func(io.Writer) error) error {
	folder, name := path.Split(output)
	folder = path.Clean(folder)
	if err := p.makeStaged(folder); err != nil {
		return err
	}
	if folder != "." { // most folders have one output: open the one above
		name = path.Base(folder) + "/" + name
		folder = path.Dir(folder)
	}
	return p.below(folder, name, func(root *os.Root, name string) error { return write(root, name, fill) })
}

// makeStaged makes a folder below stagedFiles.
func (p *Publication) makeStaged(folder string) error {
	p.mu.Lock()
	made := p.made[folder]
	p.mu.Unlock()
	if made {
		return nil
	}
	if err := p.makeStaged(path.Dir(folder)); err != nil {
		return err
	}
	err := p.below(path.Dir(folder), path.Base(folder), func(root *os.Root, name string) error { return root.Mkdir(name, 0o755) })
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	p.mu.Lock()
	p.made[folder] = true
	p.mu.Unlock()
	return nil
}

// maxOpened bounds how many staged folders are held open.
const maxOpened = 32

// below does something with a name in a staged folder. The folders that are asked
// for first stay open, since of a long path each part is opened anew.
func (p *Publication) below(folder, name string, do func(root *os.Root, name string) error) error {
	root, err := p.openStaged(folder)
	if err != nil {
		return err
	}
	if root == nil {
		return do(p.staging, stagedFiles+"/"+folder+"/"+name)
	}
	return do(root, name)
}

// openStaged returns a staged folder; nil if enough are open.
func (p *Publication) openStaged(folder string) (*os.Root, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if root := p.opened[folder]; root != nil || len(p.opened) == maxOpened {
		return root, nil
	}
	root, err := p.staging.OpenRoot(stagedFiles + "/" + folder)
	if err == nil {
		p.opened[folder] = root
	}
	return root, err
}

// closeStaged closes the staged folders: on Windows none could be renamed while it
// is open.
func (p *Publication) closeStaged() {
	for folder, root := range p.opened {
		root.Close()
		delete(p.opened, folder)
	}
}

func (p *Publication) closeStaging() {
	p.closeStaged()
	if p.staging != nil {
		p.staging.Close()
	}
}

// write writes a new file. The mode is what the process grants of 0644.
func write(root *os.Root, name string, fill func(io.Writer) error) error {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(fill(file), file.Close())
}
