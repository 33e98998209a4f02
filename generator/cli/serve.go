package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"time"

	"wegweiser/generator/diag"
	"wegweiser/generator/engine"
	"wegweiser/generator/preview"
	"wegweiser/generator/source"
	"wegweiser/generator/watch"

	"github.com/spf13/pflag"
)

func serveFlags(f *pflag.FlagSet, o *options) {
	checkFlags(f, o)
	f.StringVar(&o.addr, "addr", "127.0.0.1:4000", "")
	f.DurationVar(&o.poll, "poll", 0, "")
	f.Lookup("poll").NoOptDefVal = time.Second.String()
	f.StringVar(&o.editor, "editor", "vscode", "")
	f.BoolVar(&o.verify, "verify", false, "")
	o.drafts = true // an editor wants to see them
}

// editors are the address schemes by which programs open a file at a line.
var editors = map[string]string{
	"vscode": "vscode://file%s:%d:%d",
	"cursor": "cursor://file%s:%d:%d",
	"zed":    "zed://file%s:%d:%d",
	"idea":   "idea://open?file=%s&line=%d&column=%d",
	"none":   "",
}

// opener returns what opens a file of the hub in the editor; nil for none.
func (o *options) opener() func(path string, line, col int) string {
	scheme := editors[o.editor]
	root, err := filepath.Abs(o.root)
	if scheme == "" || err != nil {
		return nil
	}
	return func(path string, line, col int) string {
		full := "/" + strings.TrimPrefix(filepath.ToSlash(filepath.Join(root, path)), "/")
		return fmt.Sprintf(scheme, (&url.URL{Path: full}).EscapedPath(), line, col)
	}
}

// session is a running preview.
type session struct {
	*Environment
	o        *options
	engine   *engine.Engine
	server   *preview.Server
	snapshot *source.Snapshot
	findings map[string]bool // those that have been told
	changed  string          // what the last rebuild was for, in words
	gone     bool            // the hub could not be read last time
	verified chan struct{}   // closed when the last build has been verified; nil if none is
}

// runServe serves a preview until it is interrupted.
func runServe(ctx context.Context, e *Environment, o *options, args []string) int {
	if code := o.validate(e, args); code != exitFine {
		return code
	}
	if _, known := editors[o.editor]; !known {
		return e.usage(o.lang, "bad-value", o.editor, "editor", "vscode, cursor, zed, idea, none")
	}
	in, code := e.read(o)
	if in == nil {
		return code
	}
	listener, err := net.Listen("tcp", o.addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return e.usage(o.lang, "addr-in-use", o.addr)
	case err != nil:
		return e.usage(o.lang, "bad-value", o.addr, "addr", "127.0.0.1:4000")
	}
	o.addr = listener.Addr().String()
	if o.baseURL == "" {
		o.baseURL = "http://" + o.addr
	}
	s := &session{Environment: e, o: o, engine: engine.New(), snapshot: in}
	return s.run(ctx, listener)
}

// run builds, serves and builds again whenever something may have changed.
func (s *session) run(ctx context.Context, listener net.Listener) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	host, _, _ := net.SplitHostPort(s.o.addr)
	s.server = preview.New(preview.Options{Hosts: []string{host}, Editor: s.o.opener()})
	next := s.rebuild(ctx, time.Now())

	web := &http.Server{
		Handler: s.server, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10,
		ErrorLog: log.New(io.Discard, "", 0), // what browsers do wrong is no news
	}
	ended := make(chan error, 2)
	go func() { ended <- web.Serve(listener) }()
	fmt.Fprintln(s.Stdout, say(s.o.lang, "serving", "http://"+s.o.addr+"/", "http://"+s.o.addr+"/_wegweiser/"))

	rings := make(chan []string)
	go func() {
		ended <- watch.Run(ctx, s.o.root, []string{source.Content, source.Layouts, source.Static}, watch.Options{
			Poll: s.o.poll,
			Refused: func(dir string, err error) {
				fmt.Fprintln(s.Stderr, say(s.o.lang, "watch-refused", dir, err.Error()))
			},
		}, func(hints []string) {
			select {
			case rings <- hints:
			case <-ctx.Done():
			}
		})
	}()
	midnight := time.NewTimer(time.Until(next))
	defer midnight.Stop()
	code, running := exitFine, 2
	for ctx.Err() == nil && running == 2 {
		select {
		case <-ctx.Done():
		case err := <-ended:
			code, running = s.fail(s.o.lang, err), 1
		case <-midnight.C:
			s.changed = say(s.o.lang, "new-day")
			next = s.rebuild(ctx, time.Now())
		case hints := <-rings:
			start := time.Now()
			if s.look(hints, start) {
				next = s.rebuild(ctx, start)
			}
		}
		midnight.Reset(time.Until(next))
	}
	cancel()
	_ = web.Close() // nothing is to be written: the site is in memory
	for range running {
		<-ended
	}
	s.awaitVerified()
	return code
}

// look reads the hub again and reports whether there is something to build. While
// the hub cannot be read, what was built last stays.
func (s *session) look(hints []string, now time.Time) bool {
	in, err := s.snapshot.Again(hints, now)
	if err != nil {
		if !s.gone {
			fmt.Fprintln(s.Stderr, say(s.o.lang, "hub-gone", source.Content))
		}
		s.gone = true
		return false
	}
	changed := in.Changed(s.snapshot)
	s.changed = first(s.o.lang, changed)
	again := s.gone || len(changed) > 0
	s.gone, s.snapshot = false, in
	return again
}

// first names the first of some files and how many more there are.
func first(lang string, files []string) string {
	switch len(files) {
	case 0:
		return ""
	case 1:
		return files[0]
	}
	return say(lang, "and-more", files[0], plural(lang, "file", len(files)-1))
}

// rebuild builds and publishes, says so in one line and returns when the day ends.
func (s *session) rebuild(ctx context.Context, start time.Time) time.Time {
	s.awaitVerified()
	result, err := s.engine.Build(ctx, s.snapshot, s.buildOptions(start), s.server.Stage)
	if err != nil {
		s.server.Discard()
		if ctx.Err() == nil {
			s.fail(s.o.lang, err)
		}
		return start.Add(time.Minute)
	}
	if s.o.lang == "" {
		s.o.lang = messageLanguage(result.Language)
	}
	findings := result.Report.Resolve(s.snapshot.Text, s.o.lang, result.Checks)
	line := say(s.o.lang, "rebuilt", s.changed, plural(s.o.lang, "part", len(result.Rendered)), plural(s.o.lang, "page", result.Pages),
		seconds(s.o.lang, time.Since(start)), totals(s.o.lang, diag.Count(findings)))
	s.server.Publish(preview.Build{Result: result, Findings: findings, Lang: s.o.lang, Line: line})
	if !s.o.quiet {
		fmt.Fprintln(s.Stdout, line)
	}
	s.tell(findings)
	if s.o.verify {
		s.verify(ctx, start, findings)
	}
	return midnightAfter(start, result.Zone)
}

func (s *session) buildOptions(now time.Time) engine.Options {
	o := s.o.engineOptions(now)
	o.Preview, o.KeepText = true, s.o.verify
	return o
}

// tell prints the findings that are new, and how many are gone.
func (s *session) tell(findings []diag.Finding) {
	before := s.findings
	s.findings = map[string]bool{}
	var fresh []diag.Finding
	for _, f := range findings {
		// Findings move up and down with the text around them.
		key := strings.Join([]string{f.Path, string(f.Code), f.Message, f.Excerpt}, "\x00")
		if !before[key] && !s.findings[key] {
			fresh = append(fresh, f)
		}
		s.findings[key] = true
		delete(before, key)
	}
	if err := diag.Text(s.Stderr, fresh, s.o.lang, s.Terminal && !s.NoColor); err != nil {
		s.fail(s.o.lang, err)
	}
	if mended := len(before); mended > 0 && !s.o.quiet {
		fmt.Fprintln(s.Stdout, say(s.o.lang, "mended", plural(s.o.lang, "finding", mended)))
	}
}

// verify builds the same snapshot from nothing, while the editor goes on reading,
// and reports a difference as what it is: a fault of this program.
func (s *session) verify(ctx context.Context, now time.Time, findings []diag.Finding) {
	done, in := make(chan struct{}), s.snapshot
	s.verified = done
	go func() {
		defer close(done)
		fresh := engine.New()
		result, err := fresh.Build(ctx, in, s.buildOptions(now), func(string, ...[]byte) error { return nil })
		if err != nil {
			return // interrupted
		}
		different := s.engine.Difference(fresh)
		if !reflect.DeepEqual(findings, result.Report.Resolve(in.Text, s.o.lang, result.Checks)) {
			different = append(different, "findings")
		}
		if len(different) > 0 {
			fmt.Fprintln(s.Stderr, say(s.o.lang, "not-verified", strings.Join(different, ", ")))
		}
	}()
}

// awaitVerified waits until nobody looks at the last build any more.
func (s *session) awaitVerified() {
	if s.verified != nil {
		<-s.verified
	}
}

// midnightAfter is when the day after now begins in the site's time zone.
func midnightAfter(now time.Time, zone *time.Location) time.Time {
	y, m, d := now.In(zone).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, zone)
}
