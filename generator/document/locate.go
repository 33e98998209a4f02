package document

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// Locator finds front matter values in the text of a Markdown file, or any
// values in a YAML file. It parses the block when first asked for a field: only
// pages with a finding pay for it. A field is written like "offers[0].model", an
// item that only its value tells like "aliases[=/kontakt]".
type Locator struct {
	path   string
	text   []byte
	tree   *yaml.Node
	lines  *source.Lines
	parsed bool
	last   cursor
	items  map[*yaml.Node][]*yaml.Node // of lists, without those that say nothing
}

// cursor is a place in the text by line, column and offset. The next place on the same
// line is counted from there: from the start of the line, the findings of front matter
// that is one long line would take the product of their number and its length.
type cursor struct{ line, column, offset int }

// NewLocator returns a Locator for the normalised text of the file at path.
func NewLocator(path string, text []byte) *Locator {
	return &Locator{path: path, text: text}
}

// Path is that of the file.
func (l *Locator) Path() string { return l.path }

// Value is the span of a field's value; of its nearest existing parent's key if
// the field is absent; of the first line if there is no such thing.
func (l *Locator) Value(field string) source.Span {
	value, key, whole := l.descend(field)
	switch {
	case value != nil && whole && value.Value != "":
		return l.Span(value)
	case key != nil:
		return l.Span(key)
	}
	return l.firstLine()
}

// Key is the span of a field's key, the place for a name that is wrong.
func (l *Locator) Key(field string) source.Span {
	if _, key, whole := l.descend(field); key != nil && whole {
		return l.Span(key)
	}
	return l.firstLine()
}

func (l *Locator) firstLine() source.Span {
	line, _ := cutLine(l.text, 0)
	return source.Span{Path: l.path, Start: 0, End: max(1, len(line))}
}

// Span is the place of a node of the front matter, or of a YAML file.
func (l *Locator) Span(n *yaml.Node) source.Span {
	if l.lines == nil {
		l.lines = source.NewLines(l.text)
	}
	line := n.Line
	if l.inPage() {
		line++ // that of the opening dashes
	}
	start := l.offset(line, n.Column)
	width := max(1, utf8.RuneCountInString(n.Value))
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		width += 2
	}
	return source.Span{Path: l.path, Start: start, End: l.forward(start, width)}
}

// offset is the byte offset of a line and a column.
func (l *Locator) offset(line, column int) int {
	if line != l.last.line {
		l.last = cursor{line, 1, l.lines.Offset(line, 1)}
	}
	at := l.last.offset
	if column >= l.last.column {
		at = l.forward(at, column-l.last.column)
	}
	for back := l.last.column - column; back > 0 && at > 0; back-- {
		_, size := utf8.DecodeLastRune(l.text[:at])
		at -= size
	}
	l.last = cursor{line, column, at}
	return at
}

// forward is the offset some characters on, at most the end of the line.
func (l *Locator) forward(at, characters int) int {
	for ; characters > 0 && at < len(l.text) && l.text[at] != '\n'; characters-- {
		_, size := utf8.DecodeRune(l.text[at:])
		at += size
	}
	return at
}

// Comment is what stands behind an empty node on its line, if YAML takes it for a
// comment.
func (l *Locator) Comment(n *yaml.Node) string {
	line, _ := cutLine(l.text, l.Span(n).Start)
	if line = bytes.TrimLeft(line, " \t"); bytes.HasPrefix(line, []byte("#")) {
		return string(line)
	}
	return ""
}

func (l *Locator) inPage() bool { return strings.HasSuffix(l.path, ".md") }

// parse reads the front matter of a page, or a YAML file as a whole, into nodes.
func (l *Locator) parse() {
	if l.parsed {
		return
	}
	l.parsed = true
	text := l.text
	if l.inPage() {
		b, ds := guardFrontMatter(l.path, text)
		if len(ds) > 0 {
			return
		}
		text = text[b.start:b.end]
	}
	var doc yaml.Node
	if yaml.Load(text, &doc) == nil && len(doc.Content) > 0 {
		l.tree = doc.Content[0]
	}
}

// descend follows a field path. It returns the value, the last key or list item
// that exists, and whether the whole path does.
func (l *Locator) descend(field string) (value, key *yaml.Node, whole bool) {
	l.parse()
	if l.tree == nil {
		return nil, nil, false
	}
	node := l.tree
	for _, step := range steps(field) {
		if node.Kind == yaml.AliasNode {
			node = node.Alias
		}
		next, nextKey := l.child(node, step)
		if next == nil {
			return node, key, false
		}
		if node = next; nextKey == nil {
			nextKey = next // an item of a list stands for itself
		}
		key = nextKey
	}
	return node, key, true
}

// steps splits "offers[0].model" into "offers", "0", "model", and "aliases[=/a]"
// into "aliases", "=/a".
func steps(field string) []string {
	if list, value, ok := strings.Cut(field, "[="); ok {
		return append(steps(list), "="+strings.TrimSuffix(value, "]"))
	}
	return strings.FieldsFunc(field, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
}

func (l *Locator) child(node *yaml.Node, step string) (value, key *yaml.Node) {
	switch node.Kind {
	case yaml.SequenceNode:
		return l.item(node, step), nil
	case yaml.MappingNode:
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == step {
				return node.Content[i+1], node.Content[i]
			}
		}
	}
	return nil, nil
}

// item finds an item by its value (=value) or by its number, which an empty item
// does not have.
func (l *Locator) item(list *yaml.Node, step string) *yaml.Node {
	items, known := l.items[list]
	if !known {
		for _, item := range list.Content {
			if item.Tag != "!!null" {
				items = append(items, item)
			}
		}
		if l.items == nil {
			l.items = map[*yaml.Node][]*yaml.Node{}
		}
		l.items[list] = items
	}
	i, err := strconv.Atoi(step)
	if value, ok := strings.CutPrefix(step, "="); ok {
		i = slices.IndexFunc(items, func(item *yaml.Node) bool { return strings.TrimSpace(item.Value) == value })
	} else if err != nil {
		return nil
	}
	if i < 0 || i >= len(items) {
		return nil
	}
	return items[i]
}
