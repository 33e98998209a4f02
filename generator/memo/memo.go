// Package memo keeps what tasks have made and tells when it is out of date.
//
// A task runs with a Recorder, which notes every question that the task asks of
// the world and the fingerprint of the answer: its Trace. When the world has
// changed, the questions are asked again; as long as all fingerprints are the
// same, so is what the task would make. An answer that there is nothing has a
// fingerprint, too: a task notices what has been born since.
//
// The package knows nothing of websites. W is the world that is asked about.
package memo

import (
	"crypto/sha256"
	"sync"
	"sync/atomic"
)

// Print is the fingerprint of an answer: equal prints mean equal answers.
type Print [16]byte

// PrintOf returns the print of some bytes, in whatever pieces they come.
func PrintOf(pieces ...[]byte) Print {
	var sum [sha256.Size]byte
	if len(pieces) == 1 {
		sum = sha256.Sum256(pieces[0])
	} else {
		h := sha256.New()
		for _, p := range pieces {
			h.Write(p)
		}
		h.Sum(sum[:0])
	}
	return Print(sum[:len(Print{})])
}

// Question is a question about the world: a small comparable value. Answer is a
// pure function of the world and must bear questions about what no longer
// exists.
type Question[W any] interface {
	Answer(world W) Print
}

// Deep is a question whose answer can differ between worlds of the same form: it
// looks into one of the world's bodies. Body names that body; which one it is, the
// form tells.
type Deep[W any] interface {
	Question[W]
	Body(world W) string
}

// Asker asks questions, each once for every state of the world, whoever wants to
// know. It is safe for use by several goroutines, but for Next.
type Asker[W any] struct {
	// Ignore, if not nil, keeps answers out of all traces: so tests show that a
	// question that is not noted would be missed.
	Ignore func(q Question[W], answer Print) bool

	world    W
	form     uint64            // counts the forms of the world
	versions map[string]uint64 // count the versions of each body that has changed
	cells    sync.Map          // Question[W] → *cell[W]
}

// cell is a question with its last known answer.
type cell[W any] struct {
	question Question[W]
	deep     Deep[W] // the same, or nil
	mu       sync.Mutex
	asked    atomic.Uint64 // the form in which it was asked; the rest is written before
	version  atomic.Uint64 // of the body into which a deep question looked
	body     string
	print    Print
}

// Next brings a world of another form: all questions are asked again.
func (a *Asker[W]) Next(world W) {
	a.world = world
	a.form++
	a.versions = map[string]uint64{}
}

// NextBodies brings a world in which nothing but some bodies differ from the last:
// only questions that look into those are asked again.
func (a *Asker[W]) NextBodies(world W, changed []string) {
	a.world = world
	for _, body := range changed {
		a.versions[body]++
	}
}

// cell returns the one cell of a question.
func (a *Asker[W]) cell(q Question[W]) *cell[W] {
	if c, ok := a.cells.Load(q); ok {
		return c.(*cell[W])
	}
	deep, _ := q.(Deep[W])
	c, _ := a.cells.LoadOrStore(q, &cell[W]{question: q, deep: deep})
	return c.(*cell[W])
}

// ask returns the print of the answer in the present state.
func (a *Asker[W]) ask(c *cell[W]) Print {
	if a.known(c) {
		return c.print
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !a.known(c) {
		if c.deep != nil && c.asked.Load() != a.form {
			c.body = c.deep.Body(a.world)
		}
		c.print = c.question.Answer(a.world)
		c.version.Store(a.versions[c.body])
		c.asked.Store(a.form)
	}
	return c.print
}

// known reports whether the answer in a cell is that of the present state. Both
// numbers are written after what they vouch for.
func (a *Asker[W]) known(c *cell[W]) bool {
	return c.asked.Load() == a.form && (c.deep == nil || c.version.Load() == a.versions[c.body])
}

// Trace is what a task asked and was answered. The nil Trace asked nothing.
type Trace[W any] struct {
	deps []dep[W]
	deep []dep[W]      // those of deps that can differ between worlds of the same form
	form atomic.Uint64 // the form of the world in which all answers were last the same
}

type dep[W any] struct {
	cell *cell[W]
	seen Print
}

// Stale returns the first question that is now answered differently, if any. With
// a nil Asker nothing is ever stale.
func (a *Asker[W]) Stale(t *Trace[W]) (Question[W], bool) {
	if a == nil || t == nil {
		return nil, false
	}
	deps := t.deps
	if t.form.Load() == a.form {
		deps = t.deep
	}
	for i := range deps {
		if a.ask(deps[i].cell) != deps[i].seen {
			return deps[i].cell.question, true
		}
	}
	t.form.Store(a.form)
	return nil, false
}

// Recorder notes what one task asks. A nil Recorder notes nothing.
type Recorder[W any] struct {
	asker *Asker[W]
	trace *Trace[W]
	noted map[*cell[W]]bool
}

// Record returns a recorder for one task; that of a nil Asker is nil.
func (a *Asker[W]) Record() *Recorder[W] {
	if a == nil {
		return nil
	}
	r := &Recorder[W]{asker: a, trace: &Trace[W]{}, noted: map[*cell[W]]bool{}}
	r.trace.form.Store(a.form)
	return r
}

// Note records that the task depends on the answer to q.
func (r *Recorder[W]) Note(q Question[W]) {
	if r == nil {
		return
	}
	c := r.asker.cell(q)
	if r.noted[c] {
		return
	}
	r.noted[c] = true
	answer := r.asker.ask(c)
	if r.asker.Ignore == nil || !r.asker.Ignore(q, answer) {
		r.trace.add(dep[W]{c, answer})
	}
}

// Join records all that another task depends on whose result this one uses.
func (r *Recorder[W]) Join(t *Trace[W]) {
	if r == nil || t == nil {
		return
	}
	for _, d := range t.deps {
		if !r.noted[d.cell] {
			r.noted[d.cell] = true
			r.trace.add(d)
		}
	}
}

func (t *Trace[W]) add(d dep[W]) {
	t.deps = append(t.deps, d)
	if d.cell.deep != nil {
		t.deep = append(t.deep, d)
	}
}

// Trace returns what has been recorded.
func (r *Recorder[W]) Trace() *Trace[W] {
	if r == nil {
		return nil
	}
	return r.trace
}

// Forget drops the answers that no trace holds.
func (a *Asker[W]) Forget(traces func(yield func(*Trace[W]) bool)) {
	held := map[*cell[W]]bool{}
	for t := range traces {
		for _, d := range t.deps {
			held[d.cell] = true
		}
	}
	a.cells.Range(func(q, c any) bool {
		if !held[c.(*cell[W])] {
			a.cells.Delete(q)
		}
		return true
	})
}
