package document

import (
	"wegweiser/generator/diag"

	"github.com/yuin/goldmark"
	meta "github.com/yuin/goldmark-meta"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// page parses files with front matter.
var page = newMarkdown(parser.WithBlockParsers(util.Prioritized(metaBlock{meta.NewParser()}, 0)))

func newMarkdown(more ...parser.Option) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(
			extension.NewTable(), extension.Strikethrough, extension.NewFootnote(),
		),
		goldmark.WithParserOptions(more...),
		goldmark.WithParserOptions(
			parser.WithHeadingAttribute(),
			parser.WithBlockParsers(util.Prioritized(blockDirectives{}, 50)),
			parser.WithInlineParsers(util.Prioritized(tasks{extension.NewTaskCheckBoxParser()}, 0), util.Prioritized(inlineDirectives{}, 50), util.Prioritized(limitedMarks{}, 60)),
			parser.WithParagraphTransformers(util.Prioritized(limitedTables{}, 60)),
			parser.WithASTTransformers(util.Prioritized(unusedFootnotes{}, 60)),
		),
		goldmark.WithRendererOptions(
			renderer.WithNodeRenderers(util.Prioritized(nodes{}, 10)),
		),
	)
}

// tasks are boxes before the items of a list, [x]. The library would take the text of a
// link for one: - [x](index.md).
type tasks struct{ parser.InlineParser }

func (p tasks) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	if line, _ := reader.PeekLine(); len(line) > 3 && line[2] == ']' && (line[3] == '(' || line[3] == '[') {
		return nil
	}
	return p.InlineParser.Parse(parent, reader, pc)
}

// parseMarkdown parses the whole text, so that every position is one in the file.
func (doc *Document) parseMarkdown(content []byte, lang string, origins bool) []diag.Diagnostic {
	pc := parser.NewContext()
	tree := page.Parser().Parse(text.NewReader(content), parser.WithContext(pc))
	w := newWriter(doc.Path, lang)
	w.origins = origins
	w.numbers = newCounter(doc.Path)
	render(page, w, content, tree)
	doc.Numbers, doc.Says = w.numbers.result()
	ds := append(w.found, refused(doc.Path, pc)...)
	ds = append(ds, unused(doc.Path, content, pc)...)
	doc.Headings = append([]Heading(nil), w.headings...)
	doc.Body = w.finish()
	return ds
}

func render(m goldmark.Markdown, w *writer, text []byte, tree ast.Node) {
	if err := m.Renderer().Render(w, text, tree); err != nil {
		// Only our own writer can fail, and it does not.
		panic("document: render: " + err.Error())
	}
}
