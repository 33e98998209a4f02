package render

import (
	"bytes"
	"encoding/csv"
	"strings"
	"sync"

	"wegweiser/generator/site"
)

// The CSV twins are made for spreadsheet programs in German offices: a byte
// order mark, semicolons, CRLF.

const byteOrderMark = "\uFEFF"

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
func csvRow(cells []string) string {
	e := rowEncoders.Get().(*rowEncoder)
	defer rowEncoders.Put(e)
	for i := range cells {
		cells[i] = guarded(cells[i])
	}
	e.out.Reset()
	_ = e.csv.Write(cells) // into memory
	e.csv.Flush()
	return e.out.String()
}

// guarded keeps a spreadsheet from taking a text for a formula.
func guarded(cell string) string {
	if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

func (h *Hub) comparisonCSV(c site.Comparison) []byte {
	var out bytes.Buffer
	out.WriteString(byteOrderMark)
	cells := []string{"Merkmal"}
	for _, p := range c.Columns {
		cells = append(cells, p.Title())
	}
	out.WriteString(csvRow(cells))
	for _, r := range c.Rows {
		cells = append(cells[:0], r.Field.Label)
		for i, cell := range r.Cells {
			cells = append(cells, orMissing(h.text(c.Columns[i], r.Field, cell)))
		}
		out.WriteString(csvRow(cells))
	}
	return out.Bytes()
}

func orMissing(text string) string {
	if text == "" {
		return missing
	}
	return text
}

// indexCSV has a row for each page and group that it stands in.
func (h *Hub) indexCSV(index site.Index) []byte {
	var out bytes.Buffer
	out.WriteString(byteOrderMark)
	cells := []string{"Gruppe", "Titel", "Kurzbeschreibung", "Adresse"}
	for _, f := range index.Type.Own() {
		cells = append(cells, f.Label)
	}
	out.WriteString(csvRow(cells))
	for _, g := range index.Groups {
		group := strings.TrimSuffix(csvRow([]string{g.Title, ""}), "\r\n")
		for _, p := range g.Pages {
			out.WriteString(group)
			out.WriteString(h.pageRow(p))
		}
	}
	return out.Bytes()
}

// pageRow is a page's part of its rows, encoded once however many indexes list it.
func (h *Hub) pageRow(p *site.Page) string {
	row, _ := once(&h.csvRows, p, func() (string, error) {
		cells := []string{p.Title(), p.Text("summary"), h.canonicalOr(p.URL)}
		for _, f := range p.Type.Own() {
			cells = append(cells, h.text(p, f, p.Value(f.Key)))
		}
		return csvRow(cells), nil
	})
	return row
}
