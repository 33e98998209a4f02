package diag

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The colours of a terminal (SGR sequences).
const (
	reset  = "\x1b[0m"
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	cyan   = "\x1b[1;36m"
	grey   = "\x1b[2m"
)

var severityColour = [...]string{Off: grey, Info: cyan, Warning: yellow, Error: red}

// Text writes findings for people: path:line:column, severity, message and
// code on a line that editors' tools parse, then the excerpt with a caret,
// hints and related places. lang is the language of the few words between. The
// error is the writer's.
func Text(w io.Writer, findings []Finding, lang string, color bool) error {
	out := bufio.NewWriter(w)
	t := terminal{Writer: out, color: color, seeAlso: phrase("see-also", lang)}
	for i := range findings {
		t.finding(&findings[i])
	}
	return out.Flush()
}

type terminal struct {
	*bufio.Writer
	color   bool
	seeAlso string
}

func (t terminal) finding(f *Finding) {
	tint := severityColour[f.Severity]
	fmt.Fprintf(t, "%s: %s: %s %s\n", t.paint(bold, f.Place.String()), t.paint(tint, f.Severity.String()),
		t.paint(bold, f.Message), t.paint(grey, "["+string(f.Code)+"]"))

	margin := ""
	if f.Excerpt != "" {
		number := fmt.Sprintf("%3d", f.Line)
		margin = strings.Repeat(" ", len(number))
		caret := strings.Repeat(" ", f.CaretStart) + t.paint(tint, strings.Repeat("^", f.CaretLength))
		fmt.Fprintf(t, "%s %s\n", t.paint(grey, number+" |"), f.Excerpt)
		fmt.Fprintf(t, "%s %s\n", t.paint(grey, margin+" |"), caret)
	} else {
		margin = "   "
	}
	for hint := range strings.Lines(f.Hint) {
		fmt.Fprintf(t, "%s %s %s\n", margin, t.paint(grey, "="), strings.TrimSuffix(hint, "\n"))
	}
	for _, p := range f.Related {
		fmt.Fprintf(t, "%s %s %s %s\n", margin, t.paint(grey, "="), t.seeAlso, p)
	}
}

func (t terminal) paint(colour, s string) string {
	if !t.color {
		return s
	}
	return colour + s + reset
}

// String returns path:line:column, safe to print.
func (p Place) String() string {
	return printable(p.Path) + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
}
