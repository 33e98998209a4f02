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

// Deep marks questions whose answers can differ between worlds of the same form,
// see Asker.Next.
type Deep interface{ Deep() }

// Asker asks questions, each once for every state of the world, whoever wants to
// know. It is safe for use by several goroutines, but for Next.
type Asker[W any] struct {
	// Ignore, if not nil, keeps answers out of all traces: so tests show that a
	// question that is not noted would be missed.
	Ignore func(q Question[W], answer Print) bool

	world W
	now   state
	cells sync.Map // Question[W] → *cell[W]
}

// state counts the states of the world and of its form.
type state struct{ world, form uint64 }

// cell is a question with its last known answer.
type cell[W any] struct {
	question Question[W]
	deep     bool
	mu       sync.Mutex
	asked    atomic.Uint64 // the state in which print was right, of the world or of its form
	print    Print
}

// Next brings a new state of the world. If the form is the same, only deep
// questions are asked again.
func (a *Asker[W]) Next(world W, sameForm bool) {
	a.world = world
	a.now.world++
	if !sameForm {
		a.now.form++
	}
}

// cell returns the one cell of a question.
func (a *Asker[W]) cell(q Question[W]) *cell[W] {
	if c, ok := a.cells.Load(q); ok {
		return c.(*cell[W])
	}
	_, deep := q.(Deep)
	c, _ := a.cells.LoadOrStore(q, &cell[W]{question: q, deep: deep})
	return c.(*cell[W])
}

// ask returns the print of the answer in the present state.
func (a *Asker[W]) ask(c *cell[W]) Print {
	now := a.now.form
	if c.deep {
		now = a.now.world
	}
	if c.asked.Load() == now {
		return c.print
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asked.Load() != now {
		c.print = c.question.Answer(a.world)
		c.asked.Store(now)
	}
	return c.print
}

// Trace is what a task asked and was answered.
type Trace[W any] []dep[W]

type dep[W any] struct {
	cell *cell[W]
	seen Print
}

// Stale returns the first question that is now answered differently, if any. With
// a nil Asker nothing is ever stale.
func (a *Asker[W]) Stale(t Trace[W]) (Question[W], bool) {
	for i := range t {
		if a.ask(t[i].cell) != t[i].seen {
			return t[i].cell.question, true
		}
	}
	return nil, false
}

// Recorder notes what one task asks. A nil Recorder notes nothing.
type Recorder[W any] struct {
	asker *Asker[W]
	trace Trace[W]
	noted map[*cell[W]]bool
}

// Record returns a recorder for one task; that of a nil Asker is nil.
func (a *Asker[W]) Record() *Recorder[W] {
	if a == nil {
		return nil
	}
	return &Recorder[W]{asker: a, noted: map[*cell[W]]bool{}}
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
		r.trace = append(r.trace, dep[W]{c, answer})
	}
}

// Join records all that another task depends on whose result this one uses.
func (r *Recorder[W]) Join(t Trace[W]) {
	if r == nil {
		return
	}
	for _, d := range t {
		if !r.noted[d.cell] {
			r.noted[d.cell] = true
			r.trace = append(r.trace, d)
		}
	}
}

// Trace returns what has been recorded.
func (r *Recorder[W]) Trace() Trace[W] {
	if r == nil {
		return nil
	}
	return r.trace
}

// Forget drops the answers that no trace holds.
func (a *Asker[W]) Forget(traces func(yield func(Trace[W]) bool)) {
	held := map[*cell[W]]bool{}
	for t := range traces {
		for _, d := range t {
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
