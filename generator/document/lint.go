package document

import (
	"bytes"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// lint finds what YAML takes without a word and nobody means: keys that are no
// text, keys that come twice, spaces that are none to YAML, and list items that have
// become part of the value above them.
type lint struct {
	locator *Locator
	refused bool // the front matter cannot be used
	found   []diag.Diagnostic
}

func (l *lint) value(n *yaml.Node) {
	switch n.Kind {
	case yaml.MappingNode:
		l.mapping(n)
	case yaml.ScalarNode:
		if n.Style == 0 && strings.HasPrefix(n.Value, "-\u00a0") {
			l.protectedSpace(n, 1)
			return
		}
		l.joined(n)
	default:
		for _, item := range n.Content {
			l.value(item)
		}
	}
}

func (l *lint) mapping(n *yaml.Node) {
	seen := make(map[string]bool, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.Value == "" {
			l.refuse(diag.YAMLKey, key)
			continue
		}
		if strings.HasPrefix(key.Value, "\u00a0") {
			l.protectedSpace(key, 0)
			continue
		}
		if seen[key.Value] {
			l.refuse(diag.DuplicateKey, key)
		}
		seen[key.Value] = true
		l.value(n.Content[i+1])
	}
}

// protectedSpace reports the no-break space at an offset in a node's text, which
// looks like indentation or like the space behind a dash and is neither.
func (l *lint) protectedSpace(n *yaml.Node, at int) {
	at += l.locator.Span(n).Start
	l.refused = true
	l.found = append(l.found, notationProblem(l.locator.path, slip{at, "@yaml-protected-space", ""}))
}

func (l *lint) refuse(code diag.Code, key *yaml.Node) {
	span := l.locator.Span(key)
	l.refused = true
	l.found = append(l.found, diag.New(code, span, "key", string(l.locator.text[span.Start:span.End])))
}

// joined reports a line that looks like a list item and continues a plain value,
// because it is indented deeper than the items above it.
func (l *lint) joined(n *yaml.Node) {
	if n.Style != 0 || !strings.Contains(n.Value, " - ") && !strings.Contains(n.Value, "\n- ") {
		return
	}
	text := l.locator.text
	at := l.locator.Span(n).Start
	for _, word := range strings.FieldsFunc(n.Value, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }) {
		space := len(text[at:]) - len(bytes.TrimLeft(text[at:], " \t\n"))
		broken := bytes.IndexByte(text[at:at+space], '\n') >= 0
		if at += space; !bytes.HasPrefix(text[at:], []byte(word)) {
			return
		}
		if broken && word == "-" {
			line, _ := cutLine(text, at)
			span := source.Span{Path: l.locator.path, Start: at, End: at + len(line)}
			l.found = append(l.found, diag.New(diag.ItemJoined, span, "item", string(line)))
			return
		}
		at += len(word)
	}
}
