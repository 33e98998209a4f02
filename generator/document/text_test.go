package document

import (
	"strings"
	"testing"

	"wegweiser/generator/source"
)

func TestAppendText(t *testing.T) {
	for markdown, want := range map[string]string{
		"# A\n\nEin **Wort**teil & [Link](x.md).": " A   Ein Wortteil & Link. ",
		"eins\n\n- zwei\n- drei":                  " eins    zwei   drei   ",
		"[](x.md) danach":                         " <x.md> danach ",
		":::note\nim Kasten\n:::\n\ndanach":       "<note>  danach ",
		"![Alt](a.png)":                           "  ",
	} {
		doc, _ := Parse(&source.File{Path: "content/a.md", Data: []byte("---\ntitle: A\n---\n" + markdown)}, "de")
		got := doc.Body.AppendText(nil, func(text []byte, h *Hole) []byte {
			if h.Kind == DirectiveHole {
				return append(text, "<"+h.Directive.Name+">"...)
			}
			return append(text, "<"+h.Target+">"...)
		})
		if fields := normal(string(got)); fields != normal(want) {
			t.Errorf("%q: %q, want %q", markdown, fields, normal(want))
		}
	}
}

func normal(s string) string { return strings.Join(strings.Fields(s), " ") }
