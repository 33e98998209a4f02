package source

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Span is a stretch of a file's normalised text (see Text), in bytes.
// A span with End == 0 means the file as a whole.
type Span struct {
	Path       string // as in File.Path
	Start, End int
}

// Text is a file's content as every later stage reads it: without a byte order
// mark, with \n line ends, composed to NFC (macOS and PDF viewers hand out
// decomposed umlauts that no search finds). It returns data itself when there
// is nothing to change. Invalid UTF-8 is left as it is for the caller to report.
func Text(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if !surelyComposed(data) && !norm.NFC.IsNormal(data) && utf8.Valid(data) {
		data = norm.NFC.Bytes(data)
	}
	return data
}

// surelyComposed reports whether all characters lie below the combining marks or
// among the usual punctuation („ – …): nearly every text, told in a tenth of the
// time that the library needs.
func surelyComposed(data []byte) bool {
	for i, b := range data {
		if b < 0xcc { // the first byte of U+0300
			continue
		}
		if b != 0xe2 || i+2 >= len(data) || data[i+1] != 0x80 || data[i+2] < 0x90 { // U+2010 to U+203F
			return false
		}
	}
	return true
}

// Lines finds the line and column of an offset in a text.
type Lines struct {
	text   []byte
	starts []int
}

// NewLines indexes the line starts of text.
func NewLines(text []byte) *Lines {
	starts := []int{0}
	for i, b := range text {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return &Lines{text, starts}
}

// Position returns the 1-based line and column, in characters, of a byte
// offset. Offsets beyond the text count as its end.
func (l *Lines) Position(offset int) (line, column int) {
	offset = max(0, min(offset, len(l.text)))
	line = sort.SearchInts(l.starts, offset+1)
	start := l.starts[line-1]
	return line, utf8.RuneCount(l.text[start:offset]) + 1
}

// Line returns the text of a 1-based line without its line end.
func (l *Lines) Line(line int) []byte {
	if line < 1 || line > len(l.starts) {
		return nil
	}
	end := len(l.text)
	if line < len(l.starts) {
		end = l.starts[line] - 1
	}
	return l.text[l.starts[line-1]:end]
}

// Offset is the inverse of Position: the byte offset of a 1-based line and a
// 1-based column in characters. Positions outside the text are moved into it.
func (l *Lines) Offset(line, column int) int {
	line = max(1, min(line, len(l.starts)))
	offset := l.starts[line-1]
	for ; column > 1 && offset < len(l.text) && l.text[offset] != '\n'; column-- {
		_, size := utf8.DecodeRune(l.text[offset:])
		offset += size
	}
	return offset
}
