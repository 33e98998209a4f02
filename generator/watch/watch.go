// Package watch is a doorbell: it says that something below some folders may have
// changed, and nothing more.
//
// What the operating system tells about changes is not to be trusted: editors
// save by renaming, network drives tell nothing, a flood of events is cut off. So
// a ring carries the paths that were named only as a hint to read them anew; the
// listener compares the tree with what it knows. Where folders cannot be watched
// they are polled: then the bell rings at intervals, with no hint.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Options say how to watch.
type Options struct {
	// Poll, if not 0, is the interval at which to ring instead of watching, as
	// network drives need.
	Poll time.Duration
	// Refused, if not nil, is told once why a folder cannot be watched; from then on
	// all folders are polled as well.
	Refused func(dir string, err error)
}

const (
	// quiet is how long nothing may happen before the bell rings.
	quiet = 10 * time.Millisecond
	// patience is how long the bell may be put off while things go on happening.
	patience = 250 * time.Millisecond
	// fallback is the interval of polling where watching was refused.
	fallback = 2 * time.Second
)

// Run watches the folders below root, which need not exist, until the context
// ends. ring is called, from one goroutine, as soon as the folders are watched and
// from then on whenever something may have changed; hints are paths relative to
// root, slash-separated, and nil stands for anywhere. The error is for a root
// without an absolute path.
func Run(ctx context.Context, root string, folders []string, o Options, ring func(hints []string)) error {
	root, err := filepath.Abs(root) // so that events name paths as they are put together here
	if err != nil {
		return fmt.Errorf("watch: %w", err)
	}
	w := &watcher{root: root, folders: folders, options: o}
	if o.Poll == 0 {
		if w.events, err = fsnotify.NewWatcher(); err != nil {
			w.refuse(root, err)
		} else {
			defer w.events.Close()
			w.add(root, false)
			w.rescan()
		}
	}
	ring(nil) // for what has changed before
	w.run(ctx, ring)
	return nil
}

type watcher struct {
	root    string
	folders []string
	options Options
	events  *fsnotify.Watcher // nil if there is none: only poll
	refused bool
}

// add watches a folder and, if deep, those in it. What does not exist (any more)
// is no error: its parent will tell when it is there.
func (w *watcher) add(dir string, deep bool) {
	switch err := w.events.Add(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return
	case err != nil:
		w.refuse(dir, err)
	}
	if !deep {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.refuse(dir, err)
	}
	for _, e := range entries {
		if e.IsDir() {
			w.add(filepath.Join(dir, e.Name()), true)
		}
	}
}

func (w *watcher) refuse(dir string, err error) {
	if !w.refused && w.options.Refused != nil {
		w.options.Refused(dir, err)
	}
	w.refused = true
}

// pending is what has happened since the bell rang last.
type pending struct {
	hints    map[string]bool
	anywhere bool
	since    time.Time // of the first; zero if nothing has happened
}

func (p *pending) note(hint string) {
	if p.since.IsZero() {
		p.since = time.Now()
	}
	if hint == "" {
		p.anywhere = true
	} else {
		p.hints[hint] = true
	}
}

// wait is how long to wait for quiet.
func (p *pending) wait() time.Duration {
	return max(0, min(quiet, patience-time.Since(p.since)))
}

func (p *pending) take() []string {
	var hints []string
	if !p.anywhere {
		hints = make([]string, 0, len(p.hints))
		for h := range p.hints {
			hints = append(hints, h)
		}
	}
	*p = pending{hints: map[string]bool{}}
	return hints
}

func (w *watcher) run(ctx context.Context, ring func([]string)) {
	p := pending{hints: map[string]bool{}}
	bell := time.NewTimer(time.Hour)
	bell.Stop()
	var happened <-chan fsnotify.Event
	var failed <-chan error
	if w.events != nil {
		happened, failed = w.events.Events, w.events.Errors
	}
	var poll <-chan time.Time
	for {
		if interval := w.interval(); interval > 0 && poll == nil {
			ticker := time.NewTicker(interval)
			defer ticker.Stop()
			poll = ticker.C
		}
		select {
		case <-ctx.Done():
			return
		case e := <-happened:
			if !w.see(e, &p) {
				continue
			}
		case err := <-failed: // events were lost: folders may be new
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				w.rescan()
			}
			p.note("")
		case <-poll:
			ring(nil)
			continue
		case <-bell.C:
			ring(p.take())
			continue
		}
		bell.Reset(p.wait())
	}
}

// interval is how often to look without having been told; 0 for never.
func (w *watcher) interval() time.Duration {
	if w.options.Poll == 0 && w.refused {
		return fallback
	}
	return w.options.Poll
}

// rescan watches whatever folder is not watched yet.
func (w *watcher) rescan() {
	for _, folder := range w.folders {
		w.add(filepath.Join(w.root, folder), true)
	}
}

// see notes an event, unless nothing can come of it.
func (w *watcher) see(e fsnotify.Event, p *pending) bool {
	if !w.concerns(e.Name) {
		return false
	}
	if e.Has(fsnotify.Rename) {
		w.forget(e.Name)
	}
	if e.Has(fsnotify.Create) {
		if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
			w.add(e.Name, true) // files may have been there before it was watched
		}
	}
	rel, err := filepath.Rel(w.root, e.Name)
	if err != nil {
		rel = ""
	}
	p.note(filepath.ToSlash(rel))
	return true
}

// forget stops watching a folder that was renamed, and those in it: they would go
// on telling their former paths.
func (w *watcher) forget(dir string) {
	for _, watched := range w.events.WatchList() {
		if watched == dir || strings.HasPrefix(watched, dir+string(filepath.Separator)) {
			_ = w.events.Remove(watched) // it may be gone already
		}
	}
}

// concerns reports whether a path lies in one of the folders or is one: the
// root is only watched for folders that come and go.
func (w *watcher) concerns(path string) bool {
	for _, folder := range w.folders {
		dir := filepath.Join(w.root, folder)
		if path == dir || strings.HasPrefix(path, dir+string(filepath.Separator)) {
			return true
		}
	}
	return false
}
