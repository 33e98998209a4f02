package engine_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// sorbianHub has every kind of page in Upper Sorbian. Its own texts have no letter of the
// alphabet, so that all words are those of the interface and of declarations.
var sorbianHub = map[string]string{
	"content/site.yaml": "title: '0'\nbase_url: https://hub.example\nlanguages: [{code: de, name: Deutsch}, {code: hsb, name: Hornjoserbsce}, {code: en, name: English}]\n" +
		"navigation: [dienste, foerderung]\nfooter: [modelle]\norganisation: organisationen/o\n",
	"content/index.md":    "---\ntitle: '1'\n---\n",
	"content/index.en.md": "---\ntitle: '1'\n---\n",
	"content/index.hsb.md": "---\ntitle: '1'\nreviewed: 2026-11-01\nsources: [{title: '2', url: 'https://a.example/', retrieved: 2026-10-31}]\n---\n\n" +
		":::ways\n- [3](dienste/a.md)\n:::\n\n:::note\n4\n:::\n\n:::warning\n5\n:::\n\n:::details\n6\n:::\n\n- [ ] 7\n- [x] 8\n\n9[^1]\n\n[^1]: 10\n\n" +
		"## 11\n\n::timeline{type=funding}\n\n## 12\n\n::comparison{of=\"type:model\"}\n\n## 13\n\n::steps{model=m1}\n\n::steps{model=m2}\n\n::index{type=contact}\n",
	"content/dienste/index.hsb.md":    "---\ntitle: '20'\n---\n",
	"content/dienste/a.md":            "---\ntitle: '21'\ntopic: bildung\nwritten_form: true\noffers: [{model: m1, status: available, funding: f}]\ncontact: k\n---\n",
	"content/dienste/a.hsb.md":        "---\ntitle: '21'\nreviewed: 2026-03-31\naliases: [/hsb/0/]\n---\n",
	"content/dienste/b.md":            "---\ntitle: '22'\ntopic: umwelt\ndraft: true\n---\n",
	"content/dienste/b.hsb.md":        "---\ntitle: '22'\ndraft: true\n---\n",
	"content/dienste/c.md":            "---\ntitle: '23'\ntopic: umwelt\nsdg: false\n---\n",
	"content/modelle/index.hsb.md":    "---\ntitle: '30'\n---\n",
	"content/modelle/m1.hsb.md":       "---\ntitle: '31'\n---\n",
	"content/modelle/m1.md":           "---\ntitle: '31'\nfocus: '32'\nfinancing: f\n---\n",
	"content/modelle/m2.md":           "---\ntitle: '33'\nfocus: '32'\n---\n",
	"content/modelle/m3.md":           "---\ntitle: '34'\nfocus: '32'\n---\n",
	"content/modelle/m4.md":           "---\ntitle: '35'\nfocus: '32'\n---\n",
	"content/phasen/p.md":             "---\ntitle: '36'\nmodel: m1\norder: 1\ngoal: '37'\n---\n",
	"content/foerderung/index.hsb.md": "---\ntitle: '40'\n---\n",
	"content/foerderung/f.hsb.md":     "---\ntitle: '41'\n---\n",
	"content/foerderung/f.md": "---\ntitle: '41'\nfunder: o\nterms:\n  - {value: '42', until: 2025-12-31}\n  - {value: '43', from: 2026-01-01, until: 2026-12-31, caveat: '44', source: {title: '45', retrieved: 2026-11-02}}\n" +
		"  - {value: '46', from: 2027-01-01}\n---\n",
	"content/glossar/index.hsb.md": "---\ntitle: '50'\n---\n",
	"content/glossar/t.hsb.md":     "---\ntitle: '51'\n---\n",
	"content/glossar/t.md":         "---\ntitle: '51'\ndefinition: '52'\nsee: [u]\n---\n",
	"content/glossar/u.md":         "---\ntitle: '53'\ndefinition: '54'\n---\n",
	"content/organisationen/o.md":  "---\ntitle: '60'\n---\n",
	"content/kontakte/k.md":        "---\ntitle: '61'\norganisation: o\n---\n",
}

// onlyText is a stretch of text as a reader gets it, and the language that it is said to
// be in.
type onlyText struct{ lang, text string }

var (
	piece  = regexp.MustCompile(`(?s)<script.*?</script>|<svg.*?</svg>|<[^>]*>|[^<]+`) // a picture has role="img": its label speaks for it
	langOf = regexp.MustCompile(` lang="([^"]*)"`)
	void   = regexp.MustCompile(`^<(?:!|/|area|br|hr|img|input|link|meta|script|svg|wbr)`)
)

// textsOf lists the texts in the content of the elements of a page.
func textsOf(page string) []onlyText {
	langs := []string{""}
	var all []onlyText
	for _, p := range piece.FindAllString(page, -1) {
		now := langs[len(langs)-1]
		switch {
		case strings.HasPrefix(p, "</"):
			langs = langs[:len(langs)-1]
		case void.MatchString(p):
		case strings.HasPrefix(p, "<"):
			if m := langOf.FindStringSubmatch(p); m != nil {
				now = m[1]
			}
			langs = append(langs, now)
		default:
			all = append(all, onlyText{now, strings.TrimSpace(p)})
		}
	}
	return all
}

// Words of the interface that Upper Sorbian does not have are said in German, and every
// page says so where it can: in the content of elements.
func TestGermanWordsOnSorbianPages(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../layouts/words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]map[string]string
	if err := yaml.Load(data, &words); err != nil {
		t.Fatal(err)
	}
	own, lacking := "de:\n", 0 // German words that cannot be mistaken for others
	for _, key := range slices.Sorted(maps.Keys(words["de"])) {
		own += "  " + key + ": '¦" + key + strings.Repeat(" {}", strings.Count(words["de"][key], "{}")) + "'\n"
		if _, ok := words["hsb"][key]; !ok {
			lacking++
		}
	}
	files := maps.Clone(sorbianHub)
	files["layouts/words/own.yaml"] = own
	out := build(t, writeHub(t, files), options{drafts: true})
	if out.result.Report.Count(out.result.Checks).Errors > 0 {
		t.Fatal(out.findings)
	}
	said, marked := map[string]bool{}, map[string]bool{}
	key := regexp.MustCompile(`¦([a-z-]+)`)
	for _, path := range slices.Sorted(maps.Keys(out.files)) {
		page := out.files[path]
		if !strings.HasPrefix(path, "hsb/") || filepath.Ext(path) != ".html" {
			continue
		}
		for _, m := range key.FindAllStringSubmatch(page, -1) {
			said[m[1]] = true
		}
		for _, text := range textsOf(page) {
			for _, m := range key.FindAllStringSubmatch(text.text, -1) {
				marked[m[1]] = true
				if text.lang != "de" {
					t.Errorf("%s: %q is said to be in %q", path, text.text, text.lang)
				}
			}
		}
		if i := strings.Index(page, "&lt;span"); i >= 0 {
			t.Errorf("%s shows markup: %s", path, page[i:min(len(page), i+80)])
		}
	}
	if len(said) < lacking*3/4 || len(marked) < lacking/2 {
		t.Errorf("of %d words that Upper Sorbian lacks the pages say %d, %d of them in content: %v", lacking, len(said), len(marked), slices.Sorted(maps.Keys(marked)))
	}
}

// A page in Upper Sorbian has its language, its letters, its words and its days.
func TestSorbianPage(t *testing.T) {
	t.Parallel()
	out := build(t, writeHub(t, sorbianHub), options{drafts: true})
	for path, want := range map[string][]string{
		"hsb/index.html": {`<!doctype html><html lang="hsb">`, `<meta property="og:locale" content="hsb_DE">`, `K wobsahej skočić`, `aria-label="Hłowny meni"`, `Rěče`,
			`njedospołne:</span> 7`, `dokónčene:</span> 8`, `Přirunanje: `, `Špalty`, `Rjadki`, `<h2 id="_quellen">Žórła</h2>`, "1.\u00a0nowembra 2026", "31.\u00a0oktobra 2026",
			`<p class="missing">Žane zapiski</p>`, `<span class="missing">njepodate</span>`, `title="Zurück zum Text"`},
		"hsb/dienste/a/index.html":    {`<dd>haj</dd>`, "31.\u00a0měrca 2026", `Kontakt</h2>`, `<span class="mark">(<span lang="de">auf Deutsch</span>)</span>`},
		"hsb/dienste/b/index.html":    {`<p class="tag">Naćisk</p>`},
		"hsb/foerderung/f/index.html": {`>Spadnjeny<`, `>Płaćiwy<`, `<span lang="de">künftig</span>`, "wot <time datetime=\"2026-01-01\">1.\u00a0januara 2026</time>", `hač do <time`, `(do <time`},
		"hsb/suche/index.html":        {`<title>Pytać – 0</title>`, `data-none="Žane wuslědki za „{q}“"`, `Pytanski wuraz`},
	} {
		for _, w := range want {
			if !strings.Contains(out.files[path], w) {
				t.Errorf("%s lacks %q", path, w)
			}
		}
	}
	if t.Failed() {
		for _, path := range slices.Sorted(maps.Keys(out.files)) {
			if strings.HasPrefix(path, "hsb/") {
				t.Log(path)
			}
		}
		t.Log(out.findings)
	}
}

// What the generator itself says in the place of a language that it does not speak is
// German, and says so.
func TestGermanWordsOfTheGenerator(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for path, text := range sorbianHub {
		files[strings.ReplaceAll(path, ".hsb.", ".pl.")] = strings.ReplaceAll(text, "hsb", "pl")
	}
	out := build(t, writeHub(t, files), options{drafts: true})
	for path, want := range map[string][]string{
		"pl/index.html": {`<span class="task"><span lang="de">offen</span>:</span> 7`, `<span class="task done"><span lang="de">erledigt</span>:</span> 8`, `title="Zurück zum Text"`,
			`data-pattern="Vergleich: #"><span lang="de">Vergleich: </span>31, 33, 34, 35</span>`, `<span class="missing"><span lang="de">keine Angabe</span></span>`},
		"pl/dienste/a/index.html":    {`<dd><span lang="de">ja</span></dd>`},
		"pl/foerderung/f/index.html": {`(<span lang="de">bis </span><time`},
	} {
		for _, w := range want {
			if !strings.Contains(out.files[path], w) {
				t.Errorf("%s lacks %q", path, w)
			}
		}
	}
	if t.Failed() {
		t.Log(out.files["pl/index.html"], out.findings)
	}
}
