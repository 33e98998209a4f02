package render

import (
	"bytes"
	"encoding/xml"
	"maps"
	"slices"

	"wegweiser/generator/site"
)

// variants are the pages that exist in several languages, by ID, in the site's order of
// languages; drafts are not among them.
func (h *Hub) variants() map[string][]*site.Page {
	languages := h.Schema().Site.Languages
	if len(languages) < 2 {
		return nil
	}
	place := map[string]int{}
	for i, l := range languages {
		place[l.Code] = i
	}
	all := map[string][]*site.Page{}
	for _, p := range h.Pages() {
		if !p.Flag("draft") {
			all[p.ID] = append(all[p.ID], p)
		}
	}
	maps.DeleteFunc(all, func(_ string, pages []*site.Page) bool { return len(pages) < 2 })
	for _, pages := range all {
		slices.SortFunc(pages, func(a, b *site.Page) int { return place[a.Lang] - place[b.Lang] })
	}
	return all
}

// Sitemap lists the full addresses of all pages, for search engines. A site
// without a base URL has none.
func Sitemap(h *Hub, emit Emit) error {
	if h.Schema().Site.BaseURL == "" {
		return nil
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	out.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`)
	variants := h.variants()
	if len(variants) > 0 {
		out.WriteString(` xmlns:xhtml="http://www.w3.org/1999/xhtml"`)
	}
	out.WriteString(">\n")
	for _, p := range h.Pages() {
		if p.Flag("draft") {
			continue
		}
		out.WriteString("<url><loc>")
		_ = xml.EscapeText(&out, []byte(h.canonical(p.URL))) // into memory
		out.WriteString("</loc>")
		if d := p.Reviewed(); !d.Zero() {
			out.WriteString("<lastmod>" + d.String() + "</lastmod>")
		}
		for _, a := range h.alternatesOf(variants[p.ID]) {
			out.WriteString(`<xhtml:link rel="alternate" hreflang="` + a.Lang + `" href="`)
			_ = xml.EscapeText(&out, []byte(a.URL))
			out.WriteString(`"/>`)
		}
		out.WriteString("</url>\n")
	}
	out.WriteString("</urlset>\n")
	return emit("sitemap.xml", out.Bytes())
}
