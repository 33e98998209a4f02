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
	if f := feedOf(t, out); len(f.Entries) != 0 || f.Updated != "2026-11-23T00:00:00+01:00" {
		t.Errorf("%+v", f)
	}
}

func TestNoFeedWithoutAddress(t *testing.T) {
	t.Parallel()
	out := build(t, writeHub(t, map[string]string{
		"content/index.md":  "---\ntitle: Start\n---\n",
		"content/site.yaml": "title: Hub\ntime_zone: Europe/Berlin\n",
	}), options{})
	if _, there := out.files["feed.xml"]; there || strings.Contains(out.files["index.html"], "atom+xml") {
		t.Error("a site without an address has a feed")
	}
}

// A long history is cut off behind the latest.
func TestFeedOfManyChanges(t *testing.T) {
	t.Parallel()
	files := map[string]string{"content/index.md": "---\ntitle: Start\n---\n"}
	for i := range 60 {
		files[fmt.Sprintf("content/p%02d.md", i)] = fmt.Sprintf("---\ntitle: Seite %d\nreviewed: 20%02d-01-01\n---\n", i, i%26)
	}
	f := feedOf(t, build(t, writeHub(t, files), options{}))
	if n := len(f.Entries); n != 50 {
		t.Errorf("%d entries", n)
	}
	if !strings.HasPrefix(f.Entries[0].Updated, "2025-") {
		t.Errorf("the first is of %s", f.Entries[0].Updated)
	}
}
