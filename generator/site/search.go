package site

import "strings"

// SearchID is the ID that the page of a search would have if it were written, and
// SearchFiles is the folder of the files that it loads by the hash of their content.
const (
	SearchID    = "suche"
	SearchFiles = "assets/search/"

	searchDirectory = SearchID + "/index.json"
)

// SearchURL is the address of the page that shows what a search has found in a
// language, below the site's base path.
func (s *Site) SearchURL(lang string) string { return s.address(SearchID, lang) }

// SearchDirectory is the output file that such a page loads first.
func (s *Site) SearchDirectory(lang string) string {
	return relative(s.SearchURL(lang)) + "index.json"
}

// IsSearchFile reports whether an output file is one that a search loads.
func IsSearchFile(path string) bool {
	return strings.HasPrefix(path, SearchFiles) || path == searchDirectory || strings.HasSuffix(path, "/"+searchDirectory)
}

// Languages are the languages in which there are pages, the default among them, in
// declared order.
func (s *Site) Languages() []string {
	spoken := map[string]bool{s.defaultLang(): true}
	for _, p := range s.Pages {
		spoken[p.Lang] = true
	}
	var languages []string
	for _, l := range s.Schema.Site.Languages {
		if spoken[l.Code] {
			languages = append(languages, l.Code)
		}
	}
	return languages
}

// PagesIn lists the pages that somebody can read who reads a language: those in it, and
// those that there are only in the default language. They are sorted by address.
func (s *Site) PagesIn(lang string) []*Page {
	var pages []*Page
	for _, p := range s.Pages {
		if p.Lang == lang || p.Lang == s.defaultLang() && !s.speaks(p.ID, lang) {
			pages = append(pages, p)
		}
	}
	return pages
}

// speaks reports whether a page is published in a language.
func (s *Site) speaks(id, lang string) bool {
	p := s.byID[lang+":"+id]
	return p != nil && p.Published
}
