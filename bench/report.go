package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
)

// goal is the part of Hugo's time and memory that Wegweiser may take.
const goal = 0.15

// A report is everything that peers found out.
type report struct {
	machine, where string
	runs           int
	tools          []tool
	sizes          []sizeResult
}

// write prints the report as Markdown.
func (r report) write(out io.Writer) error {
	var text strings.Builder
	writeSetting(&text, r.machine, r.where, r.tools)
	fmt.Fprintf(&text, "Runs: %d of each tool and size, in turns, each into a new directory; medians.\n\n", r.runs)
	r.builds(&text)
	if len(r.tools) == 2 {
		r.ratios(&text)
	}
	if len(r.sizes) > 1 {
		r.growth(&text)
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// writeSetting says what was measured, and on what.
func writeSetting(out io.Writer, machine, where string, tools []tool) {
	fmt.Fprintf(out, "Machine: %s; %s; %s.\n", machine, where, runtime.Version())
	for _, tool := range tools {
		fmt.Fprintf(out, "Version: %s: %s\n", tool.name, tool.version)
	}
}

func (r report) builds(out io.Writer) {
	fmt.Fprint(out, "| Services | Tool | Wall (s) | CPU (s) | Peak memory (MB) | HTML files | Output (MB) |\n|---:|---|---:|---:|---:|---:|---:|\n")
	for _, size := range r.sizes {
		for i, tool := range r.tools {
			built := size.builds[i]
			fmt.Fprintf(out, "| %d | %s | %.2f | %.2f | %.0f | %d | %.1f |\n", size.size, tool.name,
				median(walls(built)), median(cpus(built)), median(peaks(built))/megabyte, built[0].pages, float64(built[0].size)/megabyte)
		}
	}
}

// ratios compares the first tool with the second, pair by pair: two builds
// that ran one after the other had the same machine.
func (r report) ratios(out io.Writer) {
	fmt.Fprintf(out, "\n| Services | %s : %s | Median of the pairs | From | To | Goal of %.2f |\n|---:|---|---:|---:|---:|---|\n",
		r.tools[0].name, r.tools[1].name, goal)
	for _, size := range r.sizes {
		for _, measured := range []struct {
			name   string
			values func([]build) []float64
		}{{"wall", walls}, {"peak memory", peaks}} {
			pairs := quotients(measured.values(size.builds[0]), measured.values(size.builds[1]))
			fmt.Fprintf(out, "| %d | %s | %.3f | %.3f | %.3f | %s |\n", size.size, measured.name,
				median(pairs), slices.Min(pairs), slices.Max(pairs), verdict(median(pairs) <= goal))
		}
	}
}

// growth compares the smallest size with the largest.
func (r report) growth(out io.Writer) {
	small, large := r.sizes[0], r.sizes[len(r.sizes)-1]
	factor := float64(large.size) / float64(small.size)
	fmt.Fprintf(out, "\n| Tool | Services | Wall | Peak memory | At most linear |\n|---|---:|---:|---:|---|\n")
	for i, tool := range r.tools {
		wall := median(walls(large.builds[i])) / median(walls(small.builds[i]))
		peak := median(peaks(large.builds[i])) / median(peaks(small.builds[i]))
		fmt.Fprintf(out, "| %s | × %.0f | × %.1f | × %.1f | %s |\n", tool.name, factor, wall, peak,
			verdict(wall <= factor && peak <= factor))
	}
}

func verdict(reached bool) string {
	if reached {
		return "reached"
	}
	return "missed"
}

func walls(builds []build) []float64 {
	values := make([]float64, len(builds))
	for i, b := range builds {
		values[i] = b.wall.Seconds()
	}
	return values
}

func cpus(builds []build) []float64 {
	values := make([]float64, len(builds))
	for i, b := range builds {
		values[i] = b.cpu.Seconds()
	}
	return values
}

func peaks(builds []build) []float64 {
	values := make([]float64, len(builds))
	for i, b := range builds {
		values[i] = float64(b.peak)
	}
	return values
}

func quotients(a, b []float64) []float64 {
	values := make([]float64, len(a))
	for i := range a {
		values[i] = a[i] / b[i]
	}
	return values
}

// median is the middle value, or the mean of the two in the middle.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
