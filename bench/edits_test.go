package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"wegweiser"
	"wegweiser/generator/calendar"
	"wegweiser/generator/engine"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

var editPages = flag.Int("pages", 1000, "services in the hub of BenchmarkEdit")

// BenchmarkEdit measures what a preview needs to read and build a hub again after an
// edit of one page.
func BenchmarkEdit(b *testing.B) {
	root := filepath.Join(b.TempDir(), "hub")
	if err := writeCorpus("..", root, *editPages); err != nil {
		b.Fatal(err)
	}
	page := filepath.Join(root, "content", "dienste", "dienst-000007.md")
	text, err := os.ReadFile(page)
	if err != nil {
		b.Fatal(err)
	}
	e := engine.New()
	in, err := source.Read(root, wegweiser.Files)
	if err != nil {
		b.Fatal(err)
	}
	build := func(b *testing.B) engine.Result {
		in, err = in.Again([]string{"content/dienste/dienst-000007.md"}, time.Now())
		if err != nil {
			b.Fatal(err)
		}
		r, err := e.Build(context.Background(), in, engine.Options{
			Day: func(*schema.Schema) calendar.Date { return stageDay },
		}, func(string, ...[]byte) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
		return r
	}
	edit := func(b *testing.B, text []byte) {
		b.StopTimer()
		defer b.StartTimer()
		if err := os.WriteFile(page, text, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	build(b)
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	b.Logf("%d MB after the first build", m.HeapAlloc>>20)
	for name, change := range map[string]func(i byte) []byte{
		"body": func(i byte) []byte { return append(bytes.Clone(text), "\nZusatz "+string('a'+rune(i%26))+"\n"...) },
		"title": func(i byte) []byte {
			return bytes.Replace(text, []byte("title: "), []byte("title: "+string('A'+rune(i%26))), 1)
		},
		"nothing": func(byte) []byte { return text },
	} {
		b.Run(name, func(b *testing.B) {
			var i byte
			for b.Loop() {
				i++
				edit(b, change(i))
				if r := build(b); name != "nothing" && len(r.Rendered) == 0 {
					b.Fatal("nothing was rendered")
				} else if i == 3 {
					b.ReportMetric(float64(len(r.Rendered)), "tasks")
				}
			}
		})
	}
}
