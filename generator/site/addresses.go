package site

import (
	"path"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"wegweiser/generator/diag"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// checkAddresses reports what would be written to one file, on a host that tells
// upper case from lower or not: pages, their former addresses, files beside
// pages, static files, and what the generator itself writes.
func (s *Site) checkAddresses() []diag.Diagnostic {
	sort.SliceStable(s.Pages, func(i, j int) bool { return s.Pages[i].URL < s.Pages[j].URL })
	s.taken = claims{}
	for _, own := range []string{"/404.html", "/sitemap.xml", "/MANIFEST.sha256"} {
		s.taken.claim(own, claim{file: schema.SitePath})
	}
	for _, t := range s.Schema.Types {
		s.taken.claim("/api/"+t.Name+".json", claim{file: t.Span.Path})
	}
	var found []diag.Diagnostic
	take := func(output string, by claim) bool {
		if TooLong(output) {
			found = append(found, diag.New(diag.LongAddress, by.place(s), "limit", itoa(MaxPart)))
			return false
		}
		first, free := s.taken.claim(output, by)
		if !free {
			d := diag.New(diag.DuplicateURL, by.place(s), "url", strings.TrimSuffix(output, "index.html"))
			d.Related = []source.Span{first.place(s)}
			found = append(found, d)
		}
		return free
	}
	for _, f := range s.Inputs.Files {
		if unwritable(f) {
			found = append(found, diag.New(diag.InvalidFileName, source.Span{Path: f}, "name", strings.TrimPrefix(FileURL(f), "/")))
		} else {
			take(FileURL(f), claim{file: f})
		}
	}
	s.Pages = slices.DeleteFunc(s.Pages, func(p *Page) bool { return !take(p.URL+"index.html", claim{page: p, field: "title"}) })
	for _, p := range s.Pages {
		for _, alias := range p.Texts("aliases") { // by value: those that were refused have no number
			take("/"+AliasFile(alias), claim{page: p, field: "aliases[=" + alias + "]"})
		}
	}
	return found
}

// AliasFile is the output file that answers at a page's former address.
func AliasFile(alias string) string {
	file := strings.Trim(alias, "/")
	if ext := path.Ext(file); ext == ".html" || ext == ".htm" {
		return file
	}
	return file + "/index.html"
}

// MaxPart and maxAddress bound the parts and the whole of an output's path, in
// bytes: file systems allow a little more.
const MaxPart, maxAddress = 200, 1000

// TooLong reports whether an output's path is longer than is allowed.
func TooLong(output string) bool {
	return len(output) > maxAddress ||
		slices.ContainsFunc(strings.Split(output, "/"), func(part string) bool { return len(part) > MaxPart })
}

// unwritable reports whether a file's path is none everywhere: some hosts take a
// backslash for a slash.
func unwritable(file string) bool {
	return !utf8.ValidString(file) || strings.ContainsFunc(file, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' })
}

// claims are the output files that are taken, in lower case, and the folders that
// they lie in, with a slash at the end.
type claims map[string]claim

// claim is who takes an output file: a page, by a field, or a file.
type claim struct {
	page        *Page
	field, file string
}

// claim takes an output file. It returns who took it first, or what cannot stand
// beside it (a file in the place of its folder, or the other way round), and
// false if it was not free.
func (c claims) claim(output string, by claim) (first claim, free bool) {
	if first, taken := c.holder(output); taken {
		return first, false
	}
	key := strings.ToLower(output)
	c[key] = by
	for _, folder := range foldersOf(key) {
		if _, known := c[folder]; !known {
			c[folder] = by
		}
	}
	return by, true
}

// holder returns who has an output file, its name as a folder, or one of its
// folders as a file.
func (c claims) holder(output string) (by claim, taken bool) {
	key := strings.ToLower(output)
	for _, name := range []string{key, key + "/"} {
		if by, taken := c[name]; taken {
			return by, true
		}
	}
	for _, folder := range foldersOf(key) {
		if by, taken := c[strings.TrimSuffix(folder, "/")]; taken {
			return by, true
		}
	}
	return claim{}, false
}

// foldersOf lists the folders of /a/b/c.html: /a/ and /a/b/.
func foldersOf(output string) []string {
	var folders []string
	for i := 1; i < len(output); i++ {
		if output[i] == '/' {
			folders = append(folders, output[:i+1])
		}
	}
	return folders
}

// Free reports whether nothing stands in the way of an output file: no file of
// that name, no folder of that name, and no file in the place of its folders.
func (s *Site) Free(output string) bool {
	_, taken := s.taken.holder(output)
	return !taken
}

// Owner is the key of the page, or the path of the file, to which an output file
// belongs; "" if it is free. Of several that claim it, the first has it.
func (s *Site) Owner(output string) string {
	c, taken := s.taken[strings.ToLower(output)]
	switch {
	case !taken:
		return ""
	case c.page != nil:
		return c.page.Key()
	}
	return c.file
}

func (c claim) place(s *Site) source.Span {
	if c.page == nil {
		return source.Span{Path: c.file}
	}
	return c.page.Place(c.field, s)
}

// unshown describes a link to a folder that has no public page: because nobody has
// written one, or because all of them are drafts.
func (s *Site) unshown(at source.Span, folder string) diag.Diagnostic {
	inside := func(p *schema.Page) bool { return strings.HasPrefix(p.ID, folder+"/") }
	if slices.ContainsFunc(s.Inputs.Pages, inside) {
		return diag.New(diag.LinkToDraft, at, "target", folder)
	}
	return diag.New(diag.EmptyFolder, at, "folder", folder)
}
