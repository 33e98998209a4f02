package browser_test

import (
	"cmp"
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
		t.Run(cmp.Or(strings.Trim(page, "/"), "start"), func(t *testing.T) {
			t.Parallel()
			found, cost := inspect(t, borrow(t), site.server.URL, page)
			for _, f := range found {
				t.Error(f)
			}
			all.add(cost)
		})
	}
}

// rules are those of axe that are asked in a look. On a phone other parts are shown.
var rules = map[string]string{light.name: "checks.rules()", dark.name: "checks.looks()", zoomed.name: "checks.looks()", phone.name: "checks.rules()"}

// forcedDark are forced colours on a dark ground, as most who force them have it.
var forcedDark = look{name: "forced colours, dark", width: 1280, height: 900, forced: true, dark: true}

// inspect looks at a page in every way that a reader may, and returns what is
// wrong with it and what it costs.
func inspect(t *testing.T, b *tab, base, page string) (found []string, cost bill) {
	t.Helper()
	report := func(where string, complaints []string) {
		for _, c := range complaints {
			found = append(found, where+": "+c)
		}
	}
	b.visit(t, base+page)
	report("loading", b.loading(t, base))
	cost = b.cost(t, base, page)
	report("budget", cost.overdrawn())
	report("structure", b.ask(t, "checks.structure()"))
	with := b.says(t)

	b.eval(t, axe+";0", nil)
	for _, l := range []look{light, dark, zoomed, phone} {
		b.look(t, l)
		report(l.name, b.ask(t, rules[l.name]))
		report(l.name, b.ask(t, "[...checks.width(), ...checks.tables()]"))
	}
	for _, l := range []look{forced, forcedDark} {
		b.look(t, l)
		report(l.name, b.ask(t, "checks.legible(false)"))
		report(l.name, b.ask(t, "checks.current()"))
	}
	b.look(t, paper)
	report(paper.name, b.ask(t, "checks.print()"))
	report(paper.name, b.ask(t, "checks.legible(true)"))

	for _, l := range []look{phone, light} {
		b.look(t, l)
		b.visit(t, base+page)
		report(l.name+", loading", b.loading(t, base))
		report(l.name+", keyboard", b.walk(t))
	}
	b.visitWithoutScripts(t, base+page)
	report("without scripts", without(b.says(t), with))
	b.eval(t, axe+";0", nil)
	report("without scripts", b.ask(t, "checks.rules()"))
	return found, cost
}

// ask returns what a check in the page finds.
func (b *tab) ask(t *testing.T, check string) (found []string) {
	t.Helper()
	b.eval(t, check, &found)
	return found
}

// sound complains of what is wrong with the page as it is now: after what a reader has
// done, nothing has been said on the console, stopped by the policy or moved by itself.
func (b *tab) sound(t *testing.T) {
	t.Helper()
	b.eval(t, axe+";0", nil)
	_, found := b.heard()
	for _, check := range []string{"watched.moves()", "watched.violations", "checks.structure()", "checks.width()", "checks.tables()", "checks.rules()"} {
		found = append(found, b.ask(t, check)...)
	}
	for _, f := range found {
		t.Error(f)
	}
}

// loading: the page loads from its own host alone, without a word on the console
// or a breach of the policy, and nothing moves meanwhile.
func (b *tab) loading(t *testing.T, base string) []string {
	t.Helper()
	requests, found := b.heard()
	for _, r := range requests {
		if !strings.HasPrefix(r, base+"/") {
			found = append(found, "asks another host: "+r)
		}
	}
	return append(found, b.ask(t, "[...watched.moves(), ...watched.violations]")...)
}

// content is what a page says and where it leads.
type content struct {
	Text  []string // what one sees of it, but for controls
	Any   []string // all of it
	Links []string
}

func (b *tab) says(t *testing.T) (c content) {
	t.Helper()
	b.eval(t, "({ text: checks.text(), any: checks.anyText(), links: checks.links() })", &c)
	return c
}

// without: what scripts add to the content are controls, and they take nothing away
// but what these say.
func without(bare, with content) (found []string) {
	for _, text := range with.Text {
		if !slices.Contains(bare.Text, text) {
			found = append(found, "it does not say: "+text)
		}
	}
	for _, text := range bare.Text {
		if !slices.Contains(with.Any, text) {
			found = append(found, "only then it says: "+text)
		}
	}
	for _, l := range with.Links {
		if !slices.Contains(bare.Links, l) {
			found = append(found, "there is no link to "+l)
		}
	}
	return found
}
