// Package render turns pages of the linked site into bytes.
//
// In go the site, the layouts and the assets; out come, for every page, the HTML
// and its CSV twins, handed to an Emit, and the findings that only drawing could
// show (an argument that names nothing). A layout sees the site only through
// the questions of a View, a Drawing or a Frame, so what a page depends on is
// what its layout asks for.
package render

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"
	"sync"

	"wegweiser/generator/asset"
	"wegweiser/generator/diag"
	"wegweiser/generator/layout"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// Hub is all that pages are rendered from. It is immutable but for the parts
// that many pages share, which are rendered when they are first needed.
type Hub struct {
	Site    *site.Site
	Layouts *layout.Set
	Assets  *asset.Set

	base    string   // the path of the site's base URL
	entries []string // IDs of the pages in the navigation and the footer

	frames  sync.Map // frameKey → template.HTML
	drawn   sync.Map // cardKey → template.HTML
	items   sync.Map // *site.Page → []byte, its card as an item of a list
	csvRows sync.Map // *site.Page → []byte, its part of a CSV row
}

// NewHub returns a Hub that has rendered nothing yet.
func NewHub(s *site.Site, l *layout.Set, a *asset.Set) *Hub {
	return &Hub{Site: s, Layouts: l, Assets: a, base: s.Schema.Site.BasePath(), entries: navigationIDs(s)}
}

// Emit takes a file of the generated site: its path below the output directory
// and its bytes, in pieces, which are only valid until it returns. What many files
// share is not copied into each.
type Emit func(path string, pieces ...[]byte) error

// Page renders a page of the site and its CSV twins. The error is emit's.
func Page(h *Hub, p *site.Page, emit Emit) ([]diag.Diagnostic, error) {
	v := newView(h, p).place()
	kind := p.Type.Name
	if p.View != nil {
		kind = layout.Section
	}
	return v.emit(kind, strings.TrimPrefix(p.URL, "/")+"index.html", emit)
}

// NotFound renders the page that a host shows for addresses that do not exist.
func NotFound(h *Hub, emit Emit) ([]diag.Diagnostic, error) {
	return newView(h, h.virtual("Seite nicht gefunden", h.Site.Schema.Site.Languages[0].Code)).emit(layout.NotFound, "404.html", emit)
}

// Redirect renders the page at an address that p had in former times.
func Redirect(h *Hub, p *site.Page, alias string, emit Emit) ([]diag.Diagnostic, error) {
	v := newView(h, h.virtual(p.Title(), p.Lang))
	v.Redirect, v.Canonical = h.url(p.URL), h.canonical(p.URL)
	return v.emit(layout.NotFound, site.AliasFile(alias), emit)
}

// virtual is a page that only the generator knows.
func (h *Hub) virtual(title, lang string) *site.Page {
	t := h.Site.Schema.Type("page")
	return &site.Page{Page: &schema.Page{Type: t, Lang: lang, Values: schema.TitleOnly(t, title)}, Published: true}
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (v *View) emit(kind, path string, emit Emit) ([]diag.Diagnostic, error) {
	if v.page.Doc != nil {
		v.Body = v.fill(v.page.Doc.Body)
	}
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	if err := v.hub.Layouts.Page(kind).Execute(buf, v); err != nil {
		v.found = append(v.found, v.hub.Layouts.Explain(source.Layouts+"/"+kind+".html", err))
	}
	err := emit(path, v.spliced(buf.Bytes())...)
	for _, t := range v.twins {
		if err == nil {
			err = emit(t.path, t.pieces...)
		}
	}
	if buf.Cap() <= maxPooled {
		buffers.Put(buf)
	}
	return v.found, err
}

// maxPooled keeps the buffer of a whole index from staying in memory, in bytes.
const maxPooled = 1 << 20

// url is the address of a path of the site, as a link shows it.
func (h *Hub) url(path string) string { return h.base + path }

// canonical is the full address of a path, or "" if the site has none.
func (h *Hub) canonical(path string) string {
	if h.Site.Schema.Site.BaseURL == "" {
		return ""
	}
	return h.Site.Schema.Site.BaseURL + path
}

// frameKey identifies the frames that look the same.
type frameKey struct {
	partial, lang, current string
	exact                  bool
}

// once returns what a map holds for a key, or makes it. Two goroutines may make
// it at the same time: it is the same, whoever does.
func once[T any](m *sync.Map, key any, make func() (T, error)) (T, error) {
	if v, ok := m.Load(key); ok {
		return v.(T), nil
	}
	made, err := make()
	if err != nil {
		return made, err
	}
	v, _ := m.LoadOrStore(key, made)
	return v.(T), nil
}

// partial runs partials/NAME.html.
func (h *Hub) partial(name string, data any) (template.HTML, error) {
	t := h.Layouts.Partial(name)
	if t == nil {
		return "", &missingPartial{name}
	}
	var out strings.Builder
	err := t.Execute(&out, data)
	return template.HTML(out.String()), err
}

type missingPartial struct{ name string }

func (e *missingPartial) Error() string { return "partials/" + e.name + ".html does not exist" }

func itoa(i int) string { return strconv.Itoa(i) }
