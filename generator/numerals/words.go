package numerals

import "strings"

// small are the beginnings of words that say a small number: zwei, zweite, zweimal. An
// original may write out what a translation, above all one in plain language, writes in
// figures.
var small = map[string]int{
	"zwei": 2, "beid": 2, "drei": 3, "drit": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieb": 7, "acht": 8, "neun": 9,
	"zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
	"siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50,
	"sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "hundert": 100, "tausend": 1000,
	"two": 2, "both": 2, "second": 2, "three": 3, "third": 3, "four": 4, "five": 5, "fifth": 5, "six": 6, "seven": 7,
	"eight": 8, "nine": 9, "ninth": 9, "ten": 10, "eleven": 11, "twel": 12, "thirteen": 13, "fourteen": 14,
	"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twent": 20, "thirt": 30,
	"fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eighty": 80, "ninet": 90, "hundred": 100, "thousand": 1000,
}

// openings are the first two bytes of those words: most words have others.
var openings = func() map[[2]byte]bool {
	all := map[[2]byte]bool{}
	for word := range small {
		all[[2]byte{word[0], word[1]}] = true
	}
	return all
}()

const longestSmall = len("seventeen")

// inWords is the small number that a word says, or 0.
func inWords(word []byte) int {
	if len(word) < 3 || !openings[[2]byte{word[0] | 0x20, word[1]}] {
		return 0
	}
	lower := strings.ToLower(string(word))
	for n := min(longestSmall, len(lower)); n >= 3; n-- {
		if number := small[lower[:n]]; number != 0 {
			return number
		}
	}
	return 0
}
