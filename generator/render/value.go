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
	"wegweiser/generator/words"
)

// Value is a field's value as HTML, with links and dates. A value that is
// missing on the site's day says so.
type Value struct {
	HTML    template.HTML
	Missing bool
}

var dateField = &schema.Field{Kind: schema.Date}

// valueOf is the value of a declared field, for pages in the language on; the error names one that is not.
func (h *Hub) valueOf(p *site.Page, key, on string) (Value, error) {
	f := p.Type.Field(key)
	switch {
	case f == nil:
		return Value{}, fmt.Errorf("type %s has no field %q%s", p.Type.Name, key, meant(key, p.Type.PublicKeys()))
	case f.Internal:
		return Value{}, fmt.Errorf("the field %q of type %s is internal", key, p.Type.Name)
	}
	return h.written(p, key, h.valueOn(p, f, p.Value(key), on)), nil
}

// field is the value of a field, missing if it is not even declared.
func (h *Hub) field(p *site.Page, key, on string) Value {
	f := p.Type.Field(key)
	if f == nil {
		return missingIn(on)
	}
	return h.written(p, key, h.valueOn(p, f, p.Value(key), on))
}

func (h *Hub) day(p *site.Page, d calendar.Date) Value { return h.dayOn(p, d, p.Lang) }

func (h *Hub) dayOn(p *site.Page, d calendar.Date, on string) Value {
	if d.Zero() {
		return missingIn(on)
	}
	return h.valueOn(p, dateField, schema.Day(d), on)
}

// writer writes values of a field of the page p for pages in the language on.
func (h *Hub) writer(p *site.Page, field, on string) valueWriter {
	w := valueWriter{hub: h, lang: on}
	w.about(p, field)
	return w
}

// about says of which field of which page the values are that follow.
func (w *valueWriter) about(p *site.Page, field string) {
	w.page, w.origin = p, p.Origin(field)
	w.textLang = w.origin.Lang
}

// valueOn is a value of the page p as HTML, as pages in the language on show it: only
// texts are in the language of the page that says them, to which links are relative.
func (h *Hub) valueOn(p *site.Page, f *schema.Field, v schema.Value, on string) Value {
	if h.missing(f, v) {
		return missingIn(on)
	}
	w := h.writer(p, f.Key, on)
	w.value(f, v)
	return Value{HTML: template.HTML(w.String())}
}

// sentence is valueOn as it reads inside a sentence: without lists.
func (h *Hub) sentence(p *site.Page, f *schema.Field, v schema.Value, on string) Value {
	if h.missing(f, v) {
		return missingIn(on)
	}
	w := h.writer(p, f.Key, on)
	w.sentence = true
	w.value(f, v)
	return Value{HTML: template.HTML(w.String())}
}

// text is a value as plain text, as for CSV; "" if it is missing.
func (h *Hub) text(p *site.Page, f *schema.Field, v schema.Value) string {
	return h.textOn(p, f, v, p.Lang)
}

// textOn is text as pages in the language on show it.
func (h *Hub) textOn(p *site.Page, f *schema.Field, v schema.Value, on string) string {
	if h.missing(f, v) {
		return ""
	}
	w := h.writer(p, f.Key, on)
	w.sentence, w.plain = true, true
	w.value(f, v)
	return w.String()
}

// missing reports whether there is nothing to show on the site's day.
func (h *Hub) missing(f *schema.Field, v schema.Value) bool {
	if f != nil && f.Internal {
		return true
	}
	if periods, ok := v.(schema.Periods); ok {
		_, current := periods.On(h.Day())
		return !current
	}
	return v == nil
}

// withoutTags is the text of a Markdown field's HTML.
func withoutTags(s string) string {
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

// valueWriter writes values as HTML or as plain text.
type valueWriter struct {
	strings.Builder
	hub      *Hub
	page     *site.Page
	origin   *site.Page // which says them: links in them are relative to it
	lang     string     // of the page that shows them: of words, days, numbers, titles
	textLang string     // of texts
	sentence bool       // no lists
	plain    bool       // no markup
	facets   bool       // values of facets lead to the lists of those that have them
	// note takes what is to be said of the period of a dated value: nil if that is said
	// beside the value.
	note func(w *valueWriter, p schema.Period)
}

func (w *valueWriter) put(parts ...string) {
	for _, s := range parts {
		w.WriteString(s)
	}
}

// tag writes markup, of which plain text has none.
func (w *valueWriter) tag(parts ...string) {
	if !w.plain {
		w.put(parts...)
	}
}

func (w *valueWriter) text(s string) {
	if w.plain || !strings.ContainsAny(s, "<>&\"'\x00") {
		w.put(s)
		return
	}
	template.HTMLEscape(w, []byte(s))
}

func (w *valueWriter) value(f *schema.Field, v schema.Value) {
	switch v := v.(type) {
	case schema.String:
		w.scalar(f, string(v))
	case schema.Decimal:
		if f.Kind == schema.Money {
			before, after, _ := words.Amount.Around(w.lang)
			w.text(before + w.number(cents(string(v))) + after)
		} else {
			w.text(w.number(string(v)))
		}
	case schema.Truth:
		if v {
			w.word(words.Yes)
		} else {
			w.word(words.No)
		}
	case schema.Day:
		w.day(calendar.Date(v))
	case schema.Inline:
		html := string(w.hub.fillLinks(v.Body, setting{from: w.origin, lang: w.lang, textLang: w.textLang, plain: w.plain}))
		if w.plain {
			html = withoutTags(html)
		}
		w.inTextLang(func() { w.put(html) })
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

// number writes a number with the signs of a language.
func (w *valueWriter) number(n string) string {
	return german.Number(n, words.Thousands.In(w.lang), words.Decimal.In(w.lang))
}

// cents completes an amount of money that is not whole to two decimals.
func cents(amount string) string {
	if i := strings.IndexByte(amount, '.'); i >= 0 && len(amount)-i == 2 {
		return amount + "0"
	}
	return amount
}

func (w *valueWriter) scalar(f *schema.Field, s string) {
	switch f.Kind {
	case schema.URL:
		w.link(s, shortURL(s), "external")
	case schema.Email:
		w.link("mailto:"+url.PathEscape(s), s, "")
	case schema.Phone:
		if shown, tel, ok := german.Phone(s); ok {
			w.link(tel, shown, "")
		}
	case schema.Choice:
		w.choice(f, s)
	default:
		if f.Pattern != nil { // a key or a number, whatever the language
			w.text(s)
			return
		}
		w.inTextLang(func() { w.text(s) })
	}
}

// choice writes an option; how far it says that something is, a style sheet can show. A
// page of the site in its first language has a value of which there is a list: it is
// among those listed.
func (w *valueWriter) choice(f *schema.Field, key string) {
	tone := f.Tone(key)
	if tone != "" {
		w.tag(`<span class="status" data-tone="`, tone, `">`)
	}
	t, text := w.page.Type, f.OptionIn(key, w.lang)
	if facet := t.FacetOf(f); w.facets && facet != nil && w.page.Published && w.page.Lang == w.hub.DefaultLang() {
		w.link(w.hub.url("/"+t.Folder+"/"+facet.Slug+"/"+facet.ValueSlug(key)+"/"), text, "")
	} else {
		w.text(text)
	}
	if tone != "" {
		w.tag(`</span>`)
	}
}

// inTextLang marks what is written with its language if it is not that of the page.
func (w *valueWriter) inTextLang(write func()) {
	if w.plain || w.textLang == w.lang {
		write()
		return
	}
	w.put(`<span lang="`, w.textLang, `">`)
	write()
	w.put(`</span>`)
}

func (w *valueWriter) day(d calendar.Date) {
	w.tag(`<time datetime="`, d.String(), `">`)
	w.put(d.Long(w.lang))
	w.tag(`</time>`)
}

// end writes until when a value holds. What to say when that day is over stands beside
// it, for the script of the page: the page may be read long after it was made.
func (w *valueWriter) end(d calendar.Date) {
	before, after, foreign := words.Until.Around(w.lang)
	w.said(before, foreign)
	w.tag(`<time datetime="`, d.String(), `"`)
	if !w.plain {
		w.ended(d.Last())
	}
	w.tag(`>`)
	w.put(d.Long(w.lang))
	w.tag(`</time>`)
	w.said(after, foreign)
}

// ended writes the attributes of an element that the script marks once a day is over.
func (w *valueWriter) ended(last calendar.Date) {
	before, after, _ := words.Expired.Around(w.lang)
	w.put(` data-until="`, last.String(), `" data-ended="`)
	w.text(before + last.AddDays(1).Long(w.lang) + after)
	w.put(`"`)
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
		if values[i] == nil || f.Internal {
			continue
		}
		if !w.sentence || !first {
			w.put(before)
		}
		w.text(f.LabelIn(w.lang))
		w.put(between)
		w.value(f, values[i])
		w.put(after)
		first = false
	}
	w.put(end)
}

// current writes the value that holds on the site's day, with its end and caveat.
func (w *valueWriter) current(f *schema.Field, periods schema.Periods) {
	now, ok := periods.On(w.hub.Day())
	if !ok {
		w.missing()
		return
	}
	w.period(f, now)
}

// period writes the value of a period, with its end and caveat.
func (w *valueWriter) period(f *schema.Field, now schema.Period) {
	w.value(f, now.Value)
	if w.note != nil {
		w.note(w, now)
		return
	}
	if now.Until.Zero() && now.Caveat == "" {
		return
	}
	w.put(" ")
	w.tag(`<span class="validity">`)
	w.put("(")
	w.validity(now)
	w.put(")")
	w.tag(`</span>`)
}

// validity writes until when a period lasts, and its caveat.
func (w *valueWriter) validity(p schema.Period) {
	if !p.Until.Zero() {
		w.end(p.Until)
	}
	if p.Caveat != "" {
		if !p.Until.Zero() {
			w.put(", ")
		}
		w.tag(`<span class="caveat">`)
		w.inTextLang(func() { w.text(p.Caveat) })
		w.tag(`</span>`)
	}
}
