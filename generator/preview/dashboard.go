package preview

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/engine"
	"wegweiser/generator/schema"
)

// The dashboard shows the state of the whole hub, in lists that are cut off: its
// page is loaded anew after every build.
const (
	maxFindings = 300
	maxListed   = 100
	maxRows     = 1000 // pages of one type
)

// cut is the beginning of a list.
type cut[T any] struct {
	Items []T
	All   int
}

// More is how many items are left out.
func (c cut[T]) More() int { return c.All - len(c.Items) }

// cutOff maps the first items of a list.
func cutOff[S, T any](list []S, limit int, show func(S) T) cut[T] {
	c := cut[T]{All: len(list)}
	for _, item := range list[:min(len(list), limit)] {
		c.Items = append(c.Items, show(item))
	}
	return c
}

type dashboard struct {
	Lang, Line string
	Number     int64
	Home       string
	Pages      int
	Counts     diag.Counts
	Findings   cut[marked]
	Next       string
	Upcoming   cut[upcoming]
	Scheduled  cut[listed]
	Drafts     cut[listed]
	Rendered   cut[rendered]
	Types      []counted
}

type listed struct {
	engine.Entry
	Open template.URL
	Day  string // on which it appears
}

type upcoming struct {
	engine.Change
	Open template.URL
	Day  string
}

type rendered struct{ What, Why string }

// counted is a type with the number of its pages.
type counted struct {
	Name, Many string
	Pages      int
}

// serveDashboard shows the state of the whole hub. The lock is given back before
// anything is written: the browser may be in no hurry to read.
func (s *Server) serveDashboard(w http.ResponseWriter) {
	s.execute(w, "dashboard.html", s.dashboard())
}

func (s *Server) dashboard() dashboard {
	s.mu.RLock()
	defer s.mu.RUnlock()
	b := &s.build
	d := dashboard{
		Lang: b.Lang, Line: b.Line, Number: s.number, Home: b.BasePath + "/", Pages: len(b.Entries),
		Counts: diag.Count(b.Findings), Findings: cutOff(b.Findings, maxFindings, s.marked), Next: long(b.NextChange, b.Lang),
	}
	show := func(e engine.Entry) listed { return listed{e, s.open(e.File, 1, 1), long(e.From, b.Lang)} }
	var scheduled, drafts []engine.Entry
	pages := map[string]int{}
	for _, e := range b.Entries {
		pages[e.TypeName]++
		switch {
		case e.Draft:
			drafts = append(drafts, e)
		case !e.From.Zero():
			scheduled = append(scheduled, e)
		}
	}
	slices.SortStableFunc(scheduled, func(a, b engine.Entry) int { return a.From.Compare(b.From) })
	d.Scheduled, d.Drafts = cutOff(scheduled, maxListed, show), cutOff(drafts, maxListed, show)
	d.Upcoming = cutOff(b.Upcoming, maxListed, func(c engine.Change) upcoming {
		return upcoming{c, s.open(c.File, 1, 1), long(c.Day, b.Lang)}
	})
	d.Rendered = cutOff(b.Rendered, maxListed, func(r engine.Rendered) rendered { return explain(r, b.Lang) })
	if b.Schema != nil {
		for _, t := range b.Schema.Types {
			d.Types = append(d.Types, counted{t.Name, t.Many, pages[t.Name]})
		}
	}
	return d
}

func long(d calendar.Date, lang string) string {
	if d.Zero() {
		return ""
	}
	return d.Long(cmp.Or(lang, "de"))
}

// explain says what was rendered and why.
func explain(r engine.Rendered, lang string) rendered {
	kind, name, _ := strings.Cut(r.Task, " ")
	if r.Task == "not found" {
		kind, name = r.Task, ""
	}
	return rendered{phrase(lang, "task-"+kind, name), phrase(lang, "because-"+r.Kind, r.Name)}
}

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

type typeCell struct{ Text, Origin string }

// serveType shows the fields of all pages of a type, as programs get them: what is
// missing is seen at a glance.
func (s *Server) serveType(w http.ResponseWriter, name string) {
	page, ok := s.typePage(name)
	if !ok {
		http.Error(w, s.say("no-type"), http.StatusNotFound)
		return
	}
	s.execute(w, "type.html", page)
}

func (s *Server) typePage(name string) (typePage, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.build.Schema == nil {
		return typePage{}, false
	}
	t := s.build.Schema.Type(name)
	if t == nil {
		return typePage{}, false
	}
	var data struct {
		Entries []map[string]any `json:"entries"`
	}
	if json.Unmarshal(s.files["api/"+name+".json"].data(), &data) != nil {
		return typePage{}, false
	}
	files := map[string]string{}
	for _, e := range s.build.Entries {
		files[unescaped(e.URL)] = e.File
	}
	page := typePage{Lang: s.build.Lang, Many: t.Many, Number: s.number, Fields: t.Own()}
	page.Rows = cutOff(data.Entries, maxRows, func(entry map[string]any) typeRow {
		row := typeRow{URL: pathOf(entry["url"]), Title: fmt.Sprint(entry["title"])}
		row.File = files[row.URL]
		for _, f := range page.Fields {
			row.Cells = append(row.Cells, typeCell{shortened(shown(f, entry[f.Key])), document.FieldOrigin(row.File, f.Key)})
		}
		return row
	})
	return page, true
}

// shown is the value of a field, as programs get it, in one line for people; "" if
// it is missing.
func shown(f *schema.Field, value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return f.Option(v)
	case []any: // items of a list, or the periods of a dated value
		var items []string
		for _, item := range v {
			if period, ok := item.(map[string]any); ok && f.Dated {
				item = period["value"]
			}
			of := f
			if f.Of != nil {
				of = f.Of
			}
			items = append(items, shown(of, item))
		}
		return strings.Join(items, "; ")
	case map[string]any:
		var members []string
		for _, inner := range f.Fields {
			if s := shown(inner, v[inner.Key]); s != "" {
				members = append(members, inner.Label+": "+s)
			}
		}
		return strings.Join(members, ", ")
	}
	return fmt.Sprint(value)
}

// pathOf is the path of a full address, without escapes.
func pathOf(address any) string {
	u, err := url.Parse(fmt.Sprint(address))
	if err != nil {
		return ""
	}
	return u.Path
}

// maxCell is the number of characters of a value that are shown.
const maxCell = 150

func shortened(s string) string {
	if r := []rune(s); len(r) > maxCell {
		return string(r[:maxCell]) + "…"
	}
	return s
}
