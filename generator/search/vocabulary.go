package search

import "slices"

// A word of a text may be a part of compounds, and what somebody means who mistypes,
// if it is as long and stands in as many pages. Those of titles and keywords always may.
const (
	minCommon      = 4
	minCommonPages = 2
)

// minPart is the length of the parts into which a compound is split, and maxWord that
// from which a word is not: none that is meant is so long.
const (
	minPart = 3
	maxWord = 64
)

// vocabulary is what a site calls things: the keys of the words that compounds are
// made of.
type vocabulary map[string]bool

// split returns the keys of the parts of a compound, if the vocabulary has all of
// them: Gewerbe and Anmeldung for Gewerbeanmeldung. What links two parts (s, es, n,
// en, er, e) is an ending, which keys do not have. Of several ways, that with the
// longest last part counts: it says what the whole is.
func (v vocabulary) split(folded string) []string {
	if len(folded) > maxWord || len(folded) < 2*minPart {
		return nil
	}
	var from [maxWord + 1]int // where the part begins that ends here; 0 for the first
	var reached [maxWord + 1]bool
	reached[0] = true
	for start := 0; start <= len(folded)-minPart; start++ {
		if !reached[start] {
			continue
		}
		for end := start + minPart; end <= len(folded); end++ {
			if !reached[end] && end-start < len(folded) && v[stem(folded[start:end])] {
				from[end], reached[end] = start, true
			}
		}
	}
	if !reached[len(folded)] {
		return nil
	}
	var parts []string
	for end := len(folded); end > 0; end = from[end] {
		parts = append(parts, stem(folded[from[end]:end]))
	}
	slices.Reverse(parts)
	return parts
}
