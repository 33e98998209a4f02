package document

import (
	"strconv"
	"strings"

	"wegweiser/generator/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// An origin says where something is written, for a click in a preview:
// content/seite.md@120, in bytes of the file's text, or content/seite.md#title, a
// field of its front matter. What is drawn carries it as data-source.

// Origin is the origin of a place in a file.
func Origin(path string, offset int) string { return path + "@" + strconv.Itoa(offset) }

// FieldOrigin is the origin of a field; see Locator.Value for how it is written.
func FieldOrigin(path, field string) string { return path + "#" + field }

// OriginFile is the file that an origin names.
func OriginFile(origin string) string {
	if i := strings.LastIndexAny(origin, "@#"); i >= 0 {
		return origin[:i]
	}
	return origin
}

// FindOrigin is the line and the column, from 1, of an origin in the normalised
// text of its file; the first line if there is no such place any more.
func FindOrigin(origin string, text []byte) (line, column int) {
	path := OriginFile(origin)
	at := strings.TrimPrefix(origin, path)
	offset := 0
	if field, ok := strings.CutPrefix(at, "#"); ok {
		offset = NewLocator(path, text).Value(field).Start
	} else if n, err := strconv.Atoi(strings.TrimPrefix(at, "@")); err == nil {
		offset = max(0, min(n, len(text)))
	}
	return source.NewLines(text).Position(offset)
}

// origin writes the origin of a block into its tag, which is open, if the page is
// for a preview.
func (w *writer) origin(n ast.Node, text []byte) {
	if !w.origins {
		return
	}
	start, _ := blockSpan(n, text)
	w.put(` data-source="`)
	w.body.HTML = append(w.body.HTML, util.EscapeHTML([]byte(Origin(w.path, start)))...)
	w.put(`"`)
}

// openTag writes the tag of a block.
func (w *writer) openTag(name string, n ast.Node, text []byte) {
	w.put("<", name)
	w.origin(n, text)
	w.put(">")
}
