package search

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// begin loads the scripts as a page does: site.js, and search.js as a module after it.
const begin = `
import vm from "node:vm";
vm.runInThisContext("const module = {};" + %SITE%);
const { words, key, Index, search } = await import(%SEARCH%);
`

// mirror has the scripts say what they make of texts.
const mirror = begin + `
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
console.log(JSON.stringify(JSON.parse(input).map((text) => words(text).map((w) => [w, fold(w), key(w)]))));
`

// runScript runs JavaScript that uses the scripts, with some input, and reads what it
// puts out.
func runScript(t *testing.T, code string, input, output any) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed: static/assets/search.js is not tested")
	}
	site, err := os.ReadFile("../../static/assets/site.js")
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("../../static/assets/search.js")
	if err != nil {
		t.Fatal(err)
	}
	siteText, _ := json.Marshal(string(site))
	url, _ := json.Marshal("data:text/javascript;base64," + base64.StdEncoding.EncodeToString(script))
	code = strings.NewReplacer("%SITE%", string(siteText), "%SEARCH%", string(url)).Replace(code)
	data, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(node, "--input-type=module", "-e", code)
	run.Stdin = bytes.NewReader(data)
	var problems bytes.Buffer
	run.Stderr = &problems
	answer, err := run.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, problems.String())
	}
	if err := json.Unmarshal(answer, output); err != nil {
		t.Fatal(err)
	}
}

// TestTheScriptSeesTheSameWords runs words, fold and key in Go and in the script on the
// same texts: words of the hub's kinds, and letters at random. The filter of a list folds with the
// same fold.
func TestTheScriptSeesTheSameWords(t *testing.T) {
	texts := []string{
		"Bürger Buerger Burger Straße STRASSE ẞ neue Quelle aktuell Bauer Ueberlassung", "K24-IOZ-AE 2025-12-31 a1--b2-c -x1-y2- 1-2",
		"Łužica hornjoserbšćina čěšć dźěło óń źrědło", "So\u00ADzi\u00ADal u\u0308ber e\u0301", "Οδυσσεύς ΟΔΥΣΣΕΥΣ İstanbul ǅ ﬁn", "女性 日本-1",
		"grossem Beamtinnen Anmeldungen Häusern Führerscheine", "", "§ 29 (VwVfG), i-Kfz 🙂 x🙂y ⚠\uFE0F Amt \u00AD", "٣٤ ½ ² Ⅳ",
	}
	random := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune("aaaeeemnnrsstuuoogiiungäöüßÄÖÜ -–.,019łŁšćžěňőçñςΣйё\u00AD\u0301\u0308")
	for range 5000 {
		var b strings.Builder
		for range 1 + random.IntN(24) {
			b.WriteRune(alphabet[random.IntN(len(alphabet))])
		}
		texts = append(texts, b.String())
	}
	var theirs [][][]string
	runScript(t, mirror, texts, &theirs)
	for i, text := range texts {
		ours := [][]string{}
		words(text, func(w string) { ours = append(ours, []string{w, fold(w), key(w)}) })
		if !slices.EqualFunc(ours, theirs[i], slices.Equal) {
			t.Fatalf("%q: in Go %q, in the script %q", text, ours, theirs[i])
		}
	}
}

// questions has the script search an index.
const questions = begin + `
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const { files, queries } = JSON.parse(input);
const answers = [];
for (const query of queries) {
  const loaded = [];
  const index = await Index.open(async (name) => { loaded.push(name); return files[name]; });
  const found = await search(index, query);
  const hits = await Promise.all(found.hits.map((page) => index.shown(page)));
  answers.push({ ...found, hits: hits.map((h) => h.title), urls: hits.map((h) => h.url), loaded });
}
console.log(JSON.stringify(answers));
`

func TestTheScriptFinds(t *testing.T) {
	law := page("Onlinezugangsgesetz", "Bund und Länder bieten Leistungen online an", Text{Keyword, "OZG"}, Text{Summary, "Gesetz über den Zugang"})
	law.Names = append(law.Names, "OZG")
	rent := page("Wohngeld beantragen", "Zuschuss zur Miete", Text{Keyword, "Mietzuschuss"})
	rent.Synonyms = []string{"Mietzuschuss"}
	files, _ := indexOf(t,
		law, rent,
		page("Hund zur Hundesteuer anmelden", "Wer einen Hund hält, zahlt Steuer", Text{Value, "K24-HUN-ST"}),
		page("Gewerbe anmelden", "Gewerbeanmeldung bei der Gemeinde"),
		page("Bauantrag", "online stellen oder beantragen"), page("Wohnung anmelden", "Miete zahlen, Wohnsitz anmelden"),
		page("Amt24", "Bürgerkonto"), page("Formulare", "das Amt 24 im Wort"), page("Raum 24", "Kita"), page("KISA", "KISA und andere"), page("KISA und", "KISA und"), page("Und", "KISA und mehr"),
		page("BundID", "Konto von Bund und Ländern"), page("Einbürgerung", "für einen"), page("Bürger", "ist ein Bürger, aber"), page("Aber", "aber"),
		page("Wunschkennzeichen", "reservieren"), page("Wohnen", "Regeln gelten beim Wohnen"), page("Regeln", "Sie gelten beim Wohnen"), page("Katze", "Mieze zur Miete"),
	)
	cases := []struct{ query, first, said string }{
		{"wohngeld", "Wohngeld beantragen", ""},
		{"Bauanträge", "Bauantrag", ""},
		{"OZG", "Onlinezugangsgesetz", ""},
		{"k24-hun-st", "Hund zur Hundesteuer anmelden", ""},
		{"HUN-ST", "Hund zur Hundesteuer anmelden", ""},
		{"Steuer", "Hund zur Hundesteuer anmelden", ""},
		{"Hundesteueranmeldung", "Hund zur Hundesteuer anmelden", ""},
		{"Gewerbeanmeldung", "Gewerbe anmelden", ""},
		{"kennzeichen", "Wunschkennzeichen", ""},
		{"Mietzuschuss", "Wohngeld beantragen", ""},
		{"Wohng", "Wohngeld beantragen", ""},
		{"Wohngled beantragen", "Wohngeld beantragen", "[[Wohngled Wohngeld]][]"},
		{"Wohngelt", "Wohngeld beantragen", "[[Wohngelt Wohngeld]][]"}, // not a compound of parts that others have
		{"Wohngeld xyzqrst", "Wohngeld beantragen", "[][xyzqrst]"},
		{"xyzqrst", "", "[][xyzqrst]"},
		{"§ !", "", ""},
		{"Hund Gewerbe", "Gewerbe anmelden", ""}, // no page has both
		{"Mieze", "Katze", "[][] Miete"},
		{"amt 24", "Amt24", ""},
		{"Amt-24 Bürgerkonto", "Amt24", ""},
		{"Hund", "Hund zur Hundesteuer anmelden", ""},              // not: und
		{"Kita", "Raum 24", ""},                                    // not: KISA
		{"Katzenpersonalausweis", "", "[][Katzenpersonalausweis]"}, // no Katze
		{"ich", "", "[][ich]"},
		{"Bund ID", "BundID", ""},
		{"Konto Bund-ID", "BundID", ""},
		{"ein Bürger", "Bürger", ""}, // not: Einbürgerung
		{"abert", "", "[][abert]"},   // not: aber
		{"anmelden", "Gewerbe anmelden", ""},
	}
	input := map[string]any{"files": files, "queries": []string{}}
	var queries []string
	for _, c := range cases {
		queries = append(queries, c.query)
	}
	input["queries"] = queries
	var answers []struct {
		Hits, Unknown, Loaded []string
		Instead               [][]string
		Suggestion            string
	}
	runScript(t, questions, input, &answers)
	for i, c := range cases {
		a := answers[i]
		first := ""
		if len(a.Hits) > 0 {
			first = a.Hits[0]
		}
		said := ""
		if len(a.Instead) > 0 || len(a.Unknown) > 0 || a.Suggestion != "" {
			said = strings.TrimSpace(fmt.Sprintf("%s%s %s", a.Instead, a.Unknown, a.Suggestion))
		}
		if first != c.first || said != c.said {
			t.Errorf("%q finds %q, says %s; want %q, %s", c.query, a.Hits, said, c.first, c.said)
		}
	}
	if loaded := answers[len(answers)-1].Loaded; len(loaded) != 3 { // the directory, a shard of words, a shard of pages
		t.Errorf("a query of one word loads %q", loaded)
	}
}

// screen stands for the page of results: elements that know what the scripts ask of them,
// and a host of which parts can fail.
const screen = `
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const files = JSON.parse(input);
class Element {
  nodes = []; dataset = {}; said = [];
  constructor(name) { this.name = name; }
  get children() { return this.nodes.filter((n) => n instanceof Element); }
  get firstChild() { return this.nodes[0]; }
  get lastElementChild() { return this.children.at(-1); }
  get textContent() { return this.said.at(-1) ?? ""; }
  set textContent(text) { this.said.push(text); }
  append(...nodes) { this.nodes.push(...nodes); }
  replaceChildren(...nodes) { this.nodes = nodes; }
  querySelector(name) { return this.children.map((c) => c.name === name ? c : c.querySelector(name)).find((c) => c); }
  addEventListener(_, heard) { this.click = heard; }
  focus() {}
}
const ids = {};
for (const id of ["_search", "_hits", "_more", "_status", "_onward", "_meant", "_lists", "_empty", "_query"]) ids[id] = new Element("div");
ids._meant.append(new Element("a"));
ids._search.dataset = { files: "/files/", hits: "{n} hits", failed: "failed" };
Object.assign(globalThis, {
  location: { search: "?q=wort" },
  addEventListener() {},
  DOMParser: class { parseFromString() { return { querySelectorAll: () => [] }; } },
  document: {
    title: "", documentElement: { lang: "de" }, currentScript: { dataset: { zone: "UTC" } },
    getElementById: (id) => ids[id], createElement: (name) => new Element(name), querySelectorAll: () => [], addEventListener() {},
  },
  fetch: (address, { signal } = {}) => {
    const name = address.replace("/files/", "");
    if (name in files && down) return Promise.reject(new TypeError("no network"));
    if (name in files) return Promise.resolve({ ok: true, text: async () => files[name] });
    return new Promise((_, refuse) => { // a page that never comes
      setTimeout(() => {}, 5000);
      signal?.addEventListener("abort", () => refuse(signal.reason));
    });
  },
});
console.error = () => {};
AbortSignal.timeout = () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("too late")), patience);
  return controller.signal;
};
let down = false, patience = 20;
const states = [];
const state = async () => {
  await new Promise((done) => setTimeout(done, 500));
  states.push([ids._hits.children.length, ids._status.textContent, ids._lists.hidden, ids._status.said.length]);
};
` + begin + `
await state();
down = true;
ids._more.click();
await state();
down = false;
ids._more.click();
await state();
ids._more.click();
await state();
patience = 60000; // pages do not fail now, but do not come either
ids._more.click();
await state();
console.log(JSON.stringify(states));
process.exit();
`

// TestTheScriptTells shows hits whose pages do not come, cannot load more, and then can:
// no hit waits for its page, what it says is true of what it shows, and it says nothing twice.
func TestTheScriptTells(t *testing.T) {
	var pages []Page
	for i := range 40 {
		pages = append(pages, page(fmt.Sprintf("Seite%c%c", 'a'+i/26, 'a'+i%26), "wort"))
	}
	files, _ := indexOf(t, pages...)
	var states [][]any
	runScript(t, screen, files, &states)
	want := "[[10 40 hits true 1] [10 failed false 2] [20 40 hits true 3] [30 40 hits true 3] [40 40 hits true 3]]"
	if got := fmt.Sprint(states); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
