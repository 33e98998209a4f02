package diagram

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"wegweiser/generator/calendar"
)

var update = flag.Bool("update", false, "rewrite the expected pictures")

// golden compares a picture with the one in testdata.
func golden(t *testing.T, name, svg string) {
	t.Helper()
	file := filepath.Join("testdata", name+".svg")
	lines := strings.ReplaceAll(svg, "><", ">\n<") + "\n"
	if *update {
		if err := os.WriteFile(file, []byte(lines), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if lines != string(want) {
		t.Errorf("%s differs from %s:\n%s", name, file, lines)
	}
}

// texts parses a picture and returns its lines of text with the places where they
// stand, by form. It fails if the picture is not well-formed.
func texts(t *testing.T, svg string) (forms []drawn) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<p>" + svg + "</p>"))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return forms
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "svg":
				var f drawn
				if _, err := fmt.Sscanf(attr(token, "viewBox"), "0 0 %d %d", &f.width, &f.height); err != nil {
					t.Fatal(err)
				}
				forms = append(forms, f)
			case "text":
				f := &forms[len(forms)-1]
				f.lines = append(f.lines, line{x: number(t, token, "x"), y: number(t, token, "y"), anchor: attr(token, "text-anchor"), class: attr(token, "class")})
			case "tspan":
				f := &forms[len(forms)-1]
				l := f.lines[len(f.lines)-1]
				f.lines = append(f.lines, line{x: number(t, token, "x"), y: l.y + number(t, token, "dy"), anchor: l.anchor, class: l.class})
			case "path", "rect", "g", "p":
			default:
				t.Fatalf("a picture has <%s>", token.Name.Local)
			}
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" {
				f := &forms[len(forms)-1]
				f.lines[len(f.lines)-1].text += text
			}
		}
	}
}

type drawn struct {
	width, height int
	lines         []line
}

type line struct {
	text, anchor, class string
	x, y                int
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func number(t *testing.T, e xml.StartElement, name string) int {
	t.Helper()
	n, err := strconv.Atoi(attr(e, name))
	if err != nil {
		t.Fatalf("<%s %s=%q>", e.Name.Local, name, attr(e, name))
	}
	return n
}

// inside fails if a line of text leaves its form.
func inside(t *testing.T, svg string) []drawn {
	t.Helper()
	forms := texts(t, svg)
	for _, f := range forms {
		for _, l := range f.lines {
			s := textStyle
			if bold[l.class] {
				s = titleStyle
			}
			left, width := l.x, s.width(l.text)
			if l.anchor == "middle" {
				left -= width / 2
			}
			if left < 0 || left+width > f.width || l.y < lineStep-6 || l.y > f.height {
				t.Errorf("%q stands at %d to %d, %d in a form of %d × %d", l.text, left, left+width, l.y, f.width, f.height)
			}
		}
	}
	return forms
}

func (f drawn) all(class string) string {
	var all []string
	for _, l := range f.lines {
		if class == "" || l.class == class {
			all = append(all, l.text)
		}
	}
	return strings.Join(all, "|")
}

var assistant = Process{
	Results: "Ergebnisse", Participants: "Beteiligte", Follows: "Folgt auf",
	Phases: []Phase{
		{Number: 1, Title: "Anforderungsphase", Results: []string{"Bedarfsanalyse", "Projektauftrag"}},
		{Number: 2, Title: "Analysephase", Results: []string{"Prototyp"}, Participants: []string{"Kommune", "Fachleute"}},
		{Number: 3, Title: "Entwicklungsphase", Participants: []string{"Kommune"}},
		{Number: 4, Title: "Betriebsphase", Results: []string{"Eingeführter Amt24-Online-Antragsassistent"}, Participants: []string{"Zweckverband KISA"}, After: 2},
	},
}

func TestProcess(t *testing.T) {
	svg := assistant.SVG()
	golden(t, "process", svg)
	wide, small := inside(t, svg)[0], inside(t, svg)[1]
	if got := wide.all("who"); got != "Kommune|Fachleute|Zweckverband KISA" { // Kommune once: in one bar below two phases
		t.Errorf("the lanes are %s", got)
	}
	if got := wide.all("number"); got != "1|2|3|4 (Folgt auf 2)" {
		t.Errorf("the phases are %s", got)
	}
	if got := small.all("outcome"); got != "Bedarfsanalyse|Projektauftrag|Prototyp|Eingeführter Amt24-Online-|Antragsassistent" {
		t.Errorf("the arrows bear %s", got)
	}
	if small.width != narrow {
		t.Errorf("the form for small screens is %d wide", small.width)
	}
}

func TestProcessOfAnyLength(t *testing.T) {
	if svg := (Process{}).SVG(); svg != "" {
		t.Errorf("nothing is drawn as %s", svg)
	}
	for _, n := range []int{1, 2, 12} {
		p := Process{Results: "Ergebnisse", Participants: "Beteiligte"}
		for i := range n {
			p.Phases = append(p.Phases, Phase{Number: i + 1, Title: "Phase " + strconv.Itoa(i+1), Participants: []string{"Kommune"}})
		}
		for i, f := range inside(t, p.SVG()) {
			if got := strings.Count(f.all("name"), "Phase"); got != n {
				t.Errorf("%d of %d phases are in form %d", got, n, i)
			}
		}
	}
}

func TestHostileText(t *testing.T) {
	for _, title := range []string{
		`<script>alert(1)</script>`, `"><path d="M0 0"/>`, `</svg><img src=x onerror=alert(1)>`, "a & b &amp; c",
		strings.Repeat("W", 3000), strings.Repeat("Donaudampfschifffahrtsgesellschaftskapitän", 20), strings.Repeat("wort ", 500),
		strings.Repeat("💧", 60), strings.Repeat("-", 80), "-", "a- -b", " ", "", "ä\u0308\u0308", "مرحبا بالعالم",
	} {
		svg := Process{Results: title, Participants: "B", Phases: []Phase{{Number: 1, Title: title, Results: []string{title}, Participants: []string{title}}, {Number: 2, Title: title}}}.SVG() +
			Timeline{Today: day("2026-11-26"), TodayLabel: "Stand", Rows: []TimelineRow{{Title: title, Spans: []Span{{From: day("2026"), Text: title, Current: true}}}}}.SVG()
		for _, f := range texts(t, svg) {
			for _, l := range f.lines {
				if textStyle.width(l.text) > f.width {
					t.Errorf("%.20q: the line %q is wider than the picture", title, l.text)
				}
			}
		}
		if len(svg) > 20_000 {
			t.Errorf("%.20q: %d bytes", title, len(svg))
		}
	}
}

func day(s string) calendar.Date {
	d, err := calendar.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}
