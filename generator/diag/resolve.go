package diag

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"wegweiser/generator/source"
)

// Place is a stretch of a file as people and editors count it: lines and
// columns from 1, columns in characters, the end exclusive. The file as a
// whole is line 1, column 1 to line 1, column 1. Path may hold any character
// that a file name can; the renderers make it safe.
type Place struct {
	Path      string `json:"path"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
}

// Finding is a diagnostic in words: all that a renderer prints. Message, Hint
// and Excerpt hold no control characters, except that Hint has a line for each
// of its sentences, the suggestion ("Meinten Sie „leika“?") first.
type Finding struct {
	Place
	Severity    Severity `json:"severity"`
	Code        Code     `json:"code"`
	Message     string   `json:"message"`
	Hint        string   `json:"hint,omitempty"`       // one line or more
	Suggestion  string   `json:"suggestion,omitempty"` // the name that was meant, verbatim
	Excerpt     string   `json:"excerpt,omitempty"`    // the line, shortened around the caret
	CaretStart  int      `json:"caret_start"`          // cells of a terminal, from the excerpt's start
	CaretLength int      `json:"caret_length"`         // cells of a terminal
	Related     []Place  `json:"related,omitempty"`
}

// maxSearched is the number of findings for which the nearest of the hub's names
// is looked for. The search takes the time that a hub of ten thousand pages can
// spare for each.
const maxSearched = 500

// Resolve puts diagnostics into words in lang ("en", else German), sorted by
// place, every one once, without those that are switched off. texts returns
// the normalised text of a file, or nil if it cannot (its findings then have
// neither line nor excerpt); it is asked only for files with findings.
func Resolve(ds []Diagnostic, texts func(path string) []byte, lang string, overrides Severities) []Finding {
	here, there := file{texts: texts}, file{texts: texts}
	findings := make([]Finding, 0, len(ds))
	searched := 0
	for _, d := range Sort(slices.Clone(ds)) {
		severity := overrides.Of(d.Code)
		if severity == Off {
			continue
		}
		if d.Guess != nil && d.Suggest == "" && searched < maxSearched {
			searched++
			d.Suggest = d.Guess()
		}
		f := Finding{Severity: severity, Code: d.Code, Suggestion: d.Suggest}
		f.Message, f.Hint = words(d, lang)
		f.Place = here.place(d.Span, &here.own)
		line := here.excerpt(d.Span)
		f.Excerpt, f.CaretStart, f.CaretLength = line.text, line.caretStart, line.caretLength
		for _, span := range d.Related {
			if span.Path == d.Span.Path {
				f.Related = append(f.Related, here.place(span, &there.related))
			} else {
				f.Related = append(f.Related, there.place(span, &here.related))
			}
		}
		findings = append(findings, f)
	}
	return findings
}

// words returns the message and the hint of a diagnostic.
func words(d Diagnostic, lang string) (message, hint string) {
	entry, ok := Describe(d.Code)
	if !ok {
		return string(d.Code), ""
	}
	message, _ = fill(entry.Message.In(lang), d.Args, lang)
	hint, complete := fill(entry.Hint.In(lang), d.Args, lang)
	if !complete {
		hint = ""
	}
	if d.Suggest == "" {
		return message, strings.TrimPrefix(hint+listed(d.Exist, lang), "\n")
	}
	meant, _ := fill(phrase("did-you-mean", lang), []Arg{{"name", d.Suggest}}, lang)
	if hint != "" {
		meant += "\n" + hint
	}
	return message, meant
}

// maxListed is the number of names that are listed.
const maxListed = 10

// listed is a line that lists the first names, as many as there is room for, or "".
func listed(names []string, lang string) string {
	if len(names) == 0 {
		return ""
	}
	list := names[0]
	for i, name := range names[1:] {
		if i+1 == maxListed || utf8.RuneCountInString(list+name) > maxArg-len(",  …") {
			list += " …"
			break
		}
		list += ", " + name
	}
	line, _ := fill(phrase("there-are", lang), []Arg{{"names", list}}, lang)
	return "\n" + line
}

// file is the text last asked for. Diagnostics come sorted by path, so each
// text is read and indexed once, and only one is held at a time.
type file struct {
	texts        func(path string) []byte
	path         string
	text         []byte
	lines        *source.Lines
	own, related stretch
}

// stretch is where the last span started and ended.
type stretch struct{ start, end cursor }

// cursor is a position in a text. The next one on the same line is counted from
// there: from the line's start, the findings of a file that is one long line
// would take the product of their number and its length.
type cursor struct{ offset, line, column int }

func (f *file) open(path string) {
	if f.lines == nil || f.path != path {
		f.path, f.text = path, f.texts(path)
		f.lines = source.NewLines(f.text)
		f.own, f.related = stretch{}, stretch{}
	}
}

// place finds span, near the last place of the same stretch.
func (f *file) place(span source.Span, last *stretch) Place {
	p := Place{span.Path, 1, 1, 1, 1}
	if span.End == 0 {
		return p
	}
	f.open(span.Path)
	p.Line, p.Column = f.position(span.Start, &last.start)
	p.EndLine, p.EndColumn = f.position(max(span.Start, span.End), &last.end)
	return p
}

func (f *file) position(offset int, last *cursor) (line, column int) {
	offset = runeStart(f.text, offset)
	between := f.text[min(offset, last.offset):max(offset, last.offset)]
	switch {
	case last.line == 0 || bytes.IndexByte(between, '\n') >= 0:
		last.line, last.column = f.lines.Position(offset)
	case offset < last.offset:
		last.column -= utf8.RuneCount(between)
	default:
		last.column += utf8.RuneCount(between)
	}
	last.offset = offset
	return last.line, last.column
}

func (f *file) excerpt(span source.Span) cutout {
	if span.End == 0 {
		return cutout{}
	}
	f.open(span.Path)
	return excerpt(f.text, span.Start, span.End)
}
