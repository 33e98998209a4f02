package cli

import (
	"strconv"
	"strings"

	"wegweiser/generator/german"
	"wegweiser/generator/schema"
)

// scaffold is a page of a type with every field that it can have: the required
// ones to be filled in, the others as comments.
func scaffold(t *schema.Type, title, lang string) []byte {
	s := scaffolder{lang: lang}
	title = strings.Map(func(r rune) rune {
		if german.Control(r) { // no page may have one
			return -1
		}
		return r
	}, title)
	s.line(0, "---")
	for _, f := range t.Fields {
		if f.Key == "title" {
			s.line(0, "title: "+strconv.Quote(title)) // its escapes are YAML's, too)
			continue
		}
		s.field(f, 0, !f.Required)
	}
	if t.Folder == "" && t.Name != "page" {
		s.line(0, "type: "+t.Name)
	}
	s.line(0, "---")
	s.line(0, "")
	s.line(0, say(lang, "scaffold-body"))
	return []byte(s.String())
}

type scaffolder struct {
	strings.Builder
	lang string
}

func (s *scaffolder) line(indent int, text string) {
	s.WriteString(strings.Repeat(" ", indent) + text + "\n")
}

// field writes a field's explanation and its key.
func (s *scaffolder) field(f *schema.Field, indent int, comment bool) {
	s.line(indent, "# "+s.explanation(f))
	mark := ""
	if comment {
		mark = "# "
	}
	switch {
	case f.Kind == schema.Record:
		s.line(indent, mark+f.Key+":")
		s.record(f.Fields, indent, mark, "  ")
	case f.Kind == schema.List && f.Of.Kind == schema.Record:
		s.line(indent, mark+f.Key+":")
		s.record(f.Of.Fields, indent, mark, "  - ")
	case f.Kind == schema.List:
		s.line(indent, mark+f.Key+": []")
	default:
		s.line(indent, mark+f.Key+":")
	}
}

// record writes the keys of a nested record, each with its label.
func (s *scaffolder) record(fields []*schema.Field, indent int, mark, first string) {
	lead := first
	for i, f := range fields {
		hide := ""
		if mark == "" && !f.Required && i > 0 {
			hide = "# "
		}
		s.line(indent, mark+hide+lead+f.Key+":  # "+s.explanation(f))
		lead = strings.Repeat(" ", len(first))
	}
}

// explanation is a field's label with all that an editor needs to fill it in.
func (s *scaffolder) explanation(f *schema.Field) string {
	parts := []string{f.Label}
	if f.Required {
		parts[0] += " (" + say(s.lang, "scaffold-required") + ")"
	}
	if f.Hint != "" {
		parts = append(parts, f.Hint)
	}
	inner := f
	for inner.Of != nil {
		inner = inner.Of
	}
	switch inner.Kind {
	case schema.Choice:
		var keys []string
		for _, o := range inner.Options {
			keys = append(keys, o.Key)
		}
		parts = append(parts, say(s.lang, "scaffold-one-of", strings.Join(keys, ", ")))
	case schema.Ref:
		parts = append(parts, say(s.lang, "scaffold-ref", inner.To))
	}
	if f.Dated {
		parts = append(parts, say(s.lang, "scaffold-dated"))
	}
	return strings.Join(strings.Fields(strings.Join(parts, "; ")), " ") // one line
}
