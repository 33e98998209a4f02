package document

import (
	"bytes"
	"slices"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// sentence parses the text of a field or label, which is no place for blocks: "3. Oktober"
// is a day, not the third item of a list. Directives are seen, so that they can be refused.
var sentence = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(blockDirectives{}, 50), util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithInlineParsers(util.Prioritized(inlineDirectives{}, 50), util.Prioritized(limitedMarks{}, 60)),
	)),
	goldmark.WithExtensions(extension.Strikethrough),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(nodes{}, 10))),
)

// blocks parses a text of several lines as a page would be.
var blocks = newMarkdown()

// Sentence parses the text of one front matter field, in a language, as a single
// paragraph. Every position in the result is that of the field, since YAML may have
// folded the text. The field is located only if the text has markup at all.
func Sentence(value, lang string, locate func() source.Span) (Body, []diag.Diagnostic) {
	if plain(value) {
		return Body{HTML: []byte(value)}, nil
	}
	span := locate()
	found := checkBlocks([]byte(value), span)
	body, more := inlineAt([]byte(value), lang, span)
	for _, d := range more {
		if len(found) == 0 || d.Code != diag.LiteralMarkup { // the signs of blocks have their finding
			found = append(found, d)
		}
	}
	body.Holes = slices.DeleteFunc(body.Holes, func(h Hole) bool {
		if h.Kind != DirectiveHole {
			return false
		}
		// A field is shown on other pages, too: what it quotes could quote it.
		found = append(found, diag.New(diag.DirectiveSyntax, span, "name", h.Directive.Name, "reason", "@directive-in-field", "colons", h.Directive.Form.Colons()))
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

// checkBlocks reports what would be more than a paragraph in the text of a page. A
// field is shown where there is room for a sentence, and on several pages, whose
// headings and footnotes would meet.
func checkBlocks(value []byte, span source.Span) []diag.Diagnostic {
	if bytes.IndexByte(value, '\n') < 0 {
		return nil
	}
	if d, bad := excessive(span.Path, value); bad {
		d.Span = span
		return []diag.Diagnostic{d}
	}
	if what := firstBlock(blocks.Parser().Parse(text.NewReader(value))); what != "" {
		return []diag.Diagnostic{diag.New(diag.BlockInField, span, "what", what)}
	}
	return nil
}

// firstBlock names the first block beside one paragraph, "" if there is none or it
// has a finding of its own.
func firstBlock(tree ast.Node) string {
	paragraphs := 0
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindParagraph {
			paragraphs++
		}
		if what := blockNames[n.Kind()]; what != "" && (n.Kind() != ast.KindParagraph || paragraphs > 1) {
			return what
		}
	}
	return ""
}

var blockNames = map[ast.NodeKind]string{
	ast.KindParagraph:       "@block-paragraph",
	ast.KindHeading:         "@block-heading",
	ast.KindList:            "@block-list",
	ast.KindBlockquote:      "@block-quote",
	ast.KindCodeBlock:       "@block-code",
	ast.KindFencedCodeBlock: "@block-code",
	ast.KindThematicBreak:   "@block-rule",
	extast.KindTable:        "@block-table",
	extast.KindFootnoteList: "@block-footnote",
}

// inlineAt renders a text whose every finding and hole lies at span.
func inlineAt(value []byte, lang string, span source.Span) (Body, []diag.Diagnostic) {
	w := newWriter(span.Path, lang)
	w.inline = true
	pc := parser.NewContext()
	render(sentence, w, value, sentence.Parser().Parse(text.NewReader(value), parser.WithContext(pc)))
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
