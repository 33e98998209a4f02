package diag

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"wegweiser/generator/source"

	"github.com/google/go-cmp/cmp"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a", 300)
	for name, test := range map[string]struct {
		text       string
		start, end int
		want       cutout
	}{
		"a word":                    {"eins\nzwei drei\nvier", 10, 14, cutout{"zwei drei", 5, 4}},
		"the end of the line":       {"eins\nzwei", 4, 4, cutout{"eins", 4, 1}},
		"more than the line":        {"eins\nzwei", 2, 9, cutout{"eins", 2, 2}},
		"the end of the text":       {"eins", 4, 4, cutout{"eins", 4, 1}},
		"umlauts are one cell":      {"äöü x", 7, 8, cutout{"äöü x", 4, 1}},
		"combining marks have none": {"u\u0308ber x", 7, 8, cutout{"u\u0308ber x", 5, 1}},
		"wide characters have two":  {"日本 語", 7, 10, cutout{"日本 語", 5, 2}},
		"control characters":        {"\t\x1b[2Jx\x00\x7f\u0085", 5, 6, cutout{"→␛[2Jx␀␡\ufffd", 5, 1}},
		"hidden direction":          {"a\u202eb\u200bc", 5, 6, cutout{"a\ufffdb\ufffdc", 3, 1}},
		"invalid bytes":             {"a\xff\xfeb", 3, 4, cutout{"a\ufffd\ufffdb", 3, 1}},
		"inside a character":        {"äx", 1, 2, cutout{"äx", 0, 1}},
		"a stray byte":              {"ab\x80c", 2, 3, cutout{"ab\ufffdc", 2, 1}},
		"before the text":           {"eins", -5, -2, cutout{"eins", 0, 1}},
		"beyond the text":           {"eins", 50, 90, cutout{"eins", 4, 1}},
		"end before start":          {"eins", 2, 1, cutout{"eins", 2, 1}},
		"empty":                     {"", 0, 1, cutout{"", 0, 1}},
		"start of a long line":      {long, 10, 12, cutout{long[:100] + "…", 10, 2}},
		"middle of a long line":     {long, 150, 152, cutout{"…" + long[:100] + "…", 41, 2}},
		"end of a long line":        {long, 298, 300, cutout{"…" + long[:100], 99, 2}},
		"a long span":               {long, 150, 300, cutout{"…" + long[:100] + "…", 41, 60}},
	} {
		t.Run(name, func(t *testing.T) {
			got := excerpt([]byte(test.text), test.start, test.end)
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(cutout{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add([]byte("a\x1b[31mb\nc"), 2, 3)
	f.Add([]byte("\xff\xff\xff\xff\xff"), 4, 100)
	f.Add(bytes.Repeat([]byte("日"), 300), 301, 500)
	f.Fuzz(func(t *testing.T, text []byte, start, end int) {
		got := excerpt(text, start, end)
		if !utf8.ValidString(got.text) || strings.ContainsFunc(got.text, unicode.IsControl) {
			t.Errorf("unsafe excerpt %q", got.text)
		}
		if n := utf8.RuneCountInString(got.text); n > excerptSize+2 {
			t.Errorf("excerpt of %d characters", n)
		}
		if cells := write(new(strings.Builder), []rune(got.text)); got.caretStart < 0 || got.caretLength < 1 || got.caretStart+got.caretLength > cells+1 {
			t.Errorf("caret %d+%d in %d cells", got.caretStart, got.caretLength, cells)
		}
	})
}

func TestMegabyteLine(t *testing.T) {
	text := bytes.Repeat([]byte("ä\x1b"), 1<<20/3)
	findings := Resolve([]Diagnostic{New(RawHTML, source.Span{Path: "a.md", Start: 600_000, End: 900_000})},
		func(string) []byte { return text }, "de", nil)
	var out bytes.Buffer
	if err := Text(&out, findings, "de", false); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 2000 || bytes.ContainsRune(out.Bytes(), '\x1b') {
		t.Errorf("%d bytes printed: %.200q", out.Len(), out.String())
	}
}

// Positions are counted from finding to finding; they must be those that
// counting from the line's start gives.
func TestPlacesOnALongLine(t *testing.T) {
	text := append(bytes.Repeat([]byte("<b>ä\x80"), 1<<14), "\nzwei <b>"...)
	lines := source.NewLines(text)
	var ds []Diagnostic
	for i := range 200 {
		start := i*6*80 + i%6 // at times inside the ä
		d := New(RawHTML, source.Span{Path: "a.md", Start: start, End: start + 3 + i%2*1000})
		d.Related = []source.Span{{Path: "a.md", Start: len(text) - 3, End: len(text)}}
		ds = append(ds, d)
	}
	ds = append(ds, New(RawHTML, source.Span{Path: "a.md", Start: len(text) - 3, End: len(text)}))
	for i, f := range Resolve(ds, func(string) []byte { return text }, "de", nil) {
		want := Place{Path: "a.md"}
		want.Line, want.Column = lines.Position(runeStart(text, ds[i].Span.Start))
		want.EndLine, want.EndColumn = lines.Position(runeStart(text, ds[i].Span.End))
		if f.Place != want {
			t.Fatalf("finding %d at %#v, want %#v", i, f.Place, want)
		}
	}
}

// What content says, and how files are called, must not reach a terminal or a
// workflow as a command.
func TestHostileWords(t *testing.T) {
	const hostile = "x\x1b]0;title\a\r\n::error::y\u202e{field}@text"
	d := New(UnknownField, source.Span{Path: hostile, Start: 1, End: 2}, "field", hostile, "type", hostile)
	d.Suggest = hostile
	d.Related = []source.Span{{Path: hostile + "2"}}
	findings := Resolve([]Diagnostic{d}, func(string) []byte { return []byte(hostile) }, "de", nil)
	for name, render := range map[string]func(*bytes.Buffer) error{
		"text":   func(b *bytes.Buffer) error { return Text(b, findings, "de", false) },
		"github": func(b *bytes.Buffer) error { return GitHub(b, findings) },
		"json":   func(b *bytes.Buffer) error { return JSON(b, findings) },
		"sarif":  func(b *bytes.Buffer) error { return SARIF(b, findings, "de") },
	} {
		var out bytes.Buffer
		if err := render(&out); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if strings.HasPrefix(line, "::error::") || strings.ContainsFunc(strings.TrimSuffix(line, "\n"), unicode.IsControl) {
				t.Errorf("%s: %q", name, line)
			}
		}
	}
	if !strings.Contains(findings[0].Message, "{field}@text") {
		t.Errorf("braces of a value were filled: %q", findings[0].Message)
	}
}

func TestPlacesWithoutText(t *testing.T) {
	gone := func(string) []byte { return nil }
	for _, span := range []source.Span{{Path: "a.md"}, {Path: "a.md", Start: 50, End: 60}, {Path: "", Start: -1, End: -1}} {
		f := Resolve([]Diagnostic{New(RawHTML, span)}, gone, "de", nil)[0]
		if want := (Place{span.Path, 1, 1, 1, 1}); f.Place != want || f.Excerpt != "" {
			t.Errorf("%v: %v with excerpt %q, want %v", span, f.Place, f.Excerpt, want)
		}
	}
}

func TestResolveReadsEachFileOnce(t *testing.T) {
	var asked []string
	texts := func(path string) []byte {
		asked = append(asked, path)
		return []byte("text")
	}
	span := func(path string, start int) source.Span { return source.Span{Path: path, Start: start, End: start + 1} }
	twin := New(DuplicateKey, span("a.md", 2), "key", "x")
	twin.Related = []source.Span{span("a.md", 0)}
	Resolve([]Diagnostic{
		New(RawHTML, span("b.md", 1)), twin, New(RawHTML, span("b.md", 0)), New(RawHTML, span("off.md", 0)), New(TopHeading, source.Span{Path: "whole.md"}),
	}, texts, "de", nil)
	if want := []string{"a.md", "b.md", "off.md"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
}

func TestFill(t *testing.T) {
	for _, test := range []struct {
		template string
		args     []Arg
		want     string
		complete bool
	}{
		{"{a} und {b}", []Arg{{"a", "{b}"}, {"b", "2"}}, "{b} und 2", true},
		{"{a}", nil, "{a}", false},
		{"({a})", []Arg{{"a", ""}}, "()", false},
		{"{a}", []Arg{{"a", "@text"}}, "@text", true}, // quoted as the content has it
		{"{@a}", []Arg{{"a", "@text"}}, "Text", true},
		{"{@a}", []Arg{{"a", "@unheard-of"}}, "unheard-of", true},
		{`::x{argument="{a}"}`, []Arg{{"a", "1"}}, `::x{argument="1"}`, true},
		{"{a}", []Arg{{"a", strings.Repeat("ä", 200)}}, strings.Repeat("ä", 160) + "…", true},
	} {
		if got, complete := fill(test.template, test.args, "de"); got != test.want || complete != test.complete {
			t.Errorf("fill(%q, %v) = %q, %v; want %q, %v", test.template, test.args, got, complete, test.want, test.complete)
		}
	}
}

func TestHintWithoutItsArgIsLeftOut(t *testing.T) {
	span := source.Span{Path: "a.md"}
	d := New(PatternMismatch, span, "field", "leika", "value", "1", "hint", "")
	if f := Resolve([]Diagnostic{d}, textOf, "de", nil)[0]; f.Hint != "" {
		t.Errorf("hint = %q", f.Hint)
	}
}

func TestReport(t *testing.T) {
	span := func(path string, start int) source.Span { return source.Span{Path: path, Start: start, End: start + 1} }
	found := []Diagnostic{
		New(RawHTML, span("b.md", 5)), New(RawHTML, span("a.md", 5)), New(RawHTML, span("b.md", 5)),
		New(TableCaption, span("a.md", 1)), New(DuplicateTitle, span("a.md", 2)), New("not-registered", span("c.md", 1)),
		New(UnknownField, span("d.md", 1)).Meant("leka", []string{"leika"}), New(UnknownField, span("d.md", 1)),
	}
	overrides := Severities{DuplicateTitle: Off, TableCaption: Info}
	var forth, back Report
	forth.Add(found...)
	slices.Reverse(found)
	back.Add(found...)
	if diff := cmp.Diff(forth.Diagnostics(), back.Diagnostics()); diff != "" {
		t.Errorf("the order of adding shows (-forth +back):\n%s", diff)
	}
	want := Counts{Errors: 5, Infos: 1}
	if got := forth.Count(overrides); got != want {
		t.Errorf("Report.Count = %+v, want %+v", got, want)
	}
	findings := forth.Resolve(textOf, "de", overrides)
	if got := Count(findings); got != want {
		t.Errorf("Count = %+v, want %+v", got, want)
	}
	if len(findings) != 6 {
		t.Errorf("%d findings, want 6 without what is off", len(findings))
	}
	if got := forth.Count(nil); got != (Counts{Errors: 5, Warnings: 2}) {
		t.Errorf("Count without overrides = %+v", got)
	}
}

func TestSeverityWords(t *testing.T) {
	for s := Off; s <= Error; s++ {
		if got, ok := ParseSeverity(s.String()); !ok || got != s {
			t.Errorf("ParseSeverity(%q) = %v, %v", s, got, ok)
		}
	}
	if _, ok := ParseSeverity("fatal"); ok {
		t.Error("fatal is a severity")
	}
	if got := Severity(9).String(); got != "Severity(9)" {
		t.Errorf("String = %q", got)
	}
}
