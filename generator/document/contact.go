package document

import (
	"net/mail"
	"net/url"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/german"
)

// Email reports whether text is an email address and nothing else.
func Email(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Address == text && strings.Contains(text[strings.LastIndexByte(text, '@'):], ".")
}

// checkContact reports a link to an email address or a telephone number that can
// be none; a field would not take it either.
func (w *writer) checkContact(target string, start, end int) {
	want := ""
	switch name, rest, _ := strings.Cut(target, ":"); {
	case strings.EqualFold(name, "mailto") && !recipients(rest):
		want = "@email"
	case strings.EqualFold(name, "tel") && !telephone(rest):
		want = "@phone"
	default:
		return
	}
	w.report(diag.InvalidContact, start, end, "target", target, "want", want)
}

// recipients reports whether all addresses of a mail are some. A mail that is only
// prepared, for readers to choose whom to send it to, has none.
func recipients(text string) bool {
	list, prepared, _ := strings.Cut(text, "?")
	if list == "" {
		return prepared != ""
	}
	for address := range strings.SplitSeq(list, ",") {
		plain, err := url.PathUnescape(address)
		if err != nil || !Email(plain) {
			return false
		}
	}
	return true
}

func telephone(text string) bool {
	number, _, _ := strings.Cut(text, ";") // its extension
	plain, err := url.PathUnescape(number)
	_, _, ok := german.Phone(plain)
	return err == nil && ok
}
