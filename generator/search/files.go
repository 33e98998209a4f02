package search

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zeebo/xxh3"
)

// Sizes of files: small enough that a query loads little, large enough that there are
// not too many.
const (
	shardSize     = 6 << 10 // bytes of postings, before compression
	pagesPerShard = 16
	maxPostings   = 2000 // of a key: the pages of which it says most
	maxVocabulary = 5000
)

// directory is what a browser has to know before it looks something up.
type directory struct {
	Pages      int      `json:"pages"`
	PerShard   int      `json:"perShard"`
	Lang       string   `json:"lang"`
	First      []string `json:"first"`      // the first key of each shard of words
	Words      []string `json:"words"`      // the files of these shards
	Shown      []string `json:"shown"`      // the files of the shards of pages
	Vocabulary string   `json:"vocabulary"` // the file of words that can be meant
}

// Write makes the index of some of the pages that the collector has taken in, for those
// who read a language: the directory, which is returned, and files that it names, which
// are handed over by their names. These follow from what the files hold. The error is
// emit's. No page may be taken in meanwhile.
func (c *Collector) Write(lang string, entries []*Entry, emit func(name string, data []byte) error) ([]byte, error) {
	m := newMaker(c.words, entries)
	m.divide()
	m.post(entries)
	m.addSynonyms(entries)
	w := &writer{emit: emit, directory: directory{Pages: len(entries), PerShard: pagesPerShard, Lang: lang}}
	w.words(m.sorted())
	w.shown(entries)
	said := m.vocabulary()
	w.directory.Vocabulary = w.file(strings.Join(said[:min(len(said), maxVocabulary)], "\n"))
	data, err := json.Marshal(w.directory)
	if w.err == nil {
		w.err = err
	}
	return data, w.err
}

type writer struct {
	emit      func(name string, data []byte) error
	err       error // the first of emit
	directory directory
}

// file hands a file over and returns its name.
func (w *writer) file(text string) string {
	name := fmt.Sprintf("%010x.txt", xxh3.HashString(text)>>24)
	if w.err == nil {
		w.err = w.emit(name, []byte(text))
	}
	return name
}

// words writes the lines in shards.
func (w *writer) words(lines []*line) {
	var shard strings.Builder
	first := ""
	flush := func() {
		if shard.Len() > 0 {
			w.directory.First = append(w.directory.First, first)
			w.directory.Words = append(w.directory.Words, w.file(shard.String()))
			shard.Reset()
		}
	}
	for _, l := range lines {
		if shard.Len() == 0 {
			first = l.key
		}
		l.write(&shard)
		if shard.Len() >= shardSize {
			flush()
		}
	}
	flush()
}

// write writes a line: key=alternative,alternative*pages postings. How many pages there
// are is only said where not all of them are named.
func (l *line) write(out *strings.Builder) {
	out.WriteString(l.key)
	separator := byte('=')
	for _, alternative := range l.alternatives {
		out.WriteByte(separator)
		out.WriteString(alternative)
		separator = ','
	}
	if l.pages > maxPostings {
		out.WriteByte('*')
		out.WriteString(strconv.Itoa(l.pages))
		l.postings = best(l.postings)
	}
	out.WriteByte(' ')
	out.Write(l.postings)
	out.WriteByte('\n')
}

// best keeps the postings of the highest levels.
func best(postings []byte) []byte {
	type posting struct{ page, level int }
	var all []posting
	for page, rest := 0, postings; len(rest) > 0; {
		end := slices.IndexFunc(rest, func(c byte) bool { return c >= 'A' && c <= 'Z' })
		distance, _ := strconv.ParseInt(string(rest[:end]), 36, 64) // our own
		page += int(distance)
		all = append(all, posting{page, int(rest[end] - 'A')})
		rest = rest[end+1:]
	}
	slices.SortStableFunc(all, func(a, b posting) int { return b.level - a.level })
	all = all[:maxPostings]
	slices.SortFunc(all, func(a, b posting) int { return a.page - b.page })
	kept := line{}
	for _, p := range all {
		kept.post(p.page, p.level)
	}
	return kept.postings
}

// shown writes what is shown of pages.
func (w *writer) shown(entries []*Entry) {
	for shard := range slices.Chunk(entries, pagesPerShard) {
		var lines strings.Builder
		for _, e := range shard {
			s := e.shown
			if s.lang == w.directory.Lang {
				s.lang = ""
			}
			for i, text := range []string{s.url, s.title, s.summary, s.kind, s.way, s.lang} {
				if i > 0 {
					lines.WriteByte('\t')
				}
				lines.WriteString(strings.Join(strings.Fields(text), " "))
			}
			lines.WriteByte('\n')
		}
		w.directory.Shown = append(w.directory.Shown, w.file(lines.String()))
	}
}
