package render

import (
	"bytes"
	"html/template"
	"strconv"
)

// Items draws cards as the items of a list. A loop in the layout would do the
// same several times slower, and some lists have thousands: so what the layout
// gets is a mark, and the cards themselves go to the page past all layouts.
func (v *View) Items(cards []*Card) (template.HTML, error) {
	items := make([][]byte, 0, len(cards))
	for _, c := range cards {
		item, err := v.hub.item(c)
		if err != nil {
			return "", err
		}
		items = append(items, item)
	}
	v.lists = append(v.lists, items)
	return template.HTML(listMark + itoa(len(v.lists)-1) + listMark), nil
}

// listMark surrounds the number of a list in what layouts write. No text has it:
// a page or layout with NUL is refused, and html/template replaces it in values.
const listMark = "\x00"

// spliced puts the lists into the bytes of a page. What is no mark stays.
func (v *View) spliced(page []byte) [][]byte {
	if len(v.lists) == 0 {
		return [][]byte{page}
	}
	var pieces [][]byte
	for rest := page; len(rest) > 0; {
		at := bytes.IndexByte(rest, listMark[0])
		if at < 0 {
			return append(pieces, rest)
		}
		if n, length := v.marked(rest[at:]); length > 0 {
			pieces = append(append(pieces, rest[:at]), v.lists[n]...)
			rest = rest[at+length:]
		} else {
			pieces = append(pieces, rest[:at+1])
			rest = rest[at+1:]
		}
	}
	return pieces
}

// marked returns the number of the list whose mark a text starts with, and the
// mark's length; 0 if there is none.
func (v *View) marked(text []byte) (n, length int) {
	number, _, closed := bytes.Cut(text[1:min(len(text), maxMark)], []byte(listMark))
	n, err := strconv.Atoi(string(number))
	if !closed || err != nil || n < 0 || n >= len(v.lists) || itoa(n) != string(number) {
		return 0, 0
	}
	return n, len(number) + 2*len(listMark)
}

// maxMark is more than the length of any mark.
const maxMark = 24
