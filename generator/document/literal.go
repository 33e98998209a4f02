package document

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegweiser/generator/diag"

	"github.com/yuin/goldmark/ast"
)

// form is something that an author has probably meant as markup where Markdown
// sees plain text. The first group of the expression is what is shown.
type form struct {
	code diag.Code
	sign string // no text without it has the form
	expr *regexp.Regexp
	word string // says how it is written
}

var forms = []form{
	{diag.LiteralMarkup, "](", regexp.MustCompile(`(\[[^\[\]\n]*\]\([^()\n]*\)?)`), "@form-link"},
	{diag.LiteralMarkup, "] (", regexp.MustCompile(`(\[[^\[\]\n]+\] \((?:https?://|mailto:|www\.|[^()\s]*\.md\b)[^()\s]*\))`), "@form-link-space"},
	{diag.LiteralMarkup, "[^", regexp.MustCompile(`(\[\^[^\[\]\s]+\])`), "@form-footnote"},
	{diag.LiteralMarkup, "][", regexp.MustCompile(`(\[[^\[\]\n]+\]\[[^\[\]\n]*\])`), "@form-reference"},
	{diag.LiteralMarkup, "::", regexp.MustCompile(`(?:^|\s)(::+[a-z][a-z0-9-]*[{\[])`), "@form-directive"},
	{diag.LiteralMarkup, ":", regexp.MustCompile(`(?:^|\s)(:[a-z][a-z0-9-]*\{)`), "@form-leaf"},
	{diag.LiteralMarkup, "**", regexp.MustCompile(`(\*\*)`), "@form-bold"},
	{diag.LiteralMarkup, "*", regexp.MustCompile(`[ („"](\*\pL[^*\s]*)`), "@form-italic"},
	{diag.LiteralMarkup, "<!--", regexp.MustCompile(`(<!--)`), "@form-comment"},
	{diag.LiteralMarkup, "#", regexp.MustCompile(`(?m)^[ \t]*(#{1,6}\pL)`), "@form-heading"},
	{diag.LiteralMarkup, "|", regexp.MustCompile(`(?m)^[ \t]*(\|.*\|)[ \t]*$`), "@form-table"},
	{diag.PlainAddress, "://", regexp.MustCompile(`(?:^|[\s\x00(<„"])(https?://[\pL\d][^\s<>()"“]*[^\s<>()"“.,;:!?])`), ""},
	{diag.PlainAddress, "www.", regexp.MustCompile(`(?:^|[\s\x00(<„"])(www\.[\pL\d-]+\.[^\s<>()"“]*[^\s<>()"“.,;:!?])`), ""},
	{diag.PlainAddress, "@", regexp.MustCompile(`(?:^|[\s\x00(<„"])([\pL\d._+-]+@[\pL\d-]+(?:\.[\pL\d-]+)*\.\pL{2,})`), ""},
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
				w.checkLiteral(n, source)
			}
			n = n.NextSibling()
			continue
		}
		start, end := text.Segment.Start, text.Segment.Stop
		line := startsLine(n)
		for n = n.NextSibling(); n != nil; n = n.NextSibling() {
			next, ok := n.(*ast.Text)
			if !ok || len(bytes.TrimSpace(source[end:max(end, next.Segment.Start)])) > 0 {
				break
			}
			end = next.Segment.Stop
		}
		if run := source[start:end]; line {
			w.checkRun(run, start)
			w.checkItems(run, start)
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
	for _, f := range forms {
		if !bytes.Contains(run, []byte(f.sign)) {
			continue
		}
		for _, m := range f.expr.FindAllSubmatchIndex(run, maxPlaces) {
			from, to := m[2], m[3]
			if escaped(run, from, to) || slices.ContainsFunc(seen, func(s [2]int) bool { return from < s[1] && s[0] < to }) {
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

func (w *writer) literal(start int, text []byte, form, literally string) {
	w.report(diag.LiteralMarkup, start, start+len(text), "text", string(text), "form", form, "literally", literally)
}

// checkItems reports the first of two lines that look like items of a list but
// have no space behind their sign, or one that only programs of offices know.
func (w *writer) checkItems(run []byte, start int) {
	var before []byte // the line above, if it is such an item
	beforeAt := 0
	for at := 0; at < len(run); {
		line, next := cutLine(run, at)
		switch {
		case !gluedItem(bytes.TrimLeft(line, " \t")):
			line = nil
		case before != nil:
			w.literal(start+beforeAt, before, "@form-item", "@blank-line")
			return
		}
		before, beforeAt, at = line, at, next
	}
}

// gluedItem reports whether a line starts as in -eins, *eins, 1.eins or • eins.
func gluedItem(line []byte) bool {
	sign := bytes.TrimLeft(line, "0123456789")
	if len(sign) < 2 {
		return false
	}
	behind, _ := utf8.DecodeRune(sign[1:])
	switch {
	case len(sign) == len(line):
		return bytes.IndexByte([]byte("-*+"), sign[0]) >= 0 && unicode.IsLetter(behind) || hasBullet(sign)
	default:
		return len(line)-len(sign) < 4 && (sign[0] == '.' || sign[0] == ')') && unicode.IsLetter(behind)
	}
}

func hasBullet(line []byte) bool {
	r, _ := utf8.DecodeRune(line)
	return strings.ContainsRune("•▪◦‣", r)
}

// checkCaption reports the caption of a table that there is not.
func (w *writer) checkCaption(n ast.Node, source []byte) {
	if w.inline || n.Lines().Len() != 1 {
		return
	}
	line := n.Lines().At(0)
	text := bytes.TrimSpace(line.Value(source))
	if bytes.HasPrefix(text, captionMark) && !bytes.HasSuffix(text, []byte(".")) {
		w.literal(line.Start, text, "@form-caption", "@other-start")
	}
}
