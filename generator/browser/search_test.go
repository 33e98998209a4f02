package browser_test

import "testing"

// TestSearch looks for a service by keyboard: from the head of any page to the
// results, which are announced, and on to the first of them.
func TestSearch(t *testing.T) {
	for _, l := range []look{light, phone} {
		t.Run(l.name, func(t *testing.T) {
			b := borrow(t)
			b.look(t, l)
			b.visit(t, site.server.URL+"/glossar/")
			b.tabTo(t, "document.activeElement.name === 'q'")
			b.write(t, "wohngeldantrag")
			b.press(t, "Enter")
			b.becomes(t, "location.pathname === '/suche/' && new URLSearchParams(location.search).get('q') === 'wohngeldantrag'")
			b.becomes(t, "document.querySelector('main [role=status]').innerText.trim()")
			b.results(t)
			b.tabTo(t, "document.activeElement.closest('main ol')")
			b.press(t, "Enter")
			b.becomes(t, "location.pathname === '/dienste/wohngeld/'")
		})
	}
}

// TestMisspelt is led from a slip to what was meant.
func TestMisspelt(t *testing.T) {
	b := borrow(t)
	b.visit(t, site.server.URL+"/suche/?q=wohngled")
	b.becomes(t, "document.querySelector('main [role=status]').innerText.match(/wohngeld/i)")
	b.becomes(t, "document.querySelector('main ol a[href=\"/dienste/wohngeld/\"]')")
	b.results(t)
}

// TestNothingFound says so, and what to do next.
func TestNothingFound(t *testing.T) {
	b := borrow(t)
	b.visit(t, site.server.URL+"/suche/?q=xyzzyqwv")
	b.becomes(t, "document.querySelector('main [role=status]').innerText.includes('xyzzyqwv')")
	b.becomes(t, "!document.querySelector('main ol a') && document.querySelector('main ul a')")
	b.results(t)
}

// results checks the page with what the search has found: in every look, by
// keyboard, and without a word on the console or a request to elsewhere.
func (b *tab) results(t *testing.T) {
	t.Helper()
	b.frames(t)
	b.eval(t, checks+";"+axe+";0", nil)
	_, found := b.heard()
	for _, l := range []look{dark, zoomed, phone, light} {
		b.look(t, l)
		found = append(found, b.ask(t, "checks.rules()")...)
		found = append(found, b.ask(t, "checks.width()")...)
	}
	for _, f := range append(found, b.ask(t, "[...checks.structure(), ...watched.violations]")...) {
		t.Error(f)
	}
}
