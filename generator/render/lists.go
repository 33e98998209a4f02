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

// drawPage draws a page as one of a list.
type drawPage func(h *Hub, p *site.Page) ([]byte, error)

// pieces draws each of some pages, in runs that are parts of their own: most runs of a
// large list are the same as before an edit.
func (h *Hub) pieces(what string, pages []*site.Page, draw drawPage) ([][]byte, error) {
	if h.parts.asker == nil {
		return h.drawEach(pages, draw) // nothing comes later
	}
	pieces := make([][]byte, 0, len(pages))
	for len(pages) > 0 {
		end, key := firstRun(what, pages)
		run := pages[:end]
		drawn, err := once(h, key, func(h *Hub) ([][]byte, error) { return h.drawEach(run, draw) })
		if err != nil {
			return nil, err
		}
		pieces, pages = append(pieces, drawn...), pages[end:]
	}
	return pieces, nil
}

func (h *Hub) drawEach(pages []*site.Page, draw drawPage) ([][]byte, error) {
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

// runKey identifies what is drawn of some pages, one after the other.
type runKey struct {
	what  string
	pages memo.Print // of their keys
}

// About how many pages a run has, and how many at most.
const usualRun, maxRun = 16, 64

// firstRun returns where the first run of a list ends, and its key. That follows from
// the page at its end: so a page that comes or goes moves no run but its own.
func firstRun(what string, pages []*site.Page) (end int, key runKey) {
	var keys [maxRun * len(memo.Print{})]byte
	said := keys[:0]
	for i, p := range pages[:min(len(pages), maxRun)] {
		print := p.KeyPrint()
		said = append(said, print[:]...)
		if end = i + 1; print[0]%usualRun == 0 {
			break
		}
	}
	return end, runKey{what, memo.PrintOf(said)}
}
