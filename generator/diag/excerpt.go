package diag

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// The size of an excerpt in characters, and how many of them come before the
// caret where the line is longer than that.
const (
	excerptSize = 100
	excerptLead = 40
)

// cutout is the line of a finding, ready to print: shortened around the caret
// ("…" stands for what is left out), with every control character replaced by
// a visible one. The caret is counted in terminal cells from the start of the
// text, not in characters: a wide character takes two cells and a combining
// mark none.
type cutout struct {
	text                    string
	caretStart, caretLength int
}

// excerpt cuts the line of text in which start lies, with a caret below the
// bytes from start to end or to the end of that line. Offsets outside the text
// are moved into it. It looks only at the surroundings of start: a line may be
// as long as a file.
func excerpt(text []byte, start, end int) cutout {
	start = runeStart(text, start)
	end = max(start, min(end, len(text)))
	before, cutBefore := charactersBefore(text[:start], excerptSize)
	after, cutAfter := charactersAfter(text[start:], excerptSize)
	marked := 0
	for i := start; i < end && marked < len(after); marked++ {
		_, size := utf8.DecodeRune(text[i:])
		i += size
	}

	if len(before)+len(after) > excerptSize {
		if lead := max(excerptLead, excerptSize-len(after)); lead < len(before) {
			before, cutBefore = before[len(before)-lead:], true
		}
		if tail := excerptSize - len(before); tail < len(after) {
			after, cutAfter = after[:tail], true
		}
	}
	return assemble(before, after[:min(marked, len(after))], after[min(marked, len(after)):], cutBefore, cutAfter)
}

func assemble(before, marked, after []rune, cutBefore, cutAfter bool) cutout {
	if cutBefore {
		before = append([]rune{'…'}, before...)
	}
	if cutAfter {
		after = append(after[:len(after):len(after)], '…')
	}
	var b strings.Builder
	c := cutout{caretStart: write(&b, before), caretLength: max(1, write(&b, marked))}
	write(&b, after)
	c.text = b.String()
	return c
}

// write adds characters in their visible form and returns the number of
// terminal cells that they take.
func write(b *strings.Builder, characters []rune) (cells int) {
	for _, r := range characters {
		r = visible(r)
		b.WriteRune(r)
		cells += cellsOf(r)
	}
	return cells
}

func cellsOf(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// runeStart moves an offset into the text and to the start of its character.
// A byte that belongs to no character is its own start.
func runeStart(text []byte, offset int) int {
	offset = max(0, min(offset, len(text)))
	if offset == len(text) || utf8.RuneStart(text[offset]) {
		return offset
	}
	for start := offset - 1; start >= 0 && offset-start < utf8.UTFMax; start-- {
		if _, size := utf8.DecodeRune(text[start:]); size > offset-start {
			return start
		}
	}
	return offset
}

// charactersBefore returns the last characters of the last line of text, and
// whether the line has more than limit.
func charactersBefore(text []byte, limit int) (characters []rune, more bool) {
	start := len(text)
	for n := 0; n < limit && start > 0 && text[start-1] != '\n'; n++ {
		_, size := utf8.DecodeLastRune(text[:start])
		start -= size
	}
	return bytes.Runes(text[start:]), start > 0 && text[start-1] != '\n'
}

// charactersAfter returns the first characters of the first line of text, and
// whether the line has more than limit.
func charactersAfter(text []byte, limit int) (characters []rune, more bool) {
	end := 0
	for n := 0; n < limit && end < len(text) && text[end] != '\n'; n++ {
		_, size := utf8.DecodeRune(text[end:])
		end += size
	}
	return bytes.Runes(text[:end]), end < len(text) && text[end] != '\n'
}
