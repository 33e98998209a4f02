package site

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/german"
	"wegweiser/generator/schema"
	"wegweiser/generator/words"
)

// compareDecimals compares two numbers of any length exactly.
func compareDecimals(a, b string) int {
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	if !okX || !okY {
		return strings.Compare(a, b)
	}
	return x.Cmp(y)
}

// Index is a list of pages in groups.
type Index struct {
	Type   *schema.Type
	Groups []Group
	Count  int // of pages; a page can stand in several groups
}

// Group is a part of an index. The group of pages that have no value comes last.
type Group struct {
	ID, Title string // both "" if the index is not grouped
	Pages     []*Page
}

// indexKey are the arguments of Index.
type indexKey struct{ typeName, group, where, lang string }

// alphabet as a grouping means by the first letter of the title.
const alphabet = "a-z"

// Index lists a type's pages, grouped by a field's values or from A to Z, for a page
// in the language lang. The answer is made once.
func (s *Site) Index(typeName, group, where, lang string) (Index, []*ArgumentError) {
	key := indexKey{typeName, group, where, lang}
	if index, ok := s.indexes.Load(key); ok {
		return index.(Index), nil
	}
	index, problems := s.makeIndex(typeName, group, where, lang)
	if len(problems) == 0 {
		s.indexes.Store(key, index)
	}
	return index, problems
}

func (s *Site) makeIndex(typeName, group, where, lang string) (Index, []*ArgumentError) {
	pages, problems := s.Select(typeName, where, lang)
	index := Index{Type: s.Schema.Type(typeName), Count: len(pages)}
	if index.Type == nil {
		return Index{}, problems
	}
	switch group {
	case "":
		index.Groups = []Group{{Pages: pages}}
	case alphabet:
		index.Groups = s.byLetter(pages, lang)
	default:
		path, problem := valuePath(index.Type, "group", group, alphabet)
		if problem != nil {
			problems = append(problems, problem)
			break
		}
		index.Groups = s.byField(pages, s.namesOf(index.Type, path), lang)
	}
	if len(problems) > 0 {
		return Index{}, problems
	}
	return index, nil
}

func (s *Site) byLetter(pages []*Page, lang string) []Group {
	pages = slices.Clone(pages)
	s.sortPages(pages, nil, lang)
	var groups []Group
	ids := takenIDs{}
	at := map[string]int{}
	for _, p := range pages {
		letter := s.collatorOf(lang).Initial(p.Title())
		i, ok := at[letter]
		if !ok {
			i = len(groups)
			at[letter] = i
			groups = append(groups, Group{ID: ids.next("buchstabe-", letter), Title: letter})
		}
		groups[i].Pages = append(groups[i].Pages, p)
	}
	return groups
}

// takenIDs are the ids of groups that are taken, each with the number that was last
// put behind it.
type takenIDs map[string]int

// next makes an id for a new group from its title. Titles that differ only in
// signs or marks share one, and a sign alone has none: those are numbered.
func (g takenIDs) next(prefix, title string) string {
	base := prefix + cmp.Or(german.Slug(title), "andere")
	id, n := base, max(1, g[base])
	for g[id] > 0 {
		n++
		id = base + "-" + strconv.Itoa(n)
	}
	g[base] = n
	if id != base {
		g[id] = 1
	}
	return id
}

func (s *Site) byField(pages []*Page, said fieldNames, lang string) []Group {
	leaf := said.path.leaf()
	members := map[string][]*Page{}
	var names []string
	for _, p := range pages {
		named := said.of(p)
		if len(named) == 0 {
			named = []string{""}
		}
		for _, n := range named {
			if _, ok := members[n]; !ok {
				names = append(names, n)
			}
			if all := members[n]; len(all) == 0 || all[len(all)-1] != p {
				members[n] = append(all, p)
			}
		}
	}
	s.sortNames(leaf, names)
	ids := takenIDs{}
	groups := make([]Group, 0, len(names))
	for _, n := range names {
		title := s.nameTitle(leaf, n, lang)
		groups = append(groups, Group{ID: ids.next("", title), Title: title, Pages: members[n]})
	}
	return groups
}

// sortNames orders group names: choices as declared, references as their type
// is ordered, everything else as German sorts; no value last.
func (s *Site) sortNames(f *schema.Field, names []string) {
	var order map[string]int
	switch f.Kind {
	case schema.Choice:
		order = ranks(s.known(f))
	case schema.Ref:
		var slugs []string
		for _, p := range s.byType[f.To] {
			slugs = append(slugs, entryName(p.Page))
		}
		order = ranks(slugs)
	}
	slices.SortStableFunc(names, func(a, b string) int {
		switch {
		case a == "" || b == "":
			return len(b) - len(a)
		case order != nil:
			return order[a] - order[b]
		case f.Kind == schema.Number || f.Kind == schema.Money:
			return compareDecimals(a, b)
		}
		return s.collate.Compare(a, b)
	})
}

// ranks numbers names in their order, from 1.
func ranks(names []string) map[string]int {
	order := make(map[string]int, len(names))
	for i, n := range names {
		order[n] = i + 1
	}
	return order
}

// nameTitle is a group's name in a language.
func (s *Site) nameTitle(f *schema.Field, n, lang string) string {
	switch {
	case n == "":
		return words.NoValue.In(lang)
	case f.Kind == schema.Choice:
		return f.OptionIn(n, lang)
	case f.Kind == schema.Ref:
		for _, l := range []string{lang, s.defaultLang()} { // a draft does not even show its title
			if p := s.Entry(s.Schema.Type(f.To), n, l); p != nil && p.Published {
				return p.Title()
			}
		}
	case f.Kind == schema.Date:
		if d, err := calendar.Parse(n); err == nil {
			return d.Long(lang)
		}
	case f.Kind == schema.Bool && n == "true":
		return words.Yes.In(lang)
	case f.Kind == schema.Bool:
		return words.No.In(lang)
	}
	return n
}

// Comparison sets pages side by side: a column for each page, a row for each field.
type Comparison struct {
	Columns []*Page
	Hidden  []*Page // pages that are named but not public today
	Rows    []ComparisonRow
}

// ComparisonRow is one field of all columns; a missing value is nil.
type ComparisonRow struct {
	Field *schema.Field
	Cells []schema.Value
}

// Compare compares pages of one type. Of is type:NAME or references separated
// by spaces; rows are field keys separated by spaces, all own fields if empty.
func (s *Site) Compare(of, rows, lang string) (Comparison, []*ArgumentError) {
	c, problems := s.columns(of, lang)
	columns := c.Columns
	if len(columns) == 0 {
		return c, problems
	}
	fields, more := rowFields(columns[0].Type, rows)
	if problems = append(problems, more...); len(problems) > 0 {
		return Comparison{}, problems
	}
	for _, f := range fields {
		row := ComparisonRow{Field: f}
		for _, p := range columns {
			row.Cells = append(row.Cells, p.Value(f.Key))
		}
		c.Rows = append(c.Rows, row)
	}
	return c, nil
}

// rowFields finds the fields that are the rows of a comparison.
func rowFields(t *schema.Type, rows string) (fields []*schema.Field, problems []*ArgumentError) {
	if rows == "" {
		return slices.Collect(schema.Public(t.Own())), nil
	}
	for _, key := range strings.Fields(rows) {
		path, problem := pathOf(t, "rows", key)
		switch {
		case strings.Contains(key, ","):
			return nil, append(problems, &ArgumentError{Name: "rows", Value: key, Want: "@spaced"}) // so are all others
		case problem != nil:
			problems = append(problems, problem)
		case len(path) > 1:
			problems = append(problems, &ArgumentError{Name: "rows", Value: key, Want: "@field", Known: t.OwnFirst()})
		case slices.Contains(fields, path[0]):
			problems = append(problems, &ArgumentError{Name: "rows", Value: key, Want: "@once"})
		default:
			fields = append(fields, path[0])
		}
	}
	return fields, problems
}

// columns finds the pages that a comparison names.
func (s *Site) columns(of, lang string) (c Comparison, problems []*ArgumentError) {
	if name, ok := strings.CutPrefix(of, "type:"); ok {
		c.Columns, problems = s.Select(name, "", lang)
		for _, problem := range problems {
			problem.Name = "of"
		}
		return c, problems
	}
	wrong := func(problem *ArgumentError) { problems = append(problems, problem) }
	for _, ref := range strings.Fields(of) {
		p := s.Find(ref, lang)
		switch {
		case p == nil && s.unreadable(ref):
		case p == nil && strings.Contains(ref, ","):
			return c, append(problems, &ArgumentError{Name: "of", Value: ref, Want: "@spaced"}) // so are all others
		case p == nil:
			wrong(&ArgumentError{Name: "of", Value: ref, Want: "@page", Known: s.comparable(c.Columns)})
		case slices.Contains(c.Columns, p) || slices.Contains(c.Hidden, p):
			wrong(&ArgumentError{Name: "of", Value: ref, Want: "@once"})
		case len(c.Columns) > 0 && p.Type != c.Columns[0].Type:
			wrong(&ArgumentError{Name: "of", Value: ref, Want: "@same-type", Type: c.Columns[0].Type.One, Known: s.comparable(c.Columns)})
		case p.Published:
			c.Columns = append(c.Columns, p)
		default:
			c.Hidden = append(c.Hidden, p)
		}
	}
	return c, problems
}

// comparable lists the slugs that could stand in a comparison beside columns.
func (s *Site) comparable(columns []*Page) []string {
	if len(columns) > 0 {
		return s.entryNames(columns[0].Type)
	}
	return s.ids()
}

// Fact is the value of "slug.field" on the site's day.
type Fact struct {
	Page  *Page
	Field *schema.Field
	Value schema.Value
}

// Fact looks up a single value. The second result is false if there is no such
// page or field; the strings are what it may have meant.
func (s *Site) Fact(fact, lang string) (Fact, bool, []string) {
	ref, key, ok := cutLast(fact)
	if !ok {
		return Fact{}, false, nil
	}
	p := s.Find(ref, lang)
	if p == nil {
		return Fact{}, false, s.facts()
	}
	f := p.Type.Field(key)
	if f == nil {
		var known []string
		for _, k := range p.Type.OwnFirst() {
			known = append(known, ref+"."+k)
		}
		return Fact{}, false, known
	}
	return Fact{p, f, p.Value(key)}, true, nil
}

// Faulty reports whether the fact may be missing only because of another finding, or
// because its page does not have it from an original that is not public today.
func (f Fact) Faulty() bool {
	original := f.Page.Original
	return f.Page.Faulty || original != nil && (original.Faulty || !original.Published)
}

// Unreadable reports whether a fact is one of a page that cannot be read.
func (s *Site) Unreadable(fact string) bool {
	ref, _, _ := cutLast(fact)
	return s.unreadable(ref)
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '.')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// facts lists slug.field of everything that has a value: what can be quoted.
func (s *Site) facts() []string {
	return s.names("facts", func() []string {
		var all []string
		for _, p := range s.Inputs.Pages {
			for i, f := range p.Type.Fields {
				if p.Values[i] != nil && !f.Internal {
					all = append(all, p.Slug()+"."+f.Key)
				}
			}
		}
		return all
	})
}
