// Package layout turns layouts/ into templates that are ready to run.
//
// In go the layout files of a snapshot; out comes a Set: a template for every
// kind of page (base.html with the "main" of <type>.html), the partials, and
// the directives with the names and arguments they declare. Markup is minified
// here, once, rather than in every page: the minifier knows Go's template
// delimiters and leaves the actions alone.
package layout

import (
	"bytes"
	"maps"
	"math"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	texttemplate "text/template"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/memo"
	"wegweiser/generator/source"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

// Set holds all layouts, parsed. A broken Set is complete enough to check content
// against, but must not be rendered.
type Set struct {
	texts      map[string]string // minified, by name below layouts/
	words      dictionary
	languages  sync.Map // a language → func() *templates
	directives map[string]*Directive
	files      []*source.File
	shared     []byte // the hashes of what every layout can use, and what is said of that
	broken     bool
}

// Directive is a construct that content can use, as its layout declares it.
type Directive struct {
	Name  string
	Form  document.Form
	Links *Links // what a block has to enclose, if that is a list of links
	Args  []Argument
}

// Links says how many links a list may have.
type Links struct{ Min, Max int }

// Argument is an argument that a directive takes.
type Argument struct {
	Name     string
	Required bool
}

// Names that the generator itself asks for.
const (
	baseFile    = "base.html"
	DefaultPage = "page"
	Section     = "index"
	NotFound    = "404"
	Search      = "search"
)

// Load parses the layout files for a site in some languages, its first one first.
func Load(files []*source.File, languages []string) (*Set, []diag.Diagnostic) {
	set := &Set{texts: map[string]string{}, directives: map[string]*Directive{}}
	set.words = dictionary{map[string]map[string]string{}, languages[0]}
	l := loader{set: set, words: &set.words, said: said{keys: map[string]bool{}}, written: map[string]string{}}
	l.readAllWords(files, languages) // layouts are checked against them
	for _, f := range files {
		name, ok := strings.CutPrefix(f.Path, source.Layouts+"/")
		switch {
		case !ok || hasWords(name):
		case path.Ext(name) != ".html":
			l.warnings = append(l.warnings, diag.New(diag.UnusedLayout, source.Span{Path: f.Path}, "name", name))
		default:
			set.files = append(set.files, f)
			if name == baseFile || strings.HasPrefix(name, "partials/") {
				set.shared = append(append(set.shared, name...), f.Hash[:]...)
			}
			l.read(name, f)
		}
	}
	if len(l.found) == 0 {
		l.checkOwnWords(languages)
		set.markContent()
		l.complete()
	}
	set.broken = len(l.found) > 0
	return set, append(l.found, l.warnings...)
}

// Broken reports whether the layouts cannot be run.
func (s *Set) Broken() bool { return s.broken }

type loader struct {
	set   *Set
	words *dictionary
	// entries are what the files of words say, and wordless says that those have findings
	// of their own.
	entries  []wordEntry
	wordless bool
	said     said
	// written are base.html and the partials, which make every page, as they are
	// written but for comments.
	written  map[string]string
	found    []diag.Diagnostic
	warnings []diag.Diagnostic
}

// read checks a file's syntax as it is written, so that a finding has the right
// line, and minifies it.
func (l *loader) read(name string, f *source.File) {
	text := string(source.Text(f.Data))
	if d, bad := document.NotText(f.Path, []byte(text)); bad { // NUL marks places in what layouts write
		l.found = append(l.found, d)
		return
	}
	if d, bad := document.Conflict(f.Path, []byte(text)); bad {
		l.found = append(l.found, d)
		return
	}
	if dir := path.Dir(name); dir != "." && dir != "directives" && !strings.HasPrefix(name, "partials/") {
		l.found = append(l.found, diag.New(diag.LayoutSyntax, source.Span{Path: f.Path}, "reason", "@layout-place"))
		return
	}
	parsed, err := texttemplate.New(name).Funcs(l.words.functions("")).Parse(text)
	if err != nil {
		l.found = append(l.found, syntaxError(f.Path, []byte(text), err))
		return
	}
	if !strings.Contains(name, "/") && name != baseFile && parsed.Lookup("main") == nil {
		l.found = append(l.found, diag.New(diag.LayoutSyntax, source.Span{Path: f.Path, Start: 0, End: 1}, "reason", "@layout-main"))
		return
	}
	if path.Dir(name) == "directives" {
		d, problem := declaration(f.Path, text)
		if problem != nil {
			l.found = append(l.found, *problem)
			return
		}
		l.set.directives[d.Name] = d
	}
	l.warnings = append(l.warnings, active(f.Path, []byte(text))...)
	l.checkWords(f.Path, parsed)
	l.set.texts[name] = minified(text)
	if name == baseFile || strings.HasPrefix(name, "partials/") {
		l.written[name] = withoutComments(parsed)
	}
}

var minifier = func() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{
		KeepDocumentTags:    true,
		KeepEndTags:         true,
		KeepQuotes:          true,
		KeepDefaultAttrVals: true,
		KeepSpecialComments: true,
		TemplateDelims:      html.GoTemplateDelims,
	})
	return m
}()

// minified returns the text as it is if the minifier cannot read it.
func minified(text string) string {
	out, err := minifier.String("text/html", text)
	if err != nil {
		return text
	}
	return out
}

// complete reports what every hub needs and this one does not have, and what the
// templates say when they are put together.
func (l *loader) complete() {
	if _, ok := l.set.texts[baseFile]; !ok {
		l.missing(baseFile)
		return
	}
	l.checkFrame()
	l.found = append(l.found, l.set.in(l.words.fallback).found...)
	for _, name := range []string{DefaultPage, Section, NotFound, Search} {
		if _, ok := l.set.texts[name+".html"]; !ok {
			l.missing(name + ".html")
		}
	}
}

func (l *loader) missing(name string) {
	l.found = append(l.found, diag.New(diag.LayoutMissing, source.Span{Path: source.Layouts + "/" + name}, "name", name))
}

// declarationForm is the comment that a directive's layout starts with.
var declarationForm = regexp.MustCompile(`^\s*\{\{-?\s*/\*\s*directive:\s*(leaf|inline|block)(?: of (?:(\d{1,3})-(\d{1,3}) )?(links))?\s*(?:;\s*args:\s*([^*/]*(?:\*[^*/]*)*?)\s*)?\*/\s*-?\}\}`)

var forms = map[string]document.Form{"leaf": document.Leaf, "block": document.Block, "inline": document.Inline}

func declaration(file, text string) (*Directive, *diag.Diagnostic) {
	m := declarationForm.FindStringSubmatch(text)
	links, sound := linksOf(m)
	if !sound {
		d := diag.New(diag.LayoutSyntax, source.Span{Path: file, Start: 0, End: 1}, "reason", "@directive-declaration")
		return nil, &d
	}
	d := &Directive{Name: strings.TrimSuffix(path.Base(file), ".html"), Form: forms[m[1]], Links: links}
	for _, arg := range strings.FieldsFunc(m[5], func(r rune) bool { return r == ',' || r == ' ' }) {
		name, required := strings.CutSuffix(arg, "*")
		d.Args = append(d.Args, Argument{name, required})
	}
	return d, nil
}

// linksOf returns what a declaration, matched, says of links, or nil. It is not sound if no
// block can be so.
func linksOf(m []string) (links *Links, sound bool) {
	if m == nil || m[4] == "" {
		return nil, m != nil
	}
	links = &Links{0, math.MaxInt}
	if m[2] != "" {
		links.Min, _ = strconv.Atoi(m[2])
		links.Max, _ = strconv.Atoi(m[3])
	}
	return links, m[1] == "block" && links.Min <= links.Max
}

// Pages returns the layouts of kinds of pages that the hub itself has: file by kind.
func (s *Set) Pages() map[string]string {
	own := map[string]string{}
	for _, f := range s.files {
		if dir, name := path.Split(f.Path); dir == source.Layouts+"/" && name != baseFile && !hasWords(name) && !f.Embedded() {
			own[strings.TrimSuffix(name, ".html")] = f.Path
		}
	}
	return own
}

// Directive returns a directive's declaration, or nil.
func (s *Set) Directive(name string) *Directive { return s.directives[name] }

// Print is the fingerprint of a layout, NAME.html below layouts/, and of all that
// it can use. That of "" stands for all layouts.
func (s *Set) Print(name string) memo.Print {
	used := slices.Clone(s.shared)
	_, own := s.texts[name+".html"]
	ofPage := name != "" && !strings.Contains(name, "/")
	for _, f := range s.files {
		file := strings.TrimPrefix(f.Path, source.Layouts+"/")
		standsIn := ofPage && file == DefaultPage+".html" && !own
		if name == "" || standsIn || file == name+".html" {
			used = append(append(used, file...), f.Hash[:]...)
		}
	}
	return memo.PrintOf(used)
}

// DirectiveNames returns the names of all directives, sorted.
func (s *Set) DirectiveNames() []string { return slices.Sorted(maps.Keys(s.directives)) }

// Arg returns the declaration of an argument, or nil.
func (d *Directive) Arg(name string) *Argument {
	for i := range d.Args {
		if d.Args[i].Name == name {
			return &d.Args[i]
		}
	}
	return nil
}

var errorPlace = regexp.MustCompile(`^(?:html/)?template: ([^:]*):(\d+)(?::(\d+))?: (.*)`)

// syntaxError turns an error of the template parser into a finding at its line.
func syntaxError(file string, text []byte, err error) diag.Diagnostic {
	span, reason := source.Span{Path: file, Start: 0, End: 1}, err.Error()
	if m := errorPlace.FindStringSubmatch(reason); m != nil {
		lines := source.NewLines(text)
		line, _ := strconv.Atoi(m[2])
		span.Start = lines.Offset(line, 1)
		span.End = span.Start + max(1, len(lines.Line(line)))
		reason = m[4]
	}
	return diag.New(diag.LayoutSyntax, span, reasonArgs(reason)...)
}

var (
	failedFile      = regexp.MustCompile(`template: ?([^:]*\.html)`)
	failedAt        = regexp.MustCompile(`at <([^>]+)>: (.*)`)
	missingTemplate = regexp.MustCompile(`no such template "(.*)"$`)
)

// Explain turns an error of a running or escaping template into a finding. Its
// line is one of the minified text, so the action that failed is looked up in
// the file as it is written. Where one template has run another, the cause is in the
// innermost. data is what the template was run with, or nil.
func (s *Set) Explain(file string, err error, data any) diag.Diagnostic {
	reason := strings.ReplaceAll(err.Error(), contentWord, plainWord)
	if i := strings.LastIndex(reason, "template:"); i >= 0 {
		reason = reason[i:]
	}
	if m := failedFile.FindStringSubmatch(reason); m != nil {
		file = source.Layouts + "/" + m[1]
	}
	if m := missingTemplate.FindStringSubmatch(reason); m != nil {
		return diag.New(diag.LayoutMissing, s.find(file, m[1]), "name", m[1])
	}
	span := source.Span{Path: file}
	if m := failedAt.FindStringSubmatch(reason); m != nil {
		span, reason = s.find(file, m[1]), m[2]
	}
	return failed(span, reason, reflect.TypeOf(data))
}

// find returns the first place of an action in a layout, or the layout as a whole.
func (s *Set) find(file, action string) source.Span {
	span := source.Span{Path: file}
	for _, f := range s.files {
		if f.Path != file {
			continue
		}
		if i := bytes.Index(source.Text(f.Data), []byte(action)); i >= 0 {
			span.Start, span.End = i, i+len(action)
		}
	}
	return span
}
