package document

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"wegweiser/generator/numerals"

	"github.com/yuin/goldmark/ast"
)

// numbering is the number of a heading: 1.2 Kosten, 2) Antrag, Schritt 2: Antrag.
var numbering = regexp.MustCompile(`^(\d{1,2}(\.\d{1,2})*[.)]?\s|\pL+ \d{1,2}(:|$))`)

// counter collects the numbers of a body while it is rendered.
type counter struct {
	translation bool
	numbers     []numerals.Number
	says        numerals.Set
}

// newCounter returns a counter for the page at a path: of a translation it is the
// language that stands before .md.
func newCounter(file string) *counter {
	return &counter{translation: strings.Contains(strings.TrimSuffix(path.Base(file), ".md"), ".")}
}

// count takes the numbers of a text node. Those of lists and addresses are in none.
func (w *writer) count(n *ast.Text, source []byte) {
	if w.numbers == nil {
		return
	}
	at := n.Segment
	if h, ok := n.Parent().(*ast.Heading); ok && w.numbers.translation && h.FirstChild() == n {
		at = at.WithStart(at.Start + len(numbering.Find(at.Value(source))))
	}
	value := at.Value(source)
	if bytes.ContainsAny(value, `\&`) {
		if text := unescaped(value); len(text) != len(value) { // places are no longer those in the file
			w.countIn(text, at.Start, at.Stop)
			return
		}
	}
	w.countAt(value, at.Start)
}

// countAt takes the numbers of a text that stands at a place in the file.
func (w *writer) countAt(text []byte, start int) {
	if !w.numbers.translation {
		w.numbers.says = w.numbers.says.Add(text)
		return
	}
	for _, n := range numerals.In(text) {
		n.Start, n.End = n.Start+start, n.End+start
		w.numbers.numbers = append(w.numbers.numbers, n)
	}
}

// countIn takes the numbers of a text of which no more is known than that it stands in a
// stretch of the file.
func (w *writer) countIn(text []byte, start, end int) {
	if w.numbers == nil {
		return
	}
	from := len(w.numbers.numbers)
	w.countAt(text, start)
	for i := range w.numbers.numbers[from:] {
		w.numbers.numbers[from+i].Start, w.numbers.numbers[from+i].End = start, end
	}
}

// result returns what was counted, each value once.
func (c *counter) result() ([]numerals.Number, numerals.Set) {
	slices.SortStableFunc(c.numbers, func(a, b numerals.Number) int { return strings.Compare(a.Value, b.Value) })
	c.numbers = slices.CompactFunc(c.numbers, func(a, b numerals.Number) bool { return a.Value == b.Value })
	return slices.Clip(c.numbers), c.says.Sorted()
}
