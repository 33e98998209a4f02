package check

import (
	"path"

	"wegweiser/generator/diag"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// translations finds pages in other languages that say something else than their
// original: because they are older, or because a fact differs.
func translations(s *site.Site) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, v := range s.Translated() {
		report := func(code diag.Code, field, at string, args ...string) {
			d := diag.New(code, v.Place(at, s), append([]string{"field", field}, args...)...)
			d.Related = []source.Span{v.Original.Place(field, s)}
			found = append(found, d)
		}
		own, original := v.Own().Day("reviewed"), v.Original.Day("reviewed")
		switch {
		case original.Zero():
		case own.Zero():
			report(diag.TranslationOlder, "reviewed", "title", "date", original.String(), "state", "@translation-undated")
		case own.Last().Before(original.First()):
			report(diag.TranslationOlder, "reviewed", "reviewed", "date", original.String(), "state", "@translation-older")
		}
		for i, f := range v.Type.Fields {
			if a, b := v.Own().Values[i], v.Original.Values[i]; schema.Inherited(f) && a != nil && b != nil && contradict(f, a, b) {
				report(diag.TranslationDiffers, f.Key, f.Key, "label", f.Label, "how", "@differs-how")
			}
		}
	}
	return found
}

// contradict reports whether two values of a field differ in more than their words.
func contradict(f *schema.Field, a, b schema.Value) bool {
	if f.InWords() {
		return false
	}
	switch a := a.(type) {
	case schema.Values:
		b, ok := b.(schema.Values)
		return !ok || !sameItems(len(a), len(b), func(i int) bool { return contradict(f.Of, a[i], b[i]) })
	case schema.Entries:
		b, ok := b.(schema.Entries)
		return !ok || !sameItems(len(a), len(b), func(i int) bool { return contradictOrLack(f.Fields[i], a[i], b[i]) })
	case schema.Periods:
		b, ok := b.(schema.Periods)
		return !ok || !sameItems(len(a), len(b), func(i int) bool {
			return a[i].From != b[i].From || a[i].Until != b[i].Until || contradictOrLack(f.Undated(), a[i].Value, b[i].Value)
		})
	case schema.Reference:
		b, ok := b.(schema.Reference)
		return !ok || path.Base(string(a)) != path.Base(string(b)) // efa is modelle/efa
	case schema.Inline:
		return false
	}
	return a != b
}

// contradictOrLack is contradict for values of which one may be missing.
func contradictOrLack(f *schema.Field, a, b schema.Value) bool {
	if a == nil || b == nil {
		return !f.InWords() && (a == nil) != (b == nil)
	}
	return contradict(f, a, b)
}

// sameItems reports whether two lists have as many items and none of them differ.
func sameItems(n, m int, differ func(i int) bool) bool {
	if n != m {
		return false
	}
	for i := range n {
		if differ(i) {
			return false
		}
	}
	return true
}
