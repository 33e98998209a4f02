// Package site links checked pages into one hub, as it is on one day.
//
// In go all pages of a snapshot, the declarations and the day; out comes a
// Site: which pages are published and under which address, what refers to what,
// in both directions, and the answers to the questions that layouts ask
// (indexes, comparisons, steps, timelines, the value that holds today). While a
// Site is asked, nothing changes it: every answer is a pure function of it, so pages
// can be rendered in any order and in parallel. Between two builds Swap may.
package site

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/memo"
	"wegweiser/generator/outpath"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// Inputs is all that a Site is made of.
type Inputs struct {
	Schema *schema.Schema
	Pages  []*schema.Page // sorted by path
	Files  []string       // paths of the files beside the pages, sorted
	// Unreadable are the files of pages that have findings of their own and are
	// therefore not among Pages: what names them is not wrong as well.
	Unreadable []string
	Day        calendar.Date // the day for which the site is built
	Drafts     bool          // publish pages that are absent, too
	// Locate finds a front matter field in a file's text, for findings.
	Locate func(file, field string) source.Span
}

// Site is the linked hub.
type Site struct {
	Inputs
	Pages []*Page // published, sorted by URL

	linked     []*Page                     // parallel to Inputs.Pages
	count      int                         // of all pages, published or not
	byKey      map[string]*Page            // content/dienste/wohngeld.md, see Page.Key
	byID       map[string]*Page            // lang + ":" + ID, published or not
	byType     map[string][]*Page          // published entries of a type in the default language, in its order
	foreign    map[listKey][]*Page         // published entries of a type in another language, without an original
	variants   map[*Page][]*Page           // of an original
	lists      sync.Map                    // listKey → []*Page, see listed
	collators  map[string]*german.Collator // by language
	files      map[string]bool
	taken      outpath.Claims[claim]
	unread     map[string]bool   // files and IDs of unreadable pages
	groups     sync.Map          // *Page → []string, see groupIDs
	indexes    sync.Map          // indexKey → Index
	facetLists sync.Map          // listKey → []Facet, see Facets
	nameLists  sync.Map          // string → []string, see names
	fieldNames sync.Map          // a type and a path → fieldNames
	referrers  map[*Page][]*Page // who refers to a page
	facets     map[*schema.Type][]facetCount
	navigation []string
	found      []diag.Diagnostic // by Link
	form       memo.Print
	collate    *german.Collator
}

// Page is a page with its place in the site.
type Page struct {
	*schema.Page
	URL       string // /dienste/wohngeld/ below the site's base path
	Published bool
	Absence   Absence // on the site's day
	// Original is the page in the site's first language of which this one is a
	// variant, or nil.
	Original *Page

	own      *schema.Page // without what it inherits
	key      string
	keyPrint memo.Print
	number   int                 // of all pages, from 0
	rank     int                 // its place in the order of its type
	changes  []Change            // that days bring
	events   []Event             // that days have brought, see eventsOf
	View     *schema.SectionView // what a section page draws below its body, or nil
	Facet    *schema.Facet       // of the pages with one of whose values this page is a list, or nil
	Entry    *schema.Type        // the type whose section this page is, or nil

	print memo.Print
}

// Link makes a site of its inputs; see Found for what does not fit together.
func Link(in Inputs) *Site {
	s := &Site{
		Inputs:    in,
		byKey:     map[string]*Page{},
		byID:      map[string]*Page{},
		byType:    map[string][]*Page{},
		foreign:   map[listKey][]*Page{},
		variants:  map[*Page][]*Page{},
		collators: map[string]*german.Collator{},
		files:     map[string]bool{},
		unread:    map[string]bool{},
		referrers: map[*Page][]*Page{},
		collate:   german.NewCollator(in.Schema.Site.Languages[0].Code),
	}
	for _, l := range in.Schema.Site.Languages {
		s.collators[l.Code] = german.NewCollator(l.Code)
	}
	for _, f := range in.Files {
		s.files[f] = true
	}
	for _, f := range in.Unreadable {
		id := in.Schema.ID(f)
		s.unread[f], s.unread[id] = true, true
		if folder, slug, inside := strings.Cut(id, "/"); inside && in.Schema.Folder(folder) == nil {
			s.unread[slug] = true // its type is refused as well, else that would tell the folder
		}
	}
	for _, p := range in.Pages {
		page := &Page{Page: p, own: p, changes: changesOf(p)}
		s.linked = append(s.linked, page)
		s.add(page)
	}
	s.addSections()
	lacking := s.linkVariants()
	s.addFacets()
	for _, folder := range in.Schema.DisputedFolders() {
		if s.byID[s.defaultLang()+":"+folder] == nil {
			s.unread["content/"+folder], s.unread[folder] = true, true
		}
	}
	s.sortTypes()
	s.found = slices.Concat(lacking, s.checkAddresses(), s.linkReferences(), s.checkConfig())
	s.navigation = s.navigationIDs()
	for _, p := range s.byKey {
		p.takePrint()
		p.events = s.eventsOf(p)
	}
	s.takePrint()
	return s
}

// Found returns what does not fit together.
func (s *Site) Found() []diag.Diagnostic { return s.found }

// add takes a page into the site under its address.
func (s *Site) add(p *Page) {
	p.key = keyOf(p.Page)
	p.keyPrint = memo.PrintOf([]byte(p.key))
	p.number = s.count
	s.count++
	p.URL = s.address(p.ID, p.Lang)
	s.appear(p)
	s.byKey[p.Key()] = p
	key := p.Lang + ":" + p.ID
	if first := s.byID[key]; first == nil || p.Doc == nil && !first.Published { // a draft hides no section
		s.byID[key] = p
	}
	if p.Published {
		s.Pages = append(s.Pages, p)
		if p.Lang == s.defaultLang() {
			s.byType[p.Type.Name] = append(s.byType[p.Type.Name], p)
		}
	}
}

func (s *Site) defaultLang() string { return s.Schema.Site.Languages[0].Code }

// address is the URL path of a page, without the site's base path.
func (s *Site) address(id, lang string) string {
	if lang != s.defaultLang() {
		id = strings.TrimSuffix(lang+"/"+id, "/")
	}
	if id == "" {
		return "/"
	}
	return "/" + id + "/"
}

// addSections gives every type's folder its pages: the declared views, drawn
// below the folder's index.md if there is one.
func (s *Site) addSections() {
	for _, t := range s.Schema.Types {
		if t.Folder == "" || len(s.byType[t.Name]) == 0 && s.byID[s.defaultLang()+":"+t.Folder] == nil {
			continue
		}
		for i := range t.Section {
			s.addSection(t, &t.Section[i])
		}
	}
}

func (s *Site) addSection(t *schema.Type, view *schema.SectionView) {
	id := sectionID(t, view)
	if s.unread[id] {
		return // its file has findings: what the generator would make of it is not meant
	}
	if view.Slug == "" {
		if own := s.byID[s.defaultLang()+":"+id]; own != nil {
			own.View, own.Entry = view, t
			s.drawVariants(id, t, view)
			return
		}
	}
	title := view.Title
	if title == "" {
		title = t.Many
	}
	generated := &schema.Page{
		ID: id, Lang: s.defaultLang(), Type: s.Schema.Type("page"), Generated: view.Span,
		Values: schema.TitleOnly(s.Schema.Type("page"), title),
	}
	s.add(&Page{Page: generated, own: generated, View: view, Entry: t})
	if view.Slug == "" {
		s.drawVariants(id, t, view)
	}
}

// drawVariants has the folder's pages in other languages draw its section as well.
func (s *Site) drawVariants(id string, t *schema.Type, view *schema.SectionView) {
	for _, l := range s.Schema.Site.Languages[1:] {
		if own := s.byID[l.Code+":"+id]; own != nil {
			own.View, own.Entry = view, t
		}
	}
}

// Place is where a field of the page is written, for a finding.
func (p *Page) Place(field string, s *Site) source.Span {
	if p.Doc == nil {
		return p.Generated
	}
	return s.Locate(p.Doc.Path, field)
}

// checkConfig checks the pages that site.yaml names.
func (s *Site) checkConfig() []diag.Diagnostic {
	var found []diag.Diagnostic
	check := func(field, ref string) {
		if ref == "" || s.Find(ref, s.defaultLang()) != nil || s.unreadable(ref) {
			return
		}
		if s.Schema.Folder(ref) != nil { // it has no entry and no index.md yet
			found = append(found, s.unshown(s.Locate(schema.SitePath, field), ref))
			return
		}
		name := strings.SplitN(field, "[", 2)[0]
		if pages := s.entries(ref, s.defaultLang()); len(pages) > 1 {
			found = append(found, s.ambiguous(s.Locate(schema.SitePath, field), name, ref, pages))
			return
		}
		d := diag.New(diag.BrokenReference, s.Locate(schema.SitePath, field), "field", name, "target", ref, "type", "@page")
		found = append(found, d.Among(ref, s.ids()))
	}
	for i, ref := range s.Schema.Site.Navigation {
		check("navigation["+strconv.Itoa(i)+"]", ref)
	}
	for i, ref := range s.Schema.Site.Footer {
		check("footer["+strconv.Itoa(i)+"]", ref)
	}
	check("organisation", s.Schema.Site.Organisation)
	home := s.Home()
	if len(s.Pages) > 0 && (home == nil || !home.Published) && !s.unread[""] {
		found = append(found, diag.New(diag.NoHomePage, source.Span{Path: "content/index.md"}))
	}
	return found
}

// unreadable reports whether a reference names a page that cannot be read.
func (s *Site) unreadable(ref string) bool {
	ref = strings.Trim(ref, "/")
	return s.unread[ref] || slices.ContainsFunc(s.Schema.Types, func(t *schema.Type) bool {
		return t.Folder != "" && s.unread[t.Folder+"/"+ref]
	})
}

// names returns a list of names to suggest from, made once: where much is broken,
// much is suggested.
func (s *Site) names(list string, make func() []string) []string {
	if names, ok := s.nameLists.Load(list); ok {
		return names.([]string)
	}
	names := make()
	s.nameLists.Store(list, names)
	return names
}

func (s *Site) ids() []string {
	return s.names("ids", func() []string {
		ids := make([]string, 0, len(s.byID))
		for _, p := range s.byID {
			ids = append(ids, p.ID)
		}
		sort.Strings(ids)
		return slices.Compact(ids)
	})
}

// Navigation returns the IDs of the pages that the navigation and the footer name.
func (s *Site) Navigation() []string { return s.navigation }

func (s *Site) navigationIDs() []string {
	var ids []string
	for _, refs := range [][]string{s.Schema.Site.Navigation, s.Schema.Site.Footer} {
		for _, ref := range refs {
			if p := s.Find(ref, s.defaultLang()); p != nil && p.ID != "" {
				ids = append(ids, p.ID)
			}
		}
	}
	return ids
}

// Unpublished returns the pages that are not part of the site, sorted by file: not
// public on its day, or without an address. They are checked all the same.
func (s *Site) Unpublished() []*Page {
	addressed := make(map[*Page]bool, len(s.Pages))
	for _, p := range s.Pages {
		addressed[p] = true
	}
	var pages []*Page
	for _, p := range s.Inputs.Pages {
		if page := s.byKey[p.Doc.Path]; !addressed[page] {
			pages = append(pages, page)
		}
	}
	return pages
}
