package site

import (
	"strconv"
	"strings"

	"wegweiser/generator/memo"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// Key names a page among those of its site and of later ones: its file, or the
// place of the declaration that generates it. A page that the site does not have
// (a redirect) has the key "".
func (p *Page) Key() string {
	switch {
	case p.Doc != nil:
		return p.Doc.Path
	case p.Generated.Path != "":
		return p.Generated.Path + ":" + itoa(p.Generated.Start)
	}
	return ""
}

// File is the file that makes the page: its own, or the declaration of its type.
func (p *Page) File() string {
	if p.Doc != nil {
		return p.Doc.Path
	}
	return p.Generated.Path
}

// Page returns the page with that key, or nil.
func (s *Site) Page(key string) *Page { return s.byKey[key] }

// Print is the fingerprint of all that the page is to others: its front matter
// and its place in the site.
func (p *Page) Print() memo.Print { return p.print }

// Print is the fingerprint of the whole site but for the bodies of its pages.
func (s *Site) Print() memo.Print { return s.form }

// print takes the fingerprints of all pages and of the site.
func (s *Site) print() {
	var all strings.Builder
	for _, p := range s.byKey {
		p.takePrint()
	}
	for _, p := range s.Inputs.Pages {
		print := s.byKey[p.Doc.Path].print
		all.Write(print[:])
	}
	for _, list := range [][]string{s.Inputs.Files, s.Inputs.Unreadable} {
		all.WriteString(strings.Join(list, "\x00") + "\x00\x00")
	}
	s.form = memo.PrintOf([]byte(all.String()))
}

func (p *Page) takePrint() {
	var b strings.Builder
	for _, part := range []string{p.Key(), p.ID, p.Lang, p.Type.Name, p.URL, strconv.FormatBool(p.Published)} {
		b.WriteString(part)
		b.WriteByte(0)
	}
	if p.View != nil {
		b.WriteString(p.Entry.Name + "/" + itoa(p.View.Span.Start))
	}
	b.WriteByte(0)
	if p.Doc != nil {
		b.Write(p.Doc.Form[:])
	} else {
		b.WriteString(p.Title())
	}
	p.print = memo.PrintOf([]byte(b.String()))
}

// SwapBodies puts pages in the place of those that they differ from in nothing
// but the body, and returns the keys of those whose body has changed. It must not
// run while the site is asked.
func (s *Site) SwapBodies(pages []*schema.Page, locate func(file, field string) source.Span) (changed []string) {
	for i, p := range pages {
		if p == s.Inputs.Pages[i] {
			continue
		}
		page := s.byKey[p.Doc.Path]
		p.SortKey, page.Page = page.SortKey, p
		changed = append(changed, p.Doc.Path)
	}
	s.Inputs.Pages, s.Locate = pages, locate
	return changed
}
