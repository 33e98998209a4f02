package layout

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/source"
)

// minimal are the layouts that every hub needs.
var minimal = map[string]string{
	"layouts/base.html":   "<!doctype html>\n<html>\n<title>{{.}}</title>\n<body>\n<main>{{block \"main\" .}}{{.}}{{end}}</main>\n</body>\n</html>\n",
	"layouts/page.html":   `{{define "main"}}<p>page {{.}}</p>{{end}}`,
	"layouts/index.html":  `{{define "main"}}<p>section</p>{{end}}`,
	"layouts/404.html":    `{{define "main"}}<p>gone</p>{{end}}`,
	"layouts/search.html": `{{define "main"}}<p>found</p>{{end}}`,
}

func load(t *testing.T, more map[string]string) (*Set, []diag.Diagnostic) {
	t.Helper()
	var files []*source.File
	for _, all := range []map[string]string{minimal, more} {
		for name, text := range all {
			if _, replaced := more[name]; replaced && text != more[name] {
				continue
			}
			files = append(files, &source.File{Path: name, Data: []byte(text)})
		}
	}
	slices.SortFunc(files, func(a, b *source.File) int { return strings.Compare(a.Path, b.Path) })
	return Load(files, []string{"de"})
}

func run(t *testing.T, s *Set, kind, data string) string {
	t.Helper()
	var out strings.Builder
	if err := s.Page(kind, "de").Execute(&out, data); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestPagesFallBackAndEscape(t *testing.T) {
	set, found := load(t, map[string]string{"layouts/service.html": `{{define "main"}}<p title="{{.}}">service</p>{{end}}`})
	if len(found) > 0 {
		t.Fatal(found)
	}
	if got := run(t, set, "term", "<b>"); !strings.Contains(got, "<p>page &lt;b&gt;</p>") {
		t.Errorf("a type without a layout is drawn as %q", got)
	}
	if got := run(t, set, "service", `"x"`); !strings.Contains(got, `title="&#34;x&#34;"`) {
		t.Errorf("a type with a layout is drawn as %q", got)
	}
	if got := run(t, set, Section, ""); strings.Contains(got, "\n<body>\n") || !strings.Contains(got, "<body>") {
		t.Errorf("layouts are not minified: %q", got)
	}
}

func TestDirectivesDeclareThemselves(t *testing.T) {
	set, found := load(t, map[string]string{
		"layouts/directives/index.html": "{{/* directive: leaf; args: type*, group */}}<p></p>",
		"layouts/directives/note.html":  "{{- /* directive: block */ -}}<p></p>",
	})
	if len(found) > 0 {
		t.Fatal(found)
	}
	index, note := set.Directive("index"), set.Directive("note")
	if index.Form != document.Leaf || !index.Arg("type").Required || index.Arg("group").Required || index.Arg("x") != nil {
		t.Errorf("index is %+v", index)
	}
	if note.Form != document.Block || len(note.Args) > 0 {
		t.Errorf("note is %+v", note)
	}
	if names := set.DirectiveNames(); !slices.Equal(names, []string{"index", "note"}) {
		t.Errorf("names are %v", names)
	}
}

func TestFindingsHaveAPlace(t *testing.T) {
	for _, test := range []struct {
		name, file, text string
		code             diag.Code
		at               string // what the finding starts with in the file
	}{
		{"a directive without declaration", "layouts/directives/x.html", "<p></p>", diag.LayoutSyntax, "<"},
		{"a leaf of links", "layouts/directives/x.html", "{{/* directive: leaf of links */}}<p></p>", diag.LayoutSyntax, "{"},
		{"a block that no number of links fits", "layouts/directives/x.html", "{{/* directive: block of 4-2 links */}}<p></p>", diag.LayoutSyntax, "{"},
		{"an action that does not end", "layouts/page.html", "<p>\n{{if .}}\n</p>", diag.LayoutSyntax, "</p>"},
		{"an unknown function", "layouts/page.html", "{{define \"main\"}}\n<p>{{shout .}}</p>{{end}}", diag.LayoutSyntax, "<p>{{shout"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, found := load(t, map[string]string{test.file: test.text})
			if len(found) != 1 || found[0].Code != test.code || found[0].Span.Path != test.file {
				t.Fatalf("found %+v", found)
			}
			if got := test.text[found[0].Span.Start:]; !strings.HasPrefix(got, test.at) {
				t.Errorf("place is %q, want %q", got, test.at)
			}
		})
	}
}

// TestNoMarksInLayouts: NUL marks places in what layouts write.
func TestNoMarksInLayouts(t *testing.T) {
	_, found := load(t, map[string]string{"layouts/page.html": "{{define \"main\"}}<p>\x000\x00</p>{{end}}", "layouts/index.html": "{{define \"main\"}}\xff{{end}}"})
	if len(found) != 2 || found[0].Code != diag.InvalidUTF8 || found[1].Code != diag.NulByte || found[1].Span.Start != 20 {
		t.Errorf("found %v", found)
	}
}

func TestALayoutThatIsMissing(t *testing.T) {
	_, found := Load([]*source.File{{Path: "layouts/base.html", Data: []byte(minimal["layouts/base.html"])}}, []string{"de"})
	var names []string
	for _, d := range found {
		names = append(names, d.Span.Path)
	}
	if !slices.Equal(names, []string{"layouts/page.html", "layouts/index.html", "layouts/404.html", "layouts/search.html"}) {
		t.Errorf("missing are %v", names)
	}
}

func TestExplainFindsTheActionAsItIsWritten(t *testing.T) {
	text := "{{define \"main\"}}\n<div>\n  <p>{{.Nope.Title}}</p>\n</div>{{end}}"
	set, _ := load(t, map[string]string{"layouts/page.html": text})
	err := errors.New(`template: page.html:1:40: executing "main" at <.Nope.Title>: can't evaluate field Nope`)
	d := set.Explain("layouts/page.html", err, nil)
	if got := text[d.Span.Start:d.Span.End]; got != ".Nope.Title" || d.Span.Path != "layouts/page.html" {
		t.Errorf("place is %q in %s", got, d.Span.Path)
	}
}
