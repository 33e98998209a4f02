package ask

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Every question can be said in words.
func TestEveryQuestionHasAReason(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	answers := regexp.MustCompile(`(?m)^func \((?:q )?(\w+)\) Answer\(`).FindAllStringSubmatch(read("questions.go"), -1)
	if len(answers) < 20 {
		t.Fatalf("only %d questions", len(answers))
	}
	reasons := read("reason.go")
	for _, a := range answers {
		if !strings.Contains(reasons, "case "+a[1]+":") {
			t.Errorf("nobody says what %s is about", a[1])
		}
	}
}
