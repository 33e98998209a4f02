package render

import (
	"html/template"
	"strconv"

	"wegweiser/generator/calendar"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
)

// LinkedData says in the words of schema.org, as JSON-LD, where the page stands and what
// it is about. It is "" for a page without an address.
func (v *View) LinkedData() template.JS {
	if v.URL == "" {
		return ""
	}
	w := linkedWriter{jsonWriter{script: true}, v.hub, v.page}
	w.raw(`{"@context":"https://schema.org","@graph":[`)
	if v.Home {
		w.website(v)
	} else {
		w.breadcrumb(v.Breadcrumb())
		w.webPage(v)
	}
	w.raw("]}")
	return template.JS(w.out)
}

// linkedWriter writes things of schema.org that a page is about.
type linkedWriter struct {
	jsonWriter
	hub  *Hub
	page *site.Page
}

// open begins a thing; id is "" if it has no address of its own.
func (w *linkedWriter) open(kind, id string) {
	w.next()
	w.raw("{")
	w.textMember("@type", kind)
	w.filled("@id", id)
}

func (w *linkedWriter) close() { w.raw("}") }

// filled writes a member unless it is empty.
func (w *linkedWriter) filled(name, value string) {
	if value != "" {
		w.textMember(name, value)
	}
}

// refer writes a member that is a thing described elsewhere.
func (w *linkedWriter) refer(name, id string) {
	w.member(name)
	w.raw("{")
	w.textMember("@id", id)
	w.close()
}

func (h *Hub) websiteID() string { return h.canonicalOr("/") + "#website" }

// thingID is the address of what a page is about, rather than of the page.
func (h *Hub) thingID(p *site.Page) string {
	if p.Type.Linked == nil {
		return h.canonicalOr(p.URL)
	}
	return h.canonicalOr(p.URL) + "#this"
}

func (w *linkedWriter) website(v *View) {
	w.open("WebSite", w.hub.websiteID())
	w.textMember("url", w.hub.canonicalOr(v.page.URL))
	w.textMember("name", v.SiteTitle)
	w.filled("description", v.Description)
	w.textMember("inLanguage", v.Lang)
	publisher := w.hub.Find(w.hub.Schema().Site.Organisation, v.Lang)
	if w.hub.Schema().Site.Organisation == "" || publisher == nil || !publisher.Published {
		w.close()
		return
	}
	w.refer("publisher", w.hub.thingID(publisher))
	w.close()
	w.page = publisher
	w.thing(linkedOr(publisher, "Organization"))
}

// linkedOr is what the page's type declares, or a bare thing of a type.
func linkedOr(p *site.Page, kind string) *schema.LinkedData {
	if p.Type.Linked != nil {
		return p.Type.Linked
	}
	return &schema.LinkedData{Type: kind}
}

func (w *linkedWriter) breadcrumb(way []Link) {
	if len(way) < 2 {
		return
	}
	w.open("BreadcrumbList", "")
	w.member("itemListElement")
	w.raw("[")
	for i, link := range way {
		w.open("ListItem", "")
		w.member("position")
		w.raw(strconv.Itoa(i + 1))
		w.textMember("name", link.Title)
		w.textMember("item", w.hub.fromRoot(link.URL))
		w.close()
	}
	w.raw("]")
	w.close()
}

// fromRoot is the full address that a link of the site leads to, if it has one.
func (h *Hub) fromRoot(url string) string { return h.canonicalOr(url[len(h.base):]) }

func (w *linkedWriter) webPage(v *View) {
	kind := "WebPage"
	if v.page.View != nil {
		kind = "CollectionPage"
	}
	linked := v.page.Type.Linked
	w.open(kind, w.hub.canonicalOr(v.page.URL))
	w.textMember("name", v.Title)
	if linked == nil {
		w.filled("description", v.Description)
	}
	w.textMember("inLanguage", v.Lang)
	w.filled("dateModified", v.page.Reviewed().String())
	w.refer("isPartOf", w.hub.websiteID())
	if linked != nil {
		w.member("mainEntity")
		w.thing(linked)
	}
	w.close()
}

// thing writes what the page is about: its name, description and address unless the
// type declares others, and what it declares.
func (w *linkedWriter) thing(l *schema.LinkedData) {
	w.open(l.Type, w.hub.thingID(w.page))
	for _, own := range [][2]string{{"name", w.page.Title()}, {"description", w.page.Text("summary")}, {"url", w.hub.canonicalOr(w.page.URL)}} {
		if !w.declares(l, own[0]) {
			w.filled(own[0], own[1])
		}
	}
	w.properties(l)
	w.close()
}

// declares reports whether a declared property has a value.
func (w *linkedWriter) declares(l *schema.LinkedData, name string) bool {
	for _, p := range l.Properties {
		if p.Name == name {
			return w.has(p)
		}
	}
	return false
}

func (w *linkedWriter) has(p schema.LinkedProperty) bool {
	if p.Part != nil {
		for _, inner := range p.Part.Properties {
			if w.has(inner) {
				return true
			}
		}
		return false
	}
	if p.Path == schema.SectionPage {
		return w.hub.sectionURL(w.page.Type) != ""
	}
	field, values := w.hub.At(w.page, p.Path)
	return len(w.shown(field, values)) > 0
}

func (w *linkedWriter) properties(l *schema.LinkedData) {
	for _, p := range l.Properties {
		if !w.has(p) {
			continue
		}
		w.member(p.Name)
		switch {
		case p.Part != nil:
			w.open(p.Part.Type, "")
			w.properties(p.Part)
			w.close()
		case p.Path == schema.SectionPage:
			w.text(w.hub.fromRoot(w.hub.sectionURL(w.page.Type)))
		default:
			field, values := w.hub.At(w.page, p.Path)
			w.values(field, w.shown(field, values))
		}
	}
}

// shown leaves out references to pages that are not public.
func (w *linkedWriter) shown(f *schema.Field, values []schema.Value) []schema.Value {
	if f == nil || leaf(f).Kind != schema.Ref {
		return values
	}
	var all []schema.Value
	for _, v := range values {
		if w.target(f, v) != nil {
			all = append(all, v)
		}
	}
	return all
}

// target is the public page that a reference leads to, or nil.
func (w *linkedWriter) target(f *schema.Field, v schema.Value) *site.Page {
	ref, ok := v.(schema.Reference)
	if !ok {
		return nil
	}
	p := w.hub.Entry(w.hub.Schema().Type(leaf(f).To), string(ref), w.page.Lang)
	if p == nil || !p.Published {
		return nil
	}
	return p
}

// leaf is what a list holds, or the field itself.
func leaf(f *schema.Field) *schema.Field {
	for f.Of != nil {
		f = f.Of
	}
	return f
}

func (w *linkedWriter) values(f *schema.Field, values []schema.Value) {
	if len(values) == 1 {
		w.one(leaf(f), values[0])
		return
	}
	w.raw("[")
	for _, v := range values {
		w.next()
		w.one(leaf(f), v)
	}
	w.raw("]")
}

// one writes a value as people read it, but for what programs read better.
func (w *linkedWriter) one(f *schema.Field, v schema.Value) {
	switch v := v.(type) {
	case schema.Reference:
		p := w.target(f, v)
		w.open(linkedOr(p, "WebPage").Type, w.hub.thingID(p))
		w.textMember("name", p.Title())
		w.close()
	case schema.Day:
		w.text(calendar.Date(v).String())
	case schema.Decimal, schema.Truth:
		w.plain(f, v)
	case schema.String:
		if f.Kind == schema.Choice {
			w.text(f.Option(string(v)))
		} else {
			w.text(string(v))
		}
	default:
		w.text(w.hub.text(w.page, f, v))
	}
}

// ShareImage is the full address of the picture that other sites show beside a link to
// this one: static/assets/og.png, if there is one.
func (v *View) ShareImage() string {
	path, ok := v.hub.Reader.Asset("assets/og.png")
	if !ok {
		return ""
	}
	return v.hub.canonical(site.EscapePath("/" + path))
}
