package site

import (
	"strconv"
	"strings"

	"wegweiser/generator/memo"
	"wegweiser/generator/schema"
)

// Key names a page among those of its site and of later ones: its file, or the
// declaration that generates it and its ID. A page that the site does not have
// (a redirect) has the key "".
func (p *Page) Key() string { return p.key }

// KeyPrint is the fingerprint of the key.
func (p *Page) KeyPrint() memo.Print { return p.keyPrint }

func keyOf(p *schema.Page) string {
	if p.Doc != nil {
		return p.Doc.Path
	}
	return p.Generated.Path + ":" + p.ID
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

// takePrint takes the fingerprint of the site from those of its pages.
func (s *Site) takePrint() {
	var all strings.Builder
	for _, p := range s.linked {
		all.Write(p.print[:])
	}
	for _, list := range [][]string{s.Inputs.Files, s.Inputs.Unreadable} {
		all.WriteString(strings.Join(list, "\x00") + "\x00\x00")
	}
	s.form = memo.PrintOf([]byte(all.String()))
}

func (p *Page) takePrint() {
	var b strings.Builder
	for _, part := range []string{p.Key(), p.ID, p.Lang, p.Type.Name, p.URL, strconv.FormatBool(p.Published), p.Absence.Why, p.Absence.Day.String()} {
		b.WriteString(part)
		b.WriteByte(0)
	}
	if p.View != nil {
		b.WriteString(p.Entry.Name + "/" + strconv.Itoa(p.View.Span.Start))
	}
	b.WriteByte(0)
	if p.Doc != nil {
		for _, part := range p.printParts() {
			b.Write(part[:])
		}
	} else {
		b.WriteString(p.Title())
	}
	p.print = memo.PrintOf([]byte(b.String()))
}
