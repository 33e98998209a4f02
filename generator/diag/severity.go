package diag

import "fmt"

// Severity says what a finding means for the build.
type Severity int

// Errors would publish something wrong or broken: nothing is published.
// Warnings are what an editor should look at. Off is for codes that site.yaml
// switches off.
const (
	Off Severity = iota
	Info
	Warning
	Error
)

// The words are the same in every language: the tools of editors parse them.
var severityWords = [...]string{Off: "off", Info: "info", Warning: "warning", Error: "error"}

// String returns "error", "warning", "info" or "off".
func (s Severity) String() string {
	if s < Off || s > Error {
		return fmt.Sprintf("Severity(%d)", int(s))
	}
	return severityWords[s]
}

// ParseSeverity is the inverse of String.
func ParseSeverity(word string) (Severity, bool) {
	for s, w := range severityWords {
		if w == word {
			return Severity(s), true
		}
	}
	return Off, false
}

// MarshalText makes a severity its word in JSON and YAML.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a severity from its word.
func (s *Severity) UnmarshalText(text []byte) error {
	parsed, ok := ParseSeverity(string(text))
	if !ok {
		return fmt.Errorf("unknown severity %q", text)
	}
	*s = parsed
	return nil
}

// Severities are the hub's own severities, by code, in place of the registry's
// (checks in site.yaml). nil is fine and overrides nothing.
type Severities map[Code]Severity

// Of returns the severity that code has in this hub. A code that nobody has
// registered is an error, so that no finding is lost.
func (s Severities) Of(code Code) Severity {
	if own, ok := s[code]; ok {
		return own
	}
	if e, ok := Describe(code); ok {
		return e.Severity
	}
	return Error
}

// Counts is the number of findings of each severity.
type Counts struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
}

func (c *Counts) add(s Severity) {
	switch s {
	case Error:
		c.Errors++
	case Warning:
		c.Warnings++
	case Info:
		c.Infos++
	}
}
