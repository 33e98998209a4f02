package schema

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	_ "time/tzdata"

	"wegweiser/generator/diag"

	"github.com/google/go-cmp/cmp"
)

// checkLoad loads pairs of paths and texts and compares the findings, each as
// "file line:column code arg=value ~suggestion".
func checkLoad(t *testing.T, pairs []string, want ...string) *Schema {
	t.Helper()
	s, ds := Load(files(pairs...))
	got := []string{}
	for _, d := range diag.Sort(ds) {
		text := ""
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == d.Span.Path {
				text = pairs[i+1]
			}
		}
		file := strings.TrimPrefix(strings.TrimPrefix(d.Span.Path, "content/"), "types/")
		got = append(got, file+" "+findings([]diag.Diagnostic{d}, text)[0])
	}
	if diff := cmp.Diff(append([]string{}, want...), got); diff != "" {
		t.Errorf("%q (-want +got):\n%s", pairs, diff)
	}
	return s
}

func TestLoadType(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"type: a", ""},
		{"type: a\nlabel: {one: A, many: As}\nfolder: as\nfields: {f: {kind: text}}\ncard: [f]\nsort: [f, title]", ""},
		{"", "a.yaml 1:1 type-invalid reason=@type-empty"},
		{"# nur ein Kommentar", "a.yaml 1:1 type-invalid reason=@type-empty"},
		{"a", "a.yaml 1:1 type-invalid reason=@want-mapping"},
		{"- a", "a.yaml 1:1 type-invalid reason=@want-mapping"},
		{"folder: as", "a.yaml 1:1 type-invalid reason=@type-nameless"},
		{"type: [a]", "a.yaml 1:7 type-invalid reason=@want-text"},
		{"type: a\nfolders: as", "a.yaml 2:1 unknown-field field=folders ~folder"},
		{"type: a\nfolder: Dienste", "a.yaml 2:9 type-invalid reason=@folder-name"},
		{"type: a\nfolder: a/b", "a.yaml 2:9 type-invalid reason=@folder-name"},
		{"type: a\nfolder: types", "a.yaml 2:9 type-invalid reason=@folder-name"},
		{"type: a\ntype: b", "a.yaml 2:1 duplicate-key key=type"},
		{"type: a\nlabel: A", "a.yaml 2:8 type-invalid reason=@want-mapping"},
		{"type: a\nfields: [f]", "a.yaml 2:9 type-invalid reason=@want-mapping"},
		{"type: a\nfields: {f: text}", "a.yaml 2:13 type-invalid reason=@want-mapping"},
		{"type: a\nfields: {f: {label: F}}", "a.yaml 2:13 type-invalid reason=@field-kind"},
		{"type: a\nfields: {f: {kind: txt}}", "a.yaml 2:20 type-invalid reason=@kind-unknown ~text"},
		{"type: a\nfields: {f: {kind: text}, f: {kind: text}}", "a.yaml 2:27 duplicate-key key=f"},
		{"type: a\nfields: {title: {kind: text}}", "a.yaml 2:10 type-invalid reason=@field-common"},
		{"type: a\nfields: {type: {kind: text}}", "a.yaml 2:10 type-invalid reason=@field-common"},
		{"type: a\nfields: {f: {kind: choice}}", "a.yaml 2:13 type-invalid reason=@choice-options"},
		{"type: a\nfields: {f: {kind: choice, options: {x: X}, tones: {xx: ready}}}", "a.yaml 2:53 type-invalid reason=@tone-option ~x"},
		{"type: a\nfields: {f: {kind: choice, tones: {x: redy}, options: {x: X}}}", "a.yaml 2:39 type-invalid reason=@tone-unknown ~ready"},
		{"type: a\nfields: {f: {kind: text, tones: {x: ready}}}", "a.yaml 2:26 type-invalid reason=@key-foreign"},
		{"type: a\nfields: {f: {kind: number, pattern: x}}", "a.yaml 2:28 type-invalid reason=@key-foreign"},
		{"type: a\nfields: {f: {kind: text, to: a}}", "a.yaml 2:26 type-invalid reason=@key-foreign"},
		{"type: a\nfields: {f: {kind: list}}", "a.yaml 2:13 type-invalid reason=@list-of"},
		{"type: a\nfields: {f: {kind: list, of: {kind: lisst}}}", "a.yaml 2:37 type-invalid reason=@kind-unknown ~list"},
		{"type: a\nfields: {f: {kind: record}}", "a.yaml 2:13 type-invalid reason=@record-fields"},
		{"type: a\nfields: {f: {kind: ref}}", "a.yaml 2:13 type-invalid reason=@ref-to"},
		{"type: abc\nfields: {f: {kind: ref, to: abd}}", "a.yaml 2:29 type-invalid reason=@ref-unknown ~abc"},
		{"type: a\nfields: {f: {kind: ref, to: a, show: titel}}", "a.yaml 2:38 type-invalid name=titel reason=@names-unknown ~title"},
		{"type: a\nfields: {f: {kind: ref, to: a, show: title}}", ""},
		{"type: a\nfields: {f: {kind: text, pattern: '['}}", "a.yaml 2:35 type-invalid reason=@pattern"},
		{"type: a\nfields: {f: {kind: text, required: vielleicht}}", "a.yaml 2:36 type-invalid reason=@want-bool"},
		{"type: a\nfields: {f: {kind: text, requird: true}}", "a.yaml 2:26 unknown-field field=requird ~required"},
		{"type: a\ncard: title", "a.yaml 2:7 type-invalid reason=@want-list"},
		{"type: a\ncard: [titel]", "a.yaml 2:8 type-invalid name=titel reason=@names-unknown ~title"},
		{"type: a\nsort: [order]", "a.yaml 2:8 type-invalid name=order reason=@names-unknown"},
		{"type: a\nsection: [{slug: x}]", "a.yaml 2:11 type-invalid reason=@section-draw"},
		{"type: a\nlinked_data: {type: thing}", "a.yaml 2:14 type-invalid reason=@linked-type"},
		{"type: a\nlinked_data: {properties: {name: title}}", "a.yaml 2:14 type-invalid reason=@linked-type"},
		{"type: a\nlinked_data: {type: Thing, properties: {Name: title}}", "a.yaml 2:41 type-invalid reason=@linked-property"},
		{"type: a\nlinked_data: {type: Thing, properties: {name: titel}}", "a.yaml 2:47 type-invalid name=titel reason=@names-unknown ~title"},
		{"type: a\nlinked_data: {type: Thing, properties: {name: title, name: title}}", "a.yaml 2:54 duplicate-key key=name"},
		{"type: a\nlinked_data: {type: Thing, properties: {name: '@section'}}", "a.yaml 2:47 type-invalid reason=@linked-section"},
		{"type: a\nlinked_data: {type: Thing, properties: {name: sources}}", "a.yaml 2:47 type-invalid reason=@linked-record"},
		{"type: a\nlinked_data: {type: Thing, properties: {name: {type: Part, properties: {name: sources.titel}}}}", "a.yaml 2:79 type-invalid name=sources.titel reason=@names-unknown"},
		{"type: a\nlinked_data: {type: Thing, properties: {name: sources.title, image: {type: Part}}}", ""},
		{"type: a\nlinked_data: {type: Thing, properties: {name: f}}\nfields: {f: {kind: text, internal: true}}", "a.yaml 2:47 internal-field"},
		{"type: a\n  folder: as", "a.yaml 2:9 yaml-syntax reason=@yaml-indent"},
		{"type: *a", "a.yaml 1:7 yaml-syntax reason=@yaml-alias"},
	} {
		pairs := []string{"content/site.yaml", "title: T", "content/types/a.yaml", c.text}
		if c.want == "" {
			checkLoad(t, pairs)
		} else {
			checkLoad(t, pairs, c.want)
		}
	}
}

func TestLoadSeveralTypes(t *testing.T) {
	s := checkLoad(t, []string{
		"content/site.yaml", "title: T",
		"content/types/a.yaml", "type: b\nfolder: bs\nfields: {f: {kind: ref, to: page}}",
		"content/types/b.yaml", "type: a\nfolder: bs",
		"content/types/c.yaml", "type: b\nfolder: cs",
		"content/types/deeper/d.yaml", "not a type",
		"content/types/notes.txt", "not a type",
	}, "b.yaml 2:1 type-invalid reason=@folder-twice", "c.yaml 1:1 type-invalid reason=@type-twice")
	if got := strings.Join(s.TypeNames(), " "); got != "a b page" {
		t.Errorf("types: %s", got)
	}
	if s.Folder("bs") == nil || s.Folder("bs").Name != "b" || s.Folder("cs") != nil || s.Type("a").Folder != "" {
		t.Error("what was refused can be used")
	}
	if got := strings.Join(s.DisputedFolders(), " "); got != "bs cs" || !s.Disputed("bs") {
		t.Errorf("disputed are the folder of two types and that of a refused one, not %s", got)
	}
}

// A type with a broken field keeps it without values and the others whole, so that its
// pages are checked in the same run.
func TestBrokenTypeIsUsedAsFarAsPossible(t *testing.T) {
	s := checkLoad(t, []string{"content/site.yaml", "title: T",
		"content/types/a.yaml", "type: a\nfields:\n  broken: {kind: txt}\n  whole: {kind: number, label: Ganz}\n"},
		"a.yaml 3:18 type-invalid reason=@kind-unknown ~text")
	typ := s.Type("a")
	if f := typ.Field("broken"); f == nil || !f.lost || f.Kind != Text {
		t.Errorf("the broken field is %v", f)
	}
	if typ.Field("whole") == nil || typ.Field("whole").Label != "Ganz" || typ.Field("title") == nil {
		t.Errorf("fields: %v", typ.Keys())
	}
	if own := typ.Own(); len(own) != 2 || Common(own[0]) || !Common(typ.Field("title")) {
		t.Errorf("own fields: %v", own)
	}
}

func TestWhatIsRefusedIsNotHandedOut(t *testing.T) {
	s := checkLoad(t, []string{"content/site.yaml", "title: T", "content/types/a.yaml", `type: a
card: [f, nothing]
sort: [nothing, f]
fields:
  f: {kind: ref, to: a, show: f}
  g: {kind: list, of: {kind: ref, to: a, show: f}}
  h: {kind: ref, to: b, acyclic: true}
  i: {kind: text, to: a, of: {kind: text}}
`},
		"a.yaml 2:11 type-invalid name=nothing reason=@names-unknown", "a.yaml 3:8 type-invalid name=nothing reason=@names-unknown", "a.yaml 6:48 type-invalid reason=@show-chain",
		"a.yaml 7:22 type-invalid reason=@ref-unknown", "a.yaml 8:19 type-invalid reason=@key-foreign", "a.yaml 8:26 type-invalid reason=@key-foreign")
	a := s.Type("a")
	if strings.Join(a.Card, " ") != "f" || strings.Join(a.Sort, " ") != "f" {
		t.Errorf("card %q, sort %q", a.Card, a.Sort)
	}
	for _, c := range []struct {
		field *Field
		kind  Kind
		to    string
	}{{a.Field("f"), Ref, "a"}, {a.Field("g").Of, Ref, "a"}, {a.Field("h"), Text, ""}, {a.Field("i"), Text, ""}} {
		if f := c.field; f.Kind != c.kind || f.To != c.to || f.Show != "" || f.Acyclic || f.Of != nil {
			t.Errorf("%+v", *f)
		}
	}
}

func TestLoadSite(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"title: T\nbase_url: https://a.example/ozg/\ntime_zone: Europe/Berlin\nlanguages: [{code: de, name: Deutsch}, {code: hsb}, {code: de-simple}]", ""},
		{"", "site.yaml 1:1 missing-field field=title"},
		{"base_url: https://a.example", "site.yaml 1:1 missing-field field=title"},
		{"title: T\nbaseurl: https://a.example", "site.yaml 2:1 unknown-field field=baseurl ~base_url"},
		{"title: T\nbase_url: a.example", "site.yaml 2:11 invalid-url field=base_url value=a.example"},
		{"title: T\nbase_url: https://u:p@a.example", "site.yaml 2:11 invalid-url field=base_url value=https://u:p@a.example"},
		{"title: T\nbase_url: https://a.example/?q", "site.yaml 2:11 invalid-url field=base_url value=https://a.example/?q"},
		{"title: T\nbase_url: ftp://a.example", "site.yaml 2:11 invalid-url field=base_url value=ftp://a.example"},
		{"title: T\ntime_zone: Sachsen", "site.yaml 2:12 type-invalid reason=@time-zone"},
		{"title: T\ntime_zone: Local", "site.yaml 2:12 type-invalid reason=@time-zone"},
		{"title: T\ntime_zone: ../etc/passwd", "site.yaml 2:12 type-invalid reason=@time-zone"},
		{"title: T\nlanguages: de", "site.yaml 2:12 type-invalid reason=@want-list"},
		{"title: T\nlanguages: [de]", "site.yaml 2:13 type-invalid reason=@want-mapping"},
		{"title: T\nlanguages: [{code: DE}]", "site.yaml 2:13 type-invalid reason=@language-code"},
		{"title: T\nlanguages: [{code: ../x}]", "site.yaml 2:13 type-invalid reason=@language-code"},
		{"title: T\nnavigation: dienste", "site.yaml 2:13 type-invalid reason=@want-list"},
		{"title: T\nchecks: {broken-lnik: off}", "site.yaml 2:10 unknown-check code=broken-lnik ~broken-link"},
		{"title: T\nchecks: {broken-link: egal}", "site.yaml 2:23 type-invalid reason=@severity"},
		{"title: [T", "site.yaml 1:8 yaml-syntax reason=@yaml-bracket"},
	} {
		pairs := []string{"content/site.yaml", c.text}
		if c.want == "" {
			checkLoad(t, pairs)
		} else {
			checkLoad(t, pairs, c.want)
		}
	}
	checkLoad(t, nil, "site.yaml 1:1 no-site-config")
}

func TestSite(t *testing.T) {
	s := checkLoad(t, []string{"content/site.yaml",
		"title: 01067\nbase_url: https://a.example/ozg/\ntime_zone: Europe/Berlin\nlanguages: [{code: de}, {code: hsb, name: Hornjoserbsce}]\n" +
			"navigation: [dienste, 2026]\nfooter: []\norganisation: sakd\nchecks: {broken-link: warning}"})
	site := s.Site
	if site.Title != "01067" || site.BaseURL != "https://a.example/ozg" || site.BasePath() != "/ozg" ||
		site.TimeZone.String() != "Europe/Berlin" || site.Organisation != "sakd" ||
		strings.Join(site.Navigation, " ") != "dienste 2026" || site.Checks[diag.BrokenLink] != diag.Warning {
		t.Errorf("%+v", site)
	}
	if !site.Language("hsb") || site.Language("en") || site.Languages[0] != (Language{"de", "de"}) {
		t.Errorf("languages: %v", site.Languages)
	}
	empty, _ := Load(nil)
	if empty.Site.TimeZone.String() != "UTC" || empty.Site.Languages[0].Code != "de" || empty.Type("page") == nil || empty.Site.BasePath() != "" {
		t.Errorf("without any file: %+v", empty.Site)
	}
}

// A page's address, language and type follow from its path.
func TestIdentity(t *testing.T) {
	s := checkLoad(t, []string{
		"content/site.yaml", "title: T\nlanguages: [{code: de}, {code: en}, {code: de-simple}]",
		"content/types/service.yaml", "type: service\nfolder: dienste",
		"content/types/note.yaml", "type: note",
	})
	for _, c := range []struct{ path, front, want string }{
		{"content/index.md", "", " de page"},
		{"content/impressum.md", "", "impressum de page"},
		{"content/dienste/index.md", "", "dienste de page"},
		{"content/dienste/wohngeld.md", "", "dienste/wohngeld de service"},
		{"content/dienste/bauen/antrag.md", "", "dienste/bauen/antrag de service"},
		{"content/dienste/wohngeld.en.md", "", "dienste/wohngeld en service"},
		{"content/dienste/wohngeld.de-simple.md", "", "dienste/wohngeld de-simple service"},
		{"content/index.en.md", "", " en page"},
		{"content/v1.2.md", "", "v1-2 de page"},
		{"content/wohngeld.fr.md", "", "unknown-language"},
		{"content/wohngeld.nds-simple.md", "", "unknown-language"},
		{"content/Gebühren & Auslagen.md", "", "gebuehren-auslagen de page"},
		{"content/a.md", "type: note\n", "a de note"},
		{"content/dienste/a.md", "type: note\n", "dienste/a de note"},
		{"content/a.md", "type: nota\n", "a de page 3:7 unknown-type ~note"},
		{"content/dienste/a.md", "type: [note]\n", "dienste/a de service 3:1 unknown-type"},
		{"content/???.md", "", "invalid-file-name"},
		{"content/§§/a.md", "", "invalid-file-name"},
	} {
		text := "---\ntitle: T\n" + c.front + "---\n"
		page, ds := checkPage(s, c.path, text)
		var got string
		switch {
		case page != nil:
			got = page.ID + " " + page.Lang + " " + page.Type.Name
			for _, f := range findings(ds, text) {
				got += " " + f
			}
		case len(ds) == 1:
			got = string(ds[0].Code)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.path, got, c.want)
		}
	}
}

func TestPageAccessors(t *testing.T) {
	s := checkLoad(t, []string{"content/site.yaml", "title: T"})
	page, ds := checkPage(s, "content/a/b.md",
		"---\ntitle: T\ndraft: true\nreviewed: 2026-01\nkeywords: [a, b]\nsources: [{title: Q}]\n---\n")
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	if page.Title() != "T" || page.Slug() != "b" || !page.Flag("draft") || page.Day("reviewed").String() != "2026-01" ||
		strings.Join(page.Texts("keywords"), " ") != "a b" {
		t.Errorf("%+v", page)
	}
	if page.Text("draft") != "" || page.Flag("title") || !page.Day("title").Zero() || page.Texts("sources") != nil || page.Value("unknown") != nil {
		t.Error("a field is read as another kind")
	}
}

func TestNoFrontMatterNoPage(t *testing.T) {
	s := checkLoad(t, []string{"content/site.yaml", "title: T"})
	for _, text := range []string{"", "# Titel\n", "---\ntitle: T\n", "---\ntitle: [\n---\n"} {
		if page, ds := checkPage(s, "content/a.md", text); page != nil || len(ds) == 0 {
			t.Errorf("%q: page %v, findings %v", text, page, ds)
		}
	}
	if page, ds := checkPage(s, "content/a.md", "---\n---\n"); page == nil || len(ds) != 1 || ds[0].Code != diag.MissingField {
		t.Errorf("empty front matter: page %v, findings %v", page, ds)
	}
}

// ownTypes are the types that this repository declares.
func ownTypes(t testing.TB) []string {
	t.Helper()
	pairs := []string{"content/site.yaml", "title: T"}
	names, err := filepath.Glob("../../content/types/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no types: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, "content/types/"+filepath.Base(name), string(data))
	}
	return pairs
}

func TestOwnTypesAreValid(t *testing.T) { checkLoad(t, ownTypes(t)) }
