package render

import (
	"html/template"
	"strings"

	"wegweiser/generator/document"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// In a preview, what is drawn of a page says where it is written, so that a click
// can open the place in an editor. A build for a host says nothing of this.

// origin is the attribute that names a field of a page; "" in a build for a host.
func (h *Hub) origin(p *site.Page, field string) string {
	if !h.Preview() || p.Doc == nil {
		return ""
	}
	return attribute(document.FieldOrigin(p.Origin(field).Doc.Path, field))
}

// Written is an attribute for an element that shows a field of the page: in a preview, a
// click on it opens the place.
func (v *View) Written(field string) template.HTMLAttr {
	return template.HTMLAttr(v.hub.origin(v.page, field))
}

// Written is the same for a field of the card's page.
func (c *Card) Written(field string) template.HTMLAttr {
	return template.HTMLAttr(c.hub.origin(c.page, field))
}

func attribute(origin string) string {
	return ` data-source="` + template.HTMLEscapeString(origin) + `"`
}

// written is a value with the field of p that it comes from.
func (h *Hub) written(p *site.Page, field string, v Value) Value {
	if origin := h.origin(p, field); origin != "" {
		v.HTML = template.HTML(`<span class="_ww-source"`+origin+`>`) + v.HTML + "</span>"
	}
	return v
}

// writtenAt is what a directive has drawn, its first element with the place of the
// directive.
func (h *Hub) writtenAt(place source.Span, drawn string) string {
	if !h.Preview() {
		return drawn
	}
	return withAttribute(drawn, attribute(document.Origin(place.Path, place.Start)))
}

// drawnOf is what a layout has drawn of a page, its first element with the page's
// file.
func (h *Hub) drawnOf(p *site.Page, drawn template.HTML) template.HTML {
	origin := h.origin(p, "title")
	if origin == "" {
		return drawn
	}
	return template.HTML(withAttribute(string(drawn), origin))
}

// withAttribute adds an attribute to the first element of some HTML, if it begins
// with one that does not have it yet.
func withAttribute(html, attribute string) string {
	start := strings.IndexByte(html, '<')
	if start < 0 || strings.TrimSpace(html[:start]) != "" {
		return html
	}
	name := start + 1
	for name < len(html) && (html[name] >= 'a' && html[name] <= 'z' || html[name] >= '0' && html[name] <= '9' || html[name] == '-') {
		name++
	}
	tag, _, _ := strings.Cut(html[name:], ">")
	if key, _, _ := strings.Cut(attribute, "="); name == start+1 || strings.Contains(tag, key+"=") {
		return html
	}
	return html[:name] + attribute + html[name:]
}
