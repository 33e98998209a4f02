package document

import (
	"testing"

	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// TestSpanInAnyOrder asks for the places of nodes as findings do: forwards,
// backwards and from line to line.
func TestSpanInAnyOrder(t *testing.T) {
	text := []byte("---\n{größe: ä, b: 'ü €', c: x}\nd: „e“\n---\n")
	lines := source.NewLines(text)
	l := NewLocator("content/a.md", text)
	for _, n := range []yaml.Node{
		{Line: 1, Column: 2, Value: "größe"},
		{Line: 1, Column: 25, Value: "x"},
		{Line: 1, Column: 12, Value: "b"},
		{Line: 1, Column: 15, Value: "ü €", Style: yaml.SingleQuotedStyle},
		{Line: 2, Column: 4, Value: "„e“"},
		{Line: 1, Column: 9, Value: "ä"},
	} {
		want, got := lines.Offset(n.Line+1, n.Column), l.Span(&n)
		if got.Start != want {
			t.Errorf("%q starts at %d, not at %d", n.Value, got.Start, want)
		}
		value := n.Value
		if n.Style != 0 {
			value = "'" + value + "'"
		}
		if found := string(text[got.Start:got.End]); found != value {
			t.Errorf("%q is found as %q", value, found)
		}
	}
}
