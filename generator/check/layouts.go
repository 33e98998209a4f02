package check

import (
	"slices"

	"wegweiser/generator/ask"
	"wegweiser/generator/diag"
	"wegweiser/generator/layout"
	"wegweiser/generator/source"
)

// layouts finds those that no page has: mostly their name is misspelt.
func layouts(r *ask.Reader) []diag.Diagnostic {
	var found []diag.Diagnostic
	known := append(r.Schema().TypeNames(), layout.DefaultPage, layout.Section, layout.NotFound, layout.Search)
	for kind, file := range r.Layouts("").Pages() {
		if !slices.Contains(known, kind) && !r.Schema().LostType(kind) {
			d := diag.New(diag.UnusedLayout, source.Span{Path: file}, "name", kind+".html").Meant(kind, known)
			if d.Suggest != "" {
				d.Suggest += ".html"
			}
			found = append(found, d)
		}
	}
	return found
}
