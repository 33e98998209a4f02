// Package schema holds the hub's declarations and checks pages against them.
//
// Content types are data: content/types/*.yaml declares each type's fields, and
// from that one declaration come validation, labels, sorting, cards and section
// pages. Adding a field or a type needs no Go. content/site.yaml describes the
// site as a whole. Load reads both; Check turns a document's front matter into
// a Page of typed values.
//
// YAML guesses types (01067 becomes a number, "no" a truth value). No guess
// reaches a page: the declared kind and the literal text decide.
package schema

import (
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// Kind is the kind of a field's values.
type Kind string

// The kinds.
const (
	Text     Kind = "text"
	Markdown Kind = "markdown" // inline: a sentence with links and emphasis
	Number   Kind = "number"
	Money    Kind = "money" // euros
	Bool     Kind = "bool"
	Date     Kind = "date" // with a precision: year, month or day
	URL      Kind = "url"  // http or https
	Email    Kind = "email"
	Phone    Kind = "phone"
	Choice   Kind = "choice"
	Ref      Kind = "ref" // to a page of the type To
	List     Kind = "list"
	Record   Kind = "record"
)

var kinds = []string{
	string(Text), string(Markdown), string(Number), string(Money), string(Bool), string(Date), string(URL),
	string(Email), string(Phone), string(Choice), string(Ref), string(List), string(Record),
}

// Field is one declared field of a type or record.
type Field struct {
	Key, Label, Hint string
	Kind             Kind
	Required         bool           // its absence is an error
	Recommended      bool           // its absence is a warning
	Dated            bool           // the value may be a list of periods
	Internal         bool           // for sorting; no output has it
	Acyclic          bool           // a ref that must not lead back to its own page
	Options          []Option       // of a choice, in declared order
	Tones            []Tone         // of a choice that says how far something is
	Pattern          *regexp.Regexp // of a text
	To               string         // the type that a ref leads to
	Show             string         // the field of a ref's target that is shown beside its title
	Of               *Field         // what a list holds
	Fields           []*Field       // of a record, in declared order

	labels wording
	lost   bool // its declaration is refused: it is a text without values
}

// Lost reports whether the field's declaration is refused: nobody knows what it holds.
func (f *Field) Lost() bool { return f.lost }

// Option is one value of a choice.
type Option struct {
	Key, Label string
	labels     wording
}

// Tone says of an option how far it is: pages show it by a shape and a colour.
type Tone struct{ Option, Tone string }

var tones = []string{"planned", "progress", "ready", "ended"}

// Tone returns the tone of a choice's key, or "".
func (f *Field) Tone(key string) string {
	for _, t := range f.Tones {
		if t.Option == key {
			return t.Tone
		}
	}
	return ""
}

// Option returns the label of a choice's key, or the key itself.
func (f *Field) Option(key string) string {
	for _, o := range f.Options {
		if o.Key == key {
			return o.Label
		}
	}
	return key
}

func (f *Field) optionKeys() []string {
	keys := make([]string, len(f.Options))
	for i, o := range f.Options {
		keys[i] = o.Key
	}
	return keys
}

// Type is a declared content type.
type Type struct {
	Name      string // service
	One, Many string // Online-Dienst, Online-Dienste
	Folder    string // dienste; "" if its pages say type: themselves
	Fields    []*Field
	Card      []string // fields that its cards show
	Sort      []string // fields that order its pages; the title always comes last
	Section   []SectionView
	Facets    []*Facet    // by which its lists can be narrowed
	Linked    *LinkedData // what its pages are for search engines, or nil
	Span      source.Span // where it is declared

	ones, manys wording

	index  map[string]int         // key → position in Fields
	facets []string               // as they are written
	named  map[string]source.Span // where its declaration names other types and fields
}

// SectionView is one page that a type's folder generates.
type SectionView struct {
	Slug, Title string // "" for the folder's own page
	Draw        string // the directive that draws it
	Args        []Arg
	Span        source.Span
}

// Arg returns the value of the named argument, or "".
func (v *SectionView) Arg(name string) string {
	for _, a := range v.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Arg is an argument of a SectionView's directive.
type Arg struct{ Name, Value string }

// FacetPlace is where a type declares a facet.
func (t *Type) FacetPlace(f *Facet) source.Span { return t.named["facets "+f.Path] }

// Field returns the declaration of a field, common or own, or nil.
func (t *Type) Field(key string) *Field {
	if i, ok := t.index[key]; ok {
		return t.Fields[i]
	}
	return nil
}

// Path finds the declarations of a dotted path, such as offers.model, through
// lists; nil if there is none.
func (t *Type) Path(dotted string) []*Field {
	var path []*Field
	fields := t.Fields
	for _, key := range strings.Split(dotted, ".") {
		i := indexOf(fields, key)
		if i < 0 {
			return nil
		}
		path = append(path, fields[i])
		inner := fields[i]
		if inner.lost { // nobody knows what it holds
			return path
		}
		for inner.Of != nil {
			inner = inner.Of
		}
		fields = inner.Fields
	}
	return path
}

// Common reports whether f is one of the fields that every page has.
func Common(f *Field) bool { return slices.Contains(common, f) }

// Hidden reports whether a path leads to an internal field or through one.
func Hidden(path []*Field) bool {
	return slices.ContainsFunc(path, func(f *Field) bool { return f.Internal })
}

// Public yields those of the fields that outputs may have.
func Public(fields []*Field) iter.Seq[*Field] {
	return func(yield func(*Field) bool) {
		for _, f := range fields {
			if !f.Internal && !yield(f) {
				return
			}
		}
	}
}

// Own returns the fields that the type itself declares, without those that
// every page has.
func (t *Type) Own() []*Field { return t.Fields[len(common):] }

// Schema is all that content/types and content/site.yaml declare.
type Schema struct {
	Types []*Type // sorted by name
	Site  Site

	byName, byFolder map[string]*Type
	disputed         map[string]bool // folders of which nobody knows whose they are
	lost             bool            // a declaration cannot be read, nor the folder that it names
	refused          []string        // the files, without ending, of declarations whose types have no name
}

// Type returns the type of that name, or nil.
func (s *Schema) Type(name string) *Type { return s.byName[name] }

// Folder returns the type whose pages live in a folder, or nil.
func (s *Schema) Folder(folder string) *Type { return s.byFolder[folder] }

// Lost reports whether a declaration cannot be read: any folder may be the one that
// it names.
func (s *Schema) Lost() bool { return s.lost }

// LostType reports whether a type that does not exist may be the one of a declaration
// that is refused: what names it is not wrong as well. A name that is nearly that of
// another type is a slip, unless a refused file is called like it.
func (s *Schema) LostType(name string) bool {
	return s.byName[name] == nil && len(s.refused) > 0 &&
		(slices.Contains(s.refused, name) || diag.Nearest(name, s.TypeNames()) == "")
}

// Disputed reports whether several types have declared a folder theirs, or one that
// is not valid, so that nobody knows what its pages are.
func (s *Schema) Disputed(folder string) bool { return s.disputed[folder] }

// DisputedFolders returns all folders that are, sorted.
func (s *Schema) DisputedFolders() []string { return slices.Sorted(maps.Keys(s.disputed)) }

// TypeNames returns the names of all types, sorted.
func (s *Schema) TypeNames() []string {
	names := make([]string, len(s.Types))
	for i, t := range s.Types {
		names[i] = t.Name
	}
	return names
}

// defaultType is the type of a page whose folder and front matter name none.
const defaultType = "page"
