package preview

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed client
var client embed.FS

// own is the folder of the preview's own pages.
const own = "/_wegweiser/"

// policy is that of a host, with what the preview's own script needs.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// ServeHTTP answers requests that name this server and come from none of its pages
// but its own.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	switch {
	case !s.isOwn(r.Host), !s.fromHere(r):
		http.Error(w, s.say("forbidden"), http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, s.say("only-get"), http.StatusMethodNotAllowed)
	case strings.HasPrefix(r.URL.Path, own):
		s.serveOwn(w, r)
	default:
		s.serveSite(w, r)
	}
}

// isOwn reports whether a Host header names this server. Any other name may have
// been pointed at it by somebody else's domain name server; which addresses reach
// it, the listener decides.
func (s *Server) isOwn(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.Trim(name, "[]")
	if net.ParseIP(name) != nil {
		return true // nobody can point an address elsewhere
	}
	return name != "" && slices.ContainsFunc(s.hosts, func(own string) bool { return strings.EqualFold(own, name) })
}

// fromHere reports whether a request comes from a page of this server, or from
// nowhere: the address line.
func (s *Server) fromHere(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err == nil && s.isOwn(u.Host) && u.Host == r.Host
	}
	site, mode := r.Header.Get("Sec-Fetch-Site"), r.Header.Get("Sec-Fetch-Mode")
	return site == "" || site == "same-origin" || site == "none" || mode == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}

func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, own)
	if typeName, ok := strings.CutPrefix(name, "types/"); ok {
		s.serveType(w, typeName)
		return
	}
	switch name {
	case "":
		s.serveDashboard(w)
	case "events":
		s.serveEvents(w, r)
	case "overlay":
		s.serveOverlay(w, r.URL.Query().Get("page"))
	case "open":
		s.serveOpen(w, r.URL.Query().Get("page"), r.URL.Query().Get("origin"))
	case "preview.js", "preview.css", "icon.svg":
		data, err := client.ReadFile("client/" + name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		write(w, path.Ext(name), data)
	default:
		http.NotFound(w, r)
	}
}

func write(w http.ResponseWriter, ext string, data []byte) {
	w.Header().Set("Content-Type", kindOf(ext))
	w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	_, _ = w.Write(data) // the browser may have gone
}

// serveContent serves a file as it is, or the part of it that is asked for: without
// parts nobody can move about in a film.
func serveContent(w http.ResponseWriter, r *http.Request, ext string, content io.ReadSeeker) {
	w.Header().Set("Content-Type", kindOf(ext))
	http.ServeContent(w, r, "", time.Time{}, content)
}

// serveFromDisk serves an input file as it is now.
func serveFromDisk(w http.ResponseWriter, r *http.Request, hub Hub, name string) {
	content, err := hub.Open(name)
	if err != nil { // it has just gone
		http.NotFound(w, r)
		return
	}
	defer content.Close()
	serveContent(w, r, path.Ext(name), content)
}

func kindOf(ext string) string {
	return cmp.Or(mime.TypeByExtension(ext), "application/octet-stream")
}

// serveSite serves a file of the site; pages with the preview's own script.
func (s *Server) serveSite(w http.ResponseWriter, r *http.Request) {
	s.mu.RLock()
	name, file, ok := s.outputOf(r.URL.Path)
	_, folder, isFolder := s.outputOf(r.URL.Path + "/")
	notFound, number, home, hub := s.files["404.html"], s.number, s.build.BasePath+"/", s.build.Hub
	s.mu.RUnlock()
	var late []byte
	if !ok && s.options.Late != nil {
		late = s.options.Late(name)
	}
	switch {
	case ok && file.source != "":
		serveFromDisk(w, r, hub, file.source)
	case ok && path.Ext(name) == ".html":
		write(w, ".html", withScript(file.data(), number))
	case ok:
		serveContent(w, r, path.Ext(name), bytes.NewReader(file.data()))
	case late != nil:
		serveContent(w, r, path.Ext(name), bytes.NewReader(late))
	case r.URL.Path == "/": // the site lies below a path
		http.Redirect(w, r, home, http.StatusFound)
	case isFolder && folder != nil:
		http.Redirect(w, r, (&url.URL{Path: r.URL.Path + "/"}).EscapedPath(), http.StatusFound)
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		page := notFound.data()
		if page == nil {
			page = []byte("<!doctype html><html lang=\"de\"><title>404</title><body><p>404</p></body></html>")
		}
		_, _ = w.Write(withScript(page, number))
	}
}

// withScript puts the preview's script at the end of a page's head.
func withScript(html []byte, number int64) []byte {
	i := bytes.Index(html, []byte("</head>"))
	if i < 0 {
		i = 0
	}
	script := fmt.Sprintf(`<link rel="stylesheet" href="%spreview.css"><script src="%spreview.js" data-build="%d" defer></script>`, own, own, number)
	return slices.Concat(html[:i], []byte(script), html[i:])
}
