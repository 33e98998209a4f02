// Package search makes the index by which a browser finds pages, without any
// service.
//
// In go pages with their texts; out come small files: a directory, which a browser
// loads first, shards of postings, each for a range of words, shards of what is
// shown of pages, and the words of the site for those who mistype. A query loads the
// directory, the shards of its words and those of its hits.
//
// A page is taken in as soon as it is known, on any goroutine; what is kept of it is
// its words as numbers. What comes out follows from the pages and their order alone.
package search

import (
	"encoding/binary"
	"strings"
	"sync"
)

// Place says where on a page a text stands.
type Place int

// The places, the most telling first.
const (
	Title Place = iota
	Keyword
	Summary
	Heading
	Value
	Body
)

// importance of a word in a place.
var importance = [...]uint32{Title: 6, Keyword: 8, Summary: 4, Heading: 3, Value: 2, Body: 1}

// aloneInTitle is what a word that is a whole title gains; those of a longer one share it.
const aloneInTitle = 8

// Text is a text of a page.
type Text struct {
	Place Place
	Text  string
}

// Page is what can be found.
type Page struct {
	URL, Title, Summary string
	Kind                string   // what it is: Online-Dienst
	Way                 []string // the titles of the pages above it
	Lang                string
	Absence             string   // why only a preview shows it, or ""
	Minor               bool     // every site has such a page: it is seldom meant
	Names               []string // its title and abbreviation: those who say a synonym mean them
	ShortNames          []string
	Synonyms            []string
	Texts               []Text
	Labels              map[string][]Text // what the pages around it say of it in other languages
}

// Entry is what a Collector keeps of a page.
type Entry struct {
	shown    shown
	minor    bool
	called   []called
	names    [][]string        // the keys of each
	synonyms []string          // the keys of those that are single words
	words    []byte            // pairs of varints: the number of a word, and its count
	labels   map[string][]byte // by language: those words of its labels that are not among these
}

// shown is what is shown of a page.
type shown struct {
	url, title, summary, kind, way, lang string

	absence string
}

// word is a distinct way to write a word.
type word struct {
	text   string
	folded string
	key    string
}

// Collector takes in pages. It is safe for concurrent use.
type Collector struct {
	mu      sync.Mutex
	numbers map[string]uint32
	words   []word
	desks   sync.Pool
}

// NewCollector returns a Collector without pages.
func NewCollector() *Collector {
	c := &Collector{numbers: map[string]uint32{}}
	c.desks.New = func() any { return &desk{collector: c, known: map[string]uint32{}} }
	return c
}

// The classes of the words of a page.
const (
	named = iota // it stands in a title or is a keyword
	said         // it stands elsewhere
	classes
)

// desk is where one goroutine counts the words of a page.
type desk struct {
	collector *Collector
	known     map[string]uint32
	counts    []uint32 // by word: importance×classes + class; 0 for none
	touched   []uint32
	packed    []byte // room for pages to come
}

// packedSize is that of the pieces of memory in which pages are packed: each in its own
// would keep the memory around it from being used again.
const packedSize = 256 << 10

// Add takes in a page and returns what is kept of it.
func (c *Collector) Add(p *Page) *Entry {
	d := c.desks.Get().(*desk)
	defer c.desks.Put(d)
	for _, t := range p.Texts {
		d.count(t)
	}
	e := &Entry{
		shown: shown{p.URL, p.Title, p.Summary, p.Kind, strings.Join(p.Way, " › "), p.Lang, p.Absence}, minor: p.Minor,
		called: calledOf(p), words: d.take(),
	}
	for lang, texts := range p.Labels {
		if packed := d.more(texts, e.words); len(packed) > 0 {
			if e.labels == nil {
				e.labels = map[string][]byte{}
			}
			e.labels[lang] = packed
		}
	}
	if len(p.Names)+len(p.Synonyms) > 1 { // else nothing stands for anything
		for _, name := range p.Names {
			e.names = append(e.names, keysOf(name))
		}
		for _, s := range p.Synonyms {
			if keys := keysOf(s); len(keys) == 1 {
				e.synonyms = append(e.synonyms, keys[0])
			}
		}
	}
	return e
}

// more packs the words of some texts that are not among those that are packed already.
func (d *desk) more(texts []Text, packed []byte) []byte {
	for _, t := range texts {
		d.count(t)
	}
	unpack(packed, func(n, _ uint32, _ bool) {
		if int(n) < len(d.counts) { // else this desk has never seen it
			d.counts[n] = 0
		}
	})
	return d.take()
}

// Finish says that all pages are taken in, and frees the memory that only Add needs.
func (c *Collector) Finish() { c.numbers, c.desks = nil, sync.Pool{} }

func keysOf(text string) []string {
	var keys []string
	words(text, func(w string) { keys = append(keys, key(w)) })
	return keys
}

func (d *desk) count(t Text) {
	weight, class := importance[t.Place], uint32(said)
	if t.Place <= Keyword {
		class = named
	}
	if t.Place == Title {
		n := uint32(0)
		words(t.Text, func(string) { n++ })
		weight += aloneInTitle / max(1, n)
	}
	words(t.Text, func(w string) {
		n := d.number(w)
		weight := weight
		if t.Place == Value && isCode(w) {
			weight = importance[Keyword]
		}
		switch before := d.counts[n]; {
		case before == 0:
			d.touched = append(d.touched, n)
			d.counts[n] = weight*classes + class
		case class < before%classes:
			d.counts[n] = (before/classes+weight)*classes + class
		default:
			d.counts[n] = before + weight*classes
		}
	})
}

// minCode is the length from which digits are a key and no year or amount.
const minCode = 5

// isCode reports whether a word is a key or a code, which is only said of what it
// stands for.
func isCode(w string) bool {
	digits := 0
	for i := range len(w) {
		if w[i] >= '0' && w[i] <= '9' {
			digits++
		}
	}
	return digits > 0 && (digits < len(w) || digits >= minCode)
}

// number returns the number of a word.
func (d *desk) number(text string) uint32 {
	n, ok := d.known[text]
	if !ok {
		n, text = d.collector.number(text)
		d.known[text] = n
		for int(n) >= len(d.counts) {
			d.counts = append(d.counts, 0)
		}
	}
	return n
}

// number returns the number of a word and a copy of it that keeps no page in memory.
func (c *Collector) number(text string) (uint32, string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, ok := c.numbers[text]
	if !ok {
		n = uint32(len(c.words))
		text = strings.Clone(text)
		folded := fold(text)
		c.words = append(c.words, word{text, folded, stem(folded)})
		c.numbers[text] = n
	}
	return n, c.words[n].text
}

// take packs the counts of a page and clears the desk.
func (d *desk) take() []byte {
	if need := 2 * binary.MaxVarintLen32 * len(d.touched); need > cap(d.packed) {
		d.packed = make([]byte, 0, max(need, packedSize))
	}
	packed := d.packed
	for _, n := range d.touched {
		if d.counts[n] == 0 {
			continue
		}
		packed = binary.AppendUvarint(packed, uint64(n))
		packed = binary.AppendUvarint(packed, uint64(d.counts[n]))
		d.counts[n] = 0
	}
	d.touched, d.packed = d.touched[:0], packed[len(packed):]
	return packed[:len(packed):len(packed)]
}

// each visits the words of a page for those who read a language.
func (e *Entry) each(lang string, visit func(word, importance uint32, named bool)) {
	unpack(e.words, visit)
	unpack(e.labels[lang], visit)
}

// unpack visits packed words.
func unpack(packed []byte, visit func(word, importance uint32, named bool)) {
	for rest := packed; len(rest) > 0; {
		n, length := binary.Uvarint(rest)
		count, more := binary.Uvarint(rest[length:])
		rest = rest[length+more:]
		visit(uint32(n), uint32(count)/classes, count%classes == named)
	}
}
