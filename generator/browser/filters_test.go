package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
)

// entries are what the scripts below ask an index of the hub.
const entries = `window.entries = {
  shown: () => new Set([...document.querySelectorAll("[data-facets]")].filter((e) => e.checkVisibility()).map((e) => e.querySelector("a").href)).size,
  // with counts the entries that have all of some values, as the page was built.
  with: (...values) => new Set([...document.querySelectorAll("[data-facets]")]
    .filter((e) => values.every((v) => e.dataset.facets.split(" ").includes(v))).map((e) => e.querySelector("a").href)).size,
  says: () => document.querySelector(".filters [role=status]").textContent.trim(),
};0`

// TestFilters narrows a list by keyboard: boxes of two facets, a word, the way back
// and the beginning. Each time the page announces how many entries are left.
func TestFilters(t *testing.T) {
	for _, l := range []look{light, phone} {
		t.Run(l.name, func(t *testing.T) {
			b := borrow(t)
			b.look(t, l)
			b.visit(t, site.server.URL+"/dienste/")
			b.eval(t, entries, nil)
			var whole string
			b.eval(t, "entries.says()", &whole)

			b.tick(t, "modell", "oaa")
			b.leaves(t, "?modell=oaa", "modell/oaa")
			b.tick(t, "themenfeld", "familie-kind")
			b.leaves(t, "?modell=oaa&themenfeld=familie-kind", "modell/oaa", "themenfeld/familie-kind")
			b.sound(t)

			b.eval(t, "history.back()", nil)
			b.leaves(t, "?modell=oaa", "modell/oaa")
			b.becomes(t, `!document.querySelector("[data-facet=themenfeld][value=familie-kind]").checked`)

			b.tabTo(t, "document.activeElement.type === 'reset'")
			b.press(t, "Enter")
			b.becomes(t, fmt.Sprintf(`entries.says() === %q && entries.shown() === entries.with() && location.search === ""`, whole))
			b.becomes(t, `document.activeElement.type === "search" && !document.querySelector(".filters :checked")`)

			b.write(t, "xyzzyqwv")
			b.becomes(t, `entries.shown() === 0 && entries.says().startsWith("0 von ")`)
			b.sound(t)
		})
	}
}

// TestSharedFilters opens a list that somebody else has narrowed. Nothing moves, even if
// the script comes late.
func TestSharedFilters(t *testing.T) {
	late := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Ext(r.URL.Path) == ".js" {
			time.Sleep(500 * time.Millisecond)
		}
		site.server.Config.Handler.ServeHTTP(w, r)
	}))
	defer late.Close()
	b := borrow(t)
	for _, l := range []look{light, phone} {
		b.look(t, l)
		b.visit(t, late.URL+"/dienste/?modell=oaa&themenfeld=familie-kind")
		b.eval(t, entries, nil)
		b.leaves(t, "?modell=oaa&themenfeld=familie-kind", "modell/oaa", "themenfeld/familie-kind")
		for _, f := range b.loading(t, late.URL) {
			t.Error(f)
		}
	}
}

// TestAnswerInSight ticks boxes on small screens: how many entries are left, and the way
// back to all, are in sight at each box, and never over the box itself.
func TestAnswerInSight(t *testing.T) {
	const inSight = `[".filters [role=status]", ".filters [type=reset]"].every((part) => {
		const e = document.querySelector(part), { left, right, top, bottom } = e.getBoundingClientRect();
		return top >= 0 && bottom <= innerHeight && right <= innerWidth && document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === e;
	})`
	for _, l := range []look{{name: "390 px", width: 390, height: 740}, phone, zoomed} {
		t.Run(l.name, func(t *testing.T) {
			b := borrow(t)
			b.look(t, l)
			b.visit(t, site.server.URL+"/dienste/")
			b.eval(t, entries, nil)
			b.tick(t, "themenfeld", "arbeit-ruhestand")
			b.leaves(t, "?themenfeld=arbeit-ruhestand", "themenfeld/arbeit-ruhestand")
			var boxes int
			b.eval(t, "document.activeElement.closest('ul').querySelectorAll('input').length - 1", &boxes)
			b.eval(t, `checks.begin(); document.querySelector("summary:has(.chosen:not([hidden]))").focus()`, nil)
			for range boxes {
				b.press(t, "Tab")
				b.becomes(t, inSight)
				b.becomes(t, `(({ left, right, top, bottom }) => document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === document.activeElement)(document.activeElement.getBoundingClientRect())`)
			}
			b.sound(t)
		})
	}
}

// TestNothingLeft: when nothing is left, the list says of what, and leads to the search
// in all pages for what has been typed.
func TestNothingLeft(t *testing.T) {
	for address, want := range map[string][2]string{
		"/dienste/?filter=Zug+%26+B%C3%BCrg":               {"Kein Eintrag passt zu „Zug & Bürg“.", "/suche/?q=Zug+%26+B%C3%BCrg Auf allen Seiten nach „Zug & Bürg“ suchen"},
		"/dienste/?filter=$1&modell=efa":                   {"Kein Eintrag passt zu „$1“ und dieser Auswahl. Entfernen Sie ein Häkchen, oder setzen Sie die Filter zurück.", "/suche/?q=%241 Auf allen Seiten nach „$1“ suchen"},
		"/en/dienste/?filter=nix":                          {"No entry matches “nix”.", "/en/suche/?q=nix Search all pages for “nix”"},
		"/dienste/?modell=oaa&themenfeld=arbeit-ruhestand": {"Kein Eintrag passt zu dieser Auswahl. Entfernen Sie ein Häkchen, oder setzen Sie die Filter zurück.", ""},
		"/dienste/": {"", ""},
	} {
		t.Run(address, func(t *testing.T) {
			b := borrow(t)
			b.visit(t, site.server.URL+address)
			b.becomes(t, fmt.Sprintf(`((box) => {
				const link = box.querySelector("a");
				return box.querySelector("p").innerText === %q && (link.checkVisibility() ? link.pathname + link.search + " " + link.textContent : "") === %q;
			})(document.querySelector(".nothing"))`, want[0], want[1]))
			b.sound(t)
		})
	}
}

// TestNoRoomWithoutScripts: without scripts there is no gap where they would put their
// controls.
func TestNoRoomWithoutScripts(t *testing.T) {
	b := borrow(t)
	without := func(on bool) {
		must(t, b, order(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: on}))
	}
	defer without(false)
	for _, l := range []look{light, phone} {
		without(false)
		b.look(t, l)
		without(true)
		for address, gap := range map[string]string{
			site.server.URL + "/dienste/": `document.querySelector(".tally").clientHeight - document.querySelector(".count").offsetHeight`,
			halls.server.URL + "/":        `document.querySelector(".compare > .table").offsetTop - document.querySelector(".compare").offsetTop`,
		} {
			b.load(t, address)
			b.becomes(t, gap+" === 0")
		}
	}
}

// TestClosedFacetsTell closes a facet in which boxes are ticked: it says how many, in the
// language of the page, and says nothing when none is.
func TestClosedFacetsTell(t *testing.T) {
	for address, want := range map[string]string{
		"/dienste/?modell=oaa.efa": "Modell (2 gewählt)",
		"/en/dienste/?modell=oaa":  "Model (1 selected)",
	} {
		t.Run(want, func(t *testing.T) {
			b := borrow(t)
			b.visit(t, site.server.URL+address)
			b.tabTo(t, "document.activeElement.matches('[open] > summary')")
			b.press(t, "Enter")
			b.becomes(t, "!document.activeElement.parentElement.open")
			if name := b.focused(t); name != want {
				t.Errorf("the facet is called %q, want %q", name, want)
			}
			others := `[...document.querySelectorAll(".filters summary")].filter((e) => /\d/.test(e.innerText)).length`
			b.becomes(t, others+" === 1")
			b.sound(t)
			b.eval(t, `document.querySelector(".filters").reset()`, nil)
			b.becomes(t, others+" === 0")
		})
	}
}

// TestFilterFolds finds an entry however its name is written, as the search does.
func TestFilterFolds(t *testing.T) {
	b := borrow(t)
	for _, spelling := range []string{"Führerschein", "FUEHRERSCHEIN", "fuhrerschein", "Fu\u0308hrer\u00ADschein"} {
		b.visit(t, site.server.URL+"/dienste/?filter="+url.QueryEscape(spelling))
		b.eval(t, entries, nil)
		b.becomes(t, `document.querySelector(".index [href='/dienste/fuehrerschein/']").checkVisibility() && entries.shown() < entries.with()`)
	}
}

// tick opens the group of a facet, if it is closed, and ticks a box in it.
func (b *tab) tick(t *testing.T, facet, value string) {
	t.Helper()
	box := fmt.Sprintf("[data-facet=%s][value=%s]", facet, value)
	var open bool
	if b.eval(t, fmt.Sprintf("document.querySelector(%q).closest('details').open", box), &open); !open {
		b.tabTo(t, fmt.Sprintf("document.activeElement.matches('summary') && document.activeElement.parentElement.querySelector(%q)", box))
		b.press(t, "Enter")
		b.becomes(t, "document.activeElement.parentElement.open")
	}
	b.tabTo(t, fmt.Sprintf("document.activeElement.matches(%q)", box))
	b.press(t, " ")
	b.becomes(t, "document.activeElement.checked")
}

// leaves waits until the list shows the entries with some values, fewer than all, and
// the announcement and the address say so.
func (b *tab) leaves(t *testing.T, address string, values ...string) {
	t.Helper()
	b.becomes(t, fmt.Sprintf(`(() => {
		const left = entries.with(...%q.split(" "));
		return left > 0 && left < entries.with() && entries.shown() === left &&
			entries.says().startsWith(left + " ") && entries.says().includes(" " + entries.with()) && location.search === %q;
	})()`, strings.Join(values, " "), address))
}
