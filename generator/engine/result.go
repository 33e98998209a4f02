package engine

import (
	"slices"
	"strings"
	"time"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
)

// Result is what a build found out.
type Result struct {
	Report     diag.Report
	Checks     diag.Severities // from site.yaml
	Language   string          // the site's default language
	Day        calendar.Date
	Zone       *time.Location // the site's
	BasePath   string         // of all addresses: "" or /hub
	Pages      int            // published pages
	LeftOut    map[string]int // how many pages are not published, by the reason: see site.Absence
	NextChange calendar.Date
	Broken     bool // layouts cannot be run: no page was rendered
	Schema     *schema.Schema
	// What follows is not known with Options.Once.
	Entries  []Entry    // the pages, sorted by address
	Upcoming []Change   // the next first
	Rendered []Rendered // tasks that were run, in the order of the tasks
	Removed  []Removed  // files of the last build that are no longer part of the site, sorted
}

// Entry is a page of the site.
type Entry struct {
	Key                    string // see site.Page.Key
	File                   string // "" for a page that a type's section generates
	Output                 string // dienste/wohngeld/index.html
	URL, Title, Type, Lang string // Type as people call it
	TypeName               string
	Absence                site.Absence   // why only a preview shows it
	Values                 []schema.Value // what its fields say; see schema.Page
}

// Change is what a coming day does to a page, without an edit.
type Change struct {
	Day         calendar.Date
	File, Title string
	Field       string // its label
	Begins      bool   // the page or the value begins; otherwise it ends, or is to be reviewed
}

// Removed is a file that is no longer part of the site.
type Removed struct {
	Path string
	File string // of the page that it was made for, whose errors may be the reason; "" for none
}

// Rendered is a task that was run, and why: the kind and the name of what has
// changed.
type Rendered struct {
	Task string // "page" and its key, "api" and a type, "sitemap" …
	Kind string // see ask.Reason; "" if the task is new, "own" if its page was edited
	Name string
}

func entries(s *site.Site) []Entry {
	all := make([]Entry, 0, len(s.Pages))
	for _, p := range s.Pages {
		all = append(all, entryOf(s, p))
	}
	return all
}

// swapEntries returns the entries after an edit of the front matter of some pages that
// leaves the site its shape.
func swapEntries(before []Entry, s *site.Site, keys []string) []Entry {
	all := slices.Clone(before) // a preview still looks at those
	for _, key := range keys {
		p := s.Page(key)
		i, published := slices.BinarySearchFunc(s.Pages, p.URL, func(p *site.Page, url string) int { return strings.Compare(p.URL, url) })
		if published && s.Pages[i] == p {
			all[i] = entryOf(s, p)
		}
	}
	return all
}

func entryOf(s *site.Site, p *site.Page) Entry {
	e := Entry{
		Key:    p.Key(),
		Output: strings.TrimPrefix(p.URL, "/") + "index.html", URL: s.Schema.Site.BasePath() + p.URL,
		Title: p.Title(), Type: p.Type.One, TypeName: p.Type.Name, Lang: p.Lang, Absence: p.Absence,
		Values: p.Values,
	}
	if p.Doc != nil {
		e.File = p.Doc.Path
	}
	return e
}

func upcoming(s *site.Site) []Change {
	var all []Change
	for _, c := range s.Upcoming() {
		all = append(all, Change{c.Day, c.Page.Doc.Path, c.Page.Title(), c.Field.Label, c.Begin})
	}
	return all
}
