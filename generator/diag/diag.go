// Package diag describes what is wrong with the content, and says it to people
// and programs.
//
// A Diagnostic is language-free: a stable code, a place and the words to put
// into the code's message. The registry (registry.yaml) holds, for every code,
// its severity, message and hint in German and English, and the story that
// `wegweiser explain` tells. A Report collects the diagnostics of a build;
// Resolve turns it into Findings (line, column, excerpt, text) and the renderers
// (text, JSON, SARIF, GitHub) only print Findings.
//
// Content errors are diagnostics and are collected, all of them. An error value
// is for the environment: a disk that is full, a directory that is missing.
package diag

import (
	"cmp"
	"slices"

	"wegweiser/generator/source"
)

// Code names a kind of finding; it is kebab-case, documented and never reused.
type Code string

// Diagnostic is one finding, before it is put into words.
type Diagnostic struct {
	Code    Code
	Span    source.Span
	Args    []Arg         // the words that the message names in braces
	Suggest string        // what was probably meant, verbatim; "" for nothing
	Exist   []string      // names that there are; some are listed where none was probably meant
	Related []source.Span // other places that belong to it: "first used here"
	Sought  string        // see Among
	// Guess is nil, or says what was probably meant by Sought.
	Guess func() string
}

// Arg fills {Name} in a message, or {@Name}: there a value that starts with "@"
// is looked up in the registry's vocabulary, so that it follows the language of
// the message. What the content says is only ever quoted by {Name}.
type Arg struct{ Name, Value string }

// New returns a diagnostic of the given code at span. The pairs are names and
// values of Args.
func New(code Code, span source.Span, pairs ...string) Diagnostic {
	d := Diagnostic{Code: code, Span: span}
	for i := 0; i+1 < len(pairs); i += 2 {
		d.Args = append(d.Args, Arg{pairs[i], pairs[i+1]})
	}
	return d
}

// Meant returns d with the nearest of the known names as its suggestion, if
// one is near enough to name.
func (d Diagnostic) Meant(name string, known []string) Diagnostic {
	d.Suggest = Nearest(name, known)
	return d
}

// Listing returns d with the names that exist, the likeliest first.
func (d Diagnostic) Listing(names []string) Diagnostic {
	d.Exist = names
	return d
}

// Among is Meant for lists that grow with the hub. The nearest name is looked
// for when the report is put into words, and then only for the first findings:
// where a renamed folder breaks thousands of links, they all mean the same.
func (d Diagnostic) Among(name string, known []string) Diagnostic {
	return d.AmongMade(name, func() []string { return known })
}

// AmongMade is Among for names that are made when they are needed: a list for each
// of a thousand findings would take more memory than the hub.
func (d Diagnostic) AmongMade(name string, known func() []string) Diagnostic {
	if known == nil { // there are none
		return d
	}
	return d.Guessed(name, func() string { return Nearest(name, known()) })
}

// Guessed is Among for what is not simply the nearest of some names.
func (d Diagnostic) Guessed(name string, guess func() string) Diagnostic {
	d.Sought, d.Guess = name, guess
	return d
}

// Sort orders diagnostics by place and code and drops repetitions, so that a
// report does not depend on who found what first.
func Sort(ds []Diagnostic) []Diagnostic {
	slices.SortFunc(ds, compare)
	return slices.CompactFunc(ds, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Span.Path, b.Span.Path),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Span.End, b.Span.End),
		slices.CompareFunc(a.Args, b.Args, func(x, y Arg) int {
			return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.Value, y.Value))
		}),
		cmp.Compare(a.Suggest, b.Suggest),
		cmp.Compare(a.Sought, b.Sought),
		slices.CompareFunc(a.Related, b.Related, func(x, y source.Span) int {
			return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End))
		}),
	)
}
