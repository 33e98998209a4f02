package document

import (
	"bytes"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

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
