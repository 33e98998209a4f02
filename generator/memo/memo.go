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
	"sync"
	"sync/atomic"
)

// Question is a question about the world: a small comparable value. Answer is a
// pure function of the world and must bear questions about what no longer
// exists.
type Question[W any] interface {
	Answer(world W) Print
}

// Thing is a part of the world that changes by itself. An answer may follow from a
// hidden thing only if its question names it: see Local.
type Thing struct {
	Name   string
	Hidden bool
}

// Local is a question that names things which its answer follows from, as long as
// the world keeps its shape. True says that these are all: it is local. False says
// that the answer may follow from everything else as well that is not hidden; so it
// is for questions that are not Local, which name nothing. What Things returns must
// follow from the shape alone, since it is asked once for each.
type Local[W any] interface {
	Question[W]
	Things(world W) ([]Thing, bool)
}

// Asker asks questions, each once for every state of the world, whoever wants to
// know. It is safe for use by several goroutines, but for Next, Change and Forget:
// meanwhile nobody may use it or a Recorder.
type Asker[W any] struct {
	// Ignore, if not nil, keeps answers out of all traces: so tests show that a
	// question that is not noted would be missed.
	Ignore func(q Question[W], answer Print) bool

	world  W
	shape  uint64 // counts the shapes of the world
	state  uint64 // counts its changes, but for those of hidden things alone
	round  uint64 // counts all changes
	open   bool   // things that are not hidden have changed last
	dirty  uint64 // the marks of what has changed last
	marks  atomic.Uint64
	things sync.Map // Thing → *version
	cells  sync.Map // Question[W] → *cell[W]
}

// version counts the changes of a thing. Its mark is one bit, which it shares with
// others: sets of things without a common mark have nothing in common.
type version struct {
	atomic.Uint64
	mark uint64
}

// cell is a question with its last known answer. What it says of its things is
// written before the shape in which it was asked, and holds for that shape; the
// answer is written before sum and state.
type cell[W any] struct {
	question Question[W]
	mu       sync.Mutex
	shape    atomic.Uint64
	local    bool
	hidden   bool // among its things is a hidden one
	things   []*version
	sum      atomic.Uint64 // of the versions of its things
	state    atomic.Uint64
	print    Print
}

// Next brings a world of another shape: all questions are asked again.
func (a *Asker[W]) Next(world W) {
	a.world = world
	a.shape++
	a.state++
	a.round++
}

// Change brings a world of the same shape in which nothing but some things differ.
func (a *Asker[W]) Change(world W, changed []Thing) {
	a.world = world
	a.round++
	a.open, a.dirty = false, 0
	for _, t := range changed {
		v := a.version(t)
		v.Add(1)
		a.dirty |= v.mark
		a.open = a.open || !t.Hidden
	}
	if a.open {
		a.state++
	}
}

func (a *Asker[W]) version(t Thing) *version {
	if v, ok := a.things.Load(t); ok {
		return v.(*version)
	}
	v, _ := a.things.LoadOrStore(t, &version{mark: 1 << (a.marks.Add(1) % 64)})
	return v.(*version)
}

// cell returns the one cell of a question.
func (a *Asker[W]) cell(q Question[W]) *cell[W] {
	if c, ok := a.cells.Load(q); ok {
		return c.(*cell[W])
	}
	c, _ := a.cells.LoadOrStore(q, &cell[W]{question: q})
	return c.(*cell[W])
}

// ask returns the print of the answer in the present state.
func (a *Asker[W]) ask(c *cell[W]) Print {
	if a.known(c) {
		return c.print
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if a.known(c) {
		return c.print
	}
	c.print = c.question.Answer(a.world)
	if c.shape.Load() != a.shape {
		a.find(c)
	}
	c.sum.Store(c.versions())
	c.state.Store(a.state)
	c.shape.Store(a.shape)
	return c.print
}

// find finds out on which things an answer depends in the present shape.
func (a *Asker[W]) find(c *cell[W]) {
	c.local, c.hidden, c.things = false, false, nil
	q, ok := c.question.(Local[W])
	if !ok {
		return
	}
	things, local := q.Things(a.world)
	c.local = local
	for _, t := range things {
		c.things = append(c.things, a.version(t))
		c.hidden = c.hidden || t.Hidden
	}
}

// versions is the sum of the versions of the cell's things: they only grow, so it is
// the same as long as none has changed.
func (c *cell[W]) versions() uint64 {
	sum := uint64(0)
	for _, v := range c.things {
		sum += v.Load()
	}
	return sum
}

// marks are those of the cell's things.
func (c *cell[W]) marks() uint64 {
	marks := uint64(0)
	for _, v := range c.things {
		marks |= v.mark
	}
	return marks
}

// known reports whether the answer in a cell is that of the present state.
func (a *Asker[W]) known(c *cell[W]) bool {
	return c.shape.Load() == a.shape && (c.local || c.state.Load() == a.state) && c.sum.Load() == c.versions()
}

// Forget drops the answers that none of the used traces holds, and the things that
// none of these depends on. The other traces must not be used any more.
func (a *Asker[W]) Forget(used map[*Trace[W]]bool) {
	cells, things := map[any]bool{}, map[any]bool{}
	for t := range used {
		for _, d := range t.deps {
			cells[d.cell] = true
			if d.cell.shape.Load() != a.shape {
				continue // its things will be looked for anew
			}
			for _, v := range d.cell.things {
				things[v] = true
			}
		}
	}
	dropBut(&a.cells, cells)
	dropBut(&a.things, things)
}

func dropBut(m *sync.Map, held map[any]bool) {
	m.Range(func(key, value any) bool {
		if !held[value] {
			m.Delete(key)
		}
		return true
	})
}
