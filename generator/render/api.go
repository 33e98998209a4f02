package render

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/german"
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
	if len(entries) > 0 {
		entries[0] = entries[0][len(","):]
	}
	return emit("api/"+t.Name+".json", slices.Concat([][]byte{w.out}, entries, [][]byte{[]byte("\n]}\n")})...)
}

// jsonEntry is a page on a line of its own, behind another.
func (h *Hub) jsonEntry(p *site.Page) ([]byte, error) {
	h.About(p)
	w := jsonWriter{out: []byte(",\n")}
	w.page(h, p)
	return bytes.Clone(w.out), nil // without the room to grow
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

// someTexts writes the members that have a value.
func (w *jsonWriter) someTexts(members ...[2]string) {
	for _, m := range members {
		if m[1] != "" {
			w.textMember(m[0], m[1])
		}
	}
}

// text writes a string. In a file & and < stay.
func (w *jsonWriter) text(s string) {
	s = german.PlainSpaces(s)
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

func (w *jsonWriter) value(f *schema.Field, v schema.Value) {
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
	case schema.Periods:
		w.periods(f, v)
	}
}

func (w *jsonWriter) periods(f *schema.Field, periods schema.Periods) {
	w.raw("[")
	for _, p := range periods {
		w.next()
		w.raw("{")
		w.member("value")
		w.value(f, p.Value)
		w.someTexts([2]string{"from", p.From.String()}, [2]string{"until", p.Until.String()}, [2]string{"caveat", p.Caveat}, [2]string{"source", p.Source.URL})
		w.raw("}")
	}
	w.raw("]")
}
