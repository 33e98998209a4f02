package diagram

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"kurz", "kurz"},
		{"zwei Wörter nebeneinander", "zwei Wörter|nebeneinan-|der"},
		{"ein Amt24-Online-Antragsassistent", "ein Amt24-|Online-|Antragsassis-|tent"},
		{"Entwicklungsphase", "Entwick-|lungsphase"},
		{"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", "1 2 3 4 5 6 7|8 9 10 11 12|13 14 15"},
	} {
		lines := textStyle.wrap(c.text, 90)
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWrapShortens(t *testing.T) {
	lines := textStyle.wrap(strings.Repeat("wieder und ", 50), 90)
	if len(lines) != maxLines || !strings.HasSuffix(lines[maxLines-1], "…") {
		t.Errorf("%q", lines)
	}
}

// No line is wider than its room, whatever the text; nothing is lost but spaces, and
// nothing comes in but hyphens.
func FuzzWrap(f *testing.F) {
	f.Add("Entscheidung zur Bereitstellung", uint8(60))
	f.Add("Amt24-Online-Antragsassistent", uint8(40))
	f.Add("schschschschschschsch", uint8(50))
	f.Fuzz(func(t *testing.T, text string, extra uint8) {
		room := 40 + int(extra)
		lines := textStyle.wrap(text, room)
		for _, line := range lines {
			if textStyle.width(line) > room {
				t.Errorf("%q has %q, wider than %d", text, line, room)
			}
		}
		if len(lines) < maxLines {
			plain := func(s string) string { return strings.ReplaceAll(strings.Join(strings.Fields(s), ""), "-", "") }
			if got, want := plain(strings.Join(lines, "")), plain(strings.ToValidUTF8(text, "\uFFFD")); strings.ToValidUTF8(text, "") == text && got != want {
				t.Errorf("%q became %q", want, got)
			}
		}
	})
}
