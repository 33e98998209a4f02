package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// serveOptions are what the subcommand serve was asked for.
type serveOptions struct {
	options
	edits int    // of each kind in a run
	save  string // the way in which files are saved
}

func parseServe(args []string) (serveOptions, error) {
	var o serveOptions
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.IntVar(&o.edits, "edits", 20, "edits of each kind in a run")
	ways := slices.Sorted(maps.Keys(savers))
	flags.StringVar(&o.save, "save", "overwrite", "the way to save a file: "+strings.Join(ways, " or "))
	only := flags.String("only", "", "the one tool to measure")
	if err := o.parse(flags, args); err != nil {
		return o, err
	}
	if savers[o.save] == nil {
		return o, fmt.Errorf("serve: -save %s: want one of %s", o.save, strings.Join(ways, ", "))
	}
	if o.edits < 1 {
		return o, errors.New("serve: -edits must be at least 1")
	}
	o.tools = []string{"wegweiser", "hugo"}
	if *only != "" {
		o.tools = []string{*only}
	}
	return o, nil
}

func runServe(args []string) error {
	o, err := parseServe(args)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	scratch, where, err := makeScratch(o.scratch)
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	tools, err := installTools(ctx, o.options)
	if err != nil {
		return err
	}
	report := serveReport{machine: machine(), where: where, options: o, tools: tools}
	for _, size := range o.sizes {
		served, err := serveAt(ctx, tools, o, size, scratch)
		if err != nil {
			return err
		}
		report.sizes = append(report.sizes, served)
	}
	return report.write(os.Stdout)
}

// A serving is what one tool did in all runs with one corpus.
type serving struct {
	shown       map[string][]float64 // kind of edit → seconds until it was shown; infinite if it never was
	first       []float64            // seconds to the first answer, one a run
	memory, top []float64            // bytes after all edits and at the highest, one a run
}

// servedSize is what the tools did with one corpus; servings[tool].
type servedSize struct {
	size     int
	servings []serving
}

// serveAt lets the tools serve copies of the same corpus, anew in each run.
func serveAt(ctx context.Context, tools []tool, o serveOptions, size int, scratch string) (servedSize, error) {
	served := servedSize{size: size, servings: make([]serving, len(tools))}
	for i := range served.servings {
		served.servings[i].shown = map[string][]float64{}
	}
	for run := range o.runs {
		r := &serveRun{options: o, size: size, number: run, tools: tools, into: served.servings}
		if err := r.whole(ctx, filepath.Join(scratch, fmt.Sprint(size))); err != nil {
			return served, fmt.Errorf("%d services, run %d: %w", size, run+1, err)
		}
	}
	return served, nil
}

// A serveRun lets all tools serve one copy of the corpus each and edits it.
type serveRun struct {
	options serveOptions
	size    int
	number  int // from 0
	tools   []tool
	servers []*server
	into    []serving
}

// whole does the run from the making of the copies to the end of the servers.
func (r *serveRun) whole(ctx context.Context, dir string) error {
	defer os.RemoveAll(dir)
	defer r.stop()
	corpus := filepath.Join(dir, "corpus")
	if err := writeCorpus(r.options.hub, corpus, r.size); err != nil {
		return err
	}
	if err := r.start(ctx, corpus, dir); err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(uint64(r.number), uint64(r.size)))
	for turn, e := range drawEdits(uint64(r.number), r.size, r.options.edits) {
		for _, i := range takingTurns(r.number+turn, len(r.tools)) {
			if err := r.edit(i, e, random); err != nil {
				return fmt.Errorf("%s: %w", r.tools[i].name, err)
			}
		}
	}
	return r.finish()
}

// takingTurns is the order of n tools in a turn: each is the first as often as
// any other.
func takingTurns(turn, n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = (turn + i) % n
	}
	return order
}

// start starts one server after the other, so that none slows another down.
func (r *serveRun) start(ctx context.Context, corpus, dir string) error {
	inputs := make([]string, len(r.tools))
	for i, tool := range r.tools {
		input, err := tool.prepare(corpus, dir)
		if err != nil {
			return fmt.Errorf("%s: %w", tool.name, err)
		}
		inputs[i] = input
	}
	r.servers = make([]*server, len(r.tools))
	for _, i := range takingTurns(r.number, len(r.tools)) {
		cache := filepath.Join(dir, "cache", r.tools[i].name)
		if err := os.MkdirAll(cache, 0o755); err != nil {
			return err
		}
		started, err := startServer(ctx, r.tools[i], inputs[i], cache)
		if err == nil {
			r.servers[i] = started
			err = started.rest()
		}
		if err != nil {
			return fmt.Errorf("%s: %w", r.tools[i].name, err)
		}
	}
	return nil
}

// stop stops all servers that have been started.
func (r *serveRun) stop() {
	for _, s := range r.servers {
		if s != nil {
			s.stop()
		}
	}
}

// tick is how often Hugo looks whether files have changed. An edit right after
// another was shown would always meet the same moment of it; one that comes at
// any moment meets them all alike.
const tick = 500 * time.Millisecond

// edit measures one edit with one tool, while all servers have nothing else to do.
func (r *serveRun) edit(i int, e edit, random *rand.Rand) error {
	s := r.servers[i]
	s.visit(e)
	for _, other := range r.servers {
		if err := other.rest(); err != nil {
			return err
		}
	}
	if err := pause(s.ctx, time.Duration(random.Int64N(int64(tick)))); err != nil {
		return err
	}
	seconds, err := s.show(e, savers[r.options.save])
	if err != nil {
		return err
	}
	r.into[i].shown[e.kind] = append(r.into[i].shown[e.kind], seconds)
	return nil
}

// finish notes what is known only after all edits.
func (r *serveRun) finish() error {
	for i, s := range r.servers {
		now, peak, err := memoryOf(s.pid)
		if err != nil {
			return err
		}
		into := &r.into[i]
		into.first = append(into.first, s.first.Seconds())
		into.memory = append(into.memory, float64(now))
		into.top = append(into.top, float64(peak))
		fmt.Fprintf(os.Stderr, "%d services, run %d, %s: first answer %.2f s, %s\n",
			r.size, r.number+1, s.tool.name, s.first.Seconds(), into.lately(r.options.edits))
	}
	return nil
}

// lately says in words what the last n edits of each kind took.
func (s serving) lately(n int) string {
	var said []string
	for _, kind := range editKinds {
		all := s.shown[kind]
		said = append(said, kind+" "+milliseconds(median(all[len(all)-n:]))+" ms")
	}
	return strings.Join(said, ", ")
}
