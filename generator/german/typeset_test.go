package german

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// typeset sets a block that comes in the given pieces. "|x|" and "|\n|" among
// them are not text but a word or a line break.
func typeset(pieces ...string) string {
	var t Typesetter
	var out []byte
	for _, piece := range pieces {
		switch piece {
		case "|x|":
			t.Skip('x')
		case "|\n|":
			t.Skip('\n')
		default:
			out = append(out, t.Set(nil, []byte(piece))...)
		}
	}
	return string(out)
}

// visible shows no-break spaces as ~, which no text below has.
func visible(s string) string { return strings.ReplaceAll(s, nbsp, "~") }

var settings = []struct{ text, want string }{
	// Quotation marks.
	{`"Einer für Alle"`, `„Einer für Alle“`},
	{`Das Prinzip "Einer für Alle" (EfA).`, `Das Prinzip „Einer für Alle“ (EfA).`},
	{`("EfA")`, `(„EfA“)`},
	{`“Sächsisch Direkt”`, `„Sächsisch Direkt“`},
	{`Die Marke “Sächsisch Direkt”, kurz ”SD”.`, `Die Marke „Sächsisch Direkt“, kurz „SD“.`},
	{`„mixed"`, `„mixed“`},
	{`„keine Angabe“`, `„keine Angabe“`},
	{`»Amt24« und «Amt24»`, `»Amt24« und «Amt24»`},
	{`'einfach'`, `‚einfach‘`},
	{`‘einfach’`, `‚einfach‘`},
	{`"Er sagte 'nein'."`, `„Er sagte ‚nein‘.“`},
	{`"'Nein'", sagte er`, `„‚Nein‘“, sagte er`},
	{`"A" und "B"/"C"`, `„A“ und „B“/„C“`},
	{`"Online-" und "Offline-Antrag"`, `„Online-“ und „Offline-Antrag“`},
	{`Ist das "neu"? Ja, "neu"!`, `Ist das „neu“? Ja, „neu“!`},
	{`das "Amt24"-Konto`, `das „Amt24“-Konto`},
	{`Projekt"Alpha"`, `Projekt„Alpha“`},
	{`ein 24"-Bildschirm und 3' Länge`, `ein 24"-Bildschirm und 3' Länge`},
	{`„Er sagte: “Nein” und ging“`, `„Er sagte: „Nein“ und ging“`},
	{`"offen "`, `„offen “`},
	{`"5 Euro"`, `„5~Euro“`},
	{`Sie wollen "2026", nicht "2025"`, `Sie wollen „2026“, nicht „2025“`},

	// Apostrophes.
	{`So geht's`, `So geht’s`},
	{`So geht‘s und it’s`, `So geht’s und it’s`},
	{`'90 und '90er Jahre`, `’90 und ’90er Jahre`},
	{`‘90`, `’90`},
	{`Das ist 's, 'ne Sache`, `Das ist ’s, ’ne Sache`},
	{`Hans' Antrag`, `Hans’ Antrag`},
	{`'So geht's nicht'`, `‚So geht’s nicht‘`},

	// Dashes.
	{`Antrag - auch online - stellen`, `Antrag – auch online – stellen`},
	{`Antrag -- auch online -- stellen`, `Antrag – auch online – stellen`},
	{`Antrag--auch online--stellen`, `Antrag – auch online – stellen`},
	{`Antrag --- online`, `Antrag – online`},
	{`wegweiser serve --poll -q`, `wegweiser serve --poll -q`},
	{`Online-Dienst, Deppen-`, `Online-Dienst, Deppen-`},
	{`ein- und auszahlen`, `ein- und auszahlen`},
	{`------`, `------`},
	{`10-12 Uhr`, `10–12~Uhr`},
	{`8:00-14:00 Uhr`, `8:00–14:00~Uhr`},
	{`9-12 und 14-18 Uhr, 9-12, 14-18 Uhr`, `9–12 und 14–18~Uhr, 9–12, 14–18~Uhr`},
	{`22:00-6:00`, `22:00–6:00`},
	{`(2025-2026)`, `(2025–2026)`},
	{`2025--2026`, `2025–2026`},
	{`§§ 1-3, S. 120-135.`, `§§~1–3, S.~120–135.`},
	{`2,5-3,5 %`, `2,5–3,5~%`},
	{`Telefonzeiten: 9-12 Uhr`, `Telefonzeiten: 9–12~Uhr`},
	{`2026-12-31 und 31-12-2026`, `2026-12-31 und 31-12-2026`},
	{`2026-12`, `2026-12`},
	{`0351-564-1`, `0351-564-1`},
	{`0351 564-10713`, `0351 564-10713`},
	{`0351 564-711 und 0351 564-0`, `0351 564-711 und 0351 564-0`},
	{`(0351) 564-711`, `(0351) 564-711`},
	{`0351 / 564-711`, `0351 / 564-711`},
	{`Tel.: 564-711`, `Tel.: 564-711`},
	{`0351-56410`, `0351-56410`},
	{`DIN 5007-1, COVID-19`, `DIN 5007-1, COVID-19`},
	{`K24-IOZ-AE, OZG-2.0, 99107-23-017`, `K24-IOZ-AE, OZG-2.0, 99107-23-017`},
	{`Akte 012-345`, `Akte 012-345`},
	{`Az. 12-34/25`, `Az. 12-34/25`},
	{`10-12-seitig, 10-12mal`, `10-12-seitig, 10-12mal`},
	{`99107023017000`, `99107023017000`},

	// Dots.
	{`und so weiter...`, `und so weiter…`},
	{`"..." und ....`, `„…“ und ....`},
	{`Punkt. Punkt.. Ende`, `Punkt. Punkt.. Ende`},

	// No-break spaces.
	{`§ 5 und §§ 1 und 2`, `§~5 und §§~1 und 2`},
	{`nach § 5 Abs. 1 Nr. 3 Satz 2`, `nach §~5 Abs.~1 Nr.~3 Satz 2`},
	{`Art. 6 DSGVO, Ziff. 2, S. 12`, `Art.~6 DSGVO, Ziff.~2, S.~12`},
	{`jeder Art. Die Kommune`, `jeder Art. Die Kommune`},
	{`Frau Dr. Müller, Prof. Dr. Weber`, `Frau Dr.~Müller, Prof.~Dr.~Weber`},
	{`z. B. so, d. h. anders`, `z.~B. so, d.~h. anders`},
	{`z.B. so (u.a. hier), Z.B. da`, `z.~B. so (u.~a. hier), Z.~B. da`},
	{`i. d. R. und u. v. m.`, `i.~d.~R. und u.~v.~m.`},
	{`i.d.R., u.v.m., i.V.m. § 3`, `i.~d.~R., u.~v.~m., i.~V.~m. §~3`},
	{`J. S. Bach`, `J.~S.~Bach`[:len(`J.~S.`)] + ` Bach`},
	{`z.B.txt, a.b.c, www.s.o.de`, `z.B.txt, a.b.c, www.s.o.de`},
	{`am 31. Dezember 2026, 1. März.`, `am 31.~Dezember 2026, 1.~März.`},
	{`die 31. Gemeinde, 2026. Dezember`, `die 31. Gemeinde, 2026. Dezember`},
	{`5 Euro, 5 €, 20 %, 3 MB, (10 Uhr)`, `5~Euro, 5~€, 20~%, 3~MB, (10~Uhr)`},
	{`1.234,56 €. 2,5 Mio. Einwohner`, `1.234,56~€. 2,5~Mio. Einwohner`},
	{`5 Gemeinden, Amt24 Euro`, `5 Gemeinden, Amt24 Euro`},
	{"§  5 und §\u00a05 und 5\nEuro", "§  5 und §~5 und 5\nEuro"},

	{``, ``},
	{` `, ` `},
	{`Straße`, `Straße`},
	{"\xff\"\xe2 \xc2", "\xff“\xe2 \xc2"},
}

func TestSet(t *testing.T) {
	for _, test := range settings {
		if got := visible(typeset(test.text)); got != test.want && got != visible(test.want) {
			t.Errorf("%q\n is %q\nwant %q", test.text, got, test.want)
		}
	}
}

func TestSetAcrossPieces(t *testing.T) {
	for _, test := range []struct {
		pieces []string
		want   string
	}{
		{[]string{`"`, `Amt24`, `" ist da`}, `„Amt24“ ist da`},
		{[]string{`Der Dienst "`, `Amt24`, `", kurz "A24"`}, `Der Dienst „Amt24“, kurz „A24“`},
		{[]string{`"`, `|x|`, `" und '`, `|x|`, `'`}, `„“ und ‚‘`},
		{[]string{`Nr. `, `5`, ` Euro`}, `Nr.~5~Euro`},
		{[]string{`Nr.`, ` 5`}, `Nr.~5`},
		{[]string{`am 31.`, ` Dezember`}, `am 31.~Dezember`},
		{[]string{`§ `, `|x|`}, `§~`},
		{[]string{`31.`, "|\n|", `Dezember`}, `31.Dezember`},
		{[]string{`5`, `|x|`, ` Euro`}, `5 Euro`},
		{[]string{`0351`, ` 564-711`}, `0351 564-711`},
		{[]string{`Antrag -`, ` online`}, `Antrag – online`},
		{[]string{`Antrag`, ` - online`}, `Antrag – online`},
		{[]string{`er`, "|\n|", `"sagt"`}, `er„sagt“`},
	} {
		if got := visible(typeset(test.pieces...)); got != test.want {
			t.Errorf("%q\n is %q\nwant %q", test.pieces, got, test.want)
		}
	}
}

func TestReset(t *testing.T) {
	var set Typesetter
	set.Set(nil, []byte(`Er sagte: "offen § Nr.`))
	set.Reset()
	if got := string(set.Set(nil, []byte(`" 5`))); got != `„ 5` {
		t.Errorf("the block before is remembered: %q", got)
	}
}

func TestSetAppends(t *testing.T) {
	var set Typesetter
	if got := string(set.Set([]byte(`5`), []byte(` Euro "x"`))); got != `5 Euro „x“` {
		t.Errorf("what dst had before counts as text: %q", got)
	}
}

// bare leaves away all that a Typesetter may change.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"'“”„‘’‚-–.… `+nbsp, r) {
			return -1
		}
		return r
	}, s)
}

func FuzzSet(f *testing.F) {
	for _, test := range settings {
		f.Add(test.text, uint64(0b1010110))
	}
	f.Fuzz(checkProperties)
}

// What no text may break: setting twice is setting once, only signs change, and
// markup between the words makes no difference.
func checkProperties(t *testing.T, text string, divisions uint64) {
	t.Helper()
	once := typeset(text)
	if twice := typeset(once); twice != once {
		t.Errorf("%q\nset once:  %q\nset twice: %q", text, once, twice)
	}
	if bare(once) != bare(text) {
		t.Errorf("more than signs has changed:\n%q\n%q", text, once)
	}
	if got := typeset(divide(text, divisions)...); got != once {
		t.Errorf("as one piece:   %q\nin %q: %q", once, divide(text, divisions), got)
	}
}

// Random bytes seldom meet a rule, so here texts are made of what rules look at.
func TestSetProperties(t *testing.T) {
	parts := strings.Split("  |\"|\"|'|'|“|”|„|‘|’|‚|»|«|-|--|---|–|.|..|...|…|,|(|)|/|§|:|\n|\u00a0|a|Wort|ä|s|90|5|12|0351|2026|"+
		"z.B.|z|u.a.|i.d.R.|S|S.|Nr.|Abs.|Dr.|Tel.|31.|Dezember|Uhr|€|%|Mio.|\xff|\u00ad|Verwaltungsdienstleistungen", "|")
	parts[0] = " "
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range 1 + random.IntN(9) {
			b.WriteString(parts[random.IntN(len(parts))])
			if random.IntN(3) == 0 {
				b.WriteByte(' ')
			}
		}
		checkProperties(t, b.String(), random.Uint64())
		if t.Failed() {
			return
		}
	}
}

// divide cuts text before some of its spaces, where no space stands before: one for
// each bit that is set.
func divide(text string, divisions uint64) []string {
	var pieces []string
	start := 0
	for i := range text {
		if text[i] == ' ' && !strings.HasSuffix(text[start:i], " ") {
			if divisions&1 == 1 {
				pieces = append(pieces, text[start:i])
				start = i
			}
			divisions >>= 1
		}
	}
	return append(pieces, text[start:])
}

// A division after a space may only cost a no-break space.
func TestDivisionAfterSpaces(t *testing.T) {
	plain := strings.NewReplacer(nbsp, " ")
	for _, test := range settings {
		pieces := strings.SplitAfter(test.text, " ")
		if got, want := plain.Replace(typeset(pieces...)), plain.Replace(typeset(test.text)); got != want {
			t.Errorf("in pieces: %q\nas one:    %q", got, want)
		}
	}
}

const prose = `Bürgerinnen und Bürger beantragen Leistungen der Verwaltung über das
Serviceportal des Freistaates, und die Kommunen nutzen dafür gemeinsame Assistenten. Jede
Gemeinde prüft, welche der Formulare sie braucht, und bestellt sie beim Zweckverband. `

func BenchmarkSet(b *testing.B) {
	marked := `Nach § 5 Abs. 1 "gilt" der 31. Dezember 2026 - z. B. von 10-12 Uhr - für Online-Dienste. `
	for _, bench := range []struct{ name, text string }{
		{"words", strings.NewReplacer(",", "", ".", "").Replace(prose)},
		{"prose", prose},
		{"marked", marked},
	} {
		b.Run(bench.name, func(b *testing.B) {
			text := bytes.Repeat([]byte(bench.text), 4)
			out := make([]byte, 0, 2*len(text))
			var set Typesetter
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				set.Reset()
				out = set.Set(out[:0], text)
			}
		})
	}
}

func TestPlainSpaces(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "",
		"Gebühr: 5 Euro – „frei“":     "Gebühr: 5 Euro – „frei“",
		"27,50\u00a0Euro, z.\u00a0B.": "27,50 Euro, z. B.",
		"10\u202f000":                 "10 000",
	} {
		if got := PlainSpaces(text); got != want {
			t.Errorf("%q is %q", text, got)
		}
	}
}
