package diag

import "slices"

// Report collects the diagnostics of a build. Its zero value is empty. It is
// not safe for concurrent use: whoever works in parallel adds afterwards.
type Report struct{ collected []Diagnostic }

// Add puts diagnostics into the report, in any order.
func (r *Report) Add(ds ...Diagnostic) { r.collected = append(r.collected, ds...) }

// Diagnostics returns everything collected, sorted by place and code, every
// diagnostic once. The slice is the caller's.
func (r *Report) Diagnostics() []Diagnostic { return Sort(slices.Clone(r.collected)) }

// Count returns the number of diagnostics of each severity, those that are
// switched off left out. It needs no texts, so it is cheaper than Resolve.
func (r *Report) Count(overrides Severities) Counts {
	var c Counts
	for _, d := range r.Diagnostics() {
		c.add(overrides.Of(d.Code))
	}
	return c
}

// Resolve puts the report into words; see the function Resolve.
func (r *Report) Resolve(texts func(path string) []byte, lang string, overrides Severities) []Finding {
	return Resolve(r.collected, texts, lang, overrides)
}

// Count returns the number of findings of each severity.
func Count(findings []Finding) Counts {
	var c Counts
	for i := range findings {
		c.add(findings[i].Severity)
	}
	return c
}
