package engine_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wegweiser/generator/diag"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// A story is a txtar file in testdata/stories. Its comment tells the story; the
// first lines may set options:
//
//	day: 2027-01-01                 the day of the build
//	drafts                          drafts are published
//	without: content/site.yaml      do not supply this file
//
// Its files are the hub, and what the build is to yield:
//
//	want/diagnostics                all findings, as printed in German
//	want/public/PATH                this output, byte for byte
//	want/contains/PATH              lines that this output has, in this order; protected
//	                                spaces count as spaces
//	want/lacks/PATH                 lines that this output does not have
//	want/absent                     paths that are not written
type story struct {
	archive *txtar.Archive
	options options
	without []string
	hub     map[string]string
}

func TestStories(t *testing.T) {
	t.Parallel()
	for _, file := range storyFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			s := readStory(t, file)
			got := build(t, writeHub(t, s.hub, s.without...), s.options)
			if *update {
				s.rewrite(t, file, got)
			}
			s.check(t, got)
		})
	}
}

func storyFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/stories/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	return files
}

func readStory(t testing.TB, file string) *story {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := &story{archive: archive, hub: map[string]string{}}
	if told := s.readOptions(string(archive.Comment)); strings.TrimSpace(told) == "" {
		t.Errorf("%s tells no story", file)
	}
	for _, f := range archive.Files {
		switch dir, _, _ := strings.Cut(f.Name, "/"); dir {
		case "content", "layouts", "static":
			s.hub[f.Name] = string(f.Data)
		case "want":
		default:
			t.Errorf("%s: what is %s?", file, f.Name)
		}
	}
	return s
}

// readOptions takes the options off the start of the comment and returns the rest.
func (s *story) readOptions(comment string) string {
	for {
		line, rest, _ := strings.Cut(comment, "\n")
		if day, ok := strings.CutPrefix(line, "day: "); ok {
			s.options.day = day
		} else if name, ok := strings.CutPrefix(line, "without: "); ok {
			s.without = append(s.without, name)
		} else if line == "drafts" {
			s.options.drafts = true
		} else {
			return comment
		}
		comment = rest
	}
}

func (s *story) check(t *testing.T, got outcome) {
	t.Helper()
	findings := ""
	for _, f := range s.archive.Files {
		kind, name, _ := strings.Cut(strings.TrimPrefix(f.Name, "want/"), "/")
		switch {
		case !strings.HasPrefix(f.Name, "want/"):
		case kind == "diagnostics":
			findings = string(f.Data)
		case kind == "absent":
			for _, name := range lines(f.Data) {
				if _, ok := got.files[name]; ok {
					t.Errorf("%s is written", name)
				}
			}
		default:
			checkFile(t, kind, name, got.files, f.Data)
		}
	}
	if diff := cmp.Diff(findings, got.findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func checkFile(t *testing.T, kind, name string, files map[string]string, want []byte) {
	t.Helper()
	got, ok := files[name]
	if !ok {
		t.Errorf("%s is not written", name)
		return
	}
	switch kind {
	case "public":
		if diff := cmp.Diff(string(want), withNewline(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	case "contains":
		contains(t, name, withPlainSpaces(got), lines(want))
	case "lacks":
		for _, line := range lines(want) {
			if strings.Contains(withPlainSpaces(got), line) {
				t.Errorf("%s has %s", name, line)
			}
		}
	default:
		t.Errorf("what is want/%s/?", kind)
	}
}

// contains looks for each line after the one before.
func contains(t *testing.T, name, got string, want []string) {
	t.Helper()
	from := 0
	for _, line := range want {
		i := strings.Index(got[from:], line)
		if i < 0 {
			t.Errorf("%s: after byte %d there is no\n%s\nin\n%s", name, from, line, got[from:])
			return
		}
		from += i + len(line)
	}
}

// withPlainSpaces makes the protected spaces of good typography plain ones, which
// a story can be written with.
func withPlainSpaces(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
}

func lines(data []byte) []string {
	return strings.FieldsFunc(string(data), func(r rune) bool { return r == '\n' })
}

// withNewline ends a text as txtar ends every file.
func withNewline(s string) string {
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return s
}

// rewrite stores the findings and the whole outputs that the story wants.
func (s *story) rewrite(t *testing.T, file string, got outcome) {
	t.Helper()
	files := slices.DeleteFunc(s.archive.Files, func(f txtar.File) bool { return f.Name == "want/diagnostics" })
	for i, f := range files {
		if name, ok := strings.CutPrefix(f.Name, "want/public/"); ok {
			files[i].Data = []byte(withNewline(got.files[name]))
		}
	}
	if got.findings != "" {
		files = append(files, txtar.File{Name: "want/diagnostics", Data: []byte(got.findings)})
	}
	s.archive.Files = files
	if err := os.WriteFile(file, txtar.Format(s.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// codeOf finds the code at the end of a finding's first line.
var codeOf = regexp.MustCompile(`(?m)^[^ ].*: (?:error|warning|info): .* \[([a-z0-9-]+)\]$`)

// TestEveryCodeHasAStory reads what the stories and the bad inputs want: that
// they get it is what the other tests show.
func TestEveryCodeHasAStory(t *testing.T) {
	if *update {
		t.Skip("the stories are being rewritten")
	}
	told := map[diag.Code]bool{}
	tell := func(findings string) {
		for _, m := range codeOf.FindAllStringSubmatch(findings, -1) {
			told[diag.Code(m[1])] = true
		}
	}
	for _, file := range storyFiles(t) {
		for _, f := range readStory(t, file).archive.Files {
			if f.Name == "want/diagnostics" {
				tell(string(f.Data))
			}
		}
	}
	for _, b := range badInputs {
		tell(b.findings)
	}
	for _, code := range diag.Codes() {
		if !told[code] {
			t.Errorf("no story for %s", code)
		}
	}
}
