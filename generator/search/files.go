package search

import (
	"bytes"
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
	First      []string `json:"first"`           // the first key of each shard of words
	Words      []string `json:"words"`           // the files of these shards
	Shown      []string `json:"shown"`           // the files of the shards of pages
	Vocabulary string   `json:"vocabulary"`      // the file of words that can be meant
	Tails      string   `json:"tails,omitempty"` // that of the directory of tails
}

// Write makes the index of some of the pages that the collector has taken in, for those
// who read a language: the directory, which is returned, and files that it names, which
// are handed over by their names. These follow from what the files hold. The error is
// emit's. It is safe for concurrent use once all pages are taken in.
func (c *Collector) Write(lang string, entries []*Entry, emit func(name string, data []byte) error) ([]byte, error) {
	m := newMaker(lang, c.words, entries)
	m.divide()
	m.post(entries)
	m.addSynonyms(entries)
	m.addNames(entries)
	w := &writer{emit: emit, directory: directory{Pages: len(entries), PerShard: pagesPerShard, Lang: lang}}
	w.words(m.sorted())
	w.shown(entries)
	said := m.vocabulary()
	said = said[:min(len(said), maxVocabulary)]
	w.directory.Vocabulary = w.file(strings.Join(said, "\n"))
	w.tails(m.tails(said))
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
	var shard bytes.Buffer
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

// write writes a line: key=alternative,alternative*pages~name:page:page~name:page postings. How many pages there
// are is only said where not all of them are named.
func (l *line) write(out *bytes.Buffer) {
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
	out.Write(l.writeNames(out.AvailableBuffer()))
	out.WriteByte(' ')
	out.Write(l.postings)
	out.WriteByte('\n')
}

// best keeps the postings of the highest levels; of the lowest of those, the first.
func best(postings []byte) []byte {
	var have [levels]int
	for _, c := range postings {
		if isLevel(c) {
			have[c-'A']++
		}
	}
	lowest, room := levels-1, maxPostings // room is for postings of the lowest level
	for have[lowest] < room {
		room -= have[lowest]
		lowest--
	}
	kept := line{postings: make([]byte, 0, 3*maxPostings)}
	page, distance := 0, 0
	for _, c := range postings {
		if !isLevel(c) {
			distance = distance*36 + digit(c)
			continue
		}
		page, distance = page+distance, 0
		switch level := int(c - 'A'); {
		case level > lowest:
			kept.post(page, level)
		case level == lowest && room > 0:
			room--
			kept.post(page, level)
		}
	}
	return kept.postings
}

// isLevel tells the level that ends a posting from the digits of its distance.
func isLevel(c byte) bool { return c >= 'A' && c <= 'Z' }

// digit is the value of a digit in base 36.
func digit(c byte) int {
	if c >= 'a' {
		return int(c-'a') + 10
	}
	return int(c - '0')
}

// shown writes what is shown of pages, a line each. Only that of a page that
// is not public has a field that says why.
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
			if s.absence != "" {
				lines.WriteString("\t" + s.absence)
			}
			lines.WriteByte('\n')
		}
		w.directory.Shown = append(w.directory.Shown, w.file(lines.String()))
	}
}
