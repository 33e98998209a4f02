package engine

import (
	"fmt"

	"wegweiser/generator/ask"
	"wegweiser/generator/memo"
)

// Ignore keeps questions out of all traces, for tests of the oracle. The name of
// a question is that of its type: ask.find.
func (e *Engine) Ignore(ignored func(question string, absent bool) bool) {
	e.asker.Ignore = func(q memo.Question[*ask.World], answer memo.Print) bool {
		return ignored(fmt.Sprintf("%T", q), answer == ask.Absent)
	}
}

// SweepEvery is the number of builds after which what nobody needs is dropped.
const SweepEvery = sweepEvery
