// Package render turns pages of the linked site into bytes.
//
// In goes a Reader of the site; out come, for every page, the HTML and its CSV
// twins, handed to an Emit, and the findings that only drawing could show (an
// argument that names nothing). A layout sees the site only through the questions
// of a View, a Drawing or a Frame, and those ask the Reader.
package render

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"wegweiser/generator/ask"
	"wegweiser/generator/diag"
	"wegweiser/generator/layout"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
	"wegweiser/generator/words"
)

// Hub is what one task renders from.
type Hub struct {
	*ask.Reader
	parts *Parts
	base  string // the path of the site's base URL
}

// NewHub returns a Hub for one task. Tasks share their Parts.
func NewHub(r *ask.Reader, parts *Parts) *Hub {
	return &Hub{r, parts, r.Schema().Site.BasePath()}
}

// Emit takes a file of the generated site: its path below the output directory
// and its bytes, in pieces. What many files share is not copied into each. A single
// piece is only valid until Emit returns; several stay as they are and may be kept.
type Emit func(path string, pieces ...[]byte) error

// Page renders a page of the site and its CSV twins. The error is emit's.
func Page(h *Hub, p *site.Page, emit Emit) ([]diag.Diagnostic, error) {
	h.Own(p)
	v := newView(h, p).place()
	kind := p.Type.Name
	if p.View != nil {
		kind = layout.Section
	}
	return v.emit(kind, strings.TrimPrefix(p.URL, "/")+"index.html", emit)
}

// NotFound renders the page that a host shows for addresses that do not exist.
func NotFound(h *Hub, emit Emit) ([]diag.Diagnostic, error) {
	return newView(h, h.virtual(words.NotFound.In(h.DefaultLang()), h.DefaultLang())).emit(layout.NotFound, "404.html", emit)
}

// Redirect renders the page at an address that p had in former times.
func Redirect(h *Hub, p *site.Page, alias string, emit Emit) ([]diag.Diagnostic, error) {
	h.About(p)
	file := site.AliasFile(alias)
	if "/"+file == p.URL+"index.html" || h.Owner("/"+file) != p.Key() {
		return nil, nil // the address is taken, by the page itself or another: a finding of its own
	}
	v := newView(h, h.virtual(p.Title(), p.Lang))
	v.Redirect, v.Canonical = h.url(p.URL), h.canonical(p.URL)
	return v.emit(layout.NotFound, file, emit)
}

// virtual is a page that only the generator knows.
func (h *Hub) virtual(title, lang string) *site.Page {
	t := h.Schema().Type("page")
	return &site.Page{Page: &schema.Page{Type: t, Lang: lang, Values: schema.TitleOnly(t, title)}, Published: true}
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (v *View) emit(kind, path string, emit Emit) ([]diag.Diagnostic, error) {
	if v.page.Doc != nil {
		v.Body = v.fill(v.page.Doc.Body)
	}
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	layouts := v.hub.Layouts(kind)
	if err := layouts.Page(kind, v.Lang).Execute(buf, v); err != nil {
		buffers.Put(buf)
		return append(v.found, layouts.Explain(source.Layouts+"/"+kind+".html", err, v)), nil
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
	if h.Schema().Site.BaseURL == "" {
		return ""
	}
	return h.Schema().Site.BaseURL + path
}

// partial runs partials/NAME.html in a language.
func (h *Hub) partial(name, lang string, data any) (template.HTML, error) {
	t := h.Layouts("partials/"+name).Partial(name, lang)
	if t == nil {
		return "", &missingPartial{name}
	}
	var out strings.Builder
	err := t.Execute(&out, data)
	return template.HTML(out.String()), err
}

type missingPartial struct{ name string }

func (e *missingPartial) Error() string { return "partials/" + e.name + ".html does not exist" }
