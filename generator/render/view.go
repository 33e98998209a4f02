package render

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
)

// View is what the layout of a page sees: what the page itself says, and the
// questions that it may ask of the site. The former are fields, not methods:
// a template reads a field several times faster.
type View struct {
	SiteTitle, Lang             string
	Title, Summary, Description string
	Type, TypeLabel             string // service, Online-Dienst
	URL                         string // the page's address on its host; "" if it has none of its own
	Canonical                   string // its full address; "" if the site has no base URL
	Redirect                    string // the address that the page has moved to, or ""
	Home, Draft                 bool
	Absence                     *Absence // why only a preview shows the page, or nil
	Unlisted                    bool     // search engines are not to show the page
	Body                        template.HTML

	hub   *Hub
	page  *site.Page
	frame *Frame

	way      []Link         // here, once it is known
	drawings map[string]int // how many ids of a name are taken
	listed   map[string]int // how many lists are called by a type alone
	twins    []twin
	lists    [][][]byte // whose places are marked in what layouts write
	found    []diag.Diagnostic
}

func newView(h *Hub, p *site.Page) *View {
	v := &View{
		SiteTitle: h.Schema().Site.Title, Lang: p.Lang,
		Title: p.Title(), Summary: p.Text("summary"), Description: p.Text("description"),
		Type: p.Type.Name, TypeLabel: p.Type.OneIn(p.Lang), Draft: p.Absence.Why == site.Draft, Absence: absenceOf(p, p.Lang),
		hub: h, page: p, frame: h.newFrame(p),
	}
	if v.Description == "" {
		v.Description = v.Summary
	}
	return v
}

// place tells the view where its page is, which only pages of the site have.
func (v *View) place() *View {
	v.URL, v.Canonical, v.Home = v.hub.url(v.page.URL), v.hub.canonical(v.page.URL), v.page.ID == ""
	return v
}

// Link is a link in a list of links.
type Link struct {
	Title, URL string
	Lang       string // the language of its target, if not that of the page; else ""
	Mark       string // what says so: in German
	Current    bool   // it leads to the page that shows it
	Within     bool   // that page lies below its target
}

// linkTo is a link to p on pages in the language on.
func (h *Hub) linkTo(p *site.Page, title, on string) Link {
	return Link{Title: title, URL: h.url(p.URL), Lang: otherThan(on, p.Lang), Mark: h.mark(p.Lang, on)}
}

// Heading is an entry of the table of contents.
type Heading struct {
	Text, ID string
	Level    int
}

// Group is a headed list of cards.
type Group struct {
	ID, Title string
	Cards     []*Card
	More      int    // how many cards are left out
	URL       string // where all of them are listed, or ""
}

// Source is where a page's facts come from.
type Source struct {
	Title, URL string
	Lang       string // of the title, if it is not that of the page; else ""
	Retrieved  Value
}

// Asset returns the address of static/NAME.
func (v *View) Asset(name string) (string, error) { return v.hub.asset(name) }

func (h *Hub) asset(name string) (string, error) {
	path, ok := h.Reader.Asset(name)
	if !ok {
		return "", fmt.Errorf("static/%s does not exist%s", name, meant(name, h.AssetNames()))
	}
	return h.url(site.EscapePath("/" + path)), nil
}

// Link returns the address of the page that a reference names.
func (v *View) Link(ref string) (string, error) {
	p := v.hub.Find(ref, v.page.Lang)
	if p == nil || !p.Published {
		return "", fmt.Errorf("there is no page %q", ref)
	}
	return v.hub.url(p.URL), nil
}

func meant(name string, known []string) string {
	if near := diag.Nearest(name, known); near != "" {
		return fmt.Sprintf(" (did you mean %s?)", near)
	}
	return ""
}

// minTOC is the number of headings from which a table of contents helps.
const minTOC = 3

// TOC lists the headings of the first two levels below the title. It is empty
// on the start page and where there are too few to need a list.
func (v *View) TOC() []Heading {
	if v.page.Doc == nil || v.Home || len(v.page.Doc.Headings) < minTOC {
		return nil
	}
	var toc []Heading
	for _, h := range v.page.Doc.Headings {
		if h.Level == 2 || h.Level == 3 {
			toc = append(toc, Heading{h.Text, h.ID, h.Level})
		}
	}
	return toc
}

// Contents draws the TOC as the items of a list.
func (v *View) Contents() template.HTML {
	w := valueWriter{}
	for _, h := range v.TOC() {
		w.put(`<li class="level-`, strconv.Itoa(h.Level), `"><a href="#`)
		w.text(h.ID)
		w.put(`">`)
		w.text(h.Text)
		w.put(`</a></li>`)
	}
	return template.HTML(w.String())
}

// Breadcrumb is the way from the start page to this one.
func (v *View) Breadcrumb() []Link {
	if v.way == nil {
		v.way = v.wayHere()
	}
	return v.way
}

func (v *View) wayHere() []Link {
	var way []Link
	for _, p := range v.hub.Ancestors(v.page) {
		way = append(way, v.hub.linkTo(p, v.hub.navigationTitle(p), v.Lang))
	}
	if v.page.URL == "" {
		return way
	}
	return append(way, Link{Title: v.hub.navigationTitle(v.page), URL: v.hub.url(v.page.URL), Current: true})
}

// navigationTitle is the page's short title for menus.
func (h *Hub) navigationTitle(p *site.Page) string {
	if n, ok := p.Value("navigation").(schema.Entries); ok {
		if title, ok := n.Entry(p.Type.Field("navigation").Fields, "title").(schema.String); ok {
			return string(title)
		}
	}
	return p.Title()
}

// Fields lists the type's own fields that have a value, in declared order,
// without those that the layout shows elsewhere.
func (v *View) Fields(elsewhere ...string) []Row { return v.hub.rows(v.page, v.Lang, elsewhere...) }

// Rows draws the Fields as the items of a description list. Like Contents and
// Items it does what a loop in a layout would do, several times faster: these
// three are most of what a page draws.
func (v *View) Rows(elsewhere ...string) template.HTML {
	w := v.hub.writer(v.page, "", v.Lang)
	w.facets = true
	for f, value := range v.hub.shownFields(v.page, elsewhere) {
		w.textLang = textLang(v.page, f.Key)
		w.put("<dt>")
		w.text(f.LabelIn(v.Lang))
		w.put("</dt><dd", v.hub.origin(v.page, f.Key), ">")
		w.value(f, value)
		w.put("</dd>")
	}
	return template.HTML(w.String())
}

// Value is the value of any field, as it is today.
func (v *View) Value(key string) (Value, error) { return v.hub.valueOf(v.page, key, v.Lang) }

// Periods lists the periods of the page's first dated field if there are
// several: past, current and coming ones.
func (v *View) Periods() []Period {
	if periods := v.hub.periodsOf(v.page, v.Lang); len(periods) > 1 {
		return periods
	}
	return nil
}

// Reviewed is the day up to which the content is known to be right.
func (v *View) Reviewed() Value { return v.hub.day(v.page, v.page.Reviewed()) }

// Contact is the page's contact, or nil.
func (v *View) Contact() *Card {
	ref, ok := v.page.Value("contact").(schema.Reference)
	if !ok {
		return nil
	}
	return v.hub.card(v.hub.Entry(v.hub.Schema().Type("contact"), string(ref), v.Lang), v.Lang)
}

// Sources lists where the page's facts come from.
func (v *View) Sources() []Source {
	list, _ := v.page.Value("sources").(schema.Values)
	var sources []Source
	for _, item := range list {
		sources = append(sources, v.hub.source(v.page, schema.SourceOf(item), textLang(v.page, "sources"), v.Lang))
	}
	return sources
}

// source is a source that p names in a text in the language lang, for pages in the language on.
func (h *Hub) source(p *site.Page, s schema.Source, lang, on string) Source {
	return Source{s.Title, s.URL, otherThan(on, p.SourceLang(s, lang)), h.dayOn(p, s.Retrieved, on)}
}

// maxReferences bounds the cards of one group of references: beyond that, the
// section of their type is the place to look.
const maxReferences = 50

// ReferencedBy lists the pages that refer to this one, by type.
func (v *View) ReferencedBy() []Group {
	var groups []Group
	at := map[*schema.Type]int{}
	for _, from := range v.hub.Referrers(v.page) {
		i, ok := at[from.Type]
		if !ok {
			i = len(groups)
			at[from.Type] = i
			groups = append(groups, Group{ID: "bezug-" + from.Type.Name, Title: from.Type.ManyIn(v.Lang), URL: v.hub.sectionURL(from.Type, v.Lang)})
		}
		if len(groups[i].Cards) < maxReferences {
			groups[i].Cards = append(groups[i].Cards, v.hub.card(from, v.Lang))
		} else {
			groups[i].More++
		}
	}
	return groups
}

// sectionURL is the address of the page that lists a type in a language, or "".
func (h *Hub) sectionURL(t *schema.Type, lang string) string {
	if len(t.Section) == 0 {
		return ""
	}
	if p := h.SectionPage(t, 0, lang); p != nil {
		return h.url(p.URL)
	}
	return ""
}

// Section is the page that lists a type, or nil.
func (v *View) Section(name string) *Link {
	t := v.hub.Schema().Type(name)
	if t == nil || len(t.Section) == 0 {
		return nil
	}
	p := v.hub.SectionPage(t, 0, v.Lang)
	if p == nil {
		return nil
	}
	link := v.hub.linkTo(p, v.hub.navigationTitle(p), v.Lang)
	return &link
}

// Views lists the pages that show the same section in different orders.
func (v *View) Views() []Link {
	t := v.page.Entry
	if t == nil || len(t.Section) < 2 {
		return nil
	}
	var views []Link
	for i := range t.Section {
		if p := v.hub.SectionPage(t, i, v.Lang); p != nil {
			view := v.hub.linkTo(p, v.hub.navigationTitle(p), v.Lang)
			view.Current = p == v.page
			views = append(views, view)
		}
	}
	return views
}

// Generated is what the section's type declares to be drawn.
func (v *View) Generated() template.HTML {
	view := v.page.View
	if view == nil {
		return ""
	}
	d := &document.Directive{Name: view.Draw, Level: v.bodyLevel()}
	for _, a := range view.Args {
		d.Args = append(d.Args, document.Arg{Name: a.Name, Value: a.Value})
	}
	return v.draw(d, view.Span)
}

// bodyLevel is the level of the headings under which stands what follows the body.
func (v *View) bodyLevel() int {
	if v.page.Doc != nil && slices.ContainsFunc(v.page.Doc.Headings, func(h document.Heading) bool { return h.Level >= 2 }) {
		return 2
	}
	return 1
}

// Fragment is a partial that only knows the frame of the page: rendered once
// for all pages with the same frame.
func (v *View) Fragment(name string) (template.HTML, error) {
	f := *v.frame
	return once(v.hub, frameKey{name, f.Lang, f.current, f.exact}, func(h *Hub) (template.HTML, error) {
		f.hub = h
		return h.partial(name, f.Lang, &f)
	})
}

// Card draws a card with a partial: once, however many pages show it.
func (v *View) Card(partial string, c *Card) (template.HTML, error) {
	return v.hub.drawCard(partial, c)
}
