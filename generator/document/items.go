package document

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkItems reports the first of two lines that look like items of a list but
// have no space behind their sign, or one that only programs of offices know.
func (w *writer) checkItems(run []byte, start int) {
	var before []byte // the line above, if it is such an item
	beforeAt := 0
	for at := 0; at < len(run); {
		line, next := cutLine(run, at)
		switch {
		case !gluedItem(bytes.TrimLeft(line, " \t")):
			line = nil
		case before != nil:
			w.literal(start+beforeAt, before, "@form-item", "@blank-line")
			return
		}
		before, beforeAt, at = line, at, next
	}
}

// gluedItem reports whether a line starts as in -eins, *eins, 1.eins or • eins.
func gluedItem(line []byte) bool {
	sign := bytes.TrimLeft(line, "0123456789")
	if len(sign) < 2 {
		return false
	}
	behind, _ := utf8.DecodeRune(sign[1:])
	switch {
	case len(sign) == len(line):
		return bytes.IndexByte([]byte("-*+"), sign[0]) >= 0 && unicode.IsLetter(behind) || hasBullet(sign)
	default:
		return len(line)-len(sign) < 4 && (sign[0] == '.' || sign[0] == ')') && unicode.IsLetter(behind)
	}
}

func hasBullet(line []byte) bool {
	r, _ := utf8.DecodeRune(line)
	return strings.ContainsRune("•▪◦‣", r)
}
