package schema

import (
	"regexp"
	"slices"

	"go.yaml.in/yaml/v4"
)

// LinkedData is what a page is in the words of schema.org, or a part of it: a type and
// its properties.
type LinkedData struct {
	Type       string // GovernmentService
	Properties []LinkedProperty
}

// LinkedProperty is a property that fields of the page fill.
type LinkedProperty struct {
	Name string      // serviceType
	Path string      // of the field, or SectionPage
	Part *LinkedData // a thing of its own instead, if it has any property
}

// SectionPage is the path of a LinkedProperty that the page of the type's section fills.
const SectionPage = "@section"

var (
	linkedType     = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)
	linkedProperty = regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`)
)

// linkedData reads what a type's pages are for search engines; nil if it says not what.
func (r *reader) linkedData(n *yaml.Node) *LinkedData {
	l, before := &LinkedData{}, len(r.found)
	r.mapping(n, keys{
		"type": r.textInto(&l.Type),
		"properties": func(n *yaml.Node) {
			r.each(n, func(key, value *yaml.Node) { r.linkedProperty(l, key, value) })
		},
	})
	if !linkedType.MatchString(l.Type) {
		if len(r.found) == before {
			r.invalid(n, "@linked-type")
		}
		return nil
	}
	return l
}

func (r *reader) linkedProperty(l *LinkedData, key, value *yaml.Node) {
	p := LinkedProperty{Name: key.Value}
	switch {
	case !linkedProperty.MatchString(p.Name):
		r.invalid(key, "@linked-property")
	case value.Kind != yaml.MappingNode:
		r.nameInto("linked_data", &p.Path)(value)
		l.Properties = append(l.Properties, p)
	default:
		if p.Part = r.linkedData(value); p.Part != nil {
			l.Properties = append(l.Properties, p)
		}
	}
}

// checkLinked takes out the properties that no field can fill.
func (c *declared) checkLinked(l *LinkedData) {
	if l == nil {
		return
	}
	l.Properties = slices.DeleteFunc(l.Properties, func(p LinkedProperty) bool {
		if p.Part != nil {
			c.checkLinked(p.Part)
			return false
		}
		return c.notLinked(p.Path)
	})
}

func (c *declared) notLinked(name string) bool {
	path := c.t.Path(name)
	switch {
	case name == SectionPage && len(c.t.Section) > 0:
		return false
	case name == SectionPage:
		c.report("@linked-section", "linked_data", name, nil)
	case path == nil:
		c.unknown(c.t, "linked_data", name, c.t.OwnFirst())
	case Hidden(path):
		c.hidden("linked_data", name)
	case leafKind(path[len(path)-1]) == Record:
		c.report("@linked-record", "linked_data", name, nil)
	default:
		return false
	}
	return true
}

// leafKind is the kind of what a list holds, or of the field itself.
func leafKind(f *Field) Kind {
	for f.Of != nil {
		f = f.Of
	}
	return f.Kind
}
