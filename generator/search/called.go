package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// The proper names of a page, the most proper first. A query that is one finds its page
// before all others.
const (
	ofTitle = iota
	ofAbbreviation
	ofSynonym
)

// called is how a page is called: the words of a name, folded and divided by blanks.
type called struct {
	words  string
	proper int
}

// calledOf returns what a page is called.
func calledOf(p *Page) []called {
	var all []called
	add := func(name string, proper int) {
		if words := folded(name); words != "" && !slices.ContainsFunc(all, func(c called) bool { return c.words == words }) {
			all = append(all, called{words, proper})
		}
	}
	for i, name := range slices.Concat(p.Names, p.ShortNames) {
		add(name, min(i, ofAbbreviation))
	}
	for _, s := range p.Synonyms {
		add(s, ofSynonym)
	}
	return all
}

// folded returns the runs of letters and digits of a text, folded and divided by blanks.
func folded(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		length := runLength(text[i:])
		if word := fold(text[i : i+length]); word != "" { // and not what an emoji leaves
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word)
		}
		i += max(1, length)
	}
	return b.String()
}

// bearer is a page with a name.
type bearer struct {
	name                string // its letters and digits, folded
	proper, depth, page int
}

// maxBearers is how many pages of one name are noted.
const maxBearers = 10

// addNames gives each name of a page to the line of its rarest word: a query that is the
// name reads that in any case.
func (m *maker) addNames(entries []*Entry) {
	for page, e := range entries {
		for _, c := range e.called {
			var rarest *line
			for word := range strings.SplitSeq(c.words, " ") {
				if l := m.lines[stem(word)]; l != nil && (rarest == nil || l.pages < rarest.pages) {
					rarest = l
				}
			}
			if rarest != nil {
				b := bearer{strings.ReplaceAll(c.words, " ", ""), c.proper, strings.Count(e.shown.url, "/"), page}
				rarest.bearers = append(rarest.bearers, b)
			}
		}
	}
}

// writeNames writes ~name:page:page for each name: the pages that it says most of first,
// and of these those that are no part of others.
func (l *line) writeNames(out []byte) []byte {
	slices.SortFunc(l.bearers, func(a, b bearer) int {
		return cmp.Or(strings.Compare(a.name, b.name), a.proper-b.proper, a.depth-b.depth, a.page-b.page)
	})
	name, written := "", 0
	for _, b := range l.bearers {
		if b.name != name {
			name, written = b.name, 0
			out = append(append(out, '~'), name...)
		}
		if written++; written <= maxBearers {
			out = strconv.AppendInt(append(out, ':'), int64(b.page), 36)
		}
	}
	return out
}
