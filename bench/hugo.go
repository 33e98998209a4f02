package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v4"
)

// layoutsFS holds everything of the Hugo project that is not content.
//
//go:embed all:hugo
var layoutsFS embed.FS

// writeHugoProject makes a Hugo project of a corpus: the same Markdown, the
// declared types as data files, menus from site.yaml, and a page for every
// index that the types declare.
func writeHugoProject(corpus, out string) error {
	if err := createEmpty(out); err != nil {
		return err
	}
	project, err := fs.Sub(layoutsFS, "hugo")
	if err != nil {
		return err
	}
	if err := os.CopyFS(out, project); err != nil {
		return err
	}
	content := os.DirFS(filepath.Join(corpus, "content"))
	if err := writeMenus(content, out); err != nil {
		return err
	}
	if err := convertTree(content, out); err != nil {
		return err
	}
	return writeSections(content, out)
}

// siteConfig is the part of content/site.yaml that Hugo needs too.
type siteConfig struct {
	Title      string   `yaml:"title"`
	BaseURL    string   `yaml:"base_url"`
	Navigation []string `yaml:"navigation"`
	Footer     []string `yaml:"footer"`
}

type menuEntry struct {
	PageRef string `yaml:"pageRef"`
	Weight  int    `yaml:"weight"`
}

// writeMenus appends what site.yaml says to the project's configuration.
// Configured menus are the fast way in Hugo: a layout that walks the site's
// sections costs time with the square of the number of pages.
func writeMenus(content fs.FS, out string) error {
	var site siteConfig
	if err := readYAML(content, "site.yaml", &site); err != nil {
		return err
	}
	text, err := yaml.Marshal(map[string]any{
		"title":   site.Title,
		"baseURL": site.BaseURL,
		"menus":   map[string][]menuEntry{"main": menu(site.Navigation), "footer": menu(site.Footer)},
	})
	if err != nil {
		return err
	}
	config := filepath.Join(out, "hugo.yaml")
	fixed, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	return os.WriteFile(config, append(fixed, text...), 0o644)
}

func menu(refs []string) []menuEntry {
	var entries []menuEntry
	for i, ref := range refs {
		entries = append(entries, menuEntry{PageRef: "/" + ref, Weight: i + 1})
	}
	return entries
}

// convertTree writes every file of content/ to its place in the project.
func convertTree(content fs.FS, out string) error {
	return fs.WalkDir(content, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == "site.yaml" {
			return err
		}
		target, ok := hugoPath(name)
		if !ok {
			return nil
		}
		data, err := fs.ReadFile(content, name)
		if err != nil {
			return err
		}
		switch {
		case path.Ext(name) == ".md":
			data = convertPage(data)
		case path.Dir(name) == "types":
			if data, err = inGerman(data); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return writeFile(filepath.Join(out, filepath.FromSlash(target)), data)
	})
}

// hugoPath is where a file of content/ goes in the project. Pages in a second
// language stay out: the project has one.
func hugoPath(name string) (string, bool) {
	dir, file := path.Split(name)
	switch {
	case dir == "types/":
		return "data/types/" + file, true
	case file == "index.md":
		return "content/" + dir + "_index.md", true
	case path.Ext(file) == ".md" && strings.Contains(strings.TrimSuffix(file, ".md"), "."):
		return "", false
	default:
		return "content/" + name, true
	}
}

// contentType is the part of a type's declaration that makes section pages.
type contentType struct {
	Label   struct{ Many string }
	Folder  string
	Section []struct{ Slug, Title string }
}

// writeSections gives every type's folder a page, and every further view of it
// one more.
func writeSections(content fs.FS, out string) error {
	names, err := fs.Glob(content, "types/*.yaml")
	if err != nil {
		return err
	}
	for _, name := range names {
		var declared contentType
		if err := readYAML(content, name, &declared); err != nil {
			return err
		}
		if declared.Folder == "" {
			continue
		}
		if err := writeViews(declared, filepath.Join(out, "content", declared.Folder)); err != nil {
			return err
		}
	}
	return nil
}

func writeViews(declared contentType, dir string) error {
	index := filepath.Join(dir, "_index.md")
	if _, err := os.Stat(index); err != nil {
		if err := writeFile(index, fmt.Appendf(nil, "---\ntitle: %s\n---\n", declared.Label.Many)); err != nil {
			return err
		}
	}
	for i, view := range declared.Section {
		if view.Slug == "" {
			continue
		}
		text := fmt.Appendf(nil, "---\ntitle: %s\nlayout: view\nview: %d\n---\n", view.Title, i)
		if err := writeFile(filepath.Join(dir, view.Slug+".md"), text); err != nil {
			return err
		}
	}
	return nil
}

func readYAML(files fs.FS, name string, into any) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if data, err = inGerman(data); err == nil {
		err = yaml.Unmarshal(data, into)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// inGerman leaves the German text where there is one for each language: the project
// has one.
func inGerman(data []byte) ([]byte, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	pickGerman(&doc)
	return yaml.Marshal(&doc)
}

func pickGerman(n *yaml.Node) {
	for i, inner := range n.Content {
		if inner.Kind == yaml.MappingNode && len(inner.Content) > 1 && inner.Content[0].Value == "de" {
			n.Content[i] = inner.Content[1]
		}
		pickGerman(n.Content[i])
	}
}

func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}
