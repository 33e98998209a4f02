package diag

import (
	"encoding/json"
	"io"
)

// JSON writes one document for programs: the version of its form, the findings
// and how many of them are errors and warnings. The error is the writer's.
func JSON(w io.Writer, findings []Finding) error {
	count := Count(findings)
	return writeJSON(w, struct {
		Version  int       `json:"version"`
		Findings []Finding `json:"findings"`
		Errors   int       `json:"errors"`
		Warnings int       `json:"warnings"`
	}{1, append([]Finding{}, findings...), count.Errors, count.Warnings})
}

// writeJSON indents, and leaves <, > and & readable: none of this is put into
// a page.
func writeJSON(w io.Writer, document any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(document)
}
