package document

import (
	"bytes"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// The lines around the two versions of a text between which git leaves the choice
// to people. The one between them could be that below a heading.
var conflictStart, conflictEnd = []byte("<<<<<<<"), []byte(">>>>>>>")

// Conflict finds the first mark of a conflict that git has left in a text. Within
// fenced code it is an example.
func Conflict(path string, text []byte) (diag.Diagnostic, bool) {
	if !bytes.Contains(text, conflictStart) && !bytes.Contains(text, conflictEnd) {
		return diag.Diagnostic{}, false
	}
	var open fence
	for at := 0; at < len(text); {
		line, next := cutLine(text, at)
		if open.length == 0 && marksConflict(line) {
			span := source.Span{Path: path, Start: at, End: at + len(line)}
			return diag.New(diag.GitConflict, span), true
		}
		open = open.after(line)
		at = next
	}
	return diag.Diagnostic{}, false
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

// fence is the line that has opened a block of code; none if its length is 0.
type fence struct {
	sign   byte
	length int
}

// after is the fence that is open behind a line.
func (f fence) after(line []byte) fence {
	rest := bytes.TrimLeft(line, " ")
	if len(line)-len(rest) > 3 || len(rest) == 0 || rest[0] != '`' && rest[0] != '~' {
		return f
	}
	length := len(rest) - len(bytes.TrimLeft(rest, string(rest[:1])))
	behind := bytes.TrimSpace(rest[length:])
	switch {
	case f.length == 0 && length >= 3 && (rest[0] == '~' || bytes.IndexByte(behind, '`') < 0):
		return fence{rest[0], length}
	case f.length > 0 && rest[0] == f.sign && length >= f.length && len(behind) == 0:
		return fence{}
	}
	return f
}
