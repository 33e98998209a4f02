package engine_test

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"wegweiser"
	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/engine"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

var update = flag.Bool("update", false, "rewrite what the stories in testdata expect")

// buildDay is the day on which tests take place unless they say otherwise.
const buildDay = "2026-11-23"

// siteYAML is the site of a test that does not bring its own.
const siteYAML = "title: Prüfstand\nbase_url: https://hub.example\ntime_zone: Europe/Berlin\n"

// options of a build in a test.
type options struct {
	day     string // buildDay if ""
	drafts  bool
	preview bool
}

// outcome is what a build says and makes.
type outcome struct {
	findings string            // as wegweiser prints them in German
	files    map[string]string // the site, by path
	result   engine.Result
}

// build builds the hub at root with the program's own layouts.
func build(t testing.TB, root string, o options) outcome {
	t.Helper()
	in, err := source.Read(root, templates(t))
	if err != nil {
		t.Fatal(err)
	}
	return buildSnapshot(t, in, o)
}

func buildSnapshot(t testing.TB, in *source.Snapshot, o options) outcome {
	t.Helper()
	var mu sync.Mutex
	var twice []string
	out := outcome{files: map[string]string{}}
	sink := func(path string, pieces ...[]byte) error {
		mu.Lock()
		defer mu.Unlock()
		if _, written := out.files[path]; written {
			twice = append(twice, path)
		}
		out.files[path] = string(bytes.Join(pieces, nil))
		return nil
	}
	var err error
	if out.result, err = engine.New().Build(context.Background(), in, o.engine(t), sink); err != nil {
		t.Fatal(err)
	}
	out.findings = german(t, in, &out.result)
	if len(twice) > 0 && out.result.Report.Count(out.result.Checks).Errors == 0 {
		t.Errorf("written twice without a finding: %q", twice)
	}
	return out
}

// engine are the options as the engine takes them.
func (o options) engine(t testing.TB) engine.Options {
	t.Helper()
	day, err := calendar.Parse(cmp.Or(o.day, buildDay))
	if err != nil {
		t.Fatal(err)
	}
	return engine.Options{Day: func(*schema.Schema) calendar.Date { return day }, Drafts: o.drafts, Preview: o.preview}
}

func german(t testing.TB, in *source.Snapshot, r *engine.Result) string {
	t.Helper()
	var b strings.Builder
	if err := diag.Text(&b, r.Report.Resolve(in.Text, "de", r.Checks), "de", false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// templates are the layouts and static files of the program, without its types.
func templates(t testing.TB) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	for _, dir := range []string{source.Layouts, source.Static} {
		for name, data := range filesBelow(t, wegweiser.Files, dir) {
			files[name] = &fstest.MapFile{Data: []byte(data)}
		}
	}
	return files
}

// writeHub writes files below a new root and completes them to a hub: with a
// site.yaml and the program's own types, but for those listed in without.
func writeHub(t testing.TB, files map[string]string, without ...string) string {
	t.Helper()
	all := map[string]string{schema.SitePath: siteYAML}
	for name, data := range filesBelow(t, wegweiser.Files, "content/types") {
		all[name] = data
	}
	for _, name := range without {
		delete(all, name)
	}
	for name, data := range files {
		all[name] = data
	}
	root := t.TempDir()
	for name, data := range all {
		writeFile(t, root, name, data)
	}
	return root
}

func writeFile(t testing.TB, root, name, data string) {
	t.Helper()
	full := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func filesBelow(t testing.TB, fsys fs.FS, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files[path.Clean(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
