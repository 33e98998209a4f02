package layout

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// reasons maps what Go says of templates to words of the registry.
var reasons = []struct{ contains, word string }{
	{"unexpected EOF", "@layout-no-end"},
	{"missing value for", "@layout-no-value"},
	{"empty command", "@layout-no-value"},
	{"not defined", "@layout-function"},
	{"undefined variable", "@layout-variable"},
	{"unexpected {{end}}", "@layout-end"},
	{"unexpected {{else}}", "@layout-end"},
	{"expected end", "@layout-end"},
	{"unclosed action", "@layout-action"},
	{"unterminated", "@quote"},
	{"paren", "@layout-paren"},
	{"omment", "@layout-comment"},
	{"unexpected", "@layout-unexpected"},
	{"bad character", "@layout-unexpected"},
	{"nrecognized character", "@layout-unexpected"},
	{"multiple definition", "@layout-twice"},
	{"can't evaluate field", "@layout-field"},
	{"nil pointer", "@layout-nothing"},
	{"maximum template depth", "@layout-depth"},
	{"can't iterate over", "@layout-range"},
	{"wrong number of args", "@layout-count"},
	{"wrong type", "@layout-type"},
	{"incompatible types", "@layout-type"},
	{"context", "@layout-context"},
	{"error calling", "@layout-call"},
}

// reasonArgs are the words for what Go says of a template, with its own, which who
// writes layouts can look up.
func reasonArgs(message string) []string {
	word := "@layout-other"
	for _, r := range reasons {
		if strings.Contains(message, r.contains) {
			word = r.word
			break
		}
	}
	return []string{"reason", word, "lead", "@layout-original", "detail", message}
}

var unknownField = regexp.MustCompile(`can't evaluate field (\w+) in type (\S+)$`)

// failed is the finding for a template that stopped, for the type of data that it
// was run with. Where a name does not exist, those that do are named.
func failed(span source.Span, message string, data reflect.Type) diag.Diagnostic {
	if m := unknownField.FindStringSubmatch(message); m != nil {
		if names := namesOf(reached(data, m[2])); len(names) > 0 {
			list := strings.Join(names, ", ")
			return diag.New(diag.LayoutFailed, span, "reason", "@layout-field", "lead", "@layout-known", "detail", list).Meant(m[1], names)
		}
	}
	return diag.New(diag.LayoutFailed, span, reasonArgs(message)...)
}

// reached finds a type by its name among those that a template can come to from
// another one; nil if it cannot.
func reached(from reflect.Type, name string) reflect.Type {
	seen := map[reflect.Type]bool{}
	queue := []reflect.Type{from}
	for len(queue) > 0 {
		t := queue[0]
		queue = queue[1:]
		if t == nil || seen[t] {
			continue
		}
		if t.String() == name {
			return t
		}
		seen[t] = true
		queue = append(queue, next(t)...)
	}
	return nil
}

// next are the types that a template can come to in one step.
func next(t reflect.Type) (types []reflect.Type) {
	for i := range t.NumMethod() {
		if m := t.Method(i).Type; m.NumOut() > 0 {
			types = append(types, m.Out(0))
		}
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		types = append(types, t.Elem())
	case reflect.Struct:
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() {
				types = append(types, f.Type)
			}
		}
	}
	return types
}

// namesOf are the names that a template can use of a type, sorted.
func namesOf(t reflect.Type) (names []string) {
	if t == nil {
		return nil
	}
	for i := range t.NumMethod() {
		names = append(names, t.Method(i).Name)
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct {
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() && !f.Anonymous {
				names = append(names, f.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
