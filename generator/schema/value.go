package schema

import (
	"iter"
	"reflect"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/source"
)

// Value is a typed value of a field; nil where the field is absent. Which of
// the types below it has follows from the field's Kind.
type Value interface{ isValue() }

type (
	// String is a text, url, email, phone or choice (its key) as written.
	String string
	// Decimal is a number or an amount of money in canonical form: -1234.50.
	Decimal string
	// Truth is a bool.
	Truth bool
	// Day is a date with its precision.
	Day calendar.Date
	// Inline is a markdown field.
	Inline struct {
		document.Body
		Source string // as written
	}
	// Reference names a page of the field's type by its slug.
	Reference string
	// Values is a list.
	Values []Value
	// Entries is a record: a value for each of its declared fields, in order.
	Entries []Value
	// Periods is a dated value, in the order in which it is written.
	Periods []Period
)

func (String) isValue()    {}
func (Decimal) isValue()   {}
func (Truth) isValue()     {}
func (Day) isValue()       {}
func (Inline) isValue()    {}
func (Reference) isValue() {}
func (Values) isValue()    {}
func (Entries) isValue()   {}
func (Periods) isValue()   {}

// Period is a value that holds from its first to its last day.
type Period struct {
	Value       Value
	From, Until calendar.Date // zero: open
	Caveat      string
	Source      Source
}

// Source says where a fact comes from.
type Source struct {
	Title, URL string
	Retrieved  calendar.Date
}

// contradicts reports whether both periods hold on some day, with different values.
func (p Period) contradicts(q Period) bool {
	apart := func(a, b Period) bool {
		return !a.Until.Zero() && !b.From.Zero() && a.Until.Last().Before(b.From.First())
	}
	return !apart(p, q) && !apart(q, p) && !reflect.DeepEqual(p.Value, q.Value)
}

// On returns the period that holds on the given day.
func (p Periods) On(day calendar.Date) (Period, bool) {
	if i := p.Index(day); i >= 0 {
		return p[i], true
	}
	return Period{}, false
}

// Index is the place of the period that holds on the given day, or -1.
func (p Periods) Index(day calendar.Date) int {
	for i, period := range p {
		started := period.From.Zero() || !day.Before(period.From.First())
		ended := !period.Until.Zero() && day.After(period.Until.Last())
		if started && !ended {
			return i
		}
	}
	return -1
}

// Page is a document whose front matter has been checked.
type Page struct {
	Doc    *document.Document
	Type   *Type
	ID     string  // dienste/wohngeld; a folder's own page is the folder; home is ""
	Lang   string  // of the site's languages
	Values []Value // parallel to Type.Fields
	// Lacks says what a page in another language than the first does not have, for
	// the case that there is no original that it could have it from.
	Lacks []diag.Diagnostic
	// Faulty says that the front matter has errors: what the page does not say may be
	// among them.
	Faulty bool

	// SortKey orders titles as the site's language does. Linking makes it, once: the
	// page keeps it when the site is linked again.
	SortKey []byte

	// Generated is the declaration that generates a page without a file; Doc is
	// then nil.
	Generated source.Span
}

// TitleOnly returns the values of a generated page of type t.
func TitleOnly(t *Type, title string) []Value {
	values := make([]Value, len(t.Fields))
	values[indexOf(common, "title")] = String(title)
	return values
}

// Value returns a field's value, or nil.
func (p *Page) Value(key string) Value {
	if i, ok := p.Type.index[key]; ok && i < len(p.Values) {
		return p.Values[i]
	}
	return nil
}

// Text returns a field that is a string, or "".
func (p *Page) Text(key string) string {
	s, _ := p.Value(key).(String)
	return string(s)
}

// Flag returns a field that is a bool.
func (p *Page) Flag(key string) bool {
	t, _ := p.Value(key).(Truth)
	return bool(t)
}

// Day returns a field that is a date, or the zero date.
func (p *Page) Day(key string) calendar.Date {
	d, _ := p.Value(key).(Day)
	return calendar.Date(d)
}

// Reviewed returns the day up to which the content is known to be right: that of
// the review, else the last on which one of the page's sources was read, else the
// zero date.
func (p *Page) Reviewed() calendar.Date {
	if day := p.Day("reviewed"); !day.Zero() {
		return day
	}
	var last calendar.Date
	for s := range p.Sources() {
		if last.Zero() || !s.Retrieved.Zero() && last.Last().Compare(s.Retrieved.Last()) < 0 {
			last = s.Retrieved
		}
	}
	return last
}

// Sources visits the sources that the page names: its own, then those of its values.
func (p *Page) Sources() iter.Seq[Source] {
	return func(yield func(Source) bool) {
		list, _ := p.Value("sources").(Values)
		for _, item := range list {
			if !yield(SourceOf(item)) {
				return
			}
		}
		for _, v := range p.Values {
			if !sourcesIn(v, yield) {
				return
			}
		}
	}
}

// sourcesIn visits the sources of a value, of nested ones too.
func sourcesIn(v Value, yield func(Source) bool) bool {
	switch v := v.(type) {
	case Values:
		for _, item := range v {
			if !sourcesIn(item, yield) {
				return false
			}
		}
	case Entries:
		for _, item := range v {
			if !sourcesIn(item, yield) {
				return false
			}
		}
	case Periods:
		for _, p := range v {
			if !yield(p.Source) || !sourcesIn(p.Value, yield) {
				return false
			}
		}
	}
	return true
}

// Texts returns a field that is a list of strings.
func (p *Page) Texts(key string) []string {
	list, _ := p.Value(key).(Values)
	var texts []string
	for _, v := range list {
		if s, ok := v.(String); ok {
			texts = append(texts, string(s))
		}
	}
	return texts
}

// Title returns the page's title.
func (p *Page) Title() string { return p.Text("title") }

// Slug returns the last part of the page's ID.
func (p *Page) Slug() string {
	for i := len(p.ID) - 1; i >= 0; i-- {
		if p.ID[i] == '/' {
			return p.ID[i+1:]
		}
	}
	return p.ID
}

// Entry returns the value of a record's field.
func (e Entries) Entry(fields []*Field, key string) Value {
	for i, f := range fields {
		if f.Key == key && i < len(e) {
			return e[i]
		}
	}
	return nil
}
