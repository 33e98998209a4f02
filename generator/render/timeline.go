package render

import (
	"slices"

	"wegweiser/generator/calendar"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
)

// Entry is a page with a dated field, over time.
type Entry struct {
	Card    *Card
	Periods []Period
}

// Period is one stretch of time of an Entry.
type Period struct {
	Value, From, Until Value
	Caveat             string
	Lang               string // of the caveat, if it is not that of the page; else ""
	Source             *Source
	Current, Past      bool

	from, until calendar.Date
	text        string // the value without markup
}

// Timeline lists the pages of a type with the periods of their first dated field.
func (d *Drawing) Timeline(typeName string) ([]Entry, error) {
	pages, err := d.selected(typeName, "")
	if t := d.hub.Schema().Type(typeName); t != nil && !hasDated(t) {
		return nil, d.problem(&site.ArgumentError{Name: "type", Value: typeName, Want: "@dated-type", Options: datedTypes(d.hub.Schema())})
	}
	var entries []Entry
	for _, p := range pages {
		if periods := d.hub.periodsOf(p, d.Lang); periods != nil {
			entries = append(entries, Entry{d.hub.card(p, d.Lang), periods})
		}
	}
	return entries, err
}

// hasDated reports whether pages of a type can have periods.
func hasDated(t *schema.Type) bool {
	return slices.ContainsFunc(t.Fields, func(f *schema.Field) bool { return f.Dated && !f.Internal })
}

func datedTypes(s *schema.Schema) []string {
	var names []string
	for _, t := range s.Types {
		if hasDated(t) {
			names = append(names, t.Name)
		}
	}
	return names
}

// periodsOf lists the periods of the first dated field that a page has, for pages in
// the language on, or nil.
func (h *Hub) periodsOf(p *site.Page, on string) []Period {
	for i, f := range p.Type.Fields {
		if f.Dated && !f.Internal && p.Values[i] != nil {
			return h.periods(p, f, p.Values[i], on)
		}
	}
	return nil
}

func (h *Hub) periods(p *site.Page, f *schema.Field, v schema.Value, on string) []Period {
	dated, ok := v.(schema.Periods)
	if !ok {
		return []Period{{Value: h.written(p, f.Key, h.valueOn(p, f, v, on)), From: missingIn(on), Until: missingIn(on), Current: true, text: h.textOn(p, f, v, on)}}
	}
	var periods []Period
	today := h.Day()
	current := dated.Index(today)
	for i, period := range dated {
		out := Period{
			Value: h.written(p, f.Key, h.valueOn(p, f, period.Value, on)),
			From:  h.written(p, f.Key, h.dayOn(p, period.From, on)), Until: h.written(p, f.Key, h.dayOn(p, period.Until, on)),
			Caveat:  period.Caveat,
			Lang:    otherThan(on, textLang(p, f.Key)),
			Current: i == current,
			Past:    !period.Until.Zero() && today.After(period.Until.Last()),
			from:    period.From, until: period.Until, text: h.textOn(p, f, period.Value, on),
		}
		if period.Source.Title != "" {
			s := h.source(p, period.Source, textLang(p, f.Key), on)
			out.Source = &s
		}
		periods = append(periods, out)
	}
	return periods
}
