package engine_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"wegweiser/generator/calendar"
	"wegweiser/generator/engine"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

var (
	oracleSteps = flag.Int("oracle.steps", 2000, "edits that the oracle makes")
	oracleSeed  = flag.Uint64("oracle.seed", 1, "where the oracle's edits start")
)

// TestOracle makes random edits to a small hub. After each one an engine that has
// built all earlier states must say and make the same, byte for byte, as one that
// has built nothing.
func TestOracle(t *testing.T) {
	t.Parallel()
	const perHub = 250 // a new hub now and then: a hub of many edits is mostly broken
	steps := *oracleSteps
	if raceEnabled {
		steps = min(steps, 2*perHub) // each takes five times as long, and races show soon
	}
	for from := 0; from < steps; from += perHub {
		seed := *oracleSeed + uint64(from/perHub)
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			o := newOracle(t, seed)
			for range min(perHub, steps-from) {
				if difference := o.step(); difference != "" {
					t.Fatalf("after the edits\n%s\n%s", strings.Join(o.script, "\n"), difference)
				}
			}
		})
	}
}

// TestOracleBites keeps one kind of question out of the traces and expects the
// oracle to notice.
func TestOracleBites(t *testing.T) {
	if raceEnabled {
		t.Skip("too slow with the race detector")
	}
	t.Parallel()
	kind := func(name string) func(string, bool) bool {
		return func(question string, _ bool) bool { return question == "ask."+name }
	}
	sabotages := map[string]func(question string, absent bool) bool{
		"absent answers": func(_ string, absent bool) bool { return absent },
	}
	// Not among them are navigation, since the header asks for the same pages, and
	// section, since those pages lie above the ones that ask.
	for _, name := range []string{
		"declared", "day", "pages", "recent", "eventful", "own", "page", "find", "entry", "variants", "ancestors", "referrers",
		"selection", "index", "facets", "siblings", "comparison", "fact", "at", "linkTo", "anchorOf", "linkTitle", "free", "layouts", "assetPath",
	} {
		sabotages[name] = kind(name)
	}
	for name, ignored := range sabotages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const enough = 30
			for seed := range uint64(enough) {
				o := newOracle(t, seed+1)
				o.engine.Ignore(ignored)
				for range 150 {
					if o.step() != "" {
						return
					}
				}
			}
			t.Error("nobody noticed")
		})
	}
}

// oracle edits a hub and compares the two engines.
type oracle struct {
	t       *testing.T
	rand    *rand.Rand
	root    string
	tree    map[string]string // the files of the hub
	past    []map[string]string
	gone    map[string]string // files that were deleted, with their text
	day     calendar.Date
	options engine.Options
	engine  *engine.Engine
	files   map[string]string // what the engine has handed over
	script  []string
}

func newOracle(t *testing.T, seed uint64) *oracle {
	day, err := calendar.Parse(buildDay)
	if err != nil {
		t.Fatal(err)
	}
	o := &oracle{
		t: t, rand: rand.New(rand.NewPCG(seed, 0)), root: t.TempDir(), day: day,
		tree: map[string]string{}, gone: map[string]string{}, engine: engine.New(), files: map[string]string{},
	}
	for name, text := range oracleHub(oracleSorts[seed%uint64(len(oracleSorts))]) {
		o.write(name, text)
	}
	if difference := o.compare(); difference != "" {
		t.Fatalf("the first build: %s", difference)
	}
	if page := o.files["dienste/a/index.html"]; !strings.Contains(page, "</html>") || !strings.Contains(page, "Berta</a>") {
		t.Fatalf("services are not rendered whole: %s", page)
	}
	return o
}

// step makes one edit and returns how the engines differ, or "".
func (o *oracle) step() string {
	before := maps.Clone(o.tree)
	o.edit()
	o.past = append(o.past, before)
	return o.compare()
}

func (o *oracle) note(format string, args ...any) {
	o.script = append(o.script, fmt.Sprintf(format, args...))
}

func (o *oracle) write(name, text string) {
	o.tree[name] = text
	delete(o.gone, name)
	writeFile(o.t, o.root, name, text)
}

func (o *oracle) remove(name string) {
	o.gone[name] = o.tree[name]
	delete(o.tree, name)
	if err := os.Remove(filepath.Join(o.root, name)); err != nil {
		o.t.Fatal(err)
	}
}

// restore makes the hub what it was.
func (o *oracle) restore(tree map[string]string) {
	for name := range maps.Clone(o.tree) {
		if _, ok := tree[name]; !ok {
			o.remove(name)
		}
	}
	for name, text := range tree {
		if o.tree[name] != text {
			o.write(name, text)
		}
	}
}

// everything is more files than the hub has.
const everything = 1 << 20

// compare builds the hub with both engines.
func (o *oracle) compare() string {
	in, err := source.Read(o.root, templates(o.t))
	if err != nil {
		o.t.Fatal(err)
	}
	options := o.options
	options.Day = func(*schema.Schema) calendar.Date { return o.day }
	if o.rand.IntN(12) == 0 {
		o.build(in, options, o.rand.IntN(12))
	}
	got := o.build(in, options, everything)
	again, err := source.Read(o.root, templates(o.t))
	if err != nil {
		o.t.Fatal(err)
	}
	fresh := newHanded(everything)
	other := engine.New()
	want, err := other.Build(context.Background(), again, options, func(path string, pieces ...[]byte) error {
		fresh.take(path, pieces)
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return difference(fresh.files, o.files) + difference(searchFiles(o.t, other), searchFiles(o.t, o.engine)) + textDifference("findings", german(o.t, again, &want), german(o.t, in, &got)) +
		textDifference("pages", fmt.Sprint(want.Pages, want.NextChange), fmt.Sprint(got.Pages, got.NextChange)) +
		textDifference("entries", fmt.Sprintf("%+v", want.Entries), fmt.Sprintf("%+v", got.Entries)) +
		textDifference("changes to come", fmt.Sprintf("%+v", want.Upcoming), fmt.Sprintf("%+v", got.Upcoming))
}

// build builds with the engine that remembers. A sink that takes fewer files than
// there are fails, and then nothing of what it was handed counts.
func (o *oracle) build(in *source.Snapshot, options engine.Options, takes int) engine.Result {
	handed, full := newHanded(takes), errors.New("the disk is full")
	result, err := o.engine.Build(context.Background(), in, options, func(path string, pieces ...[]byte) error {
		if !handed.take(path, pieces) {
			return full
		}
		return nil
	})
	switch {
	case err == nil:
		maps.Copy(o.files, handed.files)
		for _, gone := range result.Removed {
			delete(o.files, gone.Path)
		}
	case errors.Is(err, full):
		o.note("interrupt a build")
	default:
		o.t.Fatal(err)
	}
	return result
}

// handed is what a sink was handed.
type handed struct {
	mu    sync.Mutex
	files map[string]string
	takes int
}

func newHanded(takes int) *handed { return &handed{files: map[string]string{}, takes: takes} }

// take takes a file unless enough have been taken.
func (h *handed) take(path string, pieces [][]byte) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.files) == h.takes {
		return false
	}
	h.files[path] = string(bytes.Join(pieces, nil))
	return true
}

func (h *handed) has(path string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, ok := h.files[path]
	return ok
}

func difference(want, got map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if text, ok := got[name]; !ok {
			fmt.Fprintf(&b, "%s is missing\n", name)
		} else {
			b.WriteString(textDifference(name, want[name], text))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			fmt.Fprintf(&b, "%s is still there\n", name)
		}
	}
	return b.String()
}

// textDifference shows the first place where two texts differ.
func textDifference(what, want, got string) string {
	if want == got {
		return ""
	}
	i := 0
	for i < min(len(want), len(got)) && want[i] == got[i] {
		i++
	}
	around := func(s string) string { return s[max(0, i-80):min(len(s), i+80)] }
	return fmt.Sprintf("%s differs at byte %d\n  fresh: …%s…\n  kept:  …%s…\n", what, i, around(want), around(got))
}
