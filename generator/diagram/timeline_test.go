package diagram

import (
	"strings"
	"testing"
)

func funding(today string) Timeline {
	return Timeline{
		Today: day(today), TodayLabel: "Stand: " + today, Past: "abgelaufen", Current: "gilt jetzt", Future: "künftig",
		Rows: []TimelineRow{
			{"Förderung der Amt24-OAA", []Span{
				{From: day("2022-07-01"), Until: day("2022-12-31"), Text: "für sächsische Kommunen kostenfrei", Past: true},
				{From: day("2024"), Until: day("2025"), Text: "kostenfrei", Past: true},
				{From: day("2026"), Until: day("2026-12"), Text: "Bereitstellung gesichert", Current: true},
				{From: day("2027"), Text: "offen"},
			}},
			{"Förderung der EfA-Dienste", []Span{{Text: "schon immer", Current: true}}},
		},
	}
}

func TestTimeline(t *testing.T) {
	svg := funding("2026-11-26").SVG()
	golden(t, "timeline", svg)
	wide, small := inside(t, svg)[0], inside(t, svg)[1]
	for _, f := range []drawn{wide, small} {
		if got := f.all("key"); got != "abgelaufen|gilt jetzt|künftig" {
			t.Errorf("the legend is %s", got)
		}
		if got := f.all("number"); got != "1|2|3|4|1" {
			t.Errorf("the stretches are %s", got)
		}
		if got := f.all("today-name"); got != "Stand: 2026-11-26" {
			t.Errorf("the day is called %s", got)
		}
	}
	for _, want := range []string{
		`<g class="current" data-state="current" data-from="2026-01-01" data-until="2026-12-31">`,
		`<g class="future" data-state="future" data-from="2027-01-01">`, `<g class="current" data-state="current">`,
	} {
		if strings.Count(svg, want) != 2 {
			t.Errorf("each form is to have %s once", want)
		}
	}
	if got := wide.all("year"); got != "2022|2023|2024|2025|2026|2027" {
		t.Errorf("the years are %s", got)
	}
	if got := wide.all("value"); !strings.Contains(got, "kostenfrei") || strings.Contains(got, "sächsische") {
		t.Errorf("a text that fits is to stand in its bar, and no other: %s", got)
	}
}

// The legend says what later days will make of the stretches, too.
func TestLegend(t *testing.T) {
	today, until, from := day("2026-11-26"), day("2026"), day("2027")
	for _, c := range []struct {
		span Span
		want string
	}{
		{Span{Until: day("2025"), Past: true}, "past"},
		{Span{Current: true}, "current"},
		{Span{Until: until, Current: true}, "past|current"},
		{Span{From: from}, "current|future"},
		{Span{From: from, Until: from}, "past|current|future"},
	} {
		svg := Timeline{Today: today, Past: "past", Current: "current", Future: "future", Rows: []TimelineRow{{Spans: []Span{c.span}}}}.SVG()
		if got := inside(t, svg)[0].all("key"); got != c.want {
			t.Errorf("the legend of %+v is %s, want %s", c.span, got, c.want)
		}
	}
}

func TestNoTimeline(t *testing.T) {
	if svg := (Timeline{Today: day("2026")}).SVG(); svg != "" {
		t.Errorf("nothing is drawn as %s", svg)
	}
	empty := Timeline{Today: day("2026-01-01"), TodayLabel: "Stand", Rows: []TimelineRow{{Title: "leer"}}}
	if got := inside(t, empty.SVG())[0].all(""); got != "2026|Stand|leer" {
		t.Errorf("a row without stretches has %s", got)
	}
}

// The scale is one of days: an end that is a year lies where the next year begins, a
// month where the next month does.
func TestPlaces(t *testing.T) {
	a := funding("2026-11-26").axis(narrow)
	if a.first != 2022 || a.years != 6 {
		t.Fatalf("the axis has %d years from %d", a.years, a.first)
	}
	place := func(from, until string) [2]int {
		s := Span{}
		if from != "" {
			s.From = day(from)
		}
		if until != "" {
			s.Until = day(until)
		}
		left, right := a.span(s)
		return [2]int{left, right}
	}
	if got, want := place("2023", "2024"), place("2023-01-01", "2024-12-31"); got != want || got[1] != a.year(2025) {
		t.Errorf("two years are at %v, their days at %v", got, want)
	}
	if got, want := place("2023-03", "2023-05"), place("2023-03-01", "2023-05-31"); got != want {
		t.Errorf("months are at %v, their days at %v", got, want)
	}
	if got := place("", ""); got[0] >= a.left || got[1] <= a.left+a.width {
		t.Errorf("open ends are within the axis: %v", got)
	}
	if got := place("2024-02-29", "2024-02-29"); got[1]-got[0] < 2 {
		t.Errorf("a day is not to be seen: %v", got)
	}
	if got, want := a.at(day("2022-07-02")), a.left+a.width/12; got != want {
		t.Errorf("the middle of the first year is at %d, want %d", got, want)
	}
}

func TestOverlapping(t *testing.T) {
	a := funding("2026-11-26").axis(narrow)
	spans := []Span{
		{From: day("2022"), Until: day("2023")}, {From: day("2023"), Until: day("2024")},
		{From: day("2024"), Until: day("2025")}, {From: day("2025"), Until: day("2026")}, {From: day("2022"), Until: day("2026")},
	}
	got := levels(a, spans)
	want := []int{0, 1, 0, 1, 2}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("the levels are %v, want %v", got, want)
		}
	}
}

// A century has as many names as there is room for.
func TestManyYears(t *testing.T) {
	long := Timeline{Today: day("2026-11-26"), TodayLabel: "Stand", Rows: []TimelineRow{{Title: "lang", Spans: []Span{{From: day("1900"), Until: day("2150")}}}}}
	for _, f := range inside(t, long.SVG()) {
		if years := strings.Count(f.all("year"), "|") + 1; years < 4 || years > f.width/minLabel {
			t.Errorf("%d years are named in %d", years, f.width)
		}
	}
}
