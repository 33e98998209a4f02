package preview

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Every reason for which the engine renders has a phrase.
func TestEveryReasonHasAPhrase(t *testing.T) {
	for key, both := range words {
		if both[0] == "" || both[1] == "" || strings.Contains(both[0], "{}") != strings.Contains(both[1], "{}") {
			t.Errorf("%s: %q", key, both)
		}
	}
	source, err := os.ReadFile("../ask/reason.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := regexp.MustCompile(`return "([a-z]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(kinds) < 20 {
		t.Errorf("only %d reasons", len(kinds))
	}
	for _, kind := range kinds {
		if _, ok := words["because-"+kind[1]]; !ok {
			t.Errorf("nobody says why: %s", kind[1])
		}
	}
}
