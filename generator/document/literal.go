package document

import (
	"bytes"
	"regexp"

	"wegweiser/generator/diag"

	"github.com/yuin/goldmark/ast"
)

// literalForms are what an author has probably meant as markup where Markdown
// sees plain text, each with the word that says how it is written. The first
// group is what is shown.
var literalForms = []struct {
	form *regexp.Regexp
	word string
}{
	{regexp.MustCompile(`(\[[^\[\]\n]*\]\([^()\n]*\)?)`), "@form-link"},
	{regexp.MustCompile(`(\[\^[^\[\]\s]+\])`), "@form-footnote"},
	{regexp.MustCompile(`(\[[^\[\]\n]+\]\[[^\[\]\n]*\])`), "@form-reference"},
	{regexp.MustCompile(`(?:^|\s)(::+[a-z][a-z0-9-]*[{\[])`), "@form-directive"},
	{regexp.MustCompile(`(\*\*)`), "@form-bold"},
	{regexp.MustCompile(`(<!--)`), "@form-comment"},
	{regexp.MustCompile(`(?m)^(#{1,6}\pL)`), "@form-heading"},
	{regexp.MustCompile(`(?m)^(\|.*\|)[ \t]*$`), "@form-table"},
}

// checkLiteral reports markup in a block's text that readers would see as it is
// typed, because it is almost but not quite Markdown.
func (w *writer) checkLiteral(block ast.Node, source []byte) {
	for n := block.FirstChild(); n != nil; {
		text, ok := n.(*ast.Text)
		if !ok {
			if n.Kind() == ast.KindEmphasis {
				w.checkLiteral(n, source)
			}
			n = n.NextSibling()
			continue
		}
		start, end := text.Segment.Start, text.Segment.Stop
		for n = n.NextSibling(); n != nil; n = n.NextSibling() {
			next, ok := n.(*ast.Text)
			if !ok || len(bytes.TrimSpace(source[end:max(end, next.Segment.Start)])) > 0 {
				break
			}
			end = next.Segment.Stop
		}
		w.checkLiteralRun(source[start:end], start)
	}
}

// checkLiteralRun checks a stretch of text without any markup in it.
func (w *writer) checkLiteralRun(run []byte, start int) {
	if !bytes.ContainsAny(run, "[:*#|<") {
		return
	}
	for _, l := range literalForms {
		m := l.form.FindSubmatchIndex(run)
		if m == nil || m[2] > 0 && run[m[2]-1] == '\\' || bytes.Contains(run[m[2]:m[3]], []byte(`\`)) {
			continue
		}
		w.report(diag.LiteralMarkup, start+m[2], start+m[3], "text", string(run[m[2]:m[3]]), "form", l.word)
		return
	}
}
