package diag

import (
	"fmt"
	"testing"

	"wegweiser/generator/source"
)

// Where very much is broken, only the first findings look for what was meant.
func TestAmongIsBounded(t *testing.T) {
	var ds []Diagnostic
	for i := range maxSearched + 1 {
		ds = append(ds, New(BrokenLink, source.Span{Path: fmt.Sprintf("%06d.md", i)}, "target", "wohngled").Among("wohngled", []string{"wohngeld"}))
	}
	found := Resolve(ds, func(string) []byte { return nil }, "de", nil)
	if got := found[maxSearched-1].Suggestion; got != "wohngeld" {
		t.Errorf("the last finding that is searched for suggests %q", got)
	}
	if got := found[maxSearched].Suggestion; got != "" {
		t.Errorf("the finding after it suggests %q", got)
	}
}
