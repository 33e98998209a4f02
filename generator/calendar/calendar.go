// Package calendar has dates with a precision: a year, a month or a day.
//
// A source that says "since 2022" knows no day, and inventing one would be
// wrong. So a Date keeps what was written, is shown as it was written, and
// only a question that needs days asks for its First or Last day: funding that
// ends in 2026 ends on 31 December 2026.
//
// Dates have no clock and no time zone. Today is the one place where a moment
// becomes a date, and it is told the moment and the zone.
package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// Date is a year, a month of a year (Day is 0) or a day (neither is 0). Its
// zero value is no date at all. Dates are comparable with ==.
type Date struct{ Year, Month, Day int }

// What can be wrong with a date.
var (
	// ErrForm is for text that is not of the form 2026, 2026-12 or 2026-12-31.
	ErrForm = errors.New("calendar: not of the form YYYY, YYYY-MM or YYYY-MM-DD")
	// ErrNoSuchDay is for text of that form that names a month or day which the
	// calendar does not have: 2026-13, 2026-02-29.
	ErrNoSuchDay = errors.New("calendar: no such month or day")
)

// Parse reads 2026, 2026-12 or 2026-12-31, with years from 1000 to 9999 and
// nothing around it. The error is ErrForm or ErrNoSuchDay.
func Parse(s string) (Date, error) {
	if !wellFormed(s) {
		return Date{}, ErrForm
	}
	d := Date{Year: number(s[:4])}
	if len(s) >= len("2026-12") {
		d.Month = number(s[5:7])
		if d.Month < 1 || d.Month > 12 {
			return Date{}, ErrNoSuchDay
		}
	}
	if len(s) == len("2026-12-31") {
		d.Day = number(s[8:])
		if d.Day < 1 || d.Day > daysIn(d.Year, d.Month) {
			return Date{}, ErrNoSuchDay
		}
	}
	return d, nil
}

// wellFormed reports whether s has digits and hyphens where a date has them.
func wellFormed(s string) bool {
	switch len(s) {
	case len("2026"), len("2026-12"), len("2026-12-31"):
	default:
		return false
	}
	for i := range len(s) {
		hyphen := i == 4 || i == 7
		if hyphen && s[i] != '-' || !hyphen && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return s[0] != '0'
}

// number returns the value of a short string of digits.
func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = 10*n + int(digits[i]-'0')
	}
	return n
}

// daysIn returns the length of a month: day 0 of the next one is its last.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Today returns the day that it is at the given moment in the given zone.
func Today(now time.Time, loc *time.Location) Date { return dayOf(now.In(loc)) }

func dayOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, int(month), day}
}

// Zero reports whether d is no date.
func (d Date) Zero() bool { return d == Date{} }

// First returns the first day of d: of 2026 it is 2026-01-01. No date has none.
func (d Date) First() Date {
	if d.Zero() {
		return d
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last returns the last day of d: of 2026 it is 2026-12-31. No date has none.
func (d Date) Last() Date {
	if d.Zero() || d.Day != 0 {
		return d
	}
	month := d.Month
	if month == 0 {
		month = 12
	}
	return Date{d.Year, month, daysIn(d.Year, month)}
}

// Compare orders dates for lists, -1, 0 or +1: by their first day, and of two
// with the same first day the less precise comes first. No date precedes all.
func (d Date) Compare(e Date) int {
	a, b := d.First(), e.First()
	return cmp.Or(
		cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day),
		cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether all of d lies before all of e. A day in 2026 is
// neither before nor after 2026.
func (d Date) Before(e Date) bool { return d.Last().Compare(e.First()) < 0 }

// After reports whether all of d lies after all of e.
func (d Date) After(e Date) bool { return e.Before(d) }

// AddDays returns the day n days after the first day of d, or before it if n is
// negative. No date stays none.
func (d Date) AddDays(n int) Date {
	if d.Zero() {
		return d
	}
	d = d.First()
	return dayOf(time.Date(d.Year, time.Month(d.Month), d.Day+n, 0, 0, 0, 0, time.UTC))
}

// String returns d in the form that Parse reads, "" for no date.
func (d Date) String() string {
	switch {
	case d.Zero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}
