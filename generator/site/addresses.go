package site

import (
	"maps"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/outpath"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// checkAddresses reports what would be written to one file, on a host that tells
// upper case from lower or not: pages, their former addresses, files beside
// pages, static files, and what the generator itself writes.
func (s *Site) checkAddresses() []diag.Diagnostic {
	sort.SliceStable(s.Pages, func(i, j int) bool { return s.Pages[i].URL < s.Pages[j].URL })
	s.taken = outpath.Claims[claim]{}
	s.reserve()
	var found []diag.Diagnostic
	take := func(output string, by claim) bool {
		if TooLong(output) {
			found = append(found, diag.New(diag.LongAddress, by.place(s), "limit", strconv.Itoa(MaxPart)))
			return false
		}
		if outpath.Check(relative(output)) != nil {
			found = append(found, diag.New(diag.InvalidFileName, by.place(s), "name", relative(output)))
			return false
		}
		first, conflict := s.taken.Claim(relative(output), by)
		url := strings.TrimSuffix(output, "index.html")
		switch {
		case conflict == outpath.None:
		case first.own != "":
			found = append(found, diag.New(diag.ReservedURL, by.place(s), "url", url, "owner", first.own))
		default:
			d := diag.New(diag.DuplicateURL, by.place(s), "url", url)
			d.Related = s.conflicting(first, by)
			found = append(found, d)
		}
		return conflict == outpath.None
	}
	for _, f := range s.Inputs.Files {
		take(FileURL(f), claim{file: f})
	}
	s.Pages = slices.DeleteFunc(s.Pages, func(p *Page) bool { return !take(p.URL+"index.html", claim{page: p, field: "title"}) })
	for _, p := range s.Pages {
		for _, alias := range p.Texts("aliases") { // by value: those that were refused have no number
			take("/"+AliasFile(alias), claim{page: p, field: "aliases[=" + alias + "]"})
		}
	}
	return found
}

// reserve takes the outputs that the generator itself writes on every site.
func (s *Site) reserve() {
	take := func(output, own, file string) { s.taken.Claim(output, claim{file: file, own: own}) }
	take("404.html", "@own-404", schema.SitePath)
	take("sitemap.xml", "@own-sitemap", schema.SitePath)
	take("feed.xml", "@own-feed", schema.SitePath)
	take("MANIFEST.sha256", "@own-manifest", schema.SitePath)
	for _, lang := range s.Languages() {
		take(relative(s.SearchURL(lang))+"index.html", "@own-search", schema.SitePath)
		take(s.SearchDirectory(lang), "@own-search", schema.SitePath)
	}
	take(SearchFiles+"index.txt", "@own-search", schema.SitePath) // no file stands in the place of the folder
	for _, t := range s.Schema.Types {
		take("api/"+t.Name+".json", "@own-api", t.Span.Path)
		take("api/"+t.Name+".schema.json", "@own-api", t.Span.Path)
	}
	take("api/index.json", "@own-api", schema.SitePath)
}

// FileURL is the address of a file beside the pages, or of a static file: that
// of its path below its folder.
func FileURL(file string) string {
	return strings.TrimPrefix(strings.TrimPrefix(file, source.Content), source.Static)
}

// AliasFile is the output file that answers at a page's former address.
func AliasFile(alias string) string {
	file := strings.Trim(alias, "/")
	if ext := path.Ext(file); ext == ".html" || ext == ".htm" {
		return file
	}
	return file + "/index.html"
}

// MaxPart and maxAddress bound the parts and the whole of an address, in bytes. What
// is made of one needs room: a hash, index.html, the name of a twin.
const MaxPart, maxAddress = outpath.MaxPart - 40, outpath.MaxPath - 1048

// relative is the path of an output file, of which the address is known.
func relative(output string) string { return strings.TrimPrefix(output, "/") }

// TooLong reports whether an output's path is longer than is allowed.
func TooLong(output string) bool {
	return len(output) > maxAddress ||
		slices.ContainsFunc(strings.Split(output, "/"), func(part string) bool { return len(part) > MaxPart })
}

// claim is who takes an output file: a page, by a field, or a file, or the generator
// itself, for what a word of the registry's vocabulary says.
type claim struct {
	page        *Page
	field, file string
	own         string
}

// Free reports whether nothing stands in the way of an output file: no file of
// that name, no folder of that name, and no file in the place of its folders.
func (s *Site) Free(output string) bool {
	_, conflict := s.taken.Conflict(relative(output))
	return conflict == outpath.None
}

// Owner is the key of the page, or the path of the file, to which an output file
// belongs; "" if it is free. Of several that claim it, the first has it.
func (s *Site) Owner(output string) string {
	c, taken := s.taken.Owner(relative(output))
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

// conflicting tells where two claims come from. Of two lists of one facet, the pages that
// their values name tell more than its declaration, which is that of both.
func (s *Site) conflicting(first, second claim) []source.Span {
	a, b := first.page, second.page
	if a == nil || b == nil || a.Facet == nil || a.Facet != b.Facet || a.Facet.Leaf.Kind != schema.Ref {
		return []source.Span{first.place(s)}
	}
	var named []source.Span
	for _, c := range s.facets[a.Entry] {
		if c.facet != a.Facet {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(c.pages)) {
			to := s.Entry(s.Schema.Type(c.facet.Leaf.To), name, s.defaultLang())
			if p := c.pages[name]; (p == a || p == b) && to != nil {
				named = append(named, to.Place("title", s))
			}
		}
	}
	return named
}
