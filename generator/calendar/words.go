package calendar

import (
	"fmt"
	"iter"
	"maps"
	"strings"
)

// words is how a language writes dates.
type words struct {
	day   string     // between the number of the day and the month
	alone [12]string // months that stand alone: Dezember 2026
	of    [12]string // months after a day: 31. Dezember
}

var (
	german = [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni",
		"Juli", "August", "September", "Oktober", "November", "Dezember"}
	english = [12]string{"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"}
)

// Upper Sorbian is an official language in Saxony; after a day its months stand
// in the genitive. A line must not break after "31.", where it looks like the
// end of a sentence.
var languages = map[string]words{
	"de": {".\u00a0", german, german},
	"en": {" ", english, english},
	"hsb": {".\u00a0",
		[12]string{"januar", "februar", "měrc", "apryl", "meja", "junij",
			"julij", "awgust", "september", "oktober", "nowember", "december"},
		[12]string{"januara", "februara", "měrca", "apryla", "meje", "junija",
			"julija", "awgusta", "septembra", "oktobra", "nowembra", "decembra"}},
}

// Long returns d as a sentence has it, with the precision that it has:
// "31. Dezember 2026" (with a no-break space after the point), "Dezember 2026",
// "2026", and "" for no date. lang is a tag such as de, de-simple, en or hsb;
// in a language that has no table here the date is given as String does.
func (d Date) Long(lang string) string {
	primary, _, _ := strings.Cut(lang, "-")
	w, known := languages[primary]
	switch {
	case !known || d.Month == 0:
		return d.String()
	case d.Day == 0:
		return fmt.Sprintf("%s %04d", w.alone[d.Month-1], d.Year)
	}
	return fmt.Sprintf("%d%s%s %04d", d.Day, w.day, w.of[d.Month-1], d.Year)
}

// Short returns d as a German table has it: "31.12.2026", "12/2026", "2026",
// and "" for no date.
func (d Date) Short() string {
	switch {
	case d.Month == 0:
		return d.String()
	case d.Day == 0:
		return fmt.Sprintf("%02d/%04d", d.Month, d.Year)
	}
	return fmt.Sprintf("%02d.%02d.%04d", d.Day, d.Month, d.Year)
}

// Month returns the number of the month that a word names in one of the languages, in
// full or by at least its first three letters (Dez, Sept), or 0.
func Month(word string) int {
	if len(word) < 3 || len(word) > longestMonth {
		return 0
	}
	return months[word]
}

// Months visits all that Month knows.
func Months() iter.Seq[string] { return maps.Keys(months) }

// months are those of all languages, by what names them.
var months, longestMonth = func() (map[string]int, int) {
	all, longest := map[string]int{}, 0
	for _, w := range languages {
		for _, names := range [][12]string{w.alone, w.of} {
			for i, name := range names {
				longest = max(longest, len(name))
				letters := 0
				for end := range name {
					if letters >= 3 {
						all[name[:end]] = i + 1
					}
					letters++
				}
				all[name] = i + 1
			}
		}
	}
	return all, longest
}()
