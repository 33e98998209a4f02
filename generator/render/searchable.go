package render

import (
	"bytes"
	"html/template"
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/layout"
	"wegweiser/generator/schema"
	"wegweiser/generator/search"
	"wegweiser/generator/site"
	"wegweiser/generator/words"
)

// Search renders the page of a language that shows what a search has found.
func Search(h *Hub, lang string, emit Emit) ([]diag.Diagnostic, error) {
	p := h.virtual(words.Search.In(lang), lang)
	p.ID, p.URL = site.SearchID, h.SearchURL(lang)
	v := newView(h, p)
	v.Unlisted = true
	return v.emit(layout.Search, strings.TrimPrefix(p.URL, "/")+"index.html", emit)
}

// SearchFiles is the address below which a search finds the files that its directory
// names.
func (v *View) SearchFiles() string { return v.hub.url("/" + site.SearchFiles) }

// OriginalMark is what marks on this page that something is in the site's first language; ""
// if the page is.
func (v *View) OriginalMark() template.HTML { return v.hub.mark(v.hub.DefaultLang(), v.Lang) }

// Lists are the pages that list whole types, from which every entry can be reached.
func (v *View) Lists() []Link {
	var lists []Link
	for _, t := range v.hub.Schema().Types {
		for i := range t.Section {
			if p := v.hub.SectionPage(t, i, v.Lang); p != nil {
				lists = append(lists, v.hub.linkTo(p, v.hub.navigationTitle(p), v.Lang))
			}
		}
	}
	return lists
}

// Searchable is what a search can find of a page: the texts of its own, and the titles
// of those that it refers to.
func Searchable(h *Hub, p *site.Page) *search.Page {
	r := reading{hub: h, page: p}
	s := &search.Page{
		URL: h.url(p.URL), Title: p.Title(), Summary: p.Text("summary"), Kind: p.Type.OneIn(p.Lang), Lang: p.Lang, Absence: p.Absence.Why,
		Names: []string{p.Title()}, Synonyms: p.Texts("synonyms"), Minor: h.inFooter(p),
	}
	if p.View != nil {
		s.Kind = ""
	}
	for _, up := range h.Ancestors(p) {
		if up.ID != "" && up.Entry != p.Type { // what the kind says already
			s.Way = append(s.Way, h.navigationTitle(up))
		}
	}
	r.add(search.Title, s.Title)
	r.add(search.Summary, s.Summary)
	for _, text := range slices.Concat(p.Texts("keywords"), s.Synonyms) {
		r.add(search.Keyword, text)
	}
	if short := p.Text("abbreviation"); short != "" {
		r.add(search.Keyword, short)
		s.Names = append(s.Names, short)
	}
	if short := p.Text("short_name"); short != "" { // read with the fields
		s.ShortNames = append(s.ShortNames, short)
	}
	for f := range schema.Public(p.Type.Own()) {
		r.origin = p.Origin(f.Key)
		r.value(f, p.Value(f.Key))
	}
	r.origin = p
	if p.Doc != nil {
		for _, heading := range p.Doc.Headings {
			r.add(search.Heading, heading.Text)
		}
		text := buffers.Get().(*bytes.Buffer)
		text.Reset()
		text.Write(p.Doc.Body.AppendText(text.AvailableBuffer(), r.fill))
		r.add(search.Body, text.String())
		buffers.Put(text)
	}
	s.Texts, s.Labels = r.texts, r.labels
	return s
}

// inFooter reports whether a page is one of those that every site has to have.
func (h *Hub) inFooter(p *site.Page) bool {
	return slices.ContainsFunc(h.Schema().Site.Footer, func(ref string) bool { return h.Find(ref, p.Lang) == p })
}

// reading collects the texts of a page.
type reading struct {
	hub    *Hub
	page   *site.Page
	origin *site.Page // which says what is read
	texts  []search.Text
	labels map[string][]search.Text // of the page's choices, in the languages in which it stands in for a translation
}

func (r *reading) add(place search.Place, text string) {
	if text != "" {
		r.texts = append(r.texts, search.Text{Place: place, Text: text})
	}
}

// value reads the words of a field's value. Numbers and days are found with others
// around them or not at all.
func (r *reading) value(f *schema.Field, v schema.Value) {
	if f == nil || f.Internal || f.Kind == schema.URL || f.Kind == schema.Email {
		return
	}
	switch v := v.(type) {
	case schema.String:
		if f.Kind == schema.Choice {
			r.choice(f, string(v))
		} else {
			r.add(search.Value, string(v))
		}
	case schema.Reference:
		if to := r.hub.Entry(r.hub.Schema().Type(f.To), string(v), r.page.Lang); to != nil && to.Published {
			r.add(search.Value, to.Title())
		}
	case schema.Inline:
		r.add(search.Value, string(v.AppendText(nil, r.fill)))
	case schema.Values:
		for _, item := range v {
			r.value(f.Of, item)
		}
	case schema.Entries:
		for i, inner := range f.Fields {
			r.value(inner, v[i])
		}
	case schema.Periods:
		if current, ok := v.On(r.hub.Day()); ok {
			r.value(f, current.Value)
			r.add(search.Value, current.Caveat)
		}
	}
}

// choice reads what the site calls an option: in the language of the page, and in those
// of lists in which a page in the site's first language stands untranslated.
func (r *reading) choice(f *schema.Field, key string) {
	own := f.OptionIn(key, r.page.Lang)
	r.add(search.Value, own)
	if r.page.Lang != r.hub.DefaultLang() {
		return
	}
	for _, l := range r.hub.Schema().Site.Languages {
		if label := f.OptionIn(key, l.Code); label != own {
			if r.labels == nil {
				r.labels = map[string][]search.Text{}
			}
			r.labels[l.Code] = append(r.labels[l.Code], search.Text{Place: search.Value, Text: label})
		}
	}
}

// fill reads what stands in a hole. What a directive draws of other pages is found
// there.
func (r *reading) fill(text []byte, h *document.Hole) []byte {
	switch h.Kind {
	case document.LinkTitle:
		title, _ := r.hub.LinkTitle(r.origin, h.Target, r.page.Lang)
		text = append(text, title...)
	case document.DirectiveHole:
		if h.Directive.Form != document.Inline { // its label is a name
			text = h.Directive.Label.AppendText(append(text, ' '), r.fill)
			text = h.Directive.Body.AppendText(append(text, ' '), r.fill)
		}
		text = append(text, ' ')
	}
	return text
}
