package site

import (
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// Swap puts pages in the place of those that are there, if the site keeps its shape:
// if the same files make pages of the same types at the same addresses, which refer
// to each other in the same way and are published or not as before. It returns the
// keys of the pages whose front matter has changed, and of those whose body has. If
// ok is false, the site is of no more use and must be linked anew.
//
// All else that linking saw must be the same. Swap must not run while the site is
// asked.
func (s *Site) Swap(pages []*schema.Page, locate func(file, field string) source.Span) (fronts, bodies []string, ok bool) {
	if len(pages) != len(s.linked) {
		return nil, nil, false
	}
	var changed []*Page // whose front matter has
	for i, p := range pages {
		old := s.Inputs.Pages[i]
		if p == old {
			continue
		}
		if p.Doc.Path != old.Doc.Path {
			return nil, nil, false
		}
		bodies = append(bodies, p.Doc.Path)
		page := s.linked[i]
		if p.Doc.Form == old.Doc.Form {
			p.SortKey = old.SortKey
		} else if fronts, changed = append(fronts, p.Doc.Path), append(changed, page); outline(p) != outline(old) || s.namesFacets(p) && p.Title() != old.Title() {
			return nil, nil, false
		}
		page.Page, page.own = p, p
		page.inherit()
	}
	for _, p := range changed { // whoever inherits from it says something else as well
		for _, v := range s.variants[p] {
			v.inherit()
			if !slices.Contains(changed, v) {
				fronts, changed = append(fronts, v.Key()), append(changed, v)
			}
		}
	}
	s.Inputs.Pages, s.Locate = pages, locate
	return fronts, bodies, len(changed) == 0 || s.swapFronts(changed)
}

// outline is what the front matter of a page says about the shape of the site.
func outline(p *schema.Page) string {
	var b strings.Builder
	put := func(parts ...string) {
		for _, part := range parts {
			b.WriteString(part)
			b.WriteByte(0)
		}
	}
	put(p.ID, p.Lang, p.Type.Name, p.Day("publish_from").String(), p.Day("publish_until").String())
	if p.Flag("draft") {
		put("draft")
	}
	if len(p.Lacks) > 0 {
		put("lacks") // there may be no original to have it from
	}
	put(p.Texts("aliases")...)
	eachReference(p.Type.Fields, p.Values, "", nil, func(_, _ *schema.Field, path, slug string) { put(path, slug) })
	return b.String()
}

// swapFronts brings up to date what was made of the front matter of all pages. It
// reports whether the site has kept its shape.
func (s *Site) swapFronts(changed []*Page) bool {
	if slices.ContainsFunc(s.found, func(d diag.Diagnostic) bool { return d.Code == diag.BrokenReference }) {
		return false // it may name a title
	}
	e := edited{pages: changed, types: map[string]bool{}, renamed: map[*schema.Type]bool{}}
	for _, p := range changed {
		if concerned(s.found, p.Doc.Path) {
			return false // the finding may have moved
		}
		p.takePrint()
		p.changes, p.events = changesOf(p.own), s.eventsOf(p)
		e.types[p.Type.Name] = true
		if s.swapNames(p) {
			e.renamed[p.Type] = true
		}
	}
	if !s.recountFacets(e.renamed) {
		return false
	}
	e.moved = s.sortAgain()
	for _, t := range s.Schema.Types {
		// The order of types that are sorted by references can change where no page of
		// theirs has.
		if e.moved[listKey{t.Name, s.defaultLang()}] && len(s.sortedBy(t)) > 0 {
			return false
		}
	}
	for _, p := range changed {
		eachReference(p.Type.Fields, p.Values, "", nil, func(_, f *schema.Field, _, slug string) {
			if target := s.Entry(s.Schema.Type(f.To), slug, p.Lang); target != nil {
				sortReferrers(s.referrers[target])
			}
		})
	}
	s.indexes.Range(func(key, index any) bool {
		if !s.outlives(e, key.(indexKey), index.(Index)) {
			s.indexes.Delete(key)
		}
		return true
	})
	s.groups.Clear()
	s.facetLists.Clear()
	s.nameLists.Clear()
	s.takePrint()
	return true
}

// edited is what is known of pages whose front matter has changed.
type edited struct {
	pages   []*Page
	types   map[string]bool       // theirs
	renamed map[*schema.Type]bool // those of which a page says something else in a field that lists go by
	moved   map[listKey]bool      // the lists that have another order
}

// sortAgain sorts all lists of pages and tells which have another order than before.
func (s *Site) sortAgain() (moved map[listKey]bool) {
	before := map[listKey][]*Page{}
	for _, t := range s.Schema.Types {
		before[listKey{t.Name, s.defaultLang()}] = slices.Clone(s.byType[t.Name])
	}
	s.lists.Range(func(key, pages any) bool {
		before[key.(listKey)] = pages.([]*Page)
		return true
	})
	s.sortTypes()
	s.lists.Clear()
	moved = map[listKey]bool{}
	for key, pages := range before {
		moved[key] = !slices.Equal(pages, s.listed(s.Schema.Type(key.typeName), key.lang))
	}
	return moved
}

// outlives reports whether an index is the same after an edit. Most edits of a title
// leave the page where it is in all lists.
func (s *Site) outlives(e edited, key indexKey, index Index) bool {
	t := index.Type
	if e.renamed[t] || e.moved[listKey{t.Name, key.lang}] {
		return false
	}
	switch key.group {
	case "":
		return true
	case alphabet:
		return len(t.Sort) == 0 && s.keepLetters(e.pages, index, key.lang)
	}
	leaf := fieldPath(t.Path(key.group)).leaf()
	return leaf.Kind != schema.Ref || !e.types[leaf.To] // the pages of that type name the groups
}

// keepLetters reports whether pages still stand under their letters.
func (s *Site) keepLetters(pages []*Page, index Index, lang string) bool {
	for _, g := range index.Groups {
		for _, p := range pages {
			if slices.Contains(g.Pages, p) && s.collatorOf(lang).Initial(p.Title()) != g.Title {
				return false
			}
		}
	}
	return true
}

// concerned reports whether findings lie in a file or name a place in it.
func concerned(found []diag.Diagnostic, file string) bool {
	in := func(span source.Span) bool { return span.Path == file }
	return slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
		return in(d.Span) || slices.ContainsFunc(d.Related, in)
	})
}
