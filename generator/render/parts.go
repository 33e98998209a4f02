package render

import (
	"sync"

	"wegweiser/generator/ask"
)

// Parts keeps what many pages show: each part is made once, whoever needs it
// first, and again only when an answer that it was made of has changed.
type Parts struct {
	asker *ask.Asker // nil: a single build, in which no answer changes
	made  sync.Map   // a key → *part
}

// NewParts returns Parts that are kept from build to build as long as asker has
// the same answers. Without one they serve a single build.
func NewParts(asker *ask.Asker) *Parts { return &Parts{asker: asker} }

// part is what has been made, and what it was made of.
type part struct {
	value any
	trace *ask.Trace
}

// The keys of parts.
type (
	// frameKey identifies the frames that look the same.
	frameKey struct {
		partial, lang, current string
		exact                  bool
	}
	// cardKey identifies the drawing of a page's card by a partial, on pages in a
	// language.
	cardKey struct{ partial, page, on string }
	// itemKey identifies a page's whole card as an item of a list, on pages in a language.
	itemKey struct{ page, on string }
	// switchKey identifies the switches of languages that look the same.
	switchKey struct{ lang, targets string }
	// rowKey identifies a page's part of a CSV row.
	rowKey struct{ page string }
)

// once returns the part with that key, or makes it with a hub of its own. Two
// goroutines may make it at the same time: it is the same, whoever does.
func once[T any](h *Hub, key any, make func(h *Hub) (T, error)) (T, error) {
	if p, ok := h.parts.fresh(key); ok {
		h.Join(p.trace)
		return p.value.(T), nil
	}
	notes := h.parts.asker.Record()
	made, err := make(NewHub(h.With(notes), h.parts))
	h.Join(notes.Trace())
	if err != nil {
		return made, err
	}
	h.parts.made.Store(key, &part{made, notes.Trace()})
	return made, nil
}

func (p *Parts) fresh(key any) (*part, bool) {
	made, ok := p.made.Load(key)
	if !ok {
		return nil, false
	}
	_, stale := p.asker.Stale(made.(*part).trace)
	return made.(*part), !stale
}

// Forget drops the parts that nobody uses: those whose traces are not among the used
// ones. That a part is up to date does not mean that it is used: a list of pages stays
// what it was when others take its place.
func (p *Parts) Forget(used map[*ask.Trace]bool) {
	p.made.Range(func(key, made any) bool {
		if !used[made.(*part).trace] {
			p.made.Delete(key)
		}
		return true
	})
}
