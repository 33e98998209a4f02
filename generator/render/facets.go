package render

import (
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
)

// facets lists all values of all facets of a type, which many lists could not bear.
func (d *Drawing) facets(t *schema.Type) []Facet {
	if len(t.Facets) == 0 {
		return nil
	}
	var all []Facet
	for _, f := range d.hub.Facets(t, d.page.Lang) {
		all = append(all, d.facet(f))
	}
	return all
}

// maxSiblings bounds the values that the list of one of them names: there are as many
// such lists as values.
const maxSiblings = 60

// siblings lists the value by which the page narrows a list, and those next to it.
func (d *Drawing) siblings() Facet {
	f, more := d.hub.Siblings(d.page, maxSiblings)
	facet := d.facet(f)
	facet.Open, facet.More = true, more
	return facet
}

func (d *Drawing) facet(f site.Facet) Facet {
	facet := Facet{Label: f.Field.LabelIn(d.Lang)}
	for _, v := range f.Values {
		link := d.hub.linkTo(v.Page, v.Title, d.Lang)
		link.Current = v.Page == d.page
		facet.Values = append(facet.Values, FacetLink{link, v.Count})
	}
	return facet
}

// whole leads to the list of all pages of a type, or is nil.
func (d *Drawing) whole(t *schema.Type) *Link {
	if len(t.Section) == 0 {
		return nil
	}
	p := d.hub.SectionPage(t, 0, d.page.Lang)
	if p == nil {
		return nil
	}
	link := d.hub.linkTo(p, d.hub.navigationTitle(p), d.Lang)
	return &link
}
