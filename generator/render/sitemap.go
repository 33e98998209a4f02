package render

import (
	"bytes"
	"encoding/xml"
	"slices"

	"wegweiser/generator/site"
)

func isAbsent(p *site.Page) bool { return !p.Public() }

// Sitemap lists the full addresses of all pages, for search engines. A site
// without a base URL has none.
func Sitemap(h *Hub, emit Emit) error {
	if h.Schema().Site.BaseURL == "" {
		return nil
	}
	head := xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`
	if len(h.Schema().Site.Languages) > 1 {
		head += ` xmlns:xhtml="http://www.w3.org/1999/xhtml"`
	}
	pages := slices.DeleteFunc(slices.Clone(h.Pages()), isAbsent)
	entries, _ := h.pieces("sitemap", pages, (*Hub).sitemapEntry) // into memory
	return emit("sitemap.xml", slices.Concat([][]byte{[]byte(head + ">\n")}, entries, [][]byte{[]byte("</urlset>\n")})...)
}

// sitemapEntry is a page on a line of its own.
func (h *Hub) sitemapEntry(p *site.Page) ([]byte, error) {
	h.About(p)
	var out bytes.Buffer
	out.WriteString("<url><loc>")
	_ = xml.EscapeText(&out, []byte(h.canonical(p.URL))) // into memory
	out.WriteString("</loc>")
	if d := p.Reviewed(); !d.Zero() {
		out.WriteString("<lastmod>" + d.String() + "</lastmod>")
	}
	for _, a := range h.alternatesOf(slices.DeleteFunc(h.Variants(p), isAbsent)) {
		out.WriteString(`<xhtml:link rel="alternate" hreflang="` + a.Lang + `" href="`)
		_ = xml.EscapeText(&out, []byte(a.URL))
		out.WriteString(`"/>`)
	}
	out.WriteString("</url>\n")
	return bytes.Clone(out.Bytes()), nil // without the room to grow
}
