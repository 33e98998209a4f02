package site

import (
	"cmp"
	"slices"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/schema"
)

// Change is what a coming day does to a page, without an edit.
type Change struct {
	Day   calendar.Date
	Page  *schema.Page
	Field *schema.Field // publish_from, publish_until, reviewed, review_by, or one whose value is dated
	Begin bool          // the page or the value begins; otherwise it ends, or is to be reviewed
}

// published says that the change is that the page appears or ends.
func (c Change) published() bool {
	return c.Field.Key == "publish_from" || c.Field.Key == "publish_until"
}

// NextChange returns the next day after the site's own on which a build of the
// same content would differ: a page appears or ends (a preview says so), a dated value starts or
// ends, a review that is still to come is news. It is the zero date if there is none.
func (s *Site) NextChange() calendar.Date {
	next := calendar.Date{}
	s.eachChange(s.Drafts, func(p *Page, c Change) {
		if c.Field.Key == "review_by" || c.published() && p.Absence.Why == Draft {
			return
		}
		if next.Zero() || c.Day.Before(next) {
			next = c.Day
		}
	})
	return next
}

// Upcoming lists what the days after the site's own will change for its readers,
// the next first. Drafts are not among it, nor are reviews: one to come is a mistake.
func (s *Site) Upcoming() []Change {
	var all []Change
	s.eachChange(false, func(_ *Page, c Change) {
		if c.Field.Key != reviewed {
			all = append(all, c)
		}
	})
	slices.SortStableFunc(all, func(a, b Change) int {
		return cmp.Or(a.Day.Compare(b.Day), strings.Compare(a.Page.Doc.Path, b.Page.Doc.Path))
	})
	return all
}

// eachChange visits the coming changes that readers see: on the first day of a change or
// on the one before, the page is public.
func (s *Site) eachChange(drafts bool, visit func(*Page, Change)) {
	for _, p := range s.linked {
		for _, c := range p.changes {
			if c.Day.After(s.Day) && (drafts || p.publicOn(c.Day) || p.publicOn(c.Day.AddDays(-1))) {
				c.Page = p.Page
				visit(p, c)
			}
		}
	}
}

// publicOn reports whether a page is public on a day.
func (p *Page) publicOn(day calendar.Date) bool { return p.absenceOn(day).Why == "" }

// changesOf lists what days do to a page, whether they have come or not, without
// the page: its body may be swapped.
func changesOf(p *schema.Page) []Change {
	var all []Change
	span := func(f *schema.Field, from, until calendar.Date) {
		if !from.Zero() {
			all = append(all, Change{Day: from.First(), Field: f, Begin: true})
		}
		if !until.Zero() {
			all = append(all, Change{Day: until.Last().AddDays(1), Field: f})
		}
	}
	for i, f := range p.Type.Fields {
		switch v := p.Values[i]; f.Key {
		case "publish_from", reviewed:
			span(f, p.Day(f.Key), calendar.Date{})
		case "publish_until", "review_by":
			span(f, calendar.Date{}, p.Day(f.Key))
		default:
			eachSpan(v, func(from, until calendar.Date) { span(f, from, until) })
		}
	}
	return all
}

// eachSpan visits the periods of a dated value, nested ones too.
func eachSpan(v schema.Value, visit func(from, until calendar.Date)) {
	switch v := v.(type) {
	case schema.Values:
		for _, item := range v {
			eachSpan(item, visit)
		}
	case schema.Entries:
		for _, item := range v {
			eachSpan(item, visit)
		}
	case schema.Periods:
		for _, p := range v {
			visit(p.From, p.Until)
			eachSpan(p.Value, visit)
		}
	}
}
