package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// linkReferences checks every reference field and records it at its target, so
// that reverse lists are free.
func (s *Site) linkReferences() []diag.Diagnostic {
	var found []diag.Diagnostic
	missing := map[string]bool{} // types that references lead to: once said of each is enough
	for i, p := range s.Inputs.Pages {
		page := s.linked[i]
		eachReference(p.Type.Fields, p.Values, "", nil, func(top, f *schema.Field, path string, slug string) {
			t := s.Schema.Type(f.To)
			target := s.Entry(t, slug, p.Lang)
			key := cmp.Or(f.Key, top.Key) // what a list holds has no name
			switch {
			case target == nil && (s.unreadable(slug) || s.Schema.LostType(f.To)):
			case t == nil && missing[f.To]:
			case t == nil:
				missing[f.To] = true
				found = append(found, diag.New(diag.UnknownType, s.Locate(p.Doc.Path, path), "type", f.To, "how", "@type-needed"))
			case target == nil:
				found = append(found, s.broken(p, f, key, path, slug))
			case s.rival(target, slug) != nil:
				found = append(found, s.ambiguous(s.Locate(p.Doc.Path, path), key, slug, []*Page{target, s.rival(target, slug)}))
			case !target.Published && page.Published:
				found = append(found, diag.New(diag.LinkToDraft, s.Locate(p.Doc.Path, path), "target", slug))
			case page.Published && page.Lang == s.defaultLang() && !schema.Common(top):
				s.addReferrer(target, page)
			}
		})
	}
	found = append(found, s.checkCycles()...)
	for _, pages := range s.referrers {
		sortReferrers(pages)
	}
	return found
}

// broken describes a reference that leads to no page of its type.
func (s *Site) broken(p *schema.Page, f *schema.Field, key, path, slug string) diag.Diagnostic {
	t := s.Schema.Type(f.To)
	args := []string{"field", key, "target", slug, "type", t.One}
	d := diag.New(diag.BrokenReference, s.Locate(p.Doc.Path, path), args...)
	if other := s.Find(slug, p.Lang); other != nil {
		d = diag.New(diag.ReferenceType, d.Span, append(args, "got", other.Type.One)...)
		d.Related = []source.Span{other.Place("title", s)}
	}
	d.Suggest = s.titled(t, slug)
	return d.Among(slug, s.entryNames(t))
}

// titled returns the name of the first entry of a type that has a title, or "": some
// write what they see on the page.
func (s *Site) titled(t *schema.Type, title string) string {
	title = strings.TrimSpace(title)
	for _, p := range s.Inputs.Pages {
		if p.Type == t && strings.EqualFold(p.Title(), title) {
			return entryName(p)
		}
	}
	return ""
}

// rival is the page outside the folder of target's type that a slug names as well,
// or nil.
func (s *Site) rival(target *Page, slug string) *Page {
	other := s.byID[target.Lang+":"+slug]
	if other == target || other == nil || other.Type != target.Type {
		return nil
	}
	return other
}

// ambiguous describes a reference that may lead to several pages.
func (s *Site) ambiguous(at source.Span, field, slug string, pages []*Page) diag.Diagnostic {
	d := diag.New(diag.AmbiguousReference, at, "field", field, "target", slug, "first", pages[0].ID, "second", pages[1].ID)
	for _, p := range pages {
		d.Related = append(d.Related, p.Place("title", s))
	}
	return d
}

// addReferrer records a reference once, however often a page repeats it.
func (s *Site) addReferrer(target, from *Page) {
	if all := s.referrers[target]; len(all) == 0 || all[len(all)-1] != from {
		s.referrers[target] = append(s.referrers[target], from)
	}
}

// sortReferrers orders referring pages by type and, within it, as the type is
// ordered.
func sortReferrers(pages []*Page) {
	slices.SortFunc(pages, func(a, b *Page) int {
		return cmp.Or(cmp.Compare(a.Type.Name, b.Type.Name), cmp.Compare(a.rank, b.rank))
	})
}

// Referrers returns the published pages that refer to p in one of their type's
// own fields, ordered by type: for readers of p's language.
func (s *Site) Referrers(p *Page) []*Page {
	if p != nil && p.Original != nil {
		return s.allIn(s.referrers[p.Original], p.Lang)
	}
	return s.referrers[p]
}

func (s *Site) entryNames(t *schema.Type) []string {
	if t == nil {
		return nil
	}
	return s.names("entries of "+t.Name, func() []string {
		var names []string
		for _, p := range s.Inputs.Pages {
			if p.Type == t {
				names = append(names, entryName(p))
			}
		}
		return names
	})
}

// eachReference visits the references in values, nested ones too. The visitor
// gets the top-level field, the reference's own declaration and its path.
func eachReference(fields []*schema.Field, values []schema.Value, prefix string, top *schema.Field, visit func(top, f *schema.Field, path, slug string)) {
	for i, f := range fields {
		if i < len(values) && values[i] != nil {
			outer := top
			if outer == nil {
				outer = f
			}
			referencesIn(f, values[i], prefix+f.Key, outer, visit)
		}
	}
}

func referencesIn(f *schema.Field, v schema.Value, path string, top *schema.Field, visit func(top, f *schema.Field, path, slug string)) {
	switch v := v.(type) {
	case schema.Reference:
		visit(top, f, path, string(v))
	case schema.Values:
		for i, item := range v {
			referencesIn(f.Of, item, path+"["+strconv.Itoa(i)+"]", top, visit)
		}
	case schema.Entries:
		eachReference(f.Fields, v, path+".", top, visit)
	case schema.Periods:
		for i, p := range v {
			referencesIn(f, p.Value, path+"["+strconv.Itoa(i)+"].value", top, visit)
		}
	}
}

// checkCycles follows the acyclic references of a type and reports every circle
// once, at its first page.
func (s *Site) checkCycles() []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, t := range s.Schema.Types {
		for _, f := range t.Fields {
			if f.Acyclic && f.Kind == schema.Ref {
				found = append(found, s.circles(t, f)...)
			}
		}
	}
	return found
}

// circles walks from every page of a type along one field. A page that an
// earlier walk has seen leads nowhere new, so each page is passed once.
func (s *Site) circles(t *schema.Type, f *schema.Field) []diag.Diagnostic {
	var found []diag.Diagnostic
	walk := map[*Page]int{} // the number of the walk that came by
	for n, p := range s.Inputs.Pages {
		if p.Type != t {
			continue
		}
		var trail []*Page
		next := s.byKey[p.Doc.Path]
		for ; next != nil && walk[next] == 0; next = s.follow(next, f) {
			walk[next] = n + 1
			trail = append(trail, next)
		}
		if next == nil || walk[next] != n+1 {
			continue
		}
		var names []string
		for _, on := range trail[slices.Index(trail, next):] {
			names = append(names, on.Slug())
		}
		path := strings.Join(append(names, next.Slug()), " → ")
		found = append(found, diag.New(diag.ReferenceCycle, next.Place(f.Key, s), "field", f.Key, "path", path))
	}
	return found
}

func (s *Site) follow(p *Page, f *schema.Field) *Page {
	ref, ok := p.Value(f.Key).(schema.Reference)
	if !ok {
		return nil
	}
	return s.Entry(s.Schema.Type(f.To), string(ref), p.Lang)
}
