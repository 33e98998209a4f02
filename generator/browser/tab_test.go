package browser_test

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	//go:embed watch.js
	watch string // runs before a page's own scripts
	//go:embed checks.js
	checks string // runs when a page has been loaded
)

// tab is a window of its own with nothing stored, so that it is painted and
// has the focus whatever the others do.
type tab struct {
	browser *chromium
	session string

	mu       sync.Mutex
	requests []string          // addresses, in order
	open     map[string]string // requests under way
	loaded   bool
	problems []string // what the console says, what was not found or was refused
}

func newTab(c *chromium) (*tab, error) {
	var context struct{ BrowserContextID string }
	var target struct{ TargetID string }
	var attached struct{ SessionID string }
	err := errors.Join(
		c.call("", "Target.createBrowserContext", nil, &context),
		c.call("", "Target.createTarget", params{"url": "about:blank", "newWindow": true, "browserContextId": context.BrowserContextID}, &target),
		c.call("", "Target.attachToTarget", params{"targetId": target.TargetID, "flatten": true}, &attached))
	if err != nil {
		return nil, err
	}
	b := &tab{browser: c, session: attached.SessionID, open: map[string]string{}}
	c.mu.Lock()
	c.tabs[b.session] = b
	c.mu.Unlock()
	return b, errors.Join(
		b.call("Page.enable", nil, nil),
		b.call("Runtime.enable", nil, nil),
		b.call("Log.enable", nil, nil),
		b.call("Network.enable", nil, nil),
		b.call("Network.setCacheDisabled", params{"cacheDisabled": true}, nil),
		b.call("Emulation.setFocusEmulationEnabled", params{"enabled": true}, nil),
		b.call("Page.addScriptToEvaluateOnNewDocument", params{"source": watch}, nil))
}

func (b *tab) call(method string, p params, result any) error {
	return b.browser.call(b.session, method, p, result)
}

// must is call for tests.
func (b *tab) must(t *testing.T, method string, p params) {
	t.Helper()
	if err := b.call(method, p, nil); err != nil {
		t.Fatal(err)
	}
}

// hear notes what happens in the tab.
func (b *tab) hear(event string, raw json.RawMessage) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var e struct {
		RequestID string
		Request   struct{ URL string }
		Response  struct {
			URL    string
			Status int
		}
		ErrorText string
		Type      string
		Args      []struct {
			Value       any
			Description string
		}
		Entry struct {
			Level, Text, URL string
		}
		ExceptionDetails exception
	}
	if err := json.Unmarshal(raw, &e); err != nil {
		b.problems = append(b.problems, event+": "+err.Error())
		return
	}
	switch event {
	case "Network.requestWillBeSent":
		b.requests = append(b.requests, e.Request.URL)
		if e.Type != "Other" { // the icon: the browser does not always say that it has it
			b.open[e.RequestID] = e.Request.URL
		}
	case "Network.responseReceived":
		if e.Response.Status >= 400 {
			b.problems = append(b.problems, fmt.Sprintf("%s: status %d", e.Response.URL, e.Response.Status))
		}
	case "Network.loadingFinished":
		delete(b.open, e.RequestID)
	case "Network.loadingFailed":
		delete(b.open, e.RequestID)
		b.problems = append(b.problems, "a request failed: "+e.ErrorText)
	case "Page.loadEventFired":
		b.loaded = true
	case "Runtime.consoleAPICalled":
		for _, a := range e.Args {
			b.problems = append(b.problems, fmt.Sprintf("console.%s: %v%s", e.Type, a.Value, a.Description))
		}
	case "Runtime.exceptionThrown":
		b.problems = append(b.problems, e.ExceptionDetails.String())
	case "Log.entryAdded":
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			b.problems = append(b.problems, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	}
}

type exception struct {
	Text      string
	URL       string
	Exception struct{ Description string }
}

func (e exception) String() string {
	return strings.TrimSpace(e.Text + " " + e.Exception.Description + " " + e.URL)
}

// visit loads an address and waits until the page is at rest: everything is
// loaded, its scripts have run and what they did is painted.
func (b *tab) visit(t *testing.T, address string) {
	t.Helper()
	b.load(t, address)
	b.frames(t)
	b.eval(t, checks+";0", nil)
}

// visitWithoutScripts loads an address and runs no script of the page.
func (b *tab) visitWithoutScripts(t *testing.T, address string) {
	t.Helper()
	b.must(t, "Emulation.setScriptExecutionDisabled", params{"value": true})
	b.load(t, address)
	// The scripts of the page have had their moment; the checks need theirs.
	b.must(t, "Emulation.setScriptExecutionDisabled", params{"value": false})
	b.frames(t)
	b.eval(t, checks+";checks.bare();0", nil)
}

// load loads an address and waits until nothing more is asked for.
func (b *tab) load(t *testing.T, address string) {
	t.Helper()
	b.mu.Lock()
	b.requests, b.problems, b.loaded = nil, nil, false
	clear(b.open)
	b.mu.Unlock()
	var result struct{ ErrorText string }
	if err := b.call("Page.navigate", params{"url": address}, &result); err != nil {
		t.Fatal(err)
	}
	if result.ErrorText != "" {
		t.Fatalf("%s: %s", address, result.ErrorText)
	}
	b.rest(t)
}

// rest waits until the page is loaded and asks for nothing more.
func (b *tab) rest(t *testing.T) {
	t.Helper()
	atRest := wait(patience, func() bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		return b.loaded && len(b.open) == 0
	})
	if !atRest {
		t.Fatalf("the page has not come to rest: loaded %v, under way %q", b.loaded, b.open)
	}
}

// frames waits until what has changed is painted.
func (b *tab) frames(t *testing.T) {
	t.Helper()
	b.eval(t, "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))", nil)
}

// becomes waits until a condition in JavaScript is true.
func (b *tab) becomes(t *testing.T, condition string) {
	t.Helper()
	if !b.within(patience, condition) {
		t.Fatalf("never true: %s", condition)
	}
}

// within waits for a condition in JavaScript, which is not true while another page
// is loading.
func (b *tab) within(limit time.Duration, condition string) bool {
	return wait(limit, func() bool {
		var is bool
		return b.evaluate("Boolean("+condition+")", &is) == nil && is
	})
}

// wait asks every few milliseconds.
func wait(limit time.Duration, done func() bool) bool {
	for deadline := time.Now().Add(limit); !done(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}

// eval runs a script in the page and reads its value into result, if that is
// not nil. It awaits a promise.
func (b *tab) eval(t *testing.T, script string, result any) {
	t.Helper()
	if err := b.evaluate(script, result); err != nil {
		t.Fatalf("%.80s: %v", script, err)
	}
}

func (b *tab) evaluate(script string, result any) error {
	var answer struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *exception
	}
	err := b.call("Runtime.evaluate", params{"expression": script, "awaitPromise": true, "returnByValue": true}, &answer)
	switch {
	case err != nil:
		return err
	case answer.ExceptionDetails != nil:
		return errors.New(answer.ExceptionDetails.String())
	case result != nil:
		return json.Unmarshal(answer.Result.Value, result)
	}
	return nil
}

// focused returns what a screen reader calls the element that has the focus.
func (b *tab) focused(t *testing.T) string {
	t.Helper()
	var element struct{ Result struct{ ObjectID string } }
	var tree struct {
		Nodes []struct{ Name struct{ Value string } }
	}
	err := b.call("Runtime.evaluate", params{"expression": "document.activeElement"}, &element)
	if err == nil {
		err = b.call("Accessibility.getPartialAXTree", params{"objectId": element.Result.ObjectID, "fetchRelatives": false}, &tree)
	}
	if err != nil || len(tree.Nodes) != 1 {
		t.Fatalf("%v: %d nodes", err, len(tree.Nodes))
	}
	return tree.Nodes[0].Name.Value
}

// heard returns what the tab has noted since the last visit.
func (b *tab) heard() (requests, problems []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.requests...), append([]string(nil), b.problems...)
}

// look is how somebody sees a page.
type look struct {
	name          string
	width, height int
	scale         int
	media         string // print, or the screen
	dark, forced  bool
}

var (
	light  = look{name: "light", width: 1280, height: 900}
	dark   = look{name: "dark", width: 1280, height: 900, dark: true}
	phone  = look{name: "320 px", width: 320, height: 640}
	zoomed = look{name: "200 %", width: 640, height: 450, scale: 2} // of 1280 × 900
	forced = look{name: "forced colours", width: 1280, height: 900, forced: true}
	// paper is A4 without its margins of 2 cm. Whoever reads in the dark still
	// prints on white.
	paper = look{name: "print", width: 643, height: 971, media: "print", dark: true}
)

// look shows the page, and all that follow, in this way.
func (b *tab) look(t *testing.T, l look) {
	t.Helper()
	b.must(t, "Emulation.setDeviceMetricsOverride", params{
		"width": l.width, "height": l.height, "deviceScaleFactor": max(l.scale, 1), "mobile": false})
	either := func(on bool, yes, no string) string {
		if on {
			return yes
		}
		return no
	}
	b.must(t, "Emulation.setEmulatedMedia", params{"media": l.media, "features": []params{
		{"name": "prefers-color-scheme", "value": either(l.dark, "dark", "light")},
		{"name": "forced-colors", "value": either(l.forced, "active", "none")},
		{"name": "prefers-reduced-motion", "value": "reduce"},
	}})
	b.frames(t) // or the next page would start with the old window
}

// keys are those that the walks press.
var keys = map[string]struct {
	code int
	text string
}{
	"Tab": {9, ""}, "Enter": {13, "\r"}, " ": {32, " "}, "Escape": {27, ""},
	"ArrowRight": {39, ""}, "ArrowDown": {40, ""}, "ArrowLeft": {37, ""}, "ArrowUp": {38, ""},
}

// press presses a key and releases it.
func (b *tab) press(t *testing.T, key string) {
	t.Helper()
	k, ok := keys[key]
	if !ok {
		t.Fatalf("nobody has said which key %q is", key)
	}
	p := params{"type": "keyDown", "key": key, "code": strings.ReplaceAll(key, " ", "Space"), "windowsVirtualKeyCode": k.code}
	if k.text != "" {
		p["text"] = k.text
	}
	b.must(t, "Input.dispatchKeyEvent", p)
	b.must(t, "Input.dispatchKeyEvent", params{"type": "keyUp", "key": key, "code": p["code"], "windowsVirtualKeyCode": k.code})
}

// write types a text where the focus is.
func (b *tab) write(t *testing.T, text string) {
	t.Helper()
	b.must(t, "Input.insertText", params{"text": text})
}
