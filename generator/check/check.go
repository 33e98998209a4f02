// Package check holds the rules over the linked site: what no single file can
// tell. Each rule family has its own file; Page runs those that concern one
// page, Site those that concern all of them. Rules only report, they change
// nothing.
package check

import (
	"slices"

	"wegweiser/generator/ask"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// Page checks a page that has a file.
func Page(r *ask.Reader, p *site.Page) []diag.Diagnostic {
	r.Own(p)
	c := &checker{Reader: r, page: p, path: p.Doc.Path, lang: p.Lang}
	c.body(p.Doc.Body)
	c.reviewed()
	c.numbers()
	for i, f := range p.Type.Fields {
		c.field(f, p.Values[i])
	}
	return c.found
}

// Site checks what concerns several pages at once.
func Site(r *ask.Reader, s *site.Site) []diag.Diagnostic {
	return slices.Concat(duplicateTitles(s), futureDates(s), translations(s), sections(r), layouts(r))
}

type checker struct {
	*ask.Reader
	page  *site.Page
	path  string // of the file that findings lie in: that of the page or, for what it inherits, of its original
	lang  string // of that file: a link that leads somewhere for its readers does so for those of all languages
	found []diag.Diagnostic
}

func (c *checker) span(start, end int) source.Span {
	return source.Span{Path: c.path, Start: start, End: end}
}

func (c *checker) body(b document.Body) {
	for i := range b.Holes {
		h := &b.Holes[i]
		switch h.Kind {
		case document.LinkAttributes, document.ImageURL:
			c.link(h)
		case document.DirectiveHole:
			c.directive(h.Directive)
			c.body(h.Directive.Label)
			c.body(h.Directive.Body)
		}
	}
}

// field checks the value of a field. What a page has from its original is checked there
// and here, since links in it may lead elsewhere; what is found twice is said once.
func (c *checker) field(f *schema.Field, v schema.Value) {
	origin := c.page.Origin(f.Key)
	c.path, c.lang = origin.Doc.Path, origin.Lang
	c.values([]schema.Value{v})
	if periods, ok := v.(schema.Periods); ok {
		c.current(origin, f, periods)
	}
}

// values checks the links in markdown fields, wherever they are nested.
func (c *checker) values(values []schema.Value) {
	for _, v := range values {
		switch v := v.(type) {
		case schema.Inline:
			c.body(v.Body)
		case schema.Values:
			c.values(v)
		case schema.Entries:
			c.values(v)
		case schema.Periods:
			for _, p := range v {
				c.values([]schema.Value{p.Value})
			}
		}
	}
}
