package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

var githubCommand = [...]string{Off: "debug", Info: "notice", Warning: "warning", Error: "error"}

// A workflow command ends at the line's end, its properties at "," and ":".
var (
	githubMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHub writes findings as workflow commands, which GitHub Actions and Forgejo
// show beside the changed lines. The error is the writer's.
func GitHub(w io.Writer, findings []Finding) error {
	out := bufio.NewWriter(w)
	for i := range findings {
		f := &findings[i]
		message := f.Message
		if f.Hint != "" {
			message += "\n" + f.Hint
		}
		fmt.Fprintf(out, "::%s file=%s,line=%d,col=%d,endLine=%d,endColumn=%d,title=%s::%s\n",
			githubCommand[f.Severity], githubProperty.Replace(printable(f.Path)),
			f.Line, f.Column, f.EndLine, f.EndColumn,
			githubProperty.Replace(string(f.Code)), githubMessage.Replace(message))
	}
	return out.Flush()
}
