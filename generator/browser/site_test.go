package browser_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"time"

	"wegweiser"
	"wegweiser/generator/cli"
)

// policy is the strictest that the site has to work under.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// hub is a hub, built and served as a host would serve it.
type hub struct {
	dir    string
	server *httptest.Server
	pages  []string // paths of all pages, that for addresses without one included
}

// serveHub builds the hub in root with more options than where and how quietly.
func serveHub(root string, options ...string) (*hub, error) {
	dir, err := os.MkdirTemp("", "wegweiser-hub-")
	if err != nil {
		return nil, err
	}
	var said bytes.Buffer
	args := append([]string{"build", "--root", root, "--out", dir, "--quiet"}, options...)
	code := cli.Main(context.Background(), args, cli.Environment{
		Stdout: &said, Stderr: &said, Files: wegweiser.Files, Now: time.Now(),
	})
	if code != 0 {
		return nil, fmt.Errorf("the hub cannot be built:\n%s", &said)
	}
	h := &hub{dir: dir}
	if err := fs.WalkDir(os.DirFS(dir), ".", h.add); err != nil {
		return nil, err
	}
	h.server = serve(os.DirFS(dir))
	return h, nil
}

func (h *hub) add(name string, _ fs.DirEntry, err error) error {
	if path.Ext(name) == ".html" {
		h.pages = append(h.pages, "/"+strings.TrimSuffix(name, "index.html"))
	}
	return err
}

// serve serves files as a strict host does.
func serve(files fs.FS) *httptest.Server {
	server := http.FileServerFS(files)
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		server.ServeHTTP(w, r)
	}))
}

func (h *hub) close() error {
	h.server.Close()
	return os.RemoveAll(h.dir)
}
