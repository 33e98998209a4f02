package schema

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/german"
	"wegweiser/generator/source"

	"gopkg.in/yaml.v2"
)

// Check turns a parsed document into a page of typed values. It returns nil for
// a document without usable front matter, whose findings Parse has reported.
// The text is the file's normalised text; it is read only where a value has to
// be located or taken literally.
func (s *Schema) Check(doc *document.Document, text []byte) (*Page, []diag.Diagnostic) {
	if doc.Front == nil {
		return nil, nil
	}
	c := checker{locator: document.NewLocator(doc.Path, text)}
	page := &Page{Doc: doc}
	if page.ID, page.Lang = s.identify(doc.Path); page.ID == invalidID {
		return nil, []diag.Diagnostic{diag.New(diag.InvalidFileName, source.Span{Path: doc.Path}, "name", path.Base(doc.Path))}
	}
	page.Type = s.typeOf(page.ID, doc.Front, &c)
	c.owner = page.Type.One
	front := doc.Front
	doc.Front = nil // its values live on in the page
	page.Values = c.record(page.Type.Fields, front, "")
	return page, c.found
}

// ID is the ID of the page in a file, whatever its language.
func (s *Schema) ID(file string) string {
	id, _ := s.identify(file)
	return id
}

// invalidID marks a file name from which no address can be made.
const invalidID = "\x00"

// identify derives a page's ID and language from its path. content/index.md is
// "", content/dienste/index.md is "dienste", and wohngeld.en.md is the English
// dienste/wohngeld if the site has English.
func (s *Schema) identify(file string) (id, lang string) {
	name := strings.TrimSuffix(strings.TrimPrefix(file, "content/"), ".md")
	lang = s.Site.Languages[0].Code
	if i := strings.LastIndexByte(name, '.'); i >= 0 && s.Site.Language(name[i+1:]) {
		name, lang = name[:i], name[i+1:]
	}
	parts := strings.Split(name, "/")
	if parts[len(parts)-1] == "index" {
		parts = parts[:len(parts)-1]
	}
	for i, part := range parts {
		if parts[i] = german.Slug(part); parts[i] == "" {
			return invalidID, lang
		}
	}
	return strings.Join(parts, "/"), lang
}

// typeOf finds a page's type: what it says itself, its folder's, or page. A
// folder's own page (index.md) is a page: it leads the section, it is no entry.
func (s *Schema) typeOf(id string, front yaml.MapSlice, c *checker) *Type {
	for _, item := range front {
		if item.Key != "type" {
			continue
		}
		name, _ := item.Value.(string)
		if t := s.Type(name); t != nil {
			return t
		}
		d := diag.New(diag.UnknownType, c.locator.Value("type"), "type", fmt.Sprint(item.Value))
		d = d.Meant(name, s.TypeNames())
		if t := s.Folder(name); t != nil {
			d.Suggest = t.Name // people know the folders
		}
		c.found = append(c.found, d)
	}
	if folder, _, inside := strings.Cut(id, "/"); inside && s.Folder(folder) != nil {
		return s.Folder(folder)
	}
	return s.Type(defaultType)
}

// checker checks the front matter of one page.
type checker struct {
	owner   string // the type's label, for messages
	locator *document.Locator
	found   []diag.Diagnostic
}

func (c *checker) report(code diag.Code, field string, args ...string) {
	args = append([]string{"field", lastStep(field)}, args...)
	c.found = append(c.found, diag.New(code, c.locator.Value(field), args...))
}

// lastStep is the field's own name: model in offers[0].model.
func lastStep(field string) string {
	field = field[strings.LastIndexByte(field, '.')+1:]
	if i := strings.IndexByte(field, '['); i > 0 {
		field = field[:i]
	}
	return field
}

// record checks a mapping against declared fields.
func (c *checker) record(fields []*Field, items yaml.MapSlice, prefix string) []Value {
	values := make([]Value, len(fields))
	var meant []string // a field whose name is misspelt is not missing as well
	for _, item := range items {
		key, _ := item.Key.(string)
		i := indexOf(fields, key)
		if i < 0 {
			meant = append(meant, c.unknown(fields, prefix, key))
			continue
		}
		if item.Value != nil {
			values[i] = c.value(fields[i], item.Value, prefix+key)
		}
	}
	for i, f := range fields {
		if values[i] == nil && !slices.Contains(meant, f.Key) {
			c.absent(f, prefix, items)
		}
	}
	return values
}

func indexOf(fields []*Field, key string) int {
	for i, f := range fields {
		if f.Key == key {
			return i
		}
	}
	return -1
}

// given reports whether the front matter has a value for key: a value that was
// refused is not missing as well.
func given(items yaml.MapSlice, key string) bool {
	for _, item := range items {
		if item.Key == key && item.Value != nil && item.Value != "" {
			return true
		}
	}
	return false
}

// unknown reports a key that is not declared and returns the one that was
// probably meant, or "".
func (c *checker) unknown(fields []*Field, prefix, key string) string {
	if prefix == "" && key == "type" {
		return ""
	}
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.Key
	}
	d := diag.New(diag.UnknownField, c.locator.Key(prefix+key), "field", key, "type", c.owner).Meant(key, known)
	c.found = append(c.found, d)
	return d.Suggest
}

func (c *checker) absent(f *Field, prefix string, items yaml.MapSlice) {
	if given(items, f.Key) || !f.Required && !f.Recommended {
		return
	}
	code := diag.MissingField
	if !f.Required {
		code = diag.RecommendedField
	}
	span := c.locator.Value(strings.TrimSuffix(prefix, "."))
	switch {
	case slices.ContainsFunc(items, func(item yaml.MapItem) bool { return item.Key == f.Key }):
		span = c.locator.Key(prefix + f.Key) // it is there, but empty
	case prefix == "":
		span = source.Span{Path: span.Path, Start: 0, End: len("---")}
	}
	c.found = append(c.found, diag.New(code, span, "field", f.Key, "label", f.Label, "type", c.owner))
}
