package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"wegweiser"
	"wegweiser/generator/cli"
)

// asProgram, if it is set, makes this test binary the program wegweiser, so that a
// test can start it without compiling anything.
const asProgram = "WEGWEISER_BENCH_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	os.Exit(cli.Main(context.Background(), os.Args[1:], cli.Environment{
		Stdout: os.Stdout, Stderr: os.Stderr, Files: wegweiser.Files, Now: time.Now(),
	}))
}

func needLinux(t *testing.T) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("servers are measured on Linux only")
	}
}

// ownTool is Wegweiser as this test binary is it.
func ownTool(t *testing.T) tool {
	t.Helper()
	needLinux(t)
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(asProgram, "yes")
	return wegweiserTool(binary, "test")
}

func TestServeRunOfOurOwn(t *testing.T) {
	for save := range savers {
		t.Run(save, func(t *testing.T) {
			tools := []tool{ownTool(t)}
			o := serveOptions{options: options{hub: "..", runs: 1}, edits: 1, save: save}
			served, err := serveAt(t.Context(), tools, o, 20, t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			got := served.servings[0]
			for _, kind := range editKinds {
				if shown := got.shown[kind]; len(shown) != 1 || shown[0] <= 0 || shown[0] > 5 {
					t.Errorf("edits of a %s were shown after %v seconds", kind, shown)
				}
			}
			if len(got.first) != 1 || got.memory[0] < megabyte || got.top[0] < got.memory[0] {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// serverScript is a tool whose watch mode is a shell script.
func serverScript(t *testing.T, script string) tool {
	t.Helper()
	made := shellTool(t, "")
	made.serving = func(string, string, string, string) []string { return []string{"-c", script} }
	return made
}

func TestServerThatEndsIsAnError(t *testing.T) {
	_, err := startServer(t.Context(), serverScript(t, "echo kaputt >&2; exit 3"), "", t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "exit status 3\nkaputt") {
		t.Errorf("got %v, want what the server said", err)
	}
}

func TestServersAreEndedWithAllTheyStarted(t *testing.T) {
	note := filepath.Join(t.TempDir(), "pid")
	s := &server{tool: serverScript(t, "sleep 1000 & echo $! >"+note+".new; mv "+note+".new "+note+"; wait")}
	if err := s.run(t.Context(), s.tool.serving("", "", "", ""), t.TempDir()); err != nil {
		t.Fatal(err)
	}
	var child int
	for range 1000 {
		data, _ := os.ReadFile(note)
		if _, err := fmt.Sscan(string(data), &child); err == nil {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.stop()
	if child == 0 {
		t.Fatal("the script started nothing")
	}
	for range 1000 {
		if !alive(child) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("process %d is still there", child)
}

// alive reports whether a process runs. One that has ended may still be listed, if
// its parent has not asked for it.
func alive(pid int) bool {
	state, err := exec.Command("ps", "-o", "stat=", "-p", fmt.Sprint(pid)).Output()
	return err == nil && !strings.HasPrefix(string(state), "Z")
}

func TestEditNeverShown(t *testing.T) {
	s := &server{ctx: t.Context(), base: "http://127.0.0.1:1"}
	shown, err := s.await("/", "word", time.Now().Add(10*time.Millisecond))
	if shown || err != nil {
		t.Errorf("got %v, %v", shown, err)
	}
}

func TestApplyEdit(t *testing.T) {
	const text = "---\ntitle: A\nsummary: B\n---\nC\n"
	for _, test := range []struct{ kind, want string }{
		{bodyEdit, text + "\nDas gilt auch für die X.\n"},
		{titleEdit, "---\ntitle: A X\nsummary: B\n---\nC\n"},
	} {
		if got := string((edit{kind: test.kind, word: "X"}).apply([]byte(text))); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.kind, got, test.want)
		}
	}
}

func TestConcernedPages(t *testing.T) {
	for kind, want := range map[string]string{
		bodyEdit:  "[/dienste/dienst-000007/]",
		titleEdit: "[/dienste/dienst-000007/ /dienste/]",
	} {
		if got := fmt.Sprint(edit{kind, 6, "X"}.concerned()); got != want {
			t.Errorf("%s: got %s, want %s", kind, got, want)
		}
	}
}

func TestEditsAreDrawnFromTheirSeed(t *testing.T) {
	first, again, other := drawEdits(1, 100, 40), drawEdits(1, 100, 40), drawEdits(2, 100, 40)
	if fmt.Sprint(first) != fmt.Sprint(again) || fmt.Sprint(first) == fmt.Sprint(other) {
		t.Errorf("got\n%v\n%v\n%v", first, again, other)
	}
	words, kinds := map[string]bool{}, map[string]int{}
	for _, e := range first {
		words[e.word] = true
		kinds[e.kind]++
	}
	if len(words) != 80 || kinds[bodyEdit] != 40 || kinds[titleEdit] != 40 {
		t.Errorf("%d words, kinds %v", len(words), kinds)
	}
}

func TestUniqueWord(t *testing.T) {
	for i, want := range map[int]string{0: "Neufassungaaaa", 27: "Neufassungaabb", 26*26*26*26 - 1: "Neufassungzzzz"} {
		if got := uniqueWord(i); got != want {
			t.Errorf("uniqueWord(%d) = %q, want %q", i, got, want)
		}
	}
}

func TestSaversPutTheTextInPlace(t *testing.T) {
	for name, save := range savers {
		root := t.TempDir()
		file := filepath.Join(root, "content", "dienste", "a.md")
		if err := writeFile(file, []byte("alt")); err != nil {
			t.Fatal(err)
		}
		if err := save(file, []byte("neu und länger")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		text, _ := os.ReadFile(file)
		left, _ := filepath.Glob(filepath.Join(root, "*", "*", "*"))
		if string(text) != "neu und länger" || len(left) != 1 {
			t.Errorf("%s: %q, files %q", name, text, left)
		}
	}
}

func TestTakingTurns(t *testing.T) {
	if got := fmt.Sprint(takingTurns(0, 2), takingTurns(1, 2), takingTurns(3, 1)); got != "[0 1] [1 0] [0]" {
		t.Error(got)
	}
}

func TestParseServe(t *testing.T) {
	o, err := parseServe([]string{"-n", "300,20", "-only", "hugo", "-save", "rename", "-edits", "3", "-runs", "2"})
	if err != nil || fmt.Sprintf("%v %v %s %d %d", o.sizes, o.tools, o.save, o.edits, o.runs) != "[20 300] [hugo] rename 3 2" {
		t.Errorf("got %+v, %v", o, err)
	}
	for _, args := range [][]string{{"-save", "x"}, {"-edits", "0"}, {"-n", "0"}, {"-runs", "0"}} {
		if _, err := parseServe(args); err == nil {
			t.Errorf("%q was accepted", args)
		}
	}
}

func TestServeReport(t *testing.T) {
	never := math.Inf(1)
	some := func(body, title []float64) serving {
		return serving{
			shown: map[string][]float64{bodyEdit: body, titleEdit: title},
			first: []float64{1, 2, 9}, memory: []float64{5e6}, top: []float64{7e6},
		}
	}
	r := serveReport{
		machine: "m", where: "w",
		options: serveOptions{options: options{runs: 3}, edits: 1, save: "rename"},
		tools:   []tool{{name: "a", version: "1"}, {name: "b", version: "2"}},
		sizes: []servedSize{{10, []serving{
			some([]float64{.02, .01, .04}, []float64{.1, .1, never}),
			some([]float64{.2, .1, .4}, []float64{.1, never, never}),
		}}},
	}
	var out strings.Builder
	if err := r.write(&out); err != nil {
		t.Fatal(err)
	}
	want := `
| 10 | body | a | 10 | 20 | 40 | 0 of 3 |
| 10 | body | b | 100 | 200 | 400 | 0 of 3 |
| 10 | title | a | 100 | 100 | never | 1 of 3 |
| 10 | title | b | 100 | never | never | 2 of 3 |
| 10 | a | 2.00 | 5 | 7 |
| 10 | edit of a body | 0.100 |
| 10 | edit of a title | – |
| 10 | first answer | 1.000 |`
	for line := range strings.SplitSeq(strings.TrimSpace(want), "\n") {
		if !strings.Contains(out.String(), line+"\n") {
			t.Errorf("no line %q in\n%s", line, out.String())
		}
	}
}
