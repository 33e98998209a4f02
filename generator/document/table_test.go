package document

import (
	"strings"
	"testing"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// TestATableThatIsTooLargeIsOneFinding: its caption is not one of nothing.
func TestATableThatIsTooLargeIsOneFinding(t *testing.T) {
	const columns = 500
	row := "|" + strings.Repeat("a|", columns) + "\n"
	table := row + "|" + strings.Repeat("-|", columns) + "\n" + strings.Repeat(row, maxCells/columns)
	for _, caption := range []string{"Tabelle: Alles\n", "Tabelle: Alles\n\n"} {
		_, found := Parse(&source.File{Path: "a.md", Data: []byte("---\ntitle: A\n---\n\n" + caption + table)}, "de")
		if len(found) != 1 || found[0].Code != diag.TooMuch {
			t.Errorf("%q: %v", caption, found)
		}
	}
}
