package cli

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"wegweiser"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// hidden is a line of a scaffold with a key: what makes it a comment, and the rest.
var hidden = regexp.MustCompile(`(?m)^((?:# )?)( *)((?:# )?)( *(?:- )?\w+:(?: \[\])?(?:  # .*)?)$`)

func TestAScaffoldShowsEveryFieldInItsForm(t *testing.T) {
	types, err := fs.Glob(wegweiser.Files, "content/types/*.yaml")
	if err != nil || len(types) == 0 {
		t.Fatal(types, err)
	}
	var files []*source.File
	for _, name := range types {
		data, err := fs.ReadFile(wegweiser.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, &source.File{Path: name, Data: data})
	}
	declared, _ := schema.Load(files)
	for _, declared := range declared.Types {
		front := strings.Split(string(scaffold(declared, "Titel", "de")), "---\n")[1]
		var doc yaml.Node
		if err := yaml.Load([]byte(hidden.ReplaceAllString(front, "$2$4")), &doc); err != nil {
			t.Fatalf("%s: %v in\n%s", declared.Name, err, front)
		}
		checkForm(t, declared.Name, declared.Fields, doc.Content[0])
	}
}

// checkForm compares the keys of a mapping with the fields that it is to show.
func checkForm(t *testing.T, at string, fields []*schema.Field, n *yaml.Node) {
	t.Helper()
	if n.Kind != yaml.MappingNode || len(n.Content) < 2*len(fields) {
		t.Fatalf("%s: not a record of %d fields", at, len(fields))
	}
	for i, f := range fields {
		key, value := n.Content[2*i], n.Content[2*i+1]
		name := at + "." + f.Key
		switch {
		case key.Value != f.Key:
			t.Errorf("%s: there is %s", name, key.Value)
		case f.Kind == schema.Record:
			checkForm(t, name, f.Fields, value)
		case f.Kind == schema.List && value.Kind != yaml.SequenceNode:
			t.Errorf("%s is no list", name)
		case f.Kind == schema.List && f.Of.Kind == schema.Record:
			checkForm(t, name, f.Of.Fields, value.Content[0])
		}
	}
}
