package browser_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// What a page may cost with everything that it loads by itself. What it asks for
// when a reader does something is not counted.
const (
	mostBytes    = 30 << 10
	mostRequests = 5
)

// bill is what a page costs.
type bill struct {
	page  string
	bytes int
	items []string
}

// affordable: the page stays within its budgets and loads no font. The browser
// does not report the icon, which it asks for once for all pages.
func affordable(t *testing.T, b *tab, page string, all *bills) {
	t.Helper()
	requests, _ := b.heard()
	var icons []string
	b.eval(t, "[...document.querySelectorAll('link[rel~=icon]')].map((l) => l.href)", &icons)
	requests = append(requests, icons...)
	slices.Sort(requests)
	cost := bill{page: page}
	for _, r := range slices.Compact(requests) {
		n, err := site.weight(r)
		if err != nil {
			t.Error(err)
		}
		name := strings.TrimPrefix(r, site.server.URL)
		cost.bytes += n
		cost.items = append(cost.items, fmt.Sprintf("%s %d", name, n))
		if strings.Contains(name, ".woff") || strings.Contains(name, ".ttf") {
			t.Errorf("loads a font: %s", name)
		}
	}
	if cost.bytes > mostBytes || len(cost.items) > mostRequests {
		t.Errorf("costs %d bytes in %d requests, and may cost %d in %d", cost.bytes, len(cost.items), mostBytes, mostRequests)
	}
	all.add(cost)
}

// bills are those of all pages.
type bills struct {
	mu   sync.Mutex
	list []bill
}

func (all *bills) add(b bill) {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.list = append(all.list, b)
}

// print shows the heaviest pages (of tests that pass, only with -v).
func (all *bills) print(t *testing.T) {
	slices.SortFunc(all.list, func(a, b bill) int {
		return cmp.Or(cmp.Compare(b.bytes, a.bytes), cmp.Compare(a.page, b.page))
	})
	var table strings.Builder
	for _, b := range all.list[:min(len(all.list), 8)] {
		fmt.Fprintf(&table, "\n%7d bytes  %s: %s", b.bytes, b.page, strings.Join(b.items, ", "))
	}
	t.Logf("the heaviest pages, compressed with gzip:%s", &table)
}
