package render

import (
	"html/template"

	"wegweiser/generator/words"
)

// missingIn says, in a language, that there is no value.
func missingIn(lang string) Value {
	w := valueWriter{lang: lang}
	w.missing()
	return Value{template.HTML(w.String()), true}
}

func (w *valueWriter) missing() {
	w.tag(`<span class="missing">`)
	w.word(words.Missing)
	w.tag(`</span>`)
}

func (w *valueWriter) word(word words.Word) { w.said(word.On(w.lang)) }

// said writes words of the interface, with their language if they are foreign.
func (w *valueWriter) said(text, foreign string) {
	if foreign == "" || w.plain || text == "" {
		w.text(text)
		return
	}
	w.put(`<span lang="`, foreign, `">`)
	w.text(text)
	w.put(`</span>`)
}
