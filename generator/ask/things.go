package ask

import (
	"wegweiser/generator/diag"
	"wegweiser/generator/memo"
	"wegweiser/generator/site"
)

// The things of a site are its pages: what each says in its front matter, and its
// body, which is hidden. As long as the site keeps its shape (see site.Swap), most
// questions are about few pages.

// Front is what a page says in its front matter.
func Front(key string) memo.Thing { return memo.Thing{Name: key} }

// Body is the body of a page.
func Body(key string) memo.Thing { return memo.Thing{Name: key, Hidden: true} }

func fronts(pages ...*site.Page) ([]memo.Thing, bool) {
	things := make([]memo.Thing, 0, len(pages))
	for _, p := range pages {
		if p != nil {
			things = append(things, Front(p.Key()))
		}
	}
	return things, true
}

// These answers are the shape itself.
func (declared) Things(*World) ([]memo.Thing, bool)   { return nil, true }
func (day) Things(*World) ([]memo.Thing, bool)        { return nil, true }
func (navigation) Things(*World) ([]memo.Thing, bool) { return nil, true }
func (assetNames) Things(*World) ([]memo.Thing, bool) { return nil, true }
func (unreadable) Things(*World) ([]memo.Thing, bool) { return nil, true }
func (owner) Things(*World) ([]memo.Thing, bool)      { return nil, true }
func (free) Things(*World) ([]memo.Thing, bool)       { return nil, true }
func (layouts) Things(*World) ([]memo.Thing, bool)    { return nil, true }
func (assetPath) Things(*World) ([]memo.Thing, bool)  { return nil, true }

func (q own) Things(*World) ([]memo.Thing, bool) {
	return []memo.Thing{Front(q.key), Body(q.key)}, true
}

func (q numbers) Things(*World) ([]memo.Thing, bool) {
	return []memo.Thing{Front(q.key), Body(q.key)}, true
}

func (q page) Things(*World) ([]memo.Thing, bool) { return []memo.Thing{Front(q.key)}, true }

func (q at) Things(*World) ([]memo.Thing, bool) { return []memo.Thing{Front(q.key)}, true }

func (q find) Things(w *World) ([]memo.Thing, bool) { return fronts(w.Site.Find(q.ref, q.lang)) }

func (q entry) Things(w *World) ([]memo.Thing, bool) {
	return fronts(w.Site.Entry(w.Site.Schema.Type(q.typeName), q.slug, q.lang))
}

func (q ancestors) Things(w *World) ([]memo.Thing, bool) {
	return fronts(w.Site.Ancestors(q.id, q.lang)...)
}

func (q variants) Things(w *World) ([]memo.Thing, bool) { return fronts(w.Site.Variants(q.id)...) }

// Who refers to a page, and in which order, follows from the shape and from those
// who do.
func (q referrers) Things(w *World) ([]memo.Thing, bool) {
	return fronts(w.Site.Referrers(w.Site.Page(q.key))...)
}

func (q section) Things(w *World) ([]memo.Thing, bool) {
	t := w.Site.Schema.Type(q.typeName)
	if t == nil || q.view >= len(t.Section) {
		return nil, true
	}
	return fronts(w.Site.SectionPage(t, &t.Section[q.view], q.lang))
}

// A fact that there is not may have been meant to be any.
func (q fact) Things(w *World) ([]memo.Thing, bool) {
	f, ok, _ := w.Site.Fact(q.name, q.lang)
	if !ok {
		return nil, false
	}
	return fronts(f.Page)
}

// A link that leads nowhere may have been meant for any page.
func (q linkTo) Things(w *World) ([]memo.Thing, bool) {
	d, ok := followed(q).resolve(w)
	return nil, !ok || d.Problem == ""
}

func (q anchorOf) Things(w *World) ([]memo.Thing, bool) {
	d, ok := followed(q).resolve(w)
	if !ok || d.Page == nil {
		return nil, !ok || d.Problem == ""
	}
	things, known := searched(d)
	return things, known && (d.Problem == "" || d.Problem == diag.BrokenAnchor)
}

// A heading decides in which language a page is linked to.
func (q linkTitle) Things(w *World) ([]memo.Thing, bool) {
	d, ok := followed(q).resolve(w)
	if !ok {
		return nil, true
	}
	things, known := fronts(d.Page)
	if followed(q).toHeading() {
		bodies, all := searched(d)
		return append(things, bodies...), all
	}
	return things, known
}

// searched are the bodies in which a heading was looked for. The anchors of a page that
// lists others are made of what those say.
func searched(d site.Destination) (bodies []memo.Thing, all bool) {
	all = true
	for _, p := range []*site.Page{d.Page, d.Passed} {
		if p != nil {
			bodies, all = append(bodies, Body(p.Key())), all && p.View == nil
		}
	}
	return bodies, all
}

// resolve follows the link; false if there is no such page as that which has it.
func (f followed) resolve(w *World) (site.Destination, bool) {
	p := w.Site.Page(f.from)
	if p == nil {
		return site.Destination{}, false
	}
	return w.Site.Resolve(p, f.target, f.lang), true
}
