package browser_test

import (
	"slices"
	"strings"
	"testing"
)

// TestPages looks at every page of the hub.
func TestPages(t *testing.T) {
	if len(site.pages) < 50 || !slices.Contains(site.pages, "/404.html") {
		t.Fatalf("only %d pages", len(site.pages))
	}
	var all bills
	t.Cleanup(func() { all.print(t) })
	for _, page := range site.pages {
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			b := borrow(t)
			address := site.server.URL + page
			b.visit(t, address)
			calm(t, b)
			affordable(t, b, page, &all)
			complain(t, b, "structure", "checks.structure()")
			var text string
			var links []string
			b.eval(t, "checks.text()", &text)
			b.eval(t, "checks.links()", &links)
			accessible(t, b)
			forcedColours(t, b)
			onPaper(t, b)

			b.look(t, phone)
			b.visit(t, address)
			calm(t, b)
			keyboard(t, b)
			scrollable(t, b)
			b.look(t, light)
			b.visit(t, address)
			keyboard(t, b)
			withoutScripts(t, b, address, text, links)
		})
	}
}

// complain reports what a check finds.
func complain(t *testing.T, b *tab, where, check string) {
	t.Helper()
	var found []string
	b.eval(t, check, &found)
	for _, f := range found {
		t.Errorf("%s: %s", where, f)
	}
}

// calm: the page loads from its own host alone, without a word on the console,
// and nothing moves while it does.
func calm(t *testing.T, b *tab) {
	t.Helper()
	requests, problems := b.heard()
	for _, r := range requests {
		if !strings.HasPrefix(r, site.server.URL+"/") {
			t.Errorf("asks another host: %s", r)
		}
	}
	for _, p := range problems {
		t.Error(p)
	}
	complain(t, b, "layout shift", "watched.shifts")
	complain(t, b, "security policy", "watched.violations")
}

// accessible: nothing breaks one of axe's rules, and the page fits the screen.
func accessible(t *testing.T, b *tab) {
	t.Helper()
	b.eval(t, axe+";0", nil)
	for _, l := range []look{light, dark, zoomed, phone} {
		b.look(t, l)
		complain(t, b, l.name, "checks.rules()")
		complain(t, b, l.name, "checks.width()")
	}
}

func forcedColours(t *testing.T, b *tab) {
	t.Helper()
	b.look(t, forced)
	complain(t, b, forced.name, "checks.legible(false)")
	complain(t, b, forced.name, "checks.current()")
}

func onPaper(t *testing.T, b *tab) {
	t.Helper()
	b.look(t, paper)
	complain(t, b, paper.name, "checks.print()")
	complain(t, b, paper.name, "checks.legible(true)")
}

// withoutScripts: what a page says and where it leads does not depend on scripts.
// What they add are controls.
func withoutScripts(t *testing.T, b *tab, address, text string, links []string) {
	t.Helper()
	b.visitWithoutScripts(t, address)
	var bare string
	var reachable []string
	b.eval(t, "checks.text()", &bare)
	b.eval(t, "checks.links()", &reachable)
	if bare != text {
		t.Errorf("without scripts it says\n%s\ninstead of\n%s", bare, text)
	}
	for _, l := range links {
		if !slices.Contains(reachable, l) {
			t.Errorf("without scripts there is no link to %s", l)
		}
	}
	b.eval(t, axe+";0", nil)
	complain(t, b, "without scripts", "checks.rules()")
}
