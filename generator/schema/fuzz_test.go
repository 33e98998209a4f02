package schema

import (
	"testing"

	"wegweiser/generator/diag"
)

// Whatever stands in a page's front matter, Check answers with a page or with
// findings that lie in the file.
func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		"title: T", "f: [a, {b: 1}]", "? [a]\n: b", "<<: {title: T}", "a: &a [*a]", "a: &a {b: *a}",
		"offers:\n  - {model: efa, status: available, available_since: 2022-05}",
		"cost:\n  - {value: a, from: 2026, until: 2025, source: {title: Q}}\n  - {value: b}",
		"sources: [{title: 01067, url: 'https://q.de', retrieved: 31.12.2026}]",
		"legal_basis: [null, [], {}, {norm: {}}]", "navigation: {position: 0x1F}",
		"written_form: ja\nsdg: 1\nleika: 01067", "title: !!binary AAAA", "title: |\n  a\n b", "\ttitle: T",
		"type: service", "1: a\n~: b\ntrue: c", "title: \"\\x00\"", "title: 2026-01-01T00:00:00Z", "aliases: [/a, b, 3]",
	} {
		f.Add(seed)
	}
	s, found := Load(files(ownTypes(f)...))
	if len(found) > 0 {
		f.Fatal(found)
	}
	f.Fuzz(func(t *testing.T, front string) {
		text := "---\n" + front + "\n---\n"
		for _, path := range []string{"content/dienste/a.md", "content/foerderung/a.md", "content/modelle/a.md", "content/phasen/a.md"} {
			page, ds := checkPage(s, path, text)
			if page == nil && len(ds) == 0 {
				t.Errorf("%s: neither a page nor findings", path)
			}
			if page != nil && len(page.Values) != len(page.Type.Fields) {
				t.Errorf("%s: %d values for %d fields", path, len(page.Values), len(page.Type.Fields))
			}
			inside(t, ds, path, len(text))
		}
	})
}

// Whatever stands in the declarations, Load answers with a usable schema.
func FuzzLoad(f *testing.F) {
	own := ownTypes(f)
	for i := 0; i < len(own); i += 2 {
		f.Add("title: T\nchecks: {broken-link: off}", own[i+1])
	}
	f.Add("a: &a [*a]", "type: &t a\nfolder: *t\nfields: &f {f: {kind: list, of: *f}}")
	f.Add("languages: [{code: de}]\ntime_zone: UTC", "type: page\nfields:\n  ? [a]\n  : {kind: text}")
	f.Fuzz(func(t *testing.T, site, declared string) {
		s, ds := Load(files("content/site.yaml", site, "content/types/a.yaml", declared))
		if s.Type("page") == nil || len(s.Site.Languages) == 0 || s.Site.TimeZone == nil {
			t.Fatal("not usable")
		}
		for _, d := range ds {
			size := len(site)
			if d.Span.Path != "content/site.yaml" {
				size = len(declared)
			}
			inside(t, []diag.Diagnostic{d}, d.Span.Path, size)
		}
		for _, typ := range s.Types {
			checkPage(s, "content/"+typ.Folder+"/a.md", "---\ntitle: T\nf: [a, {b: c}]\n---\n")
		}
	})
}

// inside demands that findings lie in the file. Composing a text (NFC) can make
// it longer, up to three times.
func inside(t *testing.T, ds []diag.Diagnostic, path string, size int) {
	t.Helper()
	for _, d := range ds {
		if d.Span.Path != path || d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > 3*size+1 {
			t.Errorf("%s lies at %v, outside of %s with its %d bytes", d.Code, d.Span, path, size)
		}
		if _, known := diag.Describe(d.Code); !known {
			t.Errorf("%s is not registered", d.Code)
		}
	}
}
