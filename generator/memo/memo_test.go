package memo

import (
	"slices"
	"strconv"
	"testing"
)

// library is a world: the text and the author of each book by its title, and how
// many there are.
type library struct{ books, authors map[string]string }

// textOf is about one book, count about all of them.
type textOf struct{ title string }

func (q textOf) Answer(l *library) Print {
	text, ok := l.books[q.title]
	return PrintOf([]byte(strconv.FormatBool(ok) + text))
}
func (q textOf) Things(l *library) ([]Thing, bool) {
	_, ok := l.books[q.title]
	return []Thing{textThing(q.title)}, ok
}

func textThing(title string) Thing { return Thing{Name: title, Hidden: true} }

// authorOf is about one book, and count could be, too: what it is about is not hidden.
type authorOf struct{ title string }

func (q authorOf) Answer(l *library) Print { return PrintOf([]byte(l.authors[q.title])) }
func (q authorOf) Things(*library) ([]Thing, bool) {
	return []Thing{{Name: q.title}}, true
}

type count struct{}

func (count) Answer(l *library) Print { return PrintOf([]byte(strconv.Itoa(len(l.books)))) }

func newLibrary(t *testing.T) (*Asker[*library], *library) {
	t.Helper()
	l := &library{map[string]string{"Faust": "Habe nun, ach!"}, map[string]string{"Faust": "Goethe"}}
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
	a.Change(l, []Thing{textThing("Faust")})
	if q, stale := a.Stale(trace); stale {
		t.Errorf("nothing changed, yet %v is stale", q)
	}
	l.books["Faust"] = "Da steh ich nun"
	a.Change(l, []Thing{textThing("Faust")})
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
	a.Change(l, []Thing{textThing("Faust")})
	expect(t, a, trace, true, "the change of shape before the last state goes unnoticed")
}

// Only questions about the bodies that are said to have changed are asked again.
func TestOtherBodiesAreNotAskedFor(t *testing.T) {
	a, l := newLibrary(t)
	trace := record(a, textOf{"Faust"})
	l.books["Faust"] = ""
	a.Change(l, []Thing{textThing("Egmont")})
	expect(t, a, trace, false, "a body was asked for that has not changed")
	a.Change(l, []Thing{textThing("Faust")})
	expect(t, a, trace, true, "a changed body was not asked for")
}

// What is hidden, only local questions see.
func TestHiddenThingsConcernLocalQuestionsAlone(t *testing.T) {
	a, l := newLibrary(t)
	trace := record(a, count{})
	l.books["Egmont"] = ""
	a.Change(l, []Thing{textThing("Faust")})
	expect(t, a, trace, false, "a question that is not local was asked again")
	a.Next(l)
	expect(t, a, trace, true, "a new shape was not asked for")
}

// What is not hidden, every question may see but local ones about other things.
func TestOpenThingsConcernAllButOtherLocalQuestions(t *testing.T) {
	a, l := newLibrary(t)
	all, own, other := record(a, count{}), record(a, authorOf{"Faust"}), record(a, authorOf{"Egmont"})
	l.books["Egmont"], l.authors["Faust"], l.authors["Egmont"] = "", "Marlowe", "Goethe"
	a.Change(l, []Thing{{Name: "Faust"}})
	expect(t, a, all, true, "a question about everything was not asked again")
	expect(t, a, own, true, "a question about the thing was not asked again")
	expect(t, a, other, false, "a question about another thing was asked again")
	a.Next(l)
	expect(t, a, other, true, "a new shape was not asked for")
}

// A question that is not local in the shape of the world is asked again whatever
// has changed.
func TestLocalIsSaidForTheShape(t *testing.T) {
	a, l := newLibrary(t)
	absent := record(a, textOf{"Egmont"})
	l.books["Egmont"] = ""
	a.Change(l, []Thing{{Name: "Faust"}})
	expect(t, a, absent, true, "an absent answer was not asked again")
}

func TestJoinTakesOverAnothersTrace(t *testing.T) {
	a, l := newLibrary(t)
	inner := record(a, textOf{"Faust"})
	r := a.Record()
	r.Join(inner)
	r.Join(inner)
	if len(r.Trace().parts) != 1 {
		t.Errorf("joined twice, noted %d times", len(r.Trace().parts))
	}
	l.books["Faust"] = ""
	a.Change(l, []Thing{textThing("Faust")})
	expect(t, a, r.Trace(), true, "what the other depends on is not seen")
}

// motto is about nothing until it is taken from a book.
type motto struct{}

func (motto) Answer(l *library) Print { return PrintOf([]byte(l.books[l.authors["motto"]])) }
func (motto) Things(l *library) ([]Thing, bool) {
	if title, ok := l.authors["motto"]; ok {
		return []Thing{textThing(title)}, true
	}
	return nil, true
}

// A trace that only joins others has no answer by which to know a new shape.
func TestJoinedTracesAreConfirmedInEveryShape(t *testing.T) {
	a, l := newLibrary(t)
	joining := func(t *Trace[*library], questions ...Question[*library]) *Trace[*library] {
		r := a.Record()
		for _, q := range questions {
			r.Note(q)
		}
		r.Join(t)
		return r.Trace()
	}
	outer := joining(joining(record(a, motto{})), authorOf{"Goethe"})
	l.authors["motto"], l.books["Faust"] = "Faust", ""
	a.Next(l)
	expect(t, a, outer, false, "the answers are the same")
	l.books["Faust"] = "Da steh ich nun"
	a.Change(l, []Thing{textThing("Faust")})
	expect(t, a, outer, true, "what the joined trace depends on in the new shape is not seen")
}

func TestForgetKeepsWhatTracesHold(t *testing.T) {
	a, l := newLibrary(t)
	kept := record(a, textOf{"Faust"})
	record(a, textOf{"Egmont"})
	r := a.Record()
	r.Join(kept)
	a.Forget(Used(slices.Values([]*Trace[*library]{r.Trace()})))
	cells := 0
	a.cells.Range(func(any, any) bool { cells++; return true })
	if cells != 1 {
		t.Errorf("%d answers are kept, want 1", cells)
	}
	l.books["Faust"] = ""
	a.Change(l, []Thing{textThing("Faust")})
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
