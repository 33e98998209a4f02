// Package words holds what the generator itself says on a page, in the page's
// language. words.yaml has all of it: a language is added there and nowhere else.
package words

import (
	_ "embed"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

// Word is one of the generator's own words, under its name in words.yaml.
type Word string

// The words.
const (
	Missing    Word = "missing"
	NoValue    Word = "no-value"
	Yes        Word = "yes"
	No         Word = "no"
	Until      Word = "until"
	Expired    Word = "expired"
	Comparison Word = "comparison"
	Note       Word = "note"
	Amount     Word = "amount"
	Thousands  Word = "thousands"
	Decimal    Word = "decimal"
	Open       Word = "open"
	Done       Word = "done"
	Table      Word = "table"
	Back       Word = "back"
	NotFound   Word = "not-found"
	Search     Word = "search"
	Feature    Word = "feature"
	Group      Word = "group"
	Title      Word = "title"
	Summary    Word = "summary"
	Address    Word = "address"
	Changes    Word = "changes"
	Published  Word = "published"
	Reviewed   Word = "reviewed"
	Since      Word = "since"
	Ended      Word = "ended"
)

//go:embed words.yaml
var wordsYAML []byte

// tables parses words.yaml when the first word is needed. One that does not parse is
// a broken program, which its tests do not let pass.
var tables = sync.OnceValue(func() map[string]map[Word]string {
	var all map[string]map[Word]string
	if err := yaml.Load(wordsYAML, &all); err != nil {
		panic("words: words.yaml: " + err.Error())
	}
	return all
})

// fallback is the language of words that the page's own does not have.
const fallback = "de"

// In returns the word in the language of a page: a tag such as de, de-simple or en-GB.
func (w Word) In(lang string) string {
	text, _ := w.On(lang)
	return text
}

// On returns the word for a page in a language, and the language that it is Foreign in.
func (w Word) On(page string) (text, foreign string) {
	all := tables()
	for lang := page; ; {
		if word, listed := all[lang][w]; listed {
			return word, ""
		}
		i := strings.LastIndexByte(lang, '-')
		if i < 0 {
			return all[fallback][w], Foreign(fallback, page)
		}
		lang = lang[:i]
	}
}

// Foreign is the language of a text where a page has to name it: "" if the page itself is
// in that language, be it easy to read or not.
func Foreign(text, page string) string {
	primary, _, _ := strings.Cut(page, "-")
	if own, _, _ := strings.Cut(text, "-"); own == primary {
		return ""
	}
	return text
}

// Around returns what stands before and after the {} of a word, and the language that it
// is Foreign in.
func (w Word) Around(lang string) (before, after, foreign string) {
	text, foreign := w.On(lang)
	before, after, _ = strings.Cut(text, "{}")
	return before, after, foreign
}
