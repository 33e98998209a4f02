package preview

import (
	"cmp"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/document"
	"wegweiser/generator/engine"
	"wegweiser/generator/schema"
)

// maxRows is the number of pages of a type that are listed.
const maxRows = 1000

// typePage lists the pages of a type with their fields.
type typePage struct {
	Lang, Many string
	Number     int64
	Fields     []*schema.Field
	Rows       cut[typeRow]
}

type typeRow struct {
	URL, Title, File string
	Cells            []typeCell
}

type typeCell struct {
	Text, Origin string
	Wanted       bool // the type requires or recommends a value
}

// serveType shows the fields of all pages of a type as they are written: what is
// missing is seen at a glance.
func (s *Server) serveType(w http.ResponseWriter, name string) {
	page, ok := s.typePage(name)
	if !ok {
		http.Error(w, s.say("no-type"), http.StatusNotFound)
		return
	}
	s.execute(w, "type.html", page)
}

// typePage holds the lock only to take the build, which nobody changes.
func (s *Server) typePage(name string) (typePage, bool) {
	s.mu.RLock()
	b, number := s.build, s.number
	s.mu.RUnlock()
	if b.Schema == nil {
		return typePage{}, false
	}
	t := b.Schema.Type(name)
	if t == nil {
		return typePage{}, false
	}
	var entries []engine.Entry
	for _, e := range b.Entries {
		if e.TypeName == name {
			entries = append(entries, e)
		}
	}
	page := typePage{Lang: b.Lang, Many: t.Many, Number: number, Fields: t.Own()}
	hub := newTitles(b)
	page.Rows = cutOff(entries, maxRows, func(e engine.Entry) typeRow { return hub.rowOf(e, t) })
	return page, true
}

// titles are those of the hub's pages.
type titles struct {
	schema *schema.Schema
	byID   map[string]string // in the site's first language
	byFile map[string]string
	from   string // the file of the page whose fields are shown
}

func newTitles(b Build) *titles {
	t := &titles{schema: b.Schema, byID: map[string]string{}, byFile: map[string]string{}}
	for _, e := range b.Entries {
		if e.File == "" {
			continue
		}
		t.byFile[e.File] = e.Title
		if e.Lang == b.Schema.Site.Languages[0].Code {
			t.byID[b.Schema.ID(e.File)] = e.Title
		}
	}
	return t
}

// reference is the title of the page that a reference leads to, else the reference.
func (t *titles) reference(f *schema.Field, ref string) string {
	within := ref
	if to := t.schema.Type(f.To); to != nil {
		within = path.Join(to.Folder, ref)
	}
	return cmp.Or(t.byID[within], t.byID[ref], ref)
}

// link is a link in Markdown: [text](target).
var link = regexp.MustCompile(`\[([^\[\]]*)\]\(([^()\s]*)\)`)

// plain is Markdown with the texts of its links in their place; of a link without
// text, with the title of its page.
func (t *titles) plain(markdown string) string {
	return link.ReplaceAllStringFunc(markdown, func(whole string) string {
		m := link.FindStringSubmatch(whole)
		file, _, _ := strings.Cut(m[2], "#")
		return cmp.Or(m[1], t.byFile[path.Join(path.Dir(t.from), file)], m[2])
	})
}

func (t *titles) rowOf(e engine.Entry, of *schema.Type) typeRow {
	t.from = e.File
	row := typeRow{URL: e.URL, Title: e.Title, File: e.File}
	said := schema.Page{Type: of, Values: e.Values}
	for _, f := range of.Own() {
		text, origin := shortened(t.shown(f, said.Value(f.Key))), document.FieldOrigin(e.File, f.Key)
		row.Cells = append(row.Cells, typeCell{text, origin, f.Required || f.Recommended})
	}
	return row
}

// shown is the value of a field in one line; "" if it is missing.
func (t *titles) shown(f *schema.Field, value schema.Value) string {
	switch v := value.(type) {
	case schema.String:
		return f.Option(string(v))
	case schema.Decimal:
		return string(v)
	case schema.Truth:
		return strconv.FormatBool(bool(v))
	case schema.Day:
		return calendar.Date(v).String()
	case schema.Inline:
		return t.plain(v.Source)
	case schema.Reference:
		return t.reference(f, string(v))
	case schema.Values:
		return joined("; ", v, func(item schema.Value) string { return t.shown(f.Of, item) })
	case schema.Periods:
		return joined("; ", v, func(p schema.Period) string { return t.shown(f, p.Value) })
	case schema.Entries:
		return t.record(f.Fields, v)
	}
	return ""
}

func joined[T any](between string, items []T, show func(T) string) string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = show(item)
	}
	return strings.Join(texts, between)
}

func (t *titles) record(fields []*schema.Field, values schema.Entries) string {
	var members []string
	for i, f := range fields {
		if s := t.shown(f, values[i]); s != "" {
			members = append(members, cmp.Or(f.Label, f.Key)+": "+s)
		}
	}
	return strings.Join(members, ", ")
}

// maxCell is the number of characters of a value that are shown.
const maxCell = 150

func shortened(s string) string {
	if r := []rune(s); len(r) > maxCell {
		return string(r[:maxCell]) + "…"
	}
	return s
}
