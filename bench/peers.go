package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// options are what a comparison was asked for.
type options struct {
	hub     string   // directory that holds content/
	sizes   []int    // numbers of services, ascending
	runs    int      // of each tool and size
	tools   []string // names, in the order in which they take turns
	work    string   // keeps the tools' binaries between calls
	scratch string   // for corpora and outputs; "" chooses memory if there is any
}

func parsePeers(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("peers", flag.ContinueOnError)
	tools := flags.String("tools", "wegweiser,hugo", "tools to measure")
	if err := o.parse(flags, args); err != nil {
		return o, err
	}
	o.tools = strings.Split(*tools, ",")
	return o, nil
}

// parse adds the flags that all comparisons have and reads args.
func (o *options) parse(flags *flag.FlagSet, args []string) error {
	flags.StringVar(&o.hub, "hub", ".", "directory that holds the hub's content/")
	sizes := flags.String("n", "1000,10000", "numbers of generated services")
	flags.IntVar(&o.runs, "runs", 5, "measured runs of each tool and size")
	flags.StringVar(&o.work, "work", filepath.Join("bench", "work"), "directory that keeps the tools' binaries")
	flags.StringVar(&o.scratch, "scratch", "", "directory for corpora and outputs (default: in memory)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if o.runs < 1 {
		return fmt.Errorf("%s: -runs must be at least 1", flags.Name())
	}
	for text := range strings.SplitSeq(*sizes, ",") {
		size, err := strconv.Atoi(text)
		if err != nil || size < 1 || size > maxServices {
			return fmt.Errorf("%s: -n %s: want numbers from 1 to %d", flags.Name(), *sizes, maxServices)
		}
		o.sizes = append(o.sizes, size)
	}
	// Small sizes first: a large corpus raises this process's own memory,
	// below which the peak of a build cannot be seen.
	slices.Sort(o.sizes)
	o.sizes = slices.Compact(o.sizes)
	return nil
}

func runPeers(args []string) error {
	o, err := parsePeers(args)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	scratch, where, err := makeScratch(o.scratch)
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	tools, err := installTools(ctx, o)
	if err != nil {
		return err
	}
	report := report{machine: machine(), where: where, runs: o.runs, tools: tools}
	for _, size := range o.sizes {
		measured, err := compareAt(ctx, tools, o, size, scratch)
		if err != nil {
			return err
		}
		report.sizes = append(report.sizes, measured)
	}
	return report.write(os.Stdout)
}

// makeScratch makes a directory that is empty and says in words what it lies
// on. Memory keeps the disk from deciding the race.
func makeScratch(parent string) (dir, where string, err error) {
	where = "files in " + parent
	if parent == "" {
		parent, where = os.TempDir(), "files in the temporary directory, because there is no "+memoryDirectory
		if info, err := os.Stat(memoryDirectory); err == nil && info.IsDir() {
			parent, where = memoryDirectory, "files in memory ("+memoryDirectory+")"
		}
	}
	dir, err = os.MkdirTemp(parent, "wegweiser-bench-")
	return dir, where, err
}

// sizeResult is what the tools did with one corpus; builds[tool][run].
type sizeResult struct {
	size   int
	builds [][]build
}

// compareAt lets the tools build the same corpus in turns, so that whatever
// else the machine does meets all of them alike.
func compareAt(ctx context.Context, tools []tool, o options, size int, scratch string) (sizeResult, error) {
	result := sizeResult{size: size, builds: make([][]build, len(tools))}
	dir := filepath.Join(scratch, fmt.Sprint(size))
	defer os.RemoveAll(dir)
	corpus := filepath.Join(dir, "corpus")
	if err := writeCorpus(o.hub, corpus, size); err != nil {
		return result, err
	}
	inputs := make([]string, len(tools))
	for i, tool := range tools {
		input, err := tool.prepare(corpus, dir)
		if err != nil {
			return result, fmt.Errorf("%s: %w", tool.name, err)
		}
		inputs[i] = input
	}
	for run := range o.runs {
		for i, tool := range tools {
			built, err := tool.measure(ctx, inputs[i], filepath.Join(dir, "run"), size)
			if err != nil {
				return result, fmt.Errorf("%s with %d services: %w", tool.name, size, err)
			}
			result.builds[i] = append(result.builds[i], built)
			fmt.Fprintf(os.Stderr, "%d services, run %d, %s: %.2f s, %d MB\n",
				size, run+1, tool.name, built.wall.Seconds(), built.peak/megabyte)
		}
	}
	return result, nil
}
