package asset

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wegweiser/generator/source"
)

func loadAll(o Options, files map[string]string) *Set {
	var in []*source.File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		in = append(in, &source.File{Path: "static/" + name, Data: []byte(files[name])})
	}
	return Load(in, o)
}

// published are the contents of the published files by their names without a hash.
func published(t *testing.T, set *Set) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, f := range set.Files {
		all[strings.TrimPrefix(f.Source, "static/")] = string(f.Data)
	}
	return all
}

func TestStyleSheetsAreJoined(t *testing.T) {
	tests := map[string]struct{ files, want map[string]string }{
		"parts of parts, in order": {
			map[string]string{
				"a/style.css":        "@charset \"utf-8\"; /* c */ @import 'parts/b.css'; @import url(\"parts/c.css\")\n; p { top: 4px }",
				"a/parts/b.css":      "@import \"deep/d.css\"; b { top: 2px }",
				"a/parts/c.css":      "\ufeffc { top: 3px }",
				"a/parts/deep/d.css": "d { top: 1px }",
			},
			map[string]string{"a/style.css": `@charset "utf-8";d{top:1px}b{top:2px}c{top:3px}p{top:4px}`},
		},
		"a part that is imported twice stands where browsers heed it": {
			map[string]string{
				"style.css": `@import "base.css"; @import "theme.css"; @import "base.css";`,
				"theme.css": `@import "base.css"; theme { top: 1px }`,
				"base.css":  `base { top: 0 }`,
			},
			map[string]string{"style.css": `theme{top:1px}base{top:0}`},
		},
		"addresses lead from where the rules stand": {
			map[string]string{
				"assets/style.css":             `@import "themes/dark/theme.css"; a { src: url(x.txt) }`,
				"assets/themes/dark/theme.css": `b { src: url(y.txt); c: url(../../x.txt); d: url(../../../z.txt); e: url(/assets/x.txt); f: url(#g); g: url(data:,x) }`,
				"assets/x.txt":                 "x", "assets/themes/dark/y.txt": "y", "z.txt": "z",
			},
			map[string]string{
				"assets/style.css": `b{src:url(themes/dark/y.txt);c:url(x.txt);d:url(../z.txt);e:url(/assets/x.txt);f:url(#g);g:url(data:,x)}a{src:url(x.txt)}`,
				"assets/x.txt":     "x", "assets/themes/dark/y.txt": "y", "z.txt": "z",
			},
		},
		"what says more than an address stays, and what stands before it": {
			map[string]string{
				"style.css": `@import "one.css"; @import "two.css" print; @import "three.css"; p { top: 0 } @import "four.css";`,
				"one.css":   "one { top: 1px }", "two.css": "two { top: 2px }", "three.css": "three { top: 3px }", "four.css": "four { top: 4px }",
			},
			map[string]string{
				"style.css": `@import "one.css";@import "two.css" print;three{top:3px}p{top:0}@import "four.css";`,
				"one.css":   "one{top:1px}", "two.css": "two{top:2px}", "four.css": "four{top:4px}",
			},
		},
		"what would swallow the rest stays": {
			map[string]string{"style.css": `@import "open.css"; p { top: 0 }`, "open.css": "open { top: 1px"},
			map[string]string{"style.css": `@import "open.css";p{top:0}`, "open.css": "open{top:1px}"},
		},
		"what would become a part of the next rule stays": {
			map[string]string{"style.css": `@import "half.css"; p { top: 0 }`, "half.css": "a { top: 1px } half"},
			map[string]string{"style.css": `@import "half.css";p{top:0}`, "half.css": "a{top:1px}half"},
		},
		"what ends in a comment without an end stays": {
			map[string]string{"style.css": `@import "comment.css"; p { top: 0 }`, "comment.css": "a { top: 1px } /* note"},
			map[string]string{"style.css": `@import "comment.css";p{top:0}`, "comment.css": "a{top:1px}"},
		},
		"a namespace holds for a file": {
			map[string]string{"style.css": `@import "svg.css"; p { top: 0 }`, "svg.css": "@namespace url(x); svg { top: 2px }"},
			map[string]string{"style.css": `@import "svg.css";p{top:0}`, "svg.css": "@namespace url(x);svg{top:2px}"},
		},
		"what has to stand first in its file stays": {
			map[string]string{"style.css": `@import "one.css"; @import "far.css";`, "one.css": "one { top: 1px }", "far.css": `@import "https://example.org/x.css"; far { top: 3px }`},
			map[string]string{"style.css": `@import "one.css";@import "far.css";`, "one.css": "one{top:1px}", "far.css": `@import "https://example.org/x.css";far{top:3px}`},
		},
		"a part that another sheet needs by its name is a file too": {
			map[string]string{
				"style.css": `@import "part.css";`, "other.css": `@import "part.css" print;`, "part.css": "p { top: 0 }",
			},
			map[string]string{"style.css": "p{top:0}", "other.css": `@import "part.css" print;`, "part.css": "p{top:0}"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			set := loadAll(Options{}, test.files)
			if got := published(t, set); !maps.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if len(set.Flaws) > 0 {
				t.Errorf("flaws %v", set.Flaws)
			}
			for file := range test.files {
				if _, ok := set.Path(file); ok == set.Parts["static/"+file] {
					t.Errorf("%s: published %v, a part %v", file, ok, !ok)
				}
			}
		})
	}
}

// Whoever keeps a style sheet for ever must not keep yesterday's colours.
func TestJoinedSheetsAreNamedByTheirParts(t *testing.T) {
	name := func(colour string) string {
		set := loadAll(Options{Hashed: true}, map[string]string{
			"assets/style.css": `@import "styles/tokens.css"; a { color: var(--ink) }`, "assets/styles/tokens.css": ":root { --ink: " + colour + " }",
		})
		path, _ := set.Path("assets/style.css")
		return path
	}
	if !regexp.MustCompile(`^assets/style\.[0-9a-f]{8}\.css$`).MatchString(name("red")) || name("red") == name("blue") {
		t.Errorf("%s and %s", name("red"), name("blue"))
	}
}

func TestFlawsOfPartsAreSaidOnce(t *testing.T) {
	set := loadAll(Options{}, map[string]string{
		"one.css": `@import "part.css";`, "two.css": `@import "part.css";`, "part.css": "p { src: url(missing.png) }",
	})
	if len(set.Flaws) != 1 || set.Flaws[0].File.Path != "static/part.css" || set.Flaws[0].Target != "missing.png" {
		t.Errorf("flaws %+v", set.Flaws)
	}
}

func TestCirclesOfImportsAreFound(t *testing.T) {
	for _, files := range []map[string]string{
		{"a.css": `@import "a.css";`},
		{"a.css": `@import "b.css";`, "b.css": `@import "a.css";`}, // nobody enters
		{"style.css": `@import "a.css";`, "a.css": `@import "b.css";`, "b.css": `@import "a.css";`},
	} {
		circles := 0
		for _, flaw := range loadAll(Options{}, files).Flaws {
			if flaw.Circle {
				circles++
			}
		}
		if circles == 0 {
			t.Errorf("%v: no circle is found", files)
		}
	}
}

// A hub with a style sheet of its own does not publish the parts of the one that it
// replaces, and one that replaces a part has it joined.
func TestHubsReplaceStyleSheets(t *testing.T) {
	embedded := fstest.MapFS{
		"static/assets/style.css":         {Data: []byte(`@import "styles/tokens.css"; @import "styles/base.css";`)},
		"static/assets/styles/tokens.css": {Data: []byte("a { top: 1px }")},
		"static/assets/styles/base.css":   {Data: []byte("b { top: 2px }")},
	}
	for own, want := range map[string]string{
		"static/assets/style.css":         "own{top:0}",
		"static/assets/styles/tokens.css": "own{top:0}b{top:2px}",
	} {
		root := t.TempDir()
		file := filepath.Join(root, filepath.FromSlash(own))
		for _, folder := range []string{filepath.Dir(file), filepath.Join(root, source.Content)} {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(file, []byte("own { top: 0 }"), 0o644); err != nil {
			t.Fatal(err)
		}
		in, err := source.Read(root, embedded)
		if err != nil {
			t.Fatal(err)
		}
		set := Load(in.Files, Options{})
		if got := published(t, set); len(got) != 1 || got["assets/style.css"] != want {
			t.Errorf("with a %s of its own it is %q", own, got)
		}
	}
}

// What nobody publishes asks for nothing.
func TestOtherHosts(t *testing.T) {
	far := `@import "https://example.org/x.css"; a { b: url(/c.png); d: url(//example.org/e.png) }`
	for name, want := range map[string][]string{
		"assets/far.css":        {"https://example.org/x.css", "//example.org/e.png"},
		"assets/styles/far.css": nil, // a part that the program brings for a sheet that is not there
	} {
		var got []string
		for _, flaw := range loadAll(Options{}, map[string]string{"assets/style.css": "p { top: 0 }", name: far}).Outside {
			got = append(got, flaw.Target)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
