package engine

import (
	"errors"
	"slices"
	"sort"
	"strings"
	"sync/atomic"

	"wegweiser/generator/ask"
	"wegweiser/generator/asset"
	"wegweiser/generator/check"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/memo"
	"wegweiser/generator/render"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// task renders one or more files. What it makes depends on what it asks, and on
// print where it asks nothing.
type task struct {
	name  string
	file  string // of the page that it is about, or ""
	print memo.Print
	run   func(b *build, h *render.Hub, emit render.Emit) ([]diag.Diagnostic, error)

	output, copied string // instead of run: the output that is a copy of an input file, and the file
}

// made is what a task has made: its findings and the prints of its files.
type made struct {
	file  string
	print memo.Print
	trace *ask.Trace
	found []diag.Diagnostic
	files []output
}

type output struct {
	path  string
	print memo.Print
}

// render runs the tasks that are out of date, in parallel, and hands the files
// that have changed to the sink.
func (b *build) render(sink Sink) error {
	tasks := b.tasks()
	results := make([]*made, len(tasks))
	reasons := make([]*Rendered, len(tasks))
	if b.options.Once {
		b.parts = render.NewParts(nil)
	}
	var done atomic.Int64
	err := each(b.ctx, len(tasks), func(i int) (err error) {
		if results[i], reasons[i] = b.recall(tasks[i]); reasons[i] != nil {
			results[i], err = b.run(tasks[i], sink)
		}
		if b.options.Progress != nil {
			b.options.Progress(int(done.Add(1)), len(tasks))
		}
		return err
	})
	if err != nil {
		return err
	}
	if b.options.Once {
		b.parts = nil // the memory is needed for what follows
	}
	if b.findable != nil && !b.broken() {
		if err := b.findable.write(b.world.Site, func(path string, data []byte) error { return sink(path, data) }); err != nil {
			return err
		}
	}
	for i, m := range results {
		b.result.Report.Add(m.found...)
		if reasons[i] != nil && !b.options.Once {
			b.result.Rendered = append(b.result.Rendered, *reasons[i])
		}
	}
	b.keep(tasks, results)
	return nil
}

// recall returns what a task made in an earlier build, or why it must run again.
func (b *build) recall(t task) (*made, *Rendered) {
	old := b.done[t.name]
	if old == nil || old.print != t.print {
		return nil, &Rendered{Task: t.name}
	}
	if q, stale := b.asker.Stale(old.trace); stale {
		kind, name := ask.Reason(q)
		return nil, &Rendered{t.name, kind, name}
	}
	return old, nil
}

func (b *build) run(t task, sink Sink) (*made, error) {
	if t.run == nil {
		return b.copy(t, sink)
	}
	if b.options.Once {
		found, err := t.run(b, render.NewHub(ask.NewReader(b.world, nil), b.parts), render.Emit(sink))
		return &made{found: found}, err
	}
	m := &made{file: t.file, print: t.print}
	notes := b.asker.Record()
	var err error
	m.found, err = t.run(b, render.NewHub(ask.NewReader(b.world, notes), b.parts), func(path string, pieces ...[]byte) error {
		print := memo.PrintOf(pieces...)
		m.files = append(m.files, output{path, print})
		if last, ok := b.outputs[path]; ok && last == print {
			return nil
		}
		return sink(path, pieces...)
	})
	m.trace = notes.Trace()
	return m, err
}

// copy hands on a file that is published as it is. If it has changed since it was read,
// the next build will see it.
func (b *build) copy(t task, sink Sink) (*made, error) {
	m := &made{print: t.print, trace: b.asker.Record().Trace(), files: []output{{t.output, t.print}}}
	if last, ok := b.outputs[t.output]; ok && last == t.print {
		return m, nil
	}
	f := b.in.File(t.copied)
	err := b.handOver(t.output, f, sink)
	if errors.Is(err, source.ErrChanged) {
		return &made{trace: m.trace, found: problems([]source.Problem{{Path: f.Path, Kind: source.Unreadable, Err: err}})}, nil
	}
	return m, err
}

func (b *build) handOver(path string, f *source.File, sink Sink) error {
	if b.options.Copy != nil {
		return b.options.Copy(path, f)
	}
	data, ok := b.in.Data(f)
	if !ok {
		return source.ErrChanged
	}
	return sink(path, data)
}

// keep remembers what the tasks have made, and notes which files are gone.
func (b *build) keep(tasks []task, results []*made) {
	if b.options.Once {
		return
	}
	if b.done == nil {
		b.done, b.outputs = make(map[string]*made, len(tasks)), map[string]memo.Print{}
	}
	var former []Removed // of tasks that have run again or are no more
	known := 0
	for i, t := range tasks {
		old := b.done[t.name]
		if old != nil {
			known++
			if old != results[i] {
				former = append(former, old.removed()...)
			}
		}
	}
	if known < len(b.done) {
		former = append(former, b.forget(tasks)...)
	}
	for _, f := range former {
		delete(b.outputs, f.Path)
	}
	for i, t := range tasks {
		if b.done[t.name] != results[i] {
			b.done[t.name] = results[i]
			for _, f := range results[i].files {
				b.outputs[f.path] = f.print
			}
		}
	}
	for _, f := range former {
		if _, still := b.outputs[f.Path]; !still {
			b.result.Removed = append(b.result.Removed, f)
		}
	}
	slices.SortFunc(b.result.Removed, func(a, b Removed) int { return strings.Compare(a.Path, b.Path) })
}

// removed is what is gone if nothing makes the files of m any more.
func (m *made) removed() []Removed {
	var files []Removed
	for _, f := range m.files {
		files = append(files, Removed{f.path, m.file})
	}
	return files
}

// forget drops what was made by tasks that are no more, and returns their files.
func (b *build) forget(tasks []task) []Removed {
	names := make(map[string]bool, len(tasks))
	for _, t := range tasks {
		names[t.name] = true
	}
	var files []Removed
	for name, m := range b.done {
		if !names[name] {
			files = append(files, m.removed()...)
			delete(b.done, name)
		}
	}
	return files
}

// Difference lists the files that the last builds of two engines made differently,
// sorted.
func (e *Engine) Difference(other *Engine) []string {
	var different []string
	for path, print := range e.outputs {
		if other.outputs[path] != print {
			different = append(different, path)
		}
	}
	for path := range other.outputs {
		if _, ok := e.outputs[path]; !ok {
			different = append(different, path)
		}
	}
	sort.Strings(different)
	return different
}

// sweepEvery is the number of builds after which what nobody needs is dropped. To look
// for it takes as long as an edit does.
const sweepEvery = 50

// sweep drops the answers and parts that no task uses any more.
func (b *build) sweep() {
	if b.builds++; b.builds%sweepEvery != 0 {
		return
	}
	used := memo.Used(b.traces)
	b.parts.Forget(used)
	b.asker.Forget(used)
}

// traces visits what the tasks have asked.
func (b *build) traces(yield func(*ask.Trace) bool) {
	for _, m := range b.done {
		if m.trace != nil && !yield(m.trace) {
			return
		}
	}
}

// tasks lists what is to be rendered. Pages are checked in the same go, even if
// the layouts cannot be run.
func (b *build) tasks() []task {
	s := b.world.Site
	tasks := slices.Clone(b.linked.tasks)
	for _, f := range b.attachments.value {
		if s.Owner(site.FileURL(f.Path)) == f.Path {
			tasks = append(tasks, attachment(strings.TrimPrefix(f.Path, source.Content+"/"), f))
		}
	}
	for _, f := range b.assets.value.Files {
		switch {
		case s.Owner(site.FileURL(f.Source)) != f.Source: // a finding of its own
		case hasRoom(s, f):
			tasks = append(tasks, assetTask(f))
		default:
			b.result.Report.Add(diag.New(diag.DuplicateURL, source.Span{Path: f.Source}, "url", "/"+f.Path))
		}
	}
	for _, t := range b.schema.value.Types {
		tasks = append(tasks, task{name: "api " + t.Name, run: func(_ *build, h *render.Hub, emit render.Emit) ([]diag.Diagnostic, error) {
			return nil, render.API(h, t, emit)
		}}, task{name: "schema " + t.Name, run: func(_ *build, h *render.Hub, emit render.Emit) ([]diag.Diagnostic, error) {
			return nil, render.APISchema(h, t, emit)
		}})
	}
	tasks = append(tasks, task{name: "index", run: func(_ *build, h *render.Hub, emit render.Emit) ([]diag.Diagnostic, error) {
		return nil, render.APIIndex(h, emit)
	}})
	tasks = append(tasks, task{name: "sitemap", run: func(_ *build, h *render.Hub, emit render.Emit) ([]diag.Diagnostic, error) {
		return nil, render.Sitemap(h, emit)
	}}, task{name: "feed", run: func(_ *build, h *render.Hub, emit render.Emit) ([]diag.Diagnostic, error) {
		return nil, render.Feed(h, emit)
	}})
	if !b.broken() {
		tasks = append(tasks, task{name: "not found", run: func(_ *build, h *render.Hub, emit render.Emit) ([]diag.Diagnostic, error) {
			return render.NotFound(h, emit)
		}})
		tasks = append(tasks, searchTasks(s)...)
	}
	return tasks
}

// pageTasks lists what is to be done for pages, as long as the site keeps its shape.
func pageTasks(s *site.Site) []task {
	var tasks []task
	for _, p := range sectionsLast(s.Pages) {
		tasks = append(tasks, task{name: "page " + p.Key(), file: p.File(), run: func(b *build, h *render.Hub, emit render.Emit) ([]diag.Diagnostic, error) {
			return b.page(h, p, emit)
		}})
	}
	for _, p := range s.Unpublished() {
		tasks = append(tasks, task{name: "check " + p.Key(), run: func(_ *build, h *render.Hub, _ render.Emit) ([]diag.Diagnostic, error) {
			return check.Page(h.Reader, p), nil
		}})
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

func attachment(path string, f *source.File) task {
	print := memo.PrintOf(f.Hash[:])
	if f.OnDisk() {
		return copyTask(path, f.Path, print)
	}
	return file(path, f.Data, print)
}

func assetTask(f asset.File) task {
	if f.OnDisk {
		return copyTask(f.Path, f.Source, f.Print)
	}
	return file(f.Path, f.Data, f.Print)
}

func copyTask(path, from string, print memo.Print) task {
	return task{name: "file " + path, print: print, output: path, copied: from}
}

func file(path string, data []byte, print memo.Print) task {
	return task{name: "file " + path, print: print, run: func(_ *build, _ *render.Hub, emit render.Emit) ([]diag.Diagnostic, error) {
		return nil, emit(path, data)
	}}
}

// page checks and renders a page and the redirects that lead to it.
func (b *build) page(h *render.Hub, p *site.Page, emit render.Emit) ([]diag.Diagnostic, error) {
	var found []diag.Diagnostic
	if p.Doc != nil {
		found = check.Page(h.Reader, p)
	}
	if b.broken() {
		return found, nil
	}
	drawn, err := render.Page(h, p, emit)
	if b.findable != nil {
		b.findable.add(h, p)
	}
	if b.options.Once && p.Doc != nil {
		p.Doc.Body = document.Body{}
	}
	found = append(found, drawn...)
	for _, alias := range p.Texts("aliases") {
		if err == nil {
			drawn, err = render.Redirect(h, p, alias, emit)
			found = append(found, drawn...)
		}
	}
	return found, err
}
