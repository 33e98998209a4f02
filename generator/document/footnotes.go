package document

import (
	"bytes"
	"strconv"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
	"wegweiser/generator/words"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// unusedFootnotes runs before goldmark takes the footnotes out of the tree to which
// nothing refers: their text would be gone without a word.
type unusedFootnotes struct{}

var unusedKey = parser.NewContextKey()

func (unusedFootnotes) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	if !bytes.Contains(reader.Source(), []byte("[^")) {
		return
	}
	var unused []*extast.Footnote
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		f, ok := n.(*extast.Footnote)
		if ok && entering && f.Index < 0 {
			unused = append(unused, f)
		}
		return ast.WalkContinue, nil
	})
	pc.Set(unusedKey, unused)
}

// backlink leads from a footnote back to where it is referred to, as the library's own
// does, but says so in the page's language.
func backlink(w *writer, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	node := n.(*extast.FootnoteBacklink)
	again := ""
	if node.RefIndex > 0 {
		again = strconv.Itoa(node.RefIndex)
	}
	w.put(`&#160;<a href="#fnref`, again, ":", strconv.Itoa(node.Index), `" class="footnote-backref" title="`)
	w.attributeWord(words.Back)
	w.put(`" role="doc-backlink">↑</a>`)
	return ast.WalkContinue
}

// unused lists the footnotes of a page that nothing refers to.
func unused(path string, content []byte, pc parser.Context) []diag.Diagnostic {
	var found []diag.Diagnostic
	footnotes, _ := pc.Get(unusedKey).([]*extast.Footnote)
	for _, f := range footnotes {
		start, end := blockSpan(f, content)
		label := "[^" + string(f.Ref) + "]"
		found = append(found, diag.New(diag.UnusedFootnote, source.Span{Path: path, Start: start, End: end}, "label", label))
	}
	return found
}
