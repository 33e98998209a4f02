package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// hugoKeys are fields whose names mean something else in Hugo's front matter.
var hugoKeys = map[string]string{"url": "website", "lang": "term_lang", "kind": "kind_of", "path": "file_path"}

// convertPage turns one of our Markdown files into one that Hugo reads: fields
// that Hugo would misunderstand get another name, captions become attributes,
// directives become shortcodes. Everything else stays as it is, and the models
// of the offers are repeated where Hugo can filter by them.
func convertPage(data []byte) []byte {
	var out bytes.Buffer
	body := data
	if front, rest, ok := splitFrontMatter(data); ok {
		out.WriteString("---\n")
		for line := range strings.Lines(string(front)) {
			out.WriteString(renameKey(line))
		}
		if models := offerModels(string(front)); models != nil {
			fmt.Fprintf(&out, "offers_model: [%s]\n", strings.Join(models, ", "))
		}
		out.WriteString("---\n")
		body = rest
	}
	converter := converter{out: &out}
	for line := range strings.Lines(string(body)) {
		converter.line(strings.TrimRight(line, "\r\n"))
	}
	converter.endTable()
	return out.Bytes()
}

func splitFrontMatter(data []byte) (front, body []byte, ok bool) {
	rest, ok := bytes.CutPrefix(data, []byte("---\n"))
	if !ok {
		return nil, data, false
	}
	front, body, ok = bytes.Cut(rest, []byte("\n---\n"))
	return append(front, '\n'), body, ok
}

func renameKey(line string) string {
	key, value, ok := strings.Cut(line, ":")
	if name := hugoKeys[key]; ok && name != "" {
		return name + ":" + value
	}
	return line
}

var offerModel = regexp.MustCompile(`^[ {-].*\bmodel: *([a-z0-9-]+)`)

// offerModels are the models named below the key offers. Hugo's where cannot
// look into a list of records, and a loop in a layout would cost it seconds.
func offerModels(front string) []string {
	_, below, _ := strings.Cut("\n"+front, "\noffers:")
	var models []string
	for line := range strings.Lines(strings.TrimPrefix(below, "\n")) {
		if !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "-") {
			break
		}
		if match := offerModel.FindStringSubmatch(line); match != nil {
			models = append(models, match[1])
		}
	}
	return models
}

// A converter walks through a body line by line.
type converter struct {
	out     *bytes.Buffer
	fence   string   // the open code fence's marker, or ""
	caption string   // of the table that begins or is open
	open    []string // shortcodes of open block directives
}

var (
	leafLine   = regexp.MustCompile(`^::([a-z-]+)(?:\[([^\]]*)\])?(?:\{(.*)\})?\s*$`)
	blockLine  = regexp.MustCompile(`^:::+\s*([a-z-]+)(?:\[([^\]]*)\])?`)
	inlineFact = regexp.MustCompile(`:fact\[([^\]]+)\](?:\{[^}]*\})?`)
	argument   = regexp.MustCompile(`([a-z_]+)=("[^"]*"|[^\s"]+)`)
)

func (c *converter) line(text string) {
	if c.insideCode(text) {
		c.write(text)
		return
	}
	if caption, ok := strings.CutPrefix(text, "Tabelle: "); ok {
		c.caption = caption
		return
	}
	if !strings.HasPrefix(text, "|") {
		c.endTable()
	}
	c.write(c.directive(text))
}

// insideCode reports whether text belongs to a fenced block, fences included.
func (c *converter) insideCode(text string) bool {
	marker := ""
	for _, fence := range []string{"```", "~~~"} {
		if strings.HasPrefix(strings.TrimLeft(text, " "), fence) {
			marker = fence
		}
	}
	switch {
	case c.fence == "":
		c.fence = marker
		return marker != ""
	case marker == c.fence:
		c.fence = ""
	}
	return true
}

// endTable writes the caption below its table, where Hugo reads attributes.
func (c *converter) endTable() {
	if c.caption != "" {
		c.write(fmt.Sprintf("{caption=%q}", c.caption))
		c.caption = ""
	}
}

func (c *converter) directive(text string) string {
	if strings.HasPrefix(text, ":::") {
		return c.blockDirective(text)
	}
	if match := leafLine.FindStringSubmatch(text); match != nil {
		return fmt.Sprintf("{{< directive name=%q%s >}}", match[1], arguments(match[3]))
	}
	return inlineFact.ReplaceAllString(text, `{{< fact "$1" >}}`)
}

func (c *converter) blockDirective(text string) string {
	if match := blockLine.FindStringSubmatch(text); match != nil {
		c.open = append(c.open, match[1])
		return fmt.Sprintf("{{< block name=%q title=%q >}}", match[1], match[2])
	}
	if len(c.open) == 0 {
		return text
	}
	c.open = c.open[:len(c.open)-1]
	return "{{< /block >}}"
}

func arguments(text string) string {
	var out strings.Builder
	for _, match := range argument.FindAllStringSubmatch(text, -1) {
		fmt.Fprintf(&out, " %s=%q", match[1], strings.Trim(match[2], `"`))
	}
	return out.String()
}

func (c *converter) write(text string) {
	c.out.WriteString(text)
	c.out.WriteByte('\n')
}
