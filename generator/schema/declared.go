package schema

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// declaration is a file of content/types as it has been read.
type declaration struct {
	*reader
	root *yaml.Node // nil if it cannot be read
	t    *Type
}

// readTypes reads the declarations of types, those first that win if two of them
// declare the same: a new file must not take the pages of one that is in use. In
// use is a file that is named after its type; else the one that declares more.
func readTypes(files []*source.File, languages []string) []declaration {
	var all []declaration
	for _, f := range files {
		if !isType(f.Path) {
			continue
		}
		d := declaration{reader: newReader(f, path.Base(f.Path)), t: &Type{}}
		d.spoken = languages
		if d.root = d.reader.root(); d.root != nil {
			d.t = d.readType(d.root)
		}
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(a, b declaration) int {
		return cmp.Or(cmp.Compare(b.standing(), a.standing()), cmp.Compare(len(b.t.Fields), len(a.t.Fields)))
	})
	return all
}

// standing is 1 for a file that is named after its type, else 0.
func (d *declaration) standing() int {
	if strings.TrimSuffix(path.Base(d.path), ".yaml") == d.t.Name {
		return 1
	}
	return 0
}

// addTypes adds the types that are declared. What the pages in the folder of one
// that is refused are, nobody knows: they are not wrong as well.
func (s *Schema) addTypes(all []declaration) []diag.Diagnostic {
	var found []diag.Diagnostic
	for i := range all {
		s.addType(&all[i])
		found = append(found, all[i].found...)
	}
	for _, d := range all {
		folder := d.t.Folder
		if s.byName[d.t.Name] == nil {
			s.refused = append(s.refused, strings.TrimSuffix(path.Base(d.path), ".yaml"))
		}
		switch {
		case d.root == nil || d.root.Kind != yaml.MappingNode:
			s.lost = true
		case folder != "" && s.byFolder[folder] == nil:
			s.disputed[folder] = true
		}
	}
	return found
}

func (s *Schema) addType(d *declaration) {
	t, root := d.t, d.root
	switch {
	case root == nil && len(d.found) > 0: // it is not YAML
	case root == nil:
		d.found = append(d.found, diag.New(diag.TypeInvalid, source.Span{Path: d.path}, "reason", "@type-empty"))
	case t.Name == "" && len(d.found) > 0: // what is wrong with the name has been said
	case t.Name == "":
		d.invalid(root, "@type-nameless")
	case !folderName.MatchString(t.Name) || reservedType[t.Name]:
		d.invalid(root, "@type-name")
	case s.byName[t.Name] != nil:
		d.invalid(root, "@type-twice")
		d.found[len(d.found)-1].Related = []source.Span{s.byName[t.Name].Span}
	case t.Folder != "" && s.byFolder[t.Folder] != nil:
		d.invalid(keyNode(root, "folder"), "@folder-twice")
		d.found[len(d.found)-1].Related = []source.Span{s.byFolder[t.Folder].Span}
		s.disputed[t.Folder] = true
		t.Folder, t.Section = "", nil
		s.register(t) // what refers to it is not wrong as well
	default:
		s.register(t)
	}
}
