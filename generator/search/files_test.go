package search

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestBig(t *testing.T) {
	pages := make([]Page, 10000)
	base := strings.Fields("Die Gemeinde prüft Antrag Wohngeld Bescheid Gebühr Kindergarten Anmeldung Gewerbe Bauantrag Straße Verwaltung Landkreis")
	for i := range pages {
		var b strings.Builder
		for j := range 600 {
			b.WriteString(base[(i*7+j*13)%len(base)])
			if j%5 == 0 {
				fmt.Fprintf(&b, "%c%c%cwort", 'a'+(i*j)%26, 'a'+(i+j)%26, 'a'+(i*3+j*5)%26)
			}
			b.WriteByte(' ')
		}
		pages[i] = Page{Texts: []Text{{Title, base[i%len(base)]}, {Body, b.String()}}}
	}
	start := time.Now()
	c := NewCollector()
	entries := make([]*Entry, len(pages))
	var g sync.WaitGroup
	for k := range 2 {
		g.Go(func() {
			for i := k; i < len(pages); i += 2 {
				entries[i] = c.Add(&pages[i])
			}
		})
	}
	g.Wait()
	t.Log(time.Since(start))
	files, size := 0, 0
	_, _ = c.Write("de", entries, func(n string, d []byte) error { files++; size += len(d); return nil })
	t.Log(time.Since(start), files, size)
}
