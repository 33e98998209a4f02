package document

import (
	"strings"
	"testing"
)

func TestConflict(t *testing.T) {
	const conflict = "<<<<<<< HEAD\nAlt.\n\n=======\nNeu.\n>>>>>>> zweig\n"
	for text, want := range map[string]int{
		conflict:                                                 1,
		"---\ntitle: T\n---\n" + conflict:                        4,
		"```\n" + conflict + "```\n":                             0,
		"1. ```\n   a\n   ```\n" + conflict:                      4,
		"- ```\n  a\n  ```\n" + conflict:                         4,
		"> ~~~\n> a\n> ~~~\n" + conflict:                         4,
		"- ```\n  a\n\n" + conflict:                              4,
		"---\na: |\n  ```\n---\n" + conflict + "\n```\na\n```\n": 5,
		"```\na\n```\n\n```\n" + conflict + "```\n" + conflict:   13,
		"Sieben <<<<<<< im Satz.\n":                              0,
	} {
		d, found := Conflict("content/x.md", []byte(text))
		got := 0
		if found {
			got = 1 + strings.Count(text[:d.Span.Start], "\n")
		}
		if got != want {
			t.Errorf("%q: line %d, want %d", text, got, want)
		}
	}
}
