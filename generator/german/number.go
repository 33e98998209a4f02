package german

import (
	"regexp"
	"strings"
)

var canonical = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// Number returns a canonical decimal number (-1234.50) with the given signs between
// thousands and before decimals, in German −1.234,50, and with a real minus sign. The
// decimals stay as many as they are. What is not a canonical number is returned as it
// is.
func Number(n, thousands, decimal string) string {
	if !canonical.MatchString(n) {
		return n
	}
	digits, negative := strings.CutPrefix(n, "-")
	whole, decimals, hasDecimals := strings.Cut(digits, ".")
	var b strings.Builder
	if negative {
		b.WriteString("−")
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(thousands)
		}
		b.WriteByte(whole[i])
	}
	if hasDecimals {
		b.WriteString(decimal + decimals)
	}
	return b.String()
}
