package render

import (
	"strings"

	"wegweiser/generator/site"
)

// Frame is what the parts around a page see: the site, and which entry of the
// navigation the page belongs to, but nothing else of the page.
type Frame struct {
	SiteTitle, Lang string
	Home            bool   // the page is the start page
	Zone            string // the site's time zone: Europe/Berlin

	hub     *Hub
	current string // ID of the entry to mark, or ""
	exact   bool   // the page is that entry itself
}

func (h *Hub) newFrame(p *site.Page) *Frame {
	f := &Frame{SiteTitle: h.Schema().Site.Title, Lang: p.Lang, Zone: h.Schema().Site.TimeZone.String(), hub: h}
	for _, id := range h.Navigation() {
		inside := p.ID == id || strings.HasPrefix(p.ID, id) && p.ID[len(id)] == '/'
		if inside && len(id) > len(f.current) {
			f.current, f.exact = id, p.ID == id
		}
	}
	if p.ID == "" && p.URL != "" {
		f.Home, f.exact = true, true
	}
	return f
}

// Asset returns the address of static/NAME.
func (f *Frame) Asset(name string) (string, error) { return f.hub.asset(name) }

// HomeURL is the address of the start page.
func (f *Frame) HomeURL() string {
	if home := f.hub.Find("", f.Lang); home != nil && home.Published {
		return f.hub.url(home.URL)
	}
	return f.hub.url("/")
}

// SearchURL is the address of the page that shows what a search has found.
func (f *Frame) SearchURL() string { return f.hub.url(f.hub.SearchURL(f.Lang)) }

// Navigation lists the pages of the main navigation.
func (f *Frame) Navigation() []Link { return f.links(f.hub.Schema().Site.Navigation) }

// Footer lists the pages that every page has to link to.
func (f *Frame) Footer() []Link { return f.links(f.hub.Schema().Site.Footer) }

func (f *Frame) links(refs []string) []Link {
	var links []Link
	for _, ref := range refs {
		p := f.hub.Find(ref, f.Lang)
		if p == nil || !p.Published {
			continue // a finding of its own
		}
		marked := p.ID == f.current && f.current != ""
		link := f.hub.linkTo(p, f.hub.navigationTitle(p), f.Lang)
		link.Current, link.Within = marked && f.exact, marked && !f.exact
		links = append(links, link)
	}
	return links
}

// Organisation is who publishes the site, or nil.
func (f *Frame) Organisation() *Card {
	ref := f.hub.Schema().Site.Organisation
	if ref == "" {
		return nil
	}
	return f.hub.card(f.hub.Find(ref, f.Lang), f.Lang)
}
