package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// explainWidth is the length of the lines of an explanation, in characters.
const explainWidth = 76

// Explain writes what a code means, why it matters, and a bad and a good
// example. For a code that does not exist it writes nothing and returns false
// with the code that was probably meant, if there is one. The error is the
// writer's.
func Explain(w io.Writer, code Code, lang string) (known bool, nearest Code, err error) {
	e, ok := Describe(code)
	if !ok {
		return false, nearestCode(code), nil
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s [%s] (%s)\n\n", e.Title.In(lang), e.Code, e.Severity)
	wrap(out, e.Why.In(lang))
	example(out, phrase("bad", lang), e.Bad)
	example(out, phrase("good", lang), e.Good)
	return true, "", out.Flush()
}

func nearestCode(code Code) Code {
	var known []string
	for _, c := range Codes() {
		known = append(known, string(c))
	}
	return Code(Nearest(string(code), known))
}

func example(out *bufio.Writer, title, text string) {
	fmt.Fprintf(out, "\n%s\n", title)
	for line := range strings.Lines(text) {
		if line != "\n" {
			out.WriteString("    ")
		}
		out.WriteString(line)
	}
}

// wrap writes text in lines of at most explainWidth characters, where its
// words allow.
func wrap(out *bufio.Writer, text string) {
	column := 0
	for word := range strings.FieldsSeq(text) {
		n := len([]rune(word))
		switch {
		case column == 0:
		case column+1+n > explainWidth:
			out.WriteByte('\n')
			column = 0
		default:
			out.WriteByte(' ')
			column++
		}
		out.WriteString(word)
		column += n
	}
	out.WriteByte('\n')
}
