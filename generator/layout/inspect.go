package layout

import (
	"bytes"
	"regexp"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// What a browser must not find in a page: the site works under a policy that allows
// neither code nor styles in the page, nor requests to other hosts. Scripts of its own
// and data are none of that. Layouts are read as they are written, with blanks for
// their actions, so that every finding has its place.

var (
	actions    = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	elements   = regexp.MustCompile(`(?is)<!--.*?(?:-->|$)|<([a-z][a-z0-9:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>`)
	attributes = regexp.MustCompile(`(?is)([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?`)

	otherHost = regexp.MustCompile(`(?i)(^|,)\s*(https?:)?//`)
	runsCode  = regexp.MustCompile(`(?i)^\s*javascript:`)
	fetched   = regexp.MustCompile(`(?i)\b(stylesheet|icon|apple-touch-icon|mask-icon|manifest|preload|modulepreload|prefetch|preconnect|dns-prefetch)\b`)
)

// element is a start tag of a layout.
type element struct {
	name       string
	start, end int
	attributes []attribute
}

type attribute struct {
	name, value string // the value as it is written, with its actions
	start, end  int
}

func (e *element) attribute(name string) string {
	for _, a := range e.attributes {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

func elementsOf(text []byte) []element {
	masked := actions.ReplaceAllFunc(text, func(action []byte) []byte { return bytes.Repeat([]byte(" "), len(action)) })
	var all []element
	for _, m := range elements.FindAllSubmatchIndex(masked, -1) {
		if m[2] < 0 { // a comment
			continue
		}
		e := element{name: strings.ToLower(string(text[m[2]:m[3]])), start: m[0], end: m[1]}
		for _, a := range attributes.FindAllSubmatchIndex(masked[m[4]:m[5]], -1) {
			for i := range a {
				a[i] += m[4]
			}
			found := attribute{name: strings.ToLower(string(text[a[2]:a[3]])), start: a[0], end: a[1]}
			if a[4] >= m[4] {
				found.value = strings.Trim(string(text[a[4]:a[5]]), `"'`)
			}
			e.attributes = append(e.attributes, found)
		}
		all = append(all, e)
	}
	return all
}

// active reports what a layout has that the site's policy blocks.
func active(file string, text []byte) []diag.Diagnostic {
	var found []diag.Diagnostic
	report := func(start, end int, what string) {
		found = append(found, diag.New(diag.ActiveLayout, source.Span{Path: file, Start: start, End: end}, "what", what))
	}
	for _, e := range elementsOf(text) {
		switch {
		case e.name == "style":
			report(e.start, e.end, "@inline-style")
		case e.name == "script" && isCode(&e) && !isEmpty(text[e.end:]):
			report(e.start, e.end, "@inline-script")
		}
		for _, a := range e.attributes {
			if what := blocked(&e, a); what != "" {
				report(a.start, a.end, what)
			}
		}
	}
	return found
}

// isCode reports whether a script has its code between its tags; data has a type of
// its own.
func isCode(e *element) bool {
	kind := strings.ToLower(e.attribute("type"))
	return e.attribute("src") == "" && (kind == "" || kind == "module" || strings.HasSuffix(kind, "script"))
}

// isEmpty reports whether an element that is followed by text holds nothing.
func isEmpty(text []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(text), []byte("</")) }

// blocked says what an attribute brings that the policy blocks, or "".
func blocked(e *element, a attribute) string {
	switch {
	case a.name == "style":
		return "@inline-style"
	case len(a.name) > 2 && strings.HasPrefix(a.name, "on"), runsCode.MatchString(a.value):
		return "@inline-script"
	case requests(e, a.name) && otherHost.MatchString(a.value):
		return "@other-host"
	}
	return ""
}

// requests reports whether a browser asks for the address in an attribute as soon as
// it shows the page, or sends to it what a reader enters.
func requests(e *element, name string) bool {
	switch name {
	case "src", "srcset", "poster", "background", "action", "formaction":
		return true
	case "data":
		return e.name == "object"
	case "href", "xlink:href":
		return e.name == "image" || e.name == "use" || e.name == "link" && fetched.MatchString(e.attribute("rel"))
	}
	return false
}
