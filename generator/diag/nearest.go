package diag

import (
	"math/bits"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/unicode/norm"
)

// maxName is the length in bytes from which a name is not compared: nobody
// mistypes that much, and the comparison takes the product of both lengths.
const maxName = 128

// Nearest returns the one of the known names that was probably meant by name,
// or "" if none is near. Case and the spelling of umlauts do not count
// (gebühr = Gebuehr); of the rest, about a third of the characters may differ,
// at least one and at most three. The same holds of each part of a path or of a name
// with hyphens: ../modelle/efa.md is not near ../modelle/oaa.md, however much they
// have in common. Of equally near names it takes the first in
// byte order, so the order of known does not matter.
func Nearest(name string, known []string) string {
	if name == "" || len(name) > maxName {
		return ""
	}
	wanted := newShape(name)
	best, limit := "", wanted.tolerance()
	for _, k := range known {
		if k == name || len(k) > maxName || wanted.tooShortOrLong(k, limit) {
			continue
		}
		known := newShape(k)
		d, near := wanted.distance(known, limit)
		if near && (best == "" || d < limit || k < best) && partsNear(wanted.folded, known.folded) {
			best, limit = k, d
		}
	}
	return best
}

// shape is a name as it is compared.
type shape struct {
	folded  string
	length  int    // in characters
	letters uint64 // a bit for each character that occurs, modulo 64
}

func newShape(name string) shape {
	s := shape{folded: fold(name)}
	for _, r := range s.folded {
		s.length++
		s.letters |= 1 << (uint(r) % 64)
	}
	return s
}

// tolerance is a third of the length, rounded, so that a swap of two letters
// in a word of five (titel, title) is still near.
func (s shape) tolerance() int { return max(1, min((s.length+1)/3, 3)) }

// tooShortOrLong reports whether the length of a name in ASCII, which folding
// leaves as it is, rules it out: an edit changes the length by one at most.
// Where thousands of names are known, most of them end here.
func (s shape) tooShortOrLong(name string, limit int) bool {
	return (len(name) < s.length-limit || len(name) > s.length+limit) && isASCII(name)
}

// distance returns the number of edits from s to t, and whether it is at most
// limit and leaves something of the name. An edit brings or takes one letter at
// most, which is quicker to count than the edits.
func (s shape) distance(t shape, limit int) (int, bool) {
	if bits.OnesCount64(s.letters&^t.letters) > limit || bits.OnesCount64(t.letters&^s.letters) > limit {
		return 0, false
	}
	d := levenshtein.ComputeDistance(s.folded, t.folded)
	return d, d <= limit && d < s.length
}

// partsNear reports whether all parts of two folded names are near each other. Where
// one has parts that the other has not, their files count.
func partsNear(name, known string) bool {
	a, b := parts(name), parts(known)
	if len(a) != len(b) {
		a, b = []string{stem(name)}, []string{stem(known)}
	}
	for i := range a {
		if a[i] == b[i] || sameLetters(a[i], b[i]) {
			continue
		}
		part := newShape(a[i])
		if _, near := part.distance(newShape(b[i]), part.tolerance()); !near {
			return false
		}
	}
	return true
}

// sameLetters reports whether two words differ in the order of their letters alone:
// lnik is link.
func sameLetters(a, b string) bool {
	return len(a) == len(b) && slices.Equal(slices.Sorted(slices.Values([]rune(a))), slices.Sorted(slices.Values([]rune(b))))
}

// parts divides a name; the ending of a file is no part.
func parts(name string) []string {
	if ending := path.Ext(name); len(ending) <= maxEnding {
		name = strings.TrimSuffix(name, ending)
	}
	return strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("/.-_", r) })
}

// maxEnding is the length in bytes of the longest ending of a file, with its point.
const maxEnding = len(".jpeg")

// stem is the name of a file without folder and ending.
func stem(name string) string { return strings.TrimSuffix(path.Base(name), path.Ext(name)) }

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

// fold lowers the case, spells umlauts in ASCII and drops other accents.
func fold(name string) string {
	name = strings.ToLower(name)
	if isASCII(name) {
		return name
	}
	name = umlauts.Replace(norm.NFC.String(name))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(name))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
