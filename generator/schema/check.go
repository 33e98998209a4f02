package schema

import (
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/german"
	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// Check turns a parsed document into a page of typed values. It returns nil for
// a document without usable front matter, whose findings Parse has reported.
// The text is the file's normalised text; it is read only where a finding has to
// be located.
func (s *Schema) Check(doc *document.Document, text []byte) (*Page, []diag.Diagnostic) {
	if doc.Front == nil {
		return nil, nil
	}
	c := checker{locator: document.NewLocator(doc.Path, text)}
	page := &Page{Doc: doc}
	if page.ID, page.Lang = s.identify(doc.Path); page.ID == invalidID {
		return nil, []diag.Diagnostic{diag.New(diag.InvalidFileName, source.Span{Path: doc.Path}, "name", path.Base(doc.Path))}
	}
	if lang := s.undeclared(doc.Path); lang != "" && s.Site.lost {
		return nil, nil
	} else if lang != "" {
		d := diag.New(diag.UnknownLanguage, source.Span{Path: doc.Path}, "language", lang)
		return nil, []diag.Diagnostic{d}
	}
	folder, _, inside := strings.Cut(page.ID, "/")
	said, says := entryOf(doc.Front, "type")
	if says && s.LostType(said.node.Value) || !says && inside && s.Disputed(folder) {
		return nil, nil // the types have a finding
	}
	page.Type = s.typeOf(page.ID, doc.Front, &c)
	c.owner = page.Type.One
	front := doc.Front
	doc.Front = nil // its values live on in the page
	c.lang = page.Lang
	c.variant = page.Lang != s.Site.Languages[0].Code
	page.Values = c.record(page.Type.Fields, entry{node: front})
	page.Lacks = c.lacks
	if !says && inside && s.lost && s.Folder(folder) == nil && c.has(diag.UnknownField) {
		return nil, nil // it is of the type that cannot be read
	}
	c.publication(page, front)
	page.Faulty = c.failed()
	return page, c.found
}

// publication reports a page whose last day lies before its first.
func (c *checker) publication(p *Page, front *yaml.Node) {
	from, until := p.Day("publish_from"), p.Day("publish_until")
	if !from.Zero() && !until.Zero() && until.Last().Before(from.First()) {
		e, _ := entryOf(front, "publish_until")
		c.report(diag.InvalidPeriod, e, "reason", "@ends-before-start", "how", "@how-publication")
	}
}

// ID is the ID of the page in a file, whatever its language.
func (s *Schema) ID(file string) string {
	id, _ := s.identify(file)
	return id
}

// Language is the language of the page in a file.
func (s *Schema) Language(file string) string {
	_, lang := s.identify(file)
	return lang
}

// invalidID marks a file name from which no address can be made.
const invalidID = "\x00"

// identify derives a page's ID and language from its path. content/index.md is
// "", content/dienste/index.md is "dienste", and wohngeld.en.md is the English
// dienste/wohngeld if the site has English.
func (s *Schema) identify(file string) (id, lang string) {
	name := strings.TrimSuffix(strings.TrimPrefix(file, "content/"), ".md")
	lang = s.Site.Languages[0].Code
	if ending := languageEnding(file); s.Site.Language(ending) {
		name, lang = strings.TrimSuffix(name, "."+ending), ending
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
func (s *Schema) typeOf(id string, front *yaml.Node, c *checker) *Type {
	for e := range entries(front) {
		if e.name != "type" {
			continue
		}
		name := e.node.Value
		if t := s.Type(name); t != nil {
			return t
		}
		d := diag.New(diag.UnknownType, c.span(e), "type", name, "how", "@type-misspelt")
		d = d.Meant(name, s.TypeNames())
		if t := s.Folder(name); t != nil {
			d.Suggest = t.Name // people know the folders
		}
		c.found = append(c.found, d)
	}
	return s.TypeOf(id)
}

// TypeOf is the type of a page that says none.
func (s *Schema) TypeOf(id string) *Type {
	if folder, _, inside := strings.Cut(id, "/"); inside && s.Folder(folder) != nil {
		return s.Folder(folder)
	}
	return s.Type(defaultType)
}

// entry is a value of the front matter as it stands there, with the name of the
// field that it belongs to.
type entry struct {
	name string
	key  *yaml.Node // of a list's item: the item, maybe an alias
	node *yaml.Node // the value, resolved
}

// entries yields the entries of a mapping in order.
func entries(mapping *yaml.Node) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		for i := 0; i+1 < len(mapping.Content); i += 2 {
			key := mapping.Content[i]
			if !yield(entry{key.Value, key, resolved(mapping.Content[i+1])}) {
				return
			}
		}
	}
}

// resolved follows an alias (*name) to what it stands for (&name).
func resolved(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// absent reports whether an entry says nothing: key: and key: null.
func (e entry) absent() bool { return e.node.Kind == yaml.ScalarNode && e.node.Tag == "!!null" }

// named is the entry as one of another field: of the one whose period it is.
func (e entry) named(f *Field) entry {
	e.name = f.Key
	return e
}

// place is the node at which a finding about the entry is shown: a value of one
// line, else the key.
func (e entry) place() *yaml.Node {
	if e.node.Kind != yaml.ScalarNode || e.node.Value == "" {
		return e.key
	}
	return e.node
}

// maxValues bounds what a page may say, since an alias says a lot in one word.
const maxValues = 100_000

// checker checks the front matter of one page.
type checker struct {
	owner   string // the type's label, for messages
	locator *document.Locator
	lang    string            // of the page
	variant bool              // the page is in another language than the site's first
	lacks   []diag.Diagnostic // what a variant can have from its original
	values  int               // that have been looked at, with unknown keys and items of lists
	found   []diag.Diagnostic
}

// exhausted counts a value and reports, once, when there are too many.
func (c *checker) exhausted(e entry) bool {
	if c.values++; c.values == maxValues+1 {
		c.report(diag.TooMuch, e, "what", "@values", "limit", strconv.Itoa(maxValues))
	}
	return c.values > maxValues
}

func (c *checker) span(e entry) source.Span { return c.locator.Span(e.place()) }

func (c *checker) report(code diag.Code, e entry, args ...string) {
	args = append([]string{"field", e.name}, args...)
	c.found = append(c.found, diag.New(code, c.span(e), args...))
}

// has reports whether there is a finding of that code.
func (c *checker) has(code diag.Code) bool {
	return slices.ContainsFunc(c.found, func(d diag.Diagnostic) bool { return d.Code == code })
}

// failed reports whether a finding is an error.
func (c *checker) failed() bool {
	return slices.ContainsFunc(c.found, func(d diag.Diagnostic) bool { return diag.Severities(nil).Of(d.Code) == diag.Error })
}

// record checks a mapping against declared fields.
func (c *checker) record(fields []*Field, e entry) []Value {
	values := make([]Value, len(fields))
	var meant []string // a field whose name is misspelt is not missing as well
	for inner := range entries(e.node) {
		if c.exhausted(inner) {
			break
		}
		i := indexOf(fields, inner.name)
		if i < 0 {
			meant = append(meant, c.unknown(fields, e, inner))
			continue
		}
		if inner.absent() {
			c.cutOff(inner)
			continue
		}
		values[i] = c.value(fields[i], inner)
	}
	for i, f := range fields {
		if values[i] == nil && (f.Required || f.Recommended) && !slices.Contains(meant, f.Key) {
			c.absent(f, e)
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

// unknown reports a key that is not declared and returns the one that was
// probably meant, or "".
func (c *checker) unknown(fields []*Field, outer, e entry) string {
	if outer.name == "" && e.name == "type" {
		return ""
	}
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.Key
	}
	d := diag.New(diag.UnknownField, c.locator.Span(e.key), "field", e.name, "type", c.owner).Meant(e.name, known)
	d = afterComma(d, outer.node, e.node)
	c.found = append(c.found, d)
	return d.Suggest
}

// afterComma says of an unknown key if it is no key but the rest of a value:
// {fee: 1,5} is a fee of 1 and a field named 5.
func afterComma(d diag.Diagnostic, mapping, value *yaml.Node) diag.Diagnostic {
	if mapping.Style&yaml.FlowStyle != 0 && value.Tag == "!!null" && value.Value == "" {
		d.Args = append(d.Args, diag.Arg{Name: "reason", Value: "@flow-comma"})
	}
	return d
}

// absent reports a field that a record lacks. A value that was refused is not
// missing as well.
func (c *checker) absent(f *Field, outer entry) {
	code := diag.MissingField
	if !f.Required {
		code = diag.RecommendedField
	}
	var span source.Span
	switch e, there := entryOf(outer.node, f.Key); {
	case there && !e.absent() && (e.node.Kind != yaml.ScalarNode || e.node.Value != ""):
		return
	case there:
		span = c.locator.Span(e.key) // but empty
	case outer.name == "": // the page as a whole
		span = source.Span{Path: c.locator.Path(), End: len("---")}
	default:
		span = c.span(outer)
	}
	d := diag.New(code, span, "field", f.Key, "label", f.Label, "type", c.owner)
	if c.variant && outer.name == "" && Inherited(f) {
		c.lacks = append(c.lacks, d)
		return
	}
	c.found = append(c.found, d)
}

// entryOf finds the entry of that name in a mapping.
func entryOf(mapping *yaml.Node, name string) (entry, bool) {
	for e := range entries(mapping) {
		if e.name == name {
			return e, true
		}
	}
	return entry{}, false
}
