package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", ""},
		{"plain", "a\nb\n", "a\nb\n"},
		{"byte order mark", "\ufeff---\n", "---\n"},
		{"only one byte order mark", "\ufeff\ufeffa", "\ufeffa"},
		{"mark inside", "a\ufeffb", "a\ufeffb"},
		{"Windows", "a\r\nb\r\n", "a\nb\n"},
		{"old Mac", "a\rb\r", "a\nb\n"},
		{"mixed", "a\r\n\rb\n\r", "a\n\nb\n\n"},
		{"decomposed", "Gru\u0308\u00dfe", "Grüße"},
		{"Sorbian, decomposed", "c\u030cs\u0301", "čś"},
		{"Windows and decomposed", "u\u0308\r\n", "ü\n"},
		{"Latin-1 stays for the caller to report", "Geb\xfchr", "Geb\xfchr"},
		{"Latin-1 is not composed in parts", "\xfcu\u0308", "\xfcu\u0308"},
		{"NUL", "a\x00b", "a\x00b"},
	} {
		if got := string(Text([]byte(c.data))); got != c.want {
			t.Errorf("%s: Text(%q) = %q, want %q", c.name, c.data, got, c.want)
		}
	}
}

func TestTextCopiesOnlyWhatItChanges(t *testing.T) {
	data := []byte("Grüße\n")
	if text := Text(data); &text[0] != &data[0] {
		t.Error("a normal text was copied")
	}
	data = []byte("a\r\nu\u0308")
	if Text(data); string(data) != "a\r\nu\u0308" {
		t.Errorf("Text has changed its input: %q", data)
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("\ufeffa\r\nu\u0308\r\xff"))
	f.Add([]byte("„a“ – \u2000 \u212b o\u0308 …\xe2\x80"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text := Text(data)
		if strings.ContainsRune(string(text), '\r') {
			t.Errorf("Text(%q) = %q has a carriage return", data, text)
		}
		if utf8.Valid(data) && !utf8.Valid(text) {
			t.Errorf("Text(%q) = %q is not UTF-8 any more", data, text)
		}
		if utf8.Valid(text) && !norm.NFC.IsNormal(text) {
			t.Errorf("Text(%q) = %q is not composed", data, text)
		}
	})
}

func TestPosition(t *testing.T) {
	const text = "ab\n\nGrüße\n€\U0001f600x"
	for _, c := range []struct {
		before       string // the text before the position
		line, column int
	}{
		{"", 1, 1},
		{"a", 1, 2},
		{"ab", 1, 3},
		{"ab\n", 2, 1},
		{"ab\n\n", 3, 1},
		{"ab\n\nGrü", 3, 4},
		{"ab\n\nGrüße", 3, 6},
		{"ab\n\nGrüße\n", 4, 1},
		{"ab\n\nGrüße\n€\U0001f600", 4, 3},
		{text, 4, 4},
	} {
		if line, column := NewLines([]byte(text)).Position(len(c.before)); line != c.line || column != c.column {
			t.Errorf("Position after %q = %d:%d, want %d:%d", c.before, line, column, c.line, c.column)
		}
	}
}

func TestPositionOutside(t *testing.T) {
	for _, text := range []string{"", "\n", "ab", "ab\n", "ü"} {
		l := NewLines([]byte(text))
		if line, column := l.Position(-5); line != 1 || column != 1 {
			t.Errorf("%q: Position(-5) = %d:%d", text, line, column)
		}
		endLine, endColumn := l.Position(len(text))
		if line, column := l.Position(len(text) + 9); line != endLine || column != endColumn {
			t.Errorf("%q: beyond the end is %d:%d, the end %d:%d", text, line, column, endLine, endColumn)
		}
	}
}

func TestOffset(t *testing.T) {
	const text = "ab\nGrüße\n"
	for _, c := range []struct {
		line, column int
		before       string
	}{
		{1, 1, ""},
		{1, 3, "ab"},
		{2, 4, "ab\nGrü"},
		{3, 1, text},
		{1, 99, "ab"}, // never into the next line
		{2, 99, "ab\nGrüße"},
		{0, 0, ""},
		{-1, -1, ""},
		{9, 1, text},
		{9, 9, text},
	} {
		if got := NewLines([]byte(text)).Offset(c.line, c.column); got != len(c.before) {
			t.Errorf("Offset(%d, %d) = %d, want %d", c.line, c.column, got, len(c.before))
		}
	}
}

func TestLine(t *testing.T) {
	l := NewLines([]byte("ab\n\nGrüße\n"))
	for line, want := range map[int]string{-1: "", 0: "", 1: "ab", 2: "", 3: "Grüße", 4: "", 5: ""} {
		if got := string(l.Line(line)); got != want {
			t.Errorf("Line(%d) = %q, want %q", line, got, want)
		}
	}
	if got := string(NewLines([]byte("ab")).Line(1)); got != "ab" {
		t.Errorf("without a line end: %q", got)
	}
}

// Offset is the inverse of Position wherever a character starts.
func FuzzLines(f *testing.F) {
	for _, s := range []string{"", "\n", "ab\n\nGrüße\n€", "a\xffb\n\xc3", "\x00\n\n\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		l := NewLines(text)
		for at := 0; at <= len(text); {
			line, column := l.Position(at)
			if back := l.Offset(line, column); back != at {
				t.Fatalf("%q: offset %d is %d:%d, which is offset %d", text, at, line, column, back)
			}
			if before := len([]rune(string(l.Line(line)))); column > before+1 {
				t.Fatalf("%q: column %d of a line of %d characters", text, column, before)
			}
			_, size := utf8.DecodeRune(text[at:])
			at += max(1, size)
		}
	})
}
