package document

import (
	"bytes"
	"regexp"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// The lines around the two versions of a text between which git leaves the choice
// to people. The one between them could be that below a heading.
var conflictStart, conflictEnd = []byte("<<<<<<<"), []byte(">>>>>>>")

// Conflict finds the first mark of a conflict that git has left in a text. Within
// fenced code that ends behind it, it is an example.
func Conflict(path string, text []byte) (diag.Diagnostic, bool) {
	if !bytes.Contains(text, conflictStart) && !bytes.Contains(text, conflictEnd) {
		return diag.Diagnostic{}, false
	}
	first := -1 // the start of the first mark that is no example so far
	var open fence
	front := frontEnd(text)
	for at := 0; at < len(text); {
		line, next := cutLine(text, at)
		switch {
		case marksConflict(line):
			if first < 0 {
				first = at
			}
		case at == front:
			open = fence{} // no code goes on behind front matter
		default:
			before := open
			open = open.after(line, at)
			if before.length > 0 && open.length == 0 && first > before.start {
				first = -1
			}
		}
		if first >= 0 && open.length == 0 {
			break
		}
		at = next
	}
	if first < 0 {
		return diag.Diagnostic{}, false
	}
	line, _ := cutLine(text, first)
	return diag.New(diag.GitConflict, source.Span{Path: path, Start: first, End: first + len(line)}), true
}

// marksConflict reports whether a line is seven signs and what they stand for.
func marksConflict(line []byte) bool {
	for _, mark := range [][]byte{conflictStart, conflictEnd} {
		if rest, ok := bytes.CutPrefix(line, mark); ok && (len(rest) == 0 || rest[0] == ' ') {
			return true
		}
	}
	return false
}

// frontEnd is where the line begins that closes the front matter of a text; -1 for none.
func frontEnd(text []byte) int {
	line, at := cutLine(text, 0)
	if string(line) != delimiter {
		return -1
	}
	for at < len(text) {
		line, next := cutLine(text, at)
		if string(line) == delimiter {
			return at
		}
		at = next
	}
	return -1
}

// fence is the line that has opened a block of code; none if its length is 0.
type fence struct {
	sign          byte
	length, start int
}

// beforeFence is what can stand before a fence: the signs of items and quotes.
var beforeFence = regexp.MustCompile(`^(?:\s|>|[-*+]\s|\d{1,9}[.)]\s)*`)

// after is the fence that is open behind a line, which starts at an offset. A fence
// that is indented far counts as well: it may be that of an item.
func (f fence) after(line []byte, start int) fence {
	rest := line[len(beforeFence.Find(line)):]
	if len(rest) == 0 || rest[0] != '`' && rest[0] != '~' {
		return f
	}
	length := len(rest) - len(bytes.TrimLeft(rest, string(rest[:1])))
	behind := bytes.TrimSpace(rest[length:])
	switch {
	case f.length == 0 && length >= 3 && (rest[0] == '~' || bytes.IndexByte(behind, '`') < 0):
		return fence{rest[0], length, start}
	case f.length > 0 && rest[0] == f.sign && length >= f.length && len(behind) == 0:
		return fence{}
	}
	return f
}
