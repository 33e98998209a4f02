package search

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"
)

// line is what is known of a key.
type line struct {
	key          string
	alternatives []string // what stands for it, keys joined by +: the parts of a compound, what a synonym means
	postings     []byte
	pages        int // how many it has
	last         int // of them
	sum          uint32
	bearers      []bearer // of names that have the word
}

// use is what a site makes of a word.
type use struct {
	pages int
	named bool
	line  *line
	parts []*line
}

// belongs reports whether a word is part of the vocabulary.
func (u *use) belongs(w word) bool {
	return len(w.key) >= minPart && (u.named || u.pages >= minCommonPages && len(w.key) >= minCommon)
}

// maker makes an index of some entries, in their order, which numbers them.
type maker struct {
	lang    string
	words   []word
	uses    []use // by word
	lines   map[string]*line
	known   vocabulary
	average uint64 // importance of all words of a page
}

func newMaker(lang string, words []word, entries []*Entry) *maker {
	m := &maker{lang: lang, words: words, uses: make([]use, len(words)), lines: map[string]*line{}}
	total := uint64(0)
	for _, e := range entries {
		e.each(m.lang, func(word, importance uint32, named bool) {
			u := &m.uses[word]
			u.pages++
			u.named = u.named || named
			total += uint64(importance)
		})
	}
	m.average = max(1, total/uint64(max(1, len(entries))))
	return m
}

// vocabulary lists the words of the vocabulary: of those that are folded alike the
// most frequent, and of all of them the most frequent first. A function word has a hyphen
// in front.
func (m *maker) vocabulary() []string {
	compare := func(a, b int) int {
		x, y := &m.uses[a], &m.uses[b]
		return cmp.Or(y.pages-x.pages, strings.Compare(m.words[a].text, m.words[b].text))
	}
	best := map[string]int{}
	for n := range m.uses {
		w := m.words[n]
		if !m.uses[n].belongs(w) {
			continue
		}
		if other, ok := best[w.folded]; !ok || compare(n, other) < 0 {
			best[w.folded] = n
		}
	}
	list := make([]string, 0, len(best))
	for _, n := range slices.SortedFunc(maps.Values(best), compare) {
		text := m.words[n].text
		if functionWords[m.words[n].folded] {
			text = "-" + text
		}
		list = append(list, text)
	}
	return list
}

// divide gives every word its line and those of its parts.
func (m *maker) divide() {
	v := vocabulary{}
	m.known = v
	for n := range m.uses {
		if m.uses[n].belongs(m.words[n]) {
			v[m.words[n].key] = true
		}
	}
	parts := make([][]string, len(m.uses))
	var g errgroup.Group
	for chunk := range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			for n := chunk; n < len(parts); n += runtime.GOMAXPROCS(0) {
				if m.uses[n].pages > 0 {
					parts[n] = v.split(m.words[n].folded)
				}
			}
			return nil
		})
	}
	_ = g.Wait() // nothing can fail
	for n := range m.uses {
		u := &m.uses[n]
		if u.pages == 0 {
			continue
		}
		u.line = m.line(m.words[n].key)
		for _, part := range parts[n] {
			u.parts = append(u.parts, m.line(part))
		}
		if len(parts[n]) > 0 {
			u.line.alternatives = append(u.line.alternatives, strings.Join(parts[n], "+"))
		}
	}
}

// line returns the one line of a key.
func (m *maker) line(key string) *line {
	l := m.lines[key]
	if l == nil {
		l = &line{key: key}
		m.lines[key] = l
	}
	return l
}

// What a word of its own counts, and the part of a compound.
const (
	whole = 10
	part  = 6
)

// post notes in which pages the keys stand, and how much they say of them.
func (m *maker) post(entries []*Entry) {
	var touched []*line
	for page, e := range entries {
		length := uint64(0)
		add := func(l *line, sum uint32) {
			if l.sum == 0 {
				touched = append(touched, l)
			}
			l.sum += sum
		}
		e.each(m.lang, func(word, importance uint32, _ bool) {
			length += uint64(importance)
			u := &m.uses[word]
			add(u.line, importance*whole)
			for _, l := range u.parts {
				add(l, importance*part)
			}
		})
		for _, l := range touched {
			l.post(page, m.level(l.sum, length, e.minor))
			l.sum = 0
		}
		touched = touched[:0]
	}
}

// How the importance of a key becomes its level, after Okapi BM25: more of the same
// word says less each time, and a word that stands in a long page says less than in a
// short one. How rare it is, the browser sees.
const (
	saturation = 8 // the importance that gives half of all levels, on a page of average length
	shortness  = 4 // of 10: how much the length counts
	levels     = 26
)

// level is from 0 to levels-1. It is computed without fractions: those differ from
// machine to machine.
func (m *maker) level(sum uint32, length uint64, minor bool) int {
	s := uint64(sum) * 10 * m.average
	level := (levels - 1) * s / (s + saturation*whole*((10-shortness)*m.average+shortness*length))
	if minor {
		level /= 2
	}
	return int(level)
}

// post adds a page: the distance from the one before, in base 36, and the level as a
// capital letter.
func (l *line) post(page, level int) {
	l.postings = strconv.AppendInt(l.postings, int64(page-l.last), 36)
	l.postings = append(l.postings, 'A'+byte(level))
	l.last = page
	l.pages++
}

// addSynonyms gives the keys of synonyms what they mean. What a page calls itself
// beside its title is a synonym of it.
func (m *maker) addSynonyms(entries []*Entry) {
	for _, e := range entries {
		for i, name := range e.names {
			meaning := strings.Join(name, "+")
			for _, s := range e.synonyms {
				m.mean(s, meaning)
			}
			for j, other := range e.names {
				if i != j && len(other) == 1 {
					m.mean(other[0], meaning)
				}
			}
		}
	}
}

func (m *maker) mean(key, meaning string) {
	if l := m.lines[key]; l != nil && key != meaning && meaning != "" {
		l.alternatives = append(l.alternatives, meaning)
	}
}

// sorted returns all lines in the order of their keys.
func (m *maker) sorted() []*line {
	for _, l := range m.lines {
		slices.Sort(l.alternatives)
		l.alternatives = slices.Compact(l.alternatives)
	}
	return slices.SortedFunc(maps.Values(m.lines), func(a, b *line) int { return strings.Compare(a.key, b.key) })
}
