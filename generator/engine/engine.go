// Package engine builds a site from a snapshot of its inputs, and builds it again
// when they have changed. It is the only package that knows what "changed" means.
//
// In go a Snapshot and Options; out come the files of the site, handed to a
// Sink one by one as they are rendered, and a Result with everything that is
// to be said about them. An Engine that has built before hands over only files
// that differ from what it handed over last, and names those that are gone.
//
// Parsing is kept by the hash of a file. Every task (a page, an index, a list for
// programs) is kept with its trace: the questions that it asked and the prints of
// their answers. What comes out is always what an engine without memory would
// make, byte for byte.
package engine

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"wegweiser/generator/ask"
	"wegweiser/generator/asset"
	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/layout"
	"wegweiser/generator/memo"
	"wegweiser/generator/render"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// Options are the inputs of a build that are not files.
type Options struct {
	Day     func(*schema.Schema) calendar.Date // the day to build for, in the site's time zone
	BaseURL string                             // takes the place of site.yaml's base_url unless ""
	Drafts  bool
	// Once says that this is the engine's only build: nothing is noted, and the
	// bodies of pages are dropped when they are rendered, which halves the memory
	// of a large hub.
	Once bool
	// Search says that what a search loads is part of the build; it needs Once. Without
	// it, SearchFiles makes the same files when they are asked for.
	Search bool
	// Preview leaves the hash out of the names of assets, and has everything on a
	// page say where it is written.
	Preview bool
	// KeepText keeps the text of files that have been parsed, so that the same
	// snapshot can be built once more even if the files have changed.
	KeepText bool
	// Progress, if not nil, is told how many of all pages are rendered. It is
	// called from several goroutines.
	Progress func(done, all int)
	// Copy, if not nil, is told of files that are published as they are and whose bytes
	// nobody has (source.File.OnDisk), instead of the sink, and like that from several
	// goroutines. It may return source.ErrChanged.
	Copy func(path string, f *source.File) error
}

// Sink takes the files of the site, each in pieces: see render.Emit for how long they
// are valid. It is called from several goroutines. An error, such as a full disk,
// ends the build.
type Sink func(path string, pieces ...[]byte) error

// Engine builds snapshots of one hub, one after the other. It is not safe for
// concurrent use.
type Engine struct {
	asker *ask.Asker
	parts *render.Parts

	schema      loaded[*schema.Schema]
	layouts     loaded[*layout.Set]
	assets      loaded[*asset.Set]
	attachments loaded[[]*source.File]
	pages       map[string]*parsed // by file

	form   memo.Print // of all that linking sees but pages
	world  *ask.World
	linked linked

	done    map[string]*made      // by the name of the task
	outputs map[string]memo.Print // by path
	builds  int
}

// New returns an engine that has built nothing yet.
func New() *Engine {
	asker := &ask.Asker{}
	return &Engine{asker: asker, parts: render.NewParts(asker), pages: map[string]*parsed{}}
}

// Build builds the whole site. The error is for the environment: the context
// has ended or the sink has failed. Then what the sink was handed is void: the
// next build starts from what the last one without an error handed over.
func (e *Engine) Build(ctx context.Context, in *source.Snapshot, o Options, sink Sink) (Result, error) {
	b := build{Engine: e, ctx: ctx, in: in, options: o}
	if o.Search {
		b.findable = newFindable()
	}
	b.load()
	err := b.parse()
	if err == nil {
		b.link()
		err = b.render(sink)
	}
	if err == nil {
		b.sweep()
	}
	return b.result, err
}

// build is one run.
type build struct {
	*Engine
	ctx     context.Context
	in      *source.Snapshot
	options Options
	result  Result

	findable   *findable      // nil unless the options say Search
	checked    []*schema.Page // sorted by file
	unreadable []string       // files of pages whose findings kept them out

	locating sync.Mutex
	locator  *document.Locator // of the file that was last looked into
}

// linked is what was made of the linked site.
type linked struct {
	found      []diag.Diagnostic
	entries    []Entry
	upcoming   []Change
	nextChange calendar.Date
	leftOut    map[string]int
	tasks      []task // those of pages
}

// loaded is what was made of some files, as long as they are the same.
type loaded[T any] struct {
	value T
	print memo.Print
	found []diag.Diagnostic
}

// refresh loads anew if the print of what it depends on has changed, and reports
// whether it has.
func (l *loaded[T]) refresh(print memo.Print, load func() (T, []diag.Diagnostic)) bool {
	if l.print == print {
		return false
	}
	l.value, l.found = load()
	l.print = print
	return true
}

// load reads everything that is not a page.
func (b *build) load() {
	b.result.Report.Add(problems(b.in.Problems)...)
	preview := fmt.Sprint(b.options.Preview)
	if b.schema.refresh(printOf(b.in.Files, schema.Declares, b.options.BaseURL, preview), b.loadSchema) {
		b.pages = map[string]*parsed{} // they are parsed for a preview or not, and checked against it
	}
	b.layouts.refresh(printOf(b.in.Files, within(source.Layouts), b.schema.value.Site.Codes()...), b.loadLayouts)
	b.attachments.refresh(printOf(b.in.Files, besidePages), b.loadAttachments)
	// Style sheets refer to files of both folders, by their names.
	b.assets.refresh(printOf(b.in.Files, within(source.Static), append(b.allFiles(), b.schema.value.Site.BaseURL, preview)...), b.loadAssets)
	b.result.Report.Add(b.attachments.found...)
	b.result.Report.Add(b.assets.found...)
	b.result.Report.Add(b.schema.found...)
	b.result.Report.Add(b.layouts.found...)
	site := &b.schema.value.Site
	b.result.Checks, b.result.Language, b.result.Zone, b.result.BasePath = site.Checks, site.Languages[0].Code, site.TimeZone, site.BasePath()
}

func (b *build) loadLayouts() (*layout.Set, []diag.Diagnostic) {
	set, found := layout.Load(b.in.Files, b.schema.value.Site.Codes())
	for _, f := range b.in.Files {
		if within(source.Layouts)(f.Path) {
			found = append(found, unportable(f)...)
		}
	}
	return set, found
}

func (b *build) loadSchema() (*schema.Schema, []diag.Diagnostic) {
	s, found := schema.Load(b.in.Files)
	for _, f := range b.in.Files {
		if schema.Declares(f.Path) {
			found = append(found, unportable(f)...)
		}
	}
	if b.options.BaseURL != "" {
		s.Site.BaseURL = strings.TrimSuffix(b.options.BaseURL, "/")
	}
	return s, found
}

// broken reports whether the layouts cannot be run.
func (b *build) broken() bool { return b.layouts.value.Broken() }

func within(folder string) func(path string) bool {
	return func(path string) bool { return strings.HasPrefix(path, folder+"/") }
}

// printOf is the print of some of the files and of what else counts.
func printOf(files []*source.File, which func(path string) bool, more ...string) memo.Print {
	var all strings.Builder
	for _, f := range files {
		if which(f.Path) {
			all.WriteString(f.Path)
			all.WriteByte(0)
			all.Write(f.Hash[:])
			if f.Embedded() {
				all.WriteByte(1) // the hub has none of its own: it lies elsewhere
			}
		}
	}
	for _, s := range more {
		all.WriteByte(0)
		all.WriteString(s)
	}
	return memo.PrintOf([]byte(all.String()))
}

// parsed is a page and the hash of the file that it was made of.
type parsed struct {
	hash  source.Hash
	page  *schema.Page // nil if its findings keep it out
	head  []byte       // its front matter, to locate findings in even if the file has changed since
	found []diag.Diagnostic
}

func isPage(file string) bool {
	return strings.HasPrefix(file, source.Content+"/") && path.Ext(file) == ".md"
}

// parse parses and checks the pages whose files have changed, each on its own.
func (b *build) parse() error {
	files := slices.DeleteFunc(slices.Clone(b.in.Files), func(f *source.File) bool {
		return !isPage(f.Path)
	})
	pages := make([]*parsed, len(files))
	var changed []int
	for i, f := range files {
		if old, ok := b.pages[f.Path]; ok && old.hash == f.Hash {
			pages[i] = old
		} else {
			changed = append(changed, i)
		}
	}
	err := each(b.ctx, len(changed), func(i int) error {
		pages[changed[i]] = b.parseFile(files[changed[i]])
		return nil
	})
	if err != nil {
		return err
	}
	for _, i := range changed {
		b.pages[files[i].Path] = pages[i]
	}
	if len(b.pages) > len(files) { // some are gone
		b.pages = make(map[string]*parsed, len(files))
		for i, f := range files {
			b.pages[f.Path] = pages[i]
		}
	}
	b.reportPages(files, pages)
	for i, p := range pages {
		if p.page != nil {
			b.checked = append(b.checked, p.page)
		} else {
			b.unreadable = append(b.unreadable, files[i].Path)
		}
	}
	for _, p := range b.in.Problems {
		if isPage(p.Path) {
			b.unreadable = append(b.unreadable, p.Path)
		}
	}
	if len(files) == 0 {
		b.result.Report.Add(diag.New(diag.NoContent, source.Span{Path: source.Content}))
	}
	return nil
}

func (b *build) parseFile(f *source.File) *parsed {
	data, ok := b.in.Data(f)
	if !ok { // it has changed since: the next build will see it
		return &parsed{found: problems([]source.Problem{{Path: f.Path, Kind: source.Unreadable, Err: fs.ErrNotExist}})}
	}
	parse := document.Parse
	if b.options.Preview {
		parse = document.ParseForPreview
	}
	doc, found := parse(&source.File{Path: f.Path, Data: data}, b.schema.value.Language(f.Path))
	page, more := b.schema.value.Check(doc, source.Text(data))
	if !b.options.KeepText {
		b.in.Release(f)
	}
	p := &parsed{hash: f.Hash, page: page, found: append(found, more...)}
	if page != nil { // else its name may be the finding
		p.found = append(p.found, unportable(f)...)
	}
	if !b.options.Once {
		p.head = bytes.Clone(document.Head(source.Text(data)))
	}
	return p
}

// declared is the print of what every task depends on.
func (b *build) declared() memo.Print {
	return memo.PrintOf(fmt.Appendf(b.schema.print[:len(b.schema.print):len(b.schema.print)], "%t %t %t", b.options.Drafts, b.options.Preview, b.broken()))
}

// locate finds a field in a file that has a finding. The next finding mostly lies in
// the same file, which is not read again for it.
func (b *build) locate(file, field string) source.Span {
	b.locating.Lock()
	defer b.locating.Unlock()
	if b.locator == nil || b.locator.Path() != file {
		var text []byte
		if p := b.pages[file]; p != nil {
			text = p.head
		}
		if text == nil {
			text = b.in.Text(file)
		}
		b.locator = document.NewLocator(file, text)
	}
	return b.locator.Value(field)
}
