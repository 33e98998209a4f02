package schema

import (
	_ "embed"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// common are the fields that every page has, whatever its type.
var common = loadCommon()

//go:embed common.yaml
var commonYAML []byte

func loadCommon() []*Field {
	r := newReader(&source.File{Path: "common.yaml", Data: commonYAML}, "common")
	fields := r.fields(r.root())
	if len(r.found) > 0 {
		panic("schema: common.yaml: " + string(r.found[0].Code))
	}
	return fields
}

// Load reads content/types/*.yaml and content/site.yaml. What is wrong with
// them is reported; whatever can be used still is, so that pages are checked
// against it in the same run. Of a declaration that is refused, only what is sound
// is handed out, and a text without values for a field: whoever works with a Schema
// relies on it.
func Load(files []*source.File) (*Schema, []diag.Diagnostic) {
	s := &Schema{byName: map[string]*Type{}, byFolder: map[string]*Type{}, disputed: map[string]bool{}}
	var found []diag.Diagnostic
	s.Site, found = loadSite(files)
	found = append(found, s.addTypes(readTypes(files, s.Site.Codes()))...)
	if s.byName[defaultType] == nil {
		s.register(&Type{Name: defaultType, One: "Seite", Many: "Seiten", Fields: common})
	}
	sort.Slice(s.Types, func(i, j int) bool { return s.Types[i].Name < s.Types[j].Name })
	return s, append(found, s.checkDeclarations()...)
}

// Declares reports whether a file is one of those that Load reads.
func Declares(file string) bool { return file == SitePath || isType(file) }

func isType(file string) bool {
	dir, name := path.Split(file)
	return dir == source.Content+"/types/" && path.Ext(name) == ".yaml"
}

// reservedType are the names of layouts that are not those of a type.
var reservedType = map[string]bool{"index": true, "base": true, "404": true}

func (s *Schema) register(t *Type) {
	t.index = make(map[string]int, len(t.Fields))
	for i, f := range t.Fields {
		t.index[f.Key] = i
	}
	s.Types = append(s.Types, t)
	s.byName[t.Name] = t
	if t.Folder != "" {
		s.byFolder[t.Folder] = t
	}
}

func (r *reader) readType(n *yaml.Node) *Type {
	t := &Type{Span: r.span(n), named: r.named}
	var own []*Field
	r.mapping(n, keys{
		"type": r.textInto(&t.Name),
		"label": func(n *yaml.Node) {
			r.mapping(n, keys{"one": r.wordingInto(&t.One, &t.ones), "many": r.wordingInto(&t.Many, &t.manys)})
		},
		"folder": func(n *yaml.Node) { t.Folder = r.folder(n) },
		"card":   r.namesInto("card", &t.Card),
		"sort":   r.namesInto("sort", &t.Sort),
		"facets": r.namesInto("facets", &t.facets),
		"section": func(n *yaml.Node) {
			r.items(n, func(item *yaml.Node) { t.Section = append(t.Section, r.sectionView(item)) })
		},
		"linked_data": func(n *yaml.Node) { t.Linked = r.linkedData(n) },
		"fields":      func(n *yaml.Node) { own = r.ownFields(n) },
	})
	t.One, t.Many = orElse(t.One, t.Name), orElse(t.Many, orElse(t.One, t.Name))
	t.Fields = append(slices.Clip(common), own...)
	return t
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

var folderName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

func (r *reader) folder(n *yaml.Node) string {
	name := r.scalar(n)
	if !folderName.MatchString(name) || name == "types" {
		r.invalid(n, "@folder-name")
		return ""
	}
	return name
}

// ownFields reads a type's fields and refuses those that every page has.
func (r *reader) ownFields(n *yaml.Node) []*Field {
	fields := r.fields(n)
	return slices.DeleteFunc(fields, func(f *Field) bool {
		taken := f.Key == "type" || indexOf(common, f.Key) >= 0
		if taken {
			r.invalid(keyNode(n, f.Key), "@field-common")
		}
		return taken
	})
}

func (r *reader) sectionView(n *yaml.Node) SectionView {
	v := SectionView{Span: r.span(n)}
	r.mapping(n, keys{
		"slug":  r.textInto(&v.Slug),
		"title": r.textInto(&v.Title),
		"draw":  r.textInto(&v.Draw),
		"args": func(n *yaml.Node) {
			r.each(n, func(key, value *yaml.Node) { v.Args = append(v.Args, Arg{key.Value, r.scalar(value)}) })
		},
	})
	if slug := german.Slug(v.Slug); slug != v.Slug {
		r.invalid(n, "@section-slug")
		r.found[len(r.found)-1].Suggest = slug
	}
	if v.Draw == "" {
		r.invalid(n, "@section-draw")
	}
	return v
}

// fieldName is a name that layouts can call a field by, and conditions: field=value.
var fieldName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// fields reads a mapping of field declarations, in order.
func (r *reader) fields(n *yaml.Node) []*Field {
	var fields []*Field
	r.each(n, func(key, value *yaml.Node) {
		if !fieldName.MatchString(key.Value) {
			r.invalid(key, "@field-name")
			r.found[len(r.found)-1].Suggest = strings.ReplaceAll(german.Slug(key.Value), "-", "_")
		}
		f := r.field(value)
		f.Key, f.Label = key.Value, orElse(f.Label, key.Value)
		fields = append(fields, f)
	})
	return fields
}

// field reads one declaration. One that is refused leaves a field that is lost, so that
// what names it is not wrong as well.
func (r *reader) field(n *yaml.Node) *Field {
	f, before := &Field{}, len(r.found)
	var toned *yaml.Node
	r.mapping(n, keys{
		"kind":        func(n *yaml.Node) { f.Kind = r.kind(n) },
		"label":       r.wordingInto(&f.Label, &f.labels),
		"hint":        r.textInto(&f.Hint),
		"required":    r.flagInto(&f.Required),
		"recommended": r.flagInto(&f.Recommended),
		"dated":       r.flagInto(&f.Dated),
		"acyclic":     r.flagInto(&f.Acyclic),
		"internal":    r.flagInto(&f.Internal),
		"to":          r.nameInto("to", &f.To),
		"show":        r.nameInto("show", &f.Show),
		"pattern":     func(n *yaml.Node) { f.Pattern = r.pattern(n) },
		"options": func(n *yaml.Node) {
			r.each(n, func(key, value *yaml.Node) {
				o := Option{Key: key.Value}
				r.wordingInto(&o.Label, &o.labels)(value)
				o.Label = orElse(o.Label, o.Key)
				f.Options = append(f.Options, o)
			})
		},
		"tones":  func(n *yaml.Node) { toned = n },
		"of":     func(n *yaml.Node) { f.Of = r.field(n) },
		"fields": func(n *yaml.Node) { f.Fields = r.fields(n) },
	})
	if toned != nil {
		f.Tones = r.tones(toned, f)
	}
	f.Internal = f.Internal || f.Of != nil && f.Of.Internal
	if f.Kind != "" {
		for _, key := range f.dropForeign() {
			r.invalid(keyNode(n, key), "@key-foreign")
		}
	}
	missing := f.incomplete()
	switch {
	case missing == "":
		return f
	case len(r.found) == before: // else it follows from what has been said
		r.invalid(n, missing)
	}
	return &Field{Kind: Text, Label: f.Label, Hint: f.Hint, Internal: f.Internal, labels: f.labels, lost: true}
}

// tones reads the tones of a choice's options.
func (r *reader) tones(n *yaml.Node, f *Field) []Tone {
	list, options := []Tone{}, f.optionKeys()
	r.each(n, func(key, value *yaml.Node) {
		tone := r.scalar(value)
		switch {
		case f.Kind == Choice && !slices.Contains(options, key.Value):
			r.found = append(r.found, diag.New(diag.TypeInvalid, r.span(key), "reason", "@tone-option").Meant(key.Value, options).Listing(options))
		case !slices.Contains(tones, tone):
			r.found = append(r.found, diag.New(diag.TypeInvalid, r.span(value), "reason", "@tone-unknown").Meant(tone, tones).Listing(tones))
		default:
			list = append(list, Tone{key.Value, tone})
		}
	})
	return list
}

// dropForeign drops the keys of a declaration that fields of its kind do not have,
// and returns them.
func (f *Field) dropForeign() []string {
	var dropped []string
	for _, k := range []struct {
		key   string
		kind  Kind // of the fields that have it
		there bool
		drop  func()
	}{
		{"pattern", Text, f.Pattern != nil, func() { f.Pattern = nil }},
		{"options", Choice, f.Options != nil, func() { f.Options = nil }},
		{"tones", Choice, f.Tones != nil, func() { f.Tones = nil }},
		{"to", Ref, f.To != "", func() { f.To = "" }},
		{"show", Ref, f.Show != "", func() { f.Show = "" }},
		{"acyclic", Ref, f.Acyclic, func() { f.Acyclic = false }},
		{"of", List, f.Of != nil, func() { f.Of = nil }},
		{"fields", Record, f.Fields != nil, func() { f.Fields = nil }},
	} {
		if k.there && f.Kind != k.kind {
			k.drop()
			dropped = append(dropped, k.key)
		}
	}
	return dropped
}

// incomplete names what a field of its kind still needs.
func (f *Field) incomplete() string {
	switch {
	case f.Kind == "":
		return "@field-kind"
	case f.Kind == Choice && len(f.Options) == 0:
		return "@choice-options"
	case f.Kind == Ref && f.To == "":
		return "@ref-to"
	case f.Kind == List && (f.Of == nil || f.Of.lost):
		return "@list-of"
	case f.Kind == Record && len(f.Fields) == 0:
		return "@record-fields"
	}
	return ""
}

// keyNode finds the key of a mapping; the mapping itself if it has none such.
func keyNode(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i]
		}
	}
	return n
}

func (r *reader) kind(n *yaml.Node) Kind {
	name := r.scalar(n)
	if slices.Contains(kinds, name) {
		return Kind(name)
	}
	d := diag.New(diag.TypeInvalid, r.span(n), "reason", "@kind-unknown").Meant(name, kinds).Listing(kinds)
	r.found = append(r.found, d)
	return ""
}

func (r *reader) pattern(n *yaml.Node) *regexp.Regexp {
	p, err := regexp.Compile(r.scalar(n))
	if err != nil {
		r.invalid(n, "@pattern")
	}
	return p
}

// Keys returns the keys of all fields of t in declared order.
func (t *Type) Keys() []string {
	keys := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		keys[i] = f.Key
	}
	return keys
}

// PublicKeys returns the keys of all fields of t that outputs may have.
func (t *Type) PublicKeys() []string {
	var keys []string
	for f := range Public(t.Fields) {
		keys = append(keys, f.Key)
	}
	return keys
}

// OwnFirst returns PublicKeys in another order: first what the type declares itself.
func (t *Type) OwnFirst() []string {
	keys := t.PublicKeys()
	common := slices.IndexFunc(keys, func(key string) bool { return !Common(t.Field(key)) })
	if common < 0 {
		return keys
	}
	return append(keys[common:len(keys):len(keys)], keys[:common]...)
}
