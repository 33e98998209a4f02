package search

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestPartsOfWordsOfTexts asks for parts of compounds that stand once, in a text.
func TestPartsOfWordsOfTexts(t *testing.T) {
	files, d := indexOf(t,
		page("Rechnen", "mit der Tabellenkalkulation"), page("Datenschutz", "ohne Reichweitenmessung"), page("Bauen", "nach der Baubeginnanzeige"),
		page("Gesetz", "das Landesgleichstellungsgesetz"), page("Vermessen", "heißt Bemessung"), page("Wohngeld", "Zuschuss"),
	)
	cases := []struct{ query, found string }{
		{"Kalkulation", "Rechnen"}, {"Kalkulationen", "Rechnen"},
		{"Messung", "Datenschutz"}, // Be- is no word before another
		{"Messungen Datenschutz", "Datenschutz"},
		{"Anzeige", "Bauen"}, {"anzeigen", "Bauen"}, {"Baubeginn Bauen", "Bauen"},
		{"Gleichstellung", "Gesetz"}, {"Gleichstellungsgesetz", "Gesetz"},
		{"weitenmessung", "Datenschutz"}, {"Wohngelt", "Wohngeld"},
		{"Wohngeld", "Wohngeld"},
	}
	var queries []string
	for _, c := range cases {
		queries = append(queries, c.query)
	}
	var answers []struct{ Hits, Loaded []string }
	runScript(t, questions, map[string]any{"files": files, "queries": queries}, &answers)
	for i, c := range cases {
		if got := strings.Join(answers[i].Hits, ", "); got != c.found {
			t.Errorf("%q finds %q, want %q", c.query, got, c.found)
		}
		if asked := slices.Contains(answers[i].Loaded, d.Tails); asked != (i < len(cases)-2) {
			t.Errorf("%q loads tails: %t", c.query, asked)
		}
	}
}

// TestTailsBehindTheLastLetter finds a word by its end that starts a file of tails with a z
// before that end.
func TestTailsBehindTheLastLetter(t *testing.T) {
	files, _ := indexOf(t, page("Bauen", "nach der Holzmessung"))
	var answers []struct{ Hits, Loaded []string }
	runScript(t, questions, map[string]any{"files": files, "queries": []string{"Messung"}}, &answers)
	if got := strings.Join(answers[0].Hits, ", "); got != "Bauen" {
		t.Errorf("Messung finds %q", got)
	}
}

// TestTailsAreInSmallFiles finds words of many texts by their ends, each in one file.
func TestTailsAreInSmallFiles(t *testing.T) {
	var pages []Page
	for i := range 3000 {
		begin := fmt.Sprintf("%c%c%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/26/26)
		pages = append(pages, page("Seite", begin+"vorn"+begin+"hintere"))
	}
	files, d := indexOf(t, pages...)
	var answers []struct{ Hits, Loaded []string }
	runScript(t, questions, map[string]any{"files": files, "queries": []string{"aaahintere", "zzahinteren", "xyahinter"}}, &answers)
	for _, a := range answers {
		if len(a.Hits) != 1 || len(a.Loaded) > 7 {
			t.Errorf("%d hits in files %q", len(a.Hits), a.Loaded)
		}
	}
	var tails tailDirectory
	if err := json.Unmarshal([]byte(files[d.Tails]), &tails); err != nil || len(tails.Files) < 10 {
		t.Fatalf("%v: %d files of tails", err, len(tails.Files))
	}
	for _, name := range tails.Files {
		if n := len(files[name]); n > shardSize+200 {
			t.Errorf("%s has %d bytes", name, n)
		}
	}
}

func TestTheScriptBaresTheSame(t *testing.T) {
	texts := strings.Fields("messung messungen reichweitenmessung kalkulationen buchmesse buchmessen prozesses gleichstellungs steuern emem essen s ess nesse adressen")
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		b := make([]byte, 1+random.IntN(12))
		for i := range b {
			b[i] = "aeemnrsst"[random.IntN(9)]
		}
		texts = append(texts, string(b))
	}
	var theirs []string
	runScript(t, strings.Replace(begin, "words, key", "bare, words, key", 1)+`
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
console.log(JSON.stringify(JSON.parse(input).map(bare)));
`, texts, &theirs)
	for i, text := range texts {
		if got := bare(text); got != theirs[i] {
			t.Errorf("%s: in Go %s, in the script %s", text, got, theirs[i])
		}
	}
}
