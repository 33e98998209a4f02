package render

import (
	"bytes"
	"encoding/xml"
)

// Sitemap lists the full addresses of all pages, for search engines. A site
// without a base URL has none.
func Sitemap(h *Hub, emit Emit) error {
	if h.Schema().Site.BaseURL == "" {
		return nil
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	out.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
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
		out.WriteString("</url>\n")
	}
	out.WriteString("</urlset>\n")
	return emit("sitemap.xml", out.Bytes())
}
