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
	c := &checker{Reader: r, page: p, path: p.Doc.Path}
	c.body(p.Doc.Body)
	c.reviewed()
	c.numbers()
	for i, f := range p.Own().Type.Fields { // what it inherits is checked where it is written
		c.field(f, p.Own().Values[i])
	}
	return c.found
}

// Site checks what concerns several pages at once.
func Site(r *ask.Reader, s *site.Site) []diag.Diagnostic {
	return slices.Concat(duplicateTitles(s), futureDates(s), translations(s), sections(r), layouts(r))
}

type checker struct {
	*ask.Reader
	page  *site.Page // nil for a declaration
	path  string     // of the file that findings lie in
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

// field checks the value of a field. A link that leads somewhere for readers of the page
// does so for those of all languages.
func (c *checker) field(f *schema.Field, v schema.Value) {
	c.values([]schema.Value{v})
	if periods, ok := v.(schema.Periods); ok {
		c.current(f, periods)
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
