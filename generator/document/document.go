// Package document turns one Markdown file into a Document: its front matter as
// YAML nodes, its body as HTML with holes, and its headings.
//
// Parse is a pure function of the file's bytes. It knows no other file, no type
// and no layout: wherever the site is needed (a link to another page, a
// directive) the HTML has a Hole, which the render stage fills. So a document
// can be kept by the hash of its file, parsed in parallel, and needs no syntax
// tree in memory afterwards.
//
// Raw HTML never reaches the output; it is a finding. What cannot be parsed
// safely (invalid UTF-8, an unclosed front matter block) yields a Document
// without Front, which no later stage publishes.
package document

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/memo"
	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// Document is one parsed Markdown file.
type Document struct {
	Path     string
	Print    memo.Print // of the file
	Form     memo.Print // of the front matter alone
	Front    *yaml.Node // a mapping; nil if the front matter is missing or broken
	Body     Body
	Headings []Heading
}

// Heading is a heading of the body, in order.
type Heading struct {
	ID, Text string
	Level    int
}

// Body is HTML with holes. The zero Body is empty.
type Body struct {
	HTML  []byte
	Holes []Hole // ordered by At
}

// Empty reports whether b shows nothing.
func (b Body) Empty() bool { return len(b.HTML) == 0 && len(b.Holes) == 0 }

// HoleKind says what fills a hole.
type HoleKind uint8

// The kinds of holes.
const (
	LinkAttributes HoleKind = iota // what <a> says of the page or file that Target names: its URL, and its language
	LinkTitle                      // the title of that page: the link has no text of its own
	ImageURL                       // the URL of the picture that Target names, attribute-escaped
	DirectiveHole                  // what Directive draws
	OwnWord                        // the word of the generator that Target names, in the page's language
)

// Hole is a place in the HTML that the site fills.
type Hole struct {
	At        int // offset in HTML
	Kind      HoleKind
	Target    string // a link's destination as written
	Start     int    // where it stands in the file's text, in bytes
	End       int
	Directive *Directive
}

// Form is the way in which a directive is written.
type Form uint8

// The forms of a directive.
const (
	Leaf   Form = iota // ::name[label]{args}
	Block              // :::name[label]{args} … :::
	Inline             // :name[label]{args}
)

// Colons is what a directive of this form starts with.
func (f Form) Colons() string { return map[Form]string{Leaf: "::", Block: ":::", Inline: ":"}[f] }

// Directive is a construct of the hub, drawn by layouts/directives/<Name>.html.
type Directive struct {
	Name       string
	Form       Form
	Label      Body   // the text in brackets, as inline HTML
	LabelText  string // the same as written
	Args       []Arg
	Body       Body      // a block's content
	Links      *LinkList // a block's content, read as a list of links; nil if it has no end
	Level      int       // of the heading before it; 0 or 1 if there is none
	Start, End int       // of the opening, in bytes
}

// LinkList is how far a block's content is a list of links and nothing else, each item a
// single text that begins with a link.
type LinkList struct {
	Items    int
	Pure     bool
	Odd, End int // if not: the first line that is none, or the opening of a block without a list
}

// Arg is one name="value" of a directive, with the place of both.
type Arg struct {
	Name, Value string
	Start, End  int
}

// Arg returns the value of the named argument, or "".
func (d *Directive) Arg(name string) string {
	for _, a := range d.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Parse reads one Markdown file in a language.
func Parse(f *source.File, lang string) (*Document, []diag.Diagnostic) { return parse(f, lang, false) }

// ParseForPreview is Parse, but that every block of the body says where it is
// written; see Origin.
func ParseForPreview(f *source.File, lang string) (*Document, []diag.Diagnostic) {
	return parse(f, lang, true)
}

func parse(f *source.File, lang string, origins bool) (*Document, []diag.Diagnostic) {
	text := source.Text(f.Data)
	doc := &Document{Path: f.Path, Print: memo.PrintOf(text)}
	if d, bad := NotText(f.Path, text); bad {
		return doc, []diag.Diagnostic{d}
	}
	if d, bad := Conflict(f.Path, text); bad { // whatever else is wrong may follow from it
		return doc, []diag.Diagnostic{d}
	}
	front, ds := guardFrontMatter(f.Path, text)
	if len(ds) > 0 {
		return doc, ds
	}
	if d, bad := excessive(f.Path, text); bad {
		return doc, []diag.Diagnostic{d}
	}
	doc.Form = memo.PrintOf(text[:front.end])
	doc.Front, ds = readFront(f.Path, text, front)
	ds = append(ds, hidden(f.Path, text, front.end)...)
	return doc, append(ds, doc.parseMarkdown(text, lang, origins)...)
}

// NotText finds bytes that no text of a hub may have.
func NotText(path string, text []byte) (diag.Diagnostic, bool) {
	if i := bytes.IndexByte(text, 0); i >= 0 {
		return diag.New(diag.NulByte, source.Span{Path: path, Start: i, End: i + 1}), true
	}
	if i := invalidUTF8(text); i >= 0 {
		return diag.New(diag.InvalidUTF8, source.Span{Path: path, Start: i, End: i + 1}), true
	}
	return diag.Diagnostic{}, false
}

// maxHidden is how many hidden characters of a page are reported.
const maxHidden = 20

// hidden finds characters in the text of a page that nobody sees. The front matter,
// where quotes can make them of a backslash, is checked with its values.
func hidden(path string, text []byte, from int) []diag.Diagnostic {
	var found []diag.Diagnostic
	for i := from; i < len(text) && len(found) < maxHidden; i++ {
		c := text[i]
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\t' || c > 0x7f && c != 0xc2 && c != 0xe2 {
			continue // the first byte of none
		}
		if r, size := utf8.DecodeRune(text[i:]); german.Control(r) {
			span := source.Span{Path: path, Start: i, End: i + size}
			found = append(found, diag.New(diag.ControlCharacter, span, "character", fmt.Sprintf("%U", r)))
		}
	}
	return found
}

func invalidUTF8(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
