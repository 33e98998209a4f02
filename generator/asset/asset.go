// Package asset turns the files of static/ into outputs: style sheets, scripts
// and drawings minified, and everything below static/assets/ under a name with
// the hash of its content, so that browsers may keep it for ever. The other
// files keep their names (robots.txt, .well-known/security.txt).
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
	Print  memo.Print // of Data
}

// Set holds the published assets.
type Set struct {
	Files []File // in the order of their sources
	paths map[string]string
}

// fingerprinted is the folder of the assets whose names carry a hash.
const fingerprinted = "assets/"

// Load prepares all files below static/. A preview has no use for names with a
// hash: there an edited style sheet would change every page.
func Load(files []*source.File, hashed bool) *Set {
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.AddFunc(".js", js.Minify)
	m.AddFunc(".svg", svg.Minify)
	set := &Set{paths: map[string]string{}}
	for _, f := range files {
		name, ok := strings.CutPrefix(f.Path, source.Static+"/")
		if !ok {
			continue
		}
		data := minified(m, path.Ext(name), f.Data)
		out := name
		if hashed && strings.HasPrefix(name, fingerprinted) {
			out = withHash(name, data)
		}
		set.paths[name] = out
		set.Files = append(set.Files, File{f.Path, out, data, memo.PrintOf(data)})
	}
	return set
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

func withHash(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
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
