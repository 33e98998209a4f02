// Package diagram draws what a hub knows as pictures: the phases of a process, stretches
// of time. It returns SVG to be set into a page.
//
// Every picture comes in two forms, one for a wide column of text and one for a small
// screen; a style sheet shows one of them, and colours them by their classes. Without a
// style sheet they are black lines. The text in them is text. The caller says in words
// what the picture shows: for a screen reader it is an image, or nothing.
package diagram

import (
	"html"
	"strconv"
	"strings"
)

// The sizes of text, in units of the pictures: one is a pixel at the usual size of
// letters, as the forms are as wide as they are in rem.
const (
	titleSize = 14
	textSize  = 13
	lineStep  = 17 // from line to line
	inset     = 10 // from the edge of a shape to its text
)

// narrow is the width of the form for small screens: 320 pixels less the page's margins.
const narrow = 288

// form draws one form of a picture. What it draws lies between 0 and its width.
type form struct{ strings.Builder }

// put writes markup, of which numbers are coordinates.
func (f *form) put(parts ...any) {
	for _, part := range parts {
		switch part := part.(type) {
		case string:
			f.WriteString(part)
		case int:
			f.WriteString(strconv.Itoa(part))
		}
	}
}

// rect draws a rectangle with rounded corners.
func (f *form) rect(class string, x, y, width, height int) {
	f.put(`<rect class="`, class, `" x="`, x, `" y="`, y, `" width="`, width, `" height="`, height, `" rx="4" fill="none" stroke="currentColor"/>`)
}

// path draws lines.
func (f *form) path(class string, d ...any) {
	f.put(`<path class="`, class, `" d="`)
	f.put(d...)
	f.put(`" fill="none" stroke="currentColor"/>`)
}

// tip draws the tip of an arrow that points down at a place.
func (f *form) tip(x, y int) {
	f.put(`<path class="tip" d="M`, x, " ", y, `l-5 -9h10z"/>`)
}

// anchor says where a text stands at its place.
type anchor string

const (
	start  anchor = ""
	middle anchor = ` text-anchor="middle"`
	end    anchor = ` text-anchor="end"`
)

// bold are the classes of text that is set so.
var bold = map[string]bool{"name": true, "row-name": true, "number": true}

// text writes lines below each other; y is the base of the first.
func (f *form) text(class string, at anchor, x, y int, lines ...string) {
	for i, line := range lines {
		if i == 0 {
			f.put(`<text class="`, class, `" x="`, x, `" y="`, y, `"`, string(at))
			if bold[class] {
				f.put(` font-size="`, titleSize, `" font-weight="700"`)
			}
			f.put(">", html.EscapeString(line))
			continue
		}
		f.put(` <tspan x="`, x, `" dy="`, lineStep, `">`, html.EscapeString(line), "</tspan>")
	}
	if len(lines) > 0 {
		f.put("</text>")
	}
}

// svg is the finished form. It is an image to look at: the caller describes both forms
// in one place.
func (f *form) svg(class string, width, height int) string {
	return `<svg class="` + class + `" viewBox="0 0 ` + strconv.Itoa(width) + " " + strconv.Itoa(height) +
		`" width="` + strconv.Itoa(width) + `" height="` + strconv.Itoa(height) +
		`" font-size="` + strconv.Itoa(textSize) + `" fill="currentColor" aria-hidden="true" focusable="false">` + f.String() + "</svg>"
}
