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
	"iter"
	"sync"
	"sync/atomic"

	"github.com/zeebo/xxh3"
)

// Print is the fingerprint of an answer: equal prints mean equal answers. It is made
// for speed and not against forgers: with content of one's own, one could only
// spoil one's own preview.
type Print [16]byte

// PrintOf returns the print of some bytes, in whatever pieces they come.
func PrintOf(pieces ...[]byte) Print {
	if len(pieces) == 1 {
		return xxh3.Hash128(pieces[0]).Bytes()
	}
	h := xxh3.New()
	for _, p := range pieces {
		_, _ = h.Write(p) // never fails
	}
	return h.Sum128().Bytes()
}

// Digest makes the print of a long text that comes bit by bit, without holding it.
type Digest struct{ hash xxh3.Hasher }

// Add adds a word, and that it ends: ab, c is not a, bc.
func (d *Digest) Add(word string) {
	_, _ = d.hash.WriteString(word) // never fails
	_, _ = d.hash.Write(wordEnd)
}

var wordEnd = []byte{0}

// Print returns the print of what has been added.
func (d *Digest) Print() Print { return d.hash.Sum128().Bytes() }

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

// Trace is what a task asked and was answered. The nil Trace asked nothing.
type Trace[W any] struct {
	deps      []dep[W]
	parts     []*Trace[W] // of the tasks whose results it uses
	confirmed atomic.Pointer[confirmation[W]]
	round     atomic.Uint64 // in which it was last found to be up to date
}

type dep[W any] struct {
	cell *cell[W]
	seen Print
}

// confirmation says when all answers of a trace were last the same, and which of them
// can differ before the next state: those that follow from hidden things.
type confirmation[W any] struct {
	shape, state uint64
	deps         []dep[W]
	parts        []*Trace[W]
	hidden       uint64 // the marks of the hidden things, those of parts included
	local        bool   // all questions of its own are
	marks        uint64 // of all things that these name
}

// Stale returns the first question that is now answered differently, if any. With
// a nil Asker nothing is ever stale.
func (a *Asker[W]) Stale(t *Trace[W]) (Question[W], bool) {
	if a == nil || t == nil || t.round.Load() == a.round {
		return nil, false
	}
	last := t.confirmed.Load()
	deps, parts := a.doubtful(t, last)
	for i := range deps {
		if a.ask(deps[i].cell) != deps[i].seen {
			return deps[i].cell.question, true
		}
	}
	for _, part := range parts {
		if q, stale := a.Stale(part); stale {
			return q, true
		}
	}
	if last.shape != a.shape || last.state != a.state && len(deps) > 0 {
		t.confirmed.Store(a.confirm(t, last))
	}
	t.round.Store(a.round)
	return nil, false
}

// doubtful returns what of a trace may no longer hold. After most changes that is
// nothing, as its marks tell without a look at the answers.
func (a *Asker[W]) doubtful(t *Trace[W], last *confirmation[W]) ([]dep[W], []*Trace[W]) {
	recent := t.round.Load() == a.round-1 && last.shape == a.shape
	switch {
	case recent && !a.open && last.hidden&a.dirty == 0:
		return nil, nil
	case recent && a.open && last.local && last.marks&a.dirty == 0:
		return nil, t.parts
	case last.state == a.state:
		return last.deps, last.parts
	}
	return t.deps, t.parts
}

// confirm notes that all answers of a trace are the same; last is when they last were,
// or nil.
func (a *Asker[W]) confirm(t *Trace[W], last *confirmation[W]) *confirmation[W] {
	if last != nil && last.shape == a.shape {
		now := *last
		now.state = a.state
		return &now
	}
	now := &confirmation[W]{shape: a.shape, state: a.state, local: true}
	for _, d := range t.deps {
		marks := d.cell.marks()
		now.local = now.local && d.cell.local
		now.marks |= marks
		if d.cell.hidden {
			now.deps = append(now.deps, d)
			now.hidden |= marks
		}
	}
	for _, part := range t.parts {
		if c := part.confirmed.Load(); len(c.deps)+len(c.parts) > 0 {
			now.parts = append(now.parts, part)
			now.hidden |= c.hidden
		}
	}
	return now
}

// Recorder notes what one task asks. A nil Recorder notes nothing.
type Recorder[W any] struct {
	asker  *Asker[W]
	trace  *Trace[W]
	noted  map[*cell[W]]bool
	joined map[*Trace[W]]bool
}

// Record returns a recorder for one task; that of a nil Asker is nil.
func (a *Asker[W]) Record() *Recorder[W] {
	if a == nil {
		return nil
	}
	return &Recorder[W]{asker: a, trace: &Trace[W]{}, noted: map[*cell[W]]bool{}, joined: map[*Trace[W]]bool{}}
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
		r.trace.deps = append(r.trace.deps, dep[W]{c, answer})
	}
}

// Join records that the task uses the result of another, and so depends on all that
// this one does. The other's trace must be fresh.
func (r *Recorder[W]) Join(t *Trace[W]) {
	if r == nil || t == nil || r.joined[t] {
		return
	}
	r.joined[t] = true
	r.trace.parts = append(r.trace.parts, t)
}

// Trace returns what has been recorded, when all of it has been.
func (r *Recorder[W]) Trace() *Trace[W] {
	if r == nil {
		return nil
	}
	if r.trace.confirmed.CompareAndSwap(nil, r.asker.confirm(r.trace, nil)) {
		r.trace.round.Store(r.asker.round)
	}
	return r.trace
}

// Used returns some traces and those of all the tasks whose results they use.
func Used[W any](traces iter.Seq[*Trace[W]]) map[*Trace[W]]bool {
	used := map[*Trace[W]]bool{}
	var use func(t *Trace[W])
	use = func(t *Trace[W]) {
		if used[t] {
			return
		}
		used[t] = true
		for _, part := range t.parts {
			use(part)
		}
	}
	for t := range traces {
		use(t)
	}
	return used
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
