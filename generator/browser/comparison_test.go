package browser_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestWideComparison looks at a comparison of many columns as at any other page.
func TestWideComparison(t *testing.T) {
	found, _ := inspect(t, borrow(t), halls.server.URL, "/")
	for _, f := range found {
		t.Error(f)
	}
}

// TestSideways looks for the words at a comparison that it goes on at the side: they are
// there while it does, whether the style or the script knows it.
func TestSideways(t *testing.T) {
	const says = `document.querySelector(".sideways").checkVisibility()`
	const goesOn = `(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector(".comparison"))`
	for _, l := range []look{light, dark, phone, zoomed, forced, forcedDark} {
		t.Run(l.name, func(t *testing.T) {
			b := borrow(t)
			b.look(t, l)
			b.visitWithoutScripts(t, halls.server.URL+"/")
			b.becomes(t, goesOn+" && "+says)
			b.visit(t, halls.server.URL+"/")
			b.becomes(t, goesOn+" && "+says)
			b.eval(t, styleWithoutState, nil)
			b.becomes(t, says)

			b.visit(t, halls.server.URL+"/?vergleich=abend.mieze")
			b.becomes(t, "!"+goesOn+" && !"+says)
			b.eval(t, styleWithoutState, nil)
			b.becomes(t, "!"+says)
		})
	}
	t.Run(paper.name, func(t *testing.T) {
		b := borrow(t)
		b.visit(t, halls.server.URL+"/")
		b.becomes(t, says)
		b.look(t, paper)
		b.becomes(t, "!"+says)
	})
}

// styleWithoutState takes out of the style sheet what only some browsers know: whether a
// part scrolls.
const styleWithoutState = `(() => {
  const without = (rules) => [...rules.cssRules].entries().toArray().reverse().reduce((n, [i, rule]) =>
    rule.conditionText?.startsWith("scroll-state") ? (rules.deleteRule(i), n + 1) : n + (rule.cssRules ? without(rule) : 0), 0);
  if (without(document.styleSheets[0]) !== 1) throw new Error("the style sheet has no such rule");
})();0`

// columns are what the scripts below ask a comparison.
const columns = `window.columns = {
  shown: () => [...document.querySelectorAll(".comparison thead a")].filter((e) => e.checkVisibility()).map((e) => e.textContent).join(" "),
  rows: () => [...document.querySelectorAll(".comparison tbody tr")].filter((e) => e.checkVisibility()).map((e) => e.cells[0].textContent).join(" "),
  // marked are the rows that one sees to differ from those that are equal.
  marked: () => {
    const ground = (row) => getComputedStyle(row.cells[1]).backgroundColor;
    const rows = [...document.querySelectorAll(".comparison tbody tr")].filter((e) => e.checkVisibility());
    const plain = rows.filter((row) => row.matches(".equal")).map(ground);
    return rows.filter((row) => !plain.includes(ground(row))).map((e) => e.cells[0].textContent).join(" ");
  },
  says: () => document.querySelector(".options [role=status]").textContent,
};0`

// TestComparison chooses columns and rows by keyboard. The address has the state, and
// the way back undoes it.
func TestComparison(t *testing.T) {
	for _, l := range []look{light, phone} {
		t.Run(l.name, func(t *testing.T) {
			b := borrow(t)
			b.look(t, l)
			b.visit(t, halls.server.URL+"/")
			b.eval(t, columns, nil)
			b.becomes(t, `columns.shown() === "Abend Blau Chor Dorf Ernte Mieze" && columns.rows() === "Preis Form Räume Kündigungsfrist Gilt"`)
			b.tabTo(t, "document.activeElement.matches('.options summary')")
			b.press(t, "Enter")
			b.becomes(t, "document.activeElement.parentElement.open")

			for _, c := range []string{"blau", "chor", "dorf", "ernte"} {
				b.choose(t, c)
			}
			b.becomes(t, `columns.shown() === "Abend Mieze" && location.search === "?vergleich=abend.mieze"`)
			b.choose(t, "mieze") // one is nothing to compare
			b.becomes(t, `columns.shown() === "Abend Mieze" && document.activeElement.checked && columns.says() === "Zwei Spalten müssen bleiben."`)

			b.choose(t, "markiert")
			b.becomes(t, `columns.marked() === "Preis Räume" && location.search.endsWith("&vergleich-zeilen=markiert")`)
			b.choose(t, "verschieden")
			b.becomes(t, `columns.rows() === "Preis Räume" && columns.says() === "Ausgeblendete gleiche Zeilen: 3"`)
			b.sound(t)

			var address string
			b.eval(t, "location.href", &address)
			b.eval(t, "history.back()", nil)
			b.becomes(t, `columns.rows() === "Preis Form Räume Kündigungsfrist Gilt" && columns.marked() === "Preis Räume"`)

			b.visit(t, address) // as somebody who was sent it
			b.eval(t, columns, nil)
			b.becomes(t, `columns.shown() === "Abend Mieze" && columns.rows() === "Preis Räume"`)
		})
	}
}

// TestFirstColumn scrolls a comparison to its end: what its rows say of stays in sight.
func TestFirstColumn(t *testing.T) {
	for _, l := range []look{light, phone} {
		t.Run(l.name, func(t *testing.T) {
			b := borrow(t)
			b.look(t, l)
			b.visit(t, halls.server.URL+"/")
			b.eval(t, `document.querySelector(".comparison").scrollLeft = 1e4`, nil)
			b.becomes(t, `(({ scrollLeft, scrollWidth, clientWidth }) => scrollLeft > 0 && scrollLeft + clientWidth >= scrollWidth - 1)(document.querySelector(".comparison"))`)
			b.frames(t)
			var strayed []string
			b.eval(t, `[...document.querySelectorAll(".comparison tr > :first-child")].filter((cell) => {
				const { left, right, top, height } = cell.getBoundingClientRect();
				const edge = document.querySelector(".comparison").getBoundingClientRect().left;
				const seen = top + height / 2 > innerHeight || cell.contains(document.elementFromPoint(right - 2, top + height / 2));
				return Math.abs(left - edge) > 1 || !seen;
			}).map((cell) => cell.textContent)`, &strayed)
			if len(strayed) > 0 {
				t.Errorf("these heads of rows have not stayed at the edge, before the other cells: %q", strayed)
			}
		})
	}
}

// TestComparisonOnPaper: rows and columns that a reader has hidden are printed, and the
// caption names all columns.
func TestComparisonOnPaper(t *testing.T) {
	b := borrow(t)
	b.visit(t, halls.server.URL+"/?vergleich=abend.mieze&vergleich-zeilen=markiert.verschieden")
	b.eval(t, columns, nil)
	const caption = `[...document.querySelectorAll("caption > span")].filter((e) => e.checkVisibility()).map((e) => e.textContent).join()`
	const sign = `getComputedStyle(document.querySelector(".comparison tbody th"), "::before").content`
	b.becomes(t, `columns.shown() === "Abend Mieze" && columns.rows() === "Preis Räume" && `+caption+` === "Vergleich: Abend, Mieze" && `+sign+`.includes("≠")`)
	b.look(t, paper)
	b.becomes(t, `columns.shown() === "Abend Blau Chor Dorf Ernte Mieze" && columns.rows() === "Preis Form Räume Kündigungsfrist Gilt"`)
	b.becomes(t, `[...document.querySelectorAll(".comparison :is(th, td)")].every((cell) => cell.checkVisibility())`)
	b.becomes(t, caption+` === "Vergleich: Abend, Blau, Chor, Dorf, Ernte, Mieze" && `+sign+` === "none"`)
	for _, f := range b.ask(t, "checks.print()") {
		t.Error(f)
	}
}

// choose tabs to a box of a comparison and presses the space bar.
func (b *tab) choose(t *testing.T, value string) {
	t.Helper()
	b.tabTo(t, fmt.Sprintf("document.activeElement.matches('.options [value=%s]')", value))
	b.press(t, " ")
}

// TestRecordsInCells: in the cells of a comparison a record's labels stand over its
// values, each as wide as the cell.
func TestRecordsInCells(t *testing.T) {
	const narrow = `[...document.querySelectorAll("td .record > *")].filter((part) => {
		const cell = part.closest("td"), { paddingLeft, paddingRight } = getComputedStyle(cell);
		return part.clientWidth < cell.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - 1;
	}).map((part) => part.textContent)`
	b := borrow(t)
	b.visit(t, halls.server.URL+"/haeuser/")
	b.becomes(t, `document.querySelectorAll("td .record").length === 10`)
	for _, l := range []look{light, phone, zoomed, paper} {
		b.look(t, l)
		for _, text := range b.ask(t, narrow) {
			t.Errorf("%s: not as wide as its cell: %s", l.name, text)
		}
	}
}

// TestNotesOfHiddenColumns hides columns and rows: notes to which nothing that is shown
// refers go with them, keep their numbers and come back; no way back leads to what is
// hidden.
func TestNotesOfHiddenColumns(t *testing.T) {
	const notes = `document.querySelector(".notes")`
	says := func(want string) string {
		return fmt.Sprintf(`[...%s.children].filter((n) => n.checkVisibility()).map((n) =>
			n.value + " " + n.querySelector(".caveat").textContent + " " + [...n.querySelectorAll(".back")].filter((w) => w.checkVisibility()).map((w) => w.hash).join(" ")).join("; ") === %q`, notes, want)
	}
	const all = "1 für Vereine #_comparison-1-ref-1 #_comparison-1-ref-1-2; 2 für Schulen #_comparison-1-ref-2"
	b := borrow(t)
	for query, want := range map[string]string{
		"":                           all,
		"?vergleich=blau.dorf":       "1 für Vereine #_comparison-1-ref-1-2",
		"?vergleich=chor.dorf":       "2 für Schulen #_comparison-1-ref-2",
		"?vergleich=abend.blau.chor": all,
	} {
		b.visit(t, halls.server.URL+"/haeuser/"+query)
		b.becomes(t, says(want))
	}
	b.visit(t, halls.server.URL+"/haeuser/?vergleich=abend.blau&vergleich-zeilen=verschieden") // the discount is the same
	b.becomes(t, says("")+` && !document.querySelector(".notes").checkVisibility()`)
	b.look(t, paper) // which has all columns and rows
	b.becomes(t, `[...document.querySelector(".notes").children].filter((n) => n.checkVisibility()).length === 2`)
	b.look(t, light)
	b.tabTo(t, "document.activeElement.matches('.options summary')")
	b.press(t, "Enter")
	b.choose(t, "verschieden")
	b.becomes(t, says("1 für Vereine #_comparison-1-ref-1 #_comparison-1-ref-1-2"))
	b.sound(t)
}

// TestNamesOfTwins: a screen reader says which table a file is of.
func TestNamesOfTwins(t *testing.T) {
	b := borrow(t)
	b.visit(t, halls.server.URL+"/haeuser/")
	for _, kind := range []string{"csv", "json"} { // in the order of the page
		b.tabTo(t, fmt.Sprintf("document.activeElement.matches('[href$=\".%s\"]')", kind))
		want := fmt.Sprintf("Als %s herunterladen (Häuser und Nachlässe)", strings.ToUpper(kind))
		if name := b.focused(t); name != want {
			t.Errorf("a screen reader says %q, want %q", name, want)
		}
	}
}
