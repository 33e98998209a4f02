package preview

import (
	"net/url"
	"strings"
	"testing"

	"wegweiser/generator/diag"
	"wegweiser/generator/engine"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// A page that errors keep from being built stays as it last was; one whose file is
// gone does not.
func TestLastGoodPageStays(t *testing.T) {
	d := newDesk(t)
	all := []engine.Entry{entry("a"), entry("b")}
	d.publish(Build{Result: engine.Result{Entries: all}}, map[string]string{"a/index.html": "A", "b/index.html": "B", "a/liste.csv": "x", "bild.svg": "<svg/>"})
	broken := Build{Result: engine.Result{Entries: all[1:], Removed: []engine.Removed{
		{Path: "a/index.html", File: "content/a.md"}, {Path: "a/liste.csv", File: "content/a.md"}, {Path: "bild.svg"},
	}}, Findings: []diag.Finding{finding("content/a.md")}}
	d.publish(broken, nil)
	d.expect("/a/", 200, "A")
	d.expect("/a/liste.csv", 200, "x")
	d.expect("/bild.svg", 404)
	d.expect("/_wegweiser/overlay?page=/a/", 200, "wie sie zuletzt war", "&lt;kaputt&gt;", "<mark>bc</mark>", "vscode://file/content/a.md:3:2")
	if _, overlay := d.get("/_wegweiser/overlay?page=/b/"); overlay != "" {
		t.Errorf("the findings of another page are shown: %s", overlay)
	}
	d.publish(Build{Result: engine.Result{Entries: all[1:]}}, nil) // the file is deleted
	d.expect("/a/", 404)
	d.expect("/a/liste.csv", 404)
}

// A new page that cannot be read has no last state: its address says why it is empty.
func TestNewPageWithErrors(t *testing.T) {
	d := newDesk(t)
	declared, _ := schema.Load([]*source.File{{
		Path: schema.SitePath, Data: []byte("title: Hub\nbase_url: https://hub.example\nlanguages: [{code: de, name: Deutsch}, {code: en, name: English}]\n"),
	}})
	d.publish(Build{Result: engine.Result{Schema: declared}, Findings: []diag.Finding{
		finding("content/dienste/Mein Antrag.md"), finding("content/hilfe/index.md"), finding("content/hilfe/eins.en.md"),
	}}, map[string]string{"index.html": "Start", "404.html": "<head></head>fehlt"})
	d.expect("/dienste/mein-antrag/", 404, "fehlt", "preview.js")
	for url, file := range map[string]string{
		"/dienste/mein-antrag/": "content/dienste/Mein Antrag.md", "/dienste/mein-antrag": "content/dienste/Mein Antrag.md",
		"/hilfe/": "content/hilfe/index.md", "/en/hilfe/eins/": "content/hilfe/eins.en.md",
	} {
		d.expect("/_wegweiser/overlay?page="+url, 200, "&lt;kaputt&gt;", ">"+file+":3:2")
	}
	for _, url := range []string{"/hilfe/eins/", "/dienste/", "/"} {
		if _, overlay := d.get("/_wegweiser/overlay?page=" + url); overlay != "" {
			t.Errorf("%s shows the findings of another page: %s", url, overlay)
		}
	}
}

func TestBrokenLayoutsStopNothing(t *testing.T) {
	d := newDesk(t)
	all := []engine.Entry{entry("a")}
	d.publish(Build{Result: engine.Result{Entries: all}}, map[string]string{"a/index.html": "A"})
	layout := []diag.Finding{finding("layouts/base.html")}
	d.publish(Build{Result: engine.Result{Entries: all, Broken: true, Removed: []engine.Removed{{Path: "a/index.html", File: "content/a.md"}}}, Findings: layout}, nil)
	d.expect("/a/", 200, "A")
	d.expect("/_wegweiser/overlay?page=/a/", 200, "layouts/base.html")
	d.publish(Build{Result: engine.Result{Entries: all}}, map[string]string{"a/index.html": "Neu"})
	d.expect("/a/", 200, "Neu")
	d.publish(Build{Result: engine.Result{Entries: all, Removed: []engine.Removed{{Path: "a/index.html", File: "content/a.md"}}}, Findings: layout}, nil) // it failed while it ran
	d.expect("/a/", 200, "Neu")
}

// Whoever deletes a page sees it go, whatever else is wrong.
func TestDeletedPageGoes(t *testing.T) {
	gone, layout := hubOf{gone: []string{"content/a.md"}}, []diag.Finding{finding("layouts/base.html")}
	removed := []engine.Removed{{Path: "a/index.html", File: "content/a.md"}}
	for name, builds := range map[string][]Build{
		"a directive has an error":      {{Hub: gone, Result: engine.Result{Removed: removed}, Findings: layout}},
		"no layout can be run":          {{Hub: gone, Result: engine.Result{Broken: true, Removed: removed}, Findings: layout}},
		"it had an error of its own":    {{Result: engine.Result{Removed: removed}, Findings: []diag.Finding{finding("content/a.md")}}, {Hub: gone, Findings: layout}},
		"the layouts were broken first": {{Result: engine.Result{Broken: true, Removed: removed}, Findings: layout}, {Hub: gone, Result: engine.Result{Broken: true}, Findings: layout}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.publish(Build{}, map[string]string{"a/index.html": "A"})
			for i, b := range builds {
				d.publish(b, nil)
				d.expect("/a/", map[bool]int{true: 404, false: 200}[i == len(builds)-1])
			}
		})
	}
}

// Files that are published as they are are served as they are on the disk.
func TestFilesOnDisk(t *testing.T) {
	d := newDesk(t)
	stage := func(hash byte) {
		t.Helper()
		if err := d.server.StageFile("a.pdf", &source.File{Path: "content/a.pdf", Hash: source.Hash{hash}}); err != nil {
			t.Fatal(err)
		}
	}
	stage(1)
	d.publish(Build{}, nil)
	d.expect("/a.pdf", 200, "auf der Platte: content/a.pdf")
	if status, part := d.get("/a.pdf", "Range", "bytes=4-6"); status != 206 || part != "der" {
		t.Errorf("%d %q", status, part)
	}
	next := d.events()
	stage(1)
	d.publish(Build{}, nil)
	if got := next(); strings.Contains(got, "a.pdf") {
		t.Errorf("the same file is news: %s", got)
	}
	stage(2)
	d.publish(Build{}, nil)
	if got := next(); !strings.Contains(got, `"/a.pdf"`) {
		t.Errorf("another file is none: %s", got)
	}
	d.publish(Build{Hub: hubOf{gone: []string{"content/a.pdf"}}}, nil)
	d.expect("/a.pdf", 404)
}

func TestFailedBuildIsNotServed(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{}, map[string]string{"index.html": "gut"})
	if err := d.server.Stage("index.html", []byte("halb")); err != nil {
		t.Fatal(err)
	}
	d.expect("/", 200, "gut")
	d.server.Discard()
	d.publish(Build{}, nil)
	d.expect("/", 200, "gut")
}

// The path that a site lies below can be one that addresses spell with escapes.
func TestSiteBelowAPathWithEscapes(t *testing.T) {
	for _, base := range []string{"/h%C3%BCb", "/h%c3%bcb", "/a%20b"} {
		d := newDesk(t)
		result := engine.Result{BasePath: base, Entries: []engine.Entry{{File: "content/a.md", Output: "a/index.html", URL: base + "/a/", Title: "a"}}}
		d.publish(Build{Result: result, Findings: []diag.Finding{finding("content/a.md")}}, map[string]string{
			"index.html": "Start", "a/index.html": "A",
		})
		d.expect(base+"/", 200, "Start")
		d.expect(base+"/a/", 200, "A")
		d.expect(base+"/a", 302)
		d.expect("/_wegweiser/overlay?page="+base+"/a/", 200, "kaputt")
		next := d.events()
		d.publish(Build{Result: result}, map[string]string{"a/index.html": "Neu", "assets/style.css": "x"})
		plain, _ := url.PathUnescape(base)
		if got := next(); !strings.Contains(got, `"changed":["`+plain+`/a/"],"styles":["`+plain+`/assets/style.css"]`) {
			t.Errorf("event %s", got)
		}
	}
}

// A site can lie below a path of its host.
func TestSiteBelowAPath(t *testing.T) {
	d := newDesk(t)
	result := engine.Result{BasePath: "/hub"}
	d.publish(Build{Result: result}, map[string]string{"index.html": "Start", "a/index.html": "A"})
	d.expect("/", 302)
	d.expect("/hub/", 200, "Start")
	d.expect("/hub", 302)
	d.expect("/hub/a/", 200, "A")
	d.expect("/a/", 404)
	next := d.events()
	d.publish(Build{Result: result}, map[string]string{"a/index.html": "Neu"})
	if got := next(); !strings.Contains(got, `"/hub/a/"`) {
		t.Errorf("event %s", got)
	}
}
