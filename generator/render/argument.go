package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/layout"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// problems reports all that is wrong with the arguments.
func (d *Drawing) problems(all []*site.ArgumentError) error {
	for _, e := range all {
		if err := d.problem(e); err != nil {
			return err
		}
	}
	return nil
}

// problem reports an argument that names nothing, where it is written. The error
// is for a value that no argument has: then the layout of the directive itself asks
// for what does not exist.
func (d *Drawing) problem(e *site.ArgumentError) error {
	name := d.writtenIn(e)
	switch {
	case e.Unread:
		return nil // a finding of its own
	case name == "" && e.Value == "" && d.incomplete():
		return nil // a finding of the checks
	case name == "" && e.Want == "@type": // the directive is made for pages of a type
		d.report(diag.New(diag.UnknownType, d.place, "type", e.Value, "how", "@type-needed"))
		return nil
	case name == "":
		return fmt.Errorf("%s: there is no %s%s", e.Name, cmp.Or(e.Value, `""`), meant(e.Value, e.Known))
	}
	if e.Internal {
		d.report(diag.New(diag.InternalField, d.argument(name), "field", e.Value))
		return nil
	}
	kind := ""
	if e.Type != "" {
		kind = " (" + e.Type + ")"
	}
	found := diag.New(diag.InvalidArgument, d.argument(name), "argument", name, "value", e.Value, "name", d.directive.Name,
		"want", e.Want, "kind", kind, "options", strings.Join(e.Options, ", "))
	found = found.Among(e.Value, e.Known)
	if len(e.Options) == 0 && (e.Want != "@page" || len(e.Known) <= maxPages) {
		found = found.Listing(e.Known)
	}
	if t := d.hub.Schema().Folder(e.Value); t != nil && e.Want == "@type" {
		found.Suggest = t.Name // people know the folders
	}
	d.report(found)
	return nil
}

// maxPages is the number of pages up to which they are listed as what an argument can
// name.
const maxPages = 10

// writtenIn returns the name of the argument that a value comes from, or "". Most
// are called like what the layout asks for, but it may hand on any.
func (d *Drawing) writtenIn(e *site.ArgumentError) string {
	if own := d.Arg(e.Name); strings.TrimSpace(own) != "" && strings.Contains(own, e.Value) {
		return e.Name
	}
	for _, a := range d.directive.Args {
		words := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == '=' || r == ':' })
		if slices.Contains(words, e.Value) {
			return a.Name
		}
	}
	return ""
}

// incomplete reports whether an argument is missing that the directive must have.
func (d *Drawing) incomplete() bool {
	return slices.ContainsFunc(d.declared.Args, func(a layout.Argument) bool {
		return a.Required && strings.TrimSpace(d.Arg(a.Name)) == ""
	})
}

// argument is the place of an argument, or of the directive.
func (d *Drawing) argument(name string) source.Span {
	span := d.place
	for _, a := range d.directive.Args {
		if a.Name == name && a.End > 0 {
			span.Start, span.End = a.Start, a.End
		}
	}
	return span
}
