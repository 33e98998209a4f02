package browser_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

// sound is a page without a fault, in which the tests below plant one each.
var sound = map[string]string{
	"index.html": `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Eine Seite</title>
<link rel="icon" type="image/svg+xml" href="icon.svg">
<link rel="stylesheet" href="style.css">
<script src="script.js" defer></script>
</head>
<body>
<a href="#main">Zum Inhalt</a>
<header><nav aria-label="Bereiche"><ul><li><a href="/a/" aria-current="page">Hier</a></li><li><a href="/b/">Dort</a></li></ul></nav></header>
<main id="main" tabindex="-1"><h1>Eine Seite</h1><p>Ein Absatz.</p></main>
</body>
</html>`,
	"icon.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>`,
	"style.css": `:root { background: #fff; color: #000 } a { color: #00c } li { padding: 1rem } [aria-current] { border: 2px solid }
.scrolls { overflow: auto } .fixed { table-layout: fixed; width: 100%; overflow: clip }
@media print { nav { display: none } }`,
	"script.js": ``,
}

// faults name a file, what is put where in it, and what has to be found then.
var faults = map[string]struct{ file, at, plant, want string }{
	"nothing": {"index.html", "<p>", "<p>", ""},

	"another host":       {"index.html", "<p>", `<img src="https://www.example.org/a.png" alt=""><p>`, "loading: img-src stops"},
	"inline script":      {"index.html", "<p>", "<script>var a</script><p>", "loading: script-src"},
	"inline style":       {"index.html", "<p>", `<p style="color: red">`, "loading: style-src"},
	"not found":          {"index.html", "<p>", `<img src="a.png" alt=""><p>`, "status 404"},
	"console":            {"script.js", "", "console.warn('Vorsicht')", "console.warning: Vorsicht"},
	"script error":       {"script.js", "", "fehlt()", "fehlt is not defined"},
	"layout shift":       {"script.js", "", "setTimeout(() => document.querySelector('main').prepend(document.createElement('hr')), 0); for (const end = Date.now() + 200; Date.now() < end;);", "loading: 0.0"},
	"too many files":     {"index.html", "<p>", `<img src="icon.svg?1" alt=""><img src="icon.svg?2" alt=""><p>`, "budget: "},
	"two headings":       {"index.html", "<p>", "<h1>Noch eine</h1><p>", "structure: 2 times <h1>"},
	"no language":        {"index.html", ` lang="de"`, "", "structure: lang"},
	"id twice":           {"index.html", "<p>", `<p id="main">`, "is empty or there twice"},
	"id of nothing":      {"index.html", "<p>", `<p role="group" aria-labelledby="main fehlt">`, `"fehlt" names nothing`},
	"no alternative":     {"index.html", "<p>", `<img src="icon.svg"><p>`, "light: image-alt"},
	"pale in the dark":   {"style.css", "li {", "@media (prefers-color-scheme: dark) { p { color: #ccc } } li {", "dark: color-contrast"},
	"pale when narrow":   {"style.css", "li {", "@media (max-width: 20rem) { p { color: #ddd; background: #fff } } li {", "320 px: color-contrast"},
	"small targets":      {"index.html", "<p>", `<button>x</button><button>y</button><p>`, "light: target-size"},
	"too wide":           {"style.css", "li {", "p { width: 25rem } li {", "320 px: 40"},
	"table that scrolls": {"index.html", "<p>", `<div class="scrolls"><table><tr><th scope="col">` + strings.Repeat("breit", 20) + `</th></tr></table></div><p>`, "px of a table: <div class=\"scrolls\""},
	"cell cut off":       {"index.html", "<p>", `<table class="fixed"><tr><th scope="col">` + strings.Repeat("breit", 20) + `</th><td>schmal</td></tr></table><p>`, "px of a table: <th"},
	"forced colours":     {"style.css", "{ border: 2px solid }", "{ background: #ff0 }", "forced colours: where one is"},
	"forced text":        {"style.css", "li {", "p { forced-color-adjust: none; color: #fff; background: #fff } li {", "forced colours: contrast"},
	"forced dark":        {"style.css", "li {", "@media (prefers-color-scheme: dark) { p { forced-color-adjust: none; color: #000; background: #000 } } li {", "forced colours, dark: contrast"},
	"forced sign":        {"style.css", "li {", "p::before { content: 'i'; forced-color-adjust: none; color: #fff; background: #fff } li {", "forced colours: contrast"},
	"sign on paper":      {"style.css", "li {", "p::before { content: 'i'; color: #fff; background: #000 } li {", "print: contrast"},
	"white on paper":     {"style.css", "li {", "p { color: #fff; background: #000 } li {", "print: contrast"},
	"printed links":      {"style.css", "nav { display: none }", "", "print: printed"},
	"cut off on paper":   {"index.html", "<p>", `<div role="region" tabindex="0" aria-label="Tabelle"><pre>` + strings.Repeat("breit", 50) + `</pre></div><p>`, "print: cut off"},
	"region that stays":  {"index.html", "<p>", `<div role="region" tabindex="0" aria-label="Tabelle"><pre>` + strings.Repeat("breit", 50) + `</pre></div><p>`, "do not move region 1"},
	"closed on paper":    {"index.html", "<p>", `<details><summary>Mehr</summary><p>Mehr</p></details><p>`, "print: stays closed"},
	"no visible focus":   {"style.css", "li {", "a { outline: 0 } li {", "one does not see the focus"},
	"focus on nothing":   {"style.css", "li {", "a { outline: 0 } a:focus::before { outline: 3px solid } li {", "one does not see the focus"},
	"another order":      {"index.html", `href="/b/"`, `href="/b/" tabindex="3"`, "the focus is on"},
	"focus outside":      {"style.css", "li {", "body > a { position: fixed; left: -9999px } li {", "outside of the window"},
	"focus behind":       {"style.css", "li {", "main { position: fixed; inset: 0; background: #fff; color: #000 } li {", "has the focus behind"},
	"trapped":            {"script.js", "", "let a = [...document.links].at(-1); a.addEventListener('blur', () => a.focus())", "does not let go"},
	"text by script":     {"script.js", "", "document.querySelector('h1').textContent += '!'", "without scripts: it does not say: Eine Seite!"},
	"text off by script": {"script.js", "", "document.querySelector('p').remove()", "without scripts: only then it says: Ein Absatz."},
	"link by script":     {"script.js", "", "document.querySelector('p').innerHTML = '<a href=\"/c/\">Ein Absatz.</a>'", "without scripts: there is no link"},
	"bad alternative":    {"index.html", "<p>", `<noscript><img src="icon.svg"></noscript><p>`, "without scripts: image-alt"},
}

// TestFaults plants faults in a page: each has to be found, and nothing else.
func TestFaults(t *testing.T) {
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := fstest.MapFS{}
			for file, text := range sound {
				if file == fault.file {
					text = strings.Replace(text, fault.at, fault.plant, 1)
				}
				files[file] = &fstest.MapFile{Data: []byte(text)}
			}
			server := serve(files)
			defer server.Close()
			found, _ := inspect(t, borrow(t), server.URL, "/")
			if fault.want == "" && len(found) > 0 {
				t.Errorf("found\n%s", strings.Join(found, "\n"))
			}
			if fault.want != "" && !strings.Contains(strings.Join(found, "\n"), fault.want) {
				t.Errorf("not found: %q, but\n%s", fault.want, strings.Join(found, "\n"))
			}
		})
	}
}
