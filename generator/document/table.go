package document

import (
	"bytes"
	"strconv"

	"wegweiser/generator/diag"
	"wegweiser/generator/words"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A table in prose:
//
//	Tabelle: Fristen der Förderung
//	| Modell     | Ende |
//	|------------|-----:|
//	| # Amt24-OAA | 2026 |
//
// The line above is the caption; a cell that starts with "# " heads its row.

var captionMark = []byte("Tabelle: ")

// isCaption reports whether n is the caption paragraph of the table after it.
func isCaption(n ast.Node, source []byte) bool {
	next := n.NextSibling()
	if next == nil || next.Kind() != extast.KindTable || n.Lines().Len() == 0 {
		return false
	}
	first := n.Lines().At(0)
	return bytes.HasPrefix(first.Value(source), captionMark)
}

// caption opens the table that follows and writes n's inlines as its caption.
func (w *writer) caption(n ast.Node, entering bool) {
	if !entering {
		w.put("</caption>\n")
		return
	}
	w.tables++
	id := "_tabelle-" + strconv.Itoa(w.tables) // no heading has such an id
	w.put(`<div class="table" role="region" aria-labelledby="`, id, `" tabindex="0"><table><caption id="`, id, `">`)
	skipText(n, len(captionMark))
}

// skipText takes the first bytes away from the texts of n, which the inline
// parsers may have split.
func skipText(n ast.Node, bytes int) {
	for c := n.FirstChild(); c != nil && bytes > 0; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			return
		}
		cut := min(bytes, t.Segment.Len())
		t.Segment.Start += cut
		bytes -= cut
	}
}

func table(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		if n.LastChild().Kind() == extast.KindTableRow {
			w.put("</tbody>\n")
		}
		w.put("</table></div>\n")
		return ast.WalkContinue
	}
	if p := n.PreviousSibling(); p == nil || p.Kind() != ast.KindParagraph || !isCaption(p, source) {
		start, end := blockSpan(n, source)
		w.report(diag.TableCaption, start, end)
		w.tables++
		w.put(`<div class="table" role="region" aria-label="`)
		w.attributeWord(words.Table)
		w.put(` `, strconv.Itoa(w.tables), `" tabindex="0"><table>`)
	}
	return ast.WalkContinue
}

func tableHeader(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.put("<thead>\n")
		w.openTag("tr", n, source)
		w.put("\n")
		return ast.WalkContinue
	}
	w.put("</tr>\n</thead>\n")
	if n.NextSibling() != nil {
		w.put("<tbody>\n")
	}
	return ast.WalkContinue
}

func tableRow(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.checkCells(n, source)
		w.openTag("tr", n, source)
		w.put("\n")
	} else {
		w.put("</tr>\n")
	}
	return ast.WalkContinue
}

// checkCells reports a row that is written with more or fewer cells than its table
// has columns: the parser drops the former and fills the latter up.
func (w *writer) checkCells(row ast.Node, source []byte) {
	start, end := blockSpan(row, source)
	columns := len(row.(*extast.TableRow).Alignments)
	if cells := cellsIn(source[start:min(end, len(source))]); cells != columns {
		w.report(diag.TableCells, start, end, "cells", strconv.Itoa(cells), "columns", strconv.Itoa(columns))
	}
}

// cellsIn counts the cells of a table's line as the parser divides it: at every bar
// without a backslash, in code too.
func cellsIn(line []byte) int {
	line = bytes.TrimPrefix(bytes.TrimSpace(line), []byte("|"))
	cells := 1
	for i, c := range line {
		if c == '|' && i < len(line)-1 && (i == 0 || line[i-1] != '\\') {
			cells++
		}
	}
	return cells
}

var alignClass = map[extast.Alignment]string{
	extast.AlignRight:  ` class="align-right"`,
	extast.AlignCenter: ` class="align-center"`,
}

func tableCell(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	node := n.(*extast.TableCell)
	header := n.Parent().Kind() == extast.KindTableHeader
	rowHeader := !header && headsRow(n, source, entering)
	tag := "td"
	if header || rowHeader {
		tag = "th"
	}
	if !entering {
		w.put("</", tag, ">\n")
		return ast.WalkContinue
	}
	w.set.Reset()
	w.checkLiteral(n, source)
	w.put("<", tag)
	switch {
	case header:
		w.put(` scope="col"`)
	case rowHeader:
		w.put(` scope="row"`)
	}
	w.put(alignClass[node.Alignment], ">")
	return ast.WalkContinue
}

// headsRow reports whether a cell starts with "# ", and takes the mark away
// when the cell is entered.
func headsRow(n ast.Node, source []byte, entering bool) bool {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok {
		return false
	}
	if !entering {
		return t.Segment.Start >= 2 && bytes.Equal(source[t.Segment.Start-2:t.Segment.Start], []byte("# "))
	}
	if !bytes.HasPrefix(t.Segment.Value(source), []byte("# ")) {
		return false
	}
	t.Segment.Start += 2
	return true
}
