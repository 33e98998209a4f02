// Package render turns pages of the linked site into bytes.
//
// In go the site, the layouts and the assets; out comes, for every page, an
// Output: the HTML, its CSV twins and the findings that only drawing could
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

// Hub is all that pages are rendered from. It is immutable but for the
// fragments, which are the same whoever renders them first.
type Hub struct {
	Site    *site.Site
	Layouts *layout.Set
	Assets  *asset.Set

	base      string // the path of the site's base URL
	fragments sync.Map
}

// NewHub returns a Hub without fragments.
func NewHub(s *site.Site, l *layout.Set, a *asset.Set) *Hub {
	return &Hub{Site: s, Layouts: l, Assets: a, base: s.Schema.Site.BasePath()}
}

// File is one file of the generated site.
type File struct {
	Path string // below the output directory: dienste/wohngeld/index.html
	Data []byte
}

// Output is what rendering one page yields.
type Output struct {
	Files []File
	Found []diag.Diagnostic
}

// Page renders a page of the site.
func Page(h *Hub, p *site.Page) Output {
	v := newView(h, p)
	kind := p.Type.Name
	if p.View != nil {
		kind = layout.Section
	}
	return v.output(kind, strings.TrimPrefix(p.URL, "/")+"index.html")
}

// NotFound renders the page that a host shows for addresses that do not exist.
func NotFound(h *Hub) Output {
	v := newView(h, h.virtual("Seite nicht gefunden"))
	v.bare = true
	return v.output(layout.NotFound, "404.html")
}

// Redirect renders the page at an address that p had in former times.
func Redirect(h *Hub, p *site.Page, alias string) Output {
	v := newView(h, h.virtual(p.Title()))
	v.bare, v.target = true, p
	return v.output(layout.NotFound, strings.Trim(alias, "/")+"/index.html")
}

// virtual is a page that only the generator knows.
func (h *Hub) virtual(title string) *site.Page {
	return &site.Page{Page: &schema.Page{
		Type: h.Site.Schema.Type("page"), Lang: h.Site.Schema.Site.Languages[0].Code, Values: schema.TitleOnly(title),
	}, Published: true}
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// take returns what is in the buffer and gives the buffer back; that of a whole
// index is too large to copy, or to keep.
func take(buf *bytes.Buffer) []byte {
	if buf.Cap() > 1<<20 {
		return buf.Bytes()
	}
	data := bytes.Clone(buf.Bytes())
	buf.Reset()
	buffers.Put(buf)
	return data
}

func (v *View) output(kind, path string) Output {
	buf := buffers.Get().(*bytes.Buffer)
	if err := v.hub.Layouts.Page(kind).Execute(buf, v); err != nil {
		v.found = append(v.found, v.hub.Layouts.Explain(source.Layouts+"/"+kind+".html", err))
	}
	page := File{path, take(buf)}
	return Output{append([]File{page}, v.twins...), v.found}
}

// url is the address of a path of the site, as a link shows it.
func (h *Hub) url(path string) string { return h.base + path }

// canonical is the full address of a path, or "" if the site has none.
func (h *Hub) canonical(path string) string {
	if h.Site.Schema.Site.BaseURL == "" {
		return ""
	}
	return h.Site.Schema.Site.BaseURL + path
}

// fragmentKey identifies a part of pages that many of them share.
type fragmentKey struct {
	partial string
	page    *site.Page // of a card
	lang    string
	current string // the navigation entry that a frame marks
	exact   bool
}

// fragment runs a partial once for each key.
func (h *Hub) fragment(key fragmentKey, data any) (template.HTML, error) {
	if html, ok := h.fragments.Load(key); ok {
		return html.(template.HTML), nil
	}
	t := h.Layouts.Partial(key.partial)
	if t == nil {
		return "", &missingPartial{key.partial}
	}
	var out strings.Builder
	if err := t.Execute(&out, data); err != nil {
		return "", err
	}
	html, _ := h.fragments.LoadOrStore(key, template.HTML(out.String()))
	return html.(template.HTML), nil
}

type missingPartial struct{ name string }

func (e *missingPartial) Error() string { return "partials/" + e.name + ".html does not exist" }

func itoa(i int) string { return strconv.Itoa(i) }
