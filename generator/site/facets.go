package site

import (
	"maps"
	"slices"

	"wegweiser/generator/schema"
)

// Facet is a facet of a type with the values that its pages have, in their order.
type Facet struct {
	*schema.Facet
	Values []FacetValue
}

// FacetValue is a value by which a list can be narrowed.
type FacetValue struct {
	Title string
	Count int   // of pages that have it
	Page  *Page // that lists them
}

// facetCount counts the pages of a type for each value of a facet.
type facetCount struct {
	facet *schema.Facet
	of    map[string]int
	pages map[string]*Page // the list of those pages
}

// addFacets gives every value of a facet that a page has a page that lists those that
// have it.
func (s *Site) addFacets() {
	s.facets = map[*schema.Type][]facetCount{}
	for _, t := range s.Schema.Types {
		for _, f := range t.Facets {
			s.facets[t] = append(s.facets[t], facetCount{f, s.countFacet(t, f), map[string]*Page{}})
		}
		shared := s.sharedTitles(s.facets[t])
		for _, c := range s.facets[t] {
			for _, name := range slices.Sorted(maps.Keys(c.of)) {
				title := s.nameTitle(c.facet.Leaf, name, s.defaultLang())
				if c.facet.Leaf.Kind == schema.Bool || shared[title] {
					title = c.facet.Field.Label + ": " + title
				}
				c.pages[name] = s.addFacetPage(t, c.facet, name, title)
			}
		}
	}
}

// sharedTitles are those that values of several facets have: alone they do not tell
// what a list is about.
func (s *Site) sharedTitles(facets []facetCount) map[string]bool {
	shared, first := map[string]bool{}, map[string]*schema.Facet{}
	for _, c := range facets {
		for name := range c.of {
			title := s.nameTitle(c.facet.Leaf, name, s.defaultLang())
			if other, ok := first[title]; ok && other != c.facet {
				shared[title] = true
			}
			first[title] = c.facet
		}
	}
	return shared
}

// countFacet counts the pages of a type for each value of a facet. A draft does not
// even show its title: no list is made of those that refer to it.
func (s *Site) countFacet(t *schema.Type, f *schema.Facet) map[string]int {
	counts := map[string]int{}
	named := s.namesOf(t, t.Path(f.Path))
	for _, p := range s.byType[t.Name] {
		names := named.of(p)
		for i, n := range names {
			if !slices.Contains(names[:i], n) {
				counts[n]++
			}
		}
	}
	if f.Leaf.Kind == schema.Ref {
		maps.DeleteFunc(counts, func(n string, _ int) bool {
			target := s.Entry(s.Schema.Type(f.Leaf.To), n, s.defaultLang())
			return target == nil || !target.Published
		})
	}
	return counts
}

func (s *Site) addFacetPage(t *schema.Type, f *schema.Facet, name, title string) *Page {
	place, page := t.FacetPlace(f), s.Schema.Type("page")
	generated := &schema.Page{
		ID: t.Folder + "/" + f.Slug + "/" + f.ValueSlug(name), Lang: s.defaultLang(), Type: page, Generated: place,
		Values: schema.TitleOnly(page, t.Many+": "+title),
	}
	p := &Page{
		Page: generated, own: generated,
		View: &schema.SectionView{
			Draw: "index", Span: place,
			Args: []schema.Arg{{Name: "type", Value: t.Name}, {Name: "where", Value: f.Path + "=" + name}},
		},
		Entry: t, Facet: f,
	}
	s.add(p)
	return p
}

// namesFacets reports whether the title of a page is that of a facet's value.
func (s *Site) namesFacets(p *schema.Page) bool {
	for t := range s.facets {
		if slices.ContainsFunc(t.Facets, func(f *schema.Facet) bool { return f.Leaf.To == p.Type.Name }) {
			return true
		}
	}
	return false
}

// recountFacets counts anew what the pages of some types have. It reports whether the
// same values are left: each has a page.
func (s *Site) recountFacets(types map[*schema.Type]bool) bool {
	for t := range types {
		for i, f := range s.facets[t] {
			counts := s.countFacet(t, f.facet)
			if !maps.EqualFunc(counts, f.of, func(int, int) bool { return true }) {
				return false
			}
			s.facets[t][i].of = counts
		}
	}
	return true
}

// Facets returns the facets of a type, for a page in a language. Those of which no page
// has a value are left out. The answer is made once.
func (s *Site) Facets(t *schema.Type, lang string) []Facet {
	key := listKey{t.Name, lang}
	if facets, ok := s.facetLists.Load(key); ok {
		return facets.([]Facet)
	}
	facets := s.makeFacets(t, lang)
	s.facetLists.Store(key, facets)
	return facets
}

func (s *Site) makeFacets(t *schema.Type, lang string) []Facet {
	var all []Facet
	for _, f := range s.facets[t] {
		names := slices.Sorted(maps.Keys(f.of))
		s.sortNames(f.facet.Leaf, names)
		facet := Facet{Facet: f.facet}
		for _, n := range names {
			facet.Values = append(facet.Values, FacetValue{s.nameTitle(f.facet.Leaf, n, lang), f.of[n], f.pages[n]})
		}
		if len(names) > 0 {
			all = append(all, facet)
		}
	}
	return all
}

// Siblings returns the facet with one of whose values p lists the pages: that value and
// those next to it in their order, at most limit, and how many are left out.
func (s *Site) Siblings(p *Page, limit int) (facet Facet, more int) {
	if p.Facet == nil {
		return Facet{}, 0
	}
	facets := s.Facets(p.Entry, p.Lang)
	facet = facets[slices.IndexFunc(facets, func(f Facet) bool { return f.Facet == p.Facet })]
	all := facet.Values
	at := slices.IndexFunc(all, func(v FacetValue) bool { return v.Page == p })
	from := max(0, min(at-limit/2, len(all)-limit))
	facet.Values = all[from:min(from+limit, len(all))]
	return facet, len(all) - len(facet.Values)
}
