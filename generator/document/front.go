package document

import (
	"bytes"
	"fmt"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

	meta "github.com/yuin/goldmark-meta"
	"github.com/yuin/goldmark/parser"
	"gopkg.in/yaml.v2"
)

// block is the front matter's place in the text, without its delimiters.
type block struct{ start, end int }

const delimiter = "---"

// guardFrontMatter finds the front matter block and makes sure that
// goldmark-meta will see the same one: the library opens a block at any first
// line of dashes, closes it at any later one (a lone "-", an indented "---" and
// even a lone form feed included) and swallows the page if there is none.
func guardFrontMatter(path string, text []byte) (block, []diag.Diagnostic) {
	report := func(code diag.Code, start, end int) (block, []diag.Diagnostic) {
		return block{}, []diag.Diagnostic{diag.New(code, source.Span{Path: path, Start: start, End: end})}
	}
	first, rest := cutLine(text, 0)
	if string(bytes.TrimRight(first, " \t")) != delimiter {
		return report(diag.FrontMatterMissing, 0, max(1, len(first)))
	}
	start := rest
	for at := rest; at < len(text); {
		line, next := cutLine(text, at)
		empty := len(bytes.Trim(line, " \t")) == 0
		switch {
		case string(bytes.TrimRight(line, " \t")) == delimiter:
			return block{start, at}, nil
		case !empty && len(bytes.Trim(bytes.TrimSpace(line), "-")) == 0:
			return report(diag.FrontMatterDashes, at, at+len(line))
		}
		at = next
	}
	return report(diag.FrontMatterUnclosed, 0, len(first))
}

// cutLine returns the line that starts at offset, without its line end, and the
// offset of the next line.
func cutLine(text []byte, at int) ([]byte, int) {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return text[at : at+i], at + i + 1
	}
	return text[at:], len(text)
}

// frontMatter takes what goldmark-meta decoded. Where that failed, yaml/v4 says
// where; the library itself gives no position.
func frontMatter(path string, text []byte, b block, pc parser.Context) (yaml.MapSlice, []diag.Diagnostic) {
	items, err := meta.TryGetItems(pc)
	if err != nil {
		return nil, []diag.Diagnostic{yamlProblem(path, text, b, err)}
	}
	if items == nil {
		items = yaml.MapSlice{}
	}
	l := keyLint{locator: NewLocator(path, text)}
	l.items(items, "")
	if len(l.found) > 0 {
		return nil, l.found
	}
	return items, nil
}

// keyLint finds keys that YAML did not read as text and keys that come twice:
// the decoder keeps both without a word.
type keyLint struct {
	locator *Locator
	found   []diag.Diagnostic
}

func (l *keyLint) items(items yaml.MapSlice, prefix string) {
	for i, item := range items {
		key, ok := item.Key.(string)
		if !ok {
			l.add(diag.YAMLKey, prefix+fmt.Sprint(item.Key), i)
			continue
		}
		for _, earlier := range items[:i] {
			if earlier.Key == item.Key {
				l.add(diag.DuplicateKey, prefix+key, i)
				break
			}
		}
		l.value(item.Value, prefix+key)
	}
}

func (l *keyLint) value(value any, path string) {
	switch v := value.(type) {
	case yaml.MapSlice:
		l.items(v, path+".")
	case []any:
		for i, e := range v {
			l.value(e, fmt.Sprintf("%s[%d]", path, i))
		}
	}
}

// add reports the nth key of the mapping that field belongs to, as it is written.
func (l *keyLint) add(code diag.Code, field string, nth int) {
	parent := ""
	if i := strings.LastIndexByte(field, '.'); i >= 0 {
		parent = field[:i]
	}
	span := l.locator.nthKey(parent, nth)
	l.found = append(l.found, diag.New(code, span, "key", string(l.locator.text[span.Start:span.End])))
}
