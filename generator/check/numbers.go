package check

import (
	"cmp"
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/numerals"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// maxNumbers is how many numbers of a page are reported.
const maxNumbers = 20

// numbers finds those in the texts of a translation that its original does not say. What
// a field holds but for words is compared as a whole; see translations.
func (c *checker) numbers() {
	if c.page.Original == nil {
		return
	}
	theirs, own := c.Numbers(c.page.Original), c.page.Own()
	found := slices.Clone(own.Doc.Numbers)
	for i, f := range own.Type.Fields {
		schema.Say(f, own.Values[i], f.Key, func(f *schema.Field, at string, text []byte) {
			if f.Kind != schema.Text && f.Kind != schema.Markdown || f.Pattern != nil {
				return
			}
			for _, n := range numerals.In(text) {
				if !theirs.Has(n) {
					span := c.Place(c.page, at)
					n.Start, n.End = span.Start, span.End
				}
				found = append(found, n)
			}
		})
	}
	unsaid := slices.DeleteFunc(slices.Clone(theirs), func(value string) bool {
		return strings.HasPrefix(value, "--") || slices.ContainsFunc(found, func(n numerals.Number) bool { return n.Value == value })
	})
	slices.SortFunc(unsaid, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	found = slices.DeleteFunc(found, theirs.Has)
	for _, n := range found[:min(len(found), maxNumbers)] {
		d := diag.New(diag.TranslationNumber, source.Span{Path: own.Doc.Path, Start: n.Start, End: n.End},
			"number", n.Written, "original", c.page.Original.Doc.Path, "unsaid", cmp.Or(strings.Join(unsaid[:min(len(unsaid), 6)], ", "), "@number-none"))
		c.found = append(c.found, d)
	}
}
