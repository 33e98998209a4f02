package document

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

	"go.yaml.in/yaml/v4"
)

// slip is what is wrong with the notation of a YAML text: where, in a word of the
// registry (its advice is the word with "-how"), and what was probably meant.
type slip struct {
	at    int
	word  string
	meant string
}

// yamlProblem turns an error of a YAML library into a diagnostic. The YAML
// starts at offset base of the file's text.
func yamlProblem(path string, text []byte, base int, err error) diag.Diagnostic {
	return notationProblem(path, slipOf(text, base, err))
}

func notationProblem(path string, s slip) diag.Diagnostic {
	d := diag.New(diag.YAMLSyntax, source.Span{Path: path, Start: s.at, End: s.at + 1}, "reason", s.word, "how", s.word+"-how")
	d.Suggest = s.meant
	return d
}

func slipOf(text []byte, base int, err error) slip {
	lines := source.NewLines(text)
	baseLine, _ := lines.Position(base)
	place := func(m yaml.Mark) int { return lines.Offset(baseLine-1+max(1, m.Line), max(1, m.Column)) }
	s := slip{base, yamlReason(err.Error()), ""}
	var le *yaml.LoadError
	var all *yaml.LoadErrors
	if errors.As(err, &all) && len(all.Errors) > 0 {
		le = all.Errors[0]
	}
	if le == nil && !errors.As(err, &le) {
		if early, ok := earlierSlip(text, base, len(text)); ok {
			return early
		}
		return s
	}
	s.at, s.word = place(le.Mark), yamlReason(le.Message)
	if s.word == severalDocuments && le.Mark.Line == 0 {
		return slip{endOfDocument(text, base), s.word, ""}
	}
	if early, ok := earlierSlip(text, base, s.at); ok {
		return early
	}
	if rest, ok := textBehind(text[base:], s.at-base); ok && shownBehind[s.word] {
		return slip{s.at, rest.word, rest.meant}
	}
	if le.ContextMark.Line > 0 && shownAtStart[s.word] {
		s.at = place(le.ContextMark)
	}
	s = s.sharpened(text, base)
	if at := missingSpace(text, base, s.at); at >= 0 && s.word != "@yaml-quote" && s.word != "@yaml-bracket" && s.word != "@yaml-brace" {
		s = slip{at, "@yaml-space", ""}
	}
	if end := len(bytes.TrimRight(text, " \t\n")); s.at >= end {
		s.at = max(base, end-1) // behind the end there is nothing to show
	}
	return s
}

// shownAtStart are the mistakes that the library notices behind the place to mend:
// where a bracket, a quotation, a tag or a key without colon starts.
var shownAtStart = map[string]bool{"@yaml-bracket": true, "@yaml-brace": true, "@yaml-quote": true, "@yaml-no-colon": true, "@yaml-tag": true}

// severalDocuments is for more than one document.
const severalDocuments = "@yaml-documents"

// shownBehind are what the library says of text behind a value that has an end.
var shownBehind = map[string]bool{"@yaml-indent": true, "@yaml-bracket": true, "@yaml-brace": true, "@yaml-hash": true}

// keyAlone is a line that starts with spaces and a key.
var keyAlone = regexp.MustCompile(`(?:^|\n) +[\w-]+$`)

// anchorName is for & or * without a name: which of them, sharpened tells.
const anchorName = "anchor-name"

// sharpened tells causes apart for which the library has one message.
func (s slip) sharpened(text []byte, base int) slip {
	before, after := text[base:s.at], text[s.at:]
	start := base + bytes.LastIndexByte(before, '\n') + 1
	rest := bytes.TrimLeft(after, " \t\n")
	opened := bytes.LastIndexAny(before, "[{")
	switch {
	case bytes.HasPrefix(text[start:], []byte("%")):
		return slip{start, "@yaml-percent", ""}
	case s.word == "@yaml-token" && bytes.HasPrefix(after, []byte("\t")):
		s.word = "@yaml-tab"
	case s.word == "@yaml-colon" && keyAlone.Match(before):
		s.word = "@yaml-indent"
	case s.word == "@yaml-nothing" && bytes.HasPrefix(rest, []byte(",")):
	case s.word == "@yaml-nothing" && (len(rest) == 0 || bytes.HasPrefix(rest, []byte(delimiter))) && opened >= 0:
		return slip{base + opened, "@yaml-quote", ""}
	case s.word == "@yaml-nothing":
		s.word = "@yaml-token"
	case s.word == anchorName && bytes.HasSuffix(before, []byte("&")):
		return slip{s.at - 1, "@yaml-token", ""}
	case s.word == anchorName:
		return slip{max(base, s.at-1), "@yaml-alias", ""}
	}
	return s
}

// gluedKey is a line with a key whose value follows without a space.
var gluedKey = regexp.MustCompile(`^ *(?:- +)*\pL[\pL\d_-]*(:)[^\s:/]`)

// missingSpace finds the colon of such a key on the line of an error or on the one
// above, which the library sees as the start of a text; -1 if there is none.
func missingSpace(text []byte, base, at int) int {
	for range 2 {
		from := bytes.LastIndexByte(text[base:at], '\n') + 1 + base
		line, _ := cutLine(text, from)
		if m := gluedKey.FindSubmatchIndex(line); m != nil {
			return from + m[2]
		}
		if at = from - 1; at < base {
			break
		}
	}
	return -1
}

// enclosed is a line with a value that starts with a quotation mark or a bracket.
var enclosed = regexp.MustCompile(`^(?: *(?:- +)*[\w-]+:[ \t]+| *- +)(["'\[{].*?)[ \t]*$`)

var closing = map[byte]byte{'"': '"', '\'': '\'', '[': ']', '{': '}'}

// textBehind reports whether what YAML cannot read at an offset is the rest of a
// value whose first part it takes for all of it: "Amt24" nutzen.
func textBehind(text []byte, at int) (slip, bool) {
	line, _ := cutLine(text, bytes.LastIndexByte(text[:at], '\n')+1)
	m := enclosed.FindSubmatch(line)
	before := bytes.TrimRight(text[:at], " \t")
	if m == nil || len(before) == 0 || before[len(before)-1] != closing[m[1][0]] {
		return slip{}, false
	}
	value, mark := string(m[1]), m[1][0]
	if closing[mark] != mark {
		return slip{word: "@yaml-behind-bracket", meant: quoted(value)}, true
	}
	return slip{word: "@yaml-behind-quote", meant: requoted(value, string(mark))}, true
}

// requoted is how a value with quotation marks in it is to be written. The outer ones
// were to enclose it if there is an odd number of them ('Was ist's?') or if another
// quotation starts before theirs has ended.
func requoted(value, mark string) string {
	if plain := strings.TrimRight(value, ",; "); strings.Count(plain, mark) == 2 && strings.HasSuffix(plain, mark) {
		return plain
	}
	if strings.HasSuffix(value, mark) && (strings.Count(value, mark)%2 == 1 || opensAgain(value, mark)) {
		value = value[1 : len(value)-1]
	}
	return quoted(value)
}

// opensAgain reports whether the second mark of a value opens a quotation too, so that
// the first encloses it: "Amt "Wohnen" Mitte", unlike "Amt24" und "Kommune24".
func opensAgain(value, mark string) bool {
	before, after, ok := strings.Cut(value[1:], mark)
	return ok && after != "" && (before == "" || strings.ContainsAny(before[len(before)-1:], " (")) && after[0] != ' '
}

// quoted encloses a text in the quotation marks that it does not hold itself.
func quoted(text string) string {
	if !strings.Contains(text, "'") {
		return "'" + text + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// yamlReasons maps the messages of the YAML library, which are made for
// programmers, to words of the registry.
var yamlReasons = []struct{ contains, word string }{
	{"mapping values are not allowed", "@yaml-colon"},
	{"cannot start any token", "@yaml-token"},
	{"found a tab", "@yaml-tab"},
	{"tab character", "@yaml-tab"},
	{"did not find expected ',' or ']'", "@yaml-bracket"},
	{"did not find expected ',' or '}'", "@yaml-brace"},
	{"did not find expected '-'", "@yaml-indent"},
	{"did not find expected key", "@yaml-indent"},
	{"could not find expected ':'", "@yaml-no-colon"},
	{"unexpected end of stream", "@yaml-quote"},
	{"unknown anchor", "@yaml-alias"},
	{"excessive aliasing", "@yaml-alias-bomb"},
	{"cannot unmarshal", "@yaml-not-a-map"},
	{"expected single document", severalDocuments},
	{"unknown escape character", "@yaml-escape"},
	{"expected hexadecimal number", "@yaml-escape"},
	{"Unicode character escape", "@yaml-escape"},
	{"block sequence entries are not allowed", "@yaml-item"},
	{"expected comment or line break", "@yaml-block"},
	{"expected node content", "@yaml-nothing"},
	{"expected alphabetic or numeric character", anchorName},
	{"max depth", "@yaml-depth"},
	{"directive", "@yaml-percent"},
	{"tag", "@yaml-tag"},
	{"expected '>'", "@yaml-tag"},
	{"expected '!'", "@yaml-tag"},
	{"control characters", "@yaml-control"},
	{"mixed spaces and tabs", "@yaml-tab"},
	{"tab indentation", "@yaml-tab"},
	{"tabs where", "@yaml-tab"},
	{"indentation style", "@yaml-indent"},
	{"comment without preceding whitespace", "@yaml-hash"},
	{"mapping keys are not allowed", "@yaml-token"},
	{"indentation indicator", "@yaml-block"},
	{"unexpected document indicator", "@yaml-quote"},
	{"after document-end marker", severalDocuments},
}

// yamlReason is the word for a message; for one that nobody has met, that there is
// something wrong: the English of the library helps no editor.
func yamlReason(message string) string {
	for _, r := range yamlReasons {
		if strings.Contains(message, r.contains) {
			return r.word
		}
	}
	return "@yaml-other"
}
