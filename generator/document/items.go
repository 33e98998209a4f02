package document

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// checkItems reports the first of two lines that look like items of a list but
// have no space behind their sign, or one that only programs of offices know. Within
// an item of a list, one line with the list's own mark is enough.
func (w *writer) checkItems(run []byte, start int, mark byte) {
	var before []byte // the line above, if it is such an item
	beforeAt := 0
	for at := 0; at < len(run); {
		line, next := cutLine(run, at)
		item := bytes.TrimLeft(line, " \t")
		switch {
		case !gluedItem(item):
			line = nil
		case at > 0 && mark != 0 && bytes.TrimLeft(item, "0123456789")[0] == mark:
			w.literal(start+at+len(line)-len(item), item, "@form-item", "@blank-line")
			return
		case before != nil:
			w.literal(start+beforeAt, before, "@form-item", "@blank-line")
			return
		}
		before, beforeAt, at = line, at, next
	}
}

// itemMark is the mark of the list in an item of which a text comes first, or 0.
func itemMark(block ast.Node, first bool) byte {
	item := block.Parent()
	if !first || item == nil || item.Kind() != ast.KindListItem || item.FirstChild() != block {
		return 0
	}
	return item.Parent().(*ast.List).Marker
}

// gluedItem reports whether a line starts as in -eins, *eins, 1.eins, • eins or – eins.
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
		return len(line)-len(sign) < 4 && (sign[0] == '.' || sign[0] == ')') && (unicode.IsLetter(behind) || behind == '\u00a0')
	}
}

func hasBullet(line []byte) bool {
	r, size := utf8.DecodeRune(line)
	return strings.ContainsRune("•▪◦‣", r) || strings.ContainsRune("–—", r) && bytes.HasPrefix(line[size:], []byte(" "))
}
