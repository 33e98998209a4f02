package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v4"
)

// smallHub writes the least hub that a corpus can be made from.
func smallHub(t *testing.T) string {
	t.Helper()
	hub := t.TempDir()
	write := func(name, data string) {
		if err := writeFile(filepath.Join(hub, "content", name), []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "title: Wegweiser\nbase_url: https://example.org\nnavigation: [modelle, dienste]\nfooter: [kontakt]\n")
	write("kontakt.md", "---\ntitle: Kontakt\nsummary: So erreichen Sie uns.\n---\n")
	write("types/model.yaml", "label: {many: Modelle}\nfolder: modelle\n")
	write("types/service.yaml", "label: {many: Dienste}\nfolder: dienste\nsection:\n  - {draw: index}\n  - {slug: a-z, title: Von A bis Z, draw: index}\n")
	for _, model := range models {
		write("modelle/"+model+".md", "---\ntitle: "+model+"\nsummary: Ein Modell.\n---\n")
	}
	return hub
}

func smallCorpus(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "corpus")
	if err := writeCorpus(smallHub(t), dir, n); err != nil {
		t.Fatal(err)
	}
	return dir
}

// treeHash is a hash of all names and bytes below dir.
func treeHash(t *testing.T, dir string) string {
	t.Helper()
	hash := sha256.New()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		fmt.Fprintf(hash, "%s %d %s", name, len(data), data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", hash.Sum(nil))
}

func TestCorpusIsDeterministic(t *testing.T) {
	first, second := treeHash(t, smallCorpus(t, 300)), treeHash(t, smallCorpus(t, 300))
	if first != second {
		t.Errorf("two corpora of one size differ: %s, %s", first, second)
	}
}

func TestServicesHaveTheSizeOfRealOnes(t *testing.T) {
	total := 0
	for i := range 1000 {
		size := len(newService(i, 1000).markdown())
		if size < 3600 || size > 4700 {
			t.Errorf("service %d has %d bytes", i, size)
		}
		total += size
	}
	if mean := total / 1000; mean < 3900 || mean > 4200 {
		t.Errorf("the mean is %d bytes, want about 4 KB", mean)
	}
}

func TestTitlesAreUnique(t *testing.T) {
	seen := make(map[string]int, maxServices)
	for i := range maxServices {
		if other, ok := seen[title(i)]; ok {
			t.Fatalf("services %d and %d are both %q", other, i, title(i))
		}
		seen[title(i)] = i
	}
}

var anchors = regexp.MustCompile(`(?m)^#+ (.*)$`)

func TestLinksOfTheCorpusAreValid(t *testing.T) {
	content := os.DirFS(filepath.Join(smallCorpus(t, 100), "content"))
	names, _ := fs.Glob(content, "dienste/*.md")
	if len(names) != 100 {
		t.Fatalf("%d services, want 100", len(names))
	}
	fragments := 0
	for _, name := range names {
		internal := 0
		for _, link := range links(t, content, name) {
			if strings.HasPrefix(link, "https://") {
				continue
			}
			file, fragment, _ := strings.Cut(link, "#")
			target, err := fs.ReadFile(content, path.Join(path.Dir(name), file))
			if err != nil {
				t.Errorf("%s links to %s: %v", name, link, err)
			}
			if fragment != "" && !hasAnchor(target, fragment) {
				t.Errorf("%s links to %s, which has no such heading", name, link)
			}
			if fragment != "" {
				fragments++
			}
			if strings.HasPrefix(file, "dienst-") {
				internal++
			}
		}
		if internal < 3 || internal > 6 {
			t.Errorf("%s has %d links to services, want 3 to 6", name, internal)
		}
	}
	if fragments < 100 {
		t.Errorf("only %d links name a heading", fragments)
	}
}

func hasAnchor(markdown []byte, fragment string) bool {
	for _, match := range anchors.FindAllSubmatch(markdown, -1) {
		if strings.ToLower(string(match[1])) == fragment {
			return true
		}
	}
	return false
}

// links are the destinations of all links in a page's body.
func links(t *testing.T, content fs.FS, name string) []string {
	t.Helper()
	data, err := fs.ReadFile(content, name)
	if err != nil {
		t.Fatal(err)
	}
	_, body, ok := splitFrontMatter(data)
	if !ok {
		t.Fatalf("%s has no front matter", name)
	}
	var found []string
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM))
	err = ast.Walk(markdown.Parser().Parse(text.NewReader(body)), func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := node.(*ast.Link); ok && entering {
			found = append(found, string(link.Destination))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// labelled are the options of a choice, with what people call them: a text, or one a language.
type labelled map[string]any

// choices are the parts of a type's declaration that the vocabulary repeats.
type choices struct {
	Fields map[string]struct {
		Options labelled
		Of      struct {
			Options labelled
			Fields  map[string]struct{ Options labelled }
		}
	}
}

func TestVocabularyIsDeclared(t *testing.T) {
	var service choices
	if err := readYAML(os.DirFS("../content"), "types/service.yaml", &service); err != nil {
		t.Fatal(err)
	}
	for _, field := range []struct {
		name     string
		words    []string
		declared labelled
	}{
		{"topic", topics, service.Fields["topic"].Options},
		{"audience", audiences, service.Fields["audience"].Of.Options},
		{"executed_by", executives, service.Fields["executed_by"].Of.Options},
		{"trust_level", trustLevels, service.Fields["trust_level"].Options},
		{"status", statuses, service.Fields["offers"].Of.Fields["status"].Options},
	} {
		for _, word := range field.words {
			if _, ok := field.declared[word]; !ok {
				t.Errorf("%s: %q is not an option; there are %q", field.name, word, slices.Sorted(maps.Keys(field.declared)))
			}
		}
	}
}

func TestFrontMatterIsYAML(t *testing.T) {
	for i := range 200 {
		front, _, _ := splitFrontMatter(newService(i, 200).markdown())
		var fields struct {
			Title, Topic, Leika string
			Offers              []struct{ Model, Status string }
		}
		if err := yaml.Unmarshal(front, &fields); err != nil {
			t.Fatalf("service %d: %v\n%s", i, err, front)
		}
		if fields.Title == "" || fields.Topic == "" || len(fields.Leika) != 14 || len(fields.Offers) == 0 {
			t.Errorf("service %d lacks a field: %+v", i, fields)
		}
	}
}

func TestCorpusRefusesWhatItCannotMake(t *testing.T) {
	hub := smallHub(t)
	if err := writeCorpus(hub, t.TempDir(), maxServices+1); err == nil {
		t.Error("more services than titles were accepted")
	}
	if err := writeCorpus(hub, hub, 1); err == nil {
		t.Error("a directory with files in it was accepted")
	}
	if err := writeCorpus(t.TempDir(), t.TempDir(), 1); err == nil || !strings.Contains(err.Error(), "oaa.md") {
		t.Errorf("a hub without models gave %v", err)
	}
}
