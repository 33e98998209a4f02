package browser_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// TestEndDates opens a page that was built in November 2026 in browsers with another
// clock: as soon as the next year has begun where the hub is, what has ended says so.
func TestEndDates(t *testing.T) {
	for now, want := range map[string]struct{ note, periods string }{
		"2026-12-31T22:59:59Z": {"", "gilt jetzt, künftig"},
		"2026-12-31T23:00:00Z": {"abgelaufen seit 1.\u00a0Januar 2027", "abgelaufen, gilt jetzt"},
	} {
		t.Run(now, func(t *testing.T) {
			b := borrow(t)
			b.clock(t, now)
			b.visit(t, halls.server.URL+"/")
			var found struct {
				Note, Periods string
				Unnamed       []string // states in the picture
			}
			b.eval(t, `({
				note: document.querySelector(".notes .ended")?.innerText ?? "",
				periods: [...document.querySelector(".timeline ol").querySelectorAll(".tag")].map((e) => e.innerText).join(", "),
			})`, &found)
			if found.Note != want.note || found.Periods != want.periods {
				t.Errorf("the table says %q, the list %q; want %q, %q", found.Note, found.Periods, want.note, want.periods)
			}
			b.eval(t, `[...document.querySelectorAll(".picture [data-state]")].filter((e) =>
				!e.closest("svg").querySelector("." + e.dataset.state + ":not([data-state])")).map((e) => e.dataset.state)`, &found.Unnamed)
			if len(found.Unnamed) > 0 {
				t.Errorf("the legend of the picture does not have %q", found.Unnamed)
			}
			for _, f := range append(b.loading(t, halls.server.URL), b.ask(t, "checks.structure()")...) {
				t.Error(f)
			}
		})
	}
}

// clock has it be a time for the scripts of the pages that the test visits.
func (b *tab) clock(t *testing.T, now string) {
	t.Helper()
	source := fmt.Sprintf(`Date = class extends Date { constructor(...args) { args.length ? super(...args) : super(%q) } }`, now)
	id := must(t, b, order(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: source})).Identifier
	t.Cleanup(func() {
		must(t, b, order(page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams{Identifier: id}))
	})
}
