package cli

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"wegweiser/generator/diag"
)

// runExplain tells the story of one finding, or lists all codes.
func runExplain(_ context.Context, e *Environment, o *options, args []string) int {
	switch len(args) {
	case 0:
		return e.listCodes(o.lang)
	case 1:
		return e.explain(o.lang, strings.Trim(args[0], "[]")) // as it stands in a message
	}
	return e.misused(o.lang, "usage-explain")
}

func (e *Environment) listCodes(lang string) int {
	for _, code := range diag.Codes() {
		entry, _ := diag.Describe(code)
		fmt.Fprintf(e.Stdout, "%-20s %s\n", code, entry.Title.In(lang))
	}
	return exitFine
}

func (e *Environment) explain(lang, code string) int {
	known, nearest, err := diag.Explain(e.Stdout, diag.Code(code), lang)
	switch {
	case err != nil:
		return e.fail(lang, err)
	case !known:
		return e.usage(lang, "unknown-code", code, string(nearest))
	}
	return exitFine
}

// runVersion prints what this program was built from.
func runVersion(_ context.Context, e *Environment, o *options, args []string) int {
	if len(args) > 0 {
		return e.misused(o.lang, "usage-version")
	}
	version, commit := "devel", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			version = v
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = ", " + s.Value
			}
		}
	}
	fmt.Fprintf(e.Stdout, "wegweiser %s%s, %s\n", version, commit, runtime.Version())
	return exitFine
}
