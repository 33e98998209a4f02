package preview

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/engine"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// desk is a preview with a browser.
type desk struct {
	t      *testing.T
	server *Server
	web    *httptest.Server
}

func newDesk(t *testing.T) *desk {
	s := New(Options{
		Editor: func(path string, line, col int) string { return fmt.Sprintf("vscode://file/%s:%d:%d", path, line, col) },
		Text: func(path string) []byte {
			if path != "content/a.md" {
				return nil
			}
			return []byte("---\ntitle: a\nsummary: Kurz.\n---\n\nText.\n")
		},
	})
	d := &desk{t, s, httptest.NewServer(s)}
	t.Cleanup(func() {
		d.web.CloseClientConnections()
		d.web.Close()
	})
	return d
}

// publish serves files and the pages of /NAME/ for each NAME.md among sources.
func (d *desk) publish(b Build, files map[string]string) {
	for path, text := range files {
		if err := d.server.Stage(path, []byte(text)); err != nil {
			d.t.Fatal(err)
		}
	}
	d.server.Publish(b)
}

func entry(name string) engine.Entry {
	return engine.Entry{File: "content/" + name + ".md", Output: name + "/index.html", URL: "/" + name + "/", Title: name}
}

func finding(path string) diag.Finding {
	return diag.Finding{Place: diag.Place{Path: path, Line: 3, Column: 2}, Severity: diag.Error, Code: "broken-link", Message: "<kaputt>", Excerpt: "a bc d", CaretStart: 2, CaretLength: 2}
}

func (d *desk) get(path string, headers ...string) (int, string) {
	d.t.Helper()
	r, err := http.NewRequest(http.MethodGet, d.web.URL+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if host := r.Header.Get("Host"); host != "" {
		r.Host = host
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	answer, err := client.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func (d *desk) expect(path string, status int, parts ...string) {
	d.t.Helper()
	got, body := d.get(path)
	if got != status {
		d.t.Errorf("%s: status %d, want %d", path, got, status)
	}
	for _, part := range parts {
		if !strings.Contains(body, part) {
			d.t.Errorf("%s: no %q in\n%s", path, part, body)
		}
	}
}

const html = "<!doctype html><html><head></head><body>%s</body></html>"

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

// A page that errors keep from being built stays as it last was; one whose file is
// gone does not.
func TestLastGoodPageStays(t *testing.T) {
	d := newDesk(t)
	all := []engine.Entry{entry("a"), entry("b")}
	d.publish(Build{Result: engine.Result{Entries: all}}, map[string]string{"a/index.html": "A", "b/index.html": "B", "a/liste.csv": "x", "bild.svg": "<svg/>"})
	broken := Build{Result: engine.Result{Entries: all[1:], Removed: []engine.Removed{
		{Path: "a/index.html", File: "content/a.md"}, {Path: "a/liste.csv", File: "content/a.md"}, {Path: "bild.svg"},
	}}, Findings: []diag.Finding{finding("content/a.md")}}
	d.publish(broken, nil)
	d.expect("/a/", 200, "A")
	d.expect("/a/liste.csv", 200, "x")
	d.expect("/bild.svg", 404)
	d.expect("/_wegweiser/overlay?page=/a/", 200, "wie sie zuletzt war", "&lt;kaputt&gt;", "<mark>bc</mark>", "vscode://file/content/a.md:3:2")
	if _, overlay := d.get("/_wegweiser/overlay?page=/b/"); overlay != "" {
		t.Errorf("the findings of another page are shown: %s", overlay)
	}
	d.publish(Build{Result: engine.Result{Entries: all[1:]}}, nil) // the file is deleted
	d.expect("/a/", 404)
	d.expect("/a/liste.csv", 404)
}

func TestBrokenLayoutsStopNothing(t *testing.T) {
	d := newDesk(t)
	all := []engine.Entry{entry("a")}
	d.publish(Build{Result: engine.Result{Entries: all}}, map[string]string{"a/index.html": "A"})
	layout := []diag.Finding{finding("layouts/base.html")}
	d.publish(Build{Result: engine.Result{Entries: all, Broken: true, Removed: []engine.Removed{{Path: "a/index.html", File: "content/a.md"}}}, Findings: layout}, nil)
	d.expect("/a/", 200, "A")
	d.expect("/_wegweiser/overlay?page=/a/", 200, "layouts/base.html")
	d.publish(Build{Result: engine.Result{Entries: all}}, map[string]string{"a/index.html": "Neu"})
	d.expect("/a/", 200, "Neu")
	d.publish(Build{Result: engine.Result{Entries: all, Removed: []engine.Removed{{Path: "a/index.html", File: "content/a.md"}}}, Findings: layout}, nil) // it failed while it ran
	d.expect("/a/", 200, "Neu")
}

func TestFailedBuildIsNotServed(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{}, map[string]string{"index.html": "gut"})
	if err := d.server.Stage("index.html", []byte("halb")); err != nil {
		t.Fatal(err)
	}
	d.expect("/", 200, "gut")
	d.server.Discard()
	d.publish(Build{}, nil)
	d.expect("/", 200, "gut")
}

func TestDashboard(t *testing.T) {
	d := newDesk(t)
	draft, planned := entry("entwurf"), entry("geplant")
	draft.Draft, draft.Title = true, "<Entwurf>"
	planned.From = calendar.Date{Year: 2027, Month: 3, Day: 1}
	d.publish(Build{Line: "1 Teil", Result: engine.Result{
		Entries: []engine.Entry{entry("a"), draft, planned},
		Rendered: []engine.Rendered{
			{Task: "page content/a.md", Kind: "own"}, {Task: "page content/b.md", Kind: "link", Name: "a.md#x"}, {Task: "not found"},
		},
		Upcoming: []engine.Change{{Day: calendar.Date{Year: 2026, Month: 12, Day: 31}, File: "content/a.md", Title: "Anton", Field: "Kosten"}},
	}, Findings: []diag.Finding{finding("content/a.md")}}, nil)
	d.expect("/_wegweiser/", 200, "3 Seiten", "1 Fehler", "data-always", "1 Teil", "&lt;Entwurf&gt;", "1.\u00a0März 2027", "31.\u00a0Dezember 2026", "Kosten: ist vorbei",
		"content/a.md – bearbeitet", "content/b.md – das Ziel des Links a.md#x hat sich geändert", "Seite für falsche Adressen – neu")
}

// Lists are cut off, and say so.
func TestDashboardIsBounded(t *testing.T) {
	d := newDesk(t)
	var entries []engine.Entry
	var findings []diag.Finding
	for i := range 5000 {
		e := entry(fmt.Sprint("seite", i))
		e.Draft = true
		entries = append(entries, e)
		findings = append(findings, finding(e.File))
	}
	d.publish(Build{Result: engine.Result{Entries: entries}, Findings: findings}, nil)
	_, body := d.get("/_wegweiser/")
	if len(body) > 500_000 || !strings.Contains(body, "… + 4900") || !strings.Contains(body, "… + 4700") {
		t.Errorf("%d bytes", len(body))
	}
}

// Every reason for which the engine renders has a phrase.
func TestEveryReasonHasAPhrase(t *testing.T) {
	for key, both := range words {
		if both[0] == "" || both[1] == "" || strings.Contains(both[0], "{}") != strings.Contains(both[1], "{}") {
			t.Errorf("%s: %q", key, both)
		}
	}
	source, err := os.ReadFile("../ask/reason.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := regexp.MustCompile(`return "([a-z]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(kinds) < 20 {
		t.Errorf("only %d reasons", len(kinds))
	}
	for _, kind := range kinds {
		if _, ok := words["because-"+kind[1]]; !ok {
			t.Errorf("nobody says why: %s", kind[1])
		}
	}
}

func TestClickToSource(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{Result: engine.Result{Entries: []engine.Entry{entry("a")}}}, map[string]string{"a/index.html": "A"})
	for query, want := range map[string]string{
		"origin=content/a.md%23summary": "vscode://file/content/a.md:3:10",
		"origin=content/a.md%2333":      "vscode://file/content/a.md:1:1", // no such field
		"origin=content/a.md%4033":      "vscode://file/content/a.md:6:1",
		"origin=content/a.md%4099999":   "vscode://file/content/a.md:7:1",
		"page=/a/&origin=":              "vscode://file/content/a.md:1:1",
		"page=/a/&origin=%23title":      "vscode://file/content/a.md:2:8",
	} {
		if status, got := d.get("/_wegweiser/open?" + query); status != 200 || got != want {
			t.Errorf("%s: %d %s, want %s", query, status, got, want)
		}
	}
	for _, query := range []string{"origin=fehlt.md%401", "page=/fehlt/", ""} {
		if status, got := d.get("/_wegweiser/open?" + query); status != 404 {
			t.Errorf("%s: %d %s", query, status, got)
		}
	}
}

// events opens the event stream of a page that has heard of all builds, and hands
// out a function that reads the next event; nil if the server refuses.
func (d *desk) events() func() string { return d.eventsSince(d.server.number, "/") }

func (d *desk) eventsSince(since int64, page string) func() string {
	d.t.Helper()
	answer, err := http.Get(fmt.Sprintf("%s/_wegweiser/events?since=%d&page=%s", d.web.URL, since, page))
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() {
		answer.Body.Close()
		http.DefaultClient.CloseIdleConnections()
	})
	if answer.StatusCode != http.StatusOK {
		return nil
	}
	lines := bufio.NewScanner(answer.Body)
	return func() string {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		return "closed"
	}
}

func TestEventsNameWhatChanged(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{}, map[string]string{"a/index.html": "A"})
	next, number := d.events(), d.server.number
	saved := []engine.Rendered{{Task: "page content/a.md", Kind: "own"}, {Task: "page content/b.md", Kind: "page", Name: "a"}}
	d.publish(Build{Result: engine.Result{Entries: []engine.Entry{entry("a")}, Rendered: saved}}, map[string]string{"a/index.html": "Neu", "assets/style.css": "x"})
	if got, want := next(), fmt.Sprintf(`{"build":%d,"changed":["/a/"],"styles":["/assets/style.css"],"saved":{"url":"/a/","title":"a"}}`, number+1); got != want {
		t.Errorf("event %s, want %s", got, want)
	}
	d.publish(Build{}, map[string]string{"a/index.html": "Neu"})
	if got := next(); strings.Contains(got, "changed") {
		t.Errorf("the same bytes are news: %s", got)
	}
}

// A page that was not looked at for a while learns what has happened to it since.
func TestPagesCatchUp(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{}, map[string]string{"a/index.html": "A", "b/index.html": "B"})
	loaded := d.server.number
	d.publish(Build{}, map[string]string{"b/index.html": "Neu"})
	d.publish(Build{}, map[string]string{"assets/style.css": "x"})
	for page, want := range map[string]string{
		"/a/":     `{"build":%d,"styles":["/assets/style.css"]}`,
		"/b/":     `{"build":%d,"changed":["/b/"],"styles":["/assets/style.css"]}`,
		"/fehlt/": `{"build":%d,"styles":["/assets/style.css"]}`,
	} {
		if got, want := d.eventsSince(loaded, page)(), fmt.Sprintf(want, loaded+2); got != want {
			t.Errorf("%s: %s, want %s", page, got, want)
		}
	}
	next := d.events()
	d.publish(Build{}, nil)
	if got, want := next(), fmt.Sprintf(`{"build":%d}`, loaded+3); got != want {
		t.Errorf("a page that has heard of everything is told %s, want %s", got, want)
	}
}

// A site can lie below a path of its host.
func TestSiteBelowAPath(t *testing.T) {
	d := newDesk(t)
	result := engine.Result{BasePath: "/hub"}
	d.publish(Build{Result: result}, map[string]string{"index.html": "Start", "a/index.html": "A"})
	d.expect("/", 302)
	d.expect("/hub/", 200, "Start")
	d.expect("/hub", 302)
	d.expect("/hub/a/", 200, "A")
	d.expect("/a/", 404)
	next := d.events()
	d.publish(Build{Result: result}, map[string]string{"a/index.html": "Neu"})
	if got := next(); !strings.Contains(got, `"/hub/a/"`) {
		t.Errorf("event %s", got)
	}
}

// A browser that never reads is given up, and the others are not kept waiting.
func TestDeafBrowserIsGivenUp(t *testing.T) {
	h := newHub()
	deaf, _ := h.join()
	for range maxBehind + 1 {
		h.tell(event{})
	}
	received := 0
	for range deaf {
		received++
	}
	if received != maxBehind || len(h.streams) != 0 {
		t.Errorf("received %d, %d streams are open", received, len(h.streams))
	}
	h.leave(deaf)
}

func TestStreamsAreBounded(t *testing.T) {
	h := newHub()
	for range maxStreams {
		if _, ok := h.join(); !ok {
			t.Fatal("refused too early")
		}
	}
	if _, ok := h.join(); ok {
		t.Error("one too many")
	}
}

func TestManyConnections(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{}, map[string]string{"index.html": "Start"})
	var readers []func() string
	for range 1000 {
		if next := d.events(); next != nil {
			readers = append(readers, next)
		}
	}
	if len(readers) != maxStreams {
		t.Errorf("%d streams are open, want %d", len(readers), maxStreams)
	}
	d.publish(Build{}, map[string]string{"index.html": "Neu"})
	for _, next := range readers {
		if got := next(); !strings.Contains(got, `"/"`) {
			t.Fatalf("event %q", got)
		}
	}
	deadline := time.Now().Add(5 * time.Second)
	d.web.CloseClientConnections()
	for {
		d.server.hub.mu.Lock()
		open := len(d.server.hub.streams)
		d.server.hub.mu.Unlock()
		if open == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d streams are still open", open)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func TestManyChangesAreNotNamed(t *testing.T) {
	s := New(Options{})
	var changed []string
	for i := range maxNamed + 1 {
		changed = append(changed, fmt.Sprintf("%d/index.html", i))
	}
	if e := s.event(slices.Clone(changed)); !e.All || e.Changed != nil {
		t.Errorf("%+v", e)
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
