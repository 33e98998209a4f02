package check

import (
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/layout"
)

var formWords = map[document.Form]string{document.Leaf: "@leaf", document.Block: "@block", document.Inline: "@inline"}

// directive checks a directive's name, form and arguments against its layout.
// What the arguments name is checked when it is drawn.
func (c *checker) directive(d *document.Directive) {
	declared := c.layouts.Directive(d.Name)
	switch {
	case declared == nil:
		found := diag.New(diag.UnknownDirective, c.span(d.Start, d.End), "name", d.Name)
		c.found = append(c.found, found.Meant(d.Name, c.layouts.DirectiveNames()))
	case declared.Form != d.Form:
		c.found = append(c.found, diag.New(diag.DirectiveForm, c.span(d.Start, d.End), "name", d.Name, "want", formWords[declared.Form]))
	default:
		c.arguments(d, declared)
	}
}

func (c *checker) arguments(d *document.Directive, declared *layout.Directive) {
	var known []string
	for _, a := range declared.Args {
		known = append(known, a.Name)
		if a.Required && strings.TrimSpace(d.Arg(a.Name)) == "" {
			c.found = append(c.found, diag.New(diag.MissingArgument, c.span(d.Start, d.End), "argument", a.Name, "name", d.Name))
		}
	}
	for _, a := range d.Args {
		if declared.Arg(a.Name) == nil {
			found := diag.New(diag.UnknownArgument, c.span(a.Start, a.End), "argument", a.Name, "name", d.Name)
			c.found = append(c.found, found.Meant(a.Name, known))
		}
	}
}
