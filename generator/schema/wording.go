package schema

import (
	"cmp"
	"slices"
	"strings"

	"wegweiser/generator/diag"

	"go.yaml.in/yaml/v4"
)

// What people call a field, an option or a type is one text, or a text for each of
// several languages: label: {de: Kosten, en: Cost}.

// wording are the texts by language; nil if there is only one, whatever the language.
type wording map[string]string

// in returns the text in a language, by its tag or a shorter one, else the other text.
func (w wording) in(lang, otherwise string) string {
	for lang != "" {
		if text, ok := w[lang]; ok {
			return text
		}
		lang = lang[:max(0, strings.LastIndexByte(lang, '-'))]
	}
	return otherwise
}

// LabelIn is the field's label in a language, else its Label.
func (f *Field) LabelIn(lang string) string { return f.labels.in(lang, f.Label) }

// OptionIn is Option in a language.
func (f *Field) OptionIn(key, lang string) string {
	for _, o := range f.Options {
		if o.Key == key {
			return o.labels.in(lang, o.Label)
		}
	}
	return key
}

// OneIn is what people call one page of the type in a language, else One.
func (t *Type) OneIn(lang string) string { return t.ones.in(lang, t.One) }

// ManyIn is OneIn for several pages.
func (t *Type) ManyIn(lang string) string { return t.manys.in(lang, t.Many) }

// translated are the languages that declarations can speak besides those of the site:
// those of the declarations that the program brings.
var translated = []string{"de", "de-simple", "en", "hsb"}

// wordingInto reads a text, or texts by language: into text goes that of the site's
// first language, else of German, else the first.
func (r *reader) wordingInto(text *string, all *wording) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			*text = r.scalar(n)
			return
		}
		texts, before := wording{}, len(r.found)
		known := slices.Compact(slices.Sorted(slices.Values(slices.Concat(r.spoken, translated))))
		r.each(n, func(key, value *yaml.Node) {
			if !slices.Contains(known, key.Value) {
				r.found = append(r.found, diag.New(diag.TypeInvalid, r.span(key), "reason", "@words-language").Meant(key.Value, known).Listing(known))
				return
			}
			if value.Kind == yaml.ScalarNode && value.Value == "" {
				r.invalid(key, "@want-text") // nothing is no name
				return
			}
			texts[key.Value] = r.scalar(value)
			*text = cmp.Or(*text, texts[key.Value])
		})
		first := "de"
		if len(r.spoken) > 0 {
			first = r.spoken[0]
		}
		if texts.in(first, texts["de"]) == "" && len(r.found) == before {
			r.invalid(n, "@label-first") // its pages would say it in a language that is not theirs
		}
		*text, *all = texts.in(first, texts.in("de", *text)), texts
	}
}
