package german

import (
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// sorbianAlphabet is the Upper Sorbian alphabet in its order, with q, v and x
// for foreign words. golang.org/x/text has no rules for this language. Note ł
// before l, and ć after t.
var sorbianAlphabet = strings.Fields(
	"a b c č d dź e ě f g h ch i j k ł l m n ń o ó p q r ř s š t ć u v w x y z ž")

// sorbianRank holds each letter's place in the alphabet, from 1.
var sorbianRank = func() map[string]int {
	rank := map[string]int{}
	for i, letter := range sorbianAlphabet {
		rank[letter] = i + 1
	}
	return rank
}()

// Weights of what is no letter; the letters follow from letterWeight on.
const (
	gapWeight    = 2
	numberWeight = 3
	letterWeight = 10
	otherWeight  = 0xff
)

// appendSorbian appends the weights of s in Upper Sorbian, none of which is 0:
// runs of spaces and signs as one gap, numbers by their value, letters by the
// alphabet, letters that are foreign to it by their plain form.
func appendSorbian(key []byte, s string) []byte {
	gap := false
	for s = normal(s); s != ""; {
		weight, size := sorbianLetter(s)
		r, width := utf8.DecodeRuneInString(s)
		if weight == 0 && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			s = s[width:]
			continue
		}
		if gap {
			key = append(key, gapWeight)
			gap = false
		}
		switch {
		case weight > 0:
			key = append(key, byte(letterWeight+weight))
			s = s[size:]
		case '0' <= r && r <= '9':
			key, s = appendNumber(key, s)
		default:
			key = appendForeign(key, r)
			s = s[width:]
		}
	}
	return key
}

// normal returns s composed and in small letters, as the alphabet has them.
func normal(s string) string { return norm.NFC.String(strings.ToLower(norm.NFC.String(s))) }

// sorbianLetter returns the place in the alphabet, from 1, of the letter with
// which s starts, and the letter's length; 0 if s starts with none.
func sorbianLetter(s string) (place, size int) {
	_, first := utf8.DecodeRuneInString(s)
	_, second := utf8.DecodeRuneInString(s[first:])
	for _, size := range [2]int{first + second, first} {
		if place := sorbianRank[s[:size]]; place > 0 {
			return place, size
		}
	}
	return 0, 0
}

// appendNumber appends the digits with which s starts: first how many they are,
// so that longer numbers are greater, then the digits. It returns the rest of s.
func appendNumber(key []byte, s string) ([]byte, string) {
	end := 0
	for end < len(s) && '0' <= s[end] && s[end] <= '9' {
		end++
	}
	digits := strings.TrimLeft(s[:end], "0")
	key = append(key, numberWeight)
	key = binary.BigEndian.AppendUint32(key, uint32(len(digits)))
	return append(key, digits...), s[end:]
}

// appendForeign appends a letter that the alphabet lacks: ä and é as a and e,
// Greek and Cyrillic after all.
func appendForeign(key []byte, r rune) []byte {
	letters := plain(r)
	for _, c := range []byte(letters) {
		if weight := sorbianRank[string(c)]; weight > 0 {
			key = append(key, byte(letterWeight+weight))
		}
	}
	if letters == "" {
		key = append(key, otherWeight)
		key = utf8.AppendRune(key, r)
	}
	return key
}
