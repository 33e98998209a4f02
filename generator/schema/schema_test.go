package schema

import (
	"fmt"
	"strings"
	"testing"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/source"

	"github.com/google/go-cmp/cmp"
)

// check declares one field f, gives it a value in the front matter of a page
// and compares what comes out: the value as show writes it, then the findings
// as "line:column code arg=value ~suggestion". Line 3 is that of the field.
func check(t *testing.T, declaration, front, want string) {
	t.Helper()
	s, found := Load(files(
		"content/site.yaml", "title: T",
		"content/types/x.yaml", "type: x\nfolder: x\nfields:\n  f: "+declaration+"\n"))
	if len(found) > 0 {
		t.Fatalf("%s: %v", declaration, found)
	}
	page, ds := checkPage(s, "content/x/p.md", "---\ntitle: T\n"+front+"\n---\n")
	var got []string
	if page != nil {
		got = append(got, show(page.Value("f")))
	}
	got = append(got, findings(ds, "---\ntitle: T\n"+front+"\n---\n")...)
	if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
		t.Errorf("%s with %q (-want +got):\n%s", declaration, front, diff)
	}
}

func files(pairs ...string) []*source.File {
	var all []*source.File
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, &source.File{Path: pairs[i], Data: []byte(pairs[i+1])})
	}
	return all
}

func checkPage(s *Schema, path, text string) (*Page, []diag.Diagnostic) {
	doc, found := document.Parse(&source.File{Path: path, Data: []byte(text)}, "de")
	page, more := s.Check(doc, source.Text([]byte(text)))
	return page, append(found, more...)
}

// findings writes diagnostics of one file as one line each, in order. Args that
// say where rather than what are left out.
func findings(ds []diag.Diagnostic, text string) []string {
	var lines []string
	index := source.NewLines([]byte(text))
	for _, d := range diag.Sort(ds) {
		line, column := index.Position(d.Span.Start)
		s := fmt.Sprintf("%d:%d %s", line, column, d.Code)
		for _, a := range d.Args {
			if a.Name != "type" && a.Name != "label" && a.Name != "how" && (a.Name != "field" || a.Value != "f") {
				s += " " + a.Name + "=" + a.Value
			}
		}
		if d.Suggest != "" {
			s += " ~" + d.Suggest
		}
		lines = append(lines, s)
	}
	return lines
}

// show writes a value so that its type can be told.
func show(v Value) string {
	switch v := v.(type) {
	case nil:
		return "absent"
	case String:
		return fmt.Sprintf("%q", string(v))
	case Decimal:
		return "decimal " + string(v)
	case Truth:
		return fmt.Sprint(bool(v))
	case Day:
		return "day " + calendar.Date(v).String()
	case Inline:
		return "inline " + v.Source
	case Reference:
		return "ref " + string(v)
	case Values:
		return "[" + showAll(v) + "]"
	case Entries:
		return "{" + showAll(v) + "}"
	case Periods:
		var all []string
		for _, p := range v {
			s := fmt.Sprintf("%s %s..%s", show(p.Value), p.From, p.Until)
			if p.Caveat != "" {
				s += " (" + p.Caveat + ")"
			}
			if p.Source != (Source{}) {
				s += fmt.Sprintf(" <%s %s %s>", p.Source.Title, p.Source.URL, p.Source.Retrieved)
			}
			all = append(all, s)
		}
		return "periods " + strings.Join(all, "; ")
	}
	return fmt.Sprintf("%T", v)
}

func showAll(values []Value) string {
	var all []string
	for _, v := range values {
		all = append(all, show(v))
	}
	return strings.Join(all, ", ")
}

const (
	text    = "{kind: text}"
	number  = "{kind: number}"
	date    = "{kind: date}"
	digits5 = `{kind: text, pattern: '^\d{5}$', hint: fünf Ziffern}`
	choice  = "{kind: choice, options: {low: niedrig, 'no': nein, '2026': dieses Jahr}}"
	nested  = "{kind: list, of: {kind: record, fields: {model: {kind: ref, to: x, required: true}, since: {kind: date}, level: {kind: record, fields: {stage: {kind: number, required: true}}}}}}"
	dated   = "{kind: text, dated: true}"
)

func TestKinds(t *testing.T) {
	for _, c := range []struct{ declaration, front, want string }{
		{text, "f: Wohngeld", `"Wohngeld"`},
		{text, "f: '  Wohngeld '", `"Wohngeld"`},
		{text, "f: |\n  zwei\n  Zeilen", `"zwei\nZeilen"`},
		{text, "f: [a]", "absent\n3:1 wrong-kind want=@text got=@list"},
		{text, "f: {a: 1}", "absent\n3:1 wrong-kind want=@text got=@record"},
		{text, "f: \"„Wohngeld“\"", "\"„Wohngeld“\"\n3:4 curly-quotes value=„Wohngeld“"},
		{text, "f: \"„Wohngeld“ und „Lastenzuschuss“\"", `"„Wohngeld“ und „Lastenzuschuss“"`},
		{digits5, "f: '01067'", `"01067"`},
		{digits5, "f: '1067'", "absent\n3:4 pattern-mismatch value=1067 hint=fünf Ziffern"},
		{`{kind: text, pattern: '^a$'}`, "f: b", "absent\n3:4 pattern-mismatch value=b hint=^a$"},
		{"{kind: markdown}", "f: mit *Betonung*", "inline mit *Betonung*"},

		{number, "f: 12", "decimal 12"},
		{number, "f: -12.50", "decimal -12.50"},
		{number, "f: 12,5", "decimal 12.5"},
		{number, "f: 0", "decimal 0"},
		{number, "f: 123456789012345678901234567890", "decimal 123456789012345678901234567890"},
		{number, "f: '1.234,50'", "absent\n3:4 invalid-number value=1.234,50"},
		{number, "f: zwölf", "absent\n3:4 invalid-number value=zwölf"},
		{number, "f: .5", "absent\n3:4 invalid-number value=.5"},
		{number, "f: .inf", "absent\n3:4 invalid-number value=.inf"},
		{number, "f: -.nan", "absent\n3:4 invalid-number value=-.nan"},
		{"{kind: money}", "f: 12,50 €", "decimal 12.50"},
		{"{kind: money}", "f: 12 EUR", "decimal 12"},
		{"{kind: money}", "f: 12 $", "absent\n3:4 invalid-number value=12 $"},

		{"{kind: bool}", "f: true", "true"},
		{"{kind: bool}", "f: no", "false"},
		{"{kind: bool}", "f: Ja", "true"},
		{"{kind: bool}", "f: nein", "false"},
		{"{kind: bool}", "f: vielleicht", "absent\n3:4 wrong-kind want=@bool got=@text"},
		{"{kind: bool}", "f: 1", "absent\n3:4 wrong-kind want=@bool got=@number"},

		{"{kind: url}", "f: https://www.sachsen.de/a?b=c#d", `"https://www.sachsen.de/a?b=c#d"`},
		{"{kind: url}", "f: www.sachsen.de", "absent\n3:4 invalid-url value=www.sachsen.de"},
		{"{kind: url}", "f: javascript:alert(1)", "absent\n3:4 invalid-url value=javascript:alert(1)"},
		{"{kind: url}", "f: 'https://'", "absent\n3:4 invalid-url value=https://"},
		{"{kind: url}", "f: https://a b", "absent\n3:4 invalid-url value=https://a b"},
		{"{kind: email}", "f: ozg@sakd.de", `"ozg@sakd.de"`},
		{"{kind: email}", "f: ozg@localhost", "absent\n3:4 invalid-email value=ozg@localhost"},
		{"{kind: email}", "f: OZG <ozg@sakd.de>", "absent\n3:4 invalid-email value=OZG <ozg@sakd.de>"},
		{"{kind: phone}", "f: +49 351 32652-0", `"+49 351 32652-0"`},
		{"{kind: phone}", "f: 0351 326520", `"0351 326520"`},
		{"{kind: phone}", "f: am Empfang", "absent\n3:4 invalid-phone value=am Empfang"},

		{choice, "f: low", `"low"`},
		{choice, "f: lov", "absent\n3:4 invalid-option value=lov options=low, no, 2026 ~low"},
		{choice, "f: Niedrig", "absent\n3:4 invalid-option value=Niedrig options=low, no, 2026 ~low"},
		{choice, "f: [low]", "absent\n3:1 wrong-kind want=@choice got=@list"},
		{"{kind: ref, to: x}", "f: wohngeld", "ref wohngeld"},
		{"{kind: ref, to: x}", "f: {a: b}", "absent\n3:1 wrong-kind want=@ref got=@record"},

		{"{kind: list, of: {kind: text}}", "f: [a, b]", `["a", "b"]`},
		{"{kind: list, of: {kind: text}}", "f: []", "absent"},
		{"{kind: list, of: {kind: text}}", "f: [a, null, '', b]", `["a", "b"]`},
		{"{kind: list, of: {kind: number}}", "f: [1, x, 3]", "[decimal 1, decimal 3]\n3:8 invalid-number value=x"},
		{"{kind: list, of: {kind: text}}", "f: a", "absent\n3:4 wrong-kind want=@list got=@text"},
		{"{kind: record, fields: {a: {kind: text}, b: {kind: bool}}}", "f: {b: true}", "{absent, true}"},
		{"{kind: record, fields: {a: {kind: text}}}", "f: a", "absent\n3:4 wrong-kind want=@record got=@text"},
	} {
		check(t, c.declaration, c.front, c.want)
	}
}

// What YAML guesses never reaches a page.
func TestYAMLTraps(t *testing.T) {
	for _, c := range []struct{ declaration, front, want string }{
		{text, "f: 01067", `"01067"`}, // octal 567
		{digits5, "f: 01067", `"01067"`},
		{text, "f: 1.10", `"1.10"`},
		{text, "f: 1e3", `"1e3"`},
		{text, "f: 0x1F", `"0x1F"`},
		{text, "f: 0b11", `"0b11"`},
		{text, "f: 1_000", `"1_000"`},
		{text, "f: 12:30", `"12:30"`}, // base 60
		{text, "f: no", `"no"`},
		{text, "f: Yes", `"Yes"`},
		{text, "f: on", `"on"`},
		{text, "f: y", `"y"`},
		{text, "f: true", `"true"`},
		{text, "f: 2026-12", `"2026-12"`},
		{text, "f: 2026-12-31", `"2026-12-31"`},
		{text, "f: .inf", `".inf"`},
		{text, "f: null", "absent"},
		{text, "f: ~", "absent"},
		{text, "f:", "absent"},
		{text, "f: ''", "absent"},
		{text, "f: 'null'", `"null"`},
		{text, "f: '~'", `"~"`},
		{choice, "f: no", `"no"`},
		{choice, "f: 2026", `"2026"`},
		{"{kind: ref, to: x}", "f: 2026", "ref 2026"},
		{"{kind: list, of: {kind: text}}", "f: [01067, no, 1.10]", `["01067", "no", "1.10"]`},
		{nested, "f: [{model: 01067}]", "[{ref 01067, absent, absent}]"},

		{number, "f: 010", "absent\n3:4 invalid-number value=010"},
		{number, "f: 0x1F", "absent\n3:4 invalid-number value=0x1F"},
		{number, "f: 1e3", "absent\n3:4 invalid-number value=1e3"},
		{number, "f: 1_000", "absent\n3:4 invalid-number value=1_000"},
		{number, "f: 1.10", "decimal 1.10"},
		{number, "f: true", "absent\n3:4 invalid-number value=true"},
		{date, "f: 2026", "day 2026"},
		{date, "f: 02026", "absent\n3:4 invalid-date value=02026"},
	} {
		check(t, c.declaration, c.front, c.want)
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ front, want string }{
		{"f: 2026", "day 2026"},
		{"f: 2026-12", "day 2026-12"},
		{"f: 2026-12-31", "day 2026-12-31"},
		{"f: '2026-12-31'", "day 2026-12-31"},
		{"f: 2024-02-29", "day 2024-02-29"},
		{"f: 2026-02-29", "absent\n3:4 no-such-date value=2026-02-29 reason=@date-28"},
		{"f: 2026-13", "absent\n3:4 no-such-date value=2026-13 reason=@date-months"},
		{"f: 2026-1-1", "absent\n3:4 invalid-date value=2026-1-1 ~2026-01-01"},
		{"f: 2026-12-31T10:00:00Z", "absent\n3:4 invalid-date value=2026-12-31T10:00:00Z"},
		{"f: 31.12.2026", "absent\n3:4 invalid-date value=31.12.2026 ~2026-12-31"},
		{"f: 1. 2. 2026", "absent\n3:4 invalid-date value=1. 2. 2026 ~2026-02-01"},
		{"f: 12/2026", "absent\n3:4 invalid-date value=12/2026 ~2026-12"},
		{"f: 31.11.2026", "absent\n3:4 no-such-date value=31.11.2026 reason=@date-30"},
		{"f: Ende 2026", "absent\n3:4 invalid-date value=Ende 2026"},
		{"f: [2026]", "absent\n3:1 wrong-kind want=@date got=@list"},
	} {
		check(t, date, c.front, c.want)
	}
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct{ front, want string }{
		{"f: kostenfrei", `"kostenfrei"`},
		{"f:\n  - {value: a, until: 2025}\n  - {value: b, from: 2026, until: 2026-12-31, caveat: vorerst}",
			`periods "a" ..2025; "b" 2026..2026-12-31 (vorerst)`},
		{"f:\n  - {value: a, source: {title: Q, url: https://q.de, retrieved: 2026-01}}",
			`periods "a" .. <Q https://q.de 2026-01>`},
		{"f:\n  - {value: 01067}", `periods "01067" ..`},
		{"f:\n  - {from: 2026}", "absent\n4:5 missing-field field=value"},
		{"f:\n  - {value: a, from: 2026, until: 2025}", "absent\n4:35 invalid-period reason=@ends-before-start"},
		{"f:\n  - {value: a, until: 2026}\n  - {value: b, from: 2026-12}", "periods \"a\" ..2026\n5:5 invalid-period reason=@periods-overlap"},
		{"f:\n  - {value: a}\n  - {value: a, from: 2026}", `periods "a" ..; "a" 2026..`},
		{"f:\n  - {value: a, from: 2026, until: 2026}", `periods "a" 2026..2026`},
		{"f:\n  - {value: a, from: morgen}", "periods \"a\" ..\n4:22 invalid-date field=from value=morgen"},
		{"f:\n  - {value: a, form: 2026}", "periods \"a\" ..\n4:16 unknown-field field=form"},
		{"f: []", "absent\n3:1 wrong-kind want=@text got=@list"},
		{"f: [a, b]", "absent\n3:1 wrong-kind want=@text got=@list"},
		{"f: [a, {value: b}]", "absent\n3:1 wrong-kind want=@text got=@list"},
	} {
		check(t, dated, c.front, c.want)
	}
	check(t, text, "f: [{value: a}]", "absent\n3:1 wrong-kind want=@text got=@list")
	check(t, "{kind: number, dated: true}", "f: [{value: 010}]", "absent\n3:13 invalid-number field=value value=010")
}

func TestPeriodsOn(t *testing.T) {
	day := func(s string) calendar.Date {
		d, err := calendar.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	periods := Periods{
		{Value: String("a"), Until: day("2025-06")},
		{Value: String("b"), From: day("2026"), Until: day("2026-12-31")},
		{Value: String("c"), From: day("2028-02")},
	}
	for on, want := range map[string]string{
		"2000-01-01": `"a"`, "2025-06-30": `"a"`, "2025-07-01": "absent",
		"2025-12-31": "absent", "2026-01-01": `"b"`, "2026-12-31": `"b"`, "2027-01-01": "absent",
		"2028-01-31": "absent", "2028-02-01": `"c"`, "2099-01-01": `"c"`,
	} {
		p, ok := periods.On(day(on))
		if got := show(p.Value); got != want || ok != (want != "absent") {
			t.Errorf("on %s: %s, %v, want %s", on, got, ok, want)
		}
	}
}

func TestNestedRecords(t *testing.T) {
	for _, c := range []struct{ front, want string }{
		{"f:\n  - {model: oaa, since: 2022-05, level: {stage: 3}}", "[{ref oaa, day 2022-05, {decimal 3}}]"},
		{"f:\n  - {model: oaa}\n  - {since: 2022}", "[{ref oaa, absent, absent}, {absent, day 2022, absent}]\n5:5 missing-field field=model"},
		{"f:\n  - {modell: oaa}", "[{absent, absent, absent}]\n4:6 unknown-field field=modell ~model"},
		{"f:\n  - {model: oaa, level: {}}", "[{ref oaa, absent, {absent}}]\n4:18 missing-field field=stage"},
		{"f:\n  - {model: oaa, level: {stage: x}}", "[{ref oaa, absent, {absent}}]\n4:33 invalid-number field=stage value=x"},
		{"f:\n  - {model: oaa, level: 3}", "[{ref oaa, absent, absent}]\n4:25 wrong-kind field=level want=@record got=@number"},
		{"f:\n  - oaa", "absent\n4:5 wrong-kind want=@record got=@text"},
		{"f: {model: oaa}", "absent\n3:1 wrong-kind want=@list got=@record"},
	} {
		check(t, nested, c.front, c.want)
	}
}

func TestPresence(t *testing.T) {
	for _, c := range []struct{ declaration, front, want string }{
		{"{kind: text, required: true}", "f: a", `"a"`},
		{"{kind: text, required: true}", "draft: true", "absent\n1:1 missing-field"},
		{"{kind: text, required: true}", "f:", "absent\n3:1 missing-field"},
		{"{kind: text, required: true}", "f: ''", "absent\n3:1 missing-field"},
		{"{kind: text, recommended: true}", "draft: true", "absent\n1:1 recommended-field"},
		// what was refused is not missing as well
		{"{kind: number, required: true}", "f: x", "absent\n3:4 invalid-number value=x"},
		{"{kind: text, required: true}", "ff: a", "absent\n3:1 unknown-field field=ff ~f"}, // nor is what was misspelt
		{text, "g: a", "absent\n3:1 unknown-field field=g"},
		{text, "sumary: a", "absent\n3:1 unknown-field field=sumary ~summary"},
		{text, "leika-schluessel: a", "absent\n3:1 unknown-field field=leika-schluessel"},
		{text, "f: a\nf: b", "4:1 duplicate-key key=f"},
		{text, "no: a", "absent\n3:1 unknown-field field=no"},
		{text, "[f]: a", "3:1 yaml-key key=["},
	} {
		check(t, c.declaration, c.front, c.want)
	}
}

func TestAliases(t *testing.T) {
	const nested = "{kind: list, of: {kind: list, of: {kind: list, of: {kind: text}}}}"
	check(t, nested, "f: [&b [&a [x, y], *a], *b]", `[[["x", "y"], ["x", "y"]], [["x", "y"], ["x", "y"]]]`)
	check(t, text, "summary: &a Text\nf: *a", `"Text"`)
	check(t, "{kind: list, of: {kind: text}}", "f: &a [*a]", "absent\n3:8 wrong-kind want=@text got=@list")

	// a few words must not become a page of any size
	many := func(first, alias string) string { return "[" + first + strings.Repeat(", "+alias, 99) + "]" }
	s, _ := Load(files("content/types/x.yaml", "type: x\nfolder: x\nfields:\n  f: "+nested))
	_, found := checkPage(s, "content/x/p.md", "---\ntitle: T\nf: "+many("&b "+many("&a "+many("x", "x"), "*a"), "*b")+"\n---\n")
	if len(found) != 1 || found[0].Code != diag.TooMuch {
		t.Errorf("a million values in one line: %v", found)
	}

	// nor may the periods of a value, each of which is compared with all others
	s, _ = Load(files("content/types/x.yaml", "type: x\nfolder: x\nfields:\n  f: {kind: text, dated: true}"))
	_, found = checkPage(s, "content/x/p.md", "---\ntitle: T\nf:\n"+strings.Repeat("  - {value: a}\n", maxPeriods+5)+"---\n")
	if len(found) != 1 || found[0].Code != diag.TooMuch {
		t.Errorf("more than a thousand periods: %v", found)
	}

	// nor a finding for each of its repetitions
	s, _ = Load(files("content/types/x.yaml", "type: x\nfolder: x\nfields:\n  f: {kind: list, of: {kind: record, fields: {a: {kind: text}}}}"))
	record := "&a {b: 1, c: 1}"
	_, found = checkPage(s, "content/x/p.md", "---\ntitle: T\nf: ["+record+strings.Repeat(", *a", 200_000)+"]\n---\n")
	if len(found) > maxValues {
		t.Errorf("%d findings for one record", len(found))
	}
}
