package cli

import (
	"slices"
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
	s.line("---")
	for _, f := range known(t.Fields) {
		if f.Key == "title" {
			s.line("title: " + strconv.Quote(title)) // its escapes are YAML's, too
			continue
		}
		s.field(f, !f.Required)
	}
	if t.Folder == "" && t.Name != "page" {
		s.line("type: " + t.Name)
	}
	s.line("---")
	s.line("")
	s.line(say(lang, "scaffold-body"))
	return []byte(s.String())
}

type scaffolder struct {
	strings.Builder
	lang string
}

func (s *scaffolder) line(text string) { s.WriteString(text + "\n") }

// known are the fields of which one can say how they are filled in.
func known(fields []*schema.Field) []*schema.Field {
	return slices.DeleteFunc(slices.Clone(fields), (*schema.Field).Lost)
}

// field writes a field's explanation and its key.
func (s *scaffolder) field(f *schema.Field, comment bool) {
	mark := ""
	if comment {
		mark = "# "
	}
	s.line("# " + s.explanation(f))
	s.value(f, mark, mark, "")
}

// value writes a key behind head and, on lines that start with indent, what belongs
// to it. A list of plain values shows its brackets.
func (s *scaffolder) value(f *schema.Field, head, indent, note string) {
	switch {
	case f.Kind == schema.Record:
		s.line(head + f.Key + ":" + note)
		s.record(f.Fields, indent+"  ", indent+"  ")
	case f.Kind == schema.List && f.Of.Kind == schema.Record:
		s.line(head + f.Key + ":" + note)
		s.record(f.Of.Fields, indent+"  - ", indent+"    ")
	case f.Kind == schema.List:
		s.line(head + f.Key + ": []" + note)
	default:
		s.line(head + f.Key + ":" + note)
	}
}

// record writes the keys of a nested record, each with its label. One that may be
// missing, but not be left empty, stays a comment when the record is none any more.
func (s *scaffolder) record(fields []*schema.Field, first, indent string) {
	for i, f := range known(fields) {
		head, rest := indent, indent
		switch {
		case i == 0:
			head = first
		case !f.Required && demands(f):
			head, rest = indent+"# ", indent+"# "
		}
		s.value(f, head, rest, "  # "+s.explanation(f))
	}
}

// demands reports whether a field has fields of its own that must be filled in.
func demands(f *schema.Field) bool {
	inner := f.Fields
	if f.Kind == schema.List {
		inner = f.Of.Fields
	}
	return slices.ContainsFunc(inner, func(f *schema.Field) bool { return f.Required || demands(f) })
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
		possible := strings.Join(keys, ", ")
		if inner == f {
			parts = append(parts, say(s.lang, "scaffold-one-of", possible))
		} else {
			parts = append(parts, say(s.lang, "scaffold-some-of", possible))
		}
	case schema.Ref:
		if inner == f {
			parts = append(parts, say(s.lang, "scaffold-ref", inner.To))
		} else {
			parts = append(parts, say(s.lang, "scaffold-refs", inner.To))
		}
	}
	if f.Dated {
		parts = append(parts, say(s.lang, "scaffold-dated"))
	}
	return strings.Join(strings.Fields(strings.Join(parts, "; ")), " ") // one line
}
