// Package picture tells a drawing (SVG) that is a picture and nothing else from one
// that could act when it is opened on its own: run a script, show foreign markup,
// fetch something from elsewhere.
//
// It reads the drawing as XML and knows what is allowed; everything else is a flaw,
// and so is what cannot be read: a browser might read it differently.
package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Flaw is what makes a drawing more than a picture.
type Flaw struct {
	// What is as it stands in the drawing: <script>, onload="…". It is "" for a
	// drawing that cannot be read.
	What       string
	Start, End int // in bytes
}

// Namespaces of XML that have a meaning here.
const (
	drawing  = "http://www.w3.org/2000/svg"
	linking  = "http://www.w3.org/1999/xlink"
	ofXML    = "http://www.w3.org/XML/1998/namespace"
	declares = "xmlns"
)

// Check returns the first flaw of a drawing, nil if it is a picture.
func Check(data []byte) *Flaw {
	text := bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) { return asASCII(label, text, in) }
	c := checker{decoder: d}
	if !utf8.Valid(text) {
		return &Flaw{}
	}
	for {
		start := int(d.InputOffset())
		token, err := d.Token()
		end := int(d.InputOffset())
		switch {
		case errors.Is(err, io.EOF) && c.elements > 0:
			return nil
		case err != nil:
			return &Flaw{"", start, end}
		}
		if what := c.token(token); what != "" {
			return &Flaw{what, start, end}
		}
	}
}

// asASCII reads a drawing that declares another encoding than UTF-8 if there are
// only characters in it that all encodings share.
func asASCII(label string, text []byte, in io.Reader) (io.Reader, error) {
	foreign := bytes.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
	switch strings.ToLower(label) {
	case "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252":
		if !foreign {
			return in, nil
		}
	}
	return nil, errors.New("an encoding that browsers may read differently")
}

// checker reads the tokens of a drawing.
type checker struct {
	decoder  *xml.Decoder
	elements int
	style    *strings.Builder // the text of the style element that is open, or nil
}

// token returns what is wrong with a token, or "".
func (c *checker) token(t xml.Token) string {
	switch t := t.(type) {
	case xml.StartElement:
		return c.start(t)
	case xml.EndElement:
		return c.end()
	case xml.CharData:
		if c.style != nil { // comments divide it, but not what a browser reads
			c.style.Write(t)
		}
	case xml.Directive:
		if !plainDoctype.Match(t) {
			return "<!" + shortened(string(t)) + ">"
		}
	case xml.ProcInst:
		if !instructions[t.Target] {
			return "<?" + shortened(t.Target) + "?>"
		}
	}
	return ""
}

// plainDoctype is a declaration that defines nothing itself.
var plainDoctype = regexp.MustCompile(`^DOCTYPE\s+svg(\s+PUBLIC\s+"[^"<>\[\]]*"\s+"[^"<>\[\]]*")?\s*$`)

// instructions are those that no browser follows, as it does xml-stylesheet.
var instructions = map[string]bool{"xml": true, "xpacket": true, "adobe-xap-filters": true, "plantuml": true, "plantuml-src": true}

func (c *checker) start(e xml.StartElement) string {
	name := e.Name.Local
	own := e.Name.Space == drawing || e.Name.Space == ""
	switch {
	case c.style != nil, own && !elements[name], !own && !harmless(e.Name.Space), c.elements == 0 && !(own && name == "svg"):
		return "<" + shortened(name) + ">"
	}
	c.elements++
	for _, a := range e.Attr {
		if !attributeAllowed(name, own, a) {
			return shortened(a.Name.Local) + `="` + shortened(a.Value) + `"`
		}
	}
	if own && name == "style" {
		c.style = &strings.Builder{}
	}
	return ""
}

func (c *checker) end() string {
	if c.style == nil { // within a style element there is no other
		return ""
	}
	css := c.style.String()
	c.style = nil
	if flaw := cssFlaw(css); flaw != "" {
		return "<style> " + shortened(flaw)
	}
	return ""
}

// attributeAllowed judges an attribute of an element, which is one of drawings or
// not.
func attributeAllowed(element string, own bool, a xml.Attr) bool {
	name := a.Name.Local
	switch space := a.Name.Space; {
	case space == declares || space == "" && name == declares:
		return true
	case space == ofXML:
		return name == "space" || name == "lang" || name == "id"
	case space == linking && name != "href":
		return links[name]
	case space == linking, space == "" && name == "href":
		return targetAllowed(element, a.Value)
	case space != "":
		return harmless(space)
	case !own: // programs put notes to themselves there, which no browser reads
		return !strings.HasPrefix(strings.ToLower(name), "on")
	case strings.HasPrefix(name, "data-"), strings.HasPrefix(name, "aria-"), texts[name]:
		return true
	}
	return attributes[name] && cssFlaw(a.Value) == ""
}

// targetAllowed judges where a link leads: to a part of the drawing itself; for an
// image, to the pixels that it holds; for a reader's link, to the web.
func targetAllowed(element, target string) bool {
	switch {
	case strings.HasPrefix(target, "#"):
		return true
	case element == "image":
		return pixels.MatchString(target)
	case element == "a":
		return strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "mailto:")
	}
	return false
}

var pixels = regexp.MustCompile(`^data:image/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*$`)

var (
	cssRule     = regexp.MustCompile(`@[a-zA-Z-]*`)
	cssFunction = regexp.MustCompile(`[a-zA-Z0-9_-]+\(`)
	cssURL      = regexp.MustCompile(`(?i)url\(\s*["']?[^"')\s]?`)
	cssOld      = regexp.MustCompile(`(?i)javascript:|-moz-binding|behavior\s*:`)
)

// cssFlaw returns what in a style could fetch or run something, or "". A backslash
// could hide anything, and no program that draws writes one.
func cssFlaw(css string) string {
	if strings.Contains(css, `\`) {
		return `\`
	}
	if old := cssOld.FindString(css); old != "" {
		return old
	}
	for _, rule := range cssRule.FindAllString(css, -1) {
		if !cssRules[strings.ToLower(rule)] {
			return rule
		}
	}
	for _, function := range cssFunction.FindAllString(css, -1) {
		if !cssFunctions[strings.ToLower(function)] {
			return function + "…)"
		}
	}
	for _, address := range cssURL.FindAllString(css, -1) {
		if !strings.HasSuffix(address, "#") {
			return address + "…)"
		}
	}
	return ""
}

// shortened returns the start of a text, for a message.
func shortened(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
