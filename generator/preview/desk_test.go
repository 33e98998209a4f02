package preview

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

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
	if b.Hub == nil {
		b.Hub = hubOf{}
	}
	for path, text := range files {
		if err := d.server.Stage(path, []byte(text)); err != nil {
			d.t.Fatal(err)
		}
	}
	d.server.Publish(b)
}

// hubOf is a hub with the text of one page, from which some files are gone.
type hubOf struct{ gone []string }

func (h hubOf) Has(path string) bool { return !slices.Contains(h.gone, path) }

func (h hubOf) TextNow(path string) []byte {
	if path != "content/a.md" {
		return nil
	}
	return []byte("---\ntitle: a\nsummary: Kurz.\n---\n\nText.\n")
}

func (h hubOf) Open(path string) (io.ReadSeekCloser, error) {
	if !h.Has(path) {
		return nil, fs.ErrNotExist
	}
	return onDisk{strings.NewReader("auf der Platte: " + path)}, nil
}

// onDisk is a file.
type onDisk struct{ *strings.Reader }

func (onDisk) Close() error { return nil }

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
