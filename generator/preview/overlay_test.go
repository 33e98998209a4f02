package preview

import (
	"testing"

	"wegweiser/generator/engine"
)

func TestClickToSource(t *testing.T) {
	d := newDesk(t)
	d.publish(Build{Result: engine.Result{Entries: []engine.Entry{entry("a")}}}, map[string]string{"a/index.html": "A"})
	for query, want := range map[string]string{
		"origin=content/a.md%23summary": "vscode://file/content/a.md:3:10",
		"origin=content/a.md%2333":      "vscode://file/content/a.md:1:1", // no such field
		"origin=content/a.md%4033":      "vscode://file/content/a.md:6:1",
		"origin=content/a.md%4099999":   "vscode://file/content/a.md:7:1",
		"page=/a/&origin=":              "vscode://file/content/a.md:1:1",
		"page=/a/&origin=%23title":      "vscode://file/content/a.md:2:8",
	} {
		if status, got := d.get("/_wegweiser/open?" + query); status != 200 || got != want {
			t.Errorf("%s: %d %s, want %s", query, status, got, want)
		}
	}
	for _, query := range []string{"origin=fehlt.md%401", "page=/fehlt/", ""} {
		if status, got := d.get("/_wegweiser/open?" + query); status != 404 {
			t.Errorf("%s: %d %s", query, status, got)
		}
	}
}
