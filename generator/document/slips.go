package document

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// earlierSlip finds what the library notices only on a later line, or takes for
// something else: it goes through the lines up to the one at which it gave up.
func earlierSlip(text []byte, base, at int) (slip, bool) {
	var above []byte // the last line with anything on it
	for from := base; from < len(text) && from <= at; {
		line, next := cutLine(text, from)
		if from > base && string(bytes.TrimRight(line, " \t")) == delimiter {
			break // the text of the page follows
		}
		if len(bytes.TrimSpace(line)) == 0 || bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("#")) || string(line) == delimiter {
			from = next
			continue
		}
		if s, ok := lineSlip(line, above, text[next:]); ok && from+s.at <= at {
			s.at += from
			return s, true
		}
		above, from = line, next
	}
	return slip{}, false
}

var (
	protectedSpace = regexp.MustCompile(`^(?: *|[ -]*\pL[\pL\d_-]*:)([\x{a0}\x{202f}\x{2007}])`)
	gluedDash      = regexp.MustCompile(`^ *(-)\pL`)
	keyLine        = regexp.MustCompile(`^( *(?:- +)*)["']?\pL[\pL\d_-]*["']?:(?:\s|$)`)
	nameLine       = regexp.MustCompile(`^( *(?:- +)*)\pL[\pL\d_-]*(?:[ \t][^:]*)?$`)
	opensQuote     = regexp.MustCompile(`^( *(?:- +)*)(?:[\w-]+:[ \t]+|- +)(["'])(.*)$`)
)

// lineSlip tells what is wrong with a line between the one above and those below, at
// an offset in the line.
func lineSlip(line, above, below []byte) (slip, bool) {
	if m := protectedSpace.FindSubmatchIndex(line); m != nil {
		return slip{m[2], "@yaml-protected-space", ""}, true
	}
	starts := above == nil || bytes.HasSuffix(bytes.TrimRight(above, " \t"), []byte(":"))
	if m := gluedDash.FindSubmatchIndex(line); m != nil && (starts || keyLine.Match(line[m[3]:]) || isItem(above)) {
		return slip{m[2], "@yaml-dash", ""}, true
	}
	if m := nameLine.FindSubmatch(line); m != nil && (starts || isItem(line)) {
		lower, _ := cutLine(bytes.TrimLeft(below, "\n"), 0)
		if k := keyLine.FindSubmatch(lower); k != nil && len(k[1]) == len(m[1]) && !isItem(lower) {
			return slip{len(m[1]), "@yaml-no-colon", ""}, true
		}
	}
	if m := curlyInRow.FindSubmatchIndex(line); m != nil && bytes.ContainsAny(line[:m[2]], "[{") {
		return slip{m[2], "@yaml-curly-end", string(line[m[2]:m[3]]) + `"`}, true
	}
	return openQuote(line, below)
}

// curlyInRow is a value within brackets that ends with a curly quotation mark.
var curlyInRow = regexp.MustCompile(`[{\[,:][ \t]*("[^"„“”]*)[“”][ \t]*(?:[,}\]]|$)`)

func isItem(line []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("- "))
}

// curlyEnds are what word processors make of the mark that ends a value.
var curlyEnds = map[byte]string{'"': "“”", '\'': "‘’"}

// openQuote finds a value whose quotation mark has no end on its line, nor before the
// next field.
func openQuote(line, below []byte) (slip, bool) {
	m := opensQuote.FindSubmatchIndex(line)
	if m == nil {
		return slip{}, false
	}
	mark, rest := line[m[4]], bytes.TrimRight(line[m[6]:], " \t")
	if bytes.IndexByte(rest, mark) >= 0 || !fieldBefore(below, mark, m[3]) {
		return slip{}, false
	}
	if last, size := utf8.DecodeLastRune(rest); strings.ContainsRune(curlyEnds[mark], last) {
		return slip{m[4], "@yaml-curly-end", string(mark) + string(rest[:len(rest)-size]) + string(mark)}, true
	}
	return slip{m[4], "@yaml-open-quote", ""}, true
}

// fieldBefore reports whether a field or an item that is indented no deeper than a
// value's line, or the end, comes before the mark that would end the value.
func fieldBefore(below []byte, mark byte, indent int) bool {
	for at := 0; at < len(below); {
		line, next := cutLine(below, at)
		switch lead := len(line) - len(bytes.TrimLeft(line, " ")); {
		case string(bytes.TrimRight(line, " \t")) == delimiter, lead <= indent && (keyLine.Match(line) || isItem(line)):
			return true
		case bytes.IndexByte(line, mark) >= 0:
			return false
		}
		at = next
	}
	return true
}
