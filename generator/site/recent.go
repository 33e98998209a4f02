package site

import (
	"cmp"
	"slices"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/schema"
)

// Event is what a day that has come has changed for the readers of a page, as the page
// itself says.
type Event struct {
	Day    calendar.Date // of the event; Date is as precise as it is written
	Date   calendar.Date
	Page   *Page
	More   []*Page        // others that were reviewed on the same day: that is one event
	Path   string         // publish_from, reviewed, or that of a dated field
	Field  *schema.Field  // what stands there
	Period *schema.Period // the value that began or ended; nil if the field is not dated
	Ended  bool
	Number int // from 1, among the events of one day at one path of a page
}

// reviewed is the field that says when a page was.
const reviewed = "reviewed"

// Recent lists what the days up to the site's own have changed, in its first language,
// the latest first: at most limit events.
func (s *Site) Recent(limit int) []Event {
	var all []Event
	reviews := map[calendar.Date]int{} // where they are in all
	for _, p := range s.Pages {
		for _, e := range p.events {
			if e.Path == reviewed {
				if i, known := reviews[e.Date]; known {
					all[i].More = append(all[i].More, p)
					continue
				}
				reviews[e.Date] = len(all)
			}
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b Event) int {
		return cmp.Or(b.Day.Compare(a.Day), strings.Compare(a.Page.URL, b.Page.URL), strings.Compare(a.Path, b.Path))
	})
	all = all[:min(len(all), limit)]
	for i := range all {
		all[i].Number = 1
		if before := max(0, i-1); i > 0 && all[i].sameAs(&all[before]) {
			all[i].Number = all[before].Number + 1
		}
	}
	return all
}

// newsworthy reports whether what changes on a page is told.
func (s *Site) newsworthy(p *Page) bool { return p.Lang == s.defaultLang() && p.Public() }

// Eventful reports whether there is anything that Recent could list.
func (s *Site) Eventful() bool {
	return slices.ContainsFunc(s.Pages, func(p *Page) bool { return len(p.events) > 0 })
}

func (e *Event) sameAs(other *Event) bool {
	return e.Day == other.Day && e.Page == other.Page && e.Path == other.Path
}

// eventsOf lists what has changed on a page until today, if that is told.
func (s *Site) eventsOf(p *Page) []Event {
	if !s.newsworthy(p) {
		return nil
	}
	var all []Event
	add := func(e Event) {
		if !e.Date.Zero() && !e.Day.After(s.Day) {
			e.Page = p
			all = append(all, e)
		}
	}
	for _, key := range []string{"publish_from", reviewed} {
		date := p.Day(key)
		add(Event{Day: date.First(), Date: date, Path: key, Field: p.Type.Field(key)})
	}
	eachDated(p.Type.Fields, p.Values, "", func(f *schema.Field, path string, periods schema.Periods) {
		for i := range periods {
			period := &periods[i]
			add(Event{Day: period.From.First(), Date: period.From, Path: path, Field: f, Period: period})
			if next := period.Until.Last().AddDays(1); periods.Index(next) < 0 { // else what follows is the event
				add(Event{Day: next, Date: period.Until, Path: path, Field: f, Period: period, Ended: true})
			}
		}
	})
	return all
}

// eachDated visits the public dated values of a page or record, those within lists and
// records too.
func eachDated(fields []*schema.Field, values []schema.Value, above string, visit func(f *schema.Field, path string, periods schema.Periods)) {
	for i, f := range fields {
		if !f.Internal {
			eachDatedIn(f, values[i], above+f.Key, visit)
		}
	}
}

func eachDatedIn(f *schema.Field, v schema.Value, path string, visit func(f *schema.Field, path string, periods schema.Periods)) {
	switch v := v.(type) {
	case schema.Values:
		for _, item := range v {
			eachDatedIn(f.Of, item, path, visit)
		}
	case schema.Entries:
		eachDated(f.Fields, v, path+".", visit)
	case schema.Periods:
		visit(f, path, v)
	}
}
