package render

import (
	"bytes"
	"html/template"
	"strconv"

	"wegweiser/generator/memo"
	"wegweiser/generator/site"
)

// Items draws cards as the items of a list. A loop in the layout would do the
// same several times slower, and some lists have thousands: so what the layout
// gets is a mark, and the cards themselves go to the page past all layouts.
func (v *View) Items(cards []*Card) (template.HTML, error) {
	pages, under := make([]*site.Page, 0, len(cards)), ""
	for _, c := range cards {
		if c != nil {
			pages, under = append(pages, c.page), c.under // the same for all of a list
		}
	}
	items, err := v.hub.pieces("items "+v.Lang+" "+under, pages, func(h *Hub, p *site.Page) ([]byte, error) { return h.item(p, v.Lang, under) })
	if err != nil {
		return "", err
	}
	v.lists = append(v.lists, items)
	return template.HTML(listMark + strconv.Itoa(len(v.lists)-1) + listMark), nil
}

// listMark surrounds the number of a list in what layouts write. No text has it:
// a page or layout with NUL is refused, and html/template replaces it in values.
const listMark = "\x00"

// spliced puts the lists into the bytes of a page. What is no mark stays. A page with
// lists is copied: its pieces may be kept.
func (v *View) spliced(page []byte) [][]byte {
	if len(v.lists) == 0 {
		return [][]byte{page}
	}
	length := 1
	for _, list := range v.lists {
		length += len(list) + 1
	}
	pieces := make([][]byte, 0, length)
	for rest := bytes.Clone(page); len(rest) > 0; {
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
	if !closed || err != nil || n < 0 || n >= len(v.lists) || strconv.Itoa(n) != string(number) {
		return 0, 0
	}
	return n, len(number) + 2*len(listMark)
}

// maxMark is more than the length of any mark.
const maxMark = 24

// minList is the number of pages from which a list is a part of its own.
const minList = 16

// listKey identifies what is drawn of some pages, one after the other.
type listKey struct {
	what  string
	pages memo.Print // of their keys
}

// pieces draws each of some pages. A long list is kept as a whole: most lists of a
// large hub are the same as before an edit.
func (h *Hub) pieces(what string, pages []*site.Page, draw func(h *Hub, p *site.Page) ([]byte, error)) ([][]byte, error) {
	all := func(h *Hub) ([][]byte, error) {
		pieces := make([][]byte, 0, len(pages))
		for _, p := range pages {
			piece, err := draw(h, p)
			if err != nil {
				return nil, err
			}
			pieces = append(pieces, piece)
		}
		return pieces, nil
	}
	if len(pages) < minList {
		return all(h)
	}
	var keys memo.Digest
	for _, p := range pages {
		keys.Add(p.Key())
	}
	return acrossBuilds(h, listKey{what, keys.Print()}, all)
}
