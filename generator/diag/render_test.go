package diag

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wegweiser/generator/source"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// The hub of the golden files, by path.
var hub = map[string]string{
	"content/dienste/wohngeld.md":        "---\ntitle: Wohngeld beantragen\nsummary: Zuschuss zur Miete\ntopic: bauen-wohnen\nkeywords: Miete\nsources: []\nleka: \"99107026017000\"\n---\n",
	"content/dienste/Größe 100%, neu.md": "---\ntitle: Gro\u0308ße 日本 \x1b[31mrot\n---\n\n# Ablauf\n",
	"content/phasen/eins.md":             "---\ntitle: Ablauf\n---\n",
	"content/phasen/zwei.md":             "---\ntitle: Ablauf\n---\n",
}

func textOf(path string) []byte {
	if text, ok := hub[path]; ok {
		return []byte(text)
	}
	return nil
}

// at is the span of the first occurrence of what in the file at path.
func at(t *testing.T, path, what string) source.Span {
	t.Helper()
	i := strings.Index(hub[path], what)
	if i < 0 {
		t.Fatalf("%s does not contain %q", path, what)
	}
	return source.Span{Path: path, Start: i, End: i + len(what)}
}

// fixture is one diagnostic of each form, not in the order of their places.
func fixture(t *testing.T) []Diagnostic {
	const wohngeld, odd = "content/dienste/wohngeld.md", "content/dienste/Größe 100%, neu.md"
	twin := New(DuplicateTitle, at(t, "content/phasen/zwei.md", "Ablauf"), "title", "Ablauf", "how", "@titles-differ")
	twin.Related = []source.Span{at(t, "content/phasen/eins.md", "Ablauf")}
	return []Diagnostic{
		twin,
		New(UnknownField, at(t, wohngeld, "leka"), "field", "leka", "type", "Online-Dienst").Meant("leka", []string{"leika", "topic"}),
		New(WrongKind, at(t, wohngeld, "Miete\nsources"), "field", "keywords", "want", "@list", "got", "@text"),
		New(MissingField, source.Span{Path: odd}, "field", "topic", "label", "Themenfeld", "type", "Online-Dienst"),
		New(PatternMismatch, at(t, odd, "rot"), "field", "title", "value", "\x1b[31mrot", "hint", "<rot> & 100%"),
		New(TopHeading, at(t, odd, "# Ablauf")),
		New(NoSiteConfig, source.Span{Path: "content/site.yaml"}),
		New(RecommendedField, source.Span{Path: wohngeld}, "field", "email", "label", "E-Mail", "type", "Kontakt"),
	}
}

func TestRenderers(t *testing.T) {
	overrides := Severities{RecommendedField: Info}
	de := Resolve(fixture(t), textOf, "de", overrides)
	en := Resolve(fixture(t), textOf, "en", overrides)
	for _, test := range []struct {
		golden string
		render func(io.Writer) error
	}{
		{"text-de.golden", func(w io.Writer) error { return Text(w, de, "de", false) }},
		{"text-en-colour.golden", func(w io.Writer) error { return Text(w, en, "en", true) }},
		{"findings.json", func(w io.Writer) error { return JSON(w, de) }},
		{"findings.sarif", func(w io.Writer) error { return SARIF(w, en, "en") }},
		{"github.golden", func(w io.Writer) error { return GitHub(w, de) }},
	} {
		t.Run(test.golden, func(t *testing.T) {
			var got bytes.Buffer
			if err := test.render(&got); err != nil {
				t.Fatal(err)
			}
			compareGolden(t, test.golden, got.Bytes())
			if err := test.render(full{}); !errors.Is(err, errFull) {
				t.Errorf("error of a full disk = %v, want %v", err, errFull)
			}
		})
	}
}

func TestNoFindings(t *testing.T) {
	var got bytes.Buffer
	if err := JSON(&got, nil); err != nil || !strings.Contains(got.String(), `"findings": []`) {
		t.Errorf("JSON = %s, %v; want an empty list", &got, err)
	}
	got.Reset()
	if err := SARIF(&got, nil, "de"); err != nil || strings.Contains(got.String(), "null") {
		t.Errorf("SARIF = %s, %v; want empty lists", &got, err)
	}
}

func TestExplain(t *testing.T) {
	for _, lang := range []string{"de", "en"} {
		var got bytes.Buffer
		if known, _, err := Explain(&got, UnknownField, lang); !known || err != nil {
			t.Fatalf("Explain = %v, %v", known, err)
		}
		compareGolden(t, "explain-"+lang+".golden", got.Bytes())
	}
	var got bytes.Buffer
	known, nearest, err := Explain(&got, "unknown-feild", "de")
	if known || nearest != UnknownField || err != nil || got.Len() > 0 {
		t.Errorf("Explain(unknown-feild) = %v, %q, %v and wrote %q", known, nearest, err, &got)
	}
	if known, _, err := Explain(full{}, UnknownField, "de"); !known || !errors.Is(err, errFull) {
		t.Errorf("Explain on a full disk = %v, %v", known, err)
	}
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

var errFull = errors.New("disk full")

// full is a writer on which nothing can be written.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
