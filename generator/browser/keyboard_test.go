package browser_test

import (
	"fmt"
	"strings"
	"testing"
)

// keyboard walks through a page with the Tab key: every stop in the order of the
// document, the focus always visible, and out again at the end.
func keyboard(t *testing.T, b *tab) {
	t.Helper()
	var stops int
	b.eval(t, "checks.begin()", &stops)
	for range stops {
		b.press(t, "Tab")
		var found []string
		b.eval(t, "checks.step()", &found)
		for _, f := range found {
			t.Errorf("Tab: %s", f)
		}
		if len(found) > 0 {
			return // every further step could say the same
		}
	}
	b.press(t, "Tab")
	var trapped bool
	b.eval(t, "document.activeElement !== document.body && document.activeElement !== checks.first()", &trapped)
	if trapped {
		t.Error("Tab: the last stop does not let go of the focus")
	}
}

// scrollable: what is too wide for a phone can be moved with the arrow keys.
func scrollable(t *testing.T, b *tab) {
	t.Helper()
	var regions int
	b.eval(t, "checks.scrolling().length", &regions)
	for i := range regions {
		region := fmt.Sprintf("checks.scrolling()[%d]", i)
		b.eval(t, region+".focus()", nil)
		b.press(t, "ArrowRight")
		b.becomes(t, region+".scrollLeft > 0")
	}
}

// TestSkipLink follows the first link of a page: it goes to the content, past
// everything that stands before it.
func TestSkipLink(t *testing.T) {
	b := borrow(t)
	b.visit(t, site.server.URL+"/dienste/")
	b.press(t, "Tab")
	b.press(t, "Enter")
	b.becomes(t, "document.activeElement === document.querySelector('main')")
	b.press(t, "Tab")
	b.becomes(t, "document.activeElement.closest('main')")
}

// TestThreeClicks goes from the start to a service, and on to the model that
// offers it, with Tab and Enter alone.
func TestThreeClicks(t *testing.T) {
	for _, l := range []look{light, phone} {
		t.Run(l.name, func(t *testing.T) {
			b := borrow(t)
			b.look(t, l)
			b.visit(t, site.server.URL+"/")
			for _, page := range []string{"/dienste/", "/dienste/wohngeld/", "/modelle/oaa/"} {
				b.follow(t, page)
			}
		})
	}
}

// follow tabs to the link to a page of the hub and presses Enter.
func (b *tab) follow(t *testing.T, page string) {
	t.Helper()
	b.tabTo(t, fmt.Sprintf("document.activeElement.getAttribute('href') === %q", page))
	b.press(t, "Enter")
	b.becomes(t, fmt.Sprintf("location.pathname === %q && document.readyState === 'complete'", page))
	b.eval(t, checks+";0", nil)
}

// tabTo presses Tab until a condition is true, at most once around the page.
func (b *tab) tabTo(t *testing.T, condition string) {
	t.Helper()
	var stops int
	b.eval(t, "checks.begin()", &stops)
	for range stops {
		b.press(t, "Tab")
		var there bool
		if b.eval(t, condition, &there); there {
			return
		}
	}
	t.Fatalf("%d stops, and none where %s", stops, strings.TrimPrefix(condition, "document."))
}
