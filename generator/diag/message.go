package diag

import (
	"regexp"
	"strings"
	"unicode"
)

// maxArg bounds a quoted value, in characters: a message stays one that can be
// read, whatever the content holds.
const maxArg = 160

var placeholder = regexp.MustCompile(`\{@?[a-z]+\}`)

// fill puts args into a template. It goes over the template once, so braces in
// a value stay what they are. complete is false if an arg is missing or empty;
// a missing one leaves its placeholder, which shows whose mistake it is.
func fill(template string, args []Arg, lang string) (text string, complete bool) {
	complete = true
	text = placeholder.ReplaceAllStringFunc(template, func(brace string) string {
		name, translate := strings.CutPrefix(strings.Trim(brace, "{}"), "@")
		value, ok := argument(args, name)
		if value == "" {
			complete = false
		}
		if !ok {
			return brace
		}
		if translate {
			value = word(value, lang)
		}
		return printable(shorten(value, maxArg))
	})
	return text, complete
}

func argument(args []Arg, name string) (string, bool) {
	for _, a := range args {
		if a.Name == name {
			return a.Value, true
		}
	}
	return "", false
}

// shorten cuts s after limit characters.
func shorten(s string, limit int) string {
	count := 0
	for i := range s {
		if count == limit {
			return s[:i] + "…"
		}
		count++
	}
	return s
}

// printable makes text from content safe to print: a terminal would obey its
// escape sequences, a log its line breaks, and invisible characters or those
// that turn the direction of writing would hide what the text says.
func printable(s string) string { return strings.Map(visible, s) }

// visible returns the character to show for r, always exactly one, so that
// columns stay countable.
func visible(r rune) rune {
	switch {
	case r == '\t':
		return '→'
	case r < ' ':
		return '␀' + r // the pictures that Unicode has for control characters
	case r == 0x7f:
		return '␡'
	case unicode.IsGraphic(r):
		return r
	}
	return unicode.ReplacementChar
}
