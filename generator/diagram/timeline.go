package diagram

import (
	"slices"
	"strconv"
	"time"

	"wegweiser/generator/calendar"
)

// Timeline is stretches of time in rows, over one axis of years.
type Timeline struct {
	Today      calendar.Date
	TodayLabel string
	Rows       []TimelineRow

	Past, Current, Future string // what the stretches are called, by where they stand to today
}

// TimelineRow is the stretches of one thing, in their order.
type TimelineRow struct {
	Title string // "" if the page says it beside the picture
	Spans []Span
}

// Span is a stretch of time: from the first day of From to the last of Until. One
// that has no such day is open.
type Span struct {
	From, Until   calendar.Date
	Text          string
	Past, Current bool
}

func (s Span) class() string {
	switch {
	case s.Current:
		return "current"
	case s.Past:
		return "past"
	}
	return "future"
}

// classes are that of today and those of later days: a page stays, the day goes on, and
// the script of the page follows it.
func (s Span) classes() []string {
	var all []string
	switch {
	case s.Past:
		return []string{"past"}
	case !s.Current:
		all = []string{"future"}
	}
	all = append(all, "current")
	if !s.Until.Zero() {
		all = append(all, "past")
	}
	return all
}

// SVG draws both forms.
func (t Timeline) SVG() string {
	if len(t.Rows) == 0 {
		return ""
	}
	return t.form("wide-form", 746) + t.form("narrow-form", narrow)
}

// axis maps days to places.
type axis struct {
	first, years int // the years that it shows
	left, width  int
}

// openEnd is the room beside the axis into which open stretches reach.
const openEnd = 16

func (t Timeline) axis(width int) axis {
	first, last := t.Today.Year, t.Today.Year
	for _, row := range t.Rows {
		for _, s := range row.Spans {
			for _, d := range []calendar.Date{s.From, s.Until} {
				if !d.Zero() {
					first, last = min(first, d.Year), max(last, d.Year)
				}
			}
		}
	}
	return axis{first, last - first + 1, openEnd, width - 2*openEnd}
}

// at is the place of the beginning of a day, between those of the years.
func (a axis) at(d calendar.Date) int {
	d = d.First()
	return a.year(d.Year) + a.width*(dayOfYear(d)-1)/dayOfYear(calendar.Date{Year: d.Year, Month: 12, Day: 31})/a.years
}

func dayOfYear(d calendar.Date) int {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).YearDay()
}

func (a axis) year(year int) int { return a.left + a.width*(year-a.first)/a.years }

// span is the places of both ends of a stretch; an open end is beside the axis.
func (a axis) span(s Span) (from, to int) {
	from, to = a.left-openEnd+1, a.left+a.width+openEnd-1
	if !s.From.Zero() {
		from = a.at(s.From)
	}
	if !s.Until.Zero() {
		to = a.at(s.Until.Last().AddDays(1))
	}
	return from, max(to, from+2)
}

const (
	barHeight = 30
	minLabel  = 34 // the least distance between the names of two years
)

func (t Timeline) form(class string, width int) string {
	f, rows := &form{}, &form{}
	a := t.axis(width)
	const top = lineStep + 6 // below what today is called
	y := top
	for _, row := range t.Rows {
		y = t.row(rows, a, row, y) + lineStep
	}
	base := y - lineStep/2
	scale(f, a, top, base)
	t.today(f, a, width, top, base)
	f.WriteString(rows.String())
	y = t.legend(f, width, base+3*lineStep)
	return f.svg(class, width, y)
}

// scale draws the axis with its years, which it names as far as there is room.
func scale(f *form, a axis, top, base int) {
	f.path("axis", "M", a.left, " ", base, "h", a.width)
	every := 1
	for a.width*every/a.years < minLabel {
		every++
	}
	for n := 0; n <= a.years; n += every {
		x := a.year(a.first + n)
		f.path("grid", "M", x, " ", top, "V", base+5)
		if a.left+a.width-x >= minLabel-2 {
			f.text("year", start, x+3, base+lineStep-2, strconv.Itoa(a.first+n))
		}
	}
}

// today marks the day from top to bottom and says which it is. Bars and titles are
// drawn over the line.
func (t Timeline) today(f *form, a axis, width, top, base int) {
	x, half := a.at(t.Today), textStyle.width(t.TodayLabel)/2+1
	f.path("today", "M", x, " ", top, "V", base)
	f.tip(x, top+4)
	f.text("today-name", middle, max(half, min(x, width-half)), 12, t.TodayLabel)
}

// legend says what the bars' looks mean, of those that there are or will be.
func (t Timeline) legend(f *form, width, y int) int {
	const swatch = 26
	x := openEnd
	for _, kind := range []struct{ class, name string }{{"past", t.Past}, {"current", t.Current}, {"future", t.Future}} {
		if !t.has(kind.class) {
			continue
		}
		room := swatch + 8 + textStyle.width(kind.name) + inset
		if x+room > width && x > openEnd {
			x, y = openEnd, y+lineStep+8
		}
		f.put(`<g class="`, kind.class, `">`)
		f.outline("M", x, " ", y-2, "h", swatch, "v", 14, "h", -swatch, "z")
		f.put("</g>")
		f.text("key", start, x+swatch+8, y+10, kind.name)
		x += room + inset
	}
	return y + lineStep
}

func (t Timeline) has(class string) bool {
	return slices.ContainsFunc(t.Rows, func(row TimelineRow) bool {
		return slices.ContainsFunc(row.Spans, func(s Span) bool { return slices.Contains(s.classes(), class) })
	})
}

// row draws the title of a row and its stretches, those that overlap below each other.
func (t Timeline) row(f *form, a axis, row TimelineRow, y int) int {
	lines := titleStyle.wrap(row.Title, a.width+openEnd)
	f.text("row-name", start, a.left, y+lineStep, lines...)
	y += len(lines)*lineStep + inset
	levels := levels(a, row.Spans)
	height := barHeight
	for _, s := range row.Spans {
		from, to := a.span(s)
		if lines := label(s, from, to); lines != nil {
			height = max(height, len(lines)*lineStep+inset+4)
		}
	}
	last := 0
	for i, s := range row.Spans {
		bar(f, a, i+1, s, y+levels[i]*(height+between), height)
		last = max(last, levels[i])
	}
	return y + (last+1)*(height+between)
}

// levels puts each stretch on the first level on which it overlaps none before it.
func levels(a axis, spans []Span) []int {
	var ends [][]Span
	at := make([]int, len(spans))
	for i, s := range spans {
		for at[i] < len(ends) && slices.ContainsFunc(ends[at[i]], func(other Span) bool { return overlap(a, s, other) }) {
			at[i]++
		}
		if at[i] == len(ends) {
			ends = append(ends, nil)
		}
		ends[at[i]] = append(ends[at[i]], s)
	}
	return at
}

func overlap(a axis, s, other Span) bool {
	from, to := a.span(s)
	otherFrom, otherTo := a.span(other)
	return from < otherTo && otherFrom < to
}

// maxLabel is how many lines of text a bar has.
const maxLabel = 3

// numberRoom is the room that the number of a stretch takes.
const numberRoom = 20

// label is the text of a stretch if it has room for it.
func label(s Span, from, to int) []string {
	room := to - from - numberRoom - inset
	for _, end := range []calendar.Date{s.From, s.Until} {
		if end.Zero() {
			room -= point
		}
	}
	if textStyle.width(longest(s.Text)) > room {
		return nil
	}
	lines := textStyle.wrap(s.Text, room)
	if len(lines) > maxLabel {
		return nil
	}
	return lines
}

// longest is the widest part of a text that is not divided.
func longest(text string) string {
	return slices.MaxFunc(append(parts(text), ""), func(a, b string) int { return textStyle.width(a) - textStyle.width(b) })
}

// bar draws a stretch with its number, and its text if that fits. Open ends are points.
func bar(f *form, a axis, number int, s Span, y, height int) {
	from, to := a.span(s)
	d := []any{"M", from + 1, " ", y}
	if s.From.Zero() {
		d = []any{"M", from + point, " ", y}
	}
	if s.Until.Zero() {
		d = append(d, "H", to-point, "l", point, " ", height/2, "l", -point, " ", height-height/2)
	} else {
		d = append(d, "H", to-1, "v", height)
	}
	if s.From.Zero() {
		d = append(d, "H", from+point, "l", -point, " ", height/2-height)
	} else {
		d = append(d, "H", from+1)
	}
	s.open(f)
	f.outline(append(d, "z")...)
	lines := label(s, from, to)
	x := from + 8
	if s.From.Zero() {
		x += point
	}
	switch line := y + (height-len(lines)*lineStep)/2 + lineStep - 4; {
	case lines != nil:
		f.text("number", start, x, line, strconv.Itoa(number))
		f.text("value", start, x+numberRoom-6, line, lines...)
	case to-from >= 14:
		f.text("number", middle, (from+to)/2, y+height/2+5, strconv.Itoa(number))
	}
	f.put("</g>")
}

// open begins the group of a stretch, with what the script of the page has to know of it
// on a later day.
func (s Span) open(f *form) {
	f.put(`<g class="`, s.class(), `" data-state="`, s.class(), `"`)
	if !s.From.Zero() {
		f.put(` data-from="`, s.From.First().String(), `"`)
	}
	if !s.Until.Zero() {
		f.put(` data-until="`, s.Until.Last().String(), `"`)
	}
	f.put(">")
}

// outline draws a shape. Its line tells how it stands to today, without colours: the
// style sheet sees to that, for the day can change.
func (f *form) outline(d ...any) {
	f.put(`<path d="`)
	f.put(d...)
	f.put(`" fill="none" stroke="currentColor"/>`)
}
