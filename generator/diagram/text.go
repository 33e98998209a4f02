package diagram

import (
	"strings"
	"unicode"
)

// maxLines is how many lines of one text a picture shows. Nobody reads more in a
// picture, and the page says it all.
const maxLines = 6

// style is how a text is set.
type style struct {
	size int
	bold bool
}

var (
	titleStyle = style{titleSize, true}
	textStyle  = style{textSize, false}
)

// widths are those of letters in thousandths of the size, taken from a wide sans
// (DejaVu Sans): what fits in it fits in the reader's.
var widths = letterWidths(map[int]string{
	280:  "ijl|'",
	320:  "., :;!I/\\·\u00a0",
	400:  "ft()[]-r‐‑J\"„“”‚‘’",
	520:  "scz?kvxy*",
	700:  "ABCDEFKLPRSTUVXYZÄÖÜ&–",
	800:  "wGHNOQ+<>=%",
	1000: "mMW@—…",
})

func letterWidths(of map[int]string) map[rune]int {
	all := map[rune]int{}
	for width, letters := range of {
		for _, r := range letters {
			all[r] = width
		}
	}
	return all
}

func widthOf(r rune) int {
	switch width, ok := widths[r]; {
	case ok:
		return width
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x2e80: // East Asian letters, emoji
		return 1250
	case unicode.IsUpper(r):
		return 800
	}
	return 640
}

// width is at least how wide a text is, in units of the picture.
func (s style) width(text string) int {
	sum := 0
	for _, r := range text {
		sum += widthOf(r)
	}
	if s.bold {
		sum += sum * 12 / 100
	}
	return (sum*s.size + 999) / 1000
}

// wrap breaks a text into lines that are no wider than room: between words, behind
// their hyphens, and if it must be within a word.
func (s style) wrap(text string, room int) []string {
	var lines []string
	line := ""
	for _, part := range parts(text) {
		if len(lines) > maxLines { // beyond what is shown
			break
		}
		if joined := line + part; s.width(strings.TrimSuffix(joined, " ")) <= room {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = part
		for len(lines) <= maxLines && s.width(strings.TrimSuffix(line, " ")) > room {
			before, after := s.split(line, room)
			lines, line = append(lines, before), after
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], " ")
	}
	return s.shorten(lines, room)
}

// shorten leaves out the lines beyond the last that is shown, and says so.
func (s style) shorten(lines []string, room int) []string {
	if len(lines) <= maxLines {
		return lines
	}
	lines = lines[:maxLines]
	last := []rune(lines[maxLines-1])
	for len(last) > 0 && s.width(string(last)+"…") > room {
		last = last[:len(last)-1]
	}
	lines[maxLines-1] = strings.TrimRight(string(last), " -") + "…"
	return lines
}

// parts divides a text where a line may end: each part ends with a space or a hyphen
// inside a word, but for the last.
func parts(text string) []string {
	var all []string
	for _, word := range strings.Fields(text) {
		for {
			i := strings.IndexByte(word, '-')
			if i <= 0 || i == len(word)-1 {
				break
			}
			all, word = append(all, word[:i+1]), word[i+1:]
		}
		all = append(all, word+" ")
	}
	return all
}

// split divides a word that is wider than a line: near the end of the line, between
// two syllables if it has any there.
func (s style) split(word string, room int) (before, after string) {
	letters := []rune(word)
	fits := 1
	for fits < len(letters)-1 && s.width(string(letters[:fits+1])+"-") <= room {
		fits++
	}
	for at := fits; at >= 3 && at > fits-6; at-- {
		if syllable(letters, at) {
			return string(letters[:at]) + "-", string(letters[at:])
		}
	}
	return string(letters[:fits]) + "-", string(letters[fits:])
}

// syllable reports whether one starts at a letter of a word: a consonant, a vowel behind
// it, and before it no consonant that sounds with it.
func syllable(letters []rune, at int) bool {
	if at+2 >= len(letters) || vowel(letters[at]) || !vowel(letters[at+1]) {
		return false
	}
	switch string(letters[at-1 : at+1]) {
	case "ch", "ck", "ph", "th", "sh", "qu":
		return false
	}
	return unicode.IsLetter(letters[at]) && unicode.IsLetter(letters[at-1])
}

func vowel(r rune) bool { return strings.ContainsRune("aeiouyäöüAEIOUYÄÖÜ", r) }
