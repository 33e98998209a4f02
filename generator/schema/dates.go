package schema

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
)

func (c *checker) date(text string, e entry) Value {
	d, err := calendar.Parse(text)
	if err == nil {
		return Day(d)
	}
	iso := isoDate(text)
	_, isoErr := calendar.Parse(iso)
	if errors.Is(isoErr, calendar.ErrNoSuchDay) {
		c.report(diag.NoSuchDate, e, "value", text, "reason", noSuchDay(iso))
		iso = turned(iso)
	} else {
		c.report(diag.InvalidDate, e, "value", text)
	}
	if _, err := calendar.Parse(iso); err == nil {
		c.found[len(c.found)-1].Suggest = iso
	}
	return nil
}

var (
	dayFirst  = regexp.MustCompile(`^(?:(\d{1,2})\.\s*)?(\d{1,2})[./]\s*(\d{4})$`)
	yearFirst = regexp.MustCompile(`^(\d{4})[-–—‑−./](\d{1,2})(?:[-–—‑−./](\d{1,2}))?$`)
	withName  = regexp.MustCompile(`^(?:(\d{1,2})\.?[\s\x{a0}\x{202f}]*)?(\pL+)[\s\x{a0}\x{202f}]+(\d{4})$`)
)

// isoDate is a date in another form as it is to be written, or "".
func isoDate(text string) string {
	var year, month, day string
	if m := dayFirst.FindStringSubmatch(text); m != nil {
		year, month, day = m[3], m[2], m[1]
	} else if m := yearFirst.FindStringSubmatch(text); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := withName.FindStringSubmatch(text); m != nil && monthNumber(m[2]) > 0 {
		year, month, day = m[3], strconv.Itoa(monthNumber(m[2])), m[1]
	} else {
		return ""
	}
	iso := year + "-" + twoDigits(month)
	if day != "" {
		iso += "-" + twoDigits(day)
	}
	return iso
}

// monthNumber is the number of a month by its name, or 0.
func monthNumber(name string) int {
	for month := 1; month <= 12; month++ {
		for _, lang := range []string{"de", "en"} {
			long, _, _ := strings.Cut(calendar.Date{Year: 2000, Month: month}.Long(lang), " ")
			if strings.EqualFold(name, long) {
				return month
			}
		}
	}
	return 0
}

// noSuchDay says why the calendar does not have a date of the right form.
func noSuchDay(iso string) string {
	month, err := calendar.Parse(iso[:len("2026-12")])
	switch {
	case err != nil:
		return "@date-months"
	case strings.HasSuffix(iso, "-00"):
		return "@date-from-one"
	}
	switch month.Last().Day {
	case 28:
		return "@date-28"
	case 29:
		return "@date-29"
	case 30:
		return "@date-30"
	}
	return "@date-31"
}

// turned is a date whose day and month have changed places.
func turned(iso string) string {
	if len(iso) < len("2026-12-31") {
		return ""
	}
	return iso[:5] + iso[8:] + iso[4:7]
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}
