package preview

import (
	"testing"

	"wegweiser/generator/engine"
	"wegweiser/generator/schema"
	"wegweiser/generator/source"
)

// The table of a type shows what people call pages, not how files name them.
func TestTypePageShowsTitles(t *testing.T) {
	declared, _ := schema.Load([]*source.File{
		{Path: schema.SitePath, Data: []byte("title: Hub\nbase_url: https://hub.example\n")},
		{Path: "content/types/office.yaml", Data: []byte("type: office\nlabel: {one: Amt, many: Ämter}\nfolder: aemter\nfields:\n" +
			"  above: {kind: ref, label: Über, to: office}\n  beside: {kind: list, label: Neben, of: {kind: ref, to: office}}\n" +
			"  text: {kind: markdown, label: Text}\n")},
	})
	office := declared.Type("office")
	made := func(name, title string, values ...schema.Value) engine.Entry {
		e := entry("aemter/" + name)
		e.Title, e.TypeName, e.Lang, e.Values = title, "office", "de", make([]schema.Value, len(office.Fields))
		copy(e.Values[len(office.Fields)-len(office.Own()):], values)
		return e
	}
	d := newDesk(t)
	d.publish(Build{Result: engine.Result{Schema: declared, Entries: []engine.Entry{
		made("bau", "Bauamt"), made("ordnung", "Ordnungsamt"),
		made("tief", "Tiefbauamt", schema.Reference("bau"),
			schema.Values{schema.Reference("aemter/ordnung"), schema.Reference("fehlt")},
			schema.Inline{Source: "Siehe [](ordnung.md#wo), [hier](bau.md) und [](fehlt.md)."}),
	}}}, nil)
	d.expect("/_wegweiser/types/office", 200, ">Bauamt<", ">Ordnungsamt; fehlt<", ">Siehe Ordnungsamt, hier und fehlt.md.<")
}
