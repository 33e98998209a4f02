package german

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Collator orders text as readers expect it: by DIN 5007-1 (ä as a, ß as ss,
// capitals beside small letters), with numbers by their value (§ 9 before
// § 10), and Upper Sorbian by its own alphabet. Quotation marks and brackets at
// the start of a text do not count. The order is total: only equal texts are
// equal. A Collator may be used by several goroutines.
type Collator struct {
	sorbian bool
	order   string    // what tells apart languages that sort differently
	sorters sync.Pool // collate.Collator is not safe for concurrent use
}

type sorter struct {
	collate *collate.Collator
	buffer  collate.Buffer
	a, b    []byte
}

// NewCollator returns a Collator for a language tag such as de, de-simple, en
// or hsb. A tag that cannot be read gets the German order.
func NewCollator(lang string) *Collator {
	tag, err := language.Parse(lang)
	if err != nil {
		tag = language.German
	}
	c := &Collator{sorbian: isSorbian(lang), order: orderOf(tag)}
	c.sorters.New = func() any { return &sorter{collate: collate.New(tag, collate.Numeric)} }
	return c
}

// orderOf is "" for the languages that sort as German does, by the root collation,
// and else the tag itself.
func orderOf(tag language.Tag) string {
	switch base, _ := tag.Base(); base.String() {
	case "de", "en":
		return ""
	}
	return tag.String()
}

func isSorbian(lang string) bool {
	primary, _, _ := strings.Cut(lang, "-")
	return strings.EqualFold(primary, "hsb")
}

// Same reports whether both order every text in the same way. The languages of the
// pages of a hub differ from German only if they have an alphabet of their own.
func (c *Collator) Same(other *Collator) bool { return c.order == other.order }

// Key returns bytes that sort, compared as bytes, as the texts do. A list that
// is sorted often is sorted by keys.
func (c *Collator) Key(s string) []byte {
	sorter := c.sorters.Get().(*sorter)
	defer c.sorters.Put(sorter)
	return c.appendKey(nil, sorter, s)
}

// Compare returns -1, 0 or +1 as a sorts before, equals or sorts after b.
func (c *Collator) Compare(a, b string) int {
	sorter := c.sorters.Get().(*sorter)
	defer c.sorters.Put(sorter)
	sorter.a = c.appendKey(sorter.a[:0], sorter, a)
	sorter.b = c.appendKey(sorter.b[:0], sorter, b)
	return bytes.Compare(sorter.a, sorter.b)
}

// appendKey appends the key's levels: the Sorbian letters, the collation
// elements, and the text itself to tell apart what is alike.
func (c *Collator) appendKey(key []byte, with *sorter, s string) []byte {
	words := trimOpening(s)
	if c.sorbian {
		key = appendSorbian(key, words)
		key = append(key, 0)
	}
	with.buffer.Reset()
	key = append(key, with.collate.KeyFromString(&with.buffer, words)...)
	key = append(key, 0, 0)
	return append(key, s...)
}

// trimOpening removes quotation marks, brackets and spaces from the start:
// „Sächsisch Direkt“ belongs under S.
func trimOpening(s string) string {
	trimmed := strings.TrimLeftFunc(s, func(r rune) bool {
		return r == '"' || r == '\'' || unicode.IsSpace(r) ||
			unicode.In(r, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf)
	})
	if trimmed == "" {
		return s
	}
	return trimmed
}

// Initial returns the heading under which s stands in an A–Z index: a capital
// letter (Ä is under A, ß under S; in Upper Sorbian every letter of its own,
// Č, Dź and Ch too), "0–9" for digits and "#" for everything else.
func (c *Collator) Initial(s string) string {
	s = trimOpening(s)
	if c.sorbian {
		if letter, _ := sorbianLetter(normal(s)); letter > 0 {
			return title(sorbianAlphabet[letter-1])
		}
	}
	first, _ := utf8.DecodeRuneInString(norm.NFC.String(prefix(s)))
	letters := plain(first)
	switch {
	case letters == "":
		return "#"
	case letters[0] <= '9':
		return "0–9"
	}
	return string(letters[0] - 'a' + 'A')
}

// prefix returns the start of s, enough for a letter and its marks.
func prefix(s string) string {
	const enough = 64
	if len(s) > enough {
		return s[:enough]
	}
	return s
}

// title returns a letter with its first character as a capital: dź is Dź.
func title(letter string) string {
	first, size := utf8.DecodeRuneInString(letter)
	return string(unicode.ToUpper(first)) + letter[size:]
}
