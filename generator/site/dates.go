package site

import (
	"wegweiser/generator/calendar"
	"wegweiser/generator/schema"
)

// NextChange returns the next day after the site's own on which a build of the
// same content would differ: a page appears or ends, a dated value starts or
// ends. It is the zero date if there is none.
func (s *Site) NextChange() calendar.Date {
	next := calendar.Date{}
	consider := func(d calendar.Date) {
		if d.After(s.Day) && (next.Zero() || d.Before(next)) {
			next = d
		}
	}
	span := func(from, until calendar.Date) {
		if !from.Zero() {
			consider(from.First())
		}
		if !until.Zero() {
			consider(until.Last().AddDays(1))
		}
	}
	for _, p := range s.Inputs.Pages {
		until := p.Day("publish_until")
		over := !until.Zero() && s.Day.After(until.Last())
		if (p.Flag("draft") || over) && !s.Drafts {
			continue
		}
		eachSpan(p.Values, span)
		if !s.Drafts {
			span(p.Day("publish_from"), until)
		}
	}
	return next
}

// eachSpan visits the periods of all dated values, nested ones too.
func eachSpan(values []schema.Value, visit func(from, until calendar.Date)) {
	for _, v := range values {
		switch v := v.(type) {
		case schema.Values:
			eachSpan(v, visit)
		case schema.Entries:
			eachSpan(v, visit)
		case schema.Periods:
			for _, p := range v {
				visit(p.From, p.Until)
				eachSpan([]schema.Value{p.Value}, visit)
			}
		}
	}
}
