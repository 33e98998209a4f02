package document

import (
	"bytes"
	"strings"

	"wegweiser/generator/diag"

	"go.yaml.in/yaml/v4"
)

// YAML reads a file that is YAML as a whole and returns the root of its only document, nil
// if it has none. A second document is refused: nobody would miss what it says.
func YAML(path string, text []byte) (*yaml.Node, []diag.Diagnostic) {
	if d, bad := Conflict(path, text); bad {
		return nil, []diag.Diagnostic{d}
	}
	root, err := loadYAML(text)
	if err != nil {
		return nil, []diag.Diagnostic{yamlProblem(path, text, 0, err)}
	}
	return root, nil
}

func loadYAML(text []byte) (*yaml.Node, error) {
	var doc yaml.Node
	switch err := yaml.Load(text, &doc); {
	case err != nil && strings.Contains(err.Error(), "no documents"):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return doc.Content[0], nil
}

// endOfDocument finds the line by which the first document ends and another begins, of
// which the library does not say the place.
func endOfDocument(text []byte, base int) int {
	begun := false
	for at := base; at < len(text); {
		line, next := cutLine(text, at)
		switch {
		case begun && isMarker(line, "---", "..."):
			return at
		case isMarker(line, "---"), len(bytes.TrimSpace(line)) > 0 && line[0] != '#' && line[0] != '%':
			begun = true
		}
		at = next
	}
	return base
}

// isMarker reports whether a line starts or ends a document.
func isMarker(line []byte, markers ...string) bool {
	for _, m := range markers {
		if rest, ok := bytes.CutPrefix(line, []byte(m)); ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t') {
			return true
		}
	}
	return false
}
