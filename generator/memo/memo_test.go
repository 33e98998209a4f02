package memo

import (
	"slices"
	"strconv"
	"testing"
)

// library is a world: the text of each book by its title, and how many there are.
type library struct{ books map[string]string }

// textOf is a deep question, count one about the form.
type textOf struct{ title string }

func (q textOf) Answer(l *library) Print {
	text, ok := l.books[q.title]
	return PrintOf([]byte(strconv.FormatBool(ok) + text))
}
func (q textOf) Body(*library) string { return q.title }

type count struct{}

func (count) Answer(l *library) Print { return PrintOf([]byte(strconv.Itoa(len(l.books)))) }

func newLibrary(t *testing.T) (*Asker[*library], *library) {
	t.Helper()
	l := &library{map[string]string{"Faust": "Habe nun, ach!"}}
	a := &Asker[*library]{}
	a.Next(l)
	return a, l
}

func record(a *Asker[*library], questions ...Question[*library]) *Trace[*library] {
	r := a.Record()
	for _, q := range questions {
		r.Note(q)
	}
	return r.Trace()
}

// expect fails, saying what is wrong, unless the trace is stale or fresh as wanted.
func expect(t *testing.T, a *Asker[*library], trace *Trace[*library], stale bool, wrong string) {
	t.Helper()
	if _, got := a.Stale(trace); got != stale {
		t.Error(wrong)
	}
}

func TestTraceIsFreshUntilAnAnswerDiffers(t *testing.T) {
	a, l := newLibrary(t)
	trace := record(a, textOf{"Faust"}, count{}, textOf{"Faust"})
	if len(trace.deps) != 2 {
		t.Errorf("a question asked twice is noted %d times", len(trace.deps)-1)
	}
	a.NextBodies(l, []string{"Faust"})
	if q, stale := a.Stale(trace); stale {
		t.Errorf("nothing changed, yet %v is stale", q)
	}
	l.books["Faust"] = "Da steh ich nun"
	a.NextBodies(l, []string{"Faust"})
	if q, stale := a.Stale(trace); !stale || q != (textOf{"Faust"}) {
		t.Errorf("the text changed, Stale says %v, %v", q, stale)
	}
}

func TestTraceNoticesBirthAndDeath(t *testing.T) {
	a, l := newLibrary(t)
	absent, present := record(a, textOf{"Egmont"}), record(a, textOf{"Faust"})
	l.books["Egmont"] = ""
	delete(l.books, "Faust")
	a.Next(l)
	expect(t, a, absent, true, "a birth goes unnoticed")
	expect(t, a, present, true, "a death goes unnoticed")
}

// A trace that has not been looked at for some states of the world is checked
// against all that has changed meanwhile.
func TestTraceIsCheckedAgainstAllThatItMissed(t *testing.T) {
	a, l := newLibrary(t)
	trace := record(a, count{})
	l.books["Egmont"] = ""
	a.Next(l)
	a.NextBodies(l, []string{"Faust"})
	expect(t, a, trace, true, "the change of form before the last state goes unnoticed")
}

// Only questions about the bodies that are said to have changed are asked again.
func TestOtherBodiesAreNotAskedFor(t *testing.T) {
	a, l := newLibrary(t)
	trace := record(a, textOf{"Faust"})
	l.books["Faust"] = ""
	a.NextBodies(l, []string{"Egmont"})
	expect(t, a, trace, false, "a body was asked for that has not changed")
	a.NextBodies(l, []string{"Faust"})
	expect(t, a, trace, true, "a changed body was not asked for")
}

// As long as the form is said to be the same, only deep questions are asked again.
func TestFormIsAskedOnlyWhenItChanges(t *testing.T) {
	a, l := newLibrary(t)
	trace := record(a, count{})
	l.books["Egmont"] = ""
	a.NextBodies(l, []string{"Faust"})
	expect(t, a, trace, false, "the form was asked again")
	a.Next(l)
	expect(t, a, trace, true, "the form was not asked again")
}

func TestJoinTakesOverAnothersTrace(t *testing.T) {
	a, l := newLibrary(t)
	inner := record(a, textOf{"Faust"})
	r := a.Record()
	r.Join(inner)
	r.Join(inner)
	if len(r.Trace().deps) != 1 {
		t.Errorf("joined twice, noted %d times", len(r.Trace().deps))
	}
	l.books["Faust"] = ""
	a.NextBodies(l, []string{"Faust"})
	expect(t, a, r.Trace(), true, "what the other depends on is not seen")
}

func TestForgetKeepsWhatTracesHold(t *testing.T) {
	a, l := newLibrary(t)
	kept := record(a, textOf{"Faust"})
	record(a, textOf{"Egmont"})
	a.Forget(slices.Values([]*Trace[*library]{kept}))
	cells := 0
	a.cells.Range(func(any, any) bool { cells++; return true })
	if cells != 1 {
		t.Errorf("%d answers are kept, want 1", cells)
	}
	l.books["Faust"] = ""
	a.NextBodies(l, []string{"Faust"})
	expect(t, a, kept, true, "a kept trace is no longer checked")
}

func TestNilRecorderNotesNothing(t *testing.T) {
	var r *Recorder[*library]
	r.Note(count{})
	r.Join(nil)
	if r.Trace() != nil {
		t.Error("a nil recorder has a trace")
	}
}
