package layout

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// needed is what makes a page a page, each with the reason that is given if it is
// missing. It may stand in base.html or in any of the partials.
var needed = []struct {
	form   *regexp.Regexp
	reason string
}{
	{regexp.MustCompile(`\{\{template "main"`), "@base-main"},
	{regexp.MustCompile(`(?i)<!doctype html`), "@base-doctype"},
	{regexp.MustCompile(`(?i)<html\b`), "@base-html"},
	{regexp.MustCompile(`(?i)<title\b`), "@base-title"},
}

var htmlComment = regexp.MustCompile(`(?s)<!--.*?-->`)

// withoutComments is a layout as the parser has read it: {{block "main" .}} is
// {{template "main" .}}, and comments are gone.
func withoutComments(t *template.Template) string {
	if t.Tree == nil { // an empty file
		return ""
	}
	return htmlComment.ReplaceAllString(t.Root.String(), "")
}

// checkFrame refuses layouts that would publish pages without what every page has.
func (l *loader) checkFrame() {
	all := strings.Join(slices.Collect(maps.Values(l.written)), "")
	for _, n := range needed {
		if !n.form.MatchString(all) {
			l.found = append(l.found, diag.New(diag.LayoutSyntax, source.Span{Path: source.Layouts + "/" + baseFile, End: 1}, "reason", n.reason))
		}
	}
}
