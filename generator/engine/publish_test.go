package engine_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wegweiser/generator/calendar"
	"wegweiser/generator/engine"
	"wegweiser/generator/publish"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// TestTwinsMakeRoom publishes a hub twice. Before the second build the names of the
// CSV twins are taken: by a file, and by the folder of a former address.
func TestTwinsMakeRoom(t *testing.T) {
	t.Parallel()
	root := writeHub(t, map[string]string{
		"content/index.md":         "---\ntitle: Start\n---\n",
		"content/dienste/a.md":     "---\ntitle: Anton\ntopic: bauen-wohnen\n---\n",
		"content/dienste/index.md": "---\ntitle: Dienste\n---\n\n::index{type=service}\n",
	})
	out := filepath.Join(t.TempDir(), "public")
	publishHub(t, root, out)
	for _, name := range []string{"online-dienste.csv", "online-dienste-2.csv"} {
		if text := published(t, out, "dienste/"+name); !strings.Contains(text, "Anton") {
			t.Errorf("%s is %q", name, text)
		}
	}
	writeFile(t, root, "content/dienste/online-dienste-2.csv", "a;b")
	writeFile(t, root, "content/dienste/index.md", "---\ntitle: Dienste\naliases: [/dienste/online-dienste.csv]\n---\n\n::index{type=service}\n")
	publishHub(t, root, out)
	for name, want := range map[string]string{
		"online-dienste.csv/index.html": "Dienste", "online-dienste-2.csv": "a;b",
		"online-dienste-3.csv": "Anton", "online-dienste-4.csv": "Anton",
	} {
		if text := published(t, out, "dienste/"+name); !strings.Contains(text, want) {
			t.Errorf("%s is %q", name, text)
		}
	}
}

// publishHub builds the hub at root, which has no errors, into out.
func publishHub(t *testing.T, root, out string) {
	t.Helper()
	in, err := source.Read(root, templates(t))
	if err != nil {
		t.Fatal(err)
	}
	p, err := publish.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	day, err := calendar.Parse(buildDay)
	if err != nil {
		t.Fatal(err)
	}
	options := engine.Options{Day: func(*schema.Schema) calendar.Date { return day }}
	result, err := engine.New().Build(context.Background(), in, options, p.Stage)
	if err != nil {
		t.Fatal(err)
	}
	if result.Report.Count(result.Checks).Errors > 0 {
		t.Fatal(german(t, in, &result))
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
}

func published(t *testing.T, out, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
	if err != nil {
		t.Error(err)
	}
	return string(data)
}
