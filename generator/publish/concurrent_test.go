package publish

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
)

func TestConcurrentStage(t *testing.T) {
	dir := t.TempDir()
	site := files{}
	for i := range 500 {
		site[fmt.Sprintf("ordner%d/seite%d/index.html", i%7, i)] = strings.Repeat("x", i)
	}
	for _, written := range []int{500, 0} {
		p := stage(t, dir, nil)
		paths := make(chan string)
		var wg sync.WaitGroup
		for range runtime.GOMAXPROCS(0) + 2 {
			wg.Go(func() {
				for path := range paths {
					if err := p.Stage(path, []byte(site[path])); err != nil {
						t.Error(err)
					}
				}
			})
		}
		for path := range site {
			paths <- path
		}
		close(paths)
		wg.Wait()
		if stats, err := p.Commit(); err != nil || stats.Written != written {
			t.Fatalf("Commit: %+v, %v, want %d written", stats, err, written)
		}
		check(t, dir, site, nil)
	}
}

func BenchmarkPublish(b *testing.B) {
	const pages = 10_000
	data := []byte(strings.Repeat("Verwaltung ", 400))
	publish := func(b *testing.B, dir string) {
		p, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		var wg sync.WaitGroup
		for worker := range 2 {
			wg.Go(func() {
				for i := worker; i < pages; i += 2 {
					if err := p.Stage(fmt.Sprintf("dienste/seite-%d/index.html", i), data); err != nil {
						b.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if _, err := p.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			dir, err := os.MkdirTemp("", "publish")
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			publish(b, dir)
			b.StopTimer()
			os.RemoveAll(dir)
			b.StartTimer()
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := b.TempDir()
		publish(b, dir)
		for b.Loop() {
			publish(b, dir)
		}
	})
}
