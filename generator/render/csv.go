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
		cells[i] = guarded(cells[i])
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

// twin is a CSV file that says the same as a table or list of the page.
type twin struct {
	path   string
	pieces [][]byte
}

// twinName names the twin of a list whose name has no letter for an address.
const twinName = "tabelle"

// twin adds a CSV file beside the page and returns its address; "" if the page's
// own address leaves no room for it.
func (d *Drawing) twin(name string, pieces [][]byte) string {
	file := cmp.Or(german.Slug(name), twinName)
	path := d.page.URL + file + ".csv"
	for n := 2; !d.hub.Free(path) || d.hasTwin(path); n++ {
		path = d.page.URL + file + "-" + strconv.Itoa(n) + ".csv"
	}
	if site.TooLong(path) {
		d.report(diag.New(diag.LongAddress, d.place, "limit", strconv.Itoa(site.MaxPart)))
		return ""
	}
	d.view.twins = append(d.view.twins, twin{strings.TrimPrefix(path, "/"), pieces})
	return d.hub.url(path)
}

func (d *Drawing) hasTwin(path string) bool {
	return slices.ContainsFunc(d.view.twins, func(t twin) bool { return t.path == strings.TrimPrefix(path, "/") })
}

func (h *Hub) comparisonCSV(c site.Comparison, lang string) [][]byte {
	cells := []string{words.Feature.In(lang)}
	for _, p := range c.Columns {
		cells = append(cells, p.Title())
	}
	lines := [][]byte{byteOrderMark, csvRow(cells)}
	for _, r := range c.Rows {
		cells = append(cells[:0], r.Field.LabelIn(lang))
		for i, cell := range r.Cells {
			cells = append(cells, cmp.Or(h.text(c.Columns[i], r.Field, cell), words.Missing.In(c.Columns[i].Lang)))
		}
		lines = append(lines, csvRow(cells))
	}
	return lines
}

// indexCSV has a row for each page and group that it stands in.
func (h *Hub) indexCSV(index site.Index, lang string) [][]byte {
	cells := []string{words.Group.In(lang), words.Title.In(lang), words.Summary.In(lang), words.Address.In(lang)}
	for f := range schema.Public(index.Type.Own()) {
		cells = append(cells, f.LabelIn(lang))
	}
	lines := [][]byte{byteOrderMark, csvRow(cells)}
	for _, g := range index.Groups {
		group := bytes.TrimSuffix(csvRow([]string{g.Title, ""}), []byte("\r\n"))
		rows, _ := h.pieces("rows", g.Pages, (*Hub).pageRow) // into memory
		lines = slices.Grow(lines, 2*len(rows))
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
