package site

import (
	"path"
	"slices"
	"strings"

	"wegweiser/generator/german"
	"wegweiser/generator/schema"
)

// Find returns the page that a reference names: by ID (modelle/efa), else by
// the slug that only one page has (efa). It is nil if there is none.
func (s *Site) Find(ref, lang string) *Page {
	ref = strings.Trim(ref, "/")
	if p := s.exact(ref, lang); p != nil {
		return p
	}
	if strings.Contains(ref, "/") {
		return nil
	}
	if p := s.onlyEntry(ref, lang); p != nil && p.Published {
		return p
	}
	return s.onlyEntry(ref, s.defaultLang())
}

// exact returns the page with that ID, in the default language if none is public in
// the other, or nil.
func (s *Site) exact(id, lang string) *Page {
	original := s.byID[s.defaultLang()+":"+id]
	if p := s.byID[lang+":"+id]; p != nil && (p.Published || original == nil) {
		return p
	}
	return original
}

// onlyEntry returns the page with that slug if only one type has one, or nil.
func (s *Site) onlyEntry(slug, lang string) *Page {
	if pages := s.entries(slug, lang); len(pages) == 1 {
		return pages[0]
	}
	return nil
}

// entries returns the pages with that slug in the folders of all types.
func (s *Site) entries(slug, lang string) []*Page {
	var pages []*Page
	for _, t := range s.Schema.Types {
		if p := s.byID[lang+":"+t.Folder+"/"+slug]; t.Folder != "" && p != nil {
			pages = append(pages, p)
		}
	}
	return pages
}

// Entry returns the page of a type that a reference field names by its slug, or nil.
func (s *Site) Entry(t *schema.Type, slug, lang string) *Page {
	if t == nil {
		return nil
	}
	for _, id := range []string{path.Join(t.Folder, slug), slug} {
		if p := s.Find(id, lang); p != nil && p.Type == t {
			return p
		}
	}
	return nil
}

// Home returns the site's start page, or nil.
func (s *Site) Home() *Page { return s.byID[s.defaultLang()+":"] }

// Variants returns the published pages with an ID, one for each language that has
// one, in the site's order.
func (s *Site) Variants(id string) []*Page {
	var all []*Page
	for _, l := range s.Schema.Site.Languages {
		if v := s.byID[l.Code+":"+id]; v != nil && v.Published {
			all = append(all, v)
		}
	}
	return all
}

// Ancestors returns the published pages above an ID, from the start page down.
func (s *Site) Ancestors(id, lang string) []*Page {
	var up []*Page
	for id != "" {
		id = strings.TrimSuffix(path.Dir(id), ".")
		if a := s.exact(id, lang); a != nil && a.Published {
			up = append(up, a)
		}
	}
	slices.Reverse(up)
	return up
}

// SectionPage returns the published page that shows a view of a type's section to
// readers of a language, or nil.
func (s *Site) SectionPage(t *schema.Type, view *schema.SectionView, lang string) *Page {
	if p := s.exact(sectionID(t, view), lang); p != nil && p.Published && p.View == view {
		return p
	}
	return nil
}

func sectionID(t *schema.Type, view *schema.SectionView) string {
	return strings.TrimSuffix(t.Folder+"/"+german.Slug(view.Slug), "/")
}
