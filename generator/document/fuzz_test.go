package document

import (
	"bytes"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

func parsed(text string) (*Document, []diag.Diagnostic) {
	return Parse(&source.File{Path: "content/x.md", Data: []byte(text)}, "de")
}

// pageSeeds are bodies with everything that the parser knows.
var pageSeeds = []string{
	"", "Text", "## Über uns {#a}\n\n### b\n", "[a](b.md#c) ![d](e.png \"dekorativ\") <https://f.example> [](g.md)",
	"::index{type=service group=\"a b\"}\n\n:::note[Titel :fact[a.b]]\n- Text\n:::\n", "::::note\n:::warning\n::::\n:::\n",
	":::\n", "::: note\n", ":fact[a.b]{c=d} ::fact[a] :a[", "Tabelle: A\n\n| a | b |\n|--:|:-:|\n| # c | `|` |\n",
	"```go\nfunc f() {}\n```\n", "~~~\n", "    code\n", "<script>alert(1)</script>\n\n<b onclick=\"x\">", "<!-- a -->",
	"[a](javascript:alert(1)) [b](<java\tscript:c>) [c](data:text/html,x) [d](//e)", "![a](https://b.example/c.png)",
	"> - 1. > a\n", "- [ ] a\n- [x] b\n", "a[^1]\n\n[^1]: b\n", "[a]\n\n[a]: b.md \"c\"\n", "a  \nb\\\nc &amp; &#60; \\< \"d\" -- e",
	"| a |\n|-|", "Tabelle: a\n\nb", "# a\n\n#\n", "***a** b* ~~c~~", "a\u00a0b \u200b\u202e", "[a](b \"c\nd\")", "a\n===\n",
}

// safeTag is every tag that a document may have, with every attribute.
var safeTag = regexp.MustCompile(`^</?(a|blockquote|br|caption|code|del|div|em|h[1-6]|hr|img|li|ol|p|pre|span|strong|sup|table|tbody|td|th|thead|tr|ul)` +
	`( (alt|aria-label|aria-labelledby|class|href|id|lang|loading|role|scope|src|start|tabindex|title)="[^"<>]*")* ?/?>`)

// checkBody checks that nothing in a body can run, and that its holes are in
// order, within it, and found in the text.
func checkBody(t *testing.T, b Body, text int) {
	t.Helper()
	for html := b.HTML; ; {
		i := bytes.IndexByte(html, '<')
		if i < 0 {
			break
		}
		tag := safeTag.Find(html[i:])
		if tag == nil {
			t.Fatalf("unsafe markup: %.100q", html[i:])
		}
		html = html[i+len(tag):]
	}
	at := 0
	for _, h := range b.Holes {
		if h.At < at || h.At > len(b.HTML) {
			t.Fatalf("hole at %d after %d in %d bytes", h.At, at, len(b.HTML))
		}
		at = h.At
		checkSpan(t, h.Start, h.End, text)
		if h.Kind == DirectiveHole {
			checkDirectiveOf(t, h.Directive, text)
		}
	}
}

func checkDirectiveOf(t *testing.T, d *Directive, text int) {
	t.Helper()
	checkSpan(t, d.Start, d.End, text)
	for _, a := range d.Args {
		checkSpan(t, a.Start, a.End, text)
	}
	checkBody(t, d.Label, text)
	checkBody(t, d.Body, text)
}

// checkSpan allows a caret behind the last character.
func checkSpan(t *testing.T, start, end, text int) {
	t.Helper()
	if start < 0 || end < start || start > text || end > text+1 {
		t.Fatalf("span from %d to %d in %d bytes", start, end, text)
	}
}

func checkDocument(t *testing.T, text string) (*Document, []diag.Diagnostic) {
	t.Helper()
	doc, found := parsed(text)
	again, foundAgain := parsed(text)
	if !reflect.DeepEqual(doc, again) || !reflect.DeepEqual(found, foundAgain) {
		t.Fatal("parsed twice, it differs")
	}
	length := len(source.Text([]byte(text)))
	checkBody(t, doc.Body, length)
	for _, d := range found {
		checkSpan(t, d.Span.Start, d.Span.End, length)
	}
	ids := map[string]bool{}
	for _, h := range doc.Headings {
		if h.ID == "" || ids[h.ID] || strings.ContainsAny(h.ID, " \t\n") {
			t.Fatalf("heading id %q", h.ID)
		}
		ids[h.ID] = true
	}
	return doc, found
}

func FuzzDocument(f *testing.F) {
	for _, seed := range pageSeeds {
		f.Add("---\ntitle: T\n---\n" + seed)
	}
	for _, seed := range []string{"---", "---\n", "---\n---", "\ufeff---\r\na: b\r\n---\r\n", "---\na: [\n---\n<b>", "---\n-\n---\n", "\x00", "\xff", "a\n---\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { checkDocument(t, text) })
}

// FuzzFrontMatter checks that the body does not depend on the front matter.
func FuzzFrontMatter(f *testing.F) {
	for i, front := range []string{
		"title: T", "title: [", "a: 1\na: 2", "- a", "text", "", "no: 1", "a: &x b\nc: *x", "a: !!binary x", "[a]: /b", "a: |\n  # x\n\n  <b>",
		"# b", "a: \"\n", "? a\n: b", "a: 01067", "{a: b}", "--- a", "a: >-\n  b", "\tx: 1", "%YAML 1.1", "...",
	} {
		f.Add(front, pageSeeds[i%len(pageSeeds)])
	}
	f.Fuzz(func(t *testing.T, front, body string) {
		doc, found := checkDocument(t, "---\n"+front+"\n---\n"+body)
		text := source.Text([]byte("---\n" + front + "\n---\n" + body))
		block, ds := guardFrontMatter("", text)
		if len(ds) > 0 {
			if doc.Front != nil || !doc.Body.Empty() {
				t.Fatal("a page without front matter has a body")
			}
			return
		}
		if doc.Front == nil && len(found) == 0 {
			t.Fatal("a broken front matter is not reported")
		}
		plain, plainFound := parsed("---\ntitle: T\n---\n" + string(text[min(len(text), block.end+len("---\n")):]))
		if refusedWhole(found) || refusedWhole(plainFound) {
			return
		}
		if !bytes.Equal(doc.Body.HTML, plain.Body.HTML) {
			t.Fatalf("the body depends on the front matter:\n%q\n%q", doc.Body.HTML, plain.Body.HTML)
		}
	})
}

// refusedWhole reports whether a page has been refused before it was parsed.
func refusedWhole(found []diag.Diagnostic) bool {
	return slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
		return slices.Contains([]diag.Code{diag.NulByte, diag.InvalidUTF8, diag.TooDeep, diag.TooMuch}, d.Code)
	})
}

func FuzzDirectives(f *testing.F) {
	for _, seed := range []string{
		"note", "note[a]{b=c}", "index{type=service group=\"a b\" where='c=d'}", "a[b", "a{b", "a{b=\"c}", "a{=}", "a{b=c}d", "a[b]c", "a[[b]]{c=]}", " a", "A", "-a", "a{b=\u201ec\u201c}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, problem := parseOpening([]byte(s), 7)
		checkSpan(t, d.Start-7, d.End-7, len(s))
		for _, a := range d.Args {
			checkSpan(t, a.Start-7, a.End-7, len(s))
			if !strings.Contains(s[a.Start-7:a.End-7], a.Value) {
				t.Fatalf("%q is not at its place", a.Value)
			}
		}
		if problem != nil {
			checkSpan(t, problem.start-7, problem.end-7, len(s))
		}
		line, _, _ := strings.Cut(s, "\n")
		for _, body := range []string{"::" + line, ":::" + line + "\na\n:::", "b :" + line + " c", "- ::" + line} {
			checkDocument(t, "---\ntitle: T\n---\n"+body)
		}
	})
}
