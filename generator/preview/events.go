package preview

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// event tells an open page of the last build.
type event struct {
	Build   int64    `json:"build"`
	All     bool     `json:"all,omitempty"`     // so much has changed that every page should look
	Changed []string `json:"changed,omitempty"` // URL paths, without escapes
	Styles  []string `json:"styles,omitempty"`  // those of style sheets
	Saved   *page    `json:"saved,omitempty"`   // the page whose file was saved
}

type page struct {
	URL   string `json:"url"` // with escapes
	Title string `json:"title"`
}

// maxNamed is the number of changed files that an event names.
const maxNamed = 200

func (s *Server) event(changed []string) event {
	e := event{Build: s.number}
	slices.Sort(changed)
	for _, p := range changed {
		url := s.base + "/" + strings.TrimSuffix(p, "index.html")
		if path.Ext(p) == ".css" {
			e.Styles = append(e.Styles, url)
		} else {
			e.Changed = append(e.Changed, url)
		}
	}
	if len(e.Changed) > maxNamed {
		e.All, e.Changed = true, nil
	}
	e.Saved = s.saved()
	return e
}

// missed tells the page at a URL path what has happened since it last heard of a
// build; false if nothing has.
func (s *Server) missed(since int64, url string) (event, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if since == s.number {
		return event{}, false
	}
	var changed []string
	here, _, _ := s.outputOf(url)
	for p, number := range s.changed {
		if number > since && (p == here || path.Ext(p) == ".css") {
			changed = append(changed, p)
		}
	}
	return s.event(changed), true
}

// saved is the page that an editor has just saved: the only one that was rendered
// for its own sake.
func (s *Server) saved() *page {
	var only *page
	for _, r := range s.build.Rendered {
		file, isPage := strings.CutPrefix(r.Task, "page ")
		if !isPage || r.Kind != "" && r.Kind != "own" {
			continue
		}
		for _, e := range s.build.Entries {
			if e.File == file {
				if only != nil {
					return nil
				}
				only = &page{e.URL, e.Title}
			}
		}
	}
	return only
}

// hub knows the open event streams.
type hub struct {
	mu      sync.Mutex
	streams map[chan event]bool
}

func newHub() *hub { return &hub{streams: map[chan event]bool{}} }

const (
	maxStreams = 500 // open pages that are told of builds
	maxBehind  = 8   // events that a browser may be behind before it has to connect anew
)

// join opens a stream; false if there are too many.
func (h *hub) join() (chan event, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.streams) >= maxStreams {
		return nil, false
	}
	c := make(chan event, maxBehind)
	h.streams[c] = true
	return c, true
}

func (h *hub) leave(c chan event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.streams, c)
}

// tell hands an event to all streams. One that does not read is closed: when the
// browser connects anew, it sees by the number of the build what it has missed.
func (h *hub) tell(e event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.streams {
		select {
		case c <- e:
		default:
			delete(h.streams, c)
			close(c)
		}
	}
}

const (
	keepAlive    = 20 * time.Second // between signs of life, so that a lost browser is noticed
	writeTimeout = 10 * time.Second // for one event: a browser that does not read is given up
)

// heard is the last build that a page has heard of: when it was loaded, or before
// its stream was cut off.
func heard(r *http.Request) int64 {
	number, err := strconv.ParseInt(cmp.Or(r.Header.Get("Last-Event-ID"), r.URL.Query().Get("since")), 10, 64)
	if err != nil {
		return 0
	}
	return number
}

func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	c, ok := s.hub.join()
	if !ok {
		http.Error(w, s.say("too-many"), http.StatusServiceUnavailable)
		return
	}
	defer s.hub.leave(c)
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	send := func(format string, args ...any) bool {
		if out.SetWriteDeadline(time.Now().Add(writeTimeout)) != nil {
			return false
		}
		_, err := fmt.Fprintf(w, format, args...)
		return err == nil && out.Flush() == nil
	}
	tell := func(e event) bool {
		data, err := json.Marshal(e)
		return err == nil && send("event: build\nid: %d\ndata: %s\n\n", e.Build, data)
	}
	missed, news := s.missed(heard(r), r.URL.Query().Get("page"))
	if !send("retry: 500\n\n") || news && !tell(missed) {
		return
	}
	alive := time.NewTicker(keepAlive)
	defer alive.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-alive.C:
			if !send(": \n\n") {
				return
			}
		case e, open := <-c:
			if open && e.Build <= missed.Build { // it came in between
				continue
			}
			if !open || !tell(e) {
				return
			}
		}
	}
}
