package cli

import (
	_ "embed"
	"strings"

	"go.yaml.in/yaml/v4"
)

//go:embed phrases.yaml
var phrasesYAML []byte

// phrases are the program's own sentences, by key and language.
var phrases = func() map[string]map[string]string {
	var all map[string]map[string]string
	if err := yaml.Unmarshal(phrasesYAML, &all); err != nil {
		panic("cli: phrases.yaml: " + err.Error())
	}
	return all
}()

// say returns a phrase with its words {1}, {2} … filled in. A part in double
// brackets [[…]] is left out if the word in it is empty.
func say(lang, key string, words ...string) string {
	if lang != "en" {
		lang = "de"
	}
	text := phrases[key][lang]
	for {
		open := strings.Index(text, "[[")
		end := strings.Index(text, "]]")
		if open < 0 || end < open {
			break
		}
		part := text[open+2 : end]
		for i, w := range words {
			if w == "" && strings.Contains(part, placeholder(i)) {
				part = ""
			}
		}
		text = text[:open] + part + text[end+2:]
	}
	pairs := make([]string, 0, 2*len(words))
	for i, w := range words {
		pairs = append(pairs, placeholder(i), w)
	}
	return strings.NewReplacer(pairs...).Replace(text) // at once: a word may hold braces
}

func placeholder(i int) string { return "{" + string(rune('1'+i)) + "}" }
