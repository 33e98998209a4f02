package document

import (
	"slices"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

	"github.com/yuin/goldmark"
	meta "github.com/yuin/goldmark-meta"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// page parses files with front matter, inline the text of a single field.
var (
	page   = newMarkdown(parser.WithBlockParsers(util.Prioritized(metaBlock{meta.NewParser()}, 0)))
	inline = newMarkdown()
)

func newMarkdown(more ...parser.Option) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(
			extension.NewTable(), extension.Strikethrough, extension.TaskList,
			extension.NewFootnote(
				extension.WithFootnoteBacklinkHTML([]byte("↑")),
				extension.WithFootnoteBacklinkTitle([]byte("Zurück zum Text")),
			)),
		goldmark.WithParserOptions(more...),
		goldmark.WithParserOptions(
			parser.WithHeadingAttribute(),
			parser.WithBlockParsers(util.Prioritized(blockDirectives{}, 50)),
			parser.WithInlineParsers(util.Prioritized(inlineDirectives{}, 50), util.Prioritized(limitedMarks{}, 60)),
			parser.WithParagraphTransformers(util.Prioritized(limitedTables{}, 60)),
			parser.WithASTTransformers(util.Prioritized(unusedFootnotes{}, 60)),
		),
		goldmark.WithRendererOptions(
			renderer.WithNodeRenderers(util.Prioritized(nodes{}, 10)),
		),
	)
}

// parseMarkdown parses the whole text, so that every position is one in the file.
func (doc *Document) parseMarkdown(content []byte, origins bool) []diag.Diagnostic {
	pc := parser.NewContext()
	tree := page.Parser().Parse(text.NewReader(content), parser.WithContext(pc))
	w := newWriter(doc.Path)
	w.origins = origins
	render(page, w, content, tree)
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

// Sentence parses the text of one front matter field as a single paragraph. Every
// position in the result is that of the field, since YAML may have folded the
// text. The field is located only if the text has markup at all.
func Sentence(value string, locate func() source.Span) (Body, []diag.Diagnostic) {
	if plain(value) {
		return Body{HTML: []byte(value)}, nil
	}
	span := locate()
	body, found := inlineAt([]byte(value), span)
	body.Holes = slices.DeleteFunc(body.Holes, func(h Hole) bool {
		if h.Kind != DirectiveHole {
			return false
		}
		// A field is shown on other pages, too: what it quotes could quote it.
		found = append(found, diag.New(diag.DirectiveSyntax, span, "name", h.Directive.Name, "reason", "@directive-in-field"))
		return true
	})
	return body, found
}

// plain reports whether value has nothing that Markdown or typography would
// treat: the usual case, which needs no parser.
func plain(value string) bool {
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == ' ' && i > 0 || c == ',' || c >= 0x80:
		default:
			return false
		}
	}
	return true
}

// inlineAt renders a text whose every finding and hole lies at span.
func inlineAt(value []byte, span source.Span) (Body, []diag.Diagnostic) {
	w := newWriter(span.Path)
	w.inline = true
	pc := parser.NewContext()
	render(inline, w, value, inline.Parser().Parse(text.NewReader(value), parser.WithContext(pc)))
	ds := append(w.found, refused(span.Path, pc)...)
	for i := range ds {
		ds[i].Span = span
	}
	body := w.finish()
	for i := range body.Holes {
		body.Holes[i].Start, body.Holes[i].End = span.Start, span.End
	}
	return body, ds
}
