package browser_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
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
	items []string // what it loads
}

// cost adds up what the page has asked for. The browser does not report the icon,
// which it asks for once for all pages.
func (b *tab) cost(t *testing.T, base, page string) bill {
	t.Helper()
	requests, _ := b.heard()
	requests = append(requests, b.ask(t, "[...document.querySelectorAll('link[rel~=icon]')].map((l) => l.href)")...)
	slices.Sort(requests)
	cost := bill{page: page}
	for _, r := range slices.Compact(requests) {
		name, own := strings.CutPrefix(r, base)
		if !own {
			continue // reported already, and not to be asked
		}
		n := weight(t, r)
		cost.bytes += n
		cost.items = append(cost.items, fmt.Sprintf("%s %d", name, n))
	}
	return cost
}

// weight is the size of a file as a good host sends it: gzip, at its best.
func weight(t *testing.T, address string) int {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err == nil {
		_, err = io.Copy(z, response.Body)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return packed.Len()
}

// overdrawn: the page stays within its budgets and loads no font.
func (b bill) overdrawn() (found []string) {
	if b.bytes > mostBytes || len(b.items) > mostRequests {
		found = append(found, fmt.Sprintf("%d bytes in %d requests, and it may cost %d in %d", b.bytes, len(b.items), mostBytes, mostRequests))
	}
	for _, i := range b.items {
		if strings.Contains(i, ".woff") || strings.Contains(i, ".ttf") {
			found = append(found, "loads a font: "+i)
		}
	}
	return found
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
