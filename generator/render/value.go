package render

import (
	"fmt"
	"html"
	"html/template"
	"net/url"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/german"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
)

// Value is a field's value, ready to be shown as HTML or as plain text.
type Value struct {
	hub      *Hub
	field    *schema.Field
	page     *site.Page // whose value it is: links in it are relative to that page
	value    schema.Value
	sentence bool // shown inside a sentence: no lists
}

var dateField = &schema.Field{Kind: schema.Date}

const missing = "keine Angabe"

// field is the value of a field that may not be declared.
func (h *Hub) field(p *site.Page, key string) Value {
	v, _ := h.valueOf(p, key)
	return v
}

// valueOf is the value of a declared field; the error names one that is not.
func (h *Hub) valueOf(p *site.Page, key string) (Value, error) {
	f := p.Type.Field(key)
	if f == nil {
		return Value{}, fmt.Errorf("type %s has no field %q%s", p.Type.Name, key, meant(key, p.Type.Keys()))
	}
	return Value{hub: h, field: f, page: p, value: p.Value(key)}, nil
}

func (h *Hub) day(p *site.Page, d *calendar.Date) Value {
	v := Value{hub: h, field: dateField, page: p}
	if d != nil {
		v.value = schema.Day(*d)
	}
	return v
}

func nonZero(d calendar.Date) *calendar.Date {
	if d.Zero() {
		return nil
	}
	return &d
}

// Missing reports whether there is nothing to show on the site's day.
func (v Value) Missing() bool {
	if periods, ok := v.value.(schema.Periods); ok {
		_, current := periods.On(v.hub.Site.Day)
		return !current
	}
	return v.value == nil
}

// HTML is the value as safe HTML.
func (v Value) HTML() template.HTML {
	if v.Missing() {
		return `<span class="missing">` + missing + `</span>`
	}
	w := valueWriter{hub: v.hub, page: v.page, sentence: v.sentence}
	w.value(v.field, v.value)
	return template.HTML(w.String())
}

// Text is the value as plain text, as for CSV; "" if it is missing.
func (v Value) Text() string {
	if v.Missing() {
		return ""
	}
	w := valueWriter{hub: v.hub, page: v.page, sentence: true}
	w.value(v.field, v.value)
	return plain(w.String())
}

// plain takes the tags out of HTML that valueWriter wrote.
func plain(s string) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 {
			break
		}
		out.WriteString(s[:open])
		end := strings.IndexByte(s[open:], '>')
		if end < 0 {
			break
		}
		s = s[open+end+1:]
	}
	out.WriteString(s)
	return html.UnescapeString(out.String())
}

// valueWriter writes values as HTML.
type valueWriter struct {
	strings.Builder
	hub      *Hub
	page     *site.Page
	sentence bool
}

func (w *valueWriter) put(parts ...string) {
	for _, s := range parts {
		w.WriteString(s)
	}
}

func (w *valueWriter) text(s string) { template.HTMLEscape(w, []byte(s)) }

func (w *valueWriter) value(f *schema.Field, v schema.Value) {
	switch v := v.(type) {
	case schema.String:
		w.scalar(f, string(v))
	case schema.Decimal:
		w.text(german.Number(string(v)))
		if f.Kind == schema.Money {
			w.put(" €")
		}
	case schema.Truth:
		if v {
			w.put("ja")
		} else {
			w.put("nein")
		}
	case schema.Day:
		w.day(calendar.Date(v))
	case schema.Inline:
		view := newView(w.hub, w.page)
		w.put(string(view.fill(v.Body)))
	case schema.Reference:
		w.reference(f, string(v))
	case schema.Values:
		w.list(f.Of, v)
	case schema.Entries:
		w.record(f.Fields, v)
	case schema.Periods:
		w.current(f, v)
	}
}

func (w *valueWriter) scalar(f *schema.Field, s string) {
	switch f.Kind {
	case schema.URL:
		w.link(s, shortURL(s), "external")
	case schema.Email:
		w.link("mailto:"+s, s, "")
	case schema.Phone:
		if shown, tel, ok := german.Phone(s); ok {
			w.link(tel, shown, "")
		}
	case schema.Choice:
		w.text(f.Option(s))
	default:
		w.text(s)
	}
}

func (w *valueWriter) link(href, text, class string) {
	w.put(`<a`)
	if class != "" {
		w.put(` class="`, class, `"`)
	}
	w.put(` href="`)
	w.text(href)
	w.put(`">`)
	w.text(text)
	w.put(`</a>`)
}

// shortURL is what a reader needs to see of an address.
func shortURL(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return s
	}
	return strings.TrimSuffix(strings.TrimPrefix(u.Host, "www.")+u.Path, "/")
}

func (w *valueWriter) day(d calendar.Date) {
	w.put(`<time datetime="`, d.String(), `">`, d.Long(w.page.Lang), `</time>`)
}

// reference writes a link to the page, and the field of it that the reference
// is declared to show.
func (w *valueWriter) reference(f *schema.Field, slug string) {
	target := w.hub.Site.Entry(w.hub.Site.Schema.Type(f.To), slug, w.page.Lang)
	if target == nil { // a finding of its own
		w.text(slug)
		return
	}
	shown := w.hub.shown(f, target)
	if shown == nil || !w.sentence {
		if target.Published {
			w.link(w.hub.url(target.URL), target.Title(), "")
		} else {
			w.text(target.Title())
		}
	}
	if shown != nil {
		if !w.sentence {
			w.put(": ")
		}
		inner := valueWriter{hub: w.hub, page: target, sentence: w.sentence}
		inner.value(shown.field, shown.value)
		w.put(inner.String())
	}
}

// shown is the field of a reference's target that stands beside its title.
func (h *Hub) shown(f *schema.Field, target *site.Page) *Value {
	if f.Show == "" {
		return nil
	}
	v, err := h.valueOf(target, f.Show)
	if err != nil || v.Missing() {
		return nil
	}
	return &v
}

func (w *valueWriter) list(of *schema.Field, items schema.Values) {
	if w.sentence || len(items) == 1 {
		for i, item := range items {
			if i > 0 {
				w.put(", ")
			}
			w.value(of, item)
		}
		return
	}
	w.put(`<ul class="values">`)
	for _, item := range items {
		w.put("<li>")
		w.value(of, item)
		w.put("</li>")
	}
	w.put("</ul>")
}

// record writes a record as a list of labels and values; inside a sentence as
// "label: value; label: value".
func (w *valueWriter) record(fields []*schema.Field, values schema.Entries) {
	before, between, after, start, end := "; ", ": ", "", "", ""
	if !w.sentence {
		before, between, after, start, end = "<dt>", "</dt><dd>", "</dd>", `<dl class="record">`, "</dl>"
	}
	w.put(start)
	first := true
	for i, f := range fields {
		if values[i] == nil {
			continue
		}
		if !w.sentence || !first {
			w.put(before)
		}
		w.text(f.Label)
		w.put(between)
		w.value(f, values[i])
		w.put(after)
		first = false
	}
	w.put(end)
}

// current writes the value that holds on the site's day, with its end and caveat.
func (w *valueWriter) current(f *schema.Field, periods schema.Periods) {
	now, ok := periods.On(w.hub.Site.Day)
	if !ok {
		w.put(`<span class="missing">`, missing, `</span>`)
		return
	}
	w.value(f, now.Value)
	if now.Until.Zero() && now.Caveat == "" {
		return
	}
	w.put(` <span class="validity">(`)
	if !now.Until.Zero() {
		w.put("bis ")
		w.day(now.Until)
	}
	if now.Caveat != "" {
		if !now.Until.Zero() {
			w.put(", ")
		}
		w.put(`<span class="caveat">`)
		w.text(now.Caveat)
		w.put(`</span>`)
	}
	w.put(`)</span>`)
}
