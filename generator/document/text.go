package document

import (
	"bytes"
	"html"
)

// AppendText appends what a reader can read of a body, without markup. Blocks stand
// apart. What stands in a hole, fill appends; it may be nil.
func (b Body) AppendText(text []byte, fill func(text []byte, h *Hole) []byte) []byte {
	start, from := len(text), 0
	for i := range b.Holes {
		h := &b.Holes[i]
		if h.Kind != LinkTitle && h.Kind != DirectiveHole {
			continue // in a tag, or words of the page about the text
		}
		text = appendText(text, b.HTML[from:h.At])
		from = h.At
		if fill != nil {
			text = fill(text, h)
		}
	}
	text = appendText(text, b.HTML[from:])
	if bytes.IndexByte(text[start:], '&') >= 0 {
		text = append(text[:start], html.UnescapeString(string(text[start:]))...)
	}
	return text
}

func appendText(text, markup []byte) []byte {
	for {
		open := bytes.IndexByte(markup, '<')
		if open < 0 {
			return append(text, markup...)
		}
		text = append(text, markup[:open]...)
		end := bytes.IndexByte(markup[open:], '>')
		if end < 0 {
			return text
		}
		if !inline[string(nameOf(markup[open+1:open+end]))] {
			text = append(text, ' ')
		}
		markup = markup[open+end+1:]
	}
}

// inline are the tags that stand within words.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "code": true, "del": true, "em": true, "i": true, "span": true, "strong": true,
}

// nameOf is the name of a tag, of which what stands inside the brackets is given.
func nameOf(tag []byte) []byte {
	tag = bytes.TrimPrefix(tag, []byte("/"))
	for i, c := range tag {
		if c < '0' || c > '9' && c < 'A' || c > 'z' {
			return tag[:i]
		}
	}
	return tag
}
