package search

import (
	"slices"
	"strings"
)

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

// functionWords hold sentences together. Nobody who mistypes means one, but it can be part
// of a compound: Nachweis.
var functionWords = func() map[string]bool {
	is := map[string]bool{}
	for word := range strings.FieldsSeq(`
der die das dem den des ein eine einen einem einer eines kein keine keinen keinem keiner keines
ich du er sie es wir ihr mich dich sich uns euch ihm ihn ihnen mein meine dein deine sein seine seinen seinem seiner
seines ihre ihren ihrem ihrer ihres unser unsere unseren unserer euer eure dieser diese dieses diesem diesen jener jene
jeder jede jedes jedem jeden alle allem allen aller alles man wer was wen wem wessen welche welcher welches welchem
welchen derer deren dessen denen selbst einander etwas nichts
und oder aber denn sondern sowie sowohl weder noch doch dass wenn weil damit obwohl während bevor nachdem bis falls
sofern sobald ohne ob als wie da daher deshalb deswegen dafür dabei dazu davon daran darauf darin darum darüber
dagegen danach hier dort dann nun schon auch nur sehr mehr nicht nie immer wieder also etwa eben zwar jedoch jeweils
bereits wo wohin woher wann warum wofür wodurch womit
an am auf aus bei beim bis durch für gegen hinter in im ins mit nach neben seit statt trotz über um unter von vom vor
wegen zu zum zur zwischen innerhalb außerhalb
bin bist ist sind seid war waren wäre wären sei seien gewesen haben habe hast hat hatte hatten hätte hätten werden
werde wird wirst wurde wurden würde würden worden kann kannst können könnte könnten muss müssen musste müsste darf
dürfen durfte soll sollen sollte sollten will wollen wollte mag möchte möchten
the an and or but nor for with without from into onto over under about after before between through during until
that this these those there their they them then than which who whom whose what when where why how his her hers its
our ours your yours mine you she him are was were been being has have had having does did doing will would shall
should can could may might must not only also each every some any all both such more most other same very here
because while though although if unless per via upon`) {
		is[fold(word)] = true
	}
	return is
}()
