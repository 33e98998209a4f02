// Package preview serves the last good build to the editor's own browser.
//
// In go the files of each build and what is to be said about it; out goes an
// http.Handler: the site from memory, but for files that are published as they are,
// which come from the disk; an event stream that tells open pages when
// to load anew, an overlay with the findings of the open page, and a dashboard.
// A page that cannot be built stays as it last was, below the overlay. Only
// requests that name this very server are answered: a page elsewhere can neither
// read nor steer the preview.
package preview

import (
	"io"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"wegweiser/generator/diag"
	"wegweiser/generator/engine"
	"wegweiser/generator/source"
)

// Options say how to serve.
type Options struct {
	Hosts  []string                                // names of this server beside localhost and loopback addresses
	Editor func(path string, line, col int) string // the address that opens a file in the editor; nil for none
	// Late makes a file of the site that is only made when somebody asks for it, or
	// returns nil. It may itself be nil.
	Late func(path string) []byte
}

// Hub is what is asked about the files of the hub that was built.
type Hub interface {
	Has(path string) bool       // whether there is one, readable or not
	TextNow(path string) []byte // the text that it has on disk now, or nil
	Open(path string) (io.ReadSeekCloser, error)
}

// Server is the preview. It is safe for concurrent use.
type Server struct {
	options Options
	hosts   []string // those of the options and localhost
	hub     *hub

	mu      sync.RWMutex
	number  int64             // of the last build; greater than those of an earlier server
	files   map[string]*file  // by output path
	changed map[string]int64  // output path → the build that changed it last
	last    map[string]string // output path → the file whose findings keep it as it was; "" stands for the layouts
	build   Build
	notice  string // why what is shown may not be the state of the hub; "" if it is
	base    string // the path that all addresses begin with, as a request's Path spells it

	staging sync.Mutex
	staged  map[string]*file
}

// Build is what is to be said about a build.
type Build struct {
	engine.Result
	Hub      Hub
	Findings []diag.Finding
	Lang     string // of what the preview itself says: de or en
	Line     string // what was built, and how long it took, in words
}

// New returns a server that has nothing to show yet.
func New(o Options) *Server {
	return &Server{
		options: o, hosts: append(slices.Clone(o.Hosts), "localhost"), hub: newHub(), number: time.Now().UnixMilli(),
		files: map[string]*file{}, changed: map[string]int64{}, last: map[string]string{}, staged: map[string]*file{},
	}
}

// Stage takes a file of the build that runs; it is the engine's Sink. What is
// served changes only with Publish.
func (s *Server) Stage(path string, pieces ...[]byte) error {
	s.stage(path, keep(pieces))
	return nil
}

// StageFile takes a file that is published as it is. It is served from the disk: if it
// changes there, the next build is under way.
func (s *Server) StageFile(path string, f *source.File) error {
	s.stage(path, &file{source: f.Path, hash: f.Hash})
	return nil
}

func (s *Server) stage(path string, f *file) {
	s.staging.Lock()
	defer s.staging.Unlock()
	s.staged[path] = f
}

// Discard forgets what was staged, after a build that failed.
func (s *Server) Discard() {
	s.staging.Lock()
	defer s.staging.Unlock()
	s.staged = map[string]*file{}
}

// Notice tells all open pages why what they show may not be the state of the hub. It
// holds until the next build.
func (s *Server) Notice(text string) {
	s.mu.Lock()
	s.number++
	s.notice = text
	event := s.event(nil)
	event.Saved = nil
	s.mu.Unlock()
	s.hub.tell(event)
}

// Publish serves the staged files and tells the open pages.
func (s *Server) Publish(b Build) {
	s.staging.Lock()
	staged := s.staged
	s.staged = map[string]*file{}
	s.staging.Unlock()

	s.mu.Lock()
	s.number++
	s.notice = ""
	changed := make([]string, 0, len(staged)+len(b.Removed))
	for path, file := range staged {
		if !file.is(s.files[path]) {
			changed = append(changed, path)
		}
		s.files[path] = file
		delete(s.last, path)
	}
	changed = append(changed, s.drop(b)...)
	s.build, s.base = b, unescaped(b.BasePath)
	for _, path := range changed {
		s.changed[path] = s.number
	}
	event := s.event(changed)
	s.mu.Unlock()
	s.hub.tell(event)
}

// drop removes what is no longer part of the site, except what errors keep from
// being built: that stays as it last was, until they are mended or its file is
// gone. It returns what was removed.
func (s *Server) drop(b Build) []string {
	broken, layouts := filesWithErrors(b.Findings)
	for _, gone := range b.Removed {
		s.last[gone.Path] = gone.File
	}
	var removed []string
	for path, file := range s.last {
		gone := file != "" && !b.Hub.Has(file)
		if gone || !b.Broken && !broken[file] && !(layouts && file != "") {
			delete(s.files, path)
			delete(s.last, path)
			removed = append(removed, path)
		}
	}
	return removed
}

// filesWithErrors are the files that have errors; layouts reports whether a layout
// is among them, which can keep any page from being built.
func filesWithErrors(findings []diag.Finding) (broken map[string]bool, layouts bool) {
	broken = map[string]bool{}
	for _, f := range findings {
		if f.Severity == diag.Error {
			broken[f.Path] = true
			layouts = layouts || inLayouts(f)
		}
	}
	return broken, layouts
}

func inLayouts(f diag.Finding) bool { return strings.HasPrefix(f.Path, source.Layouts+"/") }

// fileOf is the file of the page at an output path, or "".
func (s *Server) fileOf(path string) string {
	if file, ok := s.last[path]; ok && file != "" {
		return file
	}
	for _, e := range s.build.Entries {
		if e.Output == path {
			return e.File
		}
	}
	return s.kept(path)
}

// kept is the file with findings that would make a page at an output path if it could
// be read, or "".
func (s *Server) kept(path string) string {
	if s.build.Schema == nil {
		return ""
	}
	id := strings.Trim(strings.TrimSuffix(path, "index.html"), "/")
	for _, f := range s.build.Findings {
		if strings.HasPrefix(f.Path, source.Content+"/") && strings.HasSuffix(f.Path, ".md") && s.addressID(f.Path) == id {
			return f.Path
		}
	}
	return ""
}

// addressID is the address of the page that a file makes, without slashes around it.
func (s *Server) addressID(file string) string {
	id := s.build.Schema.ID(file)
	for _, l := range s.build.Schema.Site.Languages[1:] {
		if strings.HasSuffix(file, "."+l.Code+".md") {
			return strings.TrimSuffix(l.Code+"/"+id, "/")
		}
	}
	return id
}

// concerning lists the findings that a reader of a page should know: those of
// its file and those that stop every page.
func (s *Server) concerning(path string) []diag.Finding {
	file := s.fileOf(path)
	return slices.DeleteFunc(slices.Clone(s.build.Findings), func(f diag.Finding) bool {
		return f.Path != file && !(f.Severity == diag.Error && inLayouts(f))
	})
}

// unescaped is a URL path as the Path of a request spells it.
func unescaped(path string) string {
	plain, err := url.PathUnescape(path)
	if err != nil {
		return path
	}
	return plain
}

// outputOf is the output that answers at a URL path, which has no escapes.
func (s *Server) outputOf(url string) (path string, file *file, ok bool) {
	path, below := strings.CutPrefix(url, s.base+"/")
	if !below {
		return "", nil, false
	}
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	file, ok = s.files[path]
	return path, file, ok
}
