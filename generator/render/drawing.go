package render

import (
	"cmp"
	"html/template"
	"strconv"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/layout"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
	"wegweiser/generator/words"
)

// Drawing is what the layout of a directive sees: the directive as it is
// written, and the questions that it may ask of the site. It is no View: what
// draws directives must be out of reach of what they draw.
type Drawing struct {
	Title, Lang, URL string // of the page that it stands in
	ID               string // unique in the page
	Label            template.HTML
	Body             template.HTML // what a block directive encloses

	view      *View
	hub       *Hub
	page      *site.Page
	directive *document.Directive
	declared  *layout.Directive
	place     source.Span // of the directive, for findings
}

// fill puts the site's answers into the holes of the page's body.
func (v *View) fill(b document.Body) template.HTML {
	in := setting{from: v.page, on: v.page, lang: v.Lang, textLang: v.Lang}
	return filled(b, func(out *strings.Builder, h *document.Hole) {
		if h.Kind == document.DirectiveHole {
			out.WriteString(string(v.draw(h.Directive, source.Span{Path: v.page.Doc.Path, Start: h.Start, End: h.End})))
		} else {
			v.hub.fillLink(out, h, in)
		}
	})
}

// fillLinks puts addresses and titles into a field's text, which has no directives.
func (h *Hub) fillLinks(b document.Body, in setting) template.HTML {
	return filled(b, func(out *strings.Builder, hole *document.Hole) { h.fillLink(out, hole, in) })
}

// setting is where the links of a text stand.
type setting struct {
	from     *site.Page // the page that has them: they are relative to it
	on       *site.Page // the page that shows them, nil if that can be any
	lang     string     // of the page that shows them
	textLang string
	plain    bool // as text, in which nobody follows a link
}

func filled(b document.Body, fill func(out *strings.Builder, h *document.Hole)) template.HTML {
	if len(b.Holes) == 0 {
		return template.HTML(b.HTML)
	}
	var out strings.Builder
	out.Grow(len(b.HTML) + 64*len(b.Holes))
	from := 0
	for i := range b.Holes {
		h := &b.Holes[i]
		out.Write(b.HTML[from:h.At])
		from = h.At
		fill(&out, h)
	}
	out.Write(b.HTML[from:])
	return template.HTML(out.String())
}

// fillLink writes what a link says of where it leads, or its title, or its mark, or a word
// in the page's language.
func (h *Hub) fillLink(out *strings.Builder, hole *document.Hole, in setting) {
	switch hole.Kind {
	case document.LinkTitle:
		title, lang := h.LinkTitle(in.from, hole.Target, in.lang)
		w := valueWriter{lang: in.textLang, textLang: cmp.Or(lang, in.textLang)}
		w.inTextLang(func() { w.text(cmp.Or(title, hole.Target)) })
		out.WriteString(w.String())
	case document.LinkMark:
		if in.plain {
			break
		}
		if d := h.Resolve(in.from, hole.Target, in.lang); d.Page != nil && d.URL != "" {
			h.writeMark(out, d.Page.Lang, in.lang, in.textLang)
		}
	case document.OwnWord:
		w := valueWriter{lang: in.from.Lang}
		w.word(words.Word(hole.Target))
		out.WriteString(w.String())
	case document.AttributeWord:
		template.HTMLEscape(out, []byte(words.Word(hole.Target).In(in.from.Lang)))
	case document.ImageURL:
		template.HTMLEscape(out, []byte(h.addressOf(h.Resolve(in.from, hole.Target, in.lang), in.on)))
	case document.LinkAttributes:
		d := h.Resolve(in.from, hole.Target, in.lang)
		address := h.addressOf(d, in.on)
		if address == "" {
			return // to nothing: an empty address would be that of the page itself
		}
		out.WriteString(` href="`)
		template.HTMLEscape(out, []byte(address))
		out.WriteByte('"')
		if d.Page != nil && d.Page.Lang != in.lang {
			out.WriteString(` hreflang="` + d.Page.Lang + `"`)
		}
	}
}

// addressOf is the address of what a link leads to, "" if that is nothing. A link within
// the page that shows it is short: #anchor.
func (h *Hub) addressOf(d site.Destination, on *site.Page) string {
	switch {
	case d.Static != "":
		address, _ := h.asset(d.Static) // it is among the inputs
		return address
	case d.URL == "":
		return ""
	case on != nil && d.Page == on:
		if i := strings.IndexByte(d.URL, '#'); i >= 0 {
			return d.URL[i:]
		}
	}
	return h.url(d.URL)
}

// draw runs the layout of a directive. One that does not exist draws nothing:
// that is a finding of the checks.
func (v *View) draw(d *document.Directive, place source.Span) template.HTML {
	layouts := v.hub.Layouts("directives/" + d.Name)
	declared := layouts.Directive(d.Name)
	if declared == nil {
		return ""
	}
	drawing := &Drawing{
		Title: v.Title, Lang: v.Lang, URL: v.URL, ID: v.newID(d.Name), Label: v.fill(d.Label), Body: v.fill(d.Body),
		view: v, hub: v.hub, page: v.page, directive: d, declared: declared, place: place,
	}
	var out strings.Builder
	if err := layouts.Draws(declared, v.Lang).Execute(&out, drawing); err != nil {
		v.found = append(v.found, layouts.Explain(source.Layouts+"/directives/"+d.Name+".html", err, drawing))
	}
	if d.Form == document.Inline { // it stands in a block that says where it is
		return template.HTML(out.String())
	}
	return template.HTML(v.hub.writtenAt(place, out.String()))
}

// newID returns _name-1, _name-2 … in the order of drawing: no heading has such
// an id.
func (v *View) newID(name string) string {
	if v.drawings == nil {
		v.drawings = map[string]int{}
	}
	v.drawings[name]++
	return "_" + name + "-" + strconv.Itoa(v.drawings[name])
}

// Heading heads a part of what the directive draws, one level below the heading
// that it stands under.
func (d *Drawing) Heading(id, title string) template.HTML {
	tag := "h" + strconv.Itoa(min(max(d.directive.Level, 1)+1, 6))
	return template.HTML("<" + tag + ` id="` + template.HTMLEscapeString(id) + `">` + template.HTMLEscapeString(title) + "</" + tag + ">")
}

// Asset returns the address of static/NAME.
func (d *Drawing) Asset(name string) (string, error) { return d.view.Asset(name) }

// Link returns the address of the page that a reference names.
func (d *Drawing) Link(ref string) (string, error) { return d.view.Link(ref) }

// SearchURL is the address of the page that shows what a search has found.
func (d *Drawing) SearchURL() string { return d.hub.url(d.hub.SearchURL(d.Lang)) }

// Value is the value of any field of the page, as it is today.
func (d *Drawing) Value(key string) (Value, error) { return d.view.Value(key) }

// Card draws a card with a partial: once, however many pages show it.
func (d *Drawing) Card(partial string, c *Card) (template.HTML, error) {
	return d.view.Card(partial, c)
}

// Items draws cards as the items of a list; see View.Items.
func (d *Drawing) Items(cards []*Card) (template.HTML, error) { return d.view.Items(cards) }

// report notes what is wrong with the directive.
func (d *Drawing) report(found diag.Diagnostic) { d.view.found = append(d.view.found, found) }

// Arg returns an argument of the directive, or "".
func (d *Drawing) Arg(name string) string { return d.directive.Arg(name) }

// Fact is the current value of the field that the directive's label names:
// slug.field.
func (d *Drawing) Fact() Value {
	name := strings.TrimSpace(d.directive.LabelText)
	fact, ok, known := d.hub.Fact(name, d.page.Lang)
	if !ok && d.hub.Unreadable(name) {
		return missingIn(d.page.Lang)
	}
	if !ok {
		found := diag.New(diag.UnknownFact, d.place, "fact", name).Among(name, known)
		if page := name[:strings.LastIndexByte(name, '.')+1]; page != "" && len(known) > 0 && strings.HasPrefix(known[0], page) {
			found = found.Listing(known) // the fields of that page
		}
		d.report(found)
		return Value{}
	}
	if fact.Field.Internal {
		d.report(diag.New(diag.InternalField, d.place, "field", fact.Field.Key))
		return missingIn(d.page.Lang)
	}
	if !fact.Page.Published {
		d.report(diag.New(diag.LinkToDraft, d.place, "target", fact.Page.Slug()))
		return missingIn(d.page.Lang)
	}
	if fact.Value == nil && !fact.Faulty() { // a dated value that has none today has a finding of its own
		d.report(diag.New(diag.EmptyFact, d.place, "fact", name, "field", fact.Field.Key))
	}
	return d.hub.written(fact.Page, fact.Field.Key, d.hub.sentence(fact.Page, fact.Field, fact.Value, d.Lang))
}

// Index is a list of cards as a layout sees it.
type Index struct {
	Name     string // of the list: its caption, or what it lists
	Groups   []Group
	Count    int
	Grouped  bool
	Facets   []Facet // by which the list can be narrowed, or the one that has narrowed it
	Complete bool    // it lists all pages of its type
	Whole    *Link   // to the list that has been narrowed, or nil
	CSV      string  // the address of the same as a table, or ""
}

// Facet is a facet of an index: a link to a list for each of its values.
type Facet struct {
	Label  string
	Open   bool // it is the one that has narrowed the list
	Values []FacetLink
	More   int // how many values are left out
}

// FacetLink leads to the list of the pages with a value.
type FacetLink struct {
	Link
	Count int
}

// Index lists a type's pages in groups.
func (d *Drawing) Index(typeName, group, where string) (*Index, error) {
	index, e := d.hub.Index(typeName, group, where, d.page.Lang)
	if e != nil {
		return nil, d.problems(e)
	}
	out := &Index{Name: d.listName(index.Type), Count: index.Count, Grouped: group != "", Complete: where == ""}
	ofFacet, said := d.page.Facet != nil && d.place == d.page.View.Span, group
	switch {
	case out.Complete:
		out.Facets = d.facets(index.Type)
	case ofFacet:
		out.Facets, out.Whole = []Facet{d.siblings()}, d.whole(index.Type)
		said = d.page.Facet.Path // in the title of the page
	}
	for _, g := range index.Groups {
		id := g.ID
		if d.page.View == nil || d.place != d.page.View.Span || id != "" && d.taken(id) {
			id = d.ID + "-" + id
		}
		cards := d.hub.cards(g.Pages, d.Lang)
		for _, c := range cards {
			if c != nil {
				c.under = said
			}
		}
		out.Groups = append(out.Groups, Group{ID: id, Title: g.Title, Cards: cards})
	}
	if !ofFacet { // the table of the whole list has the facets as columns
		out.CSV = d.twins(index.Type.Many, file{".csv", d.hub.indexCSV(index, d.page.Lang)})[0]
	}
	return out, nil
}

// listName is what a list is called: no other list of the page that has no caption is
// called the same.
func (d *Drawing) listName(t *schema.Type) string {
	if caption := d.Arg("caption"); caption != "" {
		return caption
	}
	name := t.ManyIn(d.Lang)
	if d.view.listed == nil {
		d.view.listed = map[string]int{}
	}
	if d.view.listed[name]++; d.view.listed[name] > 1 {
		name += " " + strconv.Itoa(d.view.listed[name])
	}
	return name
}

// taken reports whether a heading of the page has the id.
func (d *Drawing) taken(id string) bool {
	if d.page.Doc == nil {
		return false
	}
	for _, h := range d.page.Doc.Headings {
		if h.ID == id {
			return true
		}
	}
	return false
}

// Cards lists a type's pages.
func (d *Drawing) Cards(typeName, where string) ([]*Card, error) {
	pages, err := d.selected(typeName, where)
	return d.hub.cards(pages, d.Lang), err
}

// selected lists a type's pages, or reports the argument that names nothing.
func (d *Drawing) selected(typeName, where string) ([]*site.Page, error) {
	pages, e := d.hub.Select(typeName, where, d.Lang)
	if e != nil {
		return nil, d.problems(e)
	}
	return pages, nil
}

// Step is one phase of a process.
type Step struct {
	Number int
	Card   *Card
	Fields []Row
	hub    *Hub
	page   *site.Page
	on     string
}

// Value is the value of one of the step's fields.
func (s Step) Value(key string) (Value, error) { return s.hub.valueOf(s.page, key, s.on) }

// Steps lists the phases of a model in their order.
func (d *Drawing) Steps(model string) ([]Step, error) {
	pages, all := d.hub.Select("phase", "model="+model, d.Lang)
	if all != nil {
		e := all[0] // the model is one name
		if e.Name == "where" && e.Want != "@field" {
			e.Name, e.Value = "model", model
		}
		return nil, d.problem(e)
	}
	var steps []Step
	for i, p := range pages {
		steps = append(steps, Step{i + 1, d.hub.card(p, d.Lang), d.hub.rows(p, d.Lang), d.hub, p, d.Lang})
	}
	return steps, nil
}

// Definition is an entry of the glossary.
type Definition struct {
	Card         *Card
	Abbreviation string
	Value, See   Value
}

// Definitions lists the terms of a type with what they mean.
func (d *Drawing) Definitions(typeName string) ([]Definition, error) {
	pages, err := d.selected(typeName, "")
	var all []Definition
	for _, p := range pages {
		all = append(all, Definition{d.hub.card(p, d.Lang), d.hub.text(p, p.Type.Field("abbreviation"), p.Value("abbreviation")), d.hub.field(p, "definition", d.Lang), d.hub.field(p, "see", d.Lang)})
	}
	return all, err
}
