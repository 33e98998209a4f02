package document

import (
	"strconv"
	"sync"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/source"
)

// writer collects the HTML, holes, headings and findings of one document while
// goldmark walks its tree. It is the util.BufWriter that goldmark hands to
// every node renderer, so the renderers themselves have no state.
type writer struct {
	path     string
	body     Body
	outer    []Body // of the block directives that stand open
	headings []Heading
	found    []diag.Diagnostic

	set     german.Typesetter
	scratch []byte
	inline  bool // a single paragraph without its <p>
	tables  int
	level   int // of the last heading
	depth   int
}

var writers = sync.Pool{New: func() any { return new(writer) }}

// newWriter returns a writer with the buffers of an earlier one.
func newWriter(path string) *writer {
	w := writers.Get().(*writer)
	*w = writer{
		path:    path,
		body:    Body{HTML: w.body.HTML[:0], Holes: w.body.Holes[:0]},
		scratch: w.scratch[:0],
		level:   1,
	}
	return w
}

// finish returns a copy of the body, cut to size, and gives the buffers back.
func (w *writer) finish() Body {
	body := clip(w.body)
	writers.Put(w)
	return body
}

func clip(b Body) Body {
	out := Body{}
	if len(b.HTML) > 0 {
		out.HTML = append(make([]byte, 0, len(b.HTML)), b.HTML...)
	}
	if len(b.Holes) > 0 {
		out.Holes = append(make([]Hole, 0, len(b.Holes)), b.Holes...)
	}
	return out
}

func (w *writer) Write(p []byte) (int, error) {
	w.body.HTML = append(w.body.HTML, p...)
	return len(p), nil
}

func (w *writer) WriteString(s string) (int, error) {
	w.body.HTML = append(w.body.HTML, s...)
	return len(s), nil
}

func (w *writer) WriteByte(c byte) error {
	w.body.HTML = append(w.body.HTML, c)
	return nil
}

func (w *writer) WriteRune(r rune) (int, error) { return w.WriteString(string(r)) }
func (w *writer) Available() int                { return cap(w.body.HTML) - len(w.body.HTML) }
func (w *writer) Buffered() int                 { return len(w.body.HTML) }
func (w *writer) Flush() error                  { return nil }

// put writes strings one after the other.
func (w *writer) put(parts ...string) {
	for _, s := range parts {
		w.body.HTML = append(w.body.HTML, s...)
	}
}

// hole leaves a place for the site to fill.
func (w *writer) hole(h Hole) {
	h.At = len(w.body.HTML)
	w.body.Holes = append(w.body.Holes, h)
}

// report notes a finding at a stretch of the text.
func (w *writer) report(code diag.Code, start, end int, args ...string) {
	span := source.Span{Path: w.path, Start: start, End: end}
	w.found = append(w.found, diag.New(code, span, args...))
}

// open starts the body of a block directive, shut ends it.
func (w *writer) open() {
	w.outer = append(w.outer, w.body)
	w.body = Body{}
}

func (w *writer) shut() Body {
	body := clip(w.body)
	w.body = w.outer[len(w.outer)-1]
	w.outer = w.outer[:len(w.outer)-1]
	return body
}

// anchor makes a heading id from its text, unique within the document.
func (w *writer) anchor(text string) string {
	id := german.Slug(text)
	if id == "" {
		id = "abschnitt"
	}
	for n, unique := 2, id; ; n++ {
		if !w.taken(unique) {
			return unique
		}
		unique = id + "-" + strconv.Itoa(n)
	}
}

func (w *writer) taken(id string) bool {
	for i := range w.headings {
		if w.headings[i].ID == id {
			return true
		}
	}
	return false
}
