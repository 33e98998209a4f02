package document

import (
	"regexp"
	"slices"
	"strings"
)

// tagName finds the name of the first tag in raw HTML.
var tagName = regexp.MustCompile(`^\s*</?([a-zA-Z][a-zA-Z0-9-]*)`)

// htmlAdvice are the words of the registry that say how to write what a tag stands for.
var htmlAdvice = map[string][]string{
	"@html-break":     {"br"},
	"@html-bold":      {"b", "strong"},
	"@html-italic":    {"i", "em"},
	"@html-table":     {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"},
	"@html-paragraph": {"p", "center"},
	"@html-list":      {"ul", "ol", "li"},
	"@html-heading":   {"h1", "h2", "h3", "h4", "h5", "h6"},
	"@html-link":      {"a"},
	"@html-picture":   {"img", "picture"},
	"@html-other": {
		"abbr", "address", "article", "aside", "audio", "base", "blockquote", "body", "button", "cite", "code", "dd", "del",
		"details", "dfn", "div", "dl", "dt", "embed", "figcaption", "figure", "font", "footer", "form", "head", "header", "hr",
		"html", "iframe", "input", "ins", "kbd", "label", "link", "main", "mark", "meta", "nav", "object", "option", "pre",
		"q", "s", "samp", "script", "section", "select", "small", "source", "span", "strike", "style", "sub", "summary", "sup",
		"svg", "template", "textarea", "time", "title", "track", "u", "var", "video", "wbr",
	},
}

// adviceOnHTML says how to mend raw HTML: by its first tag. A word that is no tag of
// HTML is meant as it stands there.
func adviceOnHTML(html string) string {
	m := tagName.FindStringSubmatch(html)
	if m == nil {
		return "@html-other"
	}
	for advice, tags := range htmlAdvice {
		if slices.Contains(tags, strings.ToLower(m[1])) {
			return advice
		}
	}
	return "@html-sign"
}
