package layout

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	texttemplate "text/template"
	"text/template/parse"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// checkKeys reports translations of words that do not exist.
func (r *wordReader) checkKeys() {
	known := r.words.keys()
	for _, e := range r.entries {
		if _, ok := slices.BinarySearch(known, e.key); !ok {
			r.found = append(r.found, diag.New(diag.UnknownWord, e.at, "word", e.key).Meant(e.key, known))
		}
	}
}

// said are the words that layouts say.
type said struct {
	keys map[string]bool
	any  bool // a layout says words by names that are made when it is drawn
}

// checkWords reports what a layout says that there is no word for.
func (l *loader) checkWords(file string, parsed *texttemplate.Template) {
	if l.wordless {
		return
	}
	known := l.words.keys()
	for _, t := range parsed.Templates() {
		if t.Tree == nil {
			continue
		}
		eachNode(t.Root, func(n parse.Node) {
			call, ok := n.(*parse.CommandNode)
			if !ok || call.Args[0].String() != plainWord {
				return
			}
			key, literal := call.Args[min(1, len(call.Args)-1)].(*parse.StringNode)
			if !literal {
				l.said.any = true
				return
			}
			l.said.keys[key.Text] = true
			if _, ok := slices.BinarySearch(known, key.Text); !ok {
				at := source.Span{Path: file, Start: int(key.Pos), End: int(key.Pos) + len(key.Quoted)}
				l.found = append(l.found, diag.New(diag.UnknownWord, at, "word", key.Text).Meant(key.Text, known))
			}
		})
	}
}

// checkOwnWords reports what a hub's files of words say in vain, when all layouts have
// been read: words that none of them says, and texts that do not have the places of the
// text that they replace.
func (l *loader) checkOwnWords(languages []string) {
	originals := map[string][]string{} // the texts of words.yaml, by key
	for _, e := range l.entries {
		if e.at.Path == source.Layouts+"/"+wordsFile {
			originals[e.key] = append(originals[e.key], e.text)
		}
	}
	spoken := maps.Clone(l.said.keys)
	for _, lang := range languages {
		spoken["in-"+lang] = true // by the switch between languages
	}
	names := slices.Sorted(maps.Keys(originals))
	for _, e := range l.entries {
		if e.at.Path == source.Layouts+"/"+wordsFile {
			continue
		}
		texts := originals[e.key]
		switch {
		case texts == nil && !spoken[e.key] && !l.said.any:
			l.warnings = append(l.warnings, diag.New(diag.UnusedWord, e.at, "word", e.key).Meant(e.key, names))
		case texts != nil && !slices.ContainsFunc(texts, func(t string) bool { return places(t) == places(e.text) }):
			d := diag.New(diag.WordPlaces, e.at, "word", e.key, "places", strconv.Itoa(places(e.text)), "want", strconv.Itoa(places(texts[0])),
				"original", texts[0], "place", place)
			l.warnings = append(l.warnings, d)
		}
	}
}

// place is where a value goes in the text of a word.
const place = "{}"

func places(text string) int { return strings.Count(text, place) }
