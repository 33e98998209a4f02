package site

import (
	"bytes"
	"cmp"
	"math/big"
	"slices"

	"wegweiser/generator/schema"
)

// sortTypes orders each type's pages by its sort fields and then by title, as
// German sorts, and tells each page its place in that order.
func (s *Site) sortTypes() {
	for _, pages := range s.byType {
		for _, p := range pages {
			if p.SortKey == nil {
				p.SortKey = s.collate.Key(p.Title())
			}
		}
	}
	// A type may be sorted by references to another type's pages, so all have
	// the order of their titles first.
	for _, round := range []bool{false, true} {
		for _, t := range s.Schema.Types {
			var keys []string
			if round || !hasReference(t) {
				keys = t.Sort
			}
			pages := s.byType[t.Name]
			s.sortPages(pages, t, keys)
			for i, p := range pages {
				p.rank = i
			}
		}
	}
}

func hasReference(t *schema.Type) bool {
	return slices.ContainsFunc(t.Sort, func(key string) bool { f := t.Field(key); return f != nil && f.Kind == schema.Ref })
}

// sortPages orders a type's pages by some of its fields and then by title. What
// they are ordered by is looked up once for each page, not for each comparison.
func (s *Site) sortPages(pages []*Page, t *schema.Type, keys []string) {
	places := map[*Page][]place{}
	for _, key := range keys {
		if path := fieldPath(t.Path(key)); path != nil {
			for _, p := range pages {
				places[p] = append(places[p], s.placeOf(p, path))
			}
		}
	}
	slices.SortFunc(pages, func(a, b *Page) int {
		if len(places) > 0 {
			if c := slices.CompareFunc(places[a], places[b], place.compare); c != 0 {
				return c
			}
		}
		return cmp.Or(bytes.Compare(a.SortKey, b.SortKey), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Key(), b.Key()))
	})
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

func (s *Site) placeOf(p *Page, path fieldPath) place {
	values := s.values(p, path)
	if len(values) == 0 {
		return place{missing: true}
	}
	f, n := path.leaf(), name(values[0])
	switch f.Kind {
	case schema.Number, schema.Money:
		if number, ok := new(big.Rat).SetString(n); ok {
			return place{number: number}
		}
	case schema.Date:
	case schema.Choice:
		return place{index: slices.Index(s.known(f), n)}
	case schema.Ref:
		if target := s.Entry(s.Schema.Type(f.To), n, s.defaultLang()); target != nil {
			return place{index: target.rank}
		}
		return place{}
	default:
		return place{text: string(s.collate.Key(n))}
	}
	return place{text: n}
}
