package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// shellTool is a tool whose build is a shell script with $out as its target.
func shellTool(t *testing.T, script string) tool {
	t.Helper()
	shell, err := exec.LookPath("sh")
	if err != nil || runtime.GOOS != "linux" {
		t.Skip("needs Linux and a shell")
	}
	return tool{
		name: "script", binary: shell,
		prepare:   func(corpus, _ string) (string, error) { return corpus, nil },
		arguments: func(_, out, _ string) []string { return []string{"-c", "out=" + out + "; " + script} },
	}
}

func TestFailedBuildIsNotMeasured(t *testing.T) {
	broken := shellTool(t, "echo kaputt >&2; exit 1")
	_, err := broken.measure(t.Context(), "", filepath.Join(t.TempDir(), "run"), 1)
	if err == nil || !strings.Contains(err.Error(), "kaputt") {
		t.Errorf("got %v, want what the tool said", err)
	}
}

// A large block makes the child's peak certain to be above our own.
const useMemory = `x=$(head -c 100000000 /dev/zero | tr '\0' x); `

func TestMissingPagesAreNotMeasured(t *testing.T) {
	lazy := shellTool(t, useMemory+`mkdir "$out"; touch "$out/index.html"`)
	_, err := lazy.measure(t.Context(), "", filepath.Join(t.TempDir(), "run"), 2)
	if err == nil || !strings.Contains(err.Error(), "1 HTML files for 2 services") {
		t.Errorf("got %v", err)
	}
}

func TestMeasureCountsOutput(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	busy := shellTool(t, useMemory+`mkdir "$out"; printf abc > "$out/index.html"; printf de > "$out/a.css"`)
	got, err := busy.measure(t.Context(), "", dir, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got.pages != 1 || got.size != 5 || got.wall <= 0 || got.peak < 100*megabyte {
		t.Errorf("got %+v", got)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("the output is still there")
	}
}

func TestHiddenPeakIsAnError(t *testing.T) {
	tiny := shellTool(t, `mkdir "$out"`)
	_, err := tiny.measure(t.Context(), "", filepath.Join(t.TempDir(), "run"), 0)
	if err == nil || !strings.Contains(err.Error(), "hidden") {
		t.Errorf("got %v, want the peak to be doubted", err)
	}
}

func TestMedian(t *testing.T) {
	for _, test := range []struct {
		values []float64
		want   float64
	}{{[]float64{3}, 3}, {[]float64{5, 1, 9}, 5}, {[]float64{4, 1, 2, 9}, 3}} {
		if got := median(test.values); got != test.want {
			t.Errorf("median(%v) = %v, want %v", test.values, got, test.want)
		}
	}
}

// someBuilds makes one build per pair of seconds and megabytes.
func someBuilds(values ...int) []build {
	var builds []build
	for i := 0; i < len(values); i += 2 {
		builds = append(builds, build{
			wall: time.Duration(values[i]) * time.Second, cpu: time.Minute, peak: int64(values[i+1]) * megabyte, pages: 7, size: megabyte,
		})
	}
	return builds
}

func TestReport(t *testing.T) {
	r := report{
		machine: "m", where: "w", runs: 3,
		tools: []tool{{name: "a", version: "1"}, {name: "b", version: "2"}},
		sizes: []sizeResult{
			{10, [][]build{someBuilds(1, 20, 2, 20, 9, 20), someBuilds(10, 100, 10, 100, 20, 100)}},
			{100, [][]build{someBuilds(30, 100, 30, 100, 30, 100), someBuilds(60, 800, 60, 800, 60, 800)}},
		},
	}
	var out strings.Builder
	if err := r.write(&out); err != nil {
		t.Fatal(err)
	}
	want := `
| 10 | a | 2.00 | 60.00 | 20 | 7 | 1.0 |
| 10 | b | 10.00 | 60.00 | 100 | 7 | 1.0 |
| 100 | a | 30.00 | 60.00 | 100 | 7 | 1.0 |
| 100 | b | 60.00 | 60.00 | 800 | 7 | 1.0 |
| 10 | wall | 0.200 | 0.100 | 0.450 | missed |
| 10 | peak memory | 0.200 | 0.200 | 0.200 | missed |
| 100 | wall | 0.500 | 0.500 | 0.500 | missed |
| 100 | peak memory | 0.125 | 0.125 | 0.125 | reached |
| a | × 10 | × 15.0 | × 5.0 | missed |
| b | × 10 | × 6.0 | × 8.0 | reached |`
	for line := range strings.SplitSeq(strings.TrimSpace(want), "\n") {
		if !strings.Contains(out.String(), line+"\n") {
			t.Errorf("no line %q in\n%s", line, out.String())
		}
	}
}

func TestParsePeers(t *testing.T) {
	o, err := parsePeers([]string{"-n", "300,20,300", "-tools", "hugo"})
	if err != nil || fmt.Sprint(o.sizes, o.tools) != "[20 300] [hugo]" {
		t.Errorf("got %+v, %v", o, err)
	}
	for _, args := range [][]string{{"-n", "0"}, {"-n", "x"}, {"-n", ""}, {"-runs", "0"}} {
		if _, err := parsePeers(args); err == nil {
			t.Errorf("%q was accepted", args)
		}
	}
}
