// Package generator_test holds what the packages of the generator may lean on.
package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// lattice is the house: a package imports packages of lower floors only, never
// of its own. What is not listed does not exist.
const lattice = `
	0: calendar german memo outpath picture search source watch words
	1: asset diag diagram numerals publish
	2: document
	3: layout schema
	4: site
	5: ask
	6: check render
	7: engine
	8: preview
	9: cli
`

// effects lists, for what reaches out of the program, the only places that may:
// packages or single files. A whole package is named by its path, one of its
// names by a pattern. Everything else computes.
const effects = `
	os                          source publish watch cli/new.go cli/heap.go
	io/ioutil                   -
	path/filepath               publish watch cli
	path/filepath.EvalSymlinks  publish cli/build.go
	path/filepath.(Walk|Glob)   -
	os/exec                     -
	net                         preview cli/serve.go
	net/http                    preview cli/serve.go
	time.(Now|Since|Until)      cli preview publish watch
	time.(After|Sleep|Tick|New) preview watch cli/session.go
	math/rand                   -
	math/rand/v2                -
	crypto/rand                 publish
	hash/maphash                -
	unsafe                      -
	plugin                      -
	github.com/chromedp/chromedp  -
`

// file is a source file of the generator that is not a test.
type file struct {
	path    string // slash-separated below generator/
	imports []string
	uses    []string // time.Now: a name of an imported package
	hidden  []string // imports as "." or "_"; embed has no other form
}

func (f file) pkg() string { return path.Dir(f.path) }

// sources parses all files of the generator, whatever system they are for.
func sources(t *testing.T) []file {
	t.Helper()
	var all []file
	err := filepath.WalkDir(".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && e.Name() == "testdata" {
			return filepath.SkipDir
		}
		if filepath.Ext(p) == ".go" && !strings.HasSuffix(p, "_test.go") {
			all = append(all, parse(t, p))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no source files")
	}
	return all
}

func parse(t *testing.T, name string) file {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	f := file{path: filepath.ToSlash(name)}
	local := map[string]string{} // name in the file → import path
	for _, spec := range tree.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		f.imports = append(f.imports, p)
		local[path.Base(p)] = p
		if spec.Name != nil {
			local[spec.Name.Name] = p
			if spec.Name.Name == "." || spec.Name.Name == "_" && p != "embed" {
				f.hidden = append(f.hidden, p)
			}
		}
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && local[x.Name] != "" {
				f.uses = append(f.uses, local[x.Name]+"."+s.Sel.Name)
			}
		}
		return true
	})
	return f
}

// floors reads the lattice.
func floors(t *testing.T) map[string]int {
	t.Helper()
	floor := map[string]int{}
	for line := range strings.Lines(strings.TrimSpace(lattice)) {
		number, names, _ := strings.Cut(strings.TrimSpace(line), ":")
		n, err := strconv.Atoi(number)
		if err != nil {
			t.Fatalf("lattice: %q has no floor", line)
		}
		for _, name := range strings.Fields(names) {
			floor[name] = n
		}
	}
	return floor
}

func TestImportLattice(t *testing.T) {
	const home = "wegweiser/generator/"
	floor, exists := floors(t), map[string]bool{}
	for _, f := range sources(t) {
		exists[f.pkg()] = true
		own, listed := floor[f.pkg()]
		if !listed {
			t.Errorf("%s: package %s has no floor in the lattice", f.path, f.pkg())
			continue
		}
		for _, p := range f.imports {
			name, inside := strings.CutPrefix(p, home)
			switch {
			case inside && floor[name] >= own:
				t.Errorf("%s: %s (floor %d) imports %s (floor %d)", f.path, f.pkg(), own, name, floor[name])
			case !inside && (p == "wegweiser" || strings.HasPrefix(p, "wegweiser/")):
				t.Errorf("%s imports %s: the generator knows no particular hub", f.path, p)
			}
		}
	}
	for name := range floor {
		if !exists[name] {
			t.Errorf("the lattice lists %s, which does not exist", name)
		}
	}
}

// effect is one line of effects.
type effect struct {
	pkg     string
	names   *regexp.Regexp // nil: the import itself
	allowed []string
}

func readEffects() []effect {
	var all []effect
	for line := range strings.Lines(strings.TrimSpace(effects)) {
		words := strings.Fields(line)
		e := effect{pkg: words[0], allowed: words[1:]}
		dir, base := path.Split(words[0])
		if name, pattern, ok := strings.Cut(base, "."); ok {
			e.pkg, e.names = dir+name, regexp.MustCompile("^"+regexp.QuoteMeta(dir+name)+`\.`+pattern)
		}
		all = append(all, e)
	}
	return all
}

// used returns how f reaches for the effect, or "".
func (e effect) used(f file) string {
	if e.names == nil {
		if slices.Contains(f.imports, e.pkg) {
			return "import of " + e.pkg
		}
		return ""
	}
	if i := slices.IndexFunc(f.uses, e.names.MatchString); i >= 0 {
		return f.uses[i]
	}
	return ""
}

func (e effect) allows(f file) bool {
	return slices.Contains(e.allowed, f.pkg()) || slices.Contains(e.allowed, f.path)
}

func TestEffects(t *testing.T) {
	all := sources(t)
	for _, e := range readEffects() {
		for _, f := range all {
			if use := e.used(f); use != "" && !e.allows(f) {
				t.Errorf("%s: %s; only %s may", f.path, use, strings.Join(e.allowed, ", "))
			}
		}
	}
}

// Dot imports would hide what a file reaches for, blank ones run code unseen.
func TestNoHiddenImports(t *testing.T) {
	for _, f := range sources(t) {
		if len(f.hidden) > 0 {
			t.Errorf("%s hides its import of %s", f.path, strings.Join(f.hidden, ", "))
		}
	}
}
