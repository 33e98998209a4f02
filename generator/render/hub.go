package render

import (
	"bytes"
	"encoding/json"
	"encoding/xml"

	"wegweiser/generator/calendar"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
)

// Sitemap lists the full addresses of all pages, for search engines. A site
// without a base URL has none.
func Sitemap(h *Hub, emit Emit) error {
	if h.Site.Schema.Site.BaseURL == "" {
		return nil
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	out.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range h.Site.Pages {
		if p.Flag("draft") {
			continue
		}
		out.WriteString("<url><loc>")
		_ = xml.EscapeText(&out, []byte(h.canonical(p.URL))) // into memory
		out.WriteString("</loc>")
		if d := p.Day("reviewed"); !d.Zero() {
			out.WriteString("<lastmod>" + d.String() + "</lastmod>")
		}
		out.WriteString("</url>\n")
	}
	out.WriteString("</urlset>\n")
	return emit("sitemap.xml", out.Bytes())
}

// API lists a type's entries with all their fields: /api/<type>.json.
func API(h *Hub, t *schema.Type, emit Emit) error {
	pages, _ := h.Site.Select(t.Name, "")
	var out bytes.Buffer
	out.WriteString(`{"version":1,"type":`)
	if err := appendJSON(&out, t.Name); err != nil {
		return err
	}
	out.WriteString(`,"entries":[`)
	for i, p := range pages {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if err := appendJSON(&out, h.entry(p)); err != nil {
			return err
		}
	}
	out.WriteString("\n]}\n")
	return emit("api/"+t.Name+".json", out.Bytes())
}

// appendJSON writes a value without escaping & and <: it is a file, not a script.
func appendJSON(out *bytes.Buffer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	out.Truncate(out.Len() - 1) // the encoder's line end
	return nil
}

// member is one name and value of an object, which keeps its order.
type member struct {
	name  string
	value any
}

type object []member

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := appendJSON(&out, m.name); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		if err := appendJSON(&out, m.value); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func (h *Hub) entry(p *site.Page) object {
	o := object{{"id", p.ID}, {"url", h.canonicalOr(p.URL)}}
	for i, f := range p.Type.Fields {
		if v := p.Values[i]; v != nil && f.Key != "draft" {
			o = append(o, member{f.Key, data(f, v)})
		}
	}
	return o
}

// data is a value as JSON: keys of choices and slugs of references stay what
// they are, so that programs can rely on them.
func data(f *schema.Field, v schema.Value) any {
	switch v := v.(type) {
	case schema.String:
		return string(v)
	case schema.Decimal:
		return json.Number(v)
	case schema.Truth:
		return bool(v)
	case schema.Day:
		return calendar.Date(v).String()
	case schema.Inline:
		return v.Source
	case schema.Reference:
		return string(v)
	case schema.Values:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = data(f.Of, item)
		}
		return list
	case schema.Entries:
		o := object{}
		for i, inner := range f.Fields {
			if v[i] != nil {
				o = append(o, member{inner.Key, data(inner, v[i])})
			}
		}
		return o
	case schema.Periods:
		return periodData(f, v)
	}
	return nil
}

func periodData(f *schema.Field, periods schema.Periods) any {
	list := make([]object, len(periods))
	for i, p := range periods {
		list[i] = object{{"value", data(f, p.Value)}}
		for _, m := range []member{
			{"from", p.From.String()}, {"until", p.Until.String()}, {"caveat", p.Caveat},
			{"source", p.Source.URL},
		} {
			if m.value != "" {
				list[i] = append(list[i], m)
			}
		}
	}
	return list
}
