package browser_test

import (
	"fmt"
	"strconv"
	"testing"
	"time"
)

// walk goes through a page with the Tab key: every stop in the order of the
// document (or of the rows of a grid that says so), the focus always visible, and out again at the end. What is too wide
// can be moved with the arrow keys.
func (b *tab) walk(t *testing.T) []string {
	t.Helper()
	var stops int
	b.eval(t, "checks.begin()", &stops)
	for range stops {
		b.press(t, "Tab")
		if found := b.ask(t, "checks.step()"); len(found) > 0 {
			return found // every further step could say the same
		}
	}
	b.press(t, "Tab")
	if found := b.ask(t, "checks.left()"); len(found) > 0 {
		return found
	}
	var regions int
	b.eval(t, "checks.scrolling().length", &regions)
	for i := range regions {
		region := fmt.Sprintf("checks.scrolling()[%d]", i)
		b.eval(t, region+".focus()", nil)
		b.press(t, "ArrowRight")
		if !b.within(5*time.Second, region+".scrollLeft > 0") {
			return []string{"the arrow keys do not move region " + strconv.Itoa(i+1)}
		}
	}
	return nil
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
	b.becomes(t, "document.activeElement !== document.querySelector('main') && document.activeElement.closest('main')")
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

// TestMenu opens the menu of a small screen: it is as sound as the page, the keyboard
// walks through it, and Escape closes it. The focus goes back to what opens it only
// if it was within.
func TestMenu(t *testing.T) {
	const open, closed = `document.querySelector(".menu").open`, `!document.querySelector(".menu").open`
	b := borrow(t)
	for _, dark := range []bool{false, true} {
		b.look(t, look{name: "390 px", width: 390, height: 740, dark: dark})
		b.visit(t, site.server.URL+"/de-simple/modelle/")
		b.tabTo(t, `document.activeElement.matches(".menu summary")`)
		b.becomes(t, closed+` && !document.querySelector(".menu a").checkVisibility()`)
		b.press(t, "Enter")
		b.becomes(t, open+` && [...document.querySelectorAll(".menu a")].every((a) => a.checkVisibility())`)
		b.sound(t)
	}
	b.tabTo(t, `document.activeElement.matches(".menu li:nth-child(2) a")`)
	b.press(t, "Escape")
	b.becomes(t, closed+` && document.activeElement.matches(".menu summary")`)

	b.press(t, "Enter")
	b.becomes(t, open)
	b.tabTo(t, `document.activeElement.matches("main a")`)
	b.press(t, "Escape")
	b.becomes(t, closed+` && document.activeElement.matches("main a")`)

	b.visit(t, site.server.URL+"/de-simple/modelle/")
	b.eval(t, `document.querySelector(".menu").open = true`, nil)
	for _, f := range b.walk(t) {
		t.Error(f)
	}
}

// TestClerk asks, on a phone, what a service costs a municipality and until when: two
// taps lead to the answer, which stands in the first window, and a third to the ways
// in comparison.
func TestClerk(t *testing.T) {
	b := borrow(t)
	b.look(t, look{name: "390 px", width: 390, height: 740})
	b.visit(t, site.server.URL+"/")
	b.follow(t, "/dienste/")
	b.follow(t, "/dienste/wohngeld/")
	b.becomes(t, `scrollY === 0 && ["a", ".validity time"].every((part) => {
		const { bottom, height } = document.querySelector(".offers [href*='/foerderung/']").closest("dd").querySelector(part).getBoundingClientRect();
		return height > 0 && bottom < innerHeight;
	})`)
	b.follow(t, "/modelle/")
	b.becomes(t, `["Finanzierung", "Aufwand für die Kommune"].every((row) =>
		[...document.querySelectorAll(".comparison tbody th")].some((th) => th.textContent === row))`)
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
		if b.eval(t, "Boolean("+condition+")", &there); there {
			return
		}
	}
	t.Fatalf("Tab has been pressed %d times, and never was %s", stops, condition)
}
