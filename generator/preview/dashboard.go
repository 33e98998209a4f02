package preview

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/engine"
	"wegweiser/generator/site"
)

// The dashboard shows the state of the whole hub, in lists that are cut off: its
// page is loaded anew after every build.
const (
	maxFindings = 300
	maxListed   = 100
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
	Notice     string
	Number     int64
	Home       string
	Pages      int
	Counts     diag.Counts
	Findings   cut[marked]
	Next       string
	Upcoming   cut[upcoming]
	Scheduled  cut[listed]
	Expired    cut[listed]
	Drafts     cut[listed]
	Rendered   cut[rendered]
	Types      []counted
}

type listed struct {
	engine.Entry
	Open template.URL
	Day  string // the first of a scheduled page, the last of an expired one
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
		Lang: b.Lang, Line: b.Line, Notice: s.notice, Number: s.number, Home: b.BasePath + "/", Pages: len(b.Entries),
		Counts: diag.Count(b.Findings), Findings: cutOff(b.Findings, maxFindings, s.marked), Next: long(b.NextChange, b.Lang),
	}
	show := func(e engine.Entry) listed {
		return listed{e, s.open(e.File, 1, 1), long(e.Absence.Day, b.Lang)}
	}
	absent := map[string][]engine.Entry{}
	pages := map[string]int{}
	for _, e := range b.Entries {
		pages[e.TypeName]++
		if why := e.Absence.Why; why != "" {
			absent[why] = append(absent[why], e)
		}
	}
	for _, why := range site.Reasons {
		slices.SortStableFunc(absent[why], func(a, b engine.Entry) int { return a.Absence.Day.Compare(b.Absence.Day) })
	}
	d.Scheduled, d.Expired = cutOff(absent[site.Scheduled], maxListed, show), cutOff(absent[site.Expired], maxListed, show)
	d.Drafts = cutOff(absent[site.Draft], maxListed, show)
	d.Upcoming = cutOff(b.Upcoming, maxListed, func(c engine.Change) upcoming {
		return upcoming{c, s.open(c.File, 1, 1), long(c.Day, b.Lang)}
	})
	generated := map[string]string{} // the titles of pages without a file, by key
	for _, e := range b.Entries {
		if e.File == "" {
			generated[e.Key] = e.Title
		}
	}
	d.Rendered = cutOff(b.Rendered, maxListed, func(r engine.Rendered) rendered { return explain(r, generated, b.Lang) })
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

// explain says what was rendered and why. A generated page has no file to name it by,
// but a title.
func explain(r engine.Rendered, generated map[string]string, lang string) rendered {
	kind, name, _ := strings.Cut(r.Task, " ")
	if r.Task == "not found" {
		kind, name = r.Task, ""
	}
	name, why := cmp.Or(generated[name], name), cmp.Or(generated[r.Name], r.Name)
	return rendered{phrase(lang, "task-"+kind, name), phrase(lang, "because-"+r.Kind, why)}
}
