package render

import (
	"html/template"
	"iter"
	"slices"
	"strings"

	"wegweiser/generator/schema"
	"wegweiser/generator/site"
)

// Card is what other pages show of a page.
type Card struct {
	hub   *Hub
	page  *site.Page
	on    string // the language of the pages that show it
	under string // the field that a heading above it says, or ""
}

// ID is the page's file without content/ and .md.
func (c *Card) ID() string { return c.page.ID }

// Title is the page's title.
func (c *Card) Title() string { return c.page.Title() }

// URL is the page's address.
func (c *Card) URL() string { return c.hub.url(c.page.URL) }

// Type is the name of the page's type.
func (c *Card) Type() string { return c.page.Type.Name }

// TypeLabel is what people call one page of the type.
func (c *Card) TypeLabel() string { return c.page.Type.OneIn(c.on) }

// Summary is the page's summary, or "".
func (c *Card) Summary() string { return c.page.Text("summary") }

// Lang is the language of the page, if it is not that of the pages that show the card;
// else it is "".
func (c *Card) Lang() string { return otherThan(c.on, c.page.Lang) }

// Mark says in words what Lang says.
func (c *Card) Mark() string { return c.hub.mark(c.page.Lang, c.on) }

// Draft reports whether the page is a draft, which only a preview shows.
func (c *Card) Draft() bool { return c.page.Absence.Why == site.Draft }

// Absence is why only a preview shows the page, or nil.
func (c *Card) Absence() *Absence { return absenceOf(c.page, c.on) }

// Absence is why a page is not public.
type Absence struct {
	Why string // draft, scheduled or expired
	Day string // its first or last, or "" for a draft
}

func absenceOf(p *site.Page, on string) *Absence {
	switch {
	case p.Public():
		return nil
	case p.Absence.Day.Zero():
		return &Absence{Why: p.Absence.Why}
	}
	return &Absence{p.Absence.Why, p.Absence.Day.Long(on)}
}

// Row is a field with its value.
type Row struct {
	Key, Label string
	Value      Value
}

// card returns the card of a page for pages in the language on; nil for a page that
// is not published.
func (h *Hub) card(p *site.Page, on string) *Card {
	if p == nil || !p.Published {
		return nil
	}
	return &Card{hub: h, page: p, on: on}
}

// ownCard is the card of the page that a task is about.
func (h *Hub) ownCard(p *site.Page, on string) *Card {
	h.About(p)
	return h.card(p, on)
}

func (h *Hub) cards(pages []*site.Page, on string) []*Card {
	cards, all := make([]*Card, len(pages)), make([]Card, len(pages))
	for i, p := range pages {
		if p != nil && p.Published {
			all[i] = Card{hub: h, page: p, on: on}
			cards[i] = &all[i]
		}
	}
	return cards
}

// Fields lists what the type's declaration puts on its cards, but for what the heading
// of their group says; for a type that declares nothing, all fields that have a value.
func (c *Card) Fields() []Row {
	t := c.page.Type
	if t.Card == nil {
		if c.repeats(c.under) {
			return c.hub.rows(c.page, c.on, c.under)
		}
		return c.hub.rows(c.page, c.on)
	}
	var rows []Row
	for _, path := range t.Card {
		f, values := c.hub.At(c.page, path)
		if len(values) > 0 && !c.repeats(path) {
			list := &schema.Field{Key: strings.SplitN(path, ".", 2)[0], Kind: schema.List, Of: f}
			declared := t.Path(path)
			rows = append(rows, Row{path, declared[len(declared)-1].LabelIn(c.on), c.hub.written(c.page, path, c.hub.valueOn(c.page, list, schema.Values(values), c.on))})
		}
	}
	return rows
}

// Brief draws the Fields as the groups of a description list: see View.Rows.
func (c *Card) Brief() template.HTML {
	w := valueWriter{}
	for _, row := range c.Fields() {
		w.put("<div><dt>")
		w.text(row.Label)
		w.put("</dt><dd>", string(row.Value.HTML), "</dd></div>")
	}
	return template.HTML(w.String())
}

// repeats reports whether a field says what the heading above the card does, and
// nothing else.
func (c *Card) repeats(path string) bool {
	if path != c.under || path == "" {
		return false
	}
	_, values := c.hub.At(c.page, path)
	return len(values) == 1
}

// drawCard runs a partial once for each page.
func (h *Hub) drawCard(partial string, c *Card) (template.HTML, error) {
	if c == nil {
		return "", nil
	}
	return once(h, cardKey{partial, c.page.Key(), c.on}, func(h *Hub) (template.HTML, error) {
		html, err := h.partial(partial, c.on, h.ownCard(c.page, c.on))
		return h.drawnOf(c.page, html), err
	})
}

// item is a page's card as an item of a list on pages in the language on, under a
// heading that says a field, or "". A card that leaves out what the heading says stands
// in that one list; all other lists share the whole card.
func (h *Hub) item(p *site.Page, on, under string) ([]byte, error) {
	if under != "" && (p.Type.Card == nil || slices.Contains(p.Type.Card, under)) {
		card := h.ownCard(p, on)
		if card.under = under; card.repeats(under) {
			return h.drawItem(card)
		}
	}
	return once(h, itemKey{p.Key(), on}, func(h *Hub) ([]byte, error) { return h.drawItem(h.ownCard(p, on)) })
}

func (h *Hub) drawItem(c *Card) ([]byte, error) {
	html, err := h.partial("card", c.on, c)
	return []byte("<li" + h.facetsOf(c.page) + ">" + string(h.drawnOf(c.page, html)) + "</li>"), err
}

// facetsOf is the attribute that names a page's values of the facets of its type, as the
// addresses of their pages do: themenfeld/bildung modell/efa. The filters go by it. The
// name of a draft is nobody's business.
func (h *Hub) facetsOf(p *site.Page) string {
	if len(p.Type.Facets) == 0 {
		return ""
	}
	var attribute strings.Builder
	attribute.WriteString(` data-facets="`)
	separator := ""
	for _, f := range p.Type.Facets {
		for _, n := range h.NamesAt(p, f.Path) {
			if f.Leaf.Kind == schema.Ref && !h.public(f.Leaf.To, n, p.Lang) {
				continue
			}
			for _, part := range [...]string{separator, f.Slug, "/", f.ValueSlug(n)} {
				attribute.WriteString(part)
			}
			separator = " "
		}
	}
	attribute.WriteByte('"')
	return attribute.String()
}

// public reports whether a name of a type's page leads to one that is published.
func (h *Hub) public(typeName, name, lang string) bool {
	p := h.Entry(h.Schema().Type(typeName), name, lang)
	return p != nil && p.Published
}

// rows lists a page's own fields that have a value today, but for some, for pages in
// the language on.
func (h *Hub) rows(p *site.Page, on string, but ...string) []Row {
	var rows []Row
	for f, v := range h.shownFields(p, but) {
		rows = append(rows, Row{f.Key, f.LabelIn(on), h.written(p, f.Key, h.valueOn(p, f, v, on))})
	}
	return rows
}

func (h *Hub) shownFields(p *site.Page, but []string) iter.Seq2[*schema.Field, schema.Value] {
	return func(yield func(*schema.Field, schema.Value) bool) {
		for _, f := range p.Type.Own() {
			v := p.Value(f.Key)
			if !h.missing(f, v) && !slices.Contains(but, f.Key) && !yield(f, v) {
				return
			}
		}
	}
}
