package search

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// A word that stands once, in a text, is no part of the vocabulary. Who asks for a part
// of it finds it by its tails: the word itself, and what is before a part that is known
// (Landesgleichstellung in Landesgleichstellungsgesetz). They are in files of their own,
// which a browser loads only if it would find nothing.

// The lengths that parts of such words have at least, in letters: what begins the word,
// what is asked for, and what is known at its end.
const (
	minHead  = 3
	minAsked = 5
	minKnown = 4
)

// tail is a word, divided behind what ends there, without its ending.
type tail struct{ before, rest string }

// tails lists those of all words that are not among some, in the order of their letters
// from behind.
func (m *maker) tails(others []string) []tail {
	listed := map[string]bool{}
	for _, text := range others {
		listed[fold(strings.TrimPrefix(text, "-"))] = true // a function word has a hyphen
	}
	seen := map[tail]bool{}
	for n := range m.uses {
		w := m.words[n]
		if m.uses[n].pages == 0 || len(w.folded) < minHead+minAsked || len(w.folded) > maxWord || listed[w.folded] || !isPlain(w.folded) {
			continue
		}
		listed[w.folded] = true // once, however it is written
		for end := minHead + minAsked; end <= len(w.folded); end++ {
			if left := len(w.folded) - end; left > 0 && (left < minKnown || !m.known[stem(w.folded[end:])]) {
				continue
			}
			if before := bare(w.folded[:end]); len(before) >= minHead+minAsked-1 {
				seen[tail{before, w.folded[len(before):]}] = true
			}
		}
	}
	list := make([]tail, 0, len(seen))
	for t := range seen {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b tail) int {
		return cmp.Or(compareFromBehind(a.before, b.before), strings.Compare(a.rest, b.rest))
	})
	return list
}

// isPlain reports whether a folded word has none but the letters a to z.
func isPlain(folded string) bool {
	return !strings.ContainsFunc(folded, func(r rune) bool { return r < 'a' || r > 'z' })
}

var inflections = [...]string{"em", "en", "er", "es", "e", "n", "s"}

// bare cuts less off a plain word than stem, which leaves less of a long word than of a
// short one: Messung and Reichweitenmessung keep the end that they have in common.
func bare(folded string) string {
	for cut := true; cut; {
		cut = false
		for _, ending := range inflections {
			if len(folded) >= len(ending)+minStem && strings.HasSuffix(folded, ending) && !(ending == "s" && strings.HasSuffix(folded, "ss")) {
				folded, cut = folded[:len(folded)-len(ending)], true
				break
			}
		}
	}
	return folded
}

func fromBehind(text string) string {
	b := []byte(text)
	slices.Reverse(b)
	return string(b)
}

func compareFromBehind(a, b string) int {
	for i := 1; i <= min(len(a), len(b)); i++ {
		if c := cmp.Compare(a[len(a)-i], b[len(b)-i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

// tailDirectory says in which file which tails are.
type tailDirectory struct {
	First []string `json:"first"` // the first of each, from behind
	Files []string `json:"files"`
}

// tails writes tails in shards, a line each, and their directory.
func (w *writer) tails(list []tail) {
	var d tailDirectory
	var shard bytes.Buffer
	for i, t := range list {
		if shard.Len() == 0 {
			d.First = append(d.First, fromBehind(t.before))
		}
		shard.WriteString(t.before + " " + t.rest + "\n")
		if shard.Len() >= shardSize || i == len(list)-1 {
			d.Files = append(d.Files, w.file(shard.String()))
			shard.Reset()
		}
	}
	if len(list) > 0 {
		data, _ := json.Marshal(d) // strings can be
		w.directory.Tails = w.file(string(data))
	}
}
