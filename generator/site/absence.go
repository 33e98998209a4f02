package site

import "wegweiser/generator/calendar"

// Absence is why a page is not public on a day: only a preview shows it.
type Absence struct {
	Why string        // Draft, Scheduled or Expired; "" if the page is public
	Day calendar.Date // its first if it is scheduled, its last if it is expired
}

// Why a page is not public.
const (
	Draft     = "draft" // it is a draft, or a variant of one
	Scheduled = "scheduled"
	Expired   = "expired"
)

// Reasons are all of them, in the order in which they are told.
var Reasons = []string{Draft, Scheduled, Expired}

// absenceOn tells why a page is not public on a day. A variant goes with its original,
// unless it has days of its own.
func (p *Page) absenceOn(day calendar.Date) Absence {
	timed := p.Page
	if p.Original != nil {
		if p.Original.Flag("draft") {
			return Absence{Why: Draft}
		}
		if p.Day("publish_from").Zero() && p.Day("publish_until").Zero() {
			timed = p.Original.Page
		}
	}
	from, until := timed.Day("publish_from"), timed.Day("publish_until")
	switch {
	case p.Flag("draft"):
		return Absence{Why: Draft}
	case !from.Zero() && day.Before(from.First()):
		return Absence{Scheduled, from.First()}
	case !until.Zero() && day.After(until.Last()):
		return Absence{Expired, until.Last()}
	}
	return Absence{}
}

// appear decides whether a page is published, and notes why readers do not see it.
func (s *Site) appear(p *Page) {
	p.Absence = p.absenceOn(s.Day)
	p.Published = s.Drafts || p.Public()
}

// Public reports whether readers see the page on the site's day.
func (p *Page) Public() bool { return p.Absence.Why == "" }

// LeftOut counts the pages that are not published, by the reason.
func (s *Site) LeftOut() map[string]int {
	count := map[string]int{}
	for _, p := range s.linked {
		if !p.Published {
			count[p.Absence.Why]++
		}
	}
	return count
}
