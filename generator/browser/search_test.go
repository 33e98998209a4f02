package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestSearch looks for a service by keyboard: from the head of any page to the
// results, which are announced, and on to the first of them.
func TestSearch(t *testing.T) {
	for _, l := range []look{light, phone} {
		t.Run(l.name, func(t *testing.T) {
			b := borrow(t)
			b.look(t, l)
			b.visit(t, site.server.URL+"/glossar/")
			b.search(t, "wohngeldantrag")
			b.becomes(t, "location.pathname === '/suche/' && new URLSearchParams(location.search).get('q') === 'wohngeldantrag'")
			b.announces(t, "1 Treffer für „wohngeldantrag“.")
			b.results(t)
			b.first(t, "/dienste/wohngeld/")
		})
	}
}

// TestMisspelt is led from a slip to what was meant, and told so.
func TestMisspelt(t *testing.T) {
	for slip, meant := range map[string]string{"wohngled": "Wohngeld", "wohngelt": "Wohngeld"} {
		t.Run(slip, func(t *testing.T) {
			b := borrow(t)
			b.visit(t, site.server.URL+"/dienste/")
			b.search(t, slip)
			b.announces(t, "„"+slip+"“ steht auf keiner Seite. Gesucht wurde nach „"+meant+"“.")
			b.results(t)
			b.first(t, "/dienste/wohngeld/")
		})
	}
}

// TestMeant follows the question whether a word was meant that is like a rare one.
func TestMeant(t *testing.T) {
	b := borrow(t)
	b.visit(t, halls.server.URL+"/tarife/")
	b.search(t, "mieze")
	b.announces(t, "1 Treffer für „mieze“. Meinten Sie Miete?")
	b.results(t)
	b.tabTo(t, "document.activeElement.closest('main [role=status]')")
	b.press(t, "Enter")
	b.announces(t, "7 Treffer für „Miete“.")
	b.results(t)
}

// TestNothingFound says so, and what to do next.
func TestNothingFound(t *testing.T) {
	b := borrow(t)
	b.visit(t, site.server.URL+"/suche/?q=xyzzyqwv")
	b.announces(t, "Keine Treffer für „xyzzyqwv“.")
	b.becomes(t, "!document.querySelector('main ol a') && document.querySelector('main ul a').checkVisibility()")
	b.results(t)
}

// TestSearchAfterDeploy has a host put a new index into the place of the one that a page
// has begun to read: the page begins anew in that, once. If it is gone as well, or a file
// does not come, the page says so, and the button for more can be tried again.
func TestSearchAfterDeploy(t *testing.T) {
	// Files of the index answer with a status as long as the directory has been asked for so
	// often.
	var asked, until, status atomic.Int32
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/suche/index.json":
			asked.Add(1)
		case strings.HasPrefix(r.URL.Path, "/assets/search/") && asked.Load() <= until.Load():
			w.WriteHeader(int(status.Load()))
			return
		}
		site.server.Config.Handler.ServeHTTP(w, r)
	}))
	defer host.Close()
	b := borrow(t)
	hits := func(n int) string {
		return fmt.Sprintf("document.querySelectorAll('main ol > li').length === %d", n)
	}
	begin := func(gone int32, how int) {
		asked.Store(0)
		status.Store(int32(how))
		until.Store(gone)
		b.visit(t, host.URL+"/suche/?q=Online-Dienst")
	}
	directories := func(want int32) {
		t.Helper()
		if got := asked.Load(); got != want {
			t.Errorf("the directory has been asked for %d times, want %d", got, want)
		}
	}
	const failed = "Die Suche ist gerade nicht erreichbar."

	for _, gone := range []int{http.StatusNotFound, http.StatusForbidden, http.StatusGone} { // object stores do not say what there is not
		begin(1, gone)
		b.becomes(t, hits(10))
		directories(2)
	}

	begin(1, http.StatusServiceUnavailable) // is still there
	b.announces(t, failed)
	directories(1)

	begin(1000, http.StatusNotFound)
	b.announces(t, failed)
	b.becomes(t, "document.querySelector('#_lists').checkVisibility()")
	directories(2)

	begin(0, http.StatusNotFound)
	b.becomes(t, hits(10))
	until.Store(1) // the page is open, and there is a new index
	b.more(t)
	b.becomes(t, hits(20)+" && document.activeElement.closest('main ol > li:nth-child(11)')")
	directories(2)
	b.becomes(t, "new Set([...document.querySelectorAll('main ol h2 a')].map((a) => a.href)).size === 20")

	b.eval(t, "window.fetched = fetch; fetch = (address, ...how) => String(address).includes('/assets/search/') ? Promise.reject(new TypeError('no network')) : fetched(address, ...how)", nil)
	b.more(t)
	b.announces(t, failed)
	b.becomes(t, hits(20))
	b.eval(t, "fetch = fetched", nil)
	b.press(t, "Enter") // on the same button, and there is a network again
	b.becomes(t, hits(30))
}

// TestExcerptsDivideWhatStandsApart reads texts as excerpts do: blocks are apart, and what
// is marked within a word is not.
func TestExcerptsDivideWhatStandsApart(t *testing.T) {
	b := borrow(t)
	b.visit(t, site.server.URL+"/suche/")
	for html, want := range map[string]string{
		"<ul><li>Einer-für-Alle-Prinzip<li>BundID<li><p>Single Digital Gateway</ul>": "Einer-für-Alle-Prinzip BundID Single Digital Gateway",
		"<p>Erste<br>zweite <b>Zu</b>schuss, H<sub>2</sub>O (<a href=/>Amt</a>)":     "Erste zweite Zuschuss, H2O (Amt)",
		"<table><tr><th>Kosten<td>keine</table>":                                     "Kosten keine",
	} {
		var got string
		b.eval(t, fmt.Sprintf(`import(document.querySelector("script[type=module]").src).then(({ textOf }) => textOf(new DOMParser().parseFromString(%q, "text/html").body))`, html), &got)
		if got != want {
			t.Errorf("%s reads %q, want %q", html, got, want)
		}
	}
}

// TestDraftsAreMarked finds a draft and an expired page in a preview: the result says so, as their
// cards do, in the language of the page.
func TestDraftsAreMarked(t *testing.T) {
	dir := t.TempDir()
	err := os.CopyFS(dir, os.DirFS("testdata/hub"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "content/tarife/neu.md"), []byte("---\ntitle: Neuer Saal\ndraft: true\nprice: 1\n---\n"), 0o600)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "content/tarife/alt.md"), []byte("---\ntitle: Alter Saal\npublish_until: 2025\nprice: 1\n---\n"), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	preview, err := serveHub(dir, "--as-of", "2026-11-26", "--drafts")
	if err != nil {
		t.Fatal(err)
	}
	defer preview.close()
	b := borrow(t)
	b.visit(t, preview.server.URL+"/suche/?q=saal")
	b.announces(t, "8 Treffer")
	b.becomes(t, `[...document.querySelectorAll("main ol h2")].map((e) => e.innerText).slice(0, 2).join() === "Alter Saal Abgelaufen,Neuer Saal Entwurf"`)
	b.becomes(t, `document.querySelectorAll("main ol h2 .tag").length === 2`)
	b.results(t)
}

// TestOriginalsAreMarked finds from Leichte Sprache what there is in German alone: the
// result says so in the words of all lists.
func TestOriginalsAreMarked(t *testing.T) {
	dir := t.TempDir()
	err := os.CopyFS(dir, os.DirFS("testdata/hub"))
	if err == nil {
		err = os.Remove(filepath.Join(dir, "content/index.hsb.md")) // the site has other languages
	}
	for file, text := range map[string]string{
		"content/site.yaml":           "title: Tarife\nlanguages: [{code: de, name: Deutsch}, {code: de-simple, name: Leichte Sprache}]\n",
		"content/index.de-simple.md":  "---\ntitle: Anfang\n---\n",
		"content/neu.md":              "---\ntitle: Kellergeschoss\n---\n",
		"content/leicht.md":           "---\ntitle: Kellergeschosse\n---\n",
		"content/leicht.de-simple.md": "---\ntitle: Kellergeschoss ganz leicht\n---\n",
	} {
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	preview, err := serveHub(dir, "--as-of", "2026-11-26")
	if err != nil {
		t.Fatal(err)
	}
	defer preview.close()
	b := borrow(t)
	b.visit(t, preview.server.URL+"/de-simple/suche/?q=kellergeschoss")
	b.becomes(t, `[...document.querySelectorAll("main ol li:not([lang])")].map((e) => e.innerText).join() === "Kellergeschoss ganz leicht\n\nSeite"`)
	b.becomes(t, `document.querySelector("main ol li[lang=de]")?.innerText.includes("in schwerer Sprache")`)
}

// more tabs to the button that shows more hits and presses it.
func (b *tab) more(t *testing.T) {
	t.Helper()
	b.tabTo(t, "document.activeElement.id === '_more'")
	b.press(t, "Enter")
}

// search tabs to the field in the head, writes a query and presses Enter.
func (b *tab) search(t *testing.T, query string) {
	t.Helper()
	b.tabTo(t, "document.activeElement.matches('header [name=q]')")
	b.write(t, query)
	b.press(t, "Enter")
}

// announces waits until the page of results says what a screen reader reads out.
func (b *tab) announces(t *testing.T, what string) {
	t.Helper()
	b.becomes(t, fmt.Sprintf("document.querySelector('main [role=status]')?.innerText.replace(/\\s+/g, ' ').startsWith(%q)", what))
}

// TestExcerptsMoveNothing has pages come one after the other, later than the hits that they
// are excerpts of: the room for them is there.
func TestExcerptsMoveNothing(t *testing.T) {
	var late atomic.Bool
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if late.Load() && strings.HasSuffix(r.URL.Path, "/") && r.URL.Path != "/suche/" {
			time.Sleep(time.Duration(200+100*(len(r.URL.Path)%5)) * time.Millisecond)
		}
		site.server.Config.Handler.ServeHTTP(w, r)
	}))
	defer host.Close()
	for _, l := range []look{light, phone} {
		t.Run(l.name, func(t *testing.T) {
			b := borrow(t)
			b.look(t, l)
			b.visit(t, host.URL+"/suche/")
			late.Store(true)
			defer late.Store(false)
			b.visit(t, host.URL+"/suche/?q=Anschluss")
			b.becomes(t, "document.querySelectorAll('main .excerpt').length > 4")
			b.becomes(t, "[...document.querySelectorAll('main .excerpt')].every((e) => e.textContent)")
			b.rest(t)
			b.frames(t)
			for _, moved := range b.ask(t, "watched.moves()") {
				t.Error(moved)
			}
		})
	}
}

// first tabs to the first result and follows it.
func (b *tab) first(t *testing.T, page string) {
	t.Helper()
	b.tabTo(t, "document.activeElement.closest('main ol')")
	b.press(t, "Enter")
	b.becomes(t, fmt.Sprintf("location.pathname === %q", page))
}

// results checks the page with what the search has found in other looks as well.
func (b *tab) results(t *testing.T) {
	t.Helper()
	b.rest(t)
	b.frames(t)
	b.eval(t, checks+";0", nil)
	b.sound(t)
	for _, l := range []look{dark, zoomed, phone, light} {
		b.look(t, l)
		for _, f := range b.ask(t, "checks.looks().then((found) => found.concat(checks.width()))") {
			t.Errorf("%s: %s", l.name, f)
		}
	}
}
