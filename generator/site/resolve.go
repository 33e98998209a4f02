package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
)

// Destination is what a link in a page leads to.
type Destination struct {
	URL  string // below the site's base path, with the anchor; "" if it leads nowhere
	Page *Page  // nil for a file
	// Static is the name of a file below static/, whose address has a hash.
	Static string
	// Problem is the code of what is wrong with the link, or "".
	Problem diag.Code
	Anchor  string   // the anchor that the page does not have
	Anchors []string // those that there are, each once
	// Passed is the page in the reader's language that does not have the anchor, or nil.
	Passed *Page
	// Known makes the links to what may have been meant; nil for nothing.
	Known func() []string
}

// Resolve follows a relative file link (../modelle/efa.md#finanzierung) from a
// page, as an editor or a code host would, but for the language: see translated.
func (s *Site) Resolve(from *Page, target, lang string) Destination {
	file, anchor, _ := strings.Cut(target, "#")
	file, _, _ = strings.Cut(file, "?")
	if decoded, err := url.PathUnescape(file); err == nil {
		file = decoded
	}
	if decoded, err := url.PathUnescape(anchor); err == nil {
		anchor = decoded
	}
	switch {
	case file == "" && anchor == "": // [text]() or [text](#): nobody means this very page
		return Destination{Problem: diag.BrokenLink}
	case file == "":
		return s.anchored(from, anchor)
	case strings.HasPrefix(file, "/"):
		return Destination{Problem: diag.AbsoluteLink}
	case from.Doc == nil:
		return Destination{Problem: diag.BrokenLink}
	}
	full := path.Join(path.Dir(from.Doc.Path), file)
	if static, ok := strings.CutPrefix(full, "static/"); ok && s.files[full] {
		return Destination{Static: static}
	}
	if full != "content" && !strings.HasPrefix(full, "content/") {
		return Destination{Problem: diag.LinkOutside}
	}
	if s.unread[full] {
		return Destination{} // a finding of its own
	}
	if page := s.pageAt(full); page != nil {
		return s.translated(from, page, anchor, lang)
	}
	if s.files[full] {
		return Destination{URL: EscapePath(FileURL(full))}
	}
	if path.Ext(full) == "" && s.Schema.Lost() {
		return Destination{} // maybe a section of the type that cannot be read
	}
	if path.Ext(full) != "" && path.Ext(full) != ".md" {
		return Destination{Problem: diag.BrokenAsset, Known: linksFrom(from, s.Files)}
	}
	return Destination{Problem: diag.BrokenLink, Known: linksFrom(from, s.fileNames())}
}

// LinkTitle returns the title of the page that a link leads to, or "", and the
// language of that page.
func (s *Site) LinkTitle(from *Page, target, lang string) (title, in string) {
	if d := s.Resolve(from, target, lang); d.Page != nil && d.Page.Published {
		return d.Page.Title(), d.Page.Lang
	}
	return "", ""
}

// translated leads readers of a language to the page that a link names: to its public
// variant in their language, as references do. Three links lead to what they name all the
// same:
//   - one that names a variant (efa.en.md);
//   - one from a variant to its own original: nobody links to the page that is read;
//   - one to a heading that the variant does not have. Anchors are made of headings, which a
//     translation changes: the place that is named is worth more than its language, and
//     who publishes a translation breaks no link of another page.
func (s *Site) translated(from, named *Page, anchor, lang string) Destination {
	d := s.anchored(named, anchor)
	if lang == s.defaultLang() || named.Lang != s.defaultLang() {
		return d
	}
	variant := s.byID[lang+":"+named.ID]
	if variant == nil || !variant.Published || variant == from {
		return d
	}
	in := s.anchored(variant, anchor)
	if in.Problem == "" {
		return in
	}
	d.Passed = variant
	if d.Problem == diag.BrokenAnchor {
		others := slices.DeleteFunc(d.Anchors, func(a string) bool { return slices.Contains(in.Anchors, a) })
		d.Anchors = slices.Concat(in.Anchors, others)
	}
	return d
}

// pageAt finds the page of a Markdown file, or of a folder.
func (s *Site) pageAt(full string) *Page {
	if p := s.byKey[full]; p != nil {
		return p
	}
	id := strings.TrimPrefix(strings.TrimPrefix(full, "content"), "/")
	id = strings.TrimSuffix(strings.TrimSuffix(id, "index.md"), "/")
	if path.Ext(id) != "" {
		return nil
	}
	return s.byID[s.defaultLang()+":"+id]
}

func (s *Site) anchored(p *Page, anchor string) Destination {
	d := Destination{URL: p.URL, Page: p}
	if anchor != "" {
		known, ok := s.hasAnchor(p, anchor)
		if slug := german.Slug(anchor); !ok && slices.Contains(known, slug) {
			anchor, ok = slug, true // #öffnungszeiten, as code hosts write it
		}
		if !ok {
			d.Problem, d.Anchor, d.Anchors = diag.BrokenAnchor, anchor, known
		}
		d.URL += "#" + anchor
	}
	if !p.Published {
		d.URL, d.Problem = "", diag.LinkToDraft
	}
	return d
}

// hasAnchor looks for an id among a page's headings and the groups that its
// section draws.
func (s *Site) hasAnchor(p *Page, anchor string) ([]string, bool) {
	var known []string
	if p.Doc != nil {
		for _, h := range p.Doc.Headings {
			if h.ID == anchor {
				return nil, true
			}
			known = append(known, h.ID)
		}
	}
	groups := s.groupIDs(p)
	return append(known, groups...), slices.Contains(groups, anchor)
}

// groupIDs lists the ids of the groups that a section page draws. It is asked
// for every link with an anchor, so the answer is kept.
func (s *Site) groupIDs(p *Page) []string {
	if p.View == nil || p.View.Draw != "index" {
		return nil
	}
	if ids, ok := s.groups.Load(p); ok {
		return ids.([]string)
	}
	var ids []string
	if index, problem := s.Index(p.View.Arg("type"), p.View.Arg("group"), p.View.Arg("where"), p.Lang); problem == nil {
		for _, g := range index.Groups {
			ids = append(ids, g.ID)
		}
	}
	s.groups.Store(p, ids)
	return ids
}

func (s *Site) fileNames() []string {
	return s.names("pages", func() []string {
		var names []string
		for _, p := range s.Inputs.Pages {
			names = append(names, p.Doc.Path)
		}
		return names
	})
}

// linksFrom spells the paths of files as links from a page, for suggestions.
func linksFrom(from *Page, files []string) func() []string {
	dir := path.Dir(from.Doc.Path) + "/"
	return func() []string {
		links := make([]string, 0, len(files))
		for _, f := range files {
			links = append(links, LinkFrom(dir, f))
		}
		return links
	}
}

// LinkFrom spells the path of a file as a link from a folder, which ends with a
// slash.
func LinkFrom(dir, file string) string {
	common := 0 // bytes, up to the last slash that both share
	for i := 0; i < len(dir) && i < len(file) && dir[i] == file[i]; i++ {
		if dir[i] == '/' {
			common = i + 1
		}
	}
	return strings.Repeat("../", strings.Count(dir[common:], "/")) + file[common:]
}

// EscapePath escapes a URL path for use in a link.
func EscapePath(p string) string { return (&url.URL{Path: p}).EscapedPath() }
