package schema

import (
	"strconv"

	"wegweiser/generator/calendar"
)

// Say visits what a value of a field says in words or figures, with its place as a
// Locator has it and the declaration of what stands there.
func Say(f *Field, v Value, at string, visit func(f *Field, at string, text []byte)) {
	item := func(i int) string { return at + "[" + strconv.Itoa(i) + "]" }
	switch v := v.(type) {
	case String:
		if f.Kind == Choice {
			visit(f, at, []byte(f.Option(string(v))))
		} else {
			visit(f, at, []byte(v))
		}
	case Decimal:
		visit(f, at, []byte(v))
	case Day:
		visit(f, at, []byte(calendar.Date(v).String()))
	case Inline:
		visit(f, at, v.AppendText(nil, nil))
	case Values:
		for i := range v {
			Say(f.Of, v[i], item(i), visit)
		}
	case Entries:
		for i := range v {
			Say(f.Fields[i], v[i], at+"."+f.Fields[i].Key, visit)
		}
	case Periods:
		value, day, caveat := f.Undated(), &Field{Kind: Date}, &Field{Kind: Text}
		for i, p := range v {
			Say(value, p.Value, item(i)+".value", visit)
			Say(day, Day(p.From), item(i)+".from", visit)
			Say(day, Day(p.Until), item(i)+".until", visit)
			Say(caveat, String(p.Caveat), item(i)+".caveat", visit)
		}
	}
}
