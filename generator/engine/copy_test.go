package engine_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"wegweiser/generator/calendar"
	"wegweiser/generator/engine"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// Files that nobody parses are copied, others rendered; what could not be copied is a
// finding and copied next time.
func TestFilesAreCopied(t *testing.T) {
	in, err := source.Read(writeHub(t, map[string]string{
		"content/index.md": "---\ntitle: a\n---\n", "content/plan.pdf": "Plan", "content/leer.pdf": "",
		"static/assets/bild.png": "Bild", "static/assets/leer.css": "/* nichts */",
	}), fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	e, failing := engine.New(), true
	var mu sync.Mutex
	build := func() (copied, staged []string, errors int) {
		t.Helper()
		result, err := e.Build(context.Background(), in, engine.Options{
			Day:     func(*schema.Schema) calendar.Date { return calendar.Date{Year: 2026, Month: 11, Day: 26} },
			Preview: true,
			Copy: func(path string, f *source.File) error {
				mu.Lock()
				defer mu.Unlock()
				if failing && path == "plan.pdf" {
					return source.ErrChanged
				}
				copied = append(copied, path+" of "+f.Path)
				return nil
			},
		}, func(path string, pieces ...[]byte) error {
			mu.Lock()
			defer mu.Unlock()
			staged = append(staged, path)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range result.Report.Resolve(in.Text, "de", result.Checks) {
			if d.Path == "content/plan.pdf" {
				errors++
			}
		}
		return copied, staged, errors
	}
	copied, staged, errors := build()
	if !slices.Equal(copied, []string{"assets/bild.png of static/assets/bild.png"}) || errors != 1 {
		t.Errorf("copied %q, %d errors", copied, errors)
	}
	if !slices.Contains(staged, "leer.pdf") || !slices.Contains(staged, "assets/leer.css") || slices.Contains(staged, "plan.pdf") {
		t.Errorf("staged %q", staged)
	}
	failing = false
	if copied, _, errors := build(); !slices.Equal(copied, []string{"plan.pdf of content/plan.pdf"}) || errors != 0 {
		t.Errorf("copied %q, %d errors", copied, errors)
	}
	if copied, _, _ := build(); len(copied) > 0 {
		t.Errorf("copied again: %q", copied)
	}
}
