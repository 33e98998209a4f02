package memo

import (
	"iter"
	"sync/atomic"
)

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
