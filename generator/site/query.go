package site

import (
	"regexp"
	"slices"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/schema"
)

// ArgumentError says which argument of a question cannot be answered.
type ArgumentError struct {
	Name, Value string
	Want        string   // a word of the registry's vocabulary: what it should name
	Type        string   // what people call the type of a page that is wanted, or ""
	Known       []string // the names that exist
	Options     []string // those that are few enough to list
	Internal    bool     // it names a field that no output may have
	Unread      bool     // it names what cannot be read, which is a finding of its own
}

// fieldPath is a field and the fields within it: offers.model.
type fieldPath []*schema.Field

// pathOf finds the fields that an argument names, or says what is wrong with it.
func pathOf(t *schema.Type, argument, dotted string, more ...string) (fieldPath, *ArgumentError) {
	path := t.Path(dotted)
	switch {
	case path == nil:
		return nil, &ArgumentError{Name: argument, Value: dotted, Want: "@field", Known: append(more, fieldNamesNear(t, dotted)...)}
	case schema.Hidden(path):
		return nil, &ArgumentError{Name: argument, Value: dotted, Internal: true}
	}
	return path, nil
}

// fieldNamesNear are the names of fields that may be meant by one that does not exist:
// those within the field that it begins with, else all.
func fieldNamesNear(t *schema.Type, dotted string) []string {
	if i := strings.LastIndexByte(dotted, '.'); i > 0 {
		if outer := fieldPath(t.Path(dotted[:i])); outer != nil && !schema.Hidden(outer) && outer.leaf().Kind == schema.Record {
			return outer.inner(dotted[:i])
		}
	}
	names := t.OwnFirst()
	for _, name := range slices.Clone(names) {
		names = append(names, fieldPath(t.Path(name)).inner(name)...)
	}
	return names
}

// inner are the names of the fields within the records at the path's end, behind its own.
func (p fieldPath) inner(dotted string) []string {
	var names []string
	for f := range schema.Public(p.leaf().Fields) {
		names = append(names, dotted+"."+f.Key)
	}
	return names
}

// valuePath is pathOf for a path whose end has values: none that leads to records.
func valuePath(t *schema.Type, argument, dotted string, more ...string) (fieldPath, *ArgumentError) {
	path, problem := pathOf(t, argument, dotted, more...)
	if problem != nil || path.leaf().Kind != schema.Record {
		return path, problem
	}
	return nil, &ArgumentError{Name: argument, Value: dotted, Want: "@inner-field", Options: path.inner(dotted)}
}

// leaf is the declaration of the values at the path's end.
func (p fieldPath) leaf() *schema.Field {
	f := p[len(p)-1]
	for f.Of != nil {
		f = f.Of
	}
	return f
}

// values collects what stands at a path in a page: none, one or, through lists,
// many. A dated value counts as what it is on the site's day.
func (s *Site) values(p *Page, path fieldPath) []schema.Value {
	var out []schema.Value
	s.collect(p.Value(path[0].Key), path[0], path[1:], &out)
	return out
}

func (s *Site) collect(v schema.Value, f *schema.Field, rest fieldPath, out *[]schema.Value) {
	switch v := v.(type) {
	case nil:
	case schema.Values:
		for _, item := range v {
			s.collect(item, f.Of, rest, out)
		}
	case schema.Periods:
		if now, ok := v.On(s.Day); ok {
			s.collect(now.Value, f, rest, out)
		}
	case schema.Entries:
		if len(rest) > 0 {
			s.collect(v.Entry(f.Fields, rest[0].Key), rest[0], rest[1:], out)
		}
	default:
		if len(rest) == 0 {
			*out = append(*out, v)
		}
	}
}

// fieldNames is what the pages of a type say of a field: the names of its values.
type fieldNames struct {
	typ  *schema.Type
	path fieldPath
	all  [][]string // by the number of the page
}

// of returns what a page says.
func (n fieldNames) of(p *Page) []string {
	if p.number >= len(n.all) {
		return nil // added since: it lists other pages and has no values of its own
	}
	return n.all[p.number]
}

// namesOf returns what the pages of a type say of a field. It is made once and
// outlives edits of other pages: what a page says follows from its own front matter
// and from the shape of the site.
func (s *Site) namesOf(t *schema.Type, path fieldPath) fieldNames {
	key := t.Name
	for _, f := range path {
		key += "." + f.Key
	}
	if made, ok := s.fieldNames.Load(key); ok {
		return made.(fieldNames)
	}
	made := fieldNames{t, path, make([][]string, s.count)}
	for _, p := range s.Pages {
		if p.Type == t {
			made.all[p.number] = s.namesAt(p, path)
		}
	}
	s.fieldNames.Store(key, made)
	return made
}

// swapNames brings what a page says of its fields up to date, and reports whether that
// is something else.
func (s *Site) swapNames(p *Page) (renamed bool) {
	s.fieldNames.Range(func(_, made any) bool {
		n := made.(fieldNames)
		if n.typ == p.Type {
			names := s.namesAt(p, n.path)
			renamed = renamed || !slices.Equal(names, n.all[p.number])
			n.all[p.number] = names
		}
		return true
	})
	return renamed
}

func (s *Site) namesAt(p *Page, path fieldPath) []string {
	var names []string
	for _, v := range s.values(p, path) {
		names = append(names, s.name(path.leaf(), v))
	}
	return names
}

// name is a value of the field f as a query writes it. However a reference is
// written, it is named by its page.
func (s *Site) name(f *schema.Field, v schema.Value) string {
	if ref, ok := v.(schema.Reference); ok {
		return s.pageName(s.Schema.Type(f.To), string(ref))
	}
	return name(v)
}

// pageName is what an entry of a type is called within its folder: efa for both
// efa and modelle/efa. A reference that leads nowhere stays what it is.
func (s *Site) pageName(t *schema.Type, ref string) string {
	if p := s.Entry(t, ref, s.defaultLang()); p != nil {
		return entryName(p.Page)
	}
	return ref
}

// entryName is the reference that always names a page among those of its type.
func entryName(p *schema.Page) string { return strings.TrimPrefix(p.ID, p.Type.Folder+"/") }

func name(v schema.Value) string {
	switch v := v.(type) {
	case schema.String:
		return string(v)
	case schema.Decimal:
		return string(v)
	case schema.Reference:
		return string(v)
	case schema.Truth:
		if v {
			return "true"
		}
		return "false"
	case schema.Day:
		return calendar.Date(v).String()
	case schema.Inline:
		return v.Source
	}
	return ""
}

// Select returns a type's published pages for readers of a language in their order,
// narrowed by where: conditions field=value separated by spaces, all of which must hold.
func (s *Site) Select(typeName, where, lang string) ([]*Page, []*ArgumentError) {
	t := s.Schema.Type(typeName)
	if t == nil {
		return nil, []*ArgumentError{{
			Name: "type", Value: typeName, Want: "@type", Known: s.Schema.TypeNames(), Unread: s.Schema.LostType(typeName),
		}}
	}
	pages := s.listed(t, lang)
	var problems []*ArgumentError
	for _, condition := range strings.Fields(where) {
		path, want, problem := s.condition(t, condition)
		if problem != nil {
			problems = append(problems, problem)
			continue
		}
		var kept []*Page
		named := s.namesOf(t, path)
		for _, p := range pages {
			if slices.Contains(named.of(p), want) {
				kept = append(kept, p)
			}
		}
		pages = kept
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return pages, nil
}

// condition takes field=value apart.
func (s *Site) condition(t *schema.Type, condition string) (path fieldPath, want string, problem *ArgumentError) {
	field, want, ok := strings.Cut(condition, "=")
	if !ok || !dottedName.MatchString(field) || strings.HasPrefix(want, "=") {
		return nil, "", &ArgumentError{Name: "where", Value: condition, Want: "@condition"}
	}
	if path, problem = valuePath(t, "where", field); problem != nil {
		return nil, "", problem
	}
	if leaf := path.leaf(); leaf.Kind == schema.Ref {
		want = s.pageName(s.Schema.Type(leaf.To), want)
	}
	return path, want, s.checkValue(path.leaf(), want)
}

// dottedName is the path of a field as a condition writes it.
var dottedName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*$`)

// maxOptions is the number of names up to which all are listed.
const maxOptions = 20

// checkValue says what is wrong with a value that a condition wants of a field.
func (s *Site) checkValue(f *schema.Field, want string) *ArgumentError {
	known := s.known(f)
	if known == nil || slices.Contains(known, want) {
		return nil
	}
	problem := &ArgumentError{Name: "where", Value: want, Want: "@value", Known: known}
	if f.Kind == schema.Ref {
		problem.Want, problem.Unread = "@page", s.unreadable(want)
		if t := s.Schema.Type(f.To); t != nil {
			problem.Type = t.One
		}
	}
	if len(known) <= maxOptions {
		problem.Options = known
	}
	return problem
}

// known returns the values that a choice or reference can have; nil for other kinds.
func (s *Site) known(f *schema.Field) []string {
	switch f.Kind {
	case schema.Choice:
		names := []string{}
		for _, o := range f.Options {
			names = append(names, o.Key)
		}
		return names
	case schema.Bool:
		return []string{name(schema.Truth(true)), name(schema.Truth(false))}
	case schema.Ref:
		return append([]string{}, s.entryNames(s.Schema.Type(f.To))...)
	}
	return nil
}

// At returns what stands at a dotted path in a page, each value once, and the
// declaration of those values; nothing if the path is not declared or internal.
func (s *Site) At(p *Page, dotted string) (*schema.Field, []schema.Value) {
	path := fieldPath(p.Type.Path(dotted))
	if path == nil || schema.Hidden(path) {
		return nil, nil
	}
	var distinct []schema.Value
	seen := map[string]bool{}
	for _, v := range s.values(p, path) {
		if n := s.name(path.leaf(), v); !seen[n] {
			seen[n] = true
			distinct = append(distinct, v)
		}
	}
	return path.leaf(), distinct
}

// NamesAt returns the values at a dotted path in a page as a query writes them.
func (s *Site) NamesAt(p *Page, dotted string) []string {
	field, values := s.At(p, dotted)
	names := make([]string, 0, len(values))
	for _, v := range values {
		names = append(names, s.name(field, v))
	}
	return names
}
