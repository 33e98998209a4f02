package render

import (
	"html/template"
	"slices"

	"wegweiser/generator/diagram"
	"wegweiser/generator/schema"
)

// maxPictured is how many phases or rows a picture has. One with more would explain
// nothing that the list does not.
const maxPictured = 24

// Process draws steps as a picture: what the phases are, what they result in and who
// takes part. It is "" if there are too few or too many for one.
func (d *Drawing) Process(steps []Step) template.HTML {
	if len(steps) < 2 || len(steps) > maxPictured {
		return ""
	}
	phase := steps[0].page.Type
	p := diagram.Process{Results: label(phase, "results", d.Lang), Participants: label(phase, "participants", d.Lang), Follows: label(phase, "follows", d.Lang)}
	for i, s := range steps {
		p.Phases = append(p.Phases, diagram.Phase{
			Number: s.Number, Title: s.page.Title(),
			Results: s.texts("results"), Participants: s.texts("participants"), After: after(steps, i),
		})
	}
	return template.HTML(p.SVG())
}

// label is what a field of a type is called in a language; "" if it has none of that key.
func label(t *schema.Type, key, lang string) string {
	if f := t.Field(key); f != nil {
		return f.LabelIn(lang)
	}
	return ""
}

// texts lists the items of one of the step's fields as plain text.
func (s Step) texts(key string) []string {
	f, v := s.page.Type.Field(key), s.page.Value(key)
	if s.hub.missing(f, v) {
		return nil
	}
	items, of := schema.Values{v}, f
	if list, ok := v.(schema.Values); ok {
		items, of = list, f.Of
	}
	var all []string
	for _, item := range items {
		all = append(all, s.hub.textOn(s.page, of, item, s.on))
	}
	return all
}

// after is the number of the step that one says it follows, unless that is the one
// before it or none of these.
func after(steps []Step, i int) int {
	ref, ok := steps[i].page.Value("follows").(schema.Reference)
	if !ok {
		return 0
	}
	at := slices.IndexFunc(steps, func(s Step) bool { return s.page.Slug() == string(ref) })
	if at < 0 || at == i-1 {
		return 0
	}
	return steps[at].Number
}

// Chart draws entries over time, with the site's day marked. The words say what that day
// and what the periods before, on and after it are called.
func (d *Drawing) Chart(entries []Entry, today, past, current, future string) template.HTML {
	if len(entries) > maxPictured {
		return ""
	}
	var rows []diagram.TimelineRow
	for _, e := range entries {
		rows = append(rows, timelineRow(e.Card.Title(), e.Periods))
	}
	return d.hub.chart(d.Lang, rows, today, past, current, future)
}

// Chart draws the periods of the page itself, as Drawing.Chart does those of many.
func (v *View) Chart(periods []Period, today, past, current, future string) template.HTML {
	return v.hub.chart(v.Lang, []diagram.TimelineRow{timelineRow("", periods)}, today, past, current, future)
}

// Today is the site's day in the words of the drawing's page: the one that a chart marks.
func (d *Drawing) Today() string { return d.hub.Day().Long(d.Lang) }

// Today is the site's day in the words of the page's language: the one that a chart marks.
func (v *View) Today() string { return v.hub.Day().Long(v.Lang) }

func timelineRow(title string, periods []Period) diagram.TimelineRow {
	row := diagram.TimelineRow{Title: title}
	for _, p := range periods {
		row.Spans = append(row.Spans, diagram.Span{From: p.from, Until: p.until, Text: p.text, Past: p.Past, Current: p.Current})
	}
	return row
}

func (h *Hub) chart(lang string, rows []diagram.TimelineRow, today, past, current, future string) template.HTML {
	day := h.Day()
	t := diagram.Timeline{Today: day, TodayLabel: today + " " + day.Long(lang), Past: past, Current: current, Future: future, Rows: rows}
	return template.HTML(t.SVG())
}
