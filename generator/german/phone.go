package german

import (
	"regexp"
	"strings"
)

// The longest international number has 15 digits; people put spaces, brackets
// and strokes between them. In Germany a village's area code and a subscriber
// in it have 6 digits at least.
const (
	maxPhone       = 40 // bytes as written
	minPhoneDigits = 8  // with the country code
	maxPhoneDigits = 15
)

var (
	phoneForm = regexp.MustCompile(`^\+?(\d+|\(\d+\))( ?[-/.]? ?(\d+|\(\d+\)))*$`)

	// Numbers that are dialled as they are, in all of Germany: 110 and 112, 115
	// (the authorities' own), 116117 and its like, 118xx directory enquiries.
	shortNumber = regexp.MustCompile(`^(110|112|115|116\d{3}|118\d{2,3})$`)

	phoneSigns = strings.NewReplacer("‐", "-", "‑", "-", "–", "-")
)

// Phone reads a telephone number that a person wrote: "+49 351 564-10713",
// "0351 56410713", "(0351) 564-0", "115". It returns the number as it is to be
// shown, which is as written but for spaces and strange hyphens, and as the
// address that dials it: "tel:+4935156410713". A number without a country code
// is German and needs its area code. ok is false if it cannot be a telephone
// number; there is then nothing to show.
func Phone(text string) (shown, tel string, ok bool) {
	if len(text) > 2*maxPhone {
		return "", "", false
	}
	shown = strings.Join(strings.Fields(phoneSigns.Replace(text)), " ")
	if len(shown) > maxPhone || !phoneForm.MatchString(shown) {
		return "", "", false
	}
	number := dialled(shown)
	if number == "" {
		return "", "", false
	}
	return shown, "tel:" + number, true
}

// dialled returns the digits of a number of the right form with its country
// code, or "".
func dialled(shown string) string {
	number := onlyDigits(shown)
	if shown[0] != '+' && shortNumber.MatchString(number) {
		return number
	}
	if after, ok := strings.CutPrefix(shown, "00"); ok {
		shown = "+" + after
	}
	switch {
	case shown[0] == '+':
		number = onlyDigits(strings.Replace(shown, "(0)", "", 1)) // +49 (0) 351: the 0 is only for those at home
	case number[0] == '0':
		number = "49" + number[1:]
	default:
		return ""
	}
	if len(number) < minPhoneDigits || len(number) > maxPhoneDigits ||
		number[0] == '0' || strings.HasPrefix(number, "490") {
		return ""
	}
	return "+" + number
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}
