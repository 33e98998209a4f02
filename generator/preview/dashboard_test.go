package preview

import (
	"fmt"
	"strings"
	"testing"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/engine"
	"wegweiser/generator/site"
)

func TestDashboard(t *testing.T) {
	d := newDesk(t)
	draft, planned, over := entry("entwurf"), entry("geplant"), entry("vorbei")
	draft.Absence.Why, draft.Title = site.Draft, "<Entwurf>"
	planned.Absence = site.Absence{Why: site.Scheduled, Day: calendar.Date{Year: 2027, Month: 3, Day: 1}}
	over.Absence = site.Absence{Why: site.Expired, Day: calendar.Date{Year: 2026, Month: 3, Day: 31}}
	generated := engine.Entry{Key: "content/types/service.yaml:307", Title: "Dienste von A bis Z"}
	d.publish(Build{Line: "1 Teil", Result: engine.Result{
		Entries: []engine.Entry{entry("a"), draft, planned, over, generated},
		Rendered: []engine.Rendered{
			{Task: "page content/a.md", Kind: "own"}, {Task: "page content/b.md", Kind: "link", Name: "a.md#x"}, {Task: "not found"},
			{Task: "page content/types/service.yaml:307", Kind: "page", Name: "content/types/service.yaml:307"},
		},
		Upcoming: []engine.Change{{Day: calendar.Date{Year: 2026, Month: 12, Day: 31}, File: "content/a.md", Title: "Anton", Field: "Kosten"}},
	}, Findings: []diag.Finding{finding("content/a.md")}}, nil)
	d.expect("/_wegweiser/", 200, `href="/_wegweiser/icon.svg"`, "5 Seiten", "1 Fehler", "data-always", "1 Teil", "&lt;Entwurf&gt;", "1.\u00a0März 2027: ", "Abgelaufene Seiten</h2>\n<ul><li>31.\u00a0März 2026: ", "31.\u00a0Dezember 2026", "Kosten: ist vorbei",
		"content/a.md – bearbeitet", "content/b.md – das Ziel des Links a.md#x hat sich geändert", "Seite für falsche Adressen – neu",
		"Dienste von A bis Z – die Seite Dienste von A bis Z hat sich geändert")
}

// Lists are cut off, and say so.
func TestDashboardIsBounded(t *testing.T) {
	d := newDesk(t)
	var entries []engine.Entry
	var findings []diag.Finding
	for i := range 5000 {
		e := entry(fmt.Sprint("seite", i))
		e.Absence.Why = site.Draft
		entries = append(entries, e)
		findings = append(findings, finding(e.File))
	}
	d.publish(Build{Result: engine.Result{Entries: entries}, Findings: findings}, nil)
	_, body := d.get("/_wegweiser/")
	if len(body) > 500_000 || !strings.Contains(body, "… + 4900") || !strings.Contains(body, "… + 4700") {
		t.Errorf("%d bytes", len(body))
	}
}
