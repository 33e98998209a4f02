package document

import (
	"regexp"
	"strings"
)

// fieldMarkup is Markdown as people write it: a link, bold, italic, code, a directive,
// a tag of HTML.
var fieldMarkup = regexp.MustCompile(`\[[^\[\]]*\]\([^()\s]+\)|\[\[[^\[\]]+\]\]|\*\*\S(?:[^*]*\S)?\*\*` +
	"|`[^`]+`" + `|(?:^|[\s(„"])\*\pL(?:[^*]*[^*\s])?\*(?:$|[\s)“".,;:!?])` +
	`|:[a-z][a-z0-9-]*(?:\[[^\[\]]*\]|\{[^{}]*\})|</?(?:a|b|i|p|br|em|strong|span|u)(?:\s[^<>]*)?/?>`)

// Markup returns the first markup in a text that is shown as it is, or "".
func Markup(text string) string {
	if !strings.ContainsAny(text, "[*`{<") {
		return ""
	}
	found := strings.TrimLeft(fieldMarkup.FindString(text), " \t\n(„\"")
	if end := strings.LastIndexByte(found, '*'); strings.HasPrefix(found, "*") {
		found = found[:end+1] // without what follows the last star
	}
	return found
}
