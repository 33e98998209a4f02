package document

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// kindDirective is the syntax-tree kind of all three forms.
var kindDirective = ast.NewNodeKind("Directive")

// directiveNode carries a parsed opening through the syntax tree.
type directiveNode struct {
	ast.BaseBlock
	Directive
	problem *syntaxProblem
	colons  int  // of a block's opening fence
	closed  bool // a block that met its closing fence
}

func (n *directiveNode) Kind() ast.NodeKind          { return kindDirective }
func (n *directiveNode) Dump(source []byte, lvl int) { ast.DumpHelper(n, source, lvl, nil, nil) }

// Type is what goldmark asks to tell blocks from inlines.
func (n *directiveNode) Type() ast.NodeType {
	if n.Form == Inline {
		return ast.TypeInline
	}
	return ast.TypeBlock
}

// linksIn reads what a block shows as a list of links. What is wrong in one without an end
// would only follow from that.
func linksIn(block *directiveNode, source []byte) *LinkList {
	if !block.closed {
		return nil
	}
	links := &LinkList{Odd: block.Start, End: block.End}
	var list ast.Node
	for n := block.FirstChild(); n != nil; n = n.NextSibling() {
		if showsNothing(n) {
			continue
		}
		odd := n
		if list == nil && n.Kind() == ast.KindList {
			list, odd = n, oddItem(n)
		}
		if odd != nil {
			links.Odd, links.End = blockSpan(odd, source)
			return links
		}
	}
	if list != nil {
		links.Pure, links.Items = true, list.ChildCount()
	}
	return links
}

// showsNothing reports whether a block is a note between editors or says where links lead.
func showsNothing(n ast.Node) bool {
	html, ok := n.(*ast.HTMLBlock)
	return ok && html.HTMLBlockType == ast.HTMLBlockType2 || n.Kind() == ast.KindLinkReferenceDefinition
}

// oddItem is the first item that is more or less than a text that begins with a link; of
// one that begins with a link, what follows.
func oddItem(list ast.Node) ast.Node {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		text := item.FirstChild()
		switch {
		case text == nil:
			return item
		case !beginsWithLink(text):
			return text
		case text.NextSibling() != nil:
			return text.NextSibling()
		}
	}
	return nil
}

func beginsWithLink(text ast.Node) bool {
	switch text.FirstChild().(type) {
	case *ast.Link, *ast.AutoLink:
		return true
	}
	return false
}

// blockDirectives parses the leaf and block forms.
type blockDirectives struct{}

func (blockDirectives) Trigger() []byte { return []byte{':'} }

func (blockDirectives) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	colons := countColons(line[at:])
	if colons < 2 {
		return nil, parser.NoChildren
	}
	start := segment.Start - segment.Padding + at
	if colons >= 3 && blank(line[at+colons:]) {
		// A fence that closes nothing: a block of its own, so that it is reported
		// instead of becoming text.
		reader.Advance(segment.Len() - 1)
		return &directiveNode{Directive: Directive{Start: start, End: start + colons}}, parser.NoChildren
	}
	if colons == 2 && !isNameStart(line, at+colons) || colons > 2 && fullOfDirectives(pc, start) {
		return nil, parser.NoChildren
	}
	node := &directiveNode{colons: colons}
	node.Directive, node.problem = parseOpening(line[at+colons:], start+colons)
	node.Start = start
	reader.Advance(segment.Len() - 1)
	if colons == 2 {
		return node, parser.NoChildren
	}
	node.Form = Block
	return node, parser.HasChildren
}

func (blockDirectives) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	node := n.(*directiveNode)
	if node.Form != Block {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	if closes(line, node, pc) {
		node.closed = true
		reader.Advance(segment.Len() - 1)
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// closes reports whether line is the closing fence of node: it has as many
// colons as the opening or fewer nested ones stand open, and is not inside code.
func closes(line []byte, node *directiveNode, pc parser.Context) bool {
	line = bytes.TrimSpace(line)
	n := countColons(line)
	if n < 3 || n != len(line) || n > node.colons {
		return false
	}
	open := pc.OpenedBlocks()
	if last := open[len(open)-1].Node; last.Kind() == ast.KindFencedCodeBlock {
		return false
	}
	for i := len(open) - 1; i >= 0; i-- {
		if inner, ok := open[i].Node.(*directiveNode); ok && inner.Form == Block {
			if inner == node {
				return true
			}
			if n <= inner.colons {
				return false // it closes the inner one
			}
		}
	}
	return false
}

func (blockDirectives) Close(ast.Node, text.Reader, parser.Context) {}
func (blockDirectives) CanInterruptParagraph() bool                 { return true }
func (blockDirectives) CanAcceptIndentedLine() bool                 { return false }

// inlineDirectives parses :name[label]{args}.
type inlineDirectives struct{}

func (inlineDirectives) Trigger() []byte { return []byte{':'} }

func (inlineDirectives) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	if before := reader.PrecendingCharacter(); before == ':' || isWord(before) {
		return nil
	}
	colons := countColons(line)
	name := nameLength(line[colons:])
	if !isNameStart(line, colons) || colons+name >= len(line) || line[colons+name] != '[' {
		return nil // an ordinary colon
	}
	length := inlineLength(line[colons:])
	if length < 0 {
		return nil
	}
	node := &directiveNode{}
	node.Directive, node.problem = parseOpening(line[colons:colons+length], segment.Start+colons)
	node.Form, node.Start = Inline, segment.Start
	if colons > 1 {
		node.problem = &syntaxProblem{"@one-colon", node.Start, node.End}
	}
	reader.Advance(colons + length)
	return node
}

func isWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 127
}

func countColons(line []byte) int {
	n := 0
	for n < len(line) && line[n] == ':' {
		n++
	}
	return n
}

func blank(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 }

func isNameStart(line []byte, at int) bool {
	return at < len(line) && line[at] >= 'a' && line[at] <= 'z'
}

func nameLength(s []byte) int {
	for i, c := range s {
		if c >= 'a' && c <= 'z' || c == '-' || i > 0 && c >= '0' && c <= '9' {
			continue
		}
		return i
	}
	return len(s)
}

// inlineLength is the length of name[label]{args} at the start of s, or -1 if
// the brackets do not close soon on this line.
func inlineLength(s []byte) int {
	s = s[:min(len(s), maxLabel)]
	open := bytes.IndexByte(s, '[')
	end := bytes.IndexByte(s[open:], ']')
	if end < 0 {
		return -1
	}
	end += open + 1
	if end < len(s) && s[end] == '{' {
		if brace := bytes.IndexByte(s[end:], '}'); brace >= 0 {
			return end + brace + 1
		}
	}
	return end
}
