package engine_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"wegweiser/generator/source"
)

// The hub that the oracle edits: few pages, so that every edit meets others.

const oracleService = `type: service
label: {one: Dienst, many: Dienste}
folder: dienste
card: [topic, model, cost]
facets: [topic, model]
section:
  - {draw: index, args: {type: service, group: topic}}
  - {slug: nach-modell, title: Nach Modell, draw: index, args: {type: service, group: model}}
  - {slug: a-z, title: A bis Z, draw: index, args: {type: service, group: a-z}}
linked_data: {type: Service, properties: {provider: model, description: cost, serviceOutput: {type: Thing, properties: {name: note}}, isPartOf: '@section'}}
fields:
  topic: {kind: choice, label: Thema, required: true, options: {wohnen: Wohnen, umwelt: Umwelt}}
  model: {kind: ref, to: model, label: Modell}
  cost: {kind: text, label: Kosten, dated: true}
  note: {kind: markdown, label: Hinweis}
  offers: {kind: text, label: Angebote}
`

const oracleModel = `type: model
label: {one: Modell, many: Modelle}
folder: modelle
sort: [order, title]
card: [focus]
section:
  - {draw: comparison, args: {of: type:model}}
fields:
  order: {kind: number, label: Rang, internal: true}
  focus: {kind: markdown, label: Fokus}
  paid_by: {kind: ref, to: service, label: Bezahlt durch, show: cost}
`

// oracleStep are steps, in an order that edits of other pages change; SORT is one of
// oracleSorts.
const oracleStep = `type: step
label: {one: Schritt, many: Schritte}
folder: schritte
sort: SORT
section:
  - {draw: index, args: {type: step, group: by.model}}
fields:
  service: {kind: ref, to: service, label: Dienst}
  services: {kind: list, label: Dienste, of: {kind: ref, to: service}}
  by: {kind: record, label: Durch, fields: {model: {kind: ref, to: model, label: Modell}}}
  of: {kind: ref, to: model, label: Gehört zu}
`

var oracleSorts = []string{"[service]", "[services]", "[by.model]"}

const oracleSite = `title: Prüfstand
base_url: https://hub.example
time_zone: Europe/Berlin
languages: [{code: de, name: Deutsch}, {code: en, name: English}]
navigation: [dienste, modelle]
footer: [kontakt]
organisation: kontakt
`

func oracleHub(sort string) map[string]string {
	return map[string]string{
		"content/site.yaml":           oracleSite,
		"content/types/service.yaml":  oracleService,
		"content/types/model.yaml":    oracleModel,
		"content/types/step.yaml":     strings.Replace(oracleStep, "SORT", sort, 1),
		"content/index.md":            "---\ntitle: Start\n---\n\n::cards{type=model}\n",
		"content/index.en.md":         "---\ntitle: Home\n---\n\n::cards{type=model} [](kontakt.md)\n",
		"content/dienste/index.en.md": "---\ntitle: Services\n---\n\n::index{type=service where=model=x}\n",
		"content/dienste/a.en.md":     "---\ntitle: Anthony\n---\n\n## Eins\n",
		"content/modelle/x.en.md":     "---\ntitle: Xavier\nfocus: Own\nsources: [{title: Akte}]\n---\n\n[](../dienste/a.md) [one](../dienste/a.md#eins) [](../dienste/a.md#eins)\n",
		"content/kontakt.md":          "---\ntitle: Kontakt\n---\n\n[Gruppe](dienste/index.md#umwelt) :fact[az.cost]\n",
		"content/dienste/index.md":    "---\ntitle: Alle Dienste\n---\n\n[hier](#wohnen)\n",
		"content/dienste/a.md":        "---\ntitle: Anton\ntopic: wohnen\nmodel: x\nnote: Text\n---\n\n[](b.md)\n\n## Eins\n",
		"content/dienste/b.md":        "---\ntitle: Berta\ntopic: umwelt\ncost: [{value: frei, until: 2026-11-30}, {value: 5 Euro, from: 2026-12-01}]\n---\n",
		"content/modelle/x.md":        "---\ntitle: Xaver\norder: 1\npaid_by: a\nsources: [{title: Akte}]\n---\n",
		"content/modelle/y.md":        "---\ntitle: Ypsilon\norder: 2\npaid_by: a\n---\n",
		"content/schritte/1.md":       "---\ntitle: Erstens\nservice: a\nservices: [a, b]\nby: {model: x}\nof: x\n---\n",
		"content/schritte/2.md":       "---\ntitle: Zweitens\nservice: b\nservices: [b, a]\nby: {model: y}\nof: x\n---\n",
	}
}

// pick returns one of the items.
func pick[T any](o *oracle, items ...T) T { return items[o.rand.IntN(len(items))] }

// edit changes the hub in one of the ways in which editors do. Deleting, bringing
// back and undoing come often: there is most to forget.
func (o *oracle) edit() {
	names := slices.Sorted(maps.Keys(o.tree))
	if len(o.past) == 0 {
		o.past = append(o.past, maps.Clone(o.tree))
	}
	pages := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !strings.HasSuffix(n, ".md") })
	switch n := o.rand.IntN(100); {
	case o.lame() && n < 50: // too much broken shows too little
		o.note("undo %d, for the hub is lame", len(o.past))
		o.restore(o.past[0])
	case n < 22 || len(pages) == 0:
		name := o.pageName()
		o.note("write %s", name)
		o.write(name, o.page(name))
	case n < 32:
		name := pick(o, pages...)
		text := o.tree[name]
		if i := strings.LastIndex(text, "---\n"); i > 0 {
			text = text[:i+4]
		}
		o.note("edit the body of %s", name)
		o.write(name, text+"\n"+o.body())
	case n < 42:
		o.editField(pages)
	case n < 50:
		name := pick(o, pages...)
		o.note("edit the title of %s", name)
		o.write(name, strings.Replace(o.tree[name], "title: ", "title: "+pick(o, "Neu ", "Ähnlich ", "Z"), 1))
	case n < 60:
		name := pick(o, pages...)
		if o.rand.IntN(10) == 0 {
			name = pick(o, names...)
		}
		o.note("delete %s", name)
		o.remove(name)
	case n < 70 && len(o.gone) > 0:
		name := pick(o, slices.Sorted(maps.Keys(o.gone))...)
		o.note("bring back %s", name)
		o.write(name, o.gone[name])
	case n < 80 && len(o.past) > 0:
		back := 1 + o.rand.IntN(min(3, len(o.past)))
		o.note("undo %d", back)
		o.restore(o.past[len(o.past)-back])
	case n < 85:
		from, to := pick(o, pages...), o.pageName()
		text := o.tree[from]
		o.note("move %s to %s", from, to)
		o.remove(from)
		o.write(to, text)
	case n < 90:
		o.day = o.day.AddDays(pick(o, 1, 40, -30, 400, -400))
		o.note("the day is %s", o.day)
	case n < 92:
		o.editType()
	case n < 96:
		o.editLayout()
	case n < 97:
		pick(o, func() { o.options.Drafts = !o.options.Drafts }, func() { o.options.Preview = !o.options.Preview })()
		o.note("drafts: %t, preview: %t", o.options.Drafts, o.options.Preview)
	case n < 98:
		name := pick(o, "static/assets/style.css", "static/assets/teil.css", "static/assets/bild.svg", "content/dienste/bild.svg", "content/plan.pdf", "content/dienste/dienste.csv", "static/dienste/dienste.csv", "static/api", "static/assets/og.png")
		o.note("write %s", name)
		o.write(name, pick(o, "<svg/>", "a{}", "b{}", "a{b:url(bild.svg)}", "a{b:url(../plan.pdf)}", `@import "teil.css";`, ""))
	default:
		name := pick(o, pages...)
		o.note("break %s", name)
		o.write(name, strings.Replace(o.tree[name], "---\n", pick(o, "--\n", "---\n: [\n", "---\nfremd: 1\n"), 1))
	}
}

// editField changes what a page says but for its title, mostly without touching what
// refers to what.
func (o *oracle) editField(pages []string) {
	change := pick(o,
		[2]string{"topic: wohnen", "topic: umwelt"}, [2]string{"topic: umwelt", "topic: wohnen"},
		[2]string{"note: Text", "cost: frei"}, [2]string{"cost: frei", "note: Text"},
		[2]string{"order: 1", "order: 3"}, [2]string{"order: 3", "order: 1"},
		[2]string{"services: [a, b]", "services: [b, a]"},
		[2]string{"{title: Akte}", "{title: Heft}"}, [2]string{"{title: Heft}", "{title: Akte}"},
		[2]string{"Anthony\n---", "Anthony\ndraft: true\n---"}, [2]string{"Anthony\ndraft: true\n---", "Anthony\n---"},
		[2]string{"Anton\ntopic", "Anton\ndraft: true\ntopic"}, [2]string{"Anton\ndraft: true\ntopic", "Anton\ntopic"}, // that of Anthony
	)
	pages = slices.DeleteFunc(pages, func(name string) bool { return !strings.Contains(o.tree[name], change[0]) })
	if len(pages) == 0 {
		return
	}
	name := pick(o, pages...)
	o.note("%s becomes %s in %s", change[0], change[1], name)
	o.write(name, strings.Replace(o.tree[name], change[0], change[1], 1))
}

// lame reports whether the hub is so broken that few pages are rendered.
func (o *oracle) lame() bool {
	_, site := o.tree["content/site.yaml"]
	_, service := o.tree["content/types/service.yaml"]
	_, model := o.tree["content/types/model.yaml"]
	_, index := o.tree["content/index.md"]
	return !site || !service || !model || !index || strings.HasSuffix(o.tree["layouts/model.html"], "{{")
}

func (o *oracle) pageName() string {
	return source.Content + "/" + pick(o, "index.md", "index.en.md", "kontakt.md", "kontakt.en.md", "dienste/index.md", "dienste/index.en.md", "dienste/a.en.md", "dienste/a-z.md",
		"dienste/a.md", "dienste/b.md", "dienste/b.en.md", "dienste/c.md", "dienste/C.md", "dienste/ä.md", "dienste/unter/d.md",
		"modelle/index.md", "modelle/x.md", "modelle/y.md", "modelle/y.en.md", "modelle/a.md", "frei/text.md", "frei/index.md", "schritte/1.md", "schritte/2.md", "schritte/3.md")
}

func (o *oracle) page(name string) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("---")
	line("title: %s", pick(o, "Anton", "Berta", "Ärger", "Zoo", "Start", "Anton & Berta"))
	if o.rand.IntN(2) == 0 {
		line("summary: %s", pick(o, "Kurz.", "Länger."))
	}
	switch {
	case strings.HasSuffix(name, ".en.md") && o.rand.IntN(2) == 0: // all facts are those of the original
	case strings.Contains(name, "dienste/") && o.rand.IntN(8) > 0:
		line("topic: %s", pick(o, "wohnen", "wohnen", "umwelt", "unbekannt"))
		line("%s", pick(o, "model: x", "model: y", "model: modelle/a", "model: fehlt", "cost: frei",
			"cost: [{value: frei, until: 2026-11-23}, {value: 9 Euro, from: 2026-11-24}]",
			"cost: [{value: frei, until: 2026-11-30}, {value: 5 Euro, from: 2026-12-01, until: 2027}]"))
		line("%s", pick(o, "note: 'Siehe [](b.md)'", "note: '[Anker](../modelle/x.md#eins)'", "note: '[](../modelle/x.md#eins)'", "note: Text"))
	case strings.Contains(name, "modelle/"):
		line("order: %s", pick(o, "1", "2", "3"))
		line("%s", pick(o, "focus: '*Ganz* [nah](../dienste/a.md)'", "paid_by: a", "paid_by: b", "paid_by: fehlt", "focus: Text"))
	}
	if strings.Contains(name, "schritte/") {
		line("service: %s\nservices: %s\nby: {model: %s}\nof: x", pick(o, "a", "b"), pick(o, "[a, b]", "[b]"), pick(o, "x", "y"))
	}
	switch o.rand.IntN(10) {
	case 0:
		line("draft: true")
	case 1:
		line("publish_from: 2026-12-01")
	case 2:
		line("publish_until: %s", pick(o, "2026-11-23", "2026-12"))
	case 3:
		line("aliases: [/%s]", pick(o, "alt", "dienste/b", "frueher/a.html", "dienste/dienste.csv"))
	case 4:
		line("contact: %s\nreview_by: 2026-12-01", pick(o, "x", "kontakt"))
	case 5:
		line("navigation: {title: Kürzer}")
	case 6:
		line("reviewed: %s", pick(o, "2026", "2026-11-22", "2026-12"))
	}
	line("---")
	return b.String() + "\n" + o.body()
}

func (o *oracle) body() string {
	var parts []string
	for range o.rand.IntN(4) {
		parts = append(parts, pick(o,
			"## Eins\n\nText.", "## Zwei", "## Drei\n\n### Vier",
			"[zu a](../dienste/a.md)", "[](b.md)", "[](../modelle/x.md)", "[Anker](../dienste/a.md#eins)", "[](../dienste/a.md#eins)", "[one](../dienste/a.en.md#eins)", "[hier](#eins)",
			"[Gruppe](../dienste/index.md#wohnen)", "[A](../dienste/a-z#buchstabe-a)", "[weg](../fehlt.md)", "![Bild](bild.svg)", "[Plan](../plan.pdf)", "[Stil](../../static/assets/bild.svg)",
			"::index{type=service group=topic}", "::index{type=service where=model=x}", "::index{type=service where=model=modelle/y}", "::cards{type=service where=topic=umwelt}",
			"::comparison{of=type:model}", "::comparison{of=\"x y\"}", "::comparison{of=\"dienste/a b\" rows=\"topic cost\"}",
			"::timeline{type=service}", "Es kostet :fact[dienste/a.cost], :fact[b.topic].", ":fact[x.focus]", ":fact[az.cost]",
			":::note\n[in b](../dienste/b.md)\n:::", "::neu", "::unbekannt{a=1}"))
	}
	return strings.Join(parts, "\n\n") + "\n"
}

func (o *oracle) editType() {
	name, text := "content/types/service.yaml", oracleService
	switch o.rand.IntN(9) {
	case 0:
		text = strings.Replace(text, "label: Thema", "label: Gebiet", 1)
	case 1:
		text = strings.Replace(text, "card: [topic, model, cost]", "sort: [model]", 1)
	case 2:
		text = strings.Replace(text, "  - {slug: a-z, title: A bis Z, draw: index, args: {type: service, group: a-z}}\n", "", 1)
	case 3:
		name, text = "content/types/model.yaml", strings.Replace(oracleModel, "sort: [order, title]", "sort: [title]", 1)
	case 4:
		name, text = "content/types/step.yaml", strings.Replace(oracleStep, "SORT", pick(o, oracleSorts...), 1)
	case 5:
		name, text = "content/site.yaml", strings.Replace(oracleSite, "[dienste, modelle]", pick(o, "[modelle, kontakt]", "[frei]", "[dienste/a]"), 1)
	case 6:
		text = strings.Replace(text, "facets: [topic, model]", pick(o, "facets: [model]", "facets: [topic, offers]"), 1)
	case 7:
		text = strings.Replace(text, "provider: model", "audience: topic", 1)
	}
	o.note("write %s", name)
	o.write(name, text)
}

func (o *oracle) editLayout() {
	layout := pick(o,
		[2]string{"service.html", `{{define "main"}}{{.Body}}{{range .Fields}}{{.Label}}{{.Value.HTML}}{{end}}{{end}}`},
		[2]string{"service.html", `{{define "main"}}{{.Body}}{{.Link "x"}}{{end}}`},
		[2]string{"model.html", `{{define "main"}}{{range .ReferencedBy}}{{.Title}}{{range .Cards}}{{.Title}}{{end}}{{end}}{{end}}`},
		[2]string{"model.html", `{{define "main"}}{{.Body}}{{`},
		[2]string{"partials/card.html", `<b>{{.Title}}</b>`},
		[2]string{"words/own.yaml", "en: {draft: Unfinished, in-de: German}\n"},
		[2]string{"words/own.yaml", "de: {glance: Kurz}\nen: {glance: Short}\n"},
		[2]string{"partials/head.html", `<link rel="stylesheet" href="{{.Asset "assets/style.css"}}">{{.SiteTitle}}`},
		[2]string{"directives/neu.html", `{{/* directive: leaf */}}<i>{{(index (.Cards "model" "") 0).Title}}</i>`},
		[2]string{"directives/cards.html", `{{/* directive: leaf; args: type*, where */}}{{range .Cards (.Arg "type") (.Arg "where")}}{{.Title}}{{end}}`},
	)
	name := source.Layouts + "/" + layout[0]
	o.note("write %s", name)
	o.write(name, layout[1])
}
