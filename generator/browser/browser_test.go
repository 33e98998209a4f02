// Package browser_test looks at every page of the real hub in Chromium, as
// readers do: with axe's rules of accessibility, in light and dark, on a phone,
// enlarged, in forced colours and on paper, by keyboard alone, with and without
// scripts, under a strict content security policy.
//
// It needs Chromium and axe-core, which setup.sh installs: make test-browser.
package browser_test

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"testing"
)

// What all tests share.
var (
	site  *hub      // the real hub, as of today
	halls *hub      // a small one, as of a day: tariffs of halls to compare and to search
	tabs  chan *tab // those that nobody uses
	axe   string    // the source of axe-core
)

func TestMain(m *testing.M) {
	if os.Getenv("SKIP_BROWSER") != "" {
		fmt.Println("SKIPPED, because SKIP_BROWSER is set: nothing has been tested in a browser.")
		return
	}
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "browser tests:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// run sets up what the tests share, runs them and clears up.
func run(m *testing.M) (code int, err error) {
	source, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		return 1, errors.New("axe-core is missing; make test-browser installs it")
	}
	axe = string(source)
	if site, err = serveHub("../.."); err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, site.close()) }()
	if halls, err = serveHub("testdata/hub", "--as-of", "2026-11-26"); err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, halls.close()) }()
	browser, err := startChromium()
	if err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, browser.stop()) }()
	tabs = make(chan *tab, runtime.GOMAXPROCS(0))
	for range cap(tabs) {
		b, err := newTab(browser)
		if err != nil {
			return 1, err
		}
		tabs <- b
	}
	return m.Run(), nil
}

// borrow hands the test a tab until it ends.
func borrow(t *testing.T) *tab {
	t.Helper()
	b := <-tabs
	t.Cleanup(func() { tabs <- b })
	b.look(t, light)
	return b
}
