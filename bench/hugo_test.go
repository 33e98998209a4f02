package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestConvertPage(t *testing.T) {
	for _, test := range []struct{ name, input, want string }{
		{"plain text stays", "# A\n\nText :: text.\n", "# A\n\nText :: text.\n"},
		{"reserved keys", "---\ntitle: A\nurl: https://a.example\n---\nurl: b\n", "---\ntitle: A\nwebsite: https://a.example\n---\nurl: b\n"},
		{"models of offers",
			"---\nmodel: a\noffers:\n  - {model: efa, status: pilot}\n  - status: pilot\n    model: oaa\nsources:\n  - {model: b}\n---\n",
			"---\nmodel: a\noffers:\n  - {model: efa, status: pilot}\n  - status: pilot\n    model: oaa\nsources:\n  - {model: b}\noffers_model: [efa, oaa]\n---\n"},
		{"caption", "Tabelle: Fristen\n| a |\n|---|\n| b |\n\nText\n", "| a |\n|---|\n| b |\n{caption=\"Fristen\"}\n\nText\n"},
		{"caption at the end", "Tabelle: Fristen\n| a |\n|---|\n", "| a |\n|---|\n{caption=\"Fristen\"}\n"},
		{"leaf", "::index{type=service group=\"a-z\"}\n", "{{< directive name=\"index\" type=\"service\" group=\"a-z\" >}}\n"},
		{"block", ":::note[Gut]\nText\n:::\n", "{{< block name=\"note\" title=\"Gut\" >}}\nText\n{{< /block >}}\n"},
		{"fact", "Stand: :fact[oaa.financing].\n", "Stand: {{< fact \"oaa.financing\" >}}.\n"},
		{"code stays", "```\n::index{type=service}\nTabelle: x\n```\n", "```\n::index{type=service}\nTabelle: x\n```\n"},
		{"fence in a fence", "~~~\n```\n::a\n~~~\n::a\n", "~~~\n```\n::a\n~~~\n{{< directive name=\"a\" >}}\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := string(convertPage([]byte(test.input))); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestHugoProject(t *testing.T) {
	out := filepath.Join(t.TempDir(), "project")
	if err := writeHugoProject(smallCorpus(t, 3), out); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		"hugo.yaml":                        "pageRef: /modelle",
		"layouts/_markup/render-link.html": "broken link",
		"data/types/service.yaml":          "folder: dienste",
		"content/dienste/_index.md":        "title: Dienste",
		"content/dienste/a-z.md":           "view: 1",
		"content/dienste/dienst-000003.md": "{caption=",
		"content/modelle/oaa.md":           "title: oaa",
	} {
		data, err := os.ReadFile(filepath.Join(out, file))
		if err != nil {
			t.Error(err)
		} else if !strings.Contains(string(data), want) {
			t.Errorf("%s does not contain %q:\n%s", file, want, data)
		}
	}
}

func TestHugoPath(t *testing.T) {
	for _, test := range []struct {
		name, want string
		ok         bool
	}{
		{"index.md", "content/_index.md", true},
		{"dienste/index.md", "content/dienste/_index.md", true},
		{"dienste/wohngeld.md", "content/dienste/wohngeld.md", true},
		{"dienste/wohngeld.en.md", "", false},
		{"dienste/plan.v2.pdf", "content/dienste/plan.v2.pdf", true},
		{"types/page.yaml", "data/types/page.yaml", true},
	} {
		if got, ok := hugoPath(test.name); got != test.want || ok != test.ok {
			t.Errorf("hugoPath(%q) = %q, %v; want %q, %v", test.name, got, ok, test.want, test.ok)
		}
	}
}
