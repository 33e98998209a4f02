package schema

import (
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/words"
)

// Facet is a field by whose values readers can narrow the list of a type. Each value
// that some page has gets a page of its own: /dienste/themenfeld/bauen-wohnen/.
type Facet struct {
	Path  string // offers.model
	Slug  string // modell
	Field *Field // which has the label: Modell
	Leaf  *Field // the declaration of the values

	lang string // of the addresses
}

// ValueSlug is a value's part of an address. The value is named as a query names it.
func (f *Facet) ValueSlug(name string) string {
	switch f.Leaf.Kind {
	case Choice:
		name = f.Leaf.Option(name)
	case Bool:
		if name == "true" {
			name = words.Yes.In(f.lang)
		} else {
			name = words.No.In(f.lang)
		}
	}
	return german.Slug(name)
}

// FacetOf returns the facet whose values a field declares, or nil. What was true on
// another day may have no page: a dated field is none.
func (t *Type) FacetOf(f *Field) *Facet {
	for _, facet := range t.Facets {
		if facet.Leaf == f && !slices.ContainsFunc(t.Path(facet.Path), func(f *Field) bool { return f.Dated }) {
			return facet
		}
	}
	return nil
}

// facets checks the names of a type's facets and finds their fields.
func (c *declared) facets() {
	for _, name := range c.t.facets {
		path := c.t.Path(name)
		if path == nil {
			c.unknown(c.t, "facets", name, c.t.OwnFirst())
			continue
		}
		f := &Facet{Path: name, Field: path[len(path)-1], Leaf: path[len(path)-1], lang: c.schema.Site.Languages[0].Code}
		for f.Leaf.Of != nil {
			f.Leaf = f.Leaf.Of
		}
		f.Slug = german.Slug(f.Field.Label)
		switch {
		case Hidden(path):
			c.hidden("facets", name)
		case c.lost(f.Leaf): // a finding of its own
		default:
			c.facet(f)
		}
	}
}

// facet takes a facet, or reports why it cannot be one: of a field with any values, which
// ones have fixed ones.
func (c *declared) facet(f *Facet) {
	switch reason := c.refuses(f); reason {
	case "":
		c.t.Facets = append(c.t.Facets, f)
	case facetKind:
		d := diag.New(diag.TypeInvalid, c.t.named["facets "+f.Path], "reason", reason)
		c.found = append(c.found, d.Listing(c.fixed()))
	default:
		c.report(reason, "facets", f.Path, nil)
	}
}

// facetKind is for a field of which the values are not fixed.
const facetKind = "@facet-kind"

// fixed lists the type's own fields that have fixed values.
func (c *declared) fixed() (keys []string) {
	for f := range Public(c.t.Own()) {
		leaf := f
		for leaf.Of != nil {
			leaf = leaf.Of
		}
		if hasFixedValues(leaf) {
			keys = append(keys, f.Key)
		}
	}
	return keys
}

func hasFixedValues(f *Field) bool { return f.Kind == Choice || f.Kind == Ref || f.Kind == Bool }

// lost reports whether a field's declaration is refused, or it is a reference to a type
// that does not exist.
func (c *declared) lost(f *Field) bool {
	return f.lost || f.Kind == Ref && c.schema.byName[f.To] == nil
}

// refuses says why a field cannot be a facet, or "".
func (c *declared) refuses(f *Facet) string {
	switch {
	case c.t.Folder == "":
		return "@facet-folder"
	case Common(c.t.Path(f.Path)[0]):
		return "@facet-common"
	case !hasFixedValues(f.Leaf):
		return facetKind
	case f.Slug == "" || slices.ContainsFunc(c.t.Facets, func(other *Facet) bool { return other.Slug == f.Slug }):
		return "@facet-label"
	}
	taken := map[string]bool{"": true}
	for _, o := range f.Leaf.Options {
		slug := f.ValueSlug(o.Key)
		if taken[slug] || len(strings.Fields(o.Key)) != 1 || o.Key[0] == '=' { // a condition is one word: field=value
			return "@facet-options"
		}
		taken[slug] = true
	}
	return ""
}
