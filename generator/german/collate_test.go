package german

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// sorted lists texts in the order that they must get.
var sorted = map[string][]string{
	"de": {"§ 9", "§ 10", "007", "9 Tage", "10 Tage", "Amt 24", "Amt24", "(Ämter)", "Arzt", "Arztbrief", "Ärzte", "Ärztekammer",
		"„Einer für Alle“", "Öffnungszeiten", "Ordnungsamt", "Strasse", "Straße", "Straßenbau", "Übung", "Umzug", "Zug", "Ωmega"},
	"hsb": {"§ 9", "§ 10", "Amt", "cyrk", "čas", "Čěska", "dar", "dwór", "dźak", "Dźiwadło", "eko", "ěr", "hat", "hrib", "chata", "iglu",
		"kat", "łuka", "lampa", "mama", "njebjo", "ńe", "oko", "óda", "Praha", "rad", "rada", "řad", "syn", "šach", "tyza", "ćah", "Ćma",
		"woda", "zub", "žaba", "Αθήνα"},
}

func TestCollate(t *testing.T) {
	for lang, want := range sorted {
		c := NewCollator(lang)
		got := slices.Clone(want)
		rand.New(rand.NewPCG(1, 1)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, c.Compare)
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", lang, got, want)
		}
	}
}

// Without a readable tag the order is the German one.
func TestCollateLanguages(t *testing.T) {
	for _, lang := range []string{"de", "de-simple", "de-DE", "en", "", "!!"} {
		if NewCollator(lang).Compare("Ärzte", "Zug") != -1 {
			t.Errorf("%q sorts Ä after Z", lang)
		}
	}
	for _, lang := range []string{"hsb", "hsb-DE", "HSB"} {
		if NewCollator(lang).Compare("hrib", "chata") != -1 {
			t.Errorf("%q sorts ch before h", lang)
		}
	}
}

func TestInitial(t *testing.T) {
	for lang, initials := range map[string]map[string]string{
		"de": {"Ärzte": "A", "arzt": "A", "a\u0308rzte": "A", "Öl": "O", "übung": "U", "ß": "S", "Česko": "C", "Łódź": "L", "Æther": "A",
			"115": "0–9", "„Einer für Alle“": "E", "(Amt)": "A", "§ 5": "#", "": "#", "„“": "#", "Ωmega": "#", "\xff": "#"},
		"hsb": {"čas": "Č", "Cyrk": "C", "dźak": "Dź", "DŹIWADŁO": "Dź", "dwór": "D", "chata": "Ch", "hat": "H", "łuka": "Ł",
			"z\u030caba": "Ž", "Ärzte": "A", "„šach“": "Š", "9": "0–9", "": "#"},
	} {
		c := NewCollator(lang)
		for text, want := range initials {
			if got := c.Initial(text); got != want {
				t.Errorf("%s: Initial(%q) = %q, want %q", lang, text, got, want)
			}
		}
	}
}

// The groups of an A–Z index must follow each other as its entries do.
func TestInitialsFollowTheOrder(t *testing.T) {
	for lang, texts := range sorted {
		c := NewCollator(lang)
		var groups []string
		for _, text := range texts {
			if initial := c.Initial(text); len(groups) == 0 || groups[len(groups)-1] != initial {
				groups = append(groups, initial)
			}
		}
		groups = slices.DeleteFunc(groups, func(g string) bool { return g == "#" })
		if unique := slices.Compact(slices.Sorted(slices.Values(groups))); len(unique) != len(groups) {
			t.Errorf("%s: a letter comes twice: %q", lang, groups)
		}
	}
}

func TestKeysSortAsTexts(t *testing.T) {
	for lang, texts := range sorted {
		c := NewCollator(lang)
		for _, a := range texts {
			for _, b := range texts {
				if got, want := bytes.Compare(c.Key(a), c.Key(b)), c.Compare(a, b); got != want {
					t.Errorf("%s: %q, %q: keys say %d, Compare says %d", lang, a, b, got, want)
				}
			}
		}
	}
}

func TestCollatorIsSafeForConcurrentUse(t *testing.T) {
	c := NewCollator("de")
	want := c.Key("Ärztekammer § 10")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				if got := c.Key("Ärztekammer § 10"); !bytes.Equal(got, want) {
					t.Errorf("key %x, want %x", got, want)
				}
				if c.Compare("Ärztekammer", "Arzt") != 1 {
					t.Error("Ärztekammer sorts before Arzt")
				}
			}
		})
	}
	wg.Wait()
}

func FuzzCollate(f *testing.F) {
	f.Add("Ärzte", "Arzt")
	f.Add("§ 10", strings.Repeat("9", 300))
	f.Add("dźak", "d\u0301")
	f.Add(`"Amt`, "Amt")
	collators := []*Collator{NewCollator("de"), NewCollator("hsb")}
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, c := range collators {
			if c.Compare(a, b) != -c.Compare(b, a) || (c.Compare(a, b) == 0) != (a == b) {
				t.Errorf("no order: %q, %q", a, b)
			}
			if c.Initial(a) == "" {
				t.Errorf("Initial(%q) is empty", a)
			}
		}
	})
}

func BenchmarkKey(b *testing.B) {
	for _, lang := range []string{"de", "hsb"} {
		c := NewCollator(lang)
		b.Run(lang, func(b *testing.B) {
			for b.Loop() {
				c.Key("Erstattung der Gebühren für Straßensondernutzung")
			}
		})
	}
}
