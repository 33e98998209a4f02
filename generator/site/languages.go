package site

import (
	"slices"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/memo"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// A page in another language than the site's first is a variant of the page of the
// same name: its original. Readers of a language see each page in their language if
// there is such a variant, else the original.

// linkVariants tells variants and originals of each other. A variant that inherits
// nothing has to say everything itself.
func (s *Site) linkVariants() []diag.Diagnostic {
	var found []diag.Diagnostic
	for i, p := range s.linked {
		if p.Lang == s.defaultLang() {
			continue
		}
		original := s.byID[s.defaultLang()+":"+p.ID]
		switch {
		case original == nil || original.Doc == nil:
		case original.Type == p.Type:
			p.Original = original
			s.variants[original] = append(s.variants[original], p)
			s.appear(p)
			p.inherit()
		default:
			how := "@differs-how"
			if original.Type != s.Schema.TypeOf(p.ID) {
				how = "@differs-type-how" // no type is inherited
			}
			d := diag.New(diag.TranslationDiffers, p.Place("type", s), "field", "type", "label", "@type-label", "how", how)
			d.Related = []source.Span{original.Place("type", s)}
			found = append(found, d)
		}
		switch {
		case s.unread[p.ID]: // what may be its original has findings of its own
		case original == nil && p.ID != "" && s.Schema.Site.Checks.Of(diag.OriginalMissing) != diag.Off:
			found = append(found, s.originalMissing(p)) // which may have all that the page lacks
		case p.Original == nil: // else it may inherit on another day, and no day breaks a build
			found = append(found, s.Inputs.Pages[i].Lacks...)
		}
		if p.Published && (p.Original == nil || !original.Published) { // nothing that it stands for is listed
			key := listKey{p.Type.Name, p.Lang}
			s.foreign[key] = append(s.foreign[key], p)
		}
	}
	s.Pages = slices.DeleteFunc(s.Pages, func(p *Page) bool { return !p.Published })
	return found
}

// inherit gives a variant the facts of its original. A page does not hand on what it
// does not show.
func (p *Page) inherit() {
	if p.Original != nil && (p.Original.Published || !p.Published) {
		p.Page = p.own.Inheriting(p.Original.Page)
	}
}

// Translated returns the pages that have an original, sorted by file.
func (s *Site) Translated() []*Page {
	var pages []*Page
	for _, p := range s.linked {
		if p.Original != nil {
			pages = append(pages, p)
		}
	}
	return pages
}

// Origin is the page whose file says what a page has in a field: itself or its original.
func (p *Page) Origin(key string) *Page {
	if p.Original != nil && p.Value(key) != nil && p.own.Value(key) == nil {
		return p.Original
	}
	return p
}

// SourceLang is the language of the title of a source that the page names in a text of a
// language. A translation that repeats a title of its original has not translated it.
func (p *Page) SourceLang(s schema.Source, lang string) string {
	if p.Original == nil || p.Page == p.own || lang != p.Lang { // this very text may be the original's
		return lang
	}
	for theirs := range p.Original.Sources() {
		if theirs.Title == s.Title {
			return p.Original.Lang
		}
	}
	return lang
}

// Own is the page as its file says it, without what it inherits.
func (p *Page) Own() *schema.Page { return p.own }

// In returns the page for readers of a language: its published variant, else the
// page itself. A page of another type is not what a list is about.
func (s *Site) In(p *Page, lang string) *Page {
	if v := s.byID[lang+":"+p.ID]; v != nil && v.Published && v.Type == p.Type && p.Lang != lang {
		return v
	}
	return p
}

// allIn is In for each of some pages.
func (s *Site) allIn(pages []*Page, lang string) []*Page {
	if lang == s.defaultLang() {
		return pages
	}
	in := make([]*Page, len(pages))
	for i, p := range pages {
		in[i] = s.In(p, lang)
	}
	return in
}

// listKey names a list of the pages of a type.
type listKey struct{ typeName, lang string }

// listed returns a type's published pages for readers of a language, in their order:
// that of its fields, then that of its alphabet.
func (s *Site) listed(t *schema.Type, lang string) []*Page {
	if lang == s.defaultLang() {
		return s.byType[t.Name]
	}
	key := listKey{t.Name, lang}
	if pages, ok := s.lists.Load(key); ok {
		return pages.([]*Page)
	}
	pages := slices.Concat(s.allIn(s.byType[t.Name], lang), s.foreign[key])
	s.sortPages(pages, s.placings(t), lang)
	s.lists.Store(key, pages)
	return pages
}

// sortKeys returns what orders the titles of pages in a language's alphabet.
func (s *Site) sortKeys(lang string) func(p *Page) []byte {
	collate := s.collatorOf(lang)
	return func(p *Page) []byte {
		if s.collatorOf(p.Lang).Same(collate) {
			return p.SortKey
		}
		return collate.Key(p.Title())
	}
}

func (s *Site) collatorOf(lang string) *german.Collator {
	if c := s.collators[lang]; c != nil {
		return c
	}
	return s.collate
}

// printParts are the prints of what a page says: its front matter, and that of the
// original, as far as it inherits from it.
func (p *Page) printParts() []memo.Print {
	parts := []memo.Print{p.Doc.Form}
	if p.Original != nil && p.Page != p.own {
		parts = append(parts, p.Original.Doc.Form)
	}
	return parts
}
