package diag

import (
	"io"
	"net/url"
)

// SARIF writes findings as a log of the Static Analysis Results Interchange
// Format 2.1.0, with a rule in lang for every code that occurs. Paths are URIs
// relative to the hub's root, columns count characters. The error is the
// writer's.
func SARIF(w io.Writer, findings []Finding, lang string) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver.Name = "wegweiser"
	run.Tool.Driver.Rules = []sarifRule{}
	index := map[Code]int{}
	for i := range findings {
		f := &findings[i]
		if _, ok := index[f.Code]; !ok {
			index[f.Code] = len(index)
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, newSARIFRule(f.Code, lang))
		}
		run.Results = append(run.Results, newSARIFResult(f, index[f.Code]))
	}
	return writeJSON(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func newSARIFRule(code Code, lang string) sarifRule {
	e, ok := Describe(code)
	if !ok {
		return sarifRule{ID: code, ShortDescription: sarifText{string(code)}}
	}
	r := sarifRule{ID: code, ShortDescription: sarifText{e.Title.In(lang)}}
	r.FullDescription = &sarifText{e.Why.In(lang)}
	r.DefaultConfiguration = &sarifConfiguration{sarifLevel[e.Severity]}
	return r
}

func newSARIFResult(f *Finding, rule int) sarifResult {
	r := sarifResult{RuleID: f.Code, RuleIndex: rule, Level: sarifLevel[f.Severity]}
	r.Message.Text = f.Message
	if f.Hint != "" {
		r.Message.Text += "\n" + f.Hint
	}
	r.Locations = []sarifLocation{newSARIFLocation(f.Place)}
	for _, p := range f.Related {
		r.RelatedLocations = append(r.RelatedLocations, newSARIFLocation(p))
	}
	return r
}

func newSARIFLocation(p Place) (l sarifLocation) {
	l.PhysicalLocation.ArtifactLocation.URI = (&url.URL{Path: p.Path}).String()
	l.PhysicalLocation.Region = sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn}
	return l
}

var sarifLevel = [...]string{Off: "none", Info: "note", Warning: "warning", Error: "error"}

// The parts of the format that are used, named as the standard names them.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver struct {
				Name  string      `json:"name"`
				Rules []sarifRule `json:"rules"`
			} `json:"driver"`
		} `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifRule struct {
		ID                   Code                `json:"id"`
		ShortDescription     sarifText           `json:"shortDescription"`
		FullDescription      *sarifText          `json:"fullDescription,omitempty"`
		DefaultConfiguration *sarifConfiguration `json:"defaultConfiguration,omitempty"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID           Code            `json:"ruleId"`
		RuleIndex        int             `json:"ruleIndex"`
		Level            string          `json:"level"`
		Message          sarifText       `json:"message"`
		Locations        []sarifLocation `json:"locations"`
		RelatedLocations []sarifLocation `json:"relatedLocations,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		PhysicalLocation struct {
			ArtifactLocation struct {
				URI string `json:"uri"`
			} `json:"artifactLocation"`
			Region sarifRegion `json:"region"`
		} `json:"physicalLocation"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)
