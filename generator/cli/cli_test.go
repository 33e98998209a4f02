package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"wegweiser"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/publish"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"

	"github.com/spf13/pflag"
)

// run runs the program in this process.
func run(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = Main(ctx, args, Environment{Stdout: &out, Stderr: &errs, Files: wegweiser.Files, Now: time.Unix(1773576000, 0)})
	return code, out.String(), errs.String()
}

func TestInterruptedBuildPublishesNothing(t *testing.T) {
	root := filepath.Join(t.TempDir(), "hub")
	if code, _, stderr := run(t.Context(), "new", "site", root); code != exitFine {
		t.Fatal(stderr)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{{"build", "--root", root}, {"check", "--root", root}, {"build", "--root", root, "--format", "json"}} {
		code, stdout, stderr := run(ctx, args...)
		if code != exitUsage || stdout != "" || stderr != "Abgebrochen. Nichts veröffentlicht.\n" {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", args, code, stdout, stderr)
		}
	}
	if _, err := os.Stat(filepath.Join(root, "public")); !os.IsNotExist(err) {
		t.Errorf("public exists: %v", err)
	}
}

// flagOf is a flag in a text about how a command is called.
var flagOf = regexp.MustCompile(`--([a-z-]+)`)

// Every flag of a command is in its help, in both languages, and no other one is.
func TestHelpNamesTheFlags(t *testing.T) {
	for _, c := range commands() {
		var o options
		flags := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
		c.flags(flags, &o)
		for _, lang := range []string{"de", "en"} {
			help := map[string]bool{}
			for _, m := range flagOf.FindAllStringSubmatch(say(lang, "usage-"+c.name), -1) {
				help[m[1]] = true
				if m[1] != "lang" && flags.Lookup(m[1]) == nil {
					t.Errorf("%s has no flag --%s, but its help has (%s)", c.name, m[1], lang)
				}
			}
			flags.VisitAll(func(f *pflag.Flag) {
				if !help[f.Name] {
					t.Errorf("the help of %s is silent about --%s (%s)", c.name, f.Name, lang)
				}
			})
		}
	}
}

// What stands in the place of a folder is named, wherever it is found.
func TestFilesThatShouldBeFolders(t *testing.T) {
	dir := t.TempDir()
	root, file := filepath.Join(dir, "hub"), filepath.Join(dir, "datei")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := run(t.Context(), "new", "site", root); code != exitFine {
		t.Fatal(stderr)
	}
	for _, args := range [][]string{
		{"check", "--root", file}, {"build", "--root", root, "--out", file}, {"build", "--root", root, "--out", filepath.Join(file, "x")},
	} {
		if code, _, stderr := run(t.Context(), args...); code != exitUsage || !strings.Contains(stderr, file) || !strings.Contains(stderr, "ist kein Ordner") {
			t.Errorf("%s: %d: %s", args, code, stderr)
		}
	}
	if got, want := describe("de", errors.New("it is not a folder")), "it is not a folder"; got != want {
		t.Errorf("an error is known by its text: %s", got)
	}
	if _, err := publish.Open(file); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("%v", err)
	}
	if _, err := source.Read(file, fstest.MapFS{}); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("%v", err)
	}
}

// commented is a line of a scaffold that an editor can put to use: a key, with
// or without the dash of a list.
var commented = regexp.MustCompile(`(?m)^# ( *(?:- )?[a-z_]+:.*)$`)

// A scaffold gives no findings but that values are missing, as it is and with
// every field put to use.
func TestScaffoldsAreValid(t *testing.T) {
	root := filepath.Join(t.TempDir(), "hub")
	if code, _, stderr := run(t.Context(), "new", "site", root); code != exitFine {
		t.Fatal(stderr)
	}
	in, err := source.Read(root, templates(wegweiser.Files))
	if err != nil {
		t.Fatal(err)
	}
	declared, _ := schema.Load(in.Files)
	if len(declared.Types) < 2 {
		t.Fatal("the starter has no types")
	}
	for _, typ := range declared.Types {
		for _, title := range []string{"Größe", `a: {b} \ #c`, "Zeile 1\nZeile 2\x00", "- 01067", "\u00ad"} {
			text := scaffold(typ, title, "de")
			checkScaffold(t, declared, typ, title, text)
			checkScaffold(t, declared, typ, title, commented.ReplaceAll(text, []byte("$1")))
		}
	}
}

func checkScaffold(t *testing.T, declared *schema.Schema, typ *schema.Type, title string, text []byte) {
	t.Helper()
	file := &source.File{Path: path.Join(source.Content, typ.Folder, "x.md"), Data: text}
	doc, found := document.Parse(file, "de")
	page, more := declared.Check(doc, source.Text(text))
	for _, d := range append(found, more...) {
		if d.Code != diag.MissingField && d.Code != diag.RecommendedField {
			t.Errorf("%s, %q: %s %v in\n%s", typ.Name, title, d.Code, d.Args, text)
		}
	}
	switch {
	case page == nil:
		t.Errorf("%s, %q: no page", typ.Name, title)
	case page.Type != typ:
		t.Errorf("%s, %q: the page is a %s", typ.Name, title, page.Type.Name)
	case page.Title() != strings.TrimSpace(strings.ReplaceAll(title, "\x00", "")):
		t.Errorf("%s: the title is %q, want %q", typ.Name, page.Title(), title)
	}
}

func TestProgress(t *testing.T) {
	var w bytes.Buffer
	shown := func(e Environment, o options, late bool) string {
		w.Reset()
		p := newProgress(&e, &o)
		if late {
			p.next = time.Now().Add(-time.Second)
		}
		p.show(3, 10)
		p.clear()
		return w.String()
	}
	terminal := Environment{Stderr: &w, Terminal: true}
	if got := shown(terminal, options{format: "text", lang: "en"}, true); got != "\r3 of 10 …\r\x1b[K" {
		t.Errorf("late on a terminal: %q", got)
	}
	for name, got := range map[string]string{
		"soon":           shown(terminal, options{format: "text"}, false),
		"not a terminal": shown(Environment{Stderr: &w}, options{format: "text"}, true),
		"quiet":          shown(terminal, options{format: "text", quiet: true}, true),
		"for a program":  shown(terminal, options{format: "json"}, true),
	} {
		if got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestSummaryFollowsTheLanguage(t *testing.T) {
	if got := seconds("de", 1234*time.Millisecond); got != "1,23 s" {
		t.Error(got)
	}
	if got := seconds("en", 1234*time.Millisecond); got != "1.23 s" {
		t.Error(got)
	}
	if got := plural("de", "page", 1) + ", " + plural("de", "page", 0) + ", " + plural("en", "page", 2); got != "1 Seite, 0 Seiten, 2 pages" {
		t.Error(got)
	}
}
