// Command bench compares Wegweiser with Hugo on a corpus that anybody can make
// again. Its first two subcommands make what the others measure:
//
//	go run ./bench corpus -n 10000 -out DIR        the hub and n generated services
//	go run ./bench hugo -corpus DIR -out HUGODIR   the same content as a Hugo project
//	go run ./bench peers -n 1000,10000 -runs 5     build, measure, print a table
//	go run ./bench serve -n 1000,10000 -runs 5     watch, edit, measure, print a table
//	go run ./bench search -n 10000 -runs 3         make searchable, with Pagefind as well
//
// The corpus depends on n alone: the same n gives the same bytes on every
// machine and on every day. Nothing is measured of a build that failed or that
// left pages out, or of a server that ended; bench stops and shows what the tool
// said.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
)

const usage = `usage:
  bench corpus [-hub DIR] -n N -out DIR
  bench hugo -corpus DIR -out DIR
  bench peers [-hub DIR] [-n N,N,…] [-runs N] [-tools wegweiser,hugo] [-work DIR] [-scratch DIR]
  bench serve [-hub DIR] [-n N,N,…] [-runs N] [-edits N] [-save overwrite|rename] [-only TOOL] [-work DIR] [-scratch DIR]
  bench search [-hub DIR] [-n N,N,…] [-runs N] [-work DIR] [-scratch DIR]
`

func main() {
	err := run(os.Args[1:])
	switch {
	case err == nil:
	case errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		fmt.Fprint(os.Stderr, usage)
		return flag.ErrHelp
	}
	switch name, rest := args[0], args[1:]; name {
	case "corpus":
		return runCorpus(rest)
	case "hugo":
		return runHugo(rest)
	case "peers":
		return runPeers(rest)
	case "serve":
		return runServe(rest)
	case "search":
		return runSearch(rest)
	default:
		fmt.Fprint(os.Stderr, usage)
		return fmt.Errorf("unknown subcommand %q", name)
	}
}

func runCorpus(args []string) error {
	flags := flag.NewFlagSet("corpus", flag.ContinueOnError)
	hub := flags.String("hub", ".", "directory that holds the hub's content/")
	n := flags.Int("n", 1000, "number of generated services")
	out := flags.String("out", "", "directory to create")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *out == "" {
		return errors.New("corpus: -out is missing")
	}
	return writeCorpus(*hub, *out, *n)
}

func runHugo(args []string) error {
	flags := flag.NewFlagSet("hugo", flag.ContinueOnError)
	corpus := flags.String("corpus", "", "directory written by the subcommand corpus")
	out := flags.String("out", "", "directory to create")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *corpus == "" || *out == "" {
		return errors.New("hugo: -corpus and -out are both needed")
	}
	return writeHugoProject(*corpus, *out)
}
