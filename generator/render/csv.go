package render

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"sync"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/words"
)

// The CSV twins are made for spreadsheet programs in German offices: a byte
// order mark, semicolons, CRLF.

var byteOrderMark = []byte("\uFEFF")

// rowEncoder encodes one row at a time: the index of a large hub has more cells
// than it is good to hold at once.
type rowEncoder struct {
	out bytes.Buffer
	csv *csv.Writer
}

var rowEncoders = sync.Pool{New: func() any {
	e := &rowEncoder{}
	e.csv = csv.NewWriter(&e.out)
	e.csv.Comma, e.csv.UseCRLF = ';', true
	return e
}}

// csvRow returns the cells as one line with its end. It changes the cells.
func csvRow(cells []string) []byte {
	e := rowEncoders.Get().(*rowEncoder)
	defer rowEncoders.Put(e)
	for i := range cells {
		cells[i] = guarded(german.PlainSpaces(cells[i]))
	}
	e.out.Reset()
	_ = e.csv.Write(cells) // into memory
	e.csv.Flush()
	return bytes.Clone(e.out.Bytes())
}

// guarded keeps a spreadsheet from taking a text for a formula.
func guarded(cell string) string {
	if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// twin is a file for programs that says the same as a table or list of the page.
type twin struct {
	path   string
	pieces [][]byte
}

// file is what a twin is to be: how its name ends, and its bytes.
type file struct {
	ext    string
	pieces [][]byte
}

// twinName names the twin of a list whose name has no letter for an address.
const twinName = "tabelle"

// twins adds files of one name beside the page and returns their addresses; "" if the
// page's own address leaves no room for them.
func (d *Drawing) twins(name string, files ...file) []string {
	base := d.page.URL + cmp.Or(german.Slug(name), twinName)
	stem := base
	taken := func(f file) bool { return !d.hub.Free(stem+f.ext) || d.hasTwin(stem+f.ext) }
	for n := 2; slices.ContainsFunc(files, taken); n++ {
		stem = base + "-" + strconv.Itoa(n)
	}
	addresses := make([]string, len(files))
	if slices.ContainsFunc(files, func(f file) bool { return site.TooLong(stem + f.ext) }) {
		d.report(diag.New(diag.LongAddress, d.place, "limit", strconv.Itoa(site.MaxPart)))
		return addresses
	}
	for i, f := range files {
		d.view.twins = append(d.view.twins, twin{strings.TrimPrefix(stem, "/") + f.ext, f.pieces})
		addresses[i] = d.hub.url(stem + f.ext)
	}
	return addresses
}

func (d *Drawing) hasTwin(path string) bool {
	return slices.ContainsFunc(d.view.twins, func(t twin) bool { return t.path == strings.TrimPrefix(path, "/") })
}

// indexCSV has a row for each page and group that it stands in.
func (h *Hub) indexCSV(index site.Index, lang string) [][]byte {
	cells := []string{words.Group.In(lang), words.Title.In(lang), words.Summary.In(lang), words.Address.In(lang)}
	for f := range schema.Public(index.Type.Own()) {
		cells = append(cells, f.LabelIn(lang))
	}
	rows := 0
	for _, g := range index.Groups {
		rows += len(g.Pages)
	}
	lines := append(make([][]byte, 0, 2+2*rows), byteOrderMark, csvRow(cells))
	for _, g := range index.Groups {
		group := bytes.TrimSuffix(csvRow([]string{g.Title, ""}), []byte("\r\n"))
		rows, _ := h.pieces("rows", g.Pages, (*Hub).pageRow) // into memory
		for _, row := range rows {
			lines = append(lines, group, row)
		}
	}
	return lines
}

// pageRow is a page's part of its rows, encoded once however many indexes list it.
func (h *Hub) pageRow(p *site.Page) ([]byte, error) {
	return once(h, rowKey{p.Key()}, func(h *Hub) ([]byte, error) {
		h.About(p)
		cells := []string{p.Title(), p.Text("summary"), h.canonicalOr(p.URL)}
		for f := range schema.Public(p.Type.Own()) {
			cells = append(cells, h.text(p, f, p.Value(f.Key)))
		}
		return csvRow(cells), nil
	})
}
