package browser_test

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
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
	ctx context.Context

	mu       sync.Mutex
	requests []string                     // addresses, in order
	open     map[network.RequestID]string // requests under way
	problems []string                     // what the console says, what was not found or was refused
}

func newTab(c *chromium) (*tab, error) {
	b := &tab{open: map[network.RequestID]string{}}
	ctx, cancel := chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(b.hear))
	b.ctx = ctx
	if err := open(ctx, cancel); err != nil {
		return nil, fmt.Errorf("a tab does not open: %w", err)
	}
	_, noCache := do(b, order(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}))
	_, noFocus := do(b, order(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}))
	_, noWatch := do(b, order(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch}))
	return b, errors.Join(noCache, noFocus, noWatch)
}

// order is a command of the DevTools protocol as a thing to do.
func order[P, R any](command cdp.Command[P, R], params P) chromedp.Action[R] {
	return func(ctx context.Context, t *chromedp.Target) (R, error) {
		result, err := cdp.Call(ctx, t, command, params)
		if err != nil {
			err = fmt.Errorf("%s: %w", command.Method, err)
		}
		return result, err
	}
}

// do does something in a tab.
func do[R any](b *tab, what chromedp.Action[R]) (R, error) {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, what)
}

// must is do for tests.
func must[R any](t *testing.T, b *tab, what chromedp.Action[R]) R {
	t.Helper()
	result, err := do(b, what)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// hear notes what happens in the tab. Whoever has the answer to a command has
// also what happened before it.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
		if e.Type != network.ResourceTypeOther { // the icon: the browser does not always say that it has it
			b.open[e.RequestID] = e.Request.URL
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			b.problem("%s: status %d", e.Response.URL, e.Response.Status)
		}
	case *network.EventLoadingFinished:
		delete(b.open, e.RequestID)
	case *network.EventLoadingFailed:
		delete(b.open, e.RequestID)
		b.problem("a request failed: %s", e.ErrorText)
	case *runtime.EventConsoleAPICalled:
		said := make([]string, len(e.Args))
		for i, a := range e.Args {
			said[i] = cmp.Or(a.Description, strings.Trim(string(a.Value), `"`))
		}
		b.problem("console.%s: %s", e.Type, strings.Join(said, " "))
	case *runtime.EventExceptionThrown:
		b.problem("%v %s", &chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}, e.ExceptionDetails.URL)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.problem("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	}
}

func (b *tab) problem(format string, args ...any) {
	b.problems = append(b.problems, fmt.Sprintf(format, args...))
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
	must(t, b, order(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	b.load(t, address)
	// The scripts of the page have had their moment; the checks need theirs.
	must(t, b, order(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false}))
	b.frames(t)
	b.eval(t, checks+";checks.bare();0", nil)
}

// load loads an address and waits until nothing more is asked for.
func (b *tab) load(t *testing.T, address string) {
	t.Helper()
	b.mu.Lock()
	b.requests, b.problems = nil, nil
	clear(b.open)
	b.mu.Unlock()
	if _, err := do(b, chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	b.rest(t)
}

// rest waits until the page asks for nothing more.
func (b *tab) rest(t *testing.T) {
	t.Helper()
	atRest := wait(patience, func() bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		return len(b.open) == 0
	})
	if !atRest {
		t.Fatalf("the page has not come to rest: under way %q", b.open)
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
	value, err := do(b, chromedp.Evaluate[[]byte](script, chromedp.EvalAwaitPromise))
	if err != nil || result == nil {
		return err
	}
	return json.Unmarshal(value, result)
}

// focused returns what a screen reader calls the element that has the focus.
func (b *tab) focused(t *testing.T) string {
	t.Helper()
	return b.named(t, "document.activeElement")
}

// named returns what a screen reader calls an element.
func (b *tab) named(t *testing.T, script string) string {
	t.Helper()
	element := must(t, b, chromedp.Evaluate[*runtime.RemoteObject](script))
	tree := must(t, b, order(accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
		ObjectID: element.ObjectID, FetchRelatives: new(false)}))
	if len(tree.Nodes) != 1 || tree.Nodes[0].Name == nil {
		t.Fatalf("%d nodes, or one without a name", len(tree.Nodes))
	}
	var name string
	if err := json.Unmarshal(tree.Nodes[0].Name.Value, &name); err != nil {
		t.Fatal(err)
	}
	return name
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
	width, height int64
	scale         float64
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
	must(t, b, chromedp.EmulateViewport(l.width, l.height, chromedp.EmulateScale(max(l.scale, 1))))
	either := func(on bool, yes, no string) string {
		if on {
			return yes
		}
		return no
	}
	must(t, b, order(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: l.media, Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: either(l.dark, "dark", "light")},
			{Name: "forced-colors", Value: either(l.forced, "active", "none")},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		}}))
	b.frames(t) // or the next page would start with the old window
}

// keys are those that the walks press.
var keys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, " ": " ", "Escape": kb.Escape,
	"ArrowRight": kb.ArrowRight, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowUp": kb.ArrowUp,
}

// press presses a key and releases it.
func (b *tab) press(t *testing.T, key string) {
	t.Helper()
	k, ok := keys[key]
	if !ok {
		t.Fatalf("nobody has said which key %q is", key)
	}
	must(t, b, chromedp.KeyEvent(k))
}

// write types a text where the focus is.
func (b *tab) write(t *testing.T, text string) {
	t.Helper()
	must(t, b, order(input.InsertText, input.InsertTextParams{Text: text}))
}
