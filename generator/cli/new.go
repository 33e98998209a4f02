package cli

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// starter is the content of a new hub, beside the content types.
//
//go:embed starter
var starter embed.FS

// runNew creates a hub or a page.
func runNew(_ context.Context, e *Environment, o *options, args []string) int {
	switch {
	case len(args) != 2 || args[0] == "" || args[1] == "":
		return e.misused(o.lang, "usage-new")
	case args[0] == "site":
		return e.newSite(o, args[1])
	}
	return e.newPage(o, args[0], args[1])
}

// newSite writes a small hub into a folder that is new, or empty but for what
// a version control system keeps there.
func (e *Environment) newSite(o *options, dir string) int {
	if occupied(dir) {
		return e.usage(o.lang, "dir-not-empty", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return e.fail(o.lang, fmt.Errorf("create the hub: %w", err))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return e.fail(o.lang, fmt.Errorf("create the hub: %w", err))
	}
	defer root.Close()
	content, err := fs.Sub(starter, "starter")
	if err == nil {
		err = copyTree(root, content)
	}
	if err == nil {
		err = copyTree(root, only{e.Files, []string{source.Content}})
	}
	if err != nil {
		return e.fail(o.lang, fmt.Errorf("create the hub: %w", err))
	}
	fmt.Fprintln(e.Stdout, say(o.lang, "created-site", dir, rootFlag(dir)))
	return exitFine
}

func occupied(dir string) bool {
	entries, _ := os.ReadDir(dir)
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !strings.HasPrefix(e.Name(), ".") })
}

// rootFlag is how a shell is told of dir: "" for the folder one is in.
func rootFlag(dir string) string {
	switch {
	case filepath.Clean(dir) == ".":
		return ""
	case strings.ContainsAny(dir, " &()'"):
		return ` --root "` + dir + `"`
	}
	return " --root " + dir
}

func copyTree(root *os.Root, files fs.FS) error {
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return writeNew(root, name, data)
	})
}

// writeNew writes a file that must not exist yet.
func writeNew(root *os.Root, name string, data []byte) error {
	name = filepath.FromSlash(name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// newPage writes a page in which every field of its type is explained. What is
// wrong with the declarations is said first: it may be why a type is unknown.
func (e *Environment) newPage(o *options, typeName, name string) int {
	in, code := e.read(o)
	if in == nil {
		return code
	}
	declared, found := schema.Load(in.Files)
	o.lang = cmp.Or(o.lang, messageLanguage(declared.Site.Languages[0].Code))
	if err := diag.Text(e.Stderr, diag.Resolve(found, in.Text, o.lang, nil), o.lang, e.Terminal && !e.NoColor); err != nil {
		return e.fail(o.lang, err)
	}
	t := declared.Type(typeName)
	if t == nil {
		names := declared.TypeNames()
		return e.usage(o.lang, "unknown-type", typeName, diag.Nearest(typeName, names), strings.Join(names, ", "))
	}
	switch slug := german.Slug(name); slug {
	case "":
		return e.usage(o.lang, "bad-name", name)
	case "index":
		return e.usage(o.lang, "reserved-name", path.Join(source.Content, t.Folder))
	default:
		return e.writePage(o, path.Join(source.Content, t.Folder, slug+".md"), scaffold(t, name, o.lang))
	}
}

// writePage writes a page that must not exist yet; file is slash-separated.
func (e *Environment) writePage(o *options, file string, text []byte) int {
	shown := path.Join(filepath.ToSlash(o.root), file)
	root, err := os.OpenRoot(o.root)
	if err != nil {
		return e.fail(o.lang, err)
	}
	defer root.Close()
	switch err := writeNew(root, file, text); {
	case errors.Is(err, fs.ErrExist):
		return e.usage(o.lang, "page-exists", shown)
	case err != nil:
		return e.fail(o.lang, fmt.Errorf("create %s: %w", file, err))
	}
	fmt.Fprintln(e.Stdout, say(o.lang, "created-page", shown))
	return exitFine
}
