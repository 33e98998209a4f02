// Package numerals finds the numbers that a text says: amounts, years, days, sections,
// telephone numbers. The same number has the same value in whatever form and language it
// is written, so that a translation can be compared with its original.
package numerals

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegweiser/generator/calendar"
)

// Number is a number in a text. The value is canonical: 27.5 for 27,50 and 27.50 (and
// 8.3 for 8:30), 1000 for 1.000 and 1,000. A date is said in its parts, a month is --12.
type Number struct {
	Value, Written string
	Start, End     int // in the text, in bytes
}

// In returns the numbers that a text says, in order. Numbers in names (Amt24), addresses
// and names of files are none of it.
func In(text []byte) []Number {
	s := scanner{text: text}
	s.scan()
	return s.found
}

// Set is a set of values, sorted.
type Set []string

// Has reports whether a number is in the set. One is always said: by an article.
func (s Set) Has(n Number) bool {
	_, in := slices.BinarySearch(s, n.Value)
	return in || n.Value == "1"
}

// Add returns the set with all that a text may say: small numbers in words, too, and both
// readings of 31.12 (a day, or a decimal number).
func (s Set) Add(text []byte) Set {
	for i := 0; i < len(text); { // few texts have one
		end := wordEnd(text, i)
		if end-i < 3 || !telling(text[i:]) {
			i = max(i+1, end)
			continue
		}
		if m := month(text[i:end]); m != "" {
			s = append(s, m)
		} else if n := inWords(text[i:end]); n != 0 {
			s = append(s, strconv.Itoa(n))
		}
		i = end
	}
	for _, n := range In(text) {
		s = append(s, n.Value)
		day, month, _ := strings.Cut(n.Written, ".")
		if m, err := strconv.Atoi(month); err == nil && len(day) <= 2 && m >= 1 && m <= 12 {
			s = append(s, plain(day), plain(month), monthValue(m))
		}
	}
	return s
}

// Sorted returns the set as Has needs it, cut to size.
func (s Set) Sorted() Set {
	slices.Sort(s)
	return slices.Clip(slices.Compact(s))
}

type scanner struct {
	text    []byte
	found   []Number
	word    [2]int // what stands between spaces, of the last number
	address bool   // it is an address or the name of a file
	month   int    // where the last month starts, from 1
}

func (s *scanner) scan() {
	for i := 0; i < len(s.text); {
		switch {
		case !isDigit(rune(s.text[i])):
			i++
		case s.inName(i):
			for i < len(s.text) && isDigit(rune(s.text[i])) {
				i++
			}
		default:
			i = s.number(i)
		}
	}
}

// inName reports whether the digits at i belong to a name, an address or a file.
func (s *scanner) inName(i int) bool {
	if r, _ := utf8.DecodeLastRune(s.text[:i]); unicode.IsLetter(r) || r == '_' {
		return true
	}
	if i >= s.word[1] {
		start := bytes.LastIndexFunc(s.text[s.word[1]:i], unicode.IsSpace) + 1 + s.word[1]
		end := bytes.IndexFunc(s.text[i:], unicode.IsSpace)
		if end < 0 {
			end = len(s.text) - i
		}
		s.word = [2]int{start, i + end}
		s.address = isAddress(s.text[start : i+end])
	}
	return s.address
}

func isAddress(word []byte) bool {
	word = bytes.TrimFunc(word, func(r rune) bool { return unicode.IsPunct(r) && r != '/' })
	if bytes.Contains(word, []byte("://")) || bytes.HasPrefix(word, []byte("www.")) || bytes.IndexByte(word, '@') >= 0 {
		return true
	}
	dot := bytes.LastIndexByte(word, '.')
	if dot < 1 || len(word)-dot < 3 || len(word)-dot > 6 { // plan-2026.pdf
		return false
	}
	letters := 0
	for _, c := range word[dot+1:] {
		if c >= 'a' && c <= 'z' {
			letters++
		} else if !isDigit(rune(c)) {
			return false
		}
	}
	return letters > 1
}

// number reads the number or date at i and returns where it ends.
func (s *scanner) number(i int) int {
	for _, read := range []func(int) int{s.isoDate, s.dottedDate, s.monthOfYear, s.telephone} {
		if end := read(i); end > 0 {
			return end
		}
	}
	end := s.digits(i)
	if value, last := s.grouped(i, end); last > 0 {
		return s.say(value, i, last)
	}
	parts := 1
	for end+1 < len(s.text) && strings.IndexByte(".,:", s.text[end]) >= 0 && isDigit(rune(s.text[end+1])) {
		end, parts = s.digits(end+1), parts+1
	}
	value := strings.NewReplacer(",", ".", ":", ".").Replace(string(s.text[i:end]))
	switch {
	case parts == 1:
		value = plain(value)
	case parts == 2:
		value = decimal(value)
	}
	value = s.halfDay(value, end)
	s.months(value, i, end, true)
	s.say(value, i, end)
	s.months(value, i, end, false)
	return end
}

// say notes a number and returns where it ends.
func (s *scanner) say(value string, start, end int) int {
	s.found = append(s.found, Number{value, string(s.text[start:end]), start, end})
	return end
}

func (s *scanner) digits(i int) int {
	for i < len(s.text) && isDigit(rune(s.text[i])) {
		i++
	}
	return i
}

// grouped reads a number in groups of three digits, with or without decimals.
func (s *scanner) grouped(i, first int) (value string, end int) {
	if first-i > 3 || s.text[i] == '0' {
		return "", 0
	}
	value, end = string(s.text[i:first]), first
	separator := ""
	for {
		r, size := utf8.DecodeRune(s.text[end:])
		group := s.digits(end + size)
		if !strings.ContainsRune(".,' \u00a0\u2009\u202f’", r) || group-end-size != 3 || separator != "" && separator != string(r) {
			break
		}
		separator = string(r)
		value += string(s.text[end+size : group])
		end = group
	}
	if separator == "" {
		return "", 0
	}
	if end+1 < len(s.text) && (s.text[end] == '.' || s.text[end] == ',') && string(s.text[end]) != separator && isDigit(rune(s.text[end+1])) {
		last := s.digits(end + 1)
		return decimal(value + "." + string(s.text[end+1:last])), last
	}
	return value, end
}

// isoDate reads 2026-12 and 2026-12-31.
func (s *scanner) isoDate(i int) int {
	year := s.digits(i)
	m := s.after(year, '-')
	if year-i != 4 || m-year != 3 || !s.between(year+1, m, 12) {
		return 0
	}
	s.say(string(s.text[i:year]), i, year)
	s.sayMonth(year+1, m)
	if day := s.after(m, '-'); day-m == 3 && s.between(m+1, day, 31) {
		return s.say(plain(string(s.text[m+1:day])), m+1, day)
	}
	return m
}

// dottedDate reads 31.12.2026, 31.12.26 and 31. 12. 2026.
func (s *scanner) dottedDate(i int) int {
	day := s.digits(i)
	month, m := s.behindDot(day)
	start, year := s.behindDot(m)
	short := year-start == 2 && start == m+1
	if year-start != 4 && !short || !s.between(i, day, 31) || !s.between(month, m, 12) {
		return 0
	}
	s.say(plain(string(s.text[i:day])), i, day)
	s.sayMonth(month, m)
	value := string(s.text[start:year])
	if short {
		value = "20" + value
	}
	return s.say(value, start, year)
}

// behindDot is where the digits start and end that follow a dot at i, with or without a
// blank.
func (s *scanner) behindDot(i int) (start, end int) {
	if i == 0 || i >= len(s.text) || s.text[i] != '.' {
		return 0, 0
	}
	start = i + 1
	if r, size := utf8.DecodeRune(s.text[start:]); strings.ContainsRune(blanks, r) {
		start += size
	}
	return start, s.digits(start)
}

// blanks are those that can stand within a number or a date.
const blanks = " \u00a0\u2009\u202f"

// monthOfYear reads 12/2026 and 12.2026.
func (s *scanner) monthOfYear(i int) int {
	m := s.digits(i)
	year := max(s.after(m, '/'), s.after(m, '.'))
	if year-m != 5 || !s.between(i, m, 12) {
		return 0
	}
	s.sayMonth(i, m)
	return s.say(string(s.text[m+1:year]), m+1, year)
}

// after is where the digits end that follow a sign at i, or 0.
func (s *scanner) after(i int, sign byte) int {
	if i == 0 || i >= len(s.text) || s.text[i] != sign {
		return 0
	}
	return s.digits(i + 1)
}

func (s *scanner) between(start, end, most int) bool {
	n, _ := strconv.Atoi(string(s.text[start:end]))
	return end-start <= 2 && n >= 1 && n <= most
}

func (s *scanner) sayMonth(start, end int) {
	m, _ := strconv.Atoi(string(s.text[start:end]))
	s.say(monthValue(m), start, end)
}

// telephone reads 0351 564-1234 and +49 351 5641234.
func (s *scanner) telephone(i int) int {
	abroad := i > 0 && s.text[i-1] == '+'
	if !abroad && (s.text[i] != '0' || i+1 >= len(s.text) || !isDigit(rune(s.text[i+1]))) {
		return 0
	}
	var digits []byte
	end := i
	for at := i; at < len(s.text); {
		r, size := utf8.DecodeRune(s.text[at:])
		if isDigit(r) {
			digits, end = append(digits, byte(r)), at+1
		} else if !strings.ContainsRune(" -/()\u00a0\u2009\u202f‑–", r) || at-end > 3 {
			break
		}
		at += size
	}
	if len(digits) < 7 {
		return 0
	}
	value := string(digits)
	if abroad {
		value = strings.TrimPrefix(value, "49")
	}
	return s.say("0"+strings.TrimLeft(value, "0"), i, end)
}

// halfDay turns the hours of the afternoon into those of a whole day: 1:30 p.m.
func (s *scanner) halfDay(value string, end int) string {
	rest := bytes.ToLower(bytes.TrimLeftFunc(s.text[end:min(end+8, len(s.text))], unicode.IsSpace))
	afternoon := bytes.HasPrefix(rest, []byte("p.m")) || bytes.HasPrefix(rest, []byte("pm"))
	hour, minutes, _ := strings.Cut(value, ".")
	if h, err := strconv.Atoi(hour); afternoon && err == nil && h < 12 {
		return strings.TrimSuffix(strconv.Itoa(h+12)+"."+minutes, ".")
	}
	return value
}

// months notes a month that stands beside a day or a year, once: before or after it.
func (s *scanner) months(value string, start, end int, before bool) {
	n, err := strconv.Atoi(value)
	day := n >= 1 && n <= 31
	if year := len(value) == 4; err != nil || !day && !(year && before) {
		return
	}
	var from, to int
	if before {
		to = len(bytes.TrimRightFunc(s.text[max(0, start-24):start], unicode.IsSpace)) + max(0, start-24)
		from = to
		for from > 0 {
			r, size := utf8.DecodeLastRune(s.text[:from])
			if !unicode.IsLetter(r) && !(r == '.' && from == to) {
				break
			}
			from -= size
		}
		to = from + len(bytes.TrimSuffix(s.text[from:to], []byte(".")))
	} else {
		rest := bytes.TrimPrefix(s.text[end:], []byte("."))
		for _, ordinal := range []string{"st", "nd", "rd", "th"} {
			rest = bytes.TrimPrefix(rest, []byte(ordinal))
		}
		rest = bytes.TrimPrefix(bytes.TrimLeftFunc(rest, unicode.IsSpace), []byte("of "))
		from = len(s.text) - len(rest)
		to = wordEnd(s.text, from)
	}
	if m := month(s.text[from:to]); m != "" && s.month != from+1 {
		s.month = from + 1
		s.say(m, from, to)
	}
}

// month is the month that a word names, in full or by its first letters, or "".
func month(word []byte) string {
	if m := calendar.Month(string(word)); m > 0 {
		return monthValue(m)
	}
	return ""
}

func monthValue(m int) string { return "--" + strconv.Itoa(m/10) + strconv.Itoa(m%10) }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// wordEnd is where the letters end that start at i.
func wordEnd(text []byte, i int) int {
	for i < len(text) {
		if c := text[i] | 0x20; c >= 'a' && c <= 'z' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if !unicode.IsLetter(r) {
			break
		}
		i += size
	}
	return i
}

// plain drops the zeros before a day, a month or an hour; those of a longer number are
// part of it: 01067.
func plain(digits string) string {
	if len(digits) == 2 {
		return strings.TrimPrefix(digits, "0")
	}
	return digits
}

// decimal drops the zeros around a decimal number.
func decimal(value string) string {
	whole, fraction, _ := strings.Cut(value, ".")
	return strings.TrimSuffix(plain(whole)+"."+strings.TrimRight(fraction, "0"), ".")
}
