package render

import (
	"strings"

	"wegweiser/generator/site"
)

// Frame is what the parts around a page see: the site, and which entry of the
// navigation the page belongs to, but nothing else of the page.
type Frame struct {
	hub     *Hub
	page    *site.Page
	current string // ID of the entry to mark, or ""
	exact   bool   // the page is that entry itself
}

func newFrame(v *View) *Frame {
	f := &Frame{hub: v.hub, page: v.page}
	if v.bare {
		return f
	}
	config := v.hub.Site.Schema.Site
	for _, refs := range [][]string{config.Navigation, config.Footer} {
		for _, ref := range refs {
			p := v.hub.Site.Find(ref, v.page.Lang)
			if p != nil && p.ID != "" && (v.page.ID == p.ID || strings.HasPrefix(v.page.ID, p.ID+"/")) {
				f.current, f.exact = p.ID, v.page.ID == p.ID
			}
		}
	}
	if v.page.ID == "" {
		f.exact = true
	}
	return f
}

func (f *Frame) SiteTitle() string                 { return f.hub.Site.Schema.Site.Title }
func (f *Frame) Lang() string                      { return f.page.Lang }
func (f *Frame) Asset(name string) (string, error) { return f.hub.asset(name) }

// Home reports whether the page is the start page.
func (f *Frame) Home() bool { return f.exact && f.current == "" }

// HomeURL is the address of the start page.
func (f *Frame) HomeURL() string {
	if home := f.hub.Site.Find("", f.page.Lang); home != nil && home.Published {
		return f.hub.url(home.URL)
	}
	return f.hub.url("/")
}

// Navigation lists the pages of the main navigation.
func (f *Frame) Navigation() []Link { return f.links(f.hub.Site.Schema.Site.Navigation) }

// Footer lists the pages that every page has to link to.
func (f *Frame) Footer() []Link { return f.links(f.hub.Site.Schema.Site.Footer) }

func (f *Frame) links(refs []string) []Link {
	var links []Link
	for _, ref := range refs {
		p := f.hub.Site.Find(ref, f.page.Lang)
		if p == nil || !p.Published {
			continue // a finding of its own
		}
		marked := p.ID == f.current && f.current != ""
		links = append(links, Link{
			Title: f.hub.navigationTitle(p), URL: f.hub.url(p.URL),
			Current: marked && f.exact, Within: marked && !f.exact,
		})
	}
	return links
}

// Organisation is who publishes the site, or nil.
func (f *Frame) Organisation() *Card {
	ref := f.hub.Site.Schema.Site.Organisation
	if ref == "" {
		return nil
	}
	return f.hub.card(f.hub.Site.Find(ref, f.page.Lang))
}
