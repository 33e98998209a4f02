package schema

import "slices"

// Facts are written once: a page in another language takes from its original what it
// does not say itself.

// shared are the common fields that are the same in every language.
var shared = []string{"contact", "sources"}

// Inheriting returns p with the values of its original, a page of the same type, where
// it has none of its own.
func (p *Page) Inheriting(original *Page) *Page {
	merged := *p
	merged.Values = slices.Clone(p.Values)
	for i, f := range p.Type.Fields {
		if merged.Values[i] == nil && Inherited(f) {
			merged.Values[i] = original.Values[i]
		}
	}
	return &merged
}

// Inherited reports whether pages in other languages take a field from their original.
func Inherited(f *Field) bool { return !Common(f) || slices.Contains(shared, f.Key) }

// InWords reports whether values of the field are nothing but words of a language, which
// a translation changes. Periods are more than that.
func (f *Field) InWords() bool {
	switch f.Kind {
	case Markdown:
		return !f.Dated
	case Text:
		return !f.Dated && f.Pattern == nil
	case List:
		return f.Of.InWords()
	}
	return false
}

// Undated is the declaration of a period's value.
func (f *Field) Undated() *Field {
	undated := *f
	undated.Dated = false
	return &undated
}
