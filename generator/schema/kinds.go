package schema

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
	"wegweiser/generator/german"
	"wegweiser/generator/source"

	"gopkg.in/yaml.v2"
)

// value checks a decoded value against its field. It returns nil if the value
// is refused; the reason is then among the findings.
func (c *checker) value(f *Field, raw any, path string) Value {
	if f.Dated {
		if list, ok := raw.([]any); ok && holdsPeriods(list) {
			return c.periods(f, list, path)
		}
	}
	switch f.Kind {
	case List:
		return c.list(f, raw, path)
	case Record:
		items, ok := raw.(yaml.MapSlice)
		if !ok {
			return c.wrongKind(f, raw, path)
		}
		return Entries(c.record(f.Fields, items, path+"."))
	case Bool:
		return c.truth(f, raw, path)
	}
	text, ok := c.literal(raw, path)
	if !ok {
		return c.wrongKind(f, raw, path)
	}
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, german.Control) {
		c.report(diag.ControlCharacter, path)
		return nil
	}
	return c.scalar(f, text, path)
}

// literal returns a scalar as it is written. A string is what YAML decoded;
// for anything else YAML guessed, and the text itself decides.
func (c *checker) literal(raw any, path string) (string, bool) {
	switch v := raw.(type) {
	case string:
		return v, true
	case yaml.MapSlice, []any:
		return "", false
	}
	return c.locator.Literal(path)
}

func (c *checker) wrongKind(f *Field, raw any, path string) Value {
	got := "@text"
	switch raw.(type) {
	case yaml.MapSlice:
		got = "@record"
	case []any:
		got = "@list"
	case bool:
		got = "@bool"
	case int, int64, uint64, float64:
		got = "@number"
	}
	c.report(diag.WrongKind, path, "want", "@"+string(f.Kind), "got", got)
	return nil
}

func (c *checker) list(f *Field, raw any, path string) Value {
	items, ok := raw.([]any)
	if !ok {
		return c.wrongKind(f, raw, path)
	}
	list := make(Values, 0, len(items))
	for i, item := range items {
		if item == nil {
			continue
		}
		if v := c.value(f.Of, item, path+"["+strconv.Itoa(i)+"]"); v != nil {
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list
}

func (c *checker) truth(f *Field, raw any, path string) Value {
	switch v := raw.(type) {
	case bool:
		return Truth(v)
	case string:
		switch strings.ToLower(strings.TrimSpace(v)) {
		case "ja":
			return Truth(true)
		case "nein":
			return Truth(false)
		}
	}
	return c.wrongKind(f, raw, path)
}

// scalar checks a text that is not empty against the field's kind.
func (c *checker) scalar(f *Field, text, path string) Value {
	switch f.Kind {
	case Markdown:
		return c.markdown(text, path)
	case Number:
		return c.decimal(text, path)
	case Money:
		return c.money(strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(text, "EUR"), "€")), path)
	case Date:
		return c.date(text, path)
	case URL:
		return c.accept(validURL(text), diag.InvalidURL, text, path)
	case Email:
		return c.accept(validEmail(text), diag.InvalidEmail, text, path)
	case Phone:
		_, _, ok := german.Phone(text)
		return c.accept(ok, diag.InvalidPhone, text, path)
	case Choice:
		return c.choice(f, text, path)
	case Ref:
		return Reference(text)
	}
	return c.text(f, text, path)
}

func (c *checker) accept(ok bool, code diag.Code, text, path string) Value {
	if !ok {
		c.report(code, path, "value", text)
		return nil
	}
	return String(text)
}

func (c *checker) text(f *Field, text, path string) Value {
	if strings.HasPrefix(text, "„") && strings.HasSuffix(text, "“") && strings.Count(text, "„") == 1 {
		c.report(diag.CurlyQuotes, path, "value", text)
	}
	if f.Pattern != nil && !f.Pattern.MatchString(text) {
		c.report(diag.PatternMismatch, path, "value", text, "hint", orElse(f.Hint, f.Pattern.String()))
		return nil
	}
	if f.Pattern == nil {
		text = typeset(text)
	}
	return String(text)
}

// typeset gives a text the quotes, dashes and spaces that German deserves, as
// the body of the page has them.
func typeset(text string) string {
	var t german.Typesetter
	return string(t.Set(nil, []byte(text)))
}

func (c *checker) markdown(text, path string) Value {
	body, found := document.Sentence(text, func() source.Span { return c.locator.Value(path) })
	c.found = append(c.found, found...)
	return Inline{body, text}
}

var decimalForm = regexp.MustCompile(`^-?(0|[1-9]\d*)([.,]\d+)?$`)

// decimal accepts 12, 12.5 and 12,5. It refuses 010 and 0x1F, which YAML would
// take for other numbers, and 1.234,50, which people read in two ways.
func (c *checker) decimal(text, path string) Value {
	if !decimalForm.MatchString(text) {
		c.report(diag.InvalidNumber, path, "value", text)
		return nil
	}
	return Decimal(strings.Replace(text, ",", ".", 1))
}

var moneyForm = regexp.MustCompile(`^-?\d+([.,]\d{1,2})?$`)

// money accepts at most two decimals: 1.234 is a thousand to some.
func (c *checker) money(text, path string) Value {
	if !moneyForm.MatchString(text) {
		c.report(diag.InvalidNumber, path, "value", text)
		return nil
	}
	return c.decimal(text, path)
}

func (c *checker) date(text, path string) Value {
	d, err := calendar.Parse(text)
	if err == nil {
		return Day(d)
	}
	c.report(diag.InvalidDate, path, "value", text)
	c.found[len(c.found)-1].Suggest = isoDate(text)
	return nil
}

var germanDate = regexp.MustCompile(`^(?:(\d{1,2})\.\s*)?(\d{1,2})[./]\s*(\d{4})$`)

// isoDate proposes how a date in German form is to be written, or "".
func isoDate(text string) string {
	m := germanDate.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	iso := m[3] + "-" + twoDigits(m[2])
	if m[1] != "" {
		iso += "-" + twoDigits(m[1])
	}
	if _, err := calendar.Parse(iso); err != nil {
		return ""
	}
	return iso
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func (c *checker) choice(f *Field, text, path string) Value {
	known := make([]string, len(f.Options))
	for i, o := range f.Options {
		if o.Key == text {
			return String(text)
		}
		known[i] = o.Key
	}
	c.report(diag.InvalidOption, path, "value", text, "options", strings.Join(known, ", "))
	d := &c.found[len(c.found)-1]
	*d = d.Meant(text, known)
	for _, o := range f.Options {
		if strings.EqualFold(o.Label, text) {
			d.Suggest = o.Key
		}
	}
	return nil
}

func validURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(text, " \t\n")
}

func validEmail(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Address == text && strings.Contains(text[strings.LastIndexByte(text, '@'):], ".")
}

// holdsPeriods reports whether a list is one of periods rather than a list of
// plain values.
func holdsPeriods(list []any) bool {
	if len(list) == 0 {
		return false
	}
	for _, item := range list {
		if _, ok := item.(yaml.MapSlice); !ok {
			return false
		}
	}
	return true
}

// periodFields is what a period of a dated field may say.
func periodFields(f *Field) []*Field {
	plain := *f
	plain.Key, plain.Dated, plain.Required = "value", false, true
	return []*Field{
		&plain,
		{Key: "from", Label: "von", Kind: Date},
		{Key: "until", Label: "bis", Kind: Date},
		{Key: "caveat", Label: "Vorbehalt", Kind: Text},
		{Key: "source", Label: "Quelle", Kind: Record, Fields: sourceFields},
	}
}

var sourceFields = common[indexOf(common, "sources")].Of.Fields

func (c *checker) periods(f *Field, list []any, path string) Value {
	fields := periodFields(f)
	var periods Periods
	for i, item := range list {
		at := fmt.Sprintf("%s[%d]", path, i)
		e := Entries(c.record(fields, item.(yaml.MapSlice), at+"."))
		if e[0] == nil {
			continue
		}
		p := Period{Value: e[0], From: dayOf(e[1]), Until: dayOf(e[2]), Source: SourceOf(e[4])}
		if s, ok := e[3].(String); ok {
			p.Caveat = string(s)
		}
		if !p.From.Zero() && !p.Until.Zero() && p.Until.Last().Before(p.From.First()) {
			c.period(f, at+".until", "@ends-before-start")
			continue
		}
		if slices.ContainsFunc(periods, p.contradicts) {
			c.period(f, at, "@periods-overlap")
			continue
		}
		periods = append(periods, p)
	}
	if len(periods) == 0 {
		return nil
	}
	return periods
}

// period reports what is wrong with a period of f, at its place.
func (c *checker) period(f *Field, at, reason string) {
	c.found = append(c.found, diag.New(diag.InvalidPeriod, c.locator.Value(at), "field", f.Key, "reason", reason))
}

func dayOf(v Value) calendar.Date {
	d, _ := v.(Day)
	return calendar.Date(d)
}

// SourceOf reads a source record: title, url, retrieved.
func SourceOf(v Value) Source {
	e, ok := v.(Entries)
	if !ok {
		return Source{}
	}
	title, _ := e.Entry(sourceFields, "title").(String)
	address, _ := e.Entry(sourceFields, "url").(String)
	return Source{string(title), string(address), dayOf(e.Entry(sourceFields, "retrieved"))}
}
