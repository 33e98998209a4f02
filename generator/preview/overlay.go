package preview

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/engine"
)

var pages = template.Must(template.ParseFS(client, "client/*.html"))

// marked is a finding as the overlay and the dashboard show it.
type marked struct {
	diag.Finding
	Before, Under, After string       // the excerpt, divided at the caret
	Open                 template.URL // opens the place in the editor; "" if no editor is set
}

func (s *Server) marked(findings []diag.Finding) []marked {
	all := make([]marked, 0, len(findings))
	for _, f := range findings {
		m := marked{Finding: f, Open: s.open(f.Path, f.Line, f.Column)}
		m.Before, m.Under, m.After = divide(f)
		all = append(all, m)
	}
	return all
}

// open is the address that opens a file in the editor. Its scheme is one that the
// person at this machine has chosen, which html/template cannot know.
func (s *Server) open(path string, line, col int) template.URL {
	if s.options.Editor == nil || path == "" {
		return ""
	}
	return template.URL(s.options.Editor(path, line, col))
}

// divide cuts an excerpt at its caret, which counts cells of a terminal: those are
// characters in all but a few scripts.
func divide(f diag.Finding) (before, under, after string) {
	line := []rune(f.Excerpt)
	start := min(f.CaretStart, len(line))
	end := min(start+f.CaretLength, len(line))
	return string(line[:start]), string(line[start:end]), string(line[end:])
}

type overlay struct {
	Lang     string
	Stale    bool // the page is shown as it last was
	Errors   bool
	Findings []marked
}

// serveOverlay says what is wrong with the page at a URL path; nothing if all is
// well.
func (s *Server) serveOverlay(w http.ResponseWriter, url string) {
	s.mu.RLock()
	path, _, _ := s.outputOf(url)
	found := s.concerning(path)
	_, stale := s.last[path]
	lang := s.build.Lang
	s.mu.RUnlock()
	if len(found) == 0 {
		write(w, ".html", nil)
		return
	}
	s.execute(w, "overlay.html", overlay{lang, stale, diag.Count(found).Errors > 0, s.marked(found)})
}

// serveOpen answers with the address that opens an origin in the editor; without
// one, the file of the page at a URL path.
func (s *Server) serveOpen(w http.ResponseWriter, url, origin string) {
	s.mu.RLock()
	path, _, _ := s.outputOf(url)
	file, line, column := s.fileOf(path), 1, 1
	s.mu.RUnlock()
	if origin != "" {
		file = document.OriginFile(origin)
		text := s.options.Text(file)
		if text == nil {
			http.Error(w, s.say("no-file"), http.StatusNotFound)
			return
		}
		line, column = document.FindOrigin(origin, text)
	}
	address := s.open(file, line, column)
	if address == "" {
		http.Error(w, s.say("no-editor"), http.StatusNotFound)
		return
	}
	write(w, ".txt", []byte(address))
}

type dashboard struct {
	Lang, Line string
	Number     int64
	Home       string
	Counts     diag.Counts
	Findings   []marked
	Pages      []listed
	Drafts     []listed
	Rendered   []engine.Rendered
	More       int // rendered pages that are not listed
	Next       string
}

type listed struct {
	engine.Entry
	Open template.URL
}

// maxListed is the number of rendered pages that the dashboard explains.
const maxListed = 50

// serveDashboard shows the state of the whole hub. The lock is given back before
// anything is written: the browser may be in no hurry to read.
func (s *Server) serveDashboard(w http.ResponseWriter) {
	s.execute(w, "dashboard.html", s.dashboard())
}

func (s *Server) dashboard() dashboard {
	s.mu.RLock()
	defer s.mu.RUnlock()
	b := &s.build
	d := dashboard{
		Lang: b.Lang, Line: b.Line, Number: s.number, Home: b.BasePath + "/", Counts: diag.Count(b.Findings),
		Findings: s.marked(b.Findings), Rendered: b.Rendered[:min(len(b.Rendered), maxListed)],
		More: max(0, len(b.Rendered)-maxListed), Next: nextChange(b.NextChange, b.Lang),
	}
	for _, e := range b.Entries {
		l := listed{e, s.open(e.File, 1, 1)}
		d.Pages = append(d.Pages, l)
		if e.Draft {
			d.Drafts = append(d.Drafts, l)
		}
	}
	return d
}

func nextChange(d calendar.Date, lang string) string {
	if d.Zero() {
		return ""
	}
	return d.Long(lang)
}

func (s *Server) execute(w http.ResponseWriter, name string, data any) {
	var out bytes.Buffer
	if err := pages.ExecuteTemplate(&out, name, data); err != nil {
		http.Error(w, fmt.Sprint(err), http.StatusInternalServerError)
		return
	}
	write(w, ".html", out.Bytes())
}

// words are what the server says outside of its pages.
var words = map[string]map[string]string{
	"forbidden": {
		"de": "Diese Vorschau antwortet nur dem Rechner, auf dem sie läuft.",
		"en": "This preview only answers the machine that it runs on.",
	},
	"only-get":  {"de": "Diese Vorschau kann nur gelesen werden.", "en": "This preview can only be read."},
	"no-file":   {"de": "Diese Datei gibt es nicht.", "en": "There is no such file."},
	"no-editor": {"de": "Es ist kein Editor eingestellt: wegweiser serve --editor NAME", "en": "No editor is set: wegweiser serve --editor NAME"},
	"too-many":  {"de": "Zu viele offene Seiten.", "en": "Too many open pages."},
}

func (s *Server) say(key string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.build.Lang == "en" {
		return words[key]["en"]
	}
	return words[key]["de"]
}
