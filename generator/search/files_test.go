package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// page is a page with a title and a text.
func page(title, body string, more ...Text) Page {
	return Page{
		URL: "/" + strings.ToLower(title) + "/", Title: title, Names: []string{title}, Lang: "de",
		Texts: append([]Text{{Title, title}, {Body, body}}, more...),
	}
}

// made makes an index and returns its files and their directory.
func made(t *testing.T, entries []*Entry, c *Collector) (map[string]string, directory) {
	t.Helper()
	files := map[string]string{}
	data, err := c.Write("de", entries, func(name string, data []byte) error {
		files[name] = string(data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var d directory
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	files["index.json"] = string(data)
	return files, d
}

func indexOf(t *testing.T, pages ...Page) (map[string]string, directory) {
	c := NewCollector()
	var entries []*Entry
	for i := range pages {
		entries = append(entries, c.Add(&pages[i]))
	}
	return made(t, entries, c)
}

var namesInLine = regexp.MustCompile(`~[^ ]+`)

// lineOf is the line of a key, without the key and names.
func lineOf(files map[string]string, d directory, key string) string {
	for _, name := range d.Words {
		for line := range strings.Lines(files[name]) {
			line = namesInLine.ReplaceAllString(line, "")
			if rest, ok := strings.CutPrefix(line, key); ok && strings.IndexByte("=* ", rest[0]) >= 0 {
				return strings.TrimSpace(rest)
			}
		}
	}
	return ""
}

func TestWhereAWordStandsDecidesItsLevel(t *testing.T) {
	files, d := indexOf(t,
		page("Wohngeld", "Antrag"), page("Antrag auf Wohngeld", "stellen"), page("Anderes", "mit Wohngeld im Text"),
		page("Keines", "hier", Text{Keyword, "Wohngeld"}), page("Wert", "hier", Text{Value, "Wohngeld"}),
		page("Dienst", "hier", Text{Value, "99107023017000"}), page("Jahr", "hier", Text{Value, "2026"}),
	)
	postings := lineOf(files, d, "wohngeld")
	if len(postings) != 10 {
		t.Fatalf("postings are %q", postings)
	}
	level := func(i int) byte { return postings[2*i+1] }
	for _, pair := range [][2]int{{0, 1}, {1, 4}, {3, 4}, {4, 2}} {
		if level(pair[0]) <= level(pair[1]) {
			t.Errorf("page %d has level %c, page %d %c: %s", pair[0], level(pair[0]), pair[1], level(pair[1]), postings)
		}
	}
	if code, year := lineOf(files, d, "99107023017000"), lineOf(files, d, "2026"); code[1] <= year[1] {
		t.Errorf("a code has level %c, a year %c", code[1], year[1])
	}
}

func TestPartsAndSynonyms(t *testing.T) {
	p := page("Onlinezugangsgesetz", "regelt den Zugang")
	p.Names, p.Synonyms = append(p.Names, "OZG"), []string{"Zugangsrecht", "zwei Wörter"}
	p.Texts = append(p.Texts, Text{Keyword, "OZG"}, Text{Keyword, "Zugangsrecht"})
	files, d := indexOf(t, p, page("Hundesteuer", "zahlen"), page("Hund", "und"), page("Steuer", "zahlen"))
	for key, want := range map[string]string{
		"ozg":                 "=onlinezugangsgesetz ", // the abbreviation means the title
		"onlinezugangsgesetz": "=ozg ",
		"zugangsrecht":        "=onlinezugangsgesetz ",
		"hundesteu":           "=hund+steu ", // a compound of words of the site
		"hund":                " ",
	} {
		if got := lineOf(files, d, key); !strings.HasPrefix(got, strings.TrimSpace(want)) {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if got := lineOf(files, d, "hund"); !strings.HasPrefix(got, "1") || len(got) != 4 {
		t.Errorf("the parts of a compound are not found: %q", got)
	}
}

// What a page is called in another language is found by those who read that.
func TestLabelsAreFoundInTheirLanguage(t *testing.T) {
	p := page("Wohngeld", "Housing steht im Text")
	p.Labels = map[string][]Text{"de": {{Value, "Building & housing Wohngeld"}}, "en": {{Value, "fremd"}}}
	files, d := indexOf(t, p, page("Bauen", "housing"))
	if got := lineOf(files, d, "building"); got == "" || lineOf(files, d, "fremd") != "" {
		t.Errorf("building: %q, fremd: %q", got, lineOf(files, d, "fremd"))
	}
	if got := lineOf(files, d, "wohngeld"); len(got) != 2 {
		t.Errorf("a word that the page has is counted again: %q", got)
	}
}

// What is made follows from the pages and their order, not from when each was taken in.
func TestSameBytesWhateverCameFirst(t *testing.T) {
	pages := make([]Page, 200)
	for i := range pages {
		pages[i] = page(fmt.Sprintf("Seite Nummer%d", i%7), strings.Repeat(fmt.Sprintf("Wort%d Gemeinde wort%d Haupt Sitz Hauptsitz ", i%31, i%31), 1+i%5))
		pages[i].Labels = map[string][]Text{"de": {{Value, fmt.Sprintf("Label%d", i%3)}, {Value, "Gemeinde"}}, "en": {{Value, "other"}}}
	}
	var want map[string]string
	for round := range 4 {
		c := NewCollector()
		entries := make([]*Entry, len(pages))
		var g sync.WaitGroup
		for k := range 1 + round {
			g.Go(func() {
				for i := range pages {
					if j := len(pages) - 1 - i; round%2 == 1 && j%(1+round) == k {
						entries[j] = c.Add(&pages[j])
					} else if round%2 == 0 && i%(1+round) == k {
						entries[i] = c.Add(&pages[i])
					}
				}
			})
		}
		g.Wait()
		if got, _ := made(t, entries, c); want == nil {
			want = got
		} else if !maps.Equal(got, want) {
			t.Fatalf("round %d made other files", round)
		}
	}
}

func TestTheBestPagesOfACommonWordAreKept(t *testing.T) {
	l := line{}
	for page := range 3 * maxPostings {
		l.post(page, page%3)
	}
	kept := best(l.postings)
	if n := strings.Count(string(kept), "C"); n != maxPostings || strings.ContainsAny(string(kept), "AB") {
		t.Errorf("%d postings of the highest level are kept, want %d", n, maxPostings)
	}
	if !strings.HasPrefix(string(kept), "2C3C3C") {
		t.Errorf("the postings are %.20s", kept)
	}
	l.pages = 3 * maxPostings
	var out bytes.Buffer
	l.write(&out)
	if !strings.HasPrefix(out.String(), fmt.Sprintf("*%d 2C3C", l.pages)) {
		t.Errorf("the line is %.20s", out.String())
	}
}

// Of the pages of the lowest level that is kept, there is room for the first ones.
func TestTheFirstOfTheLowestLevelAreKept(t *testing.T) {
	l, want := line{}, line{}
	for page := range 2 * maxPostings {
		level := 1 // of every other page, and of the last 40 pages a higher one
		if page%2 == 0 {
			level = 0
		}
		if page >= 2*maxPostings-40 {
			level = 25
		}
		l.post(page, level)
		if level == 25 || level == 1 && page < 2*(maxPostings-40) {
			want.post(page, level)
		}
	}
	if want.pages != maxPostings {
		t.Fatalf("the test expects %d postings", want.pages)
	}
	if got := best(l.postings); !bytes.Equal(got, want.postings) {
		t.Errorf("the postings are %.80s, want %.80s", got, want.postings)
	}
}

func TestShardsAreSmallAndNamedByTheirContent(t *testing.T) {
	var pages []Page
	for i := range 100 {
		pages = append(pages, page(fmt.Sprintf("Seite %d", i), strings.Repeat(fmt.Sprintf("eigen%dwort%d ", i, i), 3)+fmt.Sprintf("a%d b%d c%d d%d e%d f%d", i, i, i, i, i, i)))
	}
	files, d := indexOf(t, pages...)
	if len(d.Words) < 2 || len(d.Words) != len(d.First) || len(d.Shown) != (len(pages)+pagesPerShard-1)/pagesPerShard {
		t.Fatalf("%d shards of words, %d first keys, %d shards of pages", len(d.Words), len(d.First), len(d.Shown))
	}
	for i, name := range d.Words {
		text := files[name]
		if len(text) > shardSize+200 || !strings.HasPrefix(text, d.First[i]) {
			t.Errorf("shard %d has %d bytes and begins with %.10s, not %s", i, len(text), text, d.First[i])
		}
	}
	if !slices.IsSorted(d.First) {
		t.Error("shards are not in order")
	}
	pages[0].Summary = "neu"
	changed, _ := indexOf(t, pages...)
	same := 0
	for name, text := range files {
		if name != "index.json" && changed[name] == text {
			same++
		}
	}
	if same != len(files)-2 {
		t.Errorf("%d of %d files are the same after another summary", same, len(files))
	}
}

func TestOnlyAbsentPagesSayWhy(t *testing.T) {
	other, draft := page("Fertig", "Text"), page("Neu", "Text")
	draft.Absence = "draft"
	files, d := indexOf(t, other, draft)
	if want := "/fertig/\tFertig\t\t\t\t\n/neu/\tNeu\t\t\t\t\tdraft\n"; files[d.Shown[0]] != want {
		t.Errorf("shown is %q, want %q", files[d.Shown[0]], want)
	}
}
