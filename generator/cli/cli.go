// Package cli is the command line: it reads flags, asks the other packages and
// prints what they answer. It decides nothing about content.
//
// Findings go to stderr, data to stdout. Exit codes: 0 fine, 1 findings of
// severity error (any finding, with --strict), 2 usage or environment.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"wegweiser/generator/diag"

	"github.com/spf13/pflag"
)

// Environment is what the program gets from outside.
type Environment struct {
	Stdout, Stderr io.Writer
	Files          fs.FS // the program's own layouts/, static/ and content/types/
	Now            time.Time
	Terminal       bool // stderr is one
	NoColor        bool
	Hostname       string                 // of this machine; "" if it has none
	Browse         func(url string) error // opens the browser
}

// Exit codes.
const (
	exitFine     = 0
	exitFindings = 1
	exitUsage    = 2
)

// command is one command of the program.
type command struct {
	name  string
	run   func(ctx context.Context, e *Environment, o *options, args []string) int
	flags func(f *pflag.FlagSet, o *options)
}

func commands() []command {
	return []command{
		{"build", runBuild, buildFlags},
		{"serve", runServe, serveFlags},
		{"check", runCheck, checkFlags},
		{"new", runNew, rootFlags},
		{"explain", runExplain, func(*pflag.FlagSet, *options) {}},
		{"version", runVersion, func(*pflag.FlagSet, *options) {}},
	}
}

// Main runs the program with the arguments after its name and returns its exit
// code.
func Main(ctx context.Context, args []string, e Environment) int {
	limitHeap(buildGrowth)
	if len(args) == 0 {
		args = []string{"help"}
	}
	lang, name, rest := languageIn(args), args[0], args[1:]
	switch name {
	case "help", "--help", "-h":
		return e.help(lang, rest)
	case "--version":
		name = "version"
	}
	if c, ok := find(name); ok {
		return c.main(ctx, &e, rest)
	}
	return e.unknownCommand(lang, name)
}

func find(name string) (command, bool) {
	all := commands()
	i := slices.IndexFunc(all, func(c command) bool { return c.name == name })
	if i < 0 {
		return command{}, false
	}
	return all[i], true
}

// help shows all commands, or the flags of the one that is named.
func (e *Environment) help(lang string, args []string) int {
	topic := "usage"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		c, ok := find(args[0])
		if !ok {
			return e.unknownCommand(lang, args[0])
		}
		topic += "-" + c.name
	}
	fmt.Fprint(e.Stdout, say(lang, topic))
	return exitFine
}

func (e *Environment) unknownCommand(lang, name string) int {
	if strings.HasPrefix(name, "-") {
		return e.usage(lang, "flag-before-command", name)
	}
	names := []string{"help"}
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return e.usage(lang, "unknown-command", name, diag.Nearest(name, names))
}

func (c command) main(ctx context.Context, e *Environment, args []string) int {
	o := &options{}
	flags := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.lang, "lang", "", "")
	help := flags.BoolP("help", "h", false, "")
	c.flags(flags, o)
	if err := flags.Parse(args); err != nil {
		return e.flagError(languageIn(args), flags, err)
	}
	if *help {
		fmt.Fprint(e.Stdout, say(o.lang, "usage-"+c.name))
		return exitFine
	}
	if o.lang != "" && o.lang != "de" && o.lang != "en" {
		return e.usage("", "bad-value", o.lang, "lang", "de, en")
	}
	return c.run(ctx, e, o, flags.Args())
}

// languageIn finds --lang before flags are parsed, for messages about flags.
func languageIn(args []string) string {
	for i, a := range args {
		if a == "--lang=en" || a == "--lang" && i+1 < len(args) && args[i+1] == "en" {
			return "en"
		}
	}
	return "de"
}

// flagError says what is wrong with a flag.
func (e *Environment) flagError(lang string, flags *pflag.FlagSet, err error) int {
	var unknown *pflag.NotExistError
	var needs *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return e.unknownFlag(lang, flags, unknown)
	case errors.As(err, &needs):
		return e.usage(lang, "flag-needs-value", needs.GetSpecifiedName())
	case errors.As(err, &invalid):
		return e.usage(lang, "bad-value", invalid.GetValue(), invalid.GetFlag().Name, "")
	}
	return e.fail(lang, err)
}

// unknownFlag names the flag that was meant: a near one, or, where there is one
// dash for two, the same.
func (e *Environment) unknownFlag(lang string, flags *pflag.FlagSet, err *pflag.NotExistError) int {
	if letters, _, _ := strings.Cut(err.GetSpecifiedShortnames(), "="); letters != "" {
		if flags.Lookup(letters) == nil {
			return e.usage(lang, "unknown-flag", "-"+letters, "")
		}
		return e.usage(lang, "unknown-flag", "-"+letters, letters)
	}
	var names []string
	flags.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	name := err.GetSpecifiedName()
	return e.usage(lang, "unknown-flag", "--"+name, diag.Nearest(name, names))
}

// usage prints a message about how the program was called. A word that is empty
// is left out with the sentence that it belongs to.
func (e *Environment) usage(lang, key string, words ...string) int {
	fmt.Fprintln(e.Stderr, say(lang, key, words...))
	return exitUsage
}

// misused shows how a command is called that was called with other arguments.
func (e *Environment) misused(lang, usage string) int {
	fmt.Fprint(e.Stderr, say(lang, usage))
	return exitUsage
}

// fail prints what the environment refused.
func (e *Environment) fail(lang string, err error) int {
	if errors.Is(err, context.Canceled) {
		return e.usage(lang, "interrupted")
	}
	fmt.Fprintln(e.Stderr, "wegweiser:", describe(lang, err))
	return exitUsage
}
