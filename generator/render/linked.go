package render

import (
	"html/template"
	"slices"
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
	w := linkedWriter{jsonWriter{out: make([]byte, 0, usualLinkedData), script: true}, v.hub, v.page}
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

// usualLinkedData is the room that most pages need, in bytes.
const usualLinkedData = 1536

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

// website is the address of the site in a language: that of its start page. Pages of a
// language that has none are part of the site in its first one.
func (h *Hub) website(lang string) string {
	if lang != h.DefaultLang() {
		if home := h.home(lang); home != nil {
			return h.canonicalOr(home.URL)
		}
	}
	return h.canonicalOr("/")
}

func (h *Hub) websiteID(lang string) string { return h.website(lang) + "#website" }

// thingID is the address of what a page is about, rather than of the page.
func (h *Hub) thingID(p *site.Page) string {
	if p.Type.Linked == nil {
		return h.canonicalOr(p.URL)
	}
	return h.canonicalOr(p.URL) + "#this"
}

func (w *linkedWriter) website(v *View) {
	w.open("WebSite", w.hub.websiteID(v.Lang))
	w.textMember("url", w.hub.website(v.Lang))
	w.textMember("name", v.SiteTitle)
	w.filled("description", v.Description)
	w.textMember("inLanguage", v.Lang)
	if first := w.hub.DefaultLang(); v.Lang != first {
		w.refer("translationOfWork", w.hub.websiteID(first))
	}
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
	w.refer("isPartOf", w.hub.websiteID(v.Lang))
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
	properties := w.said(l)
	for _, own := range [][2]string{{"name", w.page.Title()}, {"description", w.page.Text("summary")}, {"url", w.hub.canonicalOr(w.page.URL)}} {
		if !slices.ContainsFunc(properties, func(p saidProperty) bool { return p.Name == own[0] }) {
			w.filled(own[0], own[1])
		}
	}
	w.properties(properties)
	w.close()
}

// saidProperty is a property with what the page says of it.
type saidProperty struct {
	*schema.LinkedProperty
	address string // of the page of the type's section
	field   *schema.Field
	values  []schema.Value
	part    []saidProperty
}

// said lists the declared properties of which the page says anything.
func (w *linkedWriter) said(l *schema.LinkedData) []saidProperty {
	var all []saidProperty
	for i := range l.Properties {
		p := saidProperty{LinkedProperty: &l.Properties[i]}
		switch {
		case p.Part != nil:
			p.part = w.said(p.Part)
		case p.Path == schema.SectionPage:
			if address := w.hub.sectionURL(w.page.Type, w.page.Lang); address != "" {
				p.address = w.hub.fromRoot(address)
			}
		default:
			var values []schema.Value
			p.field, values = w.hub.At(w.page, p.Path)
			p.values = w.shown(p.field, values)
		}
		if p.address != "" || len(p.part) > 0 || len(p.values) > 0 {
			all = append(all, p)
		}
	}
	return all
}

func (w *linkedWriter) properties(all []saidProperty) {
	for _, p := range all {
		w.member(p.Name)
		switch {
		case p.Part != nil:
			w.open(p.Part.Type, "")
			w.properties(p.part)
			w.close()
		case p.address != "":
			w.text(p.address)
		default:
			w.values(p.field, p.values)
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
		w.value(f, v)
	case schema.String:
		if f.Kind == schema.Choice {
			w.text(f.OptionIn(string(v), w.page.Lang))
		} else {
			w.text(string(v))
		}
	default:
		w.text(w.hub.text(w.page, f, v))
	}
}
