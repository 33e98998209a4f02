package preview

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"wegweiser/generator/diag"
	"wegweiser/generator/engine"
)

func TestServesTheSite(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{}, map[string]string{"index.html": fmt.Sprintf(html, "Start"), "a/index.html": fmt.Sprintf(html, "A"), "api/x.json": "{}", "404.html": fmt.Sprintf(html, "Nichts")})
	d.expect("/", 200, "Start", "/_wegweiser/preview.js")
	d.expect("/a/", 200, "A")
	d.expect("/a", 302)
	d.expect("/api/x.json", 200, "{}")
	d.expect("/fehlt/", 404, "Nichts", "/_wegweiser/preview.js")
	d.expect("/../preview.go", 404)
	d.expect("/_wegweiser/preview.js", 200, "EventSource")
	d.expect("/_wegweiser/icon.svg", 200, "<svg")
	d.expect("/_wegweiser/../../etc/passwd", 404)
}

func TestOnlyThisMachineIsAnswered(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{}, map[string]string{"index.html": "Start"})
	for name, headers := range map[string][]string{
		"another host":            {"Host", "evil.example"},
		"rebound address":         {"Host", "127.0.0.1.evil.example:80"},
		"another origin":          {"Origin", "http://evil.example"},
		"no origin":               {"Origin", "null"},
		"fetched by another page": {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"},
		"framed by another page":  {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"},
	} {
		for _, path := range []string{"/", "/_wegweiser/", "/_wegweiser/events", "/_wegweiser/overlay?page=/"} {
			if status, body := d.get(path, headers...); status != 403 || strings.Contains(body, "Start") {
				t.Errorf("%s: %s answers %d", name, path, status)
			}
		}
	}
	for name, headers := range map[string][]string{
		"the address line":        {"Sec-Fetch-Site", "none"},
		"its own pages":           {"Sec-Fetch-Site", "same-origin", "Origin", d.web.URL},
		"a link elsewhere":        {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"},
		"localhost":               {"Host", "localhost:4000"},
		"an address":              {"Host", "192.0.2.7:4000"},
		"the sixth version of IP": {"Host", "[::1]:4000"},
	} {
		if status, _ := d.get("/", headers...); status != 200 {
			t.Errorf("%s: %d", name, status)
		}
	}
	answer, err := http.Post(d.web.URL, "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	http.DefaultClient.CloseIdleConnections()
	if answer.StatusCode != 405 {
		t.Errorf("POST: %d", answer.StatusCode)
	}
}

// slow is a browser that reads while a build is published.
type slow struct {
	*httptest.ResponseRecorder
	server *Server
	locked bool
}

func (s *slow) Write(p []byte) (int, error) {
	if !s.server.mu.TryLock() {
		s.locked = true
		return len(p), nil
	}
	s.server.mu.Unlock()
	return s.ResponseRecorder.Write(p)
}

// A browser that is in no hurry to read keeps no build from being published.
func TestNothingIsWrittenUnderTheLock(t *testing.T) {
	s := New(Options{})
	if err := s.Stage("index.html", []byte("Start")); err != nil {
		t.Fatal(err)
	}
	s.Publish(Build{Findings: []diag.Finding{finding("content/a.md")}, Result: engine.Result{Entries: []engine.Entry{entry("a")}}})
	for _, path := range []string{"/", "/_wegweiser/", "/_wegweiser/overlay?page=/a/", "/_wegweiser/preview.js", "/fehlt/"} {
		w := &slow{ResponseRecorder: httptest.NewRecorder(), server: s}
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = "localhost"
		s.ServeHTTP(w, r)
		if w.locked || w.Body.Len() == 0 {
			t.Errorf("%s: written under the lock: %v, %d bytes", path, w.locked, w.Body.Len())
		}
	}
}

// Many requests at once ask for the names of the server; whose list they are in stays
// as it is.
func TestRequestsShareTheHosts(t *testing.T) {
	hosts := append(make([]string, 0, 4), "a.example")
	s := New(Options{Hosts: hosts})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "http://localhost/", nil))
			}
		})
	}
	all.Wait()
	if spare := hosts[:2][1]; spare != "" {
		t.Errorf("%q was put into the caller's list", spare)
	}
}

// Of a long file a browser may ask for a part, and still nothing is kept.
func TestPartsOfAFile(t *testing.T) {
	s := New(Options{})
	if err := s.Stage("lang.pdf", []byte("0123456789")); err != nil {
		t.Fatal(err)
	}
	s.Publish(Build{})
	w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "http://localhost/lang.pdf", nil)
	r.Header.Set("Range", "bytes=2-4")
	s.ServeHTTP(w, r)
	h := w.Result().Header
	if w.Code != http.StatusPartialContent || w.Body.String() != "234" || h.Get("Content-Range") != "bytes 2-4/10" {
		t.Errorf("%d %q %v", w.Code, w.Body, h)
	}
	if h.Get("Content-Type") != "application/pdf" || h.Get("Cache-Control") != "no-store" || h.Get("Last-Modified") != "" {
		t.Errorf("%v", h)
	}
}
