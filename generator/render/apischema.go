package render

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"

	"wegweiser/generator/schema"
)

// apiVersion is raised when something that a program may rely on changes: what the
// description of a schema says.
const apiVersion = 2

const apiDescription = "All published entries of a type, in the language that the site names first; what holds on the day " +
	"of the build is up to the reader of the periods. Members may be added at any time. The version is raised when a member " +
	"goes, is renamed or changes its form, unless the hub has changed the declaration of the type, which this schema follows. " +
	"A member that an entry does not have is absent, never null."

// APISchema describes the list of a type's entries as a JSON Schema:
// /api/<type>.schema.json. It follows from the declarations alone.
func APISchema(h *Hub, t *schema.Type, emit Emit) error {
	w := schemaWriter{strict: len(h.Schema().Site.Checks) == 0}
	w.raw("{")
	w.textMember("$schema", "https://json-schema.org/draft/2020-12/schema")
	w.textMember("$id", h.canonicalOr(schemaPath(t)))
	w.textMember("title", t.Many)
	w.textMember("description", apiDescription)
	w.textMember("type", "object")
	w.texts("required", "version", "type", "entries")
	w.object("properties", func() {
		w.object("version", func() { w.member("const"); w.raw(strconv.Itoa(apiVersion)) })
		w.object("type", func() { w.textMember("const", t.Name) })
		w.object("entries", func() {
			w.textMember("type", "array")
			w.object("items", func() { w.textMember("$ref", "#/$defs/entry") })
		})
	})
	w.object("$defs", func() {
		w.object("entry", func() { w.entry(t) })
		w.object("date", w.date)
	})
	w.raw("}")
	return w.emit(schemaPath(t), emit)
}

func schemaPath(t *schema.Type) string { return "/api/" + t.Name + ".schema.json" }

// APIIndex lists the types that the site has lists of: /api/index.json.
func APIIndex(h *Hub, emit Emit) error {
	w := schemaWriter{}
	w.raw("{")
	w.member("version")
	w.raw(strconv.Itoa(apiVersion))
	w.textMember("title", h.Schema().Site.Title)
	w.member("types")
	w.raw("[")
	for _, t := range h.Schema().Types {
		pages, _ := h.Select(t.Name, "", h.DefaultLang())
		w.next()
		w.raw("{")
		w.textMember("type", t.Name)
		w.textMember("label", t.Many)
		w.member("count")
		w.raw(strconv.Itoa(len(pages)))
		w.textMember("data", h.canonicalOr("/api/"+t.Name+".json"))
		w.textMember("schema", h.canonicalOr(schemaPath(t)))
		w.raw("}")
	}
	w.raw("]}")
	return w.emit("/api/index.json", emit)
}

// schemaWriter writes JSON that people read too.
type schemaWriter struct {
	jsonWriter
	strict bool // no check is lowered: a page without a required field is not published
}

func (w *schemaWriter) emit(path string, emit Emit) error {
	var out bytes.Buffer
	if err := json.Indent(&out, w.out, "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	return emit(path[1:], out.Bytes())
}

func (w *schemaWriter) object(name string, members func()) {
	w.member(name)
	w.raw("{")
	members()
	w.raw("}")
}

func (w *schemaWriter) texts(name string, list ...string) {
	w.member(name)
	w.raw("[")
	for _, s := range list {
		w.next()
		w.text(s)
	}
	w.raw("]")
}

// entry describes a page with its public fields.
func (w *schemaWriter) entry(t *schema.Type) {
	w.textMember("type", "object")
	w.texts("required", append([]string{"id", "url"}, w.required(t.Fields)...)...)
	w.object("properties", func() {
		w.object("id", func() {
			w.textMember("type", "string")
			w.textMember("description", "the entry's file without its ending: it names the entry as long as the file is not moved")
		})
		w.object("url", func() {
			w.textMember("type", "string")
			w.textMember("format", "iri-reference")
			w.textMember("description", "where the entry is shown: a full address if the site has one")
		})
		w.fields(t.Fields)
	})
}

// required lists the keys that every entry has.
func (w *schemaWriter) required(fields []*schema.Field) []string {
	var keys []string
	for f := range schema.Public(fields) {
		if f.Required && w.strict {
			keys = append(keys, f.Key)
		}
	}
	return keys
}

func (w *schemaWriter) fields(fields []*schema.Field) {
	for f := range schema.Public(fields) {
		if inAPI(f) {
			w.object(f.Key, func() { w.field(f) })
		}
	}
}

// field describes the values of a field, or their periods.
func (w *schemaWriter) field(f *schema.Field) {
	if f.Label != "" {
		w.textMember("title", f.Label)
	}
	if f.Hint != "" {
		w.textMember("description", f.Hint)
	}
	if !f.Dated {
		w.kind(f)
		return
	}
	w.textMember("type", "array")
	w.object("items", func() {
		w.textMember("type", "object")
		w.texts("required", "value")
		w.object("properties", func() {
			w.object("value", func() { w.kind(f) })
			w.object("from", w.dateRef)
			w.object("until", w.dateRef)
			w.object("caveat", func() { w.textMember("type", "string") })
			w.object("source", func() { w.textMember("type", "string"); w.textMember("format", "iri") })
		})
	})
}

func (w *schemaWriter) date() {
	w.textMember("type", "string")
	w.textMember("pattern", `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`)
	w.textMember("description", "a year, a month or a day, as precise as it is known; as an end, a year means its last day")
}

func (w *schemaWriter) dateRef() { w.textMember("$ref", "#/$defs/date") }

// kind describes one value.
func (w *schemaWriter) kind(f *schema.Field) {
	switch f.Kind {
	case schema.Number, schema.Money:
		w.textMember("type", "number")
	case schema.Bool:
		w.textMember("type", "boolean")
	case schema.Date:
		w.dateRef()
	case schema.List:
		w.textMember("type", "array")
		w.object("items", func() { w.field(f.Of) })
	case schema.Record:
		w.textMember("type", "object")
		w.texts("required", w.required(f.Fields)...)
		w.object("properties", func() { w.fields(f.Fields) })
	case schema.Choice:
		w.options(f.Options)
	default:
		w.textMember("type", "string")
		w.form(f)
	}
}

// options describes the values of a choice with what people call them.
func (w *schemaWriter) options(options []schema.Option) {
	w.member("oneOf")
	w.raw("[")
	for _, o := range options {
		w.next()
		w.raw("{")
		w.textMember("const", o.Key)
		w.textMember("title", o.Label)
		w.raw("}")
	}
	w.raw("]")
}

// goOnly is what a pattern means in Go alone, or something else elsewhere.
var goOnly = regexp.MustCompile(`\(\?|\\[pPzAQC]|\[\[:`)

// form describes what a text looks like.
func (w *schemaWriter) form(f *schema.Field) {
	switch {
	case f.Kind == schema.URL:
		w.textMember("format", "iri")
	case f.Kind == schema.Email:
		w.textMember("format", "idn-email")
	case f.Kind == schema.Ref:
		w.textMember("$comment", "the last part of the id of an entry of the type "+f.To+", or all of it")
	case f.Pattern != nil && !goOnly.MatchString(f.Pattern.String()):
		w.textMember("pattern", f.Pattern.String())
	}
}
