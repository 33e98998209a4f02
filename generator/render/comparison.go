package render

import (
	"cmp"
	"html/template"
	"strconv"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/words"
)

// Table is a comparison as a layout sees it.
type Table struct {
	Caption   string
	Pattern   string // of a caption that lists the columns: Vergleich: #; else ""
	Name      string // of its state in the page's address
	Columns   []Column
	Rows      []TableRow
	Notes     []Note
	CSV, JSON string // addresses of the same table for programs
	Wide      bool   // too many columns for a small screen
	Mixed     bool   // some rows are equal in all columns, others are not
}

// Column is a page that is compared.
type Column struct {
	Link
	ID string // unique in the table, in letters for an address
}

// TableRow is one row of a Table.
type TableRow struct {
	Key, Label, Hint string
	Cells            []Cell
	Equal            bool // all cells say the same
	Numeric          bool // all that say something say a number
}

// Cell is the value of a page in a row. Cells of a row that say the same are Alike: they
// have the same number.
type Cell struct {
	Value
	Alike int
}

// Note says, below a table, until when values hold, with which caveat, and who says so.
type Note struct {
	ID     string
	Text   template.HTML // "" if there is only a source
	Source *Source
	Refs   []string // the ids of the marks in the table that lead here

	key string
}

// wideFrom is the number of columns from which a table needs room to scroll.
const wideFrom = 4

// Compare sets pages side by side.
func (d *Drawing) Compare(of, rows string) (*Table, error) {
	c, e := d.hub.Compare(of, rows, d.page.Lang)
	if e != nil {
		return nil, d.problems(e)
	}
	for _, p := range c.Hidden {
		d.report(diag.New(diag.LinkToDraft, d.argument("of"), "target", p.Slug()))
	}
	t := &Table{Name: d.stateName("vergleich"), Wide: len(c.Columns) >= wideFrom, Columns: d.columns(c.Columns)}
	if t.Caption = d.Arg("caption"); t.Caption == "" {
		before, after := words.Comparison.Around(d.Lang)
		t.Caption, t.Pattern = before+t.titles()+after, before+"#"+after
	}
	texts := d.hub.comparisonTexts(c)
	equal := 0
	for i, row := range c.Rows {
		r := TableRow{Key: row.Field.Key, Label: row.Field.LabelIn(d.Lang), Hint: row.Field.Hint, Numeric: numeric(row)}
		alike := map[string]int{}
		for j, cell := range row.Cells {
			text := texts[i][j]
			if alike[text] == 0 {
				alike[text] = len(alike) + 1
			}
			value := d.hub.written(c.Columns[j], row.Field.Key, d.noted(t, c.Columns[j], row.Field, cell))
			r.Cells = append(r.Cells, Cell{value, alike[text]})
		}
		if r.Equal = len(alike) < 2; r.Equal {
			equal++
		}
		t.Rows = append(t.Rows, r)
	}
	t.Mixed = equal > 0 && equal < len(t.Rows)
	name := "vergleich"
	if len(c.Columns) > 0 {
		name = c.Columns[0].Type.Many
	}
	twins := d.twins(name, file{".csv", comparisonCSV(c, texts, d.Lang)}, file{".json", d.hub.comparisonJSON(t.Caption, c, d.Lang)})
	t.CSV, t.JSON = twins[0], twins[1]
	return t, nil
}

// stateName is the name under which the page's address keeps the state of what the
// directive draws: that of the second of its kind ends in -2.
func (d *Drawing) stateName(name string) string {
	if n := d.view.drawings[d.directive.Name]; n > 1 {
		return name + "-" + strconv.Itoa(n)
	}
	return name
}

func (d *Drawing) columns(pages []*site.Page) []Column {
	var columns []Column
	taken := map[string]bool{}
	for _, p := range pages {
		base := german.Slug(strings.TrimPrefix(p.ID, p.Type.Folder+"/"))
		id := base
		for n := 2; taken[id]; n++ {
			id = base + "-" + strconv.Itoa(n)
		}
		taken[id] = true
		column := Column{d.hub.linkTo(p, p.Title(), d.Lang), id}
		column.Current = p == d.page
		columns = append(columns, column)
	}
	return columns
}

func (t *Table) titles() string {
	var titles []string
	for _, c := range t.Columns {
		titles = append(titles, c.Title)
	}
	return strings.Join(titles, ", ")
}

// numeric reports whether a row has numbers alone.
func numeric(row site.ComparisonRow) bool {
	some := false
	for _, cell := range row.Cells {
		if cell == nil {
			continue
		}
		if _, number := cell.(schema.Decimal); !number {
			return false
		}
		some = true
	}
	return some
}

// comparisonTexts are the cells as plain text, "" for a missing value.
func (h *Hub) comparisonTexts(c site.Comparison) [][]string {
	rows := make([][]string, len(c.Rows))
	for i, row := range c.Rows {
		for j, cell := range row.Cells {
			rows[i] = append(rows[i], h.text(c.Columns[j], row.Field, cell))
		}
	}
	return rows
}

// noted is a value of a table: what is to be said of its period is a note below.
func (d *Drawing) noted(t *Table, p *site.Page, f *schema.Field, v schema.Value) Value {
	if d.hub.missing(f, v) {
		return missingIn(d.Lang)
	}
	w := d.hub.writer(p, f.Key, d.Lang)
	w.note = func(w *valueWriter, p schema.Period) { d.mark(t, w, p) }
	w.value(f, v)
	return Value{HTML: template.HTML(w.String())}
}

func worthNoting(p schema.Period) bool {
	return !p.Until.Zero() || p.Caveat != "" || p.Source.Title != ""
}

// mark writes the mark of a note. Equal notes are one.
func (d *Drawing) mark(t *Table, w *valueWriter, p schema.Period) {
	if !worthNoting(p) {
		return
	}
	text := valueWriter{hub: d.hub, page: w.page, lang: w.lang, textLang: w.textLang}
	text.validity(p)
	key := text.String() + "\x00" + p.Source.Title + "\x00" + p.Source.URL + "\x00" + p.Source.Retrieved.String()
	n := 0
	for n < len(t.Notes) && t.Notes[n].key != key {
		n++
	}
	number := strconv.Itoa(n + 1)
	if n == len(t.Notes) {
		note := Note{ID: d.ID + "-note-" + number, Text: template.HTML(text.String()), key: key}
		if p.Source.Title != "" {
			s := d.hub.source(w.page, p.Source, w.textLang, w.lang)
			note.Source = &s
		}
		t.Notes = append(t.Notes, note)
	}
	note := &t.Notes[n]
	ref := d.ID + "-ref-" + number
	if len(note.Refs) > 0 {
		ref += "-" + strconv.Itoa(len(note.Refs)+1)
	}
	note.Refs = append(note.Refs, ref)
	before, after := words.Note.Around(d.Lang)
	w.put(`<sup class="ref"`)
	if !p.Until.Zero() {
		w.ended(p.Until.Last())
	}
	w.put(`><a id="`, ref, `" href="#`, note.ID, `" aria-label="`)
	w.text(before + number + after)
	w.put(`">`, number, `</a></sup>`)
}

func comparisonCSV(c site.Comparison, texts [][]string, lang string) [][]byte {
	cells := []string{words.Feature.In(lang)}
	for _, p := range c.Columns {
		cells = append(cells, p.Title())
	}
	lines := [][]byte{byteOrderMark, csvRow(cells)}
	for i, r := range c.Rows {
		cells = append(cells[:0], r.Field.LabelIn(lang))
		for j, text := range texts[i] {
			cells = append(cells, cmp.Or(text, words.Missing.In(c.Columns[j].Lang)))
		}
		lines = append(lines, csvRow(cells))
	}
	return lines
}

// comparisonJSON is the table for programs. A cell has what the page says, null if it
// says nothing, and apart from that what is to be noted of it.
func (h *Hub) comparisonJSON(caption string, c site.Comparison, lang string) [][]byte {
	w := jsonWriter{}
	w.raw(`{"version":1`)
	w.textMember("caption", caption)
	w.raw(`,"columns":[`)
	for _, p := range c.Columns {
		w.next()
		w.raw("\n{")
		w.textMember("id", p.ID)
		w.textMember("title", p.Title())
		w.textMember("url", h.canonicalOr(p.URL))
		w.raw("}")
	}
	w.raw("\n],\n\"rows\":[")
	for _, row := range c.Rows {
		w.next()
		w.raw("\n{")
		w.textMember("key", row.Field.Key)
		w.textMember("label", row.Field.LabelIn(lang))
		w.raw(`,"cells":[`)
		for i, cell := range row.Cells {
			w.next()
			w.cell(h, c.Columns[i], row.Field, cell)
		}
		w.raw("]}")
	}
	w.raw("\n]}\n")
	return [][]byte{w.out}
}

func (w *jsonWriter) cell(h *Hub, p *site.Page, f *schema.Field, v schema.Value) {
	if h.missing(f, v) {
		w.raw(`{"text":null}`)
		return
	}
	var notes schema.Periods
	note := func(_ *valueWriter, p schema.Period) {
		if worthNoting(p) {
			notes = append(notes, p)
		}
	}
	text := h.writer(p, f.Key, p.Lang)
	text.sentence, text.plain, text.note = true, true, note
	text.value(f, v)
	w.raw("{")
	w.textMember("text", text.String())
	if len(notes) > 0 {
		w.raw(`,"notes":[`)
		for _, n := range notes {
			w.next()
			w.noteOn(n)
		}
		w.raw("]")
	}
	w.raw("}")
}

func (w *jsonWriter) noteOn(p schema.Period) {
	w.raw("{")
	w.someTexts([2]string{"from", p.From.String()}, [2]string{"until", p.Until.String()}, [2]string{"caveat", p.Caveat})
	if p.Source.Title != "" {
		w.member("source")
		w.raw("{")
		w.someTexts([2]string{"title", p.Source.Title}, [2]string{"url", p.Source.URL}, [2]string{"retrieved", p.Source.Retrieved.String()})
		w.raw("}")
	}
	w.raw("}")
}
