package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"wegweiser"
	"wegweiser/generator/calendar"
	"wegweiser/generator/engine"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// pagefind is Pagefind's program, which npm has installed.
const pagefind = "bench/search/node_modules/.bin/pagefind"

// runSearch measures how long it takes to make a site searchable: with Wegweiser as a
// part of the build, with Pagefind from the pages that Wegweiser has built.
func runSearch(args []string) error {
	var o options
	if err := o.parse(flag.NewFlagSet("search", flag.ContinueOnError), args); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if _, err := os.Stat(pagefind); err != nil {
		return fmt.Errorf("%s: npm ci --prefix bench/search", err)
	}
	scratch, where, err := makeScratch(o.scratch)
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	o.tools = []string{"wegweiser"}
	tools, err := installTools(ctx, o)
	if err != nil {
		return err
	}
	fmt.Printf("%s; %s; medians of %d runs\n\n", machine(), where, o.runs)
	fmt.Println("| pages | whole build | search, a part of it | Pagefind | ratio |\n|--:|--:|--:|--:|--:|")
	for _, size := range o.sizes {
		m, err := searchAt(ctx, tools[0], o, size, scratch)
		if err != nil {
			return err
		}
		part, other := middle(m.part), middle(m.pagefind)
		fmt.Printf("| %d | %.2f s | %.2f s | %.2f s | %.3f |\n", size, middle(m.build).Seconds(), part.Seconds(), other.Seconds(), part.Seconds()/other.Seconds())
	}
	return nil
}

// searchTimes are the times of several runs.
type searchTimes struct{ build, part, pagefind []time.Duration }

func middle(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

func searchAt(ctx context.Context, t tool, o options, size int, scratch string) (searchTimes, error) {
	var m searchTimes
	corpus, out := filepath.Join(scratch, "corpus"), filepath.Join(scratch, "out")
	defer os.RemoveAll(corpus)
	defer os.RemoveAll(out)
	if err := writeCorpus(o.hub, corpus, size); err != nil {
		return m, err
	}
	part, err := searchPart(ctx, corpus)
	if err != nil {
		return m, err
	}
	for range o.runs { // in turns: what else the machine does meets all alike
		if err := os.RemoveAll(out); err != nil {
			return m, err
		}
		built, err := wallTime(exec.CommandContext(ctx, t.binary, t.arguments(corpus, out, "")...))
		if err != nil {
			return m, err
		}
		took, err := part(filepath.Join(scratch, "part"))
		if err != nil {
			return m, err
		}
		other, err := wallTime(exec.CommandContext(ctx, pagefind, "--site", out, "--root-selector", "main", "--output-path", filepath.Join(scratch, "pagefind")))
		if err != nil {
			return m, err
		}
		m.build, m.part, m.pagefind = append(m.build, built), append(m.part, took), append(m.pagefind, other)
	}
	return m, nil
}

// searchPart builds a corpus and returns what times the search's part of it: from the
// linked pages to the files on the disk.
func searchPart(ctx context.Context, corpus string) (func(dir string) (time.Duration, error), error) {
	in, err := source.Read(corpus, fs.FS(wegweiser.Files))
	if err != nil {
		return nil, err
	}
	e := engine.New()
	o := engine.Options{Day: func(*schema.Schema) calendar.Date { return calendar.Date{Year: 2026, Month: 11, Day: 23} }}
	if _, err := e.Build(ctx, in, o, func(string, ...[]byte) error { return nil }); err != nil {
		return nil, err
	}
	return func(dir string) (time.Duration, error) {
		defer os.RemoveAll(dir)
		runtime.GC() // what was left behind before is not the search's
		start := time.Now()
		err := e.SearchFiles(func(path string, data []byte) error {
			name := filepath.Join(dir, filepath.FromSlash(path))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return err
			}
			return os.WriteFile(name, data, 0o644)
		})
		return time.Since(start), err
	}, nil
}
