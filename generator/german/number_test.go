package german

import (
	"strings"
	"testing"
)

func TestNumber(t *testing.T) {
	for canonical, want := range map[string]string{
		"0": "0", "5": "5", "999": "999",
		"1234":         "1.234",
		"12345":        "12.345",
		"1234567":      "1.234.567",
		"-1234.50":     "−1.234,50",
		"-5":           "−5",
		"0.5":          "0,5",
		"123456.78901": "123.456,78901",
		"1.10":         "1,10",
		// not canonical: as it is
		"": "", "-": "-", "1,5": "1,5", "1.": "1.", ".5": ".5", "1e9": "1e9", "+5": "+5", "5 €": "5 €", "1.234.567": "1.234.567",
	} {
		if got := Number(canonical, ".", ","); got != want {
			t.Errorf("Number(%q) = %q, want %q", canonical, got, want)
		}
	}
	if got := Number("-1234.50", ",", "."); got != "−1,234.50" {
		t.Errorf("in English it is %q", got)
	}
}

func TestPhone(t *testing.T) {
	for _, test := range []struct{ text, shown, tel string }{
		{"+49 351 564-10713", "+49 351 564-10713", "tel:+4935156410713"},
		{"0351 56410713", "0351 56410713", "tel:+4935156410713"},
		{"0351 564-0", "0351 564-0", "tel:+493515640"},
		{" 0351\u00a0 564‑10713 ", "0351 564-10713", "tel:+4935156410713"},
		{"(0351) 564-0", "(0351) 564-0", "tel:+493515640"},
		{"0351/564 10713", "0351/564 10713", "tel:+4935156410713"},
		{"0351 / 564 - 10713", "0351 / 564 - 10713", "tel:+4935156410713"},
		{"+49 (0) 351 564-0", "+49 (0) 351 564-0", "tel:+493515640"},
		{"+49 (351) 564-0", "+49 (351) 564-0", "tel:+493515640"},
		{"0049 351 5640", "0049 351 5640", "tel:+493515640"},
		{"0049 (0)351 5640", "0049 (0)351 5640", "tel:+493515640"},
		{"0800 1234567", "0800 1234567", "tel:+498001234567"},
		{"+420 222 111 333", "+420 222 111 333", "tel:+420222111333"},
		{"115", "115", "tel:115"},
		{"116 117", "116 117", "tel:116117"},
	} {
		shown, tel, ok := Phone(test.text)
		if shown != test.shown || tel != test.tel || !ok {
			t.Errorf("Phone(%q) = %q, %q, %t, want %q, %q", test.text, shown, tel, ok, test.shown, test.tel)
		}
	}
}

func TestNotPhone(t *testing.T) {
	for _, text := range []string{
		"", " ", "+", "+115", "0(0)", "(0)", "+(0)", "00(0)", "-", "()", "keine", "0351 564-0 (Zentrale)", "0351 564 DW 3",
		"564-10713",         // no area code
		"0351",              // no subscriber
		"+49 0351 564-0",    // both codes
		"+0351 564-0",       // no country
		"000351 564000",     // no country
		"0351--564000",      // two hyphens
		"0351 564-",         // nothing follows
		"(0351 564000",      // open bracket
		"0351) 564(000",     // crossed brackets
		"+49 (0351) 564000", // both codes
		"++49 351 564000",
		"0351 5640001234567890",
		"٠٣٥١ ٥٦٤٠٠٠",
		"0351\x00564000",
		strings.Repeat("0351 ", 1<<18),
	} {
		if shown, tel, ok := Phone(text); ok || shown != "" || tel != "" {
			t.Errorf("Phone(%.40q) = %q, %q, %t", text, shown, tel, ok)
		}
	}
}

func FuzzPhone(f *testing.F) {
	f.Add("+49 (0) 351 564-10713")
	f.Add("0351/564")
	f.Fuzz(func(t *testing.T, text string) {
		shown, tel, ok := Phone(text)
		if !ok {
			return
		}
		again, sameTel, ok := Phone(shown)
		if again != shown || sameTel != tel || !ok {
			t.Errorf("Phone(%q) = %q, %q, but of that it is %q, %q, %t", text, shown, tel, again, sameTel, ok)
		}
		if len(tel) > len("tel:+")+maxPhoneDigits {
			t.Errorf("Phone(%q) = %q", text, tel)
		}
	})
}
