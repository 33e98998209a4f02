package german

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
)

// hyphens sets hyphens that stand for a dash: between spaces, doubled between
// words, single between the ends of a range of numbers.
func (s *setting) hyphens() {
	n := run(s.text, func(c byte) bool { return c == '-' })
	previous, next := s.previous(), s.next(n)
	switch {
	case n > 3:
		s.keep(n)
	case unicode.IsSpace(previous) && (next == 0 || unicode.IsSpace(next)):
		s.replace(n, enDash)
	case n > 1 && unicode.IsDigit(previous) && unicode.IsDigit(next),
		n == 1 && isRange(s.before(), s.text[1:]):
		s.replace(n, enDash)
	case n > 1 && isWord(previous) && isWord(next):
		s.replace(n, " "+enDash+" ")
	default:
		s.keep(n)
	}
}

// isRange reports whether a hyphen between before and after stands for "to", as
// in 10-12, 2025-2026, 8:00-14:00. Most hyphens between digits do not: they
// stand in dates, file and telephone numbers. So each side must be a whole
// word, the second number must be greater, and nothing in the neighbourhood may
// be a telephone number's other half. In doubt the hyphen stays.
func isRange(before, after []byte) bool {
	if len(before) == 0 || len(after) == 0 || !isDigit(before[len(before)-1]) || !isDigit(after[0]) {
		return false
	}
	left := trimOpen(lastWord(before))
	from, ok := readEnd(left)
	if !ok || from.length != len(left) {
		return false
	}
	to, ok := readEnd(after)
	if !ok || !endsWord(after[to.length:]) || dialling(before[:len(before)-len(lastWord(before))]) {
		return false
	}
	if from.divided || to.divided {
		return true
	}
	return from.value < to.value && (from.digits == to.digits || to.digits <= 3)
}

// rangeEnd is a number of at most four digits, maybe with two more after a
// point, colon or comma: 9, 1990, 8:00, 2,5.
type rangeEnd struct {
	value, digits int
	divided       bool
	length        int // in bytes
}

func readEnd(text []byte) (rangeEnd, bool) {
	n := run(text, isDigit)
	if n == 0 || n > 4 || n > 2 && text[0] == '0' {
		return rangeEnd{}, false
	}
	end := rangeEnd{digits: n, length: n}
	for _, c := range text[:n] {
		end.value = 10*end.value + int(c-'0')
	}
	if n < len(text) && strings.IndexByte(",.:", text[n]) >= 0 {
		if more := run(text[n+1:], isDigit); more > 0 {
			end.divided = true
			end.length += 1 + more
			return end, more <= 3
		}
	}
	return end, true
}

// endsWord reports whether a word may end before rest.
func endsWord(rest []byte) bool {
	rest = rest[run(rest, func(c byte) bool { return strings.IndexByte(".,;:!?", c) >= 0 }):]
	r := firstRune(rest)
	return len(rest) == 0 || unicode.IsSpace(r) || bytes.HasPrefix(rest, []byte("--")) ||
		strings.ContainsRune(`)]}"'“”‘’»«…`, r)
}

var phoneWords = []string{"Tel", "Telefon", "Telefax", "Fax", "Mobil", "Durchwahl", "Rufnummer"}

// dialling reports whether the last word before a number is the beginning of a
// telephone number: an area code, a stroke, "Tel.:".
func dialling(before []byte) bool {
	word := lastWord(bytes.TrimRightFunc(before, unicode.IsSpace))
	if len(word) == 0 {
		return false
	}
	if len(bytes.Trim(word, "0123456789+()/")) == 0 {
		return true
	}
	return slices.Contains(phoneWords, string(bytes.TrimRight(trimOpen(word), ".:")))
}
