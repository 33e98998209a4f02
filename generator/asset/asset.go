// Package asset turns the files of static/ into outputs: style sheets, scripts
// and drawings minified, and everything below static/assets/ under a name with
// the hash of its content, so that browsers may keep it for ever. Style sheets
// refer to files by these names. The other files keep theirs (robots.txt,
// .well-known/security.txt). A style sheet that another one imports is published
// as a part of it.
package asset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"

	"wegweiser/generator/memo"
	"wegweiser/generator/source"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
)

// File is an asset as it is published.
type File struct {
	Source string // static/assets/style.css
	Path   string // below the site: assets/style.3f2a9c1b.css
	Data   []byte
	OnDisk bool       // instead of Data: it is published as it is, from the disk
	Print  memo.Print // of what is published
}

// Set holds the published assets.
type Set struct {
	Files   []File // in the order of their sources
	Flaws   []Flaw
	Outside []Flaw          // addresses on other hosts, which browsers ask for
	Parts   map[string]bool // sources of the style sheets that are published within others alone
	paths   map[string]string
}

// Flaw is an address in a style sheet that leads to no file, or to another host, or back
// to the style sheet itself: then neither could have a name with its hash.
type Flaw struct {
	File       *source.File
	Target     string
	Start, End int // in the file's bytes
	Circle     bool
}

// Options say how assets are published.
type Options struct {
	Hashed bool            // names below assets/ carry a hash; in a preview an edited style sheet would change every page
	Base   string          // the path of the site: "" or /hub
	Beside map[string]bool // the other files of the site, by their paths below it
	Robots []byte          // what robots.txt says at its end
}

// fingerprinted is the folder of the assets whose names carry a hash.
const fingerprinted = "assets/"

// Load prepares all files below static/.
func Load(files []*source.File, o Options) *Set {
	l := newLoader(files, o)
	parts := l.imported()
	for _, name := range l.names {
		if !parts[name] {
			l.publish(name)
		}
	}
	for _, name := range l.names {
		if parts[name] && !l.reached[name] && !l.spare(name) { // a circle that nobody enters
			l.publish(name)
		}
	}
	for _, name := range l.names {
		if isStyle(name) && !l.spare(name) {
			l.lookOutside(name)
		}
		if made := l.done[name]; made != nil {
			l.set.Files = append(l.set.Files, *made)
		} else {
			l.set.Parts[l.files[name].Path] = true
		}
	}
	return l.set
}

// loader publishes files one by one: a style sheet after those that it refers to,
// whose names it needs.
type loader struct {
	options Options
	names   []string                // below static/, in the order of the files
	files   map[string]*source.File // by name
	minify  *minify.M
	sheets  map[string]sheet // scanned
	joins   map[string]bool  // style sheets: whether they can stand within others
	done    map[string]*File
	open    map[string]bool // style sheets that wait for what they refer to
	reached map[string]bool // parts that have been joined into another
	set     *Set
}

func newLoader(files []*source.File, o Options) *loader {
	l := &loader{
		options: o, files: map[string]*source.File{}, minify: minify.New(), sheets: map[string]sheet{}, joins: map[string]bool{},
		done: map[string]*File{}, open: map[string]bool{}, reached: map[string]bool{},
		set: &Set{Parts: map[string]bool{}, paths: map[string]string{}},
	}
	l.minify.AddFunc(".css", css.Minify)
	l.minify.AddFunc(".js", js.Minify)
	l.minify.AddFunc(".svg", svg.Minify)
	for _, f := range files {
		if name, ok := strings.CutPrefix(f.Path, source.Static+"/"); ok {
			l.names = append(l.names, name)
			l.files[name] = f
		}
	}
	return l
}

// publish makes the asset of a file, once.
func (l *loader) publish(name string) *File {
	if made := l.done[name]; made != nil {
		return made
	}
	f := l.files[name]
	made := &File{Source: f.Path, Path: name, OnDisk: f.OnDisk()}
	hash := f.Hash
	if made.OnDisk {
		made.Print = memo.PrintOf(hash[:])
	} else {
		made.Data = l.prepared(name, f.Data)
		made.Print, hash = memo.PrintOf(made.Data), sha256.Sum256(made.Data)
	}
	if l.options.Hashed && strings.HasPrefix(name, fingerprinted) {
		made.Path = withHash(name, hash)
	}
	l.set.paths[name] = made.Path
	l.done[name] = made
	return made
}

// prepared is a file's data as they are published.
func (l *loader) prepared(name string, data []byte) []byte {
	if isStyle(name) {
		data = l.joined(name, name, map[string]bool{})
	}
	if l.files[name].Path == source.Robots {
		data = slices.Concat(data, l.options.Robots)
	}
	return minified(l.minify, path.Ext(name), data)
}

// minified returns data as it is if there is no minifier for it or the
// minifier cannot read it: a file that a browser can read is never lost.
func minified(m *minify.M, ext string, data []byte) []byte {
	var out bytes.Buffer
	if m.Minify(ext, &out, bytes.NewReader(data)) != nil {
		return data
	}
	return out.Bytes()
}

func withHash(name string, hash source.Hash) string {
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(hash[:4]) + ext
}

// Path returns the published path of the asset static/NAME.
func (s *Set) Path(name string) (string, bool) {
	p, ok := s.paths[name]
	return p, ok
}

// Names returns the names under which assets can be asked for, sorted.
func (s *Set) Names() []string {
	return slices.Sorted(maps.Keys(s.paths))
}
