package engine_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"wegweiser/generator/calendar"
	"wegweiser/generator/engine"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// searchFiles are the files that an engine makes when they are asked for.
func searchFiles(t testing.TB, e *engine.Engine) map[string]string {
	t.Helper()
	files := map[string]string{}
	if err := e.SearchFiles(func(path string, data []byte) error {
		files[path] = string(data)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

// searchHub speaks two languages and has what only a search sees: a keyword, the
// title of another page, a text in a directive.
var searchHub = map[string]string{
	"content/site.yaml":                 siteYAML + "languages: [{code: de, name: Deutsch}, {code: en, name: English}]\nfooter: [impressum]\n",
	"content/index.md":                  "---\ntitle: Start\nkeywords: [Wegweisung]\n---\nEin [](impressum.md).\n",
	"content/impressum.md":              "---\ntitle: Rechtliches\n---\n:::note\nKastentext\n:::\n",
	"content/dienste/wohngeld.md":       "---\ntitle: Wohngeld beantragen\ntopic: bauen-wohnen\nleika: \"99107023017000\"\nlegal_basis: [{norm: WoGG, url: https://gesetze.example/wogg}]\nsynonyms: [Mietzuschuss]\n---\n**Zu**schuss.\n",
	"content/dienste/wohngeld.en.md":    "---\ntitle: Apply for housing benefit\ntopic: bauen-wohnen\n---\nRent.\n",
	"content/dienste/baum.md":           "---\ntitle: Baum\ntopic: umwelt\n---\n",
	"content/dienste/nur-entwurf.md":    "---\ntitle: Geheimnis\ntopic: bauen-wohnen\ndraft: true\n---\n",
	"content/organisationen/ks.md":      "---\ntitle: Kommunale Stelle\nshort_name: KS\n---\n",
	"content/glossar/wohngeldstelle.md": "---\ntitle: Wohngeldbehörde\nabbreviation: WB\ndefinition: Amt\n---\n",
}

// once builds a hub as wegweiser build does.
func once(t *testing.T, root string) map[string]string {
	t.Helper()
	in, err := source.Read(root, templates(t))
	if err != nil {
		t.Fatal(err)
	}
	day, _ := calendar.Parse(buildDay)
	files := newHanded(everything)
	_, err = engine.New().Build(context.Background(), in, engine.Options{
		Day: func(*schema.Schema) calendar.Date { return day }, Once: true, Search: true,
	}, func(path string, pieces ...[]byte) error {
		if files.has(path) {
			t.Errorf("%s is written twice", path)
		}
		files.take(path, pieces)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files.files
}

func TestSearchFilesAreThoseOfTheBuild(t *testing.T) {
	t.Parallel()
	root := writeHub(t, searchHub)
	in, err := source.Read(root, templates(t))
	if err != nil {
		t.Fatal(err)
	}
	e := engine.New()
	day, _ := calendar.Parse(buildDay)
	if _, err := e.Build(context.Background(), in, engine.Options{Day: func(*schema.Schema) calendar.Date { return day }},
		func(string, ...[]byte) error { return nil }); err != nil {
		t.Fatal(err)
	}
	asked, built := searchFiles(t, e), once(t, root)
	maps.DeleteFunc(built, func(path, _ string) bool { return !site.IsSearchFile(path) })
	if d := difference(built, asked); d != "" || len(built) < 8 {
		t.Errorf("%d files: %s", len(built), d)
	}
}

func TestWhatASearchFinds(t *testing.T) {
	t.Parallel()
	built := once(t, writeHub(t, searchHub))
	for lang, want := range map[string]struct {
		directory   string
		has, hasNot []string
	}{
		"de": {"suche/index.json",
			[]string{"mietzuschu=wohngeld+beantrag", "\nzuschu ", "kastentext ", "rechtlich~rechtliches:a ", "ks~ks:c ", "99107023017000 ", "wegwei ", "wogg ", "wb=wohngeldbehord~wb:9 "},
			[]string{"geheimnis", "rent ", "gesetz", "http", "environment"}},
		"en": {"en/suche/index.json",
			[]string{"rent ", "housing ", "wegwei ", "environment ", "\tde\n"},
			[]string{"mietzuschu", "geheimnis", "\ten\n"}},
	} {
		var directory struct {
			Pages        int
			Words, Shown []string
			Vocabulary   string
		}
		if err := json.Unmarshal([]byte(built[want.directory]), &directory); err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		var text strings.Builder
		for _, name := range slices.Concat(directory.Words, directory.Shown, []string{directory.Vocabulary}) {
			data, ok := built[site.SearchFiles+name]
			if !ok {
				t.Errorf("%s: there is no %s", lang, name)
			}
			text.WriteString(data + "\n")
		}
		for _, s := range want.has {
			if !strings.Contains(text.String(), s) {
				t.Errorf("%s: nothing is known of %q in\n%s", lang, s, text.String())
			}
		}
		for _, s := range want.hasNot {
			if strings.Contains(text.String(), s) {
				t.Errorf("%s: %q is known", lang, s)
			}
		}
	}
	for page, want := range map[string][]string{
		"suche/index.html":    {`<html lang="de">`, "<h1>Suche</h1>", "noindex", `data-files="/assets/search/"`, "<noscript>"},
		"en/suche/index.html": {`<html lang="en">`, "<h1>Search</h1>", `action="/en/suche/"`},
		"index.html":          {`action="/suche/"`},
	} {
		for _, s := range want {
			if !strings.Contains(built[page], s) {
				t.Errorf("%s lacks %s:\n%s", page, s, built[page])
			}
		}
	}
	if strings.Contains(built["sitemap.xml"], "/suche/") {
		t.Error("the sitemap lists the search")
	}
}
