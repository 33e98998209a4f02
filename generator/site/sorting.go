package site

import (
	"bytes"
	"cmp"
	"math/big"
	"slices"

	"wegweiser/generator/schema"
)

// sortTypes orders each type's pages by its sort fields and then by title, as
// German sorts, and tells each page its place in that order. A type that is sorted
// by references follows the types that these lead to.
func (s *Site) sortTypes() {
	for _, p := range s.Pages {
		if p.SortKey == nil {
			p.own.SortKey = s.collatorOf(p.Lang).Key(p.Title())
			p.SortKey = p.own.SortKey
		}
	}
	met := map[*schema.Type]bool{}
	for _, t := range s.Schema.Types {
		s.sortType(t, met)
	}
}

// sortType sorts a type after those whose order it needs, each once.
func (s *Site) sortType(t *schema.Type, met map[*schema.Type]bool) {
	if met[t] {
		return
	}
	met[t] = true
	for _, earlier := range s.sortedBy(t) {
		s.sortType(earlier, met)
	}
	pages := s.byType[t.Name]
	s.sortPages(pages, s.placings(t), s.defaultLang())
	for i, p := range pages {
		p.rank = i
	}
}

// sortedBy lists the types by whose order a type's pages are ordered: those that
// the references among its sort fields lead to.
func (s *Site) sortedBy(t *schema.Type) []*schema.Type {
	var types []*schema.Type
	for _, key := range t.Sort {
		if path := fieldPath(t.Path(key)); path != nil {
			if to := s.Schema.Type(path.leaf().To); to != nil {
				types = append(types, to)
			}
		}
	}
	return types
}

// needs reports whether the order of a type needs that of another, maybe by way of
// others.
func (s *Site) needs(t, other *schema.Type) bool {
	met := map[*schema.Type]bool{}
	var reaches func(t *schema.Type) bool
	reaches = func(t *schema.Type) bool {
		if t == other || met[t] {
			return t == other
		}
		met[t] = true
		return slices.ContainsFunc(s.sortedBy(t), reaches)
	}
	return reaches(t)
}

// sortPages orders pages by their places and then by title, in the alphabet of a
// language. What they are ordered by is looked up once for each page, not for each
// comparison.
func (s *Site) sortPages(pages []*Page, places []placing, lang string) {
	keyOf, all := s.sortKeys(lang), make([]sortable, len(pages))
	for i, p := range pages {
		all[i] = sortable{page: p, title: keyOf(p)}
	}
	for _, placeOf := range places {
		for i := range all {
			all[i].places = append(all[i].places, placeOf(all[i].page))
		}
	}
	slices.SortFunc(all, sortable.compare)
	for i := range all {
		pages[i] = all[i].page
	}
}

// sortable is a page with what it is ordered by.
type sortable struct {
	page   *Page
	places []place
	title  []byte // its key
}

func (a sortable) compare(b sortable) int {
	if len(a.places) > 0 {
		if c := slices.CompareFunc(a.places, b.places, place.compare); c != 0 {
			return c
		}
	}
	if c := bytes.Compare(a.title, b.title); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.page.ID, b.page.ID), cmp.Compare(a.page.Key(), b.page.Key()))
}

// place is where a page stands in the order of one field: by a number, in a list
// or by a text.
type place struct {
	missing bool // such pages come last
	number  *big.Rat
	index   int
	text    string
}

func (a place) compare(b place) int {
	switch {
	case a.missing && !b.missing:
		return 1
	case b.missing && !a.missing:
		return -1
	case a.number != nil && b.number != nil:
		return a.number.Cmp(b.number)
	}
	return cmp.Or(cmp.Compare(a.index, b.index), cmp.Compare(a.text, b.text))
}

// placing tells the place of a page in an order.
type placing func(p *Page) place

// placings are those of the fields that a type is sorted by.
func (s *Site) placings(t *schema.Type) []placing {
	var all []placing
	for _, key := range t.Sort {
		if path := fieldPath(t.Path(key)); path != nil {
			all = append(all, s.placing(t, path))
		}
	}
	return all
}

// placing is that of a type's pages in the order of a field.
func (s *Site) placing(t *schema.Type, path fieldPath) placing {
	f := path.leaf()
	to := s.Schema.Type(f.To)
	circle := to != nil && s.needs(to, t)
	return func(p *Page) place {
		values := s.values(p, path)
		switch {
		case len(values) == 0:
			return place{missing: true}
		case f.Kind == schema.Ref:
			return s.placeOfTarget(to, name(values[0]), circle)
		}
		return s.placeOf(f, name(values[0]))
	}
}

// placeOfTarget is the place of a page in the order of its type; in that of titles if
// this order needs itself, in a circle. A page that is not there has none.
func (s *Site) placeOfTarget(t *schema.Type, ref string, circle bool) place {
	target := s.Entry(t, ref, s.defaultLang())
	switch {
	case target == nil || !target.Published:
		return place{missing: true}
	case circle:
		return place{text: string(target.SortKey)}
	}
	return place{index: target.rank}
}

func (s *Site) placeOf(f *schema.Field, n string) place {
	switch f.Kind {
	case schema.Number, schema.Money:
		if number, ok := new(big.Rat).SetString(n); ok {
			return place{number: number}
		}
	case schema.Choice:
		return place{index: slices.Index(s.known(f), n)}
	case schema.Date:
	default:
		return place{text: string(s.collate.Key(n))}
	}
	return place{text: n}
}
