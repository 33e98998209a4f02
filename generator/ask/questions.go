package ask

import (
	"slices"
	"strconv"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/memo"
	"wegweiser/generator/site"
)

// Every question is a small comparable value that answers itself, in any world,
// with the print of what the Reader's method of its name returns.
type (
	declared   struct{}
	day        struct{}
	navigation struct{}
	pages      struct{}
	recent     struct{ limit int }
	eventful   struct{}
	assetNames struct{}
	own        struct{ key string }
	page       struct{ key string }
	find       struct{ ref, lang string }
	entry      struct{ typeName, slug, lang string }
	ancestors  struct{ id, lang string }
	variants   struct{ id string }
	referrers  struct{ key string }
	section    struct {
		typeName string
		view     int
		lang     string
	}
	facets   struct{ typeName, lang string }
	siblings struct {
		key   string
		limit int
	}
	selection  struct{ typeName, where, lang string }
	index      struct{ typeName, group, where, lang string }
	comparison struct{ of, rows, lang string }
	fact       struct{ name, lang string }
	unreadable struct{ name string }
	at         struct{ key, path string }
	linkTo     followed
	anchorOf   followed // a link to a heading
	linkTitle  followed
	owner      struct{ output string }
	free       struct{ output string }
	layouts    struct{ name string }
	assetPath  struct{ name string }
)

// followed is a link of a page, followed by readers of a language.
type followed struct{ from, target, lang string }

// answer collects what a print is made of. Each part ends with a NUL, which no
// content has.
type answer struct{ said []byte }

func (a *answer) text(parts ...string) *answer {
	for _, s := range parts {
		a.said = append(append(a.said, s...), 0)
	}
	return a
}

func (a *answer) truth(b bool) *answer { return a.text(strconv.FormatBool(b)) }

func (a *answer) prints(prints ...memo.Print) *answer {
	for _, p := range prints {
		a.said = append(a.said, p[:]...)
	}
	return a
}

// pages writes what each page says of itself but for its body. A page that is
// not there differs from every other.
func (a *answer) pages(list ...*site.Page) *answer {
	a.text(strconv.Itoa(len(list)))
	a.said = slices.Grow(a.said, len(list)*len(memo.Print{}))
	for _, p := range list {
		if p == nil {
			a.prints(memo.Print{})
		} else {
			a.prints(p.Print())
		}
	}
	return a
}

// problems writes what is wrong with arguments. What may have been meant can
// be any page, so whatever is wrong is looked at anew with every page.
func (a *answer) problems(w *World, all []*site.ArgumentError) *answer {
	for _, e := range all {
		a.text("wrong", e.Name, e.Value, e.Want).truth(e.Unread).prints(w.Site.Print())
	}
	return a
}

func (a *answer) print() memo.Print { return memo.PrintOf(a.said) }

func write() *answer { return &answer{} }

// Absent is the print of a page that is not there.
var Absent = write().pages((*site.Page)(nil)).print()

func (declared) Answer(w *World) memo.Print { return w.Declared }

func (day) Answer(w *World) memo.Print { return write().text(w.Site.Day.String()).print() }

func (navigation) Answer(w *World) memo.Print { return write().text(w.Site.Navigation()...).print() }

func (pages) Answer(w *World) memo.Print { return write().pages(w.Site.Pages...).print() }

func (q recent) Answer(w *World) memo.Print {
	a := write()
	for _, e := range w.Site.Recent(q.limit) {
		a.text(e.Day.String(), e.Path, strconv.Itoa(e.Number)).truth(e.Ended).pages(e.Page).pages(e.More...)
	}
	return a.print()
}

func (eventful) Answer(w *World) memo.Print { return write().truth(w.Site.Eventful()).print() }

func (q own) Answer(w *World) memo.Print {
	p := w.Site.Page(q.key)
	if p == nil || p.Doc == nil {
		return write().pages(p).print()
	}
	return write().pages(p).prints(p.Doc.Print).print()
}

func (q page) Answer(w *World) memo.Print { return write().pages(w.Site.Page(q.key)).print() }

func (q find) Answer(w *World) memo.Print {
	return write().pages(w.Site.Find(q.ref, q.lang)).print()
}

func (q entry) Answer(w *World) memo.Print {
	return write().pages(w.Site.Entry(w.Site.Schema.Type(q.typeName), q.slug, q.lang)).print()
}

func (q ancestors) Answer(w *World) memo.Print {
	return write().pages(w.Site.Ancestors(q.id, q.lang)...).print()
}

func (q variants) Answer(w *World) memo.Print {
	return write().pages(w.Site.Variants(q.id)...).print()
}

func (q referrers) Answer(w *World) memo.Print {
	return write().pages(w.Site.Referrers(w.Site.Page(q.key))...).print()
}

func (q section) Answer(w *World) memo.Print {
	t := w.Site.Schema.Type(q.typeName)
	if t == nil || q.view >= len(t.Section) {
		return memo.Print{}
	}
	return write().pages(w.Site.SectionPage(t, &t.Section[q.view], q.lang)).print()
}

func (q facets) Answer(w *World) memo.Print {
	a := write()
	for _, f := range w.Site.Facets(w.Site.Schema.Type(q.typeName), q.lang) {
		a.facet(f, q.lang)
	}
	return a.print()
}

func (q siblings) Answer(w *World) memo.Print {
	p := w.Site.Page(q.key)
	if p == nil {
		return memo.Print{}
	}
	f, more := w.Site.Siblings(p, q.limit)
	a := write().text(strconv.Itoa(more))
	if f.Facet != nil {
		a.facet(f, p.Lang)
	}
	return a.print()
}

func (a *answer) facet(f site.Facet, lang string) {
	a.text(f.Field.LabelIn(lang))
	for _, v := range f.Values {
		a.text(v.Title, strconv.Itoa(v.Count)).pages(v.Page)
	}
}

func (q selection) Answer(w *World) memo.Print {
	list, e := w.Site.Select(q.typeName, q.where, q.lang)
	return write().pages(list...).problems(w, e).print()
}

func (q index) Answer(w *World) memo.Print {
	found, e := w.Site.Index(q.typeName, q.group, q.where, q.lang)
	a := write().problems(w, e)
	for _, g := range found.Groups {
		a.text(g.ID, g.Title).pages(g.Pages...)
	}
	return a.print()
}

// The rows follow from the columns and from what is declared.
func (q comparison) Answer(w *World) memo.Print {
	c, e := w.Site.Compare(q.of, q.rows, q.lang)
	return write().problems(w, e).pages(c.Columns...).pages(c.Hidden...).print()
}

func (q fact) Answer(w *World) memo.Print {
	f, ok, _ := w.Site.Fact(q.name, q.lang)
	a := write().truth(ok).pages(f.Page)
	if !ok {
		a.prints(w.Site.Print())
	}
	return a.print()
}

func (q unreadable) Answer(w *World) memo.Print {
	return write().truth(w.Site.Unreadable(q.name)).print()
}

func (q at) Answer(w *World) memo.Print {
	p := w.Site.Page(q.key)
	if p == nil {
		return memo.Print{}
	}
	return write().pages(p).text(w.Site.NamesAt(p, q.path)...).print()
}

// question is the question where the link leads.
func (f followed) question() memo.Question[*World] {
	if f.toHeading() {
		return anchorOf(f)
	}
	return linkTo(f)
}

func (f followed) toHeading() bool { return strings.Contains(f.target, "#") }

func (q linkTo) Answer(w *World) memo.Print   { return followed(q).destination(w) }
func (q anchorOf) Answer(w *World) memo.Print { return followed(q).destination(w) }

func (f followed) destination(w *World) memo.Print {
	d, ok := f.resolve(w)
	if !ok {
		return memo.Print{}
	}
	a := write().text(d.URL, d.Static, string(d.Problem), d.Anchor).truth(d.Page == nil)
	if d.Page != nil {
		a.truth(d.Page.Key() == f.from).text(d.Page.Lang)
	}
	switch d.Problem {
	case "":
	case diag.BrokenAnchor:
		a.text(d.Anchors...)
	default: // what may have been meant can be any page or file
		a.prints(w.Site.Print())
	}
	return a.print()
}

func (q linkTitle) Answer(w *World) memo.Print {
	from := w.Site.Page(q.from)
	if from == nil {
		return memo.Print{}
	}
	title, lang := w.Site.LinkTitle(from, q.target, q.lang)
	return write().text(title, lang).print()
}

func (q owner) Answer(w *World) memo.Print { return write().text(w.Site.Owner(q.output)).print() }

func (q free) Answer(w *World) memo.Print { return write().truth(w.Site.Free(q.output)).print() }

func (q layouts) Answer(w *World) memo.Print { return w.Layouts.Print(q.name) }

func (q assetPath) Answer(w *World) memo.Print {
	path, ok := w.Assets.Path(q.name)
	return write().truth(ok).text(path).print()
}

func (assetNames) Answer(w *World) memo.Print { return write().text(w.Assets.Names()...).print() }
