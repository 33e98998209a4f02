package preview

import (
	"bufio"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"wegweiser/generator/engine"
)

// events opens the event stream of a page that has heard of all builds, and hands
// out a function that reads the next event; nil if the server refuses.
func (d *desk) events() func() string { return d.eventsSince(d.server.number, "/") }

func (d *desk) eventsSince(since int64, page string) func() string {
	d.t.Helper()
	answer, err := http.Get(fmt.Sprintf("%s/_wegweiser/events?since=%d&page=%s", d.web.URL, since, page))
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() {
		answer.Body.Close()
		http.DefaultClient.CloseIdleConnections()
	})
	if answer.StatusCode != http.StatusOK {
		return nil
	}
	lines := bufio.NewScanner(answer.Body)
	return func() string {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		return "closed"
	}
}

func TestEventsNameWhatChanged(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{}, map[string]string{"a/index.html": "A"})
	next, number := d.events(), d.server.number
	saved := []engine.Rendered{{Task: "page content/a.md", Kind: "own"}, {Task: "page content/b.md", Kind: "page", Name: "a"}}
	d.publish(Build{Result: engine.Result{Entries: []engine.Entry{entry("a")}, Rendered: saved}}, map[string]string{"a/index.html": "Neu", "assets/style.css": "x"})
	if got, want := next(), fmt.Sprintf(`{"build":%d,"changed":["/a/"],"styles":["/assets/style.css"],"saved":{"url":"/a/","title":"a"}}`, number+1); got != want {
		t.Errorf("event %s, want %s", got, want)
	}
	d.publish(Build{}, map[string]string{"a/index.html": "Neu"})
	if got := next(); strings.Contains(got, "changed") {
		t.Errorf("the same bytes are news: %s", got)
	}
}

// A page that was not looked at for a while learns what has happened to it since.
func TestPagesCatchUp(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{}, map[string]string{"a/index.html": "A", "b/index.html": "B"})
	loaded := d.server.number
	d.publish(Build{}, map[string]string{"b/index.html": "Neu"})
	d.publish(Build{}, map[string]string{"assets/style.css": "x"})
	for page, want := range map[string]string{
		"/a/":     `{"build":%d,"styles":["/assets/style.css"]}`,
		"/b/":     `{"build":%d,"changed":["/b/"],"styles":["/assets/style.css"]}`,
		"/fehlt/": `{"build":%d,"styles":["/assets/style.css"]}`,
	} {
		if got, want := d.eventsSince(loaded, page)(), fmt.Sprintf(want, loaded+2); got != want {
			t.Errorf("%s: %s, want %s", page, got, want)
		}
	}
	next := d.events()
	d.publish(Build{}, nil)
	if got, want := next(), fmt.Sprintf(`{"build":%d}`, loaded+3); got != want {
		t.Errorf("a page that has heard of everything is told %s, want %s", got, want)
	}
}

// A browser that never reads is given up, and the others are not kept waiting.
func TestDeafBrowserIsGivenUp(t *testing.T) {
	h := newHub()
	deaf, _ := h.join()
	for range maxBehind + 1 {
		h.tell(event{})
	}
	received := 0
	for range deaf {
		received++
	}
	if received != maxBehind || len(h.streams) != 0 {
		t.Errorf("received %d, %d streams are open", received, len(h.streams))
	}
	h.leave(deaf)
}

func TestStreamsAreBounded(t *testing.T) {
	h := newHub()
	for range maxStreams {
		if _, ok := h.join(); !ok {
			t.Fatal("refused too early")
		}
	}
	if _, ok := h.join(); ok {
		t.Error("one too many")
	}
}

func TestManyConnections(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{}, map[string]string{"index.html": "Start"})
	var readers []func() string
	for range 1000 {
		if next := d.events(); next != nil {
			readers = append(readers, next)
		}
	}
	if len(readers) != maxStreams {
		t.Errorf("%d streams are open, want %d", len(readers), maxStreams)
	}
	d.publish(Build{}, map[string]string{"index.html": "Neu"})
	for _, next := range readers {
		if got := next(); !strings.Contains(got, `"/"`) {
			t.Fatalf("event %q", got)
		}
	}
	deadline := time.Now().Add(5 * time.Second)
	d.web.CloseClientConnections()
	for {
		d.server.hub.mu.Lock()
		open := len(d.server.hub.streams)
		d.server.hub.mu.Unlock()
		if open == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d streams are still open", open)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func TestManyChangesAreNotNamed(t *testing.T) {
	s := New(Options{})
	var changed []string
	for i := range maxNamed + 1 {
		changed = append(changed, fmt.Sprintf("%d/index.html", i))
	}
	if e := s.event(slices.Clone(changed)); !e.All || e.Changed != nil {
		t.Errorf("%+v", e)
	}
}
