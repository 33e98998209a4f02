package browser_test

import (
	"slices"
	"strings"
	"testing"
)

// TestLanguages goes to a page in another language and back, by keyboard.
func TestLanguages(t *testing.T) {
	b := borrow(t)
	b.visit(t, site.server.URL+"/modelle/oaa/")
	b.follow(t, "/en/modelle/oaa/")
	b.becomes(t, `document.documentElement.lang === "en" && document.querySelector("nav.languages [aria-current]").lang === "en"`)
	b.follow(t, "/modelle/oaa/")
	b.becomes(t, `document.documentElement.lang === "de" && document.querySelector("nav.languages [aria-current]").lang === "de"`)
}

// TestLackingLanguage: a page says before the click that another language does not
// have it, to the eye and to a screen reader.
func TestLackingLanguage(t *testing.T) {
	for _, l := range []look{light, phone} {
		t.Run(l.name, func(t *testing.T) {
			b := borrow(t)
			b.look(t, l)
			b.visit(t, site.server.URL+"/glossar/amt24/")
			b.tabTo(t, `document.activeElement.matches("nav.languages [lang=en]")`)
			if name := b.focused(t); !strings.HasPrefix(name, "English") || !strings.Contains(name, "nicht auf Englisch") {
				t.Errorf("a screen reader says %q", name)
			}
			b.press(t, "Enter")
			b.becomes(t, `location.pathname === "/en/" && document.documentElement.lang === "en"`)
		})
	}
}

// TestMarksStandApart: what says that a link leads to another language stands behind its
// last word, with a space between them, or begins a line.
func TestMarksStandApart(t *testing.T) {
	const wrong = `[...document.querySelectorAll("main .mark, .crumbs .mark, .views .mark")].filter((mark) => {
		const words = document.createRange();
		words.selectNodeContents(mark.previousElementSibling);
		const link = [...words.getClientRects()].at(-1), box = mark.getClientRects()[0]; // its first line
		return mark.checkVisibility() && box.top < link.bottom - 4 && (box.left - link.right < 3 || box.left - link.right > 12);
	}).map((mark) => mark.parentElement.textContent)`
	for _, address := range []string{"/de-simple/barrierefreiheit/", "/de-simple/modelle/", "/en/dienste/", "/en/modelle/oaa/", "/en/kontakt/"} {
		t.Run(address, func(t *testing.T) {
			b := borrow(t)
			b.visit(t, site.server.URL+address)
			for _, l := range []look{light, {name: "390 px", width: 390, height: 740}, phone} {
				b.look(t, l)
				b.becomes(t, `document.querySelector(".mark")`)
				for _, text := range b.ask(t, wrong) {
					t.Errorf("%s: %s", l.name, text)
				}
			}
		})
	}
}

// TestSorbian looks at a page in Upper Sorbian as at any other. It names its language,
// and that of what it has only in German.
func TestSorbian(t *testing.T) {
	b := borrow(t)
	found, _ := inspect(t, b, halls.server.URL, "/hsb/")
	for _, f := range found {
		t.Error(f)
	}
	b.becomes(t, `document.documentElement.lang === "hsb" && document.querySelector("nav.languages [aria-current]").lang === "hsb"`)
	var german []string
	b.eval(t, `[...document.querySelectorAll("main [href^='/tarife/']")].map((a) => a.lang + " " + a.hreflang)`, &german)
	if len(german) != 12 || slices.ContainsFunc(german, func(langs string) bool { return langs != "de de" }) {
		t.Errorf("links to pages in German: %q", german)
	}
	if name := b.named(t, `document.querySelector(".head [type=search]")`); name != "Pytać" {
		t.Errorf("a screen reader calls the search %q", name)
	}
}
