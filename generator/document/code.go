package document

import (
	"bytes"
	"strings"
	"sync"

	"wegweiser/generator/diag"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
)

// codeBlock writes a block of code, its tokens marked by chroma's classes: the
// style sheet colours them, so no style attribute is needed.
func codeBlock(w *writer, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	language := ""
	if fenced, ok := n.(*ast.FencedCodeBlock); ok {
		language = safeLanguage(fenced.Language(source))
		if start, end := blockSpan(n, source); !fenceClosed(fenced, source) {
			w.report(diag.UnclosedCode, start, end, "fence", fenceOf(source[start:min(end, len(source))]))
		}
	}
	var code bytes.Buffer
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		code.Write(line.Value(source))
	}
	w.put(`<pre class="chroma" tabindex="0"`)
	w.origin(n, source)
	w.put("><code")
	if language != "" {
		w.put(` class="language-`, language, `"`)
	}
	w.put(">")
	w.highlight(language, code.Bytes())
	w.put("</code></pre>\n")
	return ast.WalkSkipChildren
}

// fenceOf is the fence on a line that opens a block of code.
func fenceOf(line []byte) string {
	i := bytes.IndexAny(line, "`~")
	if i < 0 {
		return "```"
	}
	return string(line[i : len(line)-len(bytes.TrimLeft(line[i:], string(line[i])))])
}

// fenceClosed looks at the line after the code, since goldmark takes the end of
// the document for a closing fence.
func fenceClosed(n *ast.FencedCodeBlock, source []byte) bool {
	at := 0
	if lines := n.Lines(); lines.Len() > 0 {
		at = lines.At(lines.Len() - 1).Stop
	} else {
		_, at = cutLine(source, min(max(0, n.Pos()), len(source)))
	}
	line, _ := cutLine(source, min(at, len(source)))
	line = bytes.TrimLeft(line, " \t>")
	return bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~"))
}

// safeLanguage keeps a language name that can stand in a class.
func safeLanguage(name []byte) string {
	for _, c := range name {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '+' || c == '#' {
			continue
		}
		return ""
	}
	return strings.ToLower(string(name))
}

// lexerOf finds a language's lexer once: the library searches all of its
// aliases each time. Unknown names are not kept, so that content cannot fill
// the memory with them.
var lexerOf sync.Map

func lexer(language string) chroma.Lexer {
	if l, ok := lexerOf.Load(language); ok {
		return l.(chroma.Lexer)
	}
	l := lexers.Get(language)
	if l == nil {
		return nil
	}
	l = chroma.Coalesce(l)
	lexerOf.Store(language, l)
	return l
}

// maxHighlighted bounds the code that is coloured, in bytes: some of chroma's
// lexers go back and forth on long input.
const maxHighlighted = 64 << 10

func (w *writer) highlight(language string, code []byte) {
	l := chroma.Lexer(nil)
	if language != "" && len(code) <= maxHighlighted {
		l = lexer(language)
	}
	if l == nil {
		w.body.HTML = appendEscaped(w.body.HTML, code)
		return
	}
	tokens, err := l.Tokenise(nil, string(code))
	if err != nil { // a lexer that gave up: plain code is still right
		w.body.HTML = appendEscaped(w.body.HTML, code)
		return
	}
	for t := tokens(); t != chroma.EOF; t = tokens() {
		class := chroma.StandardTypes[t.Type]
		if class == "" || strings.TrimSpace(t.Value) == "" {
			w.body.HTML = appendEscaped(w.body.HTML, []byte(t.Value))
			continue
		}
		w.put(`<span class="`, class, `">`)
		w.body.HTML = appendEscaped(w.body.HTML, []byte(t.Value))
		w.put("</span>")
	}
}
