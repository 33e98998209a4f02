package layout

import (
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/german"
	"wegweiser/generator/source"
	"wegweiser/generator/words"

	"go.yaml.in/yaml/v4"
)

// wordsFile has what the layouts say: a language, a key, a text. Over it lie the files
// in wordsFolder, by which a hub changes single words.
const wordsFile, wordsFolder = "words.yaml", "words/"

// hasWords reports whether a file below layouts/ is one of words.
func hasWords(name string) bool {
	return name == wordsFile || strings.HasPrefix(name, wordsFolder) && path.Ext(name) == ".yaml"
}

// mother is the language that has a text for every word of the program's own layouts.
const mother = "de"

// provided are the languages that the program's own words.yaml has.
var provided = []string{"de", "de-simple", "en", "hsb"}

// dictionary holds the words of layouts.
type dictionary struct {
	texts    map[string]map[string]string // by language and key
	fallback string                       // the site's first language
}

// on returns a word for pages in a language: in that, else in the next one that stands in
// for it, which foreign names if such a page has to.
func (d *dictionary) on(lang, key string) (text, foreign string, ok bool) {
	for _, l := range d.standIns(lang) {
		if text, ok = d.texts[l][key]; ok {
			return text, words.Foreign(l, lang), true
		}
	}
	return "", "", false
}

// standIns are the languages to look a word up in, the page's own first. Who reads
// Upper Sorbian reads German.
func (d *dictionary) standIns(lang string) []string {
	all := []string{lang}
	for i := strings.LastIndexByte(lang, '-'); i > 0; i = strings.LastIndexByte(lang, '-') {
		lang = lang[:i]
		all = append(all, lang)
	}
	if lang == "hsb" {
		all = append(all, mother)
	}
	return append(all, d.fallback, mother)
}

// keys are the words that every page can say, whatever its language, sorted.
func (d *dictionary) keys() []string {
	all := maps.Clone(d.texts[mother])
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, d.texts[d.fallback])
	return slices.Sorted(maps.Keys(all))
}

// Word returns a word for pages in a language, and the language that it is foreign in,
// or ""; false if there is none, in none that stands in for it.
func (s *Set) Word(key, lang string) (text, foreign string, ok bool) { return s.words.on(lang, key) }

// functions are word for the pages of a language: {{word "skip"}}, or {{word "more" 12}}
// with a value for the text's {}. In the content of an element a foreign one says in which
// language it is.
func (d *dictionary) functions(lang string) map[string]any {
	say := func(key string, values []any) (text, foreign string, err error) {
		text, foreign, ok := d.on(lang, key)
		if !ok {
			return "", "", fmt.Errorf("%s has no word %q", wordsFile, key)
		}
		return fill(text, values), foreign, nil
	}
	return map[string]any{
		plainWord: func(key string, values ...any) (string, error) {
			text, _, err := say(key, values)
			return text, err
		},
		contentWord: func(key string, values ...any) (any, error) {
			text, foreign, err := say(key, values)
			if foreign == "" || err != nil {
				return text, err
			}
			return template.HTML(`<span lang="` + foreign + `">` + template.HTMLEscapeString(text) + `</span>`), nil
		},
	}
}

// fill puts values in the places of {}. What they say is no place for the next.
func fill(text string, values []any) string {
	var filled strings.Builder
	for _, v := range values {
		before, after, ok := strings.Cut(text, place)
		if !ok {
			break
		}
		filled.WriteString(before)
		fmt.Fprint(&filled, v)
		text = after
	}
	return filled.String() + text
}

// readAllWords reads what the layouts say. Languages are those of the site; others are
// slips, unless the program has words for them.
func (l *loader) readAllWords(files []*source.File, languages []string) {
	var readers []*wordReader
	known := slices.Compact(slices.Sorted(slices.Values(slices.Concat(languages, provided))))
	for _, f := range files { // in the order of their names: wordsFile first
		name, inside := strings.CutPrefix(f.Path, source.Layouts+"/")
		if !inside || !hasWords(name) {
			continue
		}
		l.set.shared = append(append(l.set.shared, name...), f.Hash[:]...)
		l.set.files = append(l.set.files, f)
		text := source.Text(f.Data)
		r := &wordReader{loader: l, path: f.Path, lines: source.NewLines(text), languages: known}
		r.read(text)
		readers = append(readers, r)
	}
	if l.wordless = len(l.found) > 0; l.wordless {
		return // what is missing may be what cannot be read
	}
	for _, r := range readers {
		r.checkKeys()
		l.entries = append(l.entries, r.entries...)
	}
}

// wordReader reads a file of words node by node, so that every finding has its place.
type wordReader struct {
	*loader
	path      string
	lines     *source.Lines
	languages []string // that can have words
	entries   []wordEntry
}

// wordEntry is a word as a file has it.
type wordEntry struct {
	lang, key, text string
	at              source.Span // of the key
}

func (r *wordReader) read(text []byte) {
	if d, bad := document.NotText(r.path, text); bad {
		r.found = append(r.found, d)
		return
	}
	root, found := document.YAML(r.path, text)
	r.found = append(r.found, found...)
	if root != nil {
		r.each(root, r.language)
	}
}

func (r *wordReader) language(lang, table *yaml.Node) {
	if !slices.Contains(r.languages, lang.Value) {
		r.found = append(r.found, diag.New(diag.InvalidWords, r.span(lang), "reason", "@words-language").Meant(lang.Value, r.languages).Listing(r.languages))
		return
	}
	texts := r.words.texts[lang.Value]
	if texts == nil {
		texts = map[string]string{}
		r.words.texts[lang.Value] = texts
	}
	r.each(table, func(key, value *yaml.Node) {
		if value.Kind != yaml.ScalarNode || value.Tag == "!!null" {
			r.found = append(r.found, diag.New(diag.InvalidWords, r.span(key), "reason", "@words-text"))
			return
		}
		if i := strings.IndexFunc(value.Value, german.Control); i >= 0 {
			character, _ := utf8.DecodeRuneInString(value.Value[i:])
			r.found = append(r.found, diag.New(diag.ControlCharacter, r.span(key), "character", fmt.Sprintf("%U", character)))
			return
		}
		texts[key.Value] = value.Value
		r.entries = append(r.entries, wordEntry{lang.Value, key.Value, value.Value, r.span(key)})
	})
}

func (r *wordReader) span(n *yaml.Node) source.Span {
	return source.Span{Path: r.path, Start: r.lines.Offset(n.Line, n.Column), End: r.lines.Offset(n.Line, n.Column+max(1, len([]rune(n.Value))))}
}

func (r *wordReader) each(n *yaml.Node, read func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.found = append(r.found, diag.New(diag.InvalidWords, r.span(n), "reason", "@words-mapping"))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if seen[key.Value] {
			r.found = append(r.found, diag.New(diag.DuplicateKey, r.span(key), "key", key.Value))
			continue
		}
		seen[key.Value] = true
		read(key, n.Content[i+1])
	}
}

// eachNode visits the nodes of a template, the innermost ones too.
func eachNode(n parse.Node, visit func(parse.Node)) {
	list := func(l *parse.ListNode) {
		if l != nil {
			for _, inner := range l.Nodes {
				eachNode(inner, visit)
			}
		}
	}
	branch := func(b *parse.BranchNode) {
		eachNode(b.Pipe, visit)
		list(b.List)
		list(b.ElseList)
	}
	visit(n)
	switch n := n.(type) {
	case *parse.ListNode:
		list(n)
	case *parse.ActionNode:
		eachNode(n.Pipe, visit)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			eachNode(n.Pipe, visit)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			eachNode(c, visit)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			eachNode(a, visit)
		}
	}
}
