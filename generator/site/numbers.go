package site

import (
	"wegweiser/generator/numerals"
	"wegweiser/generator/schema"
)

// Numbers are those that a translation of the page may say: all that stand in its front
// matter, but for the days on which somebody looked at it, and in its body.
func (s *Site) Numbers(p *Page) numerals.Set {
	if p.Doc == nil {
		return nil
	}
	said := append(numerals.Set(nil), p.Doc.Says...)
	for i, f := range p.Type.Fields {
		schema.Say(f, p.Values[i], f.Key, func(inner *schema.Field, _ string, text []byte) {
			if inner.Kind != schema.URL && !(inner.Kind == schema.Date && schema.Common(f)) {
				said = said.Add(text)
			}
		})
	}
	return said.Sorted()
}
