package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// A serveReport is everything that serve found out.
type serveReport struct {
	machine, where string
	options        serveOptions
	tools          []tool
	sizes          []servedSize
}

// write prints the report as Markdown.
func (r serveReport) write(out io.Writer) error {
	var text strings.Builder
	writeSetting(&text, r.machine, r.where, r.tools)
	fmt.Fprintf(&text, "Runs: %d of each size, each with new servers and %d edits of each kind, in turns; files saved by %s.\n\n",
		r.options.runs, r.options.edits, r.options.save)
	r.edits(&text)
	r.servers(&text)
	if len(r.tools) == 2 {
		r.ratios(&text)
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// edits says how long edits took to be shown. The median counts those that were
// never shown as longer than any other.
func (r serveReport) edits(out io.Writer) {
	fmt.Fprint(out, "| Services | Edit | Tool | Best (ms) | Median (ms) | Worst (ms) | Never shown |\n|---:|---|---|---:|---:|---:|---:|\n")
	for _, size := range r.sizes {
		for _, kind := range editKinds {
			for i, tool := range r.tools {
				shown := size.servings[i].shown[kind]
				fmt.Fprintf(out, "| %d | %s | %s | %s | %s | %s | %d of %d |\n", size.size, kind, tool.name,
					milliseconds(slices.Min(shown)), milliseconds(median(shown)), milliseconds(slices.Max(shown)),
					never(shown), len(shown))
			}
		}
	}
}

func (r serveReport) servers(out io.Writer) {
	fmt.Fprint(out, "\n| Services | Tool | First answer (s) | Memory after all edits (MB) | Peak memory (MB) |\n|---:|---|---:|---:|---:|\n")
	for _, size := range r.sizes {
		for i, tool := range r.tools {
			s := size.servings[i]
			fmt.Fprintf(out, "| %d | %s | %.2f | %.0f | %.0f |\n", size.size, tool.name,
				median(s.first), median(s.memory)/megabyte, median(s.top)/megabyte)
		}
	}
}

// ratios compares the medians of the first tool with those of the second.
func (r serveReport) ratios(out io.Writer) {
	fmt.Fprintf(out, "\n| Services | %s : %s, ratio of the medians | |\n|---:|---|---:|\n", r.tools[0].name, r.tools[1].name)
	for _, size := range r.sizes {
		a, b := size.servings[0], size.servings[1]
		for _, measured := range []struct {
			name string
			a, b []float64
		}{
			{"edit of a body", a.shown[bodyEdit], b.shown[bodyEdit]},
			{"edit of a title", a.shown[titleEdit], b.shown[titleEdit]},
			{"first answer", a.first, b.first},
			{"memory after all edits", a.memory, b.memory},
			{"peak memory", a.top, b.top},
		} {
			fmt.Fprintf(out, "| %d | %s | %s |\n", size.size, measured.name, ratio(median(measured.a), median(measured.b)))
		}
	}
}

// milliseconds writes seconds as milliseconds.
func milliseconds(seconds float64) string {
	if math.IsInf(seconds, 1) {
		return "never"
	}
	return fmt.Sprintf("%.0f", seconds*1000)
}

func never(shown []float64) int {
	count := 0
	for _, seconds := range shown {
		if math.IsInf(seconds, 1) {
			count++
		}
	}
	return count
}

// ratio writes a quotient, if both numbers are finite.
func ratio(a, b float64) string {
	if math.IsInf(a, 1) || math.IsInf(b, 1) {
		return "–"
	}
	return fmt.Sprintf("%.3f", a/b)
}
