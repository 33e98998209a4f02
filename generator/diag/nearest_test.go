package diag

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	for _, test := range []struct {
		name  string
		known string
		want  string
	}{
		{"leka", "leika topic", "leika"},
		{"titel", "title tags", "title"}, // two letters swapped
		{"Title", "title", "title"},
		{"gebühr", "gebuehr", "gebuehr"},
		{"GEBUEHR", "Gebühr", "Gebühr"},
		{"gebu\u0308hr", "gebuehr", "gebuehr"}, // decomposed
		{"Straße", "strasse", "strasse"},
		{"äöü", "aeoeue", "aeoeue"},
		{"rěčny", "recny", "recny"},
		{"legal-basis", "legal_basis", "legal_basis"},
		{"summary", "sumary summarys", "sumary"}, // equally near: the first in byte order
		{"cost", "host cast", "cast"},
		{"abcdefghijkl", "abcdefghixyz abcdefgwxyzq", "abcdefghixyz"}, // three of twelve, not five
		{"cost", "coast-line", ""},
		{"leika", "topic", ""},
		{"../modelle/oaa.md", "../modelle/efa.md", ""},
		{"../modelle/eva.md", "../modelle/efa.md", "../modelle/efa.md"},
		{"../modele/efa.md", "../modelle/efa.md", "../modelle/efa.md"},
		{"modelle/efa", "modelle/efa.md", "modelle/efa.md"},
		{"../nix.md", "../index.md", ""},
		{"../indx.md", "../index.md", "../index.md"},
		{"ablauf.jpg", "ablauf.png", "ablauf.png"},
		{"oaa.financing", "efa.financing", ""},
		{"efa.finacing", "efa.financing", "efa.financing"},
		{"foerderung-oaa", "foerderung-efa", ""},
		{"broken-lnik", "broken-link", "broken-link"},
		{"wohn-geld", "wohngeld", "wohngeld"},
		{"a", "b", ""}, // nothing of the name is left
		{"ab", "ac", "ac"},
		{"", "a", ""},
		{"title", "title", ""}, // it is not a mistake
		{"title", "", ""},
	} {
		known := strings.Fields(test.known)
		if got := Nearest(test.name, known); got != test.want {
			t.Errorf("Nearest(%q, %q) = %q, want %q", test.name, known, got, test.want)
		}
		slices.Reverse(known)
		if got := Nearest(test.name, known); got != test.want {
			t.Errorf("Nearest(%q, %q) = %q, want %q: the order must not matter", test.name, known, got, test.want)
		}
	}
}

func TestNearestIsBounded(t *testing.T) {
	long := strings.Repeat("ä", 1<<20)
	if got := Nearest(long+"x", []string{long}); got != "" {
		t.Error("a name of a megabyte has a suggestion")
	}
	if got := Nearest("leka", []string{long, "", "leika"}); got != "leika" {
		t.Errorf("Nearest = %q among a long and an empty name", got)
	}
}

// A hub of 10,000 pages compares each broken reference with all of them.
func BenchmarkNearest(b *testing.B) {
	var known []string
	for i := range 10_000 {
		known = append(known, "dienste/leistung-nummer-"+strconv.Itoa(i*7919))
	}
	for b.Loop() {
		Nearest("modelle/efa-allgemein", known)
	}
}
