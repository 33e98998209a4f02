package document

import (
	"bytes"
	"cmp"
	"regexp"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/words"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// nodes renders every kind of node that the hub treats in its own way; the
// library renders the others. It has no state: that is the writer's.
type nodes struct{}

type nodeFunc func(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus

func (nodes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for kind, f := range map[ast.NodeKind]nodeFunc{
		ast.KindText:            textNode,
		ast.KindParagraph:       paragraph,
		ast.KindTextBlock:       textBlock,
		ast.KindHeading:         heading,
		ast.KindLink:            link,
		ast.KindAutoLink:        autoLink,
		ast.KindImage:           image,
		ast.KindCodeSpan:        codeSpan,
		ast.KindFencedCodeBlock: codeBlock,
		ast.KindCodeBlock:       codeBlock,
		ast.KindHTMLBlock:       htmlBlock,
		ast.KindRawHTML:         rawHTML,
		ast.KindBlockquote:      blockquote,
		ast.KindListItem:        listItem,
		extast.KindTable:        table,
		extast.KindTableHeader:  tableHeader,
		extast.KindTableRow:     tableRow,
		extast.KindTableCell:    tableCell,
		extast.KindTaskCheckBox: taskCheckBox,
		kindDirective:           directive,

		extast.KindFootnoteBacklink: backlink,
	} {
		reg.Register(kind, adapt(f))
	}
}

func adapt(f nodeFunc) renderer.NodeRendererFunc {
	return func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		return f(w.(*writer), source, n, entering), nil
	}
}

func textNode(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	node := n.(*ast.Text)
	w.text(node.Segment.Value(source), node.IsRaw())
	switch {
	case node.HardLineBreak():
		w.put("<br>\n")
		w.set.Skip('\n')
	case node.SoftLineBreak():
		w.put("\n")
		w.set.Skip('\n')
	}
	return ast.WalkContinue
}

// text writes Markdown text: escapes and entities resolved, quotes and spaces
// set as German deserves, escaped for HTML.
func (w *writer) text(value []byte, raw bool) {
	if !raw && (bytes.IndexByte(value, '\\') >= 0 || bytes.IndexByte(value, '&') >= 0) {
		value = unescaped(value)
	}
	w.scratch = w.set.Set(w.scratch[:0], value)
	w.body.HTML = appendEscaped(w.body.HTML, w.scratch)
}

// unescaped resolves backslashes and entities. &#27; is no text.
func unescaped(value []byte) []byte {
	value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
	return bytes.Map(func(r rune) rune {
		if german.Control(r) {
			return -1
		}
		return r
	}, value)
}

func appendEscaped(dst, text []byte) []byte {
	from := 0
	for i, c := range text {
		if c == '<' || c == '>' || c == '&' || c == '"' {
			dst = append(dst, text[from:i]...)
			dst = append(dst, util.EscapeHTMLByte(c)...)
			from = i + 1
		}
	}
	return append(dst, text[from:]...)
}

func paragraph(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.set.Reset()
		w.checkLiteral(n, source)
	}
	switch {
	case w.inline && entering && n.PreviousSibling() != nil:
		w.put(" ")
	case w.inline:
	case isCaption(n, source):
		w.caption(n, entering)
	case entering:
		w.checkCaption(n, source)
		w.openTag("p", n, source)
	default:
		w.put("</p>\n")
	}
	return ast.WalkContinue
}

func textBlock(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.set.Reset()
		w.checkLiteral(n, source)
	} else if n.NextSibling() != nil && n.FirstChild() != nil {
		w.put("\n")
	}
	return ast.WalkContinue
}

func blockquote(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.openTag("blockquote", n, source)
		w.put("\n")
		return w.deeper(n)
	}
	w.depth--
	w.put("</blockquote>\n")
	return ast.WalkContinue
}

func listItem(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		w.depth--
		w.put("</li>\n")
		return ast.WalkContinue
	}
	w.openTag("li", n, source)
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		w.put("\n")
	}
	return w.deeper(n)
}

// deeper counts the nesting that indentation can build where no line shows it.
func (w *writer) deeper(n ast.Node) ast.WalkStatus {
	if w.depth++; w.depth == maxDepth {
		at := max(0, n.Pos())
		d := tooDeepAt(w.path, at, maxDepth)
		w.found = append(w.found, d)
	}
	return ast.WalkContinue
}

func heading(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	node := n.(*ast.Heading)
	level := string(rune('0' + node.Level))
	if !entering {
		w.put("</h", level, ">\n")
		return ast.WalkContinue
	}
	w.set.Reset()
	w.checkLiteral(n, source)
	text := plainText(node, source)
	start, end := blockSpan(node, source)
	w.checkHeading(node.Level, text, start, end)
	id := w.anchor(cmp.Or(w.customID(node, start, end), german.Slug(text)))
	w.headings = append(w.headings, Heading{ID: id, Text: text, Level: node.Level})
	w.put("<h", level, ` id="`, string(util.EscapeHTML([]byte(id))), `"`)
	w.origin(n, source)
	w.put(">")
	return ast.WalkContinue
}

// ownID is what an author may call a heading. Everything else that has an id on a page
// starts with _ or has a colon (a footnote), and never meets it.
var ownID = regexp.MustCompile(`^[\pL\pN][\pL\pM\pN_.-]*$`)

// customID is the id that the author asks for, {#id}, or "".
func (w *writer) customID(n *ast.Heading, start, end int) string {
	custom, ok := n.AttributeString("id")
	if !ok {
		return ""
	}
	id, _ := custom.([]byte)
	if !ownID.Match(id) {
		w.report(diag.HeadingID, start, end, "id", string(id))
		return ""
	}
	return string(id)
}

func (w *writer) checkHeading(level int, text string, start, end int) {
	switch {
	case text == "":
		w.report(diag.EmptyHeading, start, end)
	case level == 1:
		w.report(diag.TopHeading, start, end)
	case level > w.level+1:
		w.report(diag.SkippedHeading, start, end, "from", string(rune('0'+w.level)), "to", string(rune('0'+level)))
	}
	w.level = level
}

// plainText is the text of a node's inlines without markup, as for an index.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch t := c.(type) {
		case *ast.Text:
			value := t.Segment.Value(source)
			if !t.IsRaw() {
				value = unescaped(value)
			}
			b.Write(value)
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(t.Value)
		case *ast.AutoLink:
			b.Write(t.Label(source))
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// blockSpan is the first line of a block in the text.
func blockSpan(n ast.Node, source []byte) (start, end int) {
	if start = n.Pos(); start < 0 {
		start = 0
		if lines := n.Lines(); lines != nil && lines.Len() > 0 {
			start = lines.At(0).Start
		}
	}
	line, _ := cutLine(source, min(start, len(source)))
	return start, start + max(1, len(line))
}

func htmlBlock(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkSkipChildren
	}
	node := n.(*ast.HTMLBlock)
	start, end := blockSpan(n, source)
	switch {
	case node.HTMLBlockType != ast.HTMLBlockType2:
		w.report(diag.RawHTML, start, end, "how", adviceOnHTML(string(source[start:min(end, len(source))])))
	case !closedComment(node, source):
		w.report(diag.UnclosedComment, start, end)
	}
	return ast.WalkSkipChildren
}

// closedComment reports whether a comment, a note between editors, ends: one that
// does not takes the rest of the page with it.
func closedComment(n *ast.HTMLBlock, source []byte) bool {
	lines := n.Lines()
	return n.HasClosure() || lines.Len() > 0 && bytes.Contains(source[lines.At(0).Start:lines.At(lines.Len()-1).Stop], []byte("-->"))
}

func rawHTML(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	node := n.(*ast.RawHTML)
	if entering && node.Segments.Len() > 0 {
		s := node.Segments.At(0)
		if !bytes.HasPrefix(s.Value(source), []byte("<!--")) {
			w.report(diag.RawHTML, s.Start, s.Stop, "how", adviceOnHTML(string(s.Value(source))))
		}
	}
	return ast.WalkSkipChildren
}

func codeSpan(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	w.put("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		value := c.(*ast.Text).Segment.Value(source)
		w.body.HTML = appendEscaped(w.body.HTML, bytes.ReplaceAll(value, []byte("\n"), []byte(" ")))
	}
	w.put("</code>")
	w.set.Skip('x')
	return ast.WalkSkipChildren
}

func taskCheckBox(w *writer, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	if n.(*extast.TaskCheckBox).IsChecked {
		w.put(`<span class="task done">`)
		w.word(words.Done)
	} else {
		w.put(`<span class="task">`)
		w.word(words.Open)
	}
	w.put(`:</span> `)
	return ast.WalkContinue
}

func directive(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	node := n.(*directiveNode)
	if entering {
		w.checkDirective(node)
		if node.Form == Block {
			w.open()
			return w.deeper(n)
		}
		w.drawing(node)
		w.set.Skip('x')
		return ast.WalkContinue
	}
	if node.Form == Block {
		w.depth--
		node.Body, node.Links = w.shut(), linksIn(node, source)
		w.drawing(node)
	}
	return ast.WalkContinue
}

func (w *writer) checkDirective(node *directiveNode) {
	switch {
	case node.Name == "":
		w.report(diag.StrayFence, node.Start, node.End)
	case node.problem != nil:
		w.report(diag.DirectiveSyntax, node.problem.start, node.problem.end, "name", node.Name, "reason", node.problem.reason, "colons", node.Form.Colons())
	case node.Form == Block && !node.closed:
		w.report(diag.UnclosedDirective, node.Start, node.End, "name", node.Name)
	}
}

// drawing leaves the hole that the directive's layout fills.
func (w *writer) drawing(node *directiveNode) {
	if node.Name == "" || node.problem != nil {
		return
	}
	d := node.Directive
	d.Level = w.level
	if d.LabelText != "" && d.Form != Inline {
		var ds []diag.Diagnostic
		d.Label, ds = inlineAt([]byte(d.LabelText), w.lang, w.span(node.Start, node.End))
		w.found = append(w.found, ds...)
	}
	w.hole(Hole{Kind: DirectiveHole, Directive: &d, Start: node.Start, End: node.End})
}
