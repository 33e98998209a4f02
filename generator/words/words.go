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
	all := tables()
	for {
		if word, listed := all[lang][w]; listed {
			return word
		}
		i := strings.LastIndexByte(lang, '-')
		if i < 0 {
			return all[fallback][w]
		}
		lang = lang[:i]
	}
}

// Around returns what stands before and after the {} of a word.
func (w Word) Around(lang string) (before, after string) {
	before, after, _ = strings.Cut(w.In(lang), "{}")
	return before, after
}
