package asset

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"wegweiser/generator/source"
)

func load(files map[string]string) *Set {
	var in []*source.File
	for _, name := range []string{"static/assets/style.css", "static/assets/icon.svg", "static/robots.txt", "layouts/base.html"} {
		if text, ok := files[name]; ok {
			in = append(in, &source.File{Path: name, Data: []byte(text)})
		}
	}
	return Load(in, Options{Hashed: true})
}

func TestAssetsCarryTheHashOfWhatIsPublished(t *testing.T) {
	set := load(map[string]string{"static/assets/style.css": "p {\n  color: red;\n}\n"})
	path, ok := set.Path("assets/style.css")
	if !ok || !regexp.MustCompile(`^assets/style\.[0-9a-f]{8}\.css$`).MatchString(path) {
		t.Fatalf("path %q, %v", path, ok)
	}
	same := load(map[string]string{"static/assets/style.css": "p { color: red }"})
	if again, _ := same.Path("assets/style.css"); again != path {
		t.Errorf("the same minified style sheet is %s and %s", path, again)
	}
	other := load(map[string]string{"static/assets/style.css": "p{color:blue}"})
	if again, _ := other.Path("assets/style.css"); again == path {
		t.Error("another style sheet has the same name")
	}
}

func TestOtherFilesKeepTheirNames(t *testing.T) {
	set := load(map[string]string{"static/robots.txt": "User-agent: *\n", "layouts/base.html": "<p>"})
	if path, ok := set.Path("robots.txt"); !ok || path != "robots.txt" {
		t.Errorf("path %q, %v", path, ok)
	}
	if len(set.Files) != 1 || string(set.Files[0].Data) != "User-agent: *\n" {
		t.Errorf("files %v", set.Files)
	}
	if _, ok := set.Path("base.html"); ok {
		t.Error("a layout is published")
	}
}

func TestMinifyingKeepsWhatItCannotRead(t *testing.T) {
	broken := "p { color: red; /* never closed"
	set := load(map[string]string{"static/assets/style.css": broken})
	if got := string(set.Files[0].Data); !strings.HasPrefix(got, "p") {
		t.Errorf("style sheet is lost: %q", got)
	}
	svg := `<svg xmlns="http://www.w3.org/2000/svg">` + "\n  <!-- note -->\n" + `  <path d="M 0 0 L 10 10"/></svg>`
	set = load(map[string]string{"static/assets/icon.svg": svg})
	if got := string(set.Files[0].Data); len(got) >= len(svg) || !strings.Contains(got, "<path") {
		t.Errorf("drawing is %q", got)
	}
}

func TestPreviewLeavesTheHashOut(t *testing.T) {
	set := Load([]*source.File{{Path: "static/assets/style.css", Data: []byte("p{}")}}, Options{})
	if path, _ := set.Path("assets/style.css"); path != "assets/style.css" {
		t.Errorf("path %q", path)
	}
}

func style(t *testing.T, picture string, o Options) File {
	t.Helper()
	set := Load([]*source.File{
		{Path: "static/assets/bild.txt", Data: []byte(picture)},
		{Path: "static/assets/style.css", Data: []byte("a { background: url(bild.txt) }")},
	}, o)
	if len(set.Files) != 2 || len(set.Flaws) > 0 {
		t.Fatalf("files %v, flaws %v", set.Files, set.Flaws)
	}
	return set.Files[1]
}

// A style sheet that stayed under its name would show the picture of yesterday.
func TestStyleSheetsChangeWithWhatTheyReferTo(t *testing.T) {
	one, other := style(t, "eins", Options{Hashed: true}), style(t, "zwei", Options{Hashed: true})
	if one.Path == other.Path {
		t.Errorf("both are %s", one.Path)
	}
	if !regexp.MustCompile(`^a\{background:url\(bild\.[0-9a-f]{8}\.txt\)\}$`).Match(one.Data) {
		t.Errorf("style sheet %s", one.Data)
	}
	if plain := style(t, "eins", Options{}); string(plain.Data) != "a{background:url(bild.txt)}" {
		t.Errorf("in a preview it is %s", plain.Data)
	}
}

func TestReferencesOfBrokenStyleSheets(t *testing.T) {
	for _, sheet := range []string{"url(", "a{b:url('x", `@import "x`, ")))", "url(\\", "@", "\x00url(a\x00b)", "image-set(", "url()", `url("")`} {
		set := Load([]*source.File{{Path: "static/style.css", Data: []byte(sheet)}}, Options{Hashed: true})
		if len(set.Files) != 1 {
			t.Errorf("%q: %v", sheet, set.Files)
		}
	}
}

func TestAddressesBelowTheSite(t *testing.T) {
	set := Load([]*source.File{
		{Path: "static/assets/x.txt", Data: []byte("x")},
		{Path: "static/style.css", Data: []byte("a{b:url(/hub/assets/x.txt);c:url(/assets/x.txt)}")},
	}, Options{Hashed: true, Base: "/hub"})
	want := "a{b:url(/hub/" + set.Files[0].Path + ");c:url(/assets/x.txt)}"
	if got := string(set.Files[1].Data); got != want || len(set.Flaws) > 0 {
		t.Errorf("got %s, want %s; flaws %v", got, want, set.Flaws)
	}
}

// Not every address in a style sheet is one of a file, and lines can go on within one.
func TestAddressesOfNoFile(t *testing.T) {
	set := Load([]*source.File{
		{Path: "static/assets/a.css", Data: []byte("@namespace url(foo); @namespace svg url(http:bar); a{b:url(\"i\\\r\n.png\")}")},
		{Path: "static/assets/i.png", Data: []byte("x")},
	}, Options{Hashed: true})
	if len(set.Flaws) > 0 || !bytes.Contains(set.Files[0].Data, []byte("url("+strings.TrimPrefix(set.Files[1].Path, "assets/"))) {
		t.Errorf("%v: %s", set.Flaws, set.Files[0].Data)
	}
}
