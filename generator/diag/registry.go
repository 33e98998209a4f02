package diag

import (
	_ "embed"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

//go:embed registry.yaml
var registryYAML []byte

// Phrase is a text in the languages in which the program speaks.
type Phrase struct {
	DE string `yaml:"de" json:"de"`
	EN string `yaml:"en" json:"en"`
}

// In returns the English text for "en" and its variants ("en-GB"), and the
// German one for every other language.
func (p Phrase) In(lang string) string {
	if lang == "en" || strings.HasPrefix(lang, "en-") {
		return p.EN
	}
	return p.DE
}

// Entry is what the registry says about a code. Message and Hint name args in
// braces (see Arg); a hint is left out where one of its args is empty.
type Entry struct {
	Code     Code     `yaml:"code"`
	Severity Severity `yaml:"severity"`
	Fixed    bool     `yaml:"fixed"` // no hub can lower the severity
	Title    Phrase   `yaml:"title"`
	Message  Phrase   `yaml:"message"`
	Hint     Phrase   `yaml:"hint"`
	Why      Phrase   `yaml:"why"`
	Bad      string   `yaml:"bad"`
	Good     string   `yaml:"good"`
}

type registry struct {
	Entries    []Entry           `yaml:"codes"`
	Vocabulary map[string]Phrase `yaml:"vocabulary"`
	Phrases    map[string]Phrase `yaml:"phrases"`

	byCode map[Code]int
}

// texts parses the registry when the first finding needs it: a build without
// findings does not pay for it. A registry that does not parse is a broken
// program, which its tests do not let pass.
var texts = sync.OnceValue(func() *registry {
	r, err := parseRegistry(registryYAML)
	if err != nil {
		panic("diag: registry.yaml: " + err.Error())
	}
	return r
})

func parseRegistry(data []byte) (*registry, error) {
	r := &registry{byCode: map[Code]int{}}
	if err := yaml.Load(data, r, yaml.WithKnownFields()); err != nil {
		return nil, err
	}
	for i, e := range r.Entries {
		r.byCode[e.Code] = i
	}
	return r, nil
}

// Describe returns the registry's entry for code, and whether there is one.
func Describe(code Code) (Entry, bool) {
	r := texts()
	i, ok := r.byCode[code]
	if !ok {
		return Entry{}, false
	}
	return r.Entries[i], true
}

// Codes returns all codes, in the order in which a page meets them.
func Codes() []Code {
	entries := texts().Entries
	codes := make([]Code, len(entries))
	for i, e := range entries {
		codes[i] = e.Code
	}
	return codes
}

// word translates an arg "@word"; a word that the vocabulary lacks stands for
// itself, and a value without "@" is already a text.
func word(value, lang string) string {
	name, ok := strings.CutPrefix(value, "@")
	if !ok {
		return value
	}
	if p, ok := texts().Vocabulary[name]; ok {
		return p.In(lang)
	}
	return name
}

// phrase is one of the renderers' own texts.
func phrase(name, lang string) string { return texts().Phrases[name].In(lang) }
