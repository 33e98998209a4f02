package numerals

import (
	"slices"
	"strings"
	"testing"
)

func values(text string) string {
	var all []string
	for _, n := range In([]byte(text)) {
		all = append(all, n.Value)
		if text[n.Start:n.End] != n.Written {
			all = append(all, "not at its place")
		}
	}
	return strings.Join(all, " ")
}

func TestIn(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "",
		"25 Euro, 3 Tage":                     "25 3",
		"27,50 Euro":                          "27.5",
		"27.50 euros.":                        "27.5",
		"1.000 und 1,000 und 1 000":           "1000 1000 1000",
		"1.000.000,50 and 1,000,000.50":       "1000000.5 1000000.5",
		"10\u202f000 Menschen":                "10000",
		"31. Dezember 2026":                   "31 --12 2026",
		"bis zum 31.\u00a0Dezember":           "31 --12",
		"31 December 2026":                    "31 --12 2026",
		"December 31st, 2026":                 "--12 31 2026",
		"31st of Dec. 2026":                   "31 --12 2026",
		"31. decembra 2026":                   "31 --12 2026",
		"2026-12-31 und 2026-12":              "2026 --12 31 2026 --12",
		"31.12.2026, 01.07.26 und 12/2026":    "31 --12 2026 1 --07 2026 --12 2026",
		"31. 12. 2026, 1.\u00a07. 2026":       "31 --12 2026 1 --07 2026",
		"§ 3. 5. 26 Personen":                 "3 5 26",
		"im Mai 2026, May I?":                 "--05 2026",
		"2024–2026, 2–4":                      "2024 2026 2 4",
		"§ 3a Abs. 2 Satz 1, Art. 5":          "3 2 1 5",
		"WCAG 2.2, EN 301 549, Version 3.2.1": "2.2 301549 3.2.1",
		"Amt24, FIM4 und B100019":             "",
		"14-tägig, 25 %, 24/7":                "14 25 24 7",
		"8:30 Uhr, 08:00, 8.30":               "8.3 8 8.3",
		"1:30 p.m., 2 pm, 12 p.m., 9 a.m.":    "13.3 14 12 9",
		"1:30 P.M., 2 PM":                     "13.3 14",
		"0351 564-12345, +49 351 56412345":    "035156412345 035156412345",
		"+49 (0)351 56412345":                 "035156412345",
		"01067 Dresden":                       "01067",
		"https://a.example/2026 und a1@b.de":  "",
		"plan-2026.pdf, www.a.de/2020 und 7":  "7",
		"99107023011000":                      "99107023011000",
		"Schluss 2026. 14 Tage":               "2026 14",
	} {

		if got := values(text); got != want {
			t.Errorf("%q says %q, not %q", text, got, want)
		}
	}
}

// What a text says in words, and both readings of a short date, may be said in figures.
func TestSet(t *testing.T) {
	set := Set{}.Add([]byte("Zwei Wochen, vierzehn Tage, der dritte im Dezember; bis 30.6., die zwölf, 27,50.")).Sorted()
	want := Set{"--06", "--12", "12", "14", "2", "27.5", "3", "30", "30.6", "6"}
	if !slices.Equal(set, want) {
		t.Errorf("the set is %q, not %q", set, want)
	}
	if set := (Set{}).Add([]byte("the sixth, the seventh, sixty, seventy")).Sorted(); !slices.Equal(set, Set{"6", "60", "7", "70"}) {
		t.Errorf("ordinals in English are %q", set)
	}
	for value, has := range map[string]bool{"14": true, "1": true, "4": false, "--12": true} {
		if set.Has(Number{Value: value}) != has {
			t.Errorf("%s is in the set: %t", value, !has)
		}
	}
}
