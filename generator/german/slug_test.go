package german

import (
	"regexp"
	"strings"
	"testing"
)

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"Über die Gebühren":             "ueber-die-gebuehren",
		"Straßenverkehrsamt GROẞENHAIN": "strassenverkehrsamt-grossenhain",
		"Öl, Ärzte & Übung":             "oel-aerzte-uebung",
		"U\u0308ber":                    "ueber", // decomposed, as macOS names files
		"§ 5 Gebühren (20 €)":           "5-gebuehren-20",
		"Bauen & Wohnen":                "bauen-wohnen",
		"Online-Antragsassistent":       "online-antragsassistent",
		"Verwaltungs\u00adleistung":     "verwaltungsleistung", // soft hyphen
		"z.\u00a0B. „Amt24“":            "z-b-amt24",
		"  --Rand--  ":                  "rand",
		"a__b//c":                       "a-b-c",
		"m² und ﬁnden":                  "m2-und-finden",
		"Čas, ćah, źórło, łžica, rěč, kóń, śnjeg, móř, đak": "cas-cah-zorlo-lzica-rec-kon-snjeg-mor-dak",
		"Smørrebrød, Ångström, Æther, Œuvre, Þór":           "smoerrebroed-aangstroem-aether-oeuvre-thor",
		"Ǆ q̈ ı":      "dz-q-i",
		"":            "",
		"§ & €":       "",
		"ΑΒΓ":         "",
		"\xff\xfe":    "",
		"½ Stunde":    "stunde",
		"Stand 2026":  "stand-2026",
		"Привет Welt": "welt",
	} {
		if got := Slug(text); got != want {
			t.Errorf("Slug(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestSlugIsCutBetweenWords(t *testing.T) {
	ten := "zehnlang-x"
	for text, want := range map[string]string{
		strings.Repeat("a", 80):                                        strings.Repeat("a", 80),
		strings.Repeat("a", 81):                                        strings.Repeat("a", 80),
		strings.Repeat("a", 79) + " bc":                                strings.Repeat("a", 79),
		strings.Repeat("a", 80) + " b":                                 strings.Repeat("a", 80),
		strings.Repeat("a", 79) + "ä":                                  strings.Repeat("a", 79) + "a",
		strings.Repeat(ten, 7) + " neu bauen":                          strings.Repeat(ten, 7) + "-neu-bauen",
		strings.Repeat(ten, 7) + " neu bauend":                         strings.Repeat(ten, 7) + "-neu",
		strings.Repeat("a", 39) + " " + strings.Repeat("b", 40) + " c": strings.Repeat("a", 39) + "-" + strings.Repeat("b", 40),
		strings.Repeat("ß", 1<<20):                                     strings.Repeat("s", 80),
	} {
		if got := Slug(text); got != want {
			t.Errorf("Slug(%.20q…) = %q (%d bytes), want %q", text, got, len(got), want)
		}
	}
}

func FuzzSlug(f *testing.F) {
	f.Add("Über die Gebühren")
	f.Add(strings.Repeat("Straße ", 20))
	form := regexp.MustCompile(`^([a-z0-9]+(-[a-z0-9]+)*)?$`)
	f.Fuzz(func(t *testing.T, text string) {
		slug := Slug(text)
		if !form.MatchString(slug) || len(slug) > 80 {
			t.Errorf("Slug(%q) = %q", text, slug)
		}
		if again := Slug(slug); again != slug {
			t.Errorf("the slug %q of %q has itself the slug %q", slug, text, again)
		}
	})
}

func BenchmarkSlug(b *testing.B) {
	for b.Loop() {
		Slug("Erstattung der Gebühren für Straßensondernutzung beantragen")
	}
}
