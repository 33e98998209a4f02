package schema

import (
	"fmt"
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

	"go.yaml.in/yaml/v4"
)

// value checks a value against its field. It returns nil if the value is
// refused; the reason is then among the findings.
func (c *checker) value(f *Field, e entry) Value {
	if f.lost {
		return nil
	}
	if f.Dated && holdsPeriods(e.node) {
		return c.periods(f, e)
	}
	switch {
	case f.Kind == List && e.node.Kind == yaml.SequenceNode:
		return c.list(f, e)
	case f.Kind == Record && e.node.Kind == yaml.MappingNode:
		return Entries(c.record(f.Fields, e))
	case f.Kind == List || f.Kind == Record || e.node.Kind != yaml.ScalarNode:
		return c.wrongKind(f, e)
	}
	// The literal text decides, not what YAML takes it for.
	text := strings.TrimSpace(e.node.Value)
	switch {
	case text == "":
		return nil
	case !utf8.ValidString(text) || strings.ContainsFunc(text, german.Control):
		hidden := []rune(text[max(0, strings.IndexFunc(text, german.Control)):])[0]
		c.report(diag.ControlCharacter, e, "character", fmt.Sprintf("%U", hidden))
		return nil
	}
	c.cutOff(e)
	return c.scalar(f, text, e)
}

// cutOff reports a value whose rest YAML takes for a comment: "Antrag #1 stellen",
// or the whole of which: "#1 im Land". Who means a comment leaves a space after the
// sign.
func (c *checker) cutOff(e entry) {
	if rest := c.comment(e); e.node.Style == 0 && meantAsText(rest) {
		c.report(diag.ValueCutOff, e, "rest", rest)
	}
}

func meantAsText(comment string) bool {
	return len(comment) > 1 && !strings.ContainsRune(" \t#", rune(comment[1]))
}

// comment is what follows a value on its line. The library keeps it at the key if
// there is no value, and somewhere else if there is no key either.
func (c *checker) comment(e entry) string {
	switch {
	case !e.absent():
		return e.node.LineComment
	case e.key != e.node:
		return e.key.LineComment
	}
	return c.locator.Comment(e.node)
}

func (c *checker) wrongKind(f *Field, e entry) Value {
	got := "@text"
	switch {
	case e.node.Kind == yaml.MappingNode:
		got = "@record"
	case e.node.Kind == yaml.SequenceNode:
		got = "@list"
	case e.node.Tag == "!!bool":
		got = "@bool"
	case e.node.Tag == "!!int" || e.node.Tag == "!!float":
		got = "@number"
	}
	c.report(diag.WrongKind, e, "want", "@"+string(f.Kind), "got", got, "how", howTo(f))
	return nil
}

// howTo is the word of the vocabulary that says how a value of a field is written.
func howTo(f *Field) string {
	switch {
	case f.Dated:
		return "@how-dated"
	case f.Kind == List:
		return "@how-list"
	case f.Kind == Record:
		return "@how-record"
	case f.Kind == Bool:
		return "@how-bool"
	}
	return "@how-value"
}

func (c *checker) list(f *Field, e entry) Value {
	c.gluedNumbers(f, e)
	list := make(Values, 0, len(e.node.Content))
	for _, item := range e.node.Content {
		inner := entry{e.name, item, resolved(item)}
		if c.exhausted(inner) {
			break
		}
		if inner.absent() {
			c.cutOff(inner)
			continue
		}
		if v := c.value(f.Of, inner); v != nil {
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list
}

// gluedNumbers reports two numbers of a list with nothing but a comma between them:
// [1,5] may be meant as one. [1,2,3] cannot.
func (c *checker) gluedNumbers(f *Field, e entry) {
	if f.Of.Kind != Number && f.Of.Kind != Money || e.node.Style&yaml.FlowStyle == 0 {
		return
	}
	var glued []int // places of the first of two
	items := e.node.Content
	for i := range max(0, len(items)-1) {
		if a, b := items[i], items[i+1]; a.Line == b.Line && a.Column+len(a.Value)+1 == b.Column {
			glued = append(glued, i)
		}
	}
	if n := len(glued); n == 1 || n > 0 && n < len(items)-1 {
		a, b := items[glued[0]], items[glued[0]+1]
		c.report(diag.GluedNumbers, entry{e.name, a, a}, "first", a.Value, "second", b.Value)
	}
}

// truths are the words for yes and no, German ones and those of YAML.
var truths = map[string]Truth{
	"ja": true, "true": true, "yes": true, "on": true,
	"nein": false, "false": false, "no": false, "off": false,
}

func (c *checker) truth(f *Field, text string, e entry) Value {
	if t, ok := truths[strings.ToLower(text)]; ok {
		return t
	}
	return c.wrongKind(f, e)
}

// scalar checks a text that is not empty against the field's kind.
func (c *checker) scalar(f *Field, text string, e entry) Value {
	switch f.Kind {
	case Bool:
		return c.truth(f, text, e)
	case Markdown:
		return c.markdown(text, e)
	case Number:
		return c.decimal(text, e)
	case Money:
		return c.money(strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(text, "EUR"), "€")), e)
	case Date:
		return c.date(text, e)
	case URL:
		return c.accept(validURL(text), diag.InvalidURL, text, e)
	case Email:
		return c.accept(document.Email(text), diag.InvalidEmail, text, e)
	case Phone:
		_, _, ok := german.Phone(text)
		return c.accept(ok, diag.InvalidPhone, text, e)
	case Choice:
		return c.choice(f, text, e)
	case Ref:
		return Reference(text)
	}
	return c.text(f, text, e)
}

func (c *checker) accept(ok bool, code diag.Code, text string, e entry) Value {
	if !ok {
		c.report(code, e, "value", text)
		return nil
	}
	return String(text)
}

// curlyQuoted is a text between two quotation marks, one of which at least word
// processors have made, and no others.
var curlyQuoted = regexp.MustCompile(`^(?:„[^„“”"]*[“”"]|[“”][^„“”"]*["“”]|"[^„“”"]*[“”]|»[^»«]*«|«[^»«]*»|[‚‘][^‚‘’']*[‘’']|›[^›‹]*‹|‹[^›‹]*›)$`)

func (c *checker) text(f *Field, text string, e entry) Value {
	if curlyQuoted.MatchString(text) {
		c.report(diag.CurlyQuotes, e, "value", text)
	}
	if f.Pattern != nil && !f.Pattern.MatchString(text) {
		c.report(diag.PatternMismatch, e, "value", text, "hint", orElse(f.Hint, f.Pattern.String()))
		return nil
	}
	if f.Pattern != nil {
		return String(text)
	}
	if markup := document.Markup(text); markup != "" {
		c.report(diag.LiteralMarkup, e, "text", markup, "form", "@form-plain", "literally", "@plainly")
	}
	return String(c.typeset(text))
}

// typeset gives a text the quotes, dashes and spaces that its language deserves, as
// the body of the page has them.
func (c *checker) typeset(text string) string {
	t := german.NewTypesetter(c.lang)
	return string(t.Set(nil, []byte(text)))
}

func (c *checker) markdown(text string, e entry) Value {
	body, found := document.Sentence(text, c.lang, func() source.Span { return c.span(e) })
	c.found = append(c.found, found...)
	return Inline{body, text}
}

var (
	decimalForm   = regexp.MustCompile(`^-?(0|[1-9]\d*)([.,]\d+)?$`)
	thousandsForm = regexp.MustCompile(`^-?[1-9]\d{0,2}\.\d{3}$`)
)

// decimal accepts 12, 12.5 and 12,5. It refuses 010 and 0x1F, which YAML would
// take for other numbers, and 1.234 and 1.234,50, which people read in two ways.
func (c *checker) decimal(text string, e entry) Value {
	if !decimalForm.MatchString(text) || thousandsForm.MatchString(text) {
		c.report(diag.InvalidNumber, e, "value", text)
		return nil
	}
	return Decimal(strings.Replace(text, ",", ".", 1))
}

var moneyForm = regexp.MustCompile(`^-?\d+([.,]\d{1,2})?$`)

// money accepts at most two decimals: 1.234 is a thousand to some.
func (c *checker) money(text string, e entry) Value {
	if !moneyForm.MatchString(text) {
		c.report(diag.InvalidNumber, e, "value", text)
		return nil
	}
	return c.decimal(text, e)
}

func (c *checker) choice(f *Field, text string, e entry) Value {
	known := f.optionKeys()
	if slices.Contains(known, text) {
		return String(text)
	}
	c.report(diag.InvalidOption, e, "value", text, "options", strings.Join(known, ", "))
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

// holdsPeriods reports whether a value is a list of periods rather than a list
// of plain values.
func holdsPeriods(n *yaml.Node) bool {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		return false
	}
	for _, item := range n.Content {
		if resolved(item).Kind != yaml.MappingNode {
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

// maxPeriods bounds the periods of a value, each of which is compared with all others.
const maxPeriods = 1000

func (c *checker) periods(f *Field, e entry) Value {
	fields := periodFields(f)
	var periods Periods
	for i, item := range e.node.Content {
		at := entry{e.name, item, resolved(item)}
		if c.exhausted(at) {
			break
		}
		if i == maxPeriods {
			c.report(diag.TooMuch, at.named(f), "what", "@periods", "limit", strconv.Itoa(maxPeriods))
			break
		}
		v := Entries(c.record(fields, at))
		if v[0] == nil {
			continue
		}
		p := Period{Value: v[0], From: dayOf(v[1]), Until: dayOf(v[2]), Source: SourceOf(v[4])}
		if s, ok := v[3].(String); ok {
			p.Caveat = string(s)
		}
		if !p.From.Zero() && !p.Until.Zero() && p.Until.Last().Before(p.From.First()) {
			until, _ := entryOf(at.node, "until")
			c.report(diag.InvalidPeriod, until.named(f), "reason", "@ends-before-start", "how", "@how-period")
			continue
		}
		if slices.ContainsFunc(periods, p.contradicts) {
			c.report(diag.InvalidPeriod, at.named(f), "reason", "@periods-overlap", "how", "@how-period")
			continue
		}
		periods = append(periods, p)
	}
	if len(periods) == 0 {
		return nil
	}
	return periods
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
