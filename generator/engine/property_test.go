package engine_test

import (
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"wegweiser/generator/source"

	"github.com/google/go-cmp/cmp"
)

// repository is the root of the real hub, seen from this package.
const repository = "../.."

// TestTheSameInputGivesTheSameBytes builds the real hub with different numbers
// of processors and from a copy whose files were written in another order.
func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	runtime.GOMAXPROCS(1)
	want := build(t, repository, options{})
	if len(want.files) < 50 {
		t.Fatalf("only %d files", len(want.files))
	}
	for _, processors := range []int{8, 3} {
		runtime.GOMAXPROCS(processors)
		sameOutcome(t, want, build(t, repository, options{}))
		sameOutcome(t, want, build(t, shuffledCopy(t), options{}))
	}
}

// shuffledCopy writes the hub anew, its files in random order.
func shuffledCopy(t *testing.T) string {
	t.Helper()
	files := map[string]string{}
	for _, dir := range []string{source.Content, source.Layouts, source.Static} {
		maps.Copy(files, filesBelow(t, os.DirFS(repository), dir))
	}
	names := slices.Sorted(maps.Keys(files))
	rand.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	root := t.TempDir()
	for _, name := range names {
		writeFile(t, root, name, files[name])
	}
	return root
}

func sameOutcome(t *testing.T, want, got outcome) {
	t.Helper()
	if diff := cmp.Diff(want.findings, got.findings); diff != "" {
		t.Errorf("findings differ:\n%s", diff)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(want.files)), slices.Sorted(maps.Keys(got.files))); diff != "" {
		t.Errorf("paths differ:\n%s", diff)
	}
	for name, data := range want.files {
		if got.files[name] != data {
			t.Errorf("%s differs:\n%s", name, cmp.Diff(data, got.files[name]))
		}
	}
	if want.result.NextChange != got.result.NextChange || want.result.Pages != got.result.Pages {
		t.Error("the results differ")
	}
}

var (
	idAttribute  = regexp.MustCompile(` id="([^"]*)"`)
	reference    = regexp.MustCompile(`<(\w+)[^>]* (?:href|src)="([^"]*)"`)
	labelled     = regexp.MustCompile(` aria-(?:labelledby|details)="([^"]*)"`)
	titleElement = regexp.MustCompile(`<title>([^<]*)</title>`)
	forbidden    = regexp.MustCompile(`(?i)<script(?: [^>]*)?>[^<]|<style| style="| on[a-z]+="|javascript:|<iframe|<object|<embed`)
	linkedData   = regexp.MustCompile(`<script type="application/ld\+json">[^<]*</script>`)
)

// TestEveryPageHolds checks on all pages of the real hub what every page owes
// its readers: names that are unique, links that lead somewhere, and nothing
// that a strict content security policy would stop.
func TestEveryPageHolds(t *testing.T) {
	t.Parallel()
	site := build(t, repository, options{}).files
	titles := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if path.Ext(name) != ".html" {
			continue
		}
		page := site[name]
		if bad := forbidden.FindString(linkedData.ReplaceAllString(page, "")); bad != "" {
			t.Errorf("%s: %s", name, bad)
		}
		if n := strings.Count(page, "<h1"); n != 1 {
			t.Errorf("%s has %d main headings", name, n)
		}
		if m := titleElement.FindStringSubmatch(page); m == nil || titles[m[1]] != "" {
			t.Errorf("%s: title %q, as %s", name, m, titles[m[1]])
		} else {
			titles[m[1]] = name
		}
		checkIDs(t, name, page)
		checkLinks(t, name, site)
	}
}

func checkIDs(t *testing.T, name, page string) {
	t.Helper()
	ids := idsOf(page)
	for id, n := range ids {
		if n > 1 || id == "" {
			t.Errorf("%s: %d times id %q", name, n, id)
		}
	}
	for _, m := range labelled.FindAllStringSubmatch(page, -1) {
		if ids[m[1]] == 0 {
			t.Errorf("%s: nothing has the id %q", name, m[1])
		}
	}
}

func idsOf(page string) map[string]int {
	ids := map[string]int{}
	for _, m := range idAttribute.FindAllStringSubmatch(page, -1) {
		ids[m[1]]++
	}
	return ids
}

func checkLinks(t *testing.T, name string, site map[string]string) {
	t.Helper()
	for _, m := range reference.FindAllStringSubmatch(site[name], -1) {
		element, address := m[1], m[2]
		if strings.Contains(address, ":") {
			own := strings.HasPrefix(address, "https://ozg-wegweiser.example/")
			if element != "a" && !own {
				t.Errorf("%s loads %s", name, address)
			}
			continue
		}
		file, anchor, _ := strings.Cut(address, "#")
		target := strings.TrimPrefix(file, "/")
		switch {
		case file == "":
			target = name
		case strings.HasSuffix(file, "/"):
			target += "index.html"
		}
		if page, ok := site[target]; !ok {
			t.Errorf("%s: %s leads nowhere", name, address)
		} else if anchor != "" && idsOf(page)[anchor] == 0 {
			t.Errorf("%s: there is no %s", name, address)
		}
	}
}
