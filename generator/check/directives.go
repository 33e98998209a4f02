package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"wegweiser/generator/ask"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/layout"
)

var formWords = map[document.Form]string{document.Leaf: "@leaf", document.Block: "@block", document.Inline: "@inline"}

// directive checks a directive's name, form, arguments and content against its layout.
// What the arguments name is checked when it is drawn.
func (c *checker) directive(d *document.Directive) {
	declared := c.Layouts("directives/" + d.Name).Directive(d.Name)
	switch {
	case declared == nil:
		found := diag.New(diag.UnknownDirective, c.span(d.Start, d.End), "name", d.Name, "known", strings.Join(c.Layouts("").DirectiveNames(), ", "))
		c.found = append(c.found, found.Meant(d.Name, c.Layouts("").DirectiveNames()))
	case declared.Form != d.Form:
		c.found = append(c.found, diag.New(diag.DirectiveForm, c.span(d.Start, d.End), "name", d.Name, "want", formWords[declared.Form], "form", formOf(declared, d.Name)))
	default:
		c.arguments(d, declared)
		if declared.Links != nil && d.Links != nil {
			c.links(d, declared.Links)
		}
	}
}

// formOf is an example of how a directive is written.
func formOf(declared *layout.Directive, name string) string {
	var args []string
	for _, a := range declared.Args {
		if a.Required {
			args = append(args, a.Name+"=…")
		}
	}
	written := name
	if len(args) > 0 {
		written += "{" + strings.Join(args, " ") + "}"
	}
	if declared.Form == document.Inline {
		written = name + "[…]" + strings.TrimPrefix(written, name)
	}
	return declared.Form.Colons() + written
}

// links checks a block that has to enclose a list of links.
func (c *checker) links(d *document.Directive, want *layout.Links) {
	switch got := d.Links; {
	case !got.Pure:
		c.found = append(c.found, diag.New(diag.DirectiveLinks, c.span(got.Odd, got.End), "name", d.Name))
	case got.Items < want.Min || got.Items > want.Max:
		c.found = append(c.found, diag.New(diag.DirectiveCount, c.span(d.Start, d.End), "name", d.Name,
			"count", strconv.Itoa(got.Items), "min", strconv.Itoa(want.Min), "max", strconv.Itoa(want.Max)))
	}
}

// sections checks what the sections of all types draw, as if a page said it.
func sections(r *ask.Reader) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, t := range r.Schema().Types {
		for _, view := range t.Section {
			d := &document.Directive{Name: view.Draw, Start: view.Span.Start, End: view.Span.End}
			for _, a := range view.Args {
				d.Args = append(d.Args, document.Arg{Name: a.Name, Value: a.Value, Start: d.Start, End: d.End})
			}
			c := &checker{Reader: r, path: view.Span.Path}
			if view.Draw != "" {
				c.directive(d)
			}
			found = append(found, c.found...)
		}
	}
	return found
}

// arguments checks the arguments of a directive. One whose name is misspelt is not missing
// as well.
func (c *checker) arguments(d *document.Directive, declared *layout.Directive) {
	var known, meant []string
	for _, a := range declared.Args {
		known = append(known, a.Name)
	}
	for i, a := range d.Args {
		if slices.ContainsFunc(d.Args[:i], func(b document.Arg) bool { return b.Name == a.Name }) {
			c.found = append(c.found, diag.New(diag.DirectiveSyntax, c.span(a.Start, a.End), "name", d.Name, "reason", "@argument-twice", "colons", d.Form.Colons()))
		}
		if declared.Arg(a.Name) == nil {
			found := diag.New(diag.UnknownArgument, c.span(a.Start, a.End), "argument", a.Name, "name", d.Name, "known", cmp.Or(strings.Join(known, ", "), "@none"))
			found = found.Meant(a.Name, known)
			c.found, meant = append(c.found, found), append(meant, found.Suggest)
		}
	}
	for _, a := range declared.Args {
		if a.Required && strings.TrimSpace(d.Arg(a.Name)) == "" && !slices.Contains(meant, a.Name) {
			where, written := "@in-braces", a.Name+`="…"`
			if c.page == nil { // a section's
				where, written = "@under-args", a.Name+": …"
			}
			c.found = append(c.found, diag.New(diag.MissingArgument, c.span(d.Start, d.End), "argument", a.Name, "name", d.Name, "where", where, "written", written))
		}
	}
}
