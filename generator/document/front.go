package document

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v4"
)

// block is the front matter's place in the text, without its delimiters.
type block struct{ start, end int }

const delimiter = "---"

// guardFrontMatter finds the front matter block and makes sure that
// goldmark-meta will see the same one: the library opens a block at any first
// line of dashes, closes it at any later one (a lone "-", an indented "---" and
// even a lone form feed included) and swallows the page if there is none.
func guardFrontMatter(path string, text []byte) (block, []diag.Diagnostic) {
	report := func(code diag.Code, start, end int) (block, []diag.Diagnostic) {
		return block{}, []diag.Diagnostic{diag.New(code, source.Span{Path: path, Start: start, End: end})}
	}
	first, rest := cutLine(text, 0)
	if string(bytes.TrimRight(first, " \t")) != delimiter {
		_, found := report(diag.FrontMatterMissing, 0, max(1, len(first)))
		if len(first) > 0 && strings.Trim(string(first), "-–— \t") == "" {
			found[0].Suggest = delimiter // word processors join dashes
		}
		return block{}, found
	}
	start := rest
	for at := rest; at < len(text); {
		line, next := cutLine(text, at)
		empty := len(bytes.Trim(line, " \t")) == 0
		switch {
		case string(bytes.TrimRight(line, " \t")) == delimiter:
			return block{start, at}, nil
		case !empty && len(bytes.Trim(bytes.TrimSpace(line), "-")) == 0:
			_, found := report(diag.FrontMatterDashes, at, at+len(line))
			if len(line) > 1 && line[0] == '-' && !closesLater(text, next) {
				found[0].Suggest = delimiter
			}
			return block{}, found
		}
		at = next
	}
	return report(diag.FrontMatterUnclosed, 0, len(first))
}

// closesLater reports whether a line from offset at on ends the front matter.
func closesLater(text []byte, at int) bool {
	for at < len(text) {
		line, next := cutLine(text, at)
		if string(bytes.TrimRight(line, " \t")) == delimiter {
			return true
		}
		at = next
	}
	return false
}

// Head is the part of a page's text that its front matter takes, dashes included:
// all that a Locator needs. It is nil if there is none.
func Head(text []byte) []byte {
	b, found := guardFrontMatter("", text)
	if len(found) > 0 {
		return nil
	}
	_, end := cutLine(text, b.end)
	return text[:end]
}

// cutLine returns the line that starts at offset, without its line end, and the
// offset of the next line.
func cutLine(text []byte, at int) ([]byte, int) {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return text[at : at+i], at + i + 1
	}
	return text[at:], len(text)
}

// metaBlock lets goldmark-meta take the front matter out of the Markdown. The
// library would decode the block twice as it closes, into values that YAML has
// guessed and without their places; readFront does it once, into nodes.
type metaBlock struct{ parser.BlockParser }

// Close takes the block out of the tree.
func (metaBlock) Close(block ast.Node, _ text.Reader, _ parser.Context) {
	block.Parent().RemoveChild(block.Parent(), block)
}

// readFront decodes the front matter into the node of a mapping. Its scalars are
// as they are written, whatever YAML takes them for.
func readFront(path string, content []byte, b block) (*yaml.Node, []diag.Diagnostic) {
	front, err := loadYAML(content[b.start:b.end])
	switch {
	case err == nil && front == nil:
		return &yaml.Node{Kind: yaml.MappingNode}, nil
	case err != nil:
		if at := strayText(content, b); at >= 0 {
			return nil, []diag.Diagnostic{unclosed(path, content, at)}
		}
		return nil, []diag.Diagnostic{yamlProblem(path, content, b.start, err)}
	}
	if front.Kind != yaml.MappingNode {
		return nil, []diag.Diagnostic{yamlProblem(path, content, b.start, errNotAMapping)}
	}
	l := lint{locator: NewLocator(path, content)}
	l.value(front)
	if l.refused {
		return nil, l.found
	}
	return front, l.found
}

// strayText finds a line of prose after a blank line, or -1: nothing has ended the
// front matter above it, and a line of dashes in the text seems to.
func strayText(content []byte, b block) int {
	blank := false
	for at := b.start; at < b.end; {
		line, next := cutLine(content, at)
		first, _ := utf8.DecodeRune(line)
		if blank && unicode.IsLetter(first) && bytes.IndexByte(line, ':') < 0 {
			return at
		}
		blank, at = len(bytes.TrimSpace(line)) == 0, next
	}
	return -1
}

// unclosed reports front matter that should have ended before the text at an offset.
func unclosed(path string, content []byte, at int) diag.Diagnostic {
	first, _ := cutLine(content, 0)
	line, _ := cutLine(content, at)
	d := diag.New(diag.FrontMatterUnclosed, source.Span{Path: path, End: len(first)})
	d.Related = []source.Span{{Path: path, Start: at, End: at + len(line)}}
	return d
}

var errNotAMapping = errors.New("cannot unmarshal") // in the words of the library
