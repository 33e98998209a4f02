package document

import (
	"bytes"
	"regexp"
	"slices"

	"wegweiser/generator/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// form is something that an author has probably meant as markup where Markdown
// sees plain text. The first group of the expression is what is shown.
type form struct {
	code diag.Code
	sign string // no text without it has the form
	expr *regexp.Regexp
	word string // says how it is written
	mask uint32 // of the bytes of sign
}

var forms = withMasks([]form{
	{code: diag.LiteralMarkup, sign: "[[", expr: regexp.MustCompile(`(\[\[[^\[\]\n]+\]\])`), word: "@form-wiki"},
	{code: diag.LiteralMarkup, sign: "](", expr: regexp.MustCompile(`(!\[[^\[\]\n]*\]\([^()\n]*\)?)`), word: "@form-picture"},
	{code: diag.LiteralMarkup, sign: "](", expr: regexp.MustCompile(`(\[[^\[\]\n]*\]\([^()\n]*\)?)`), word: "@form-link"},
	{code: diag.LiteralMarkup, sign: "] (", expr: regexp.MustCompile(`(\[[^\[\]\n]+\] \((?:https?://|mailto:|www\.|[^()\s]*\.md\b)[^()\s]*\))`), word: "@form-link-space"},
	{code: diag.LiteralMarkup, sign: "[^", expr: regexp.MustCompile(`(\[\^[^\[\]\s]+\])`), word: "@form-footnote"},
	{code: diag.LiteralMarkup, sign: "][", expr: regexp.MustCompile(`(\[[^\[\]\n]+\]\[[^\[\]\n]*\])`), word: "@form-reference"},
	{code: diag.LiteralMarkup, sign: "::", expr: regexp.MustCompile(`(?:^|\s)(::+[a-z][a-z0-9-]*[{\[])`), word: "@form-directive"},
	{code: diag.LiteralMarkup, sign: "::", expr: regexp.MustCompile(`(?:^|\s)(::+[ \t]*\pL[\pL\d_-]*[{\[])`), word: "@form-directive-name"},
	{code: diag.LiteralMarkup, sign: "::", expr: regexp.MustCompile(`(?m)^[ \t]*(::+(?:[ \t]+\pL|\p{Lu})[\pL\d_-]*)[ \t]*$`), word: "@form-directive-name"},
	{code: diag.LiteralMarkup, sign: "[", expr: regexp.MustCompile(`(?:^|[\s(„"])(:\pL[\pL\d_-]*\[[^\[\]\n]+\])`), word: "@form-directive-name"},
	{code: diag.LiteralMarkup, sign: "{", expr: regexp.MustCompile(`(?:^|\s)(:[a-z][a-z0-9-]*\{)`), word: "@form-leaf"},
	{code: diag.LiteralMarkup, sign: "{{", expr: regexp.MustCompile(`(\{\{[^{}\n]*\}\})`), word: "@form-template"},
	{code: diag.LiteralMarkup, sign: "**", expr: regexp.MustCompile(`(\*\*)`), word: "@form-bold"},
	{code: diag.LiteralMarkup, sign: "*", expr: regexp.MustCompile(`[ („"](\*\pL[^*\s]*)`), word: "@form-italic"},
	{code: diag.LiteralMarkup, sign: "==", expr: regexp.MustCompile(`(?:^|[^=])(==[^=\s](?:[^=\n]*[^=\s])?==)`), word: "@form-mark"},
	{code: diag.LiteralMarkup, sign: "^", expr: regexp.MustCompile(`(\^[\pL\d+-]{1,20}\^)`), word: "@form-raised"},
	{code: diag.LiteralMarkup, sign: "~", expr: regexp.MustCompile(`(?:^|[^~])(~[\d+-]{1,20}~)(?:[^~]|$)`), word: "@form-raised"},
	{code: diag.LiteralMarkup, sign: "~", expr: regexp.MustCompile(`(?:^|[^~])(~~?[^~\s](?:[^~\n]*[^~\s])?~)(?:[^~]|$)`), word: "@form-struck"},
	{code: diag.LiteralMarkup, sign: "&", expr: regexp.MustCompile(`(&[A-Za-z]{2,}\d*;)`), word: "@form-entity"},
	{code: diag.LiteralMarkup, sign: "<!--", expr: regexp.MustCompile(`(<!--)`), word: "@form-comment"},
	{code: diag.LiteralMarkup, sign: "#", expr: regexp.MustCompile(`(?m)^[ \t]*(#{1,6}\pL)`), word: "@form-heading"},
	{code: diag.LiteralMarkup, sign: "\u00a0", expr: regexp.MustCompile(`(?m)^[ \t]*(#{1,6}\x{a0}\S*|[-*+>]\x{a0}+\pL\S*)`), word: "@form-protected-space"},
	{code: diag.LiteralMarkup, sign: "|", expr: regexp.MustCompile(`(?m)^[ \t]*(\|.*\|)[ \t]*$`), word: "@form-table"},
	{code: diag.PlainAddress, sign: "://", expr: regexp.MustCompile(`(?:^|[\s\x00(<„"])(https?://[\pL\d][^\s<>()"“]*[^\s<>()"“.,;:!?])`)},
	{code: diag.PlainAddress, sign: "www.", expr: regexp.MustCompile(`(?:^|[\s\x00(<„"])(www\.[\pL\d-]+\.[^\s<>()"“]*[^\s<>()"“.,;:!?])`)},
	{code: diag.PlainAddress, sign: "@", expr: regexp.MustCompile(`(?:^|[\s\x00(<„"])([\pL\d._+-]+@[\pL\d-]+(?:\.[\pL\d-]+)*\.\pL{2,})`)},
})

// signBytes are the bytes of signs, each with a bit of its own.
const signBytes = "[]( ^:{*=~&<#|/w@"

var bits = func() (bits [256]uint32) {
	for i, c := range []byte(signBytes) {
		bits[c] = 1 << i
	}
	return bits
}()

// maskOf has the bits of all signs' bytes that occur in a text. One look at each byte
// spares most texts any search.
func maskOf[T string | []byte](text T) (mask uint32) {
	for i := range len(text) {
		mask |= bits[text[i]]
	}
	return mask
}

func withMasks(forms []form) []form {
	for i := range forms {
		forms[i].mask = maskOf(forms[i].sign)
	}
	return forms
}

// maxPlaces is how many places of a form are looked at in a stretch of text.
const maxPlaces = 50

// checkLiteral reports markup in a block's text that readers would see as it is
// typed, because it is almost but not quite Markdown.
func (w *writer) checkLiteral(block ast.Node, source []byte) {
	for n := block.FirstChild(); n != nil; {
		text, ok := n.(*ast.Text)
		if !ok {
			if n.Kind() == ast.KindEmphasis {
				w.checkEmphasis(n, source)
				w.checkLiteral(n, source)
			}
			n = n.NextSibling()
			continue
		}
		start, end := text.Segment.Start, text.Segment.Stop
		line, first := startsLine(n), n == block.FirstChild()
		for n = n.NextSibling(); n != nil; n = n.NextSibling() {
			next, ok := n.(*ast.Text)
			if !ok || len(bytes.TrimSpace(source[end:max(end, next.Segment.Start)])) > 0 {
				break
			}
			end = next.Segment.Stop
		}
		if run := source[start:end]; line {
			w.checkRun(run, start)
			w.checkItems(run, start, itemMark(block, first))
		} else {
			w.checkRun(append([]byte{0}, run...), start-1)
		}
	}
}

// startsLine reports whether a text stands at the start of a line, rather than
// behind a link or some emphasis.
func startsLine(n ast.Node) bool {
	if n.Parent().Kind() == ast.KindEmphasis {
		return false
	}
	before, ok := n.PreviousSibling().(*ast.Text)
	return n.PreviousSibling() == nil || ok && (before.SoftLineBreak() || before.HardLineBreak())
}

// checkRun checks a stretch of text without any markup in it. A NUL in front of it
// says that it is no start of a line.
func (w *writer) checkRun(run []byte, start int) {
	var seen [][2]int // what has a finding
	mask := maskOf(run)
	for i := range forms {
		f := &forms[i]
		if mask&f.mask != f.mask || !bytes.Contains(run, []byte(f.sign)) {
			continue
		}
		for _, m := range f.expr.FindAllSubmatchIndex(run, maxPlaces) {
			from, to := m[2], m[3]
			if escaped(run, from, to) || f.word == "@form-entity" && known(run[from:to]) || slices.ContainsFunc(seen, func(s [2]int) bool { return from < s[1] && s[0] < to }) {
				continue
			}
			seen = append(seen, [2]int{from, to})
			if f.code == diag.LiteralMarkup {
				w.literal(start+from, run[from:to], f.word, "@backslash")
				break // one of a kind tells how it is written
			}
			w.report(f.code, start+from, start+to, "address", string(run[from:to]))
		}
	}
}

// escaped reports whether a place is meant literally.
func escaped(run []byte, from, to int) bool {
	return from > 0 && run[from-1] == '\\' || bytes.IndexByte(run[from:to], '\\') >= 0
}

// known reports whether HTML has a character of that name: &nbsp;
func known(entity []byte) bool {
	_, ok := util.LookUpHTML5EntityByName(string(entity[1 : len(entity)-1]))
	return ok
}

// checkEmphasis reports stars that are left over beside an emphasis: **bold*
func (w *writer) checkEmphasis(n ast.Node, source []byte) {
	if t, ok := n.PreviousSibling().(*ast.Text); ok && bytes.HasSuffix(source[:t.Segment.Stop], []byte("*")) && !escaped(source, t.Segment.Stop-1, t.Segment.Stop) {
		line, _ := cutLine(source[:min(len(source), t.Segment.Stop+maxLabel)], t.Segment.Stop-1)
		if next, ok := n.NextSibling().(*ast.Text); ok {
			line = line[:min(len(line), next.Segment.Start-t.Segment.Stop+1)]
		}
		w.literal(t.Segment.Stop-1, line, "@form-stars", "@backslash")
		return
	}
	if t, ok := n.NextSibling().(*ast.Text); ok && bytes.HasPrefix(t.Segment.Value(source), []byte("*")) {
		w.literal(t.Segment.Start, source[t.Segment.Start:t.Segment.Start+1], "@form-stars", "@backslash")
	}
}

func (w *writer) literal(start int, text []byte, form, literally string) {
	w.report(diag.LiteralMarkup, start, start+len(text), "text", string(text), "form", form, "literally", literally)
}

// checkCaption reports the caption of a table that there is not.
func (w *writer) checkCaption(n ast.Node, source []byte) {
	if next := n.NextSibling(); w.inline || n.Lines().Len() != 1 || next != nil && next.Kind() == ast.KindTextBlock {
		return // the last is a table that is too large
	}
	line := n.Lines().At(0)
	text := bytes.TrimSpace(line.Value(source))
	if bytes.HasPrefix(text, captionMark) && !bytes.HasSuffix(text, []byte(".")) {
		w.literal(line.Start, text, "@form-caption", "@other-start")
	}
}
