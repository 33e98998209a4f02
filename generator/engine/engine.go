// Package engine builds a site from a snapshot of its inputs.
//
// In go a Snapshot and Options; out come the files of the site, handed to a
// Sink one by one as they are rendered, and a Result with everything that is
// to be said about them. Parse and Check are pure functions of a file and of the
// declarations, and every page is rendered on its own, so all of that runs in
// parallel; only linking sees the whole.
package engine

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"wegweiser/generator/asset"
	"wegweiser/generator/calendar"
	"wegweiser/generator/check"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/layout"
	"wegweiser/generator/render"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"

	"golang.org/x/sync/errgroup"
)

// Options are the inputs of a build that are not files.
type Options struct {
	Day     func(*schema.Schema) calendar.Date // the day to build for, in the site's time zone
	BaseURL string                             // takes the place of site.yaml's base_url unless ""
	Drafts  bool
	// Once says that this is the engine's last build: the bodies of pages are
	// dropped when they are rendered, which halves the memory of a large hub.
	Once bool
	// Progress, if not nil, is told how many of all pages are rendered. It is
	// called from several goroutines.
	Progress func(done, all int)
}

// Sink takes the files of the site, each in pieces. It is called from several
// goroutines, and the pieces are only valid until it returns. An error, such as
// a full disk, ends the build.
type Sink func(path string, pieces ...[]byte) error

// Result is what a build found out.
type Result struct {
	Report     diag.Report
	Checks     diag.Severities // from site.yaml
	Language   string          // the site's default language
	Day        calendar.Date
	Pages      int // published pages
	NextChange calendar.Date
}

// Engine builds snapshots of one hub. It keeps nothing between builds.
type Engine struct{}

// New returns an engine that has built nothing yet.
func New() *Engine { return &Engine{} }

// Build builds the whole site. The error is for the environment: the context
// has ended or the sink has failed.
func (e *Engine) Build(ctx context.Context, in *source.Snapshot, o Options, sink Sink) (Result, error) {
	b := build{ctx: ctx, in: in, options: o}
	b.load()
	if err := b.parse(); err != nil {
		return b.result, err
	}
	b.link()
	return b.result, b.render(sink)
}

// build is one run.
type build struct {
	ctx     context.Context
	in      *source.Snapshot
	options Options
	result  Result

	schema     *schema.Schema
	layouts    *layout.Set
	assets     *asset.Set
	pages      []*schema.Page
	unreadable []string // files of pages whose findings kept them out
	hub        *render.Hub
	broken     bool // layouts cannot be run
}

// load reads everything that is not a page.
func (b *build) load() {
	b.result.Report.Add(problems(b.in.Problems)...)
	b.result.Report.Add(refusedFiles(b.in.Files)...)
	var found []diag.Diagnostic
	b.schema, found = schema.Load(b.in.Files)
	b.result.Report.Add(found...)
	if b.options.BaseURL != "" {
		b.schema.Site.BaseURL = strings.TrimSuffix(b.options.BaseURL, "/")
	}
	b.layouts, found = layout.Load(b.in.Files)
	b.result.Report.Add(found...)
	b.broken = len(found) > 0
	b.assets = asset.Load(b.in.Files)
	b.result.Checks, b.result.Language = b.schema.Site.Checks, b.schema.Site.Languages[0].Code
}

// parse parses and checks all pages, each on its own.
func (b *build) parse() error {
	var files []*source.File
	for _, f := range b.in.Files {
		if strings.HasPrefix(f.Path, source.Content+"/") && path.Ext(f.Path) == ".md" {
			files = append(files, f)
		}
	}
	pages := make([]*schema.Page, len(files))
	found := make([][]diag.Diagnostic, len(files))
	err := each(b.ctx, len(files), func(i int) error {
		doc, ds := document.Parse(files[i])
		page, more := b.schema.Check(doc, source.Text(files[i].Data))
		pages[i], found[i] = page, append(ds, more...)
		b.in.Release(files[i])
		return nil
	})
	if err != nil {
		return err
	}
	for i, p := range pages {
		b.result.Report.Add(found[i]...)
		if p != nil {
			b.pages = append(b.pages, p)
		} else {
			b.unreadable = append(b.unreadable, files[i].Path)
		}
	}
	if len(files) == 0 {
		b.result.Report.Add(diag.New(diag.NoContent, source.Span{Path: source.Content}))
	}
	return nil
}

// link makes the site and checks it as a whole.
func (b *build) link() {
	b.result.Day = b.options.Day(b.schema)
	s, found := site.Link(site.Inputs{
		Schema: b.schema, Pages: b.pages, Files: b.siteFiles(), Unreadable: b.unreadable,
		Day: b.result.Day, Drafts: b.options.Drafts, Locate: b.locate,
	})
	b.result.Report.Add(found...)
	b.result.Report.Add(check.Site(s, b.layouts)...)
	b.result.Pages, b.result.NextChange = len(s.Pages), s.NextChange()
	b.hub = render.NewHub(s, b.layouts, b.assets)
}

// locate finds a field in a file that has a finding.
func (b *build) locate(file, field string) source.Span {
	return document.NewLocator(file, b.in.Text(file)).Value(field)
}

// siteFiles lists what pages can link to beside other pages.
func (b *build) siteFiles() []string {
	var files []string
	for _, f := range b.in.Files {
		if isAttachment(f) || strings.HasPrefix(f.Path, source.Static+"/") {
			files = append(files, f.Path)
		}
	}
	return files
}

// isAttachment reports whether a file lies beside the pages and is published as
// it is.
func isAttachment(f *source.File) bool { return besidePages(f.Path) && !refused(f) }

func besidePages(p string) bool {
	ext := path.Ext(p)
	return strings.HasPrefix(p, source.Content+"/") && ext != ".md" && ext != ".yaml"
}

// refused reports whether a file must not be published as it is: it could run
// in a browser, or is a page under a wrong name.
func refused(f *source.File) bool {
	ext := strings.ToLower(path.Ext(f.Path))
	return refusedKinds[ext] || ext == ".svg" && activeSVG.Match(f.Data)
}

var refusedKinds = map[string]bool{
	".html": true, ".htm": true, ".xhtml": true, ".xht": true, ".svgz": true, ".xml": true, ".xsl": true,
	".js": true, ".mjs": true, ".css": true, ".wasm": true, ".swf": true, ".php": true,
	".md": true, ".markdown": true, ".mdown": true, ".yaml": true, ".yml": true,
}

// activeSVG is what makes a drawing more than a picture once it is opened on its own.
var activeSVG = regexp.MustCompile(`(?i)<script|\son[a-z]+\s*=|javascript:|<foreignobject|<!entity`)

// refusedFiles reports the files beside the pages that are not published.
func refusedFiles(files []*source.File) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, f := range files {
		if besidePages(f.Path) && refused(f) {
			found = append(found, diag.New(diag.RefusedFile, source.Span{Path: f.Path}, "name", path.Base(f.Path)))
		}
	}
	return found
}

// task renders one or more files.
type task func(emit render.Emit) ([]diag.Diagnostic, error)

// render renders everything, in parallel, and hands it to the sink.
func (b *build) render(sink Sink) error {
	tasks := b.tasks()
	found := make([][]diag.Diagnostic, len(tasks))
	var done atomic.Int64
	err := each(b.ctx, len(tasks), func(i int) (err error) {
		found[i], err = tasks[i](render.Emit(sink))
		if b.options.Progress != nil {
			b.options.Progress(int(done.Add(1)), len(tasks))
		}
		return err
	})
	for _, ds := range found {
		b.result.Report.Add(ds...)
	}
	return err
}

// tasks lists what is to be rendered. Pages are checked in the same go, even if
// the layouts cannot be run.
func (b *build) tasks() []task {
	s := b.hub.Site
	var tasks []task
	for _, p := range sectionsLast(s.Pages) {
		tasks = append(tasks, func(emit render.Emit) ([]diag.Diagnostic, error) { return b.page(p, emit) })
	}
	for _, p := range s.Unpublished() {
		tasks = append(tasks, func(render.Emit) ([]diag.Diagnostic, error) { return check.Page(s, b.layouts, p), nil })
	}
	for _, f := range b.in.Files {
		if isAttachment(f) {
			tasks = append(tasks, file(strings.TrimPrefix(f.Path, source.Content+"/"), f.Data))
		}
	}
	for _, f := range b.assets.Files {
		tasks = append(tasks, file(f.Path, f.Data))
	}
	for _, t := range b.schema.Types {
		tasks = append(tasks, func(emit render.Emit) ([]diag.Diagnostic, error) { return nil, render.API(b.hub, t, emit) })
	}
	tasks = append(tasks, func(emit render.Emit) ([]diag.Diagnostic, error) { return nil, render.Sitemap(b.hub, emit) })
	if !b.broken {
		tasks = append(tasks, func(emit render.Emit) ([]diag.Diagnostic, error) { return render.NotFound(b.hub, emit) })
	}
	return tasks
}

// sectionsLast moves the pages that list a whole type to the end: they are
// large, and by then the bodies of the others may be gone.
func sectionsLast(pages []*site.Page) []*site.Page {
	pages = slices.Clone(pages)
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		switch {
		case a.View == nil && b.View != nil:
			return -1
		case a.View != nil && b.View == nil:
			return 1
		}
		return 0
	})
	return pages
}

func file(path string, data []byte) task {
	return func(emit render.Emit) ([]diag.Diagnostic, error) { return nil, emit(path, data) }
}

// page checks and renders a page and the redirects that lead to it.
func (b *build) page(p *site.Page, emit render.Emit) ([]diag.Diagnostic, error) {
	var found []diag.Diagnostic
	if p.Doc != nil {
		found = check.Page(b.hub.Site, b.layouts, p)
	}
	if b.broken {
		return found, nil
	}
	drawn, err := render.Page(b.hub, p, emit)
	if b.options.Once && p.Doc != nil {
		p.Doc.Body = document.Body{}
	}
	found = append(found, drawn...)
	for _, alias := range p.Texts("aliases") {
		if err == nil {
			drawn, err = render.Redirect(b.hub, p, alias, emit)
			found = append(found, drawn...)
		}
	}
	return found, err
}

// each runs f for 0 … n-1, as many at a time as there are processors, until one
// fails or the context ends.
func each(ctx context.Context, n int, f func(i int) error) error {
	var next atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return ctx.Err()
				}
				if err := f(i); err != nil {
					return err
				}
			}
		})
	}
	return g.Wait()
}

var problemCodes = map[source.ProblemKind]diag.Code{
	source.Unreadable:  diag.FileUnreadable,
	source.TooLarge:    diag.FileTooLarge,
	source.Escapes:     diag.LinkEscapes,
	source.LinkedDir:   diag.LinkedDirectory,
	source.Irregular:   diag.IrregularFile,
	source.NotAFile:    diag.DirectoryAsFile,
	source.ClashByForm: diag.NameClash,
}

// problems turns what could not be read into findings.
func problems(list []source.Problem) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, p := range list {
		d := diag.New(problemCodes[p.Kind], source.Span{Path: p.Path})
		switch p.Kind {
		case source.Unreadable:
			d.Args = []diag.Arg{{Name: "path", Value: p.Path}, {Name: "reason", Value: reason(p.Err)}}
		case source.TooLarge:
			d.Args = []diag.Arg{{Name: "limit", Value: fmt.Sprintf("%d MB", source.Limit(p.Path)>>20)}}
		}
		found = append(found, d)
	}
	return found
}
