package cli_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"wegweiser"
	"wegweiser/generator/cli"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"wegweiser": program})
}

// program is wegweiser with the moment and the terminal that a script sets.
func program() {
	now, err := time.Parse(time.RFC3339, os.Getenv("NOW"))
	if err != nil {
		panic(err)
	}
	os.Exit(cli.Main(context.Background(), os.Args[1:], cli.Environment{
		Stdout: os.Stdout, Stderr: os.Stderr, Files: wegweiser.Files,
		Now: now, Terminal: os.Getenv("TERMINAL") != "", NoColor: os.Getenv("NO_COLOR") != "",
	}))
}

// TestScript tells in testdata/script what users and scripts rely on. Beside
// testscript's own commands there are:
//
//	exits CODE COMMAND…  the command ends with this exit code
//	remember DIR         note all files below DIR, their bytes and times
//	[!] kept PATH…       the path, a file or a whole folder, is as noted
//	json FILE            the file, or stdout, is one JSON value
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NOW", "2026-03-15T12:00:00Z")
			env.Values[noted{}] = map[string]state{}
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "superuser" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "remember": remember, "kept": kept, "json": isJSON,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if err != nil || neg {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	got := 0
	var failed *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		got = failed.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// noted is the key of what remember has noted, by path.
type noted struct{}

type state struct {
	Hash [sha256.Size]byte
	Time time.Time
}

// remember dates all files back before it notes them: a file that is written
// again then shows it, however coarse the clock of the file system is.
func remember(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: remember DIR")
	}
	old := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	for p := range states(ts, ts.MkAbs(args[0])) {
		ts.Check(os.Chtimes(p, old, old))
	}
	all := ts.Value(noted{}).(map[string]state)
	clear(all)
	for p, s := range states(ts, ts.MkAbs(args[0])) {
		all[p] = s
	}
}

func kept(ts *testscript.TestScript, neg bool, args []string) {
	for _, arg := range args {
		root := ts.MkAbs(arg)
		before := map[string]state{}
		for p, s := range ts.Value(noted{}).(map[string]state) {
			if p == root || strings.HasPrefix(p, root+string(filepath.Separator)) {
				before[p] = s
			}
		}
		if len(before) == 0 {
			ts.Fatalf("nothing was noted of %s", arg)
		}
		diff := cmp.Diff(before, states(ts, root))
		switch {
		case neg && diff == "":
			ts.Fatalf("%s is as it was", arg)
		case !neg && diff != "":
			ts.Fatalf("%s has changed:\n%s", arg, diff)
		}
	}
}

// states describes root, a file or a folder with all below it.
func states(ts *testscript.TestScript, root string) map[string]state {
	all := map[string]state{}
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(p)
		all[p] = state{sha256.Sum256(data), info.ModTime().UTC()}
		return err
	})
	if !errors.Is(err, fs.ErrNotExist) {
		ts.Check(err)
	}
	return all
}

func isJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: json FILE")
	}
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &v))
}
