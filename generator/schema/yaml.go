package schema

import (
	"sort"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// reader reads a YAML file of declarations node by node, so that every finding
// has its place.
type reader struct {
	path   string
	text   []byte
	lines  *source.Lines
	spoken []string // the languages of the site, its first one first
	owner  string   // what the file declares, for messages: site.yaml or a type
	found  []diag.Diagnostic
	named  map[string]source.Span // where other declarations are named, checked when all are known
}

// keys maps the keys that a mapping may have to what reads their values.
type keys map[string]func(*yaml.Node)

func newReader(f *source.File, owner string) *reader {
	text := source.Text(f.Data)
	return &reader{path: f.Path, text: text, lines: source.NewLines(text), owner: owner, named: map[string]source.Span{}}
}

// root parses the file; nil if it is empty or not YAML.
func (r *reader) root() *yaml.Node {
	root, found := document.YAML(r.path, r.text)
	r.found = append(r.found, found...)
	return root
}

func (r *reader) span(n *yaml.Node) source.Span {
	start := r.lines.Offset(n.Line, n.Column)
	return source.Span{Path: r.path, Start: start, End: r.lines.Offset(n.Line, n.Column+max(1, len([]rune(n.Value))))}
}

func (r *reader) report(n *yaml.Node, code diag.Code, args ...string) {
	r.found = append(r.found, diag.New(code, r.span(n), args...))
}

func (r *reader) invalid(n *yaml.Node, reason string) {
	r.report(n, diag.TypeInvalid, "reason", reason)
}

// mapping reads a mapping whose keys are known; the others are findings.
func (r *reader) mapping(n *yaml.Node, known keys) {
	if n.Kind != yaml.MappingNode {
		r.invalid(n, "@want-mapping")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		read, ok := known[key.Value]
		switch {
		case !ok:
			d := diag.New(diag.UnknownField, r.span(key), "field", key.Value, "type", r.owner).Meant(key.Value, known.names())
			r.found = append(r.found, afterComma(d, n, value))
		case seen[key.Value]:
			r.report(key, diag.DuplicateKey, "key", key.Value)
		default:
			r.cutOff(key, value)
			read(value)
		}
		seen[key.Value] = true
	}
}

func (k keys) names() []string {
	names := make([]string, 0, len(k))
	for name := range k {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// each reads the entries of a mapping with free keys, in order.
func (r *reader) each(n *yaml.Node, read func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.invalid(n, "@want-mapping")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if seen[key.Value] {
			r.report(key, diag.DuplicateKey, "key", key.Value)
			continue
		}
		seen[key.Value] = true
		r.cutOff(key, value)
		read(key, value)
	}
}

// cutOff reports a value whose rest, or all of it, YAML takes for a comment.
func (r *reader) cutOff(key, value *yaml.Node) {
	at, rest := value, value.LineComment
	if value.Tag == "!!null" {
		at, rest = key, key.LineComment
	}
	if value.Kind == yaml.ScalarNode && value.Style == 0 && meantAsText(rest) {
		r.report(at, diag.ValueCutOff, "field", key.Value, "rest", rest)
	}
}

// items reads the items of a list.
func (r *reader) items(n *yaml.Node, read func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		r.invalid(n, "@want-list")
		return
	}
	for _, item := range n.Content {
		read(item)
	}
}

func (r *reader) scalar(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		r.invalid(n, "@want-text")
		return ""
	}
	return n.Value
}

// textInto, flagInto and textsInto return a function that stores a value.
func (r *reader) textInto(p *string) func(*yaml.Node) {
	return func(n *yaml.Node) { *p = r.scalar(n) }
}

func (r *reader) flagInto(p *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		switch r.scalar(n) {
		case "true", "ja", "yes":
			*p = true
		case "false", "nein", "no":
			*p = false
		default:
			r.invalid(n, "@want-bool")
		}
	}
}

// nameInto and namesInto do so with what another declaration is called, and note the
// place: the same name may stand under card and under sort.
func (r *reader) nameInto(role string, p *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		*p = r.scalar(n)
		r.named[role+" "+*p] = r.span(n)
	}
}

func (r *reader) namesInto(role string, p *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		*p = []string{}
		r.items(n, func(item *yaml.Node) {
			var name string
			r.nameInto(role, &name)(item)
			*p = append(*p, name)
		})
	}
}

func (r *reader) textsInto(p *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		*p = []string{} // an empty list says something: show none
		r.items(n, func(item *yaml.Node) { *p = append(*p, r.scalar(item)) })
	}
}
