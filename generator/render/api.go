package render

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
)

// API lists a type's entries with all their public fields: /api/<type>.json. Keys of
// choices and slugs of references stay what they are, so that programs can rely
// on them.
func API(h *Hub, t *schema.Type, emit Emit) error {
	pages, _ := h.Select(t.Name, "", h.DefaultLang())
	entries, _ := h.pieces("json", pages, (*Hub).jsonEntry) // into memory
	var w jsonWriter
	w.raw(`{"version":` + strconv.Itoa(apiVersion) + `,"type":`)
	w.text(t.Name)
	w.raw(`,"entries":[`)
	comma := []byte(",")
	pieces := append(make([][]byte, 0, 2*len(entries)+2), w.out)
	for i, entry := range entries {
		if i > 0 {
			pieces = append(pieces, comma)
		}
		pieces = append(pieces, entry)
	}
	return emit("api/"+t.Name+".json", append(pieces, []byte("\n]}\n"))...)
}

// jsonEntry is a page on a line of its own.
func (h *Hub) jsonEntry(p *site.Page) ([]byte, error) {
	return acrossBuilds(h, jsonKey{p.Key()}, func(h *Hub) ([]byte, error) {
		h.About(p)
		w := jsonWriter{out: []byte("\n")}
		w.page(h, p)
		return bytes.Clone(w.out), nil // without the room to grow
	})
}

// jsonWriter appends JSON. The library's encoder would need a tree of the values
// first, which for a large hub takes longer than to parse the pages' YAML.
type jsonWriter struct {
	out    []byte
	script bool // it stands in a script of a page, which no text can close
}

func (w *jsonWriter) raw(s string) { w.out = append(w.out, s...) }

// next divides the members of an object or the items of a list.
func (w *jsonWriter) next() {
	if last := w.out[len(w.out)-1]; last != '{' && last != '[' && last != ':' {
		w.raw(",")
	}
}

func (w *jsonWriter) member(name string) {
	w.next()
	w.text(name)
	w.raw(":")
}

func (w *jsonWriter) textMember(name, value string) {
	w.member(name)
	w.text(value)
}

// text writes a string. In a file & and < stay.
func (w *jsonWriter) text(s string) {
	if strings.ContainsFunc(s, w.special) {
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(w.script)
		_ = e.Encode(s) // into memory
		w.raw(strings.TrimSuffix(b.String(), "\n"))
		return
	}
	w.raw(`"`)
	w.raw(s)
	w.raw(`"`)
}

func (w *jsonWriter) special(r rune) bool {
	return r < ' ' || r == '"' || r == '\\' || r >= 0x2028 || w.script && (r == '<' || r == '>' || r == '&')
}

func (w *jsonWriter) page(h *Hub, p *site.Page) {
	w.raw("{")
	w.textMember("id", p.ID)
	w.textMember("url", h.canonicalOr(p.URL))
	for i, f := range p.Type.Fields {
		if inAPI(f) {
			w.field(f, p.Values[i])
		}
	}
	w.raw("}")
}

// inAPI reports whether entries say the field: all of them are public.
func inAPI(f *schema.Field) bool { return f.Key != "draft" || !schema.Common(f) }

// field writes a member of a page or record, if it has a value.
func (w *jsonWriter) field(f *schema.Field, v schema.Value) {
	if v != nil && !f.Internal {
		w.member(f.Key)
		w.value(f, v)
	}
}

// value writes a value; a dated one as its periods, even if it is always the same.
func (w *jsonWriter) value(f *schema.Field, v schema.Value) {
	periods, many := v.(schema.Periods)
	switch {
	case many:
		w.periods(f, periods)
	case f.Dated:
		w.periods(f, schema.Periods{{Value: v}})
	default:
		w.plain(f, v)
	}
}

func (w *jsonWriter) plain(f *schema.Field, v schema.Value) {
	switch v := v.(type) {
	case schema.String:
		w.text(string(v))
	case schema.Decimal:
		w.raw(string(v))
	case schema.Truth:
		if v {
			w.raw("true")
		} else {
			w.raw("false")
		}
	case schema.Day:
		w.text(calendar.Date(v).String())
	case schema.Inline:
		w.text(v.Source)
	case schema.Reference:
		w.text(string(v))
	case schema.Values:
		w.raw("[")
		for _, item := range v {
			w.next()
			w.value(f.Of, item)
		}
		w.raw("]")
	case schema.Entries:
		w.raw("{")
		for i, inner := range f.Fields {
			w.field(inner, v[i])
		}
		w.raw("}")
	}
}

func (w *jsonWriter) periods(f *schema.Field, periods schema.Periods) {
	w.raw("[")
	for _, p := range periods {
		w.next()
		w.raw("{")
		w.member("value")
		w.plain(f, p.Value)
		for _, m := range [][2]string{
			{"from", p.From.String()}, {"until", p.Until.String()}, {"caveat", p.Caveat}, {"source", p.Source.URL},
		} {
			if m[1] != "" {
				w.textMember(m[0], m[1])
			}
		}
		w.raw("}")
	}
	w.raw("]")
}
