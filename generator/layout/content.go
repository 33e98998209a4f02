package layout

import (
	"bytes"
	"maps"
	"slices"
	texttemplate "text/template"
	"text/template/parse"
)

// plainWord is the function by which layouts say words, and contentWord what it becomes
// in the content of an element: there a word in another language than that of its page
// can say so. Attributes, titles and what a function takes are text without markup.
const plainWord, contentWord = "word", "_wordInContent"

// wordPlace is where a template writes a word.
type wordPlace struct {
	file, template string
	at             int
}

// markContent tells the layouts which of their words stand in the content of an element.
func (s *Set) markContent() {
	var written []wordPlace
	markupless := map[string]bool{} // the templates that run where there is no markup
	runs := map[string][]string{}   // what each template runs
	for file, text := range s.texts {
		parsed, err := texttemplate.New(file).Funcs(s.words.functions("")).Parse(text)
		if err != nil {
			continue // a finding of its own
		}
		inMarkup := contentOf([]byte(text))
		for _, t := range parsed.Templates() {
			eachNode(t.Root, func(n parse.Node) {
				switch n := n.(type) {
				case *parse.TemplateNode:
					runs[t.Name()] = append(runs[t.Name()], n.Name)
					if !inMarkup(int(n.Pos)) {
						markupless[n.Name] = true
					}
				case *parse.ActionNode:
					if name := writes(n); name != nil && inMarkup(int(name.Pos)) {
						written = append(written, wordPlace{file, t.Name(), int(name.Pos)})
					}
				}
			})
		}
	}
	spread(markupless, runs)
	for _, name := range slices.Sorted(maps.Keys(markupless)) { // any layout decides it for all others
		s.shared = append(append(s.shared, name...), 0)
	}
	slices.SortFunc(written, func(a, b wordPlace) int { return b.at - a.at }) // from the end: places stay what they are
	for _, w := range written {
		if !markupless[w.template] {
			text := s.texts[w.file]
			s.texts[w.file] = text[:w.at] + contentWord + text[w.at+len(plainWord):]
		}
	}
}

// writes returns the call of word whose text an action writes, or nil.
func writes(n *parse.ActionNode) *parse.IdentifierNode {
	if len(n.Pipe.Decl) > 0 {
		return nil
	}
	last := n.Pipe.Cmds[len(n.Pipe.Cmds)-1]
	if name, ok := last.Args[0].(*parse.IdentifierNode); ok && name.Ident == plainWord {
		return name
	}
	return nil
}

// spread adds to some templates those that they run.
func spread(some map[string]bool, runs map[string][]string) {
	var visit func(name string)
	visit = func(name string) {
		for _, inner := range runs[name] {
			if !some[inner] {
				some[inner] = true
				visit(inner)
			}
		}
	}
	for name := range runs {
		if some[name] {
			visit(name)
		}
	}
}

// textOnly are the elements in which a browser reads no markup, or none of HTML: a span
// would end a drawing.
var textOnly = []string{"math", "option", "script", "style", "svg", "textarea", "title"}

// contentOf returns a function that reports whether a place of a layout is in the content
// of an element that can hold others.
func contentOf(text []byte) func(at int) bool {
	type stretch struct{ start, end int }
	var none []stretch
	for _, e := range elementsOf(text) {
		end := e.end
		if slices.Contains(textOnly, e.name) {
			if length := bytes.Index(bytes.ToLower(text[e.end:]), []byte("</"+e.name)); length >= 0 {
				end += length
			} else {
				end = len(text)
			}
		}
		none = append(none, stretch{e.start, end})
	}
	return func(at int) bool {
		return !slices.ContainsFunc(none, func(s stretch) bool { return s.start <= at && at < s.end })
	}
}
