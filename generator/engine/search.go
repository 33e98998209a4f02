package engine

import (
	"context"
	"sync"

	"wegweiser/generator/ask"
	"wegweiser/generator/diag"
	"wegweiser/generator/render"
	"wegweiser/generator/search"
	"wegweiser/generator/site"
)

// findable is what has been collected of pages for those who search.
type findable struct {
	collector *search.Collector
	mu        sync.Mutex
	entries   map[*site.Page]*search.Entry
}

func newFindable() *findable {
	return &findable{collector: search.NewCollector(), entries: map[*site.Page]*search.Entry{}}
}

// add takes in a page, whose body must be there.
func (f *findable) add(h *render.Hub, p *site.Page) {
	e := f.collector.Add(render.Searchable(h, p))
	f.mu.Lock()
	defer f.mu.Unlock()
	f.entries[p] = e
}

// write makes the indexes of all languages, several at a time, and calls emit for one
// file after the other.
func (f *findable) write(s *site.Site, emit func(path string, data []byte) error) error {
	var emitting sync.Mutex
	written := map[string]bool{} // languages may have files in common
	once := func(path string, data []byte) error {
		emitting.Lock()
		defer emitting.Unlock()
		if written[path] {
			return nil
		}
		written[path] = true
		return emit(path, data)
	}
	f.collector.Finish()
	languages := s.Languages()
	return each(context.Background(), len(languages), func(i int) error {
		var entries []*search.Entry
		for _, p := range s.PagesIn(languages[i]) {
			entries = append(entries, f.entries[p])
		}
		directory, err := f.collector.Write(languages[i], entries, func(name string, data []byte) error {
			return once(site.SearchFiles+name, data)
		})
		if err != nil {
			return err
		}
		return once(s.SearchDirectory(languages[i]), directory)
	})
}

// SearchFiles makes the files by which a browser searches the site that was built last.
// An engine that remembers makes them only when somebody asks for them: they depend on
// every word of every page. The error is that of emit.
func (e *Engine) SearchFiles(emit func(path string, data []byte) error) error {
	if e.world == nil {
		return nil // nothing has been built
	}
	s, found := e.world.Site, newFindable()
	h := render.NewHub(ask.NewReader(e.world, nil), render.NewParts(nil))
	_ = each(context.Background(), len(s.Pages), func(i int) error {
		found.add(h, s.Pages[i])
		return nil
	})
	return found.write(s, emit)
}

// searchTasks render the pages that show what a search has found.
func searchTasks(s *site.Site) []task {
	var tasks []task
	for _, lang := range s.Languages() {
		tasks = append(tasks, task{name: "search " + lang, run: func(_ *build, h *render.Hub, emit render.Emit) ([]diag.Diagnostic, error) {
			return render.Search(h, lang, emit)
		}})
	}
	return tasks
}
