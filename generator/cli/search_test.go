package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// searchText is all that a search of the preview knows.
func (r *running) searchText() string {
	r.t.Helper()
	_, text := r.page("/suche/index.json")
	var directory struct {
		Words, Shown []string
		Vocabulary   string
	}
	if err := json.Unmarshal([]byte(text), &directory); err != nil {
		r.t.Fatalf("%v: %s", err, text)
	}
	var all strings.Builder
	for _, name := range slices.Concat(directory.Words, directory.Shown) {
		status, text := r.page("/assets/search/" + name)
		if status != 200 {
			r.t.Errorf("%s answers %d", name, status)
		}
		all.WriteString(text)
	}
	return all.String()
}

// What a search of the preview finds is what the page shows, after every edit.
func TestSearchIsNeverStale(t *testing.T) {
	r := startPreview(t)
	r.awaitPage("/suche/", "assets/search.js")
	if text := r.searchText(); !strings.Contains(text, "\ntext 0") || !strings.Contains(text, "/\tStart\t") {
		t.Errorf("the search knows\n%s", text)
	}
	for _, word := range []string{"zebra", "giraff"} {
		r.write("content/index.md", strings.Replace(startMD, "Text", word, 1))
		r.awaitPage("/", word)
		if text := r.searchText(); !strings.Contains(text, "\n"+word+" ") {
			t.Errorf("the page says %s, the search knows\n%s", word, text)
		}
	}
	r.write("content/zwei.md", "---\ntitle: Zweite\n---\n")
	r.awaitStatus("/zwei/", 200)
	if text := r.searchText(); !strings.Contains(text, "/zwei/\tZweite") || strings.Contains(text, "zebra") {
		t.Errorf("with a second page, the search knows\n%s", text)
	}
	if status, _ := r.page("/assets/search/0000000000.txt"); status != 404 {
		t.Errorf("a file that is not there answers %d", status)
	}
}
