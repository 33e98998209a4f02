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
func fill(s string) string {
	return strings.Repeat(s, (int(source.Limit("x.md"))-100)/len(s))
}

var pathological = map[string]string{
	"10,000 different headings":      repeated(10_000, func(i int) string { return fmt.Sprintf("## Abschnitt %d\n\n", i) }),
	"10,000 equal headings":          strings.Repeat("## Abschnitt\n\n", 10_000),
	"2 MB of equal headings":         fill("##\n"),
	"10,000 deep by quotation":       strings.Repeat(">", 10_000) + " Text\n",
	"90 deep by quotation, 2 MB":     fill(strings.Repeat(">", 90) + " Text\n\n"),
	"1,000 deep by list indentation": repeated(1000, func(i int) string { return strings.Repeat("  ", i) + "- Punkt\n" }),
	"1,000 deep by directives":       repeated(1000, func(i int) string { return strings.Repeat(":", 1003-i) + "note\n" }),
	"100,000 [":                      strings.Repeat("[", 100_000),
	"100,000 *":                      strings.Repeat("*", 100_000),
	"100,000 *a":                     strings.Repeat("*a ", 100_000),
	"100,000 _*":                     strings.Repeat("_*", 50_000) + "a",
	"100,000 ![](":                   strings.Repeat("![](", 25_000),
	"100,000 [](":                    strings.Repeat("[a](", 25_000),
	"100,000 `":                      repeated(1000, func(i int) string { return strings.Repeat("`", i%300) + " " }),
	"2 MB of <":                      fill("<"),
	"2 MB of <!--":                   fill("<!-- a\n\n"),
	"2 MB of &":                      fill("&amp"),
	"2 MB of :::note":                fill(":::note\n"),
	"2 MB of :::":                    fill(":::\n"),
	"2 MB of ::index":                fill("::index{type=service}\n"),
	"2 MB of :fact in one line":      fill(":fact[a.b] "),
	"2 MB of :fact without end":      fill(":fact["),
	"2 MB of :a in one line":         fill(":a"),
	"2 MB of colons":                 fill(":"),
	"2 MB of tables":                 fill("|a|b|\n|-|-|\n|c|d|\n\n"),
	"a table of 20,000 columns":      strings.Repeat("|a", 20_000) + "|\n" + strings.Repeat("|-", 20_000) + "|\n" + strings.Repeat("|b\n", 1000),
	"2 MB of footnotes":              fill("[^a] "),
	"50,000 footnotes":               repeated(50_000, func(i int) string { return fmt.Sprintf("[^%d]\n\n[^%d]: x\n\n", i, i) }),
	"50,000 link definitions":        repeated(50_000, func(i int) string { return fmt.Sprintf("[%d]: /x\n", i) }),
	"2 MB in one line":               fill("Wort "),
	"2 MB of „quotes“":               fill(`"a" `),
	"2 MB of code fences":            fill("```go\n"),
	"2 MB of Go code":                "```go\n" + fill("func f() {}\n") + "```\n",
	"60 KB of nested YAML code":      "```yaml\n" + strings.Repeat("{a: [", 12_000) + "\n```\n",
	"2 MB of list items":             fill("- a\n"),
	"2 MB of lists in turn":          fill("- a\n+ b\n"),
	"2 MB of backslashes":            fill(`\`),
	"2 MB of dashes":                 fill("-"),
	"2 MB of links in one line":      fill("[a](b) "),
	"2 MB of links without space":    fill("[a](b)"),
	"2 MB of links with an open <":   fill("[a](<b "),
	"2 MB of links with open titles": fill("[a](b (\n"),
	"2 MB of links with open quotes": fill("[a](b \"x\n[a](b 'x\n"),
	"2 MB of links in brackets":      fill("[a]((b) "),
	"2 MB of pictures":               fill("![a](b) "),
	"2 MB of addresses":              fill("<https://a.example> "),
	"2 MB of open tags":              fill("<a href=\""),
	"2 MB of open instructions":      fill("<?a <!A <![CDATA["),
	"2 MB of emphasis":               fill("**a* _b__ ~~c~ "),
	"2 MB of [a][b]":                 fill("[a][b]"),
	"2 MB of [a":                     fill("[a"),
	"2 MB of ![":                     fill("!["),
	"2 MB of ](":                     fill("]("),
	"nested brackets":                strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000),
	"nested links":                   strings.Repeat("[", 20_000) + strings.Repeat("](a)", 20_000),
	"2 MB of heading attributes":     fill("## a {#b .c d=e}\n"),
	"2 MB of underlined headings":    fill("a\n---\n"),
	"2 MB of tasks":                  fill("- [ ] a\n"),
	"2 MB of quoted paragraphs":      fill("> a\nb\n\n"),
	"2 MB of numbered items":         fill("1. a\n"),
	"2 MB of blank lines":            fill("\n"),
	"2 MB of tabs":                   fill("\t"),
	"2 MB of code spans":             fill("`a` ``b` "),
	"2 MB of labels":                 fill("::a[b [c](d) `e`]\n"),
	"2 MB of label brackets":         fill(":a[[["),
	"2 MB of captions":               fill("Tabelle: a\n"),
	"2 MB of table rows":             "|a|\n|-|\n" + fill("|b|c|d|\n"),
	"2 MB of table delimiters":       fill("|-|\n"),
	"2 MB of footnote definitions":   fill("[^a]: b\n"),
	"2 MB of nested containers":      fill("> - 1. > :::note\n"),
}

// TestPathologicalInput bounds what an attacker, or a broken export, can make
// of a page: the limit is generous, a quadratic parser needs minutes.
func TestPathologicalInput(t *testing.T) {
	limit := 5 * time.Second
	if raceEnabled {
		limit *= 6
	}
	for name, body := range pathological {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			Parse(&source.File{Path: "content/x.md", Data: []byte("---\ntitle: T\n---\n\n" + body)})
			took := time.Since(start)
			t.Logf("%d bytes: %v", len(body), took.Round(time.Millisecond))
			if took > limit {
				t.Errorf("took %v", took)
			}
		})
	}
}
