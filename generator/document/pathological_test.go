package document

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"wegweiser/generator/source"
)

// repeated is the text of n blocks, each made from its number.
func repeated(n int, block func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(block(i))
	}
	return b.String()
}

// fill repeats s until the text is as large as a page may be.
func fill(s string) string { return strings.Repeat(s, (int(source.Limit("x.md"))-100)/len(s)) }

var pathological = map[string]string{
	"10,000 different headings":       repeated(10_000, func(i int) string { return fmt.Sprintf("## Abschnitt %d\n\n", i) }),
	"10,000 equal headings":           strings.Repeat("## Abschnitt\n\n", 10_000),
	"a lot of equal headings":         fill("##\n"),
	"10,000 deep by quotation":        strings.Repeat(">", 10_000) + " Text\n",
	"90 deep by quotation, often":     fill(strings.Repeat(">", 90) + " Text\n\n"),
	"1,000 deep by list indentation":  repeated(1000, func(i int) string { return strings.Repeat("  ", i) + "- Punkt\n" }),
	"1,000 deep by directives":        repeated(1000, func(i int) string { return strings.Repeat(":", 1003-i) + "note\n" }),
	"100,000 [":                       strings.Repeat("[", 100_000),
	"100,000 *":                       strings.Repeat("*", 100_000),
	"100,000 *a":                      strings.Repeat("*a ", 100_000),
	"100,000 _*":                      strings.Repeat("_*", 50_000) + "a",
	"100,000 ![](":                    strings.Repeat("![](", 25_000),
	"100,000 [](":                     strings.Repeat("[a](", 25_000),
	"100,000 `":                       repeated(1000, func(i int) string { return strings.Repeat("`", i%300) + " " }),
	"a lot of <":                      fill("<"),
	"a lot of <!--":                   fill("<!-- a\n\n"),
	"a lot of &":                      fill("&amp"),
	"a lot of :::note":                fill(":::note\n"),
	"a lot of :::":                    fill(":::\n"),
	"a lot of ::index":                fill("::index{type=service}\n"),
	"a lot of :fact in one line":      fill(":fact[a.b] "),
	"a lot of :fact without end":      fill(":fact["),
	"a lot of :a in one line":         fill(":a"),
	"a lot of colons":                 fill(":"),
	"a lot of tables":                 fill("|a|b|\n|-|-|\n|c|d|\n\n"),
	"a table of 20,000 columns":       strings.Repeat("|a", 20_000) + "|\n" + strings.Repeat("|-", 20_000) + "|\n" + strings.Repeat("|b\n", 1000),
	"a lot of footnotes":              fill("[^a] "),
	"50,000 footnotes":                repeated(50_000, func(i int) string { return fmt.Sprintf("[^%d]\n\n[^%d]: x\n\n", i, i) }),
	"50,000 link definitions":         repeated(50_000, func(i int) string { return fmt.Sprintf("[%d]: /x\n", i) }),
	"a lot in one line":               fill("Wort "),
	"a lot of „quotes“":               fill(`"a" `),
	"a lot of code fences":            fill("```go\n"),
	"a lot of Go code":                "```go\n" + fill("func f() {}\n") + "```\n",
	"60 KB of nested YAML code":       "```yaml\n" + strings.Repeat("{a: [", 12_000) + "\n```\n",
	"a lot of list items":             fill("- a\n"),
	"a lot of lists in turn":          fill("- a\n+ b\n"),
	"a lot of backslashes":            fill(`\`),
	"a lot of dashes":                 fill("-"),
	"a lot of links in one line":      fill("[a](b) "),
	"a lot of links without space":    fill("[a](b)"),
	"a lot of links with an open <":   fill("[a](<b "),
	"a lot of links with open titles": fill("[a](b (\n"),
	"a lot of links with open quotes": fill("[a](b \"x\n[a](b 'x\n"),
	"a lot of links in brackets":      fill("[a]((b) "),
	"a lot of pictures":               fill("![a](b) "),
	"a lot of addresses":              fill("<https://a.example> "),
	"a lot of open tags":              fill("<a href=\""),
	"a lot of open instructions":      fill("<?a <!A <![CDATA["),
	"a lot of emphasis":               fill("**a* _b__ ~~c~ "),
	"a lot of [a][b]":                 fill("[a][b]"),
	"a lot of [a":                     fill("[a"),
	"a lot of ![":                     fill("!["),
	"a lot of ](":                     fill("]("),
	"nested brackets":                 strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000),
	"nested links":                    strings.Repeat("[", 20_000) + strings.Repeat("](a)", 20_000),
	"a lot of heading attributes":     fill("## a {#b .c d=e}\n"),
	"a lot of underlined headings":    fill("a\n---\n"),
	"a lot of tasks":                  fill("- [ ] a\n"),
	"a lot of quoted paragraphs":      fill("> a\nb\n\n"),
	"a lot of numbered items":         fill("1. a\n"),
	"a lot of uneven emphasis":        fill("**a* "),
	"a lot of tildes":                 fill("~a ~~b "),
	"a lot of template signs":         fill("{{a &b; "),
	"a lot of conflicts in code":      "~~~\n" + fill("<<<<<<<\n"),
	"a lot of blank lines":            fill("\n"),
	"a lot of tabs":                   fill("\t"),
	"a lot of code spans":             fill("`a` ``b` "),
	"a lot of labels":                 fill("::a[b [c](d) `e`]\n"),
	"a lot of label brackets":         fill(":a[[["),
	"a lot of captions":               fill("Tabelle: a\n"),
	"a lot of table rows":             "|a|\n|-|\n" + fill("|b|c|d|\n"),
	"a lot of table delimiters":       fill("|-|\n"),
	"a lot of footnote definitions":   fill("[^a]: b\n"),
	"a lot of nested containers":      fill("> - 1. > :::note\n"),
}

// TestPathologicalInput bounds what an attacker, or a broken export, can make
// of a page: a quadratic parser needs many times the limit. With -short or the
// race detector, which slows a parser down tenfold, only the start is parsed,
// however long that takes.
func TestPathologicalInput(t *testing.T) {
	t.Parallel()
	const limit = 12 * time.Second
	whole := !raceEnabled && !testing.Short()
	for name, body := range pathological {
		if !whole {
			body = body[:min(len(body), 4<<10)]
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			Parse(&source.File{Path: "content/x.md", Data: []byte("---\ntitle: T\n---\n\n" + body)}, "de")
			if took := time.Since(start); whole && took > limit {
				t.Errorf("%d bytes took %v", len(body), took)
			}
		})
	}
}
