package document

import (
	"strconv"
	"sync"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/source"
	"wegweiser/generator/words"
)

// writer collects the HTML, holes, headings and findings of one document while
// goldmark walks its tree. It is the util.BufWriter that goldmark hands to
// every node renderer, so the renderers themselves have no state.
type writer struct {
	path     string
	lang     string
	body     Body
	outer    []Body // of the block directives that stand open
	headings []Heading
	found    []diag.Diagnostic
	numbers  *counter // nil: nobody asks for them

	set     german.Typesetter
	scratch []byte
	inline  bool // a single paragraph without its <p>
	origins bool // every block says where it is written
	tables  int
	level   int            // of the last heading
	ids     map[string]int // of headings, with the number that was last put behind each
	depth   int
}

var writers = sync.Pool{New: func() any { return new(writer) }}

// newWriter returns a writer with the buffers of an earlier one.
func newWriter(path, lang string) *writer {
	w := writers.Get().(*writer)
	if w.ids == nil {
		w.ids = map[string]int{}
	}
	clear(w.ids)
	*w = writer{
		path:    path,
		lang:    lang,
		set:     german.NewTypesetter(lang),
		body:    Body{HTML: w.body.HTML[:0], Holes: w.body.Holes[:0]},
		scratch: w.scratch[:0],
		ids:     w.ids,
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

// word leaves a place for one of the generator's own words: which language the page
// has, its file alone does not say.
func (w *writer) word(word words.Word) { w.hole(Hole{Kind: OwnWord, Target: string(word)}) }

// attributeWord is word in an attribute.
func (w *writer) attributeWord(word words.Word) {
	w.hole(Hole{Kind: AttributeWord, Target: string(word)})
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

// anchor makes a heading's id from its text, or from what the author asked for,
// unique within the document.
func (w *writer) anchor(id string) string {
	if id == "" {
		id = "abschnitt"
	}
	n, taken := w.ids[id]
	if !taken {
		w.ids[id] = 1
		return id
	}
	for {
		n++
		unique := id + "-" + strconv.Itoa(n)
		if _, taken := w.ids[unique]; !taken {
			w.ids[id], w.ids[unique] = n, 1
			return unique
		}
	}
}
