package cli

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/engine"
	"wegweiser/generator/preview"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
	"wegweiser/generator/watch"
)

// session is a running preview.
type session struct {
	*Environment
	o        *options
	engine   *engine.Engine
	server   *preview.Server
	url      string // where a browser on this machine finds the preview
	snapshot *source.Snapshot
	findings map[string]bool // those that have been told
	changed  string          // what the last rebuild was for, in words
	gone     bool            // the hub could not be read last time
	day      calendar.Date   // of the last build
	zone     *time.Location  // the site's
	verified chan struct{}   // closed when the last build has been verified; nil if none is

	building sync.Mutex        // the engine is in use
	search   map[string][]byte // the files that a search of the last build loads; nil if nobody has asked yet
}

// searchFile returns a file that a search loads, as of the last build, or nil.
func (s *session) searchFile(path string) []byte {
	if !site.IsSearchFile(path) {
		return nil
	}
	s.building.Lock()
	defer s.building.Unlock()
	if s.search == nil {
		s.search = map[string][]byte{}
		_ = s.engine.SearchFiles(func(path string, data []byte) error {
			s.search[path] = data
			return nil
		})
	}
	return s.search[path]
}

// watch sends the hints of the watcher to rings.
func (s *session) watch(ctx context.Context, rings chan<- []string) error {
	o := watch.Options{Poll: s.o.poll, Refused: func(dir string, err error) {
		fmt.Fprintln(s.Stderr, say(s.o.lang, "watch-refused", dir, err.Error()))
	}}
	return watch.Run(ctx, s.o.root, []string{source.Content, source.Layouts, source.Static}, o, func(hints []string) {
		select {
		case rings <- hints:
		case <-ctx.Done():
		}
	})
}

// secondLook is how long after the last hint the whole hub is looked at, in case the
// system has told less than has happened.
const secondLook = 2 * time.Second

// follow builds again when something has changed or a new day has begun.
func (s *session) follow(ctx context.Context, rings <-chan []string) {
	day, later, unwatched := time.NewTimer(0), time.NewTimer(secondLook), time.NewTicker(secondLook)
	defer day.Stop()
	defer later.Stop()
	defer unwatched.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-day.C:
			if now := time.Now(); s.o.day.Zero() && s.zone != nil && calendar.Today(now, s.zone) != s.day {
				s.changed = say(s.o.lang, "new-day")
				s.rebuild(ctx, now)
			}
		case <-later.C:
			if start := time.Now(); s.look(nil, start) {
				s.rebuild(ctx, start)
			}
		case <-unwatched.C: // what a link leads to may lie where nobody watches
			if start := time.Now(); s.snapshot.Unwatched() && s.look([]string{}, start) {
				s.rebuild(ctx, start)
			}
		case hints := <-rings:
			if start := time.Now(); s.look(hints, start) {
				s.rebuild(ctx, start)
			}
			later.Reset(secondLook)
		}
		day.Reset(untilMidnight(time.Now(), s.zone))
	}
}

// untilMidnight is how long to wait before the day may be another: until the day
// ends in the site's time zone, but no longer than a minute, for the machine may
// sleep or its clock may be set.
func untilMidnight(now time.Time, zone *time.Location) time.Duration {
	if zone == nil {
		return time.Minute
	}
	y, m, d := now.In(zone).Date()
	midnight := time.Date(y, m, d+1, 0, 0, 0, 0, zone) // where there is none, some moment near it
	return min(max(time.Second, midnight.Sub(now)), time.Minute)
}

// look reads the hub again and reports whether there is something to build. While
// the hub cannot be read, what was built last stays.
func (s *session) look(hints []string, now time.Time) bool {
	in, err := s.snapshot.Again(hints, now)
	if err != nil {
		if !s.gone {
			notice := say(s.o.lang, "hub-gone", source.Content)
			fmt.Fprintln(s.Stderr, notice)
			s.server.Notice(notice)
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

// rebuild builds and publishes, and says so in one line.
func (s *session) rebuild(ctx context.Context, start time.Time) {
	s.awaitVerified()
	s.building.Lock()
	s.search = nil
	result, err := s.engine.Build(ctx, s.snapshot, s.buildOptions(start, s.server.StageFile), s.server.Stage)
	s.building.Unlock()
	if err != nil {
		s.server.Discard()
		if ctx.Err() == nil {
			s.fail(s.o.lang, err)
		}
		return
	}
	s.day, s.zone = result.Day, result.Zone
	if s.o.lang == "" {
		s.o.lang = messageLanguage(result.Language)
	}
	findings := result.Report.Resolve(s.snapshot.Text, s.o.lang, result.Checks)
	line := say(s.o.lang, "rebuilt", s.changed, plural(s.o.lang, "part", len(result.Rendered)), plural(s.o.lang, "page", result.Pages),
		seconds(s.o.lang, time.Since(start)), totals(s.o.lang, diag.Count(findings)))
	s.server.Publish(preview.Build{Result: result, Hub: s.snapshot, Findings: findings, Lang: s.o.lang, Line: line})
	if !s.o.quiet {
		fmt.Fprintln(s.Stdout, line)
	}
	s.tell(findings)
	if s.o.verify {
		s.verify(ctx, start, findings)
	}
}

func (s *session) buildOptions(now time.Time, copy func(string, *source.File) error) engine.Options {
	o := s.o.engineOptions(now)
	o.Preview, o.KeepText, o.Copy = true, s.o.verify, copy
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
		result, err := fresh.Build(ctx, in, s.buildOptions(now, noCopy), func(string, ...[]byte) error { return nil })
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
