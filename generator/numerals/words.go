package numerals

import (
	"strings"

	"wegweiser/generator/calendar"
)

// small are the beginnings of words that say a small number: zwei, zweite, zweimal. An
// original may write out what a translation, above all one in plain language, writes in
// figures.
var small = map[string]int{
	"zwei": 2, "beid": 2, "drei": 3, "drit": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieb": 7, "acht": 8, "neun": 9,
	"zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
	"siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50,
	"sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "hundert": 100, "tausend": 1000,
	"two": 2, "both": 2, "second": 2, "three": 3, "third": 3, "four": 4, "five": 5, "fifth": 5, "six": 6, "sixth": 6, "seven": 7, "seventh": 7,
	"eight": 8, "nine": 9, "ninth": 9, "ten": 10, "eleven": 11, "twel": 12, "thirteen": 13, "fourteen": 14,
	"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twent": 20, "thirt": 30,
	"fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eighty": 80, "ninet": 90, "hundred": 100, "thousand": 1000,
}

// openings are those words and the months by their first three bytes, of which five bits tell
// letters apart, whatever their case. Most words have others.
var openings = func() (all [1 << 15]bool) {
	for word := range small {
		all[opening([]byte(word))] = true
	}
	for name := range calendar.Months() {
		all[opening([]byte(name))] = true
	}
	return all
}()

// telling reports whether a word can say a number or a month.
func telling(word []byte) bool { return openings[opening(word)] }

func opening(word []byte) int {
	return int(word[0]&31)<<10 | int(word[1]&31)<<5 | int(word[2]&31)
}

const longestSmall = len("seventeen")

// inWords is the small number that a word says, or 0.
func inWords(word []byte) int {
	lower := strings.ToLower(string(word))
	for n := min(longestSmall, len(lower)); n >= 3; n-- {
		if number := small[lower[:n]]; number != 0 {
			return number
		}
	}
	return 0
}
