package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/engine"
	"wegweiser/generator/publish"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"

	"github.com/spf13/pflag"
)

// options are the flags of all commands.
type options struct {
	root, out, asOf, baseURL, lang, format string
	drafts, strict, quiet                  bool

	addr, editor string // serve
	poll         time.Duration
	open, verify bool

	day calendar.Date // parsed asOf
}

func rootFlags(f *pflag.FlagSet, o *options) { f.StringVar(&o.root, "root", ".", "") }

// siteFlags say what is built.
func siteFlags(f *pflag.FlagSet, o *options) {
	rootFlags(f, o)
	f.StringVar(&o.asOf, "as-of", "", "")
	f.StringVar(&o.baseURL, "base-url", "", "")
	f.BoolVar(&o.drafts, "drafts", false, "")
	f.BoolVar(&o.quiet, "quiet", false, "")
	o.format = "text"
}

func checkFlags(f *pflag.FlagSet, o *options) {
	siteFlags(f, o)
	f.StringVar(&o.format, "format", o.format, "")
	f.BoolVar(&o.strict, "strict", false, "")
}

func buildFlags(f *pflag.FlagSet, o *options) {
	checkFlags(f, o)
	f.StringVar(&o.out, "out", "", "")
}

// runBuild builds the site into --out, all of it or nothing.
func runBuild(ctx context.Context, e *Environment, o *options, args []string) int {
	if code := o.validate(e, args); code != exitFine {
		return code
	}
	if o.out == "" {
		o.out = filepath.Join(o.root, "public")
	}
	if folder := o.outAmongInputs(); folder != "" {
		return e.usage(o.lang, "out-in-inputs", o.out, folder)
	}
	start := time.Now()
	defer debug.SetGCPercent(debug.SetGCPercent(buildGC))
	in, code := e.read(o)
	if in == nil {
		return code
	}
	out, err := publish.Open(o.out)
	if err != nil {
		return e.fail(o.lang, err)
	}
	result, err := e.build(ctx, in, o, true, func(path string, pieces ...[]byte) error {
		_ = out.Stage(path, pieces...) // Commit returns it; until then findings are still found
		return nil
	}, copyInto(out, in))
	if err != nil {
		return e.abandon(o, out, err)
	}
	if o.failed(e.findings(in, o, &result)) {
		return e.abandon(o, out, nil)
	}
	stats, err := out.Commit()
	if err != nil {
		return e.abandon(o, out, err)
	}
	if !o.quiet {
		e.summary(o, result, stats, time.Since(start))
	}
	return exitFine
}

// buildGC has memory collected when it has grown by so many percent, where Go's own
// choice is 100: a fifth less memory for a large hub, for hardly more time.
const buildGC = 60

// copyInto copies files into a publication. Commit returns what goes wrong there.
func copyInto(out *publish.Publication, in *source.Snapshot) func(string, *source.File) error {
	return func(path string, f *source.File) (changed error) {
		_ = out.StageFile(path, int64(f.Size), f.Hash, func(w io.Writer) error {
			err := in.Copy(w, f)
			if errors.Is(err, source.ErrChanged) {
				changed = err
			}
			return err
		})
		return changed
	}
}

// noCopy is for builds of which nothing is kept.
func noCopy(string, *source.File) error { return nil }

// abandon leaves the output as it was, and says why nothing was published.
func (e *Environment) abandon(o *options, out *publish.Publication, cause error) int {
	if err := out.Abort(); err != nil {
		e.fail(o.lang, err)
	}
	if cause != nil {
		return e.fail(o.lang, cause)
	}
	if !o.quiet {
		fmt.Fprintln(e.Stderr, say(o.lang, "nothing-published", o.out))
	}
	return exitFindings
}

// runCheck reports all findings and writes nothing.
func runCheck(ctx context.Context, e *Environment, o *options, args []string) int {
	if code := o.validate(e, args); code != exitFine {
		return code
	}
	in, code := e.read(o)
	if in == nil {
		return code
	}
	result, err := e.build(ctx, in, o, false, func(string, ...[]byte) error { return nil }, noCopy)
	if err != nil {
		return e.fail(o.lang, err)
	}
	counts := e.findings(in, o, &result)
	if !o.quiet && o.format == "text" {
		fmt.Fprintln(e.Stdout, say(o.lang, "checked", plural(o.lang, "page", result.Pages), totals(o.lang, counts)))
		leftOut(e.Stdout, o.lang, result.LeftOut)
	}
	if o.failed(counts) {
		return exitFindings
	}
	return exitFine
}

// read takes a snapshot of the hub; nil and an exit code if there is none.
func (e *Environment) read(o *options) (*source.Snapshot, int) {
	in, err := source.Read(o.root, templates(e.Files))
	switch {
	case errors.Is(err, source.ErrNoContent):
		return nil, e.usage(o.lang, "no-hub", absolute(o.root), source.Content)
	case err != nil:
		return nil, e.fail(o.lang, err)
	}
	return in, exitFine
}

var formats = []string{"text", "json", "sarif", "github"}

// validate checks the values of the flags.
func (o *options) validate(e *Environment, args []string) int {
	lang := o.lang
	switch {
	case len(args) > 0:
		return e.usage(lang, "too-many-arguments", args[0])
	case o.baseURL != "" && !schema.ValidBaseURL(o.baseURL):
		return e.usage(lang, "bad-value", o.baseURL, "base-url", "https://www.example.org")
	case !slices.Contains(formats, o.format):
		return e.usage(lang, "bad-value", o.format, "format", strings.Join(formats, ", "))
	}
	if o.asOf != "" {
		d, err := calendar.Parse(o.asOf)
		if err != nil || d.Day == 0 {
			return e.usage(lang, "bad-value", o.asOf, "as-of", "2026-12-31")
		}
		o.day = d
	}
	return exitFine
}

// outAmongInputs returns an input folder that the output lies in or would hold,
// or "": a build must not read what an earlier one wrote, nor overwrite sources.
func (o *options) outAmongInputs() string {
	out := resolved(o.out)
	for _, folder := range []string{source.Content, source.Layouts, source.Static} {
		in := filepath.Join(o.root, folder)
		if holds(resolved(in), out) || holds(out, resolved(in)) {
			return in
		}
	}
	return ""
}

// resolved is the absolute path without symlinks, as far as it exists.
func resolved(p string) string {
	abs, err := filepath.Abs(p)
	if err != nil {
		return p
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil || abs == filepath.Dir(abs) {
		return cmp.Or(real, abs)
	}
	return filepath.Join(resolved(filepath.Dir(abs)), filepath.Base(abs))
}

// holds reports whether p is dir or lies in it; both are absolute.
func holds(dir, p string) bool {
	rel, err := filepath.Rel(dir, p)
	return err == nil && filepath.IsLocal(rel)
}

// templates are the embedded files that a hub need not have itself. The content
// types are not among them: what a hub declares, it declares.
func templates(files fs.FS) fs.FS { return only{files, []string{source.Layouts, source.Static}} }

// build runs the engine and fills in the language of the messages.
// search says that what is built is to be searched.
func (e *Environment) build(ctx context.Context, in *source.Snapshot, o *options, search bool, sink engine.Sink, copy func(string, *source.File) error) (engine.Result, error) {
	p := newProgress(e, o)
	defer p.clear()
	eo := o.engineOptions(e.Now)
	eo.Once, eo.Search, eo.Progress, eo.Copy = true, search, p.show, copy
	result, err := engine.New().Build(ctx, in, eo, sink)
	if o.lang == "" {
		o.lang = messageLanguage(result.Language)
	}
	return result, err
}

// engineOptions are the options of a build that starts now.
func (o *options) engineOptions(now time.Time) engine.Options {
	return engine.Options{
		Day: func(s *schema.Schema) calendar.Date {
			if !o.day.Zero() {
				return o.day
			}
			return calendar.Today(now, s.Site.TimeZone)
		},
		BaseURL: o.baseURL, Drafts: o.drafts,
	}
}

func messageLanguage(site string) string {
	if site == "en" {
		return "en"
	}
	return "de"
}

// findings prints the report in the chosen format: for people on stderr, for
// programs on stdout.
func (e *Environment) findings(in *source.Snapshot, o *options, result *engine.Result) diag.Counts {
	found := result.Report.Resolve(in.Text, o.lang, result.Checks)
	var err error
	switch o.format {
	case "json":
		err = diag.JSON(e.Stdout, found)
	case "sarif":
		err = diag.SARIF(e.Stdout, found, o.lang)
	case "github":
		err = diag.GitHub(e.Stdout, found)
	default:
		err = diag.Text(e.Stderr, found, o.lang, e.Terminal && !e.NoColor)
	}
	if err != nil {
		e.fail(o.lang, err)
	}
	return diag.Count(found)
}

// failed reports whether findings keep the site from being published.
func (o *options) failed(c diag.Counts) bool {
	return c.Errors > 0 || o.strict && c.Warnings+c.Infos > 0
}

// progress shows on a terminal how far a build is that takes longer than a moment.
type progress struct {
	mu    sync.Mutex
	w     io.Writer // nil: show nothing
	lang  string
	next  time.Time
	shown bool
}

func newProgress(e *Environment, o *options) *progress {
	p := &progress{lang: o.lang, next: time.Now().Add(500 * time.Millisecond)}
	if e.Terminal && !o.quiet && o.format == "text" {
		p.w = e.Stderr
	}
	return p
}

func (p *progress) show(done, all int) {
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); now.After(p.next) {
		p.next, p.shown = now.Add(100*time.Millisecond), true
		fmt.Fprintf(p.w, "\r%s", say(p.lang, "progress", strconv.Itoa(done), strconv.Itoa(all)))
	}
}

func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// only shows some folders of a file system.
type only struct {
	fs.FS
	folders []string
}

// ReadDir lists the shown folders at the top and everything below them.
func (o only) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	if name != "." || err != nil {
		return entries, err
	}
	var shown []fs.DirEntry
	for _, e := range entries {
		for _, f := range o.folders {
			if e.Name() == f {
				shown = append(shown, e)
			}
		}
	}
	return shown, nil
}
