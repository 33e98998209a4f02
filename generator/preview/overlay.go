package preview

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
)

var pages = template.Must(template.ParseFS(client, "client/*.html"))

// marked is a finding as the overlay and the dashboard show it.
type marked struct {
	diag.Finding
	Before, Under, After string       // the excerpt, divided at the caret
	Open                 template.URL // opens the place in the editor; "" if no editor is set
}

func (s *Server) marked(f diag.Finding) marked {
	m := marked{Finding: f, Open: s.open(f.Path, f.Line, f.Column)}
	m.Before, m.Under, m.After = divide(f)
	return m
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
	Notice   string
	Stale    bool // the page is shown as it last was
	Errors   bool
	Findings cut[marked]
}

// serveOverlay says what is wrong with the page at a URL path; nothing if all is
// well.
func (s *Server) serveOverlay(w http.ResponseWriter, url string) {
	s.mu.RLock()
	path, _, _ := s.outputOf(url)
	found := s.concerning(path)
	_, stale := s.last[path]
	lang, notice := s.build.Lang, s.notice
	s.mu.RUnlock()
	if len(found) == 0 && notice == "" {
		write(w, ".html", nil)
		return
	}
	s.execute(w, "overlay.html", overlay{lang, notice, stale, diag.Count(found).Errors > 0, cutOff(found, maxFindings, s.marked)})
}

// serveOpen answers with the address that opens an origin in the editor. One that
// names no file is in that of the page at a URL path.
func (s *Server) serveOpen(w http.ResponseWriter, url, origin string) {
	s.mu.RLock()
	path, _, _ := s.outputOf(url)
	file, line, column := s.fileOf(path), 1, 1
	s.mu.RUnlock()
	if origin != "" {
		if document.OriginFile(origin) == "" {
			origin = file + origin
		}
		file = document.OriginFile(origin)
		text := s.textNow(file)
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

// textNow is the text that a file of the hub has now, or nil.
func (s *Server) textNow(file string) []byte {
	s.mu.RLock()
	hub := s.build.Hub
	s.mu.RUnlock()
	if hub == nil { // nothing has been built yet
		return nil
	}
	return hub.TextNow(file)
}

func (s *Server) execute(w http.ResponseWriter, name string, data any) {
	var out bytes.Buffer
	if err := pages.ExecuteTemplate(&out, name, data); err != nil {
		http.Error(w, fmt.Sprint(err), http.StatusInternalServerError)
		return
	}
	write(w, ".html", out.Bytes())
}
