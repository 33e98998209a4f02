package engine_test

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"
)

// atom is what a feed reader needs of a feed.
type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Summary string `xml:"summary"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func feedOf(t *testing.T, out outcome) atom {
	t.Helper()
	var f atom
	if err := xml.Unmarshal([]byte(out.files["feed.xml"]), &f); err != nil {
		t.Fatal(err)
	}
	if f.ID == "" || f.Author == "" {
		t.Errorf("the feed lacks an id or author: %+v", f)
	}
	return f
}

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// Entries have ids of their own and are sorted, and lead to pages that there are.
func TestFeedOfTheHub(t *testing.T) {
	t.Parallel()
	out := hub(t)
	f := feedOf(t, out)
	if len(f.Entries) < 5 {
		t.Fatalf("only %d entries", len(f.Entries))
	}
	ids, last := map[string]bool{}, moment(t, f.Updated)
	for _, e := range f.Entries {
		at := moment(t, e.Updated)
		if ids[e.ID] || at.After(last) || e.Title == "" || e.Summary == "" {
			t.Errorf("%+v is there twice, out of order or empty", e)
		}
		ids[e.ID], last = true, at
		if page := strings.TrimPrefix(e.Link.Href, "https://ozg-wegweiser.example/") + "index.html"; out.files[page] == "" {
			t.Errorf("%s leads nowhere", e.Link.Href)
		}
	}
}

func TestFeedWithoutEntries(t *testing.T) {
	t.Parallel()
	out := build(t, writeHub(t, map[string]string{"content/index.md": "---\ntitle: Start\n---\n"}), options{})
	expectNoFeed(t, out)
}

// expectNoFeed expects that there is none, and that no page names one.
func expectNoFeed(t *testing.T, out outcome) {
	t.Helper()
	if feed, there := out.files["feed.xml"]; there || strings.Contains(out.files["index.html"], "atom+xml") {
		t.Errorf("there is a feed: %s", feed)
	}
}

// A review that is still to come is in the feed when its day has come: until then the
// program says that something will change by itself.
func TestFeedOfReviewToCome(t *testing.T) {
	t.Parallel()
	root := writeHub(t, map[string]string{"content/index.md": "---\ntitle: Start\nreviewed: 2026-12-01\n---\n"})
	before := build(t, root, options{})
	expectNoFeed(t, before)
	if next := before.result.NextChange.String(); next != "2026-12-01" {
		t.Errorf("the next change is on %q", next)
	}
	if len(before.result.Upcoming) > 0 {
		t.Errorf("a review is announced: %v", before.result.Upcoming)
	}
	after := build(t, root, options{day: "2026-12-01"})
	if f := feedOf(t, after); len(f.Entries) != 1 || f.Updated != "2026-12-01T00:00:00+01:00" {
		t.Errorf("%+v", f)
	}
}

func TestNoFeedWithoutAddress(t *testing.T) {
	t.Parallel()
	out := build(t, writeHub(t, map[string]string{
		"content/index.md":  "---\ntitle: Start\nreviewed: 2026-11-01\n---\n",
		"content/site.yaml": "title: Hub\ntime_zone: Europe/Berlin\n",
	}), options{})
	expectNoFeed(t, out)
}

// That all pages were reviewed on one day does not drive out what has changed.
func TestReviewsOfOneDay(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"content/index.md": "---\ntitle: Start\n---\n",
		"content/neu.md":   "---\ntitle: Neu\npublish_from: 2025-01-01\nreviewed: 2026-11-01\n---\n",
	}
	for i := range 60 {
		files[fmt.Sprintf("content/p%02d.md", i)] = fmt.Sprintf("---\ntitle: Seite %d\nreviewed: 2026-11-02\n---\n", i)
	}
	f := feedOf(t, build(t, writeHub(t, files), options{}))
	if len(f.Entries) != 3 || f.Entries[0].Title != "Inhaltlich geprüft: 2.\u00a0November 2026" || !strings.HasPrefix(f.Entries[0].Summary, "Seite 0, Seite 1,") || !strings.HasSuffix(f.Entries[0].Summary, "Seite 9, …") {
		t.Errorf("%+v", f.Entries)
	}
	if f.Entries[1].Title != "Neu" || !strings.HasSuffix(f.Entries[2].ID, "#publish_from-2025-01-01") {
		t.Errorf("%+v", f.Entries)
	}
}

// A preview shows drafts and pages after their time; the feed that it shows is that of the readers.
func TestFeedWithoutDrafts(t *testing.T) {
	t.Parallel()
	out := build(t, writeHub(t, map[string]string{
		"content/index.md":   "---\ntitle: Start\n---\n",
		"content/entwurf.md": "---\ntitle: Entwurf\ndraft: true\nreviewed: 2026-11-01\n---\n",
		"content/vorbei.md":  "---\ntitle: Vorbei\npublish_until: 2026-11-02\nreviewed: 2026-11-01\n---\n",
	}), options{drafts: true})
	if out.files["entwurf/index.html"] == "" {
		t.Error("there is no draft")
	}
	expectNoFeed(t, out)
}

// A long history is cut off behind the latest.
func TestFeedOfManyChanges(t *testing.T) {
	t.Parallel()
	files := map[string]string{"content/index.md": "---\ntitle: Start\n---\n"}
	for i := range 60 {
		files[fmt.Sprintf("content/p%02d.md", i)] = fmt.Sprintf("---\ntitle: Seite %d\npublish_from: 20%02d-01-01\n---\n", i, i%26)
	}
	f := feedOf(t, build(t, writeHub(t, files), options{}))
	if n := len(f.Entries); n != 50 {
		t.Errorf("%d entries", n)
	}
	if !strings.HasPrefix(f.Entries[0].Updated, "2025-") {
		t.Errorf("the first is of %s", f.Entries[0].Updated)
	}
}
