// Package ask is the window through which pages see the site.
//
// Whoever checks or draws a page asks a Reader, never the site itself, and the
// Reader notes every question. So what a page depends on is known, not guessed:
// that nothing was found is noted like everything else. Whoever is handed a page
// depends on all of its front matter; its body is a question of its own, which
// only the page itself and links to its headings ask.
package ask

import (
	"wegweiser/generator/asset"
	"wegweiser/generator/calendar"
	"wegweiser/generator/layout"
	"wegweiser/generator/memo"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// World is all that can be asked about. While it is asked, nothing changes it.
type World struct {
	Site    *site.Site
	Layouts *layout.Set
	Assets  *asset.Set
	// Preview says that the site is built to be looked at by those who write it.
	Preview bool
	// Declared stands for content/types, site.yaml and the options of the build.
	Declared memo.Print
}

// Asker asks about one state of the world after the other.
type Asker = memo.Asker[*World]

// Trace is what a task has asked.
type Trace = memo.Trace[*World]

// Reader asks on behalf of one task.
type Reader struct {
	world *World
	notes *memo.Recorder[*World] // nil: what is asked need not be known later
}

// NewReader returns a reader that notes what it is asked in notes, which may be
// nil. Every task depends on what is declared.
func NewReader(world *World, notes *memo.Recorder[*World]) *Reader {
	r := &Reader{world, notes}
	notes.Note(declared{})
	return r
}

// With returns a reader of the same world for another task.
func (r *Reader) With(notes *memo.Recorder[*World]) *Reader { return NewReader(r.world, notes) }

// Join notes all that another task asked whose result this one uses.
func (r *Reader) Join(t *Trace) { r.notes.Join(t) }

// Schema returns the declarations.
func (r *Reader) Schema() *schema.Schema { return r.world.Site.Schema }

// Preview reports whether the site is built for those who write it. Every task
// depends on that as on what is declared.
func (r *Reader) Preview() bool { return r.world.Preview }

// DefaultLang is the code of the site's first language.
func (r *Reader) DefaultLang() string { return r.Schema().Site.Languages[0].Code }

// SearchURL is the address of the page that shows what a search has found in a
// language; it follows from what is declared.
func (r *Reader) SearchURL(lang string) string { return r.world.Site.SearchURL(lang) }

// Day returns the day that the site is built for.
func (r *Reader) Day() calendar.Date {
	r.notes.Note(day{})
	return r.world.Site.Day
}

// Own declares that the task is about a page, its body included.
func (r *Reader) Own(p *site.Page) { r.notes.Note(own{p.Key()}) }

// About declares that the task is about a page, but for its body.
func (r *Reader) About(p *site.Page) { r.notes.Note(page{p.Key()}) }

// Find returns the page that a reference names, or nil; see Site.Find.
func (r *Reader) Find(ref, lang string) *site.Page {
	r.notes.Note(find{ref, lang})
	return r.world.Site.Find(ref, lang)
}

// Entry returns the page of a type that a reference field names, or nil.
func (r *Reader) Entry(t *schema.Type, slug, lang string) *site.Page {
	if t == nil {
		return nil
	}
	r.notes.Note(entry{t.Name, slug, lang})
	return r.world.Site.Entry(t, slug, lang)
}

// Navigation returns the IDs of the pages that the navigation and the footer name.
func (r *Reader) Navigation() []string {
	r.notes.Note(navigation{})
	return r.world.Site.Navigation()
}

// Pages returns all published pages, sorted by address.
func (r *Reader) Pages() []*site.Page {
	r.notes.Note(pages{})
	return r.world.Site.Pages
}

// Recent lists what the last days have changed; see Site.Recent.
func (r *Reader) Recent(limit int) []site.Event {
	r.notes.Note(recent{limit})
	return r.world.Site.Recent(limit)
}

// Eventful reports whether there is anything that Recent could list.
func (r *Reader) Eventful() bool {
	r.notes.Note(eventful{})
	return r.world.Site.Eventful()
}

// Ancestors returns the pages above p, from the start page down.
func (r *Reader) Ancestors(p *site.Page) []*site.Page {
	r.notes.Note(ancestors{p.ID, p.Lang})
	return r.world.Site.Ancestors(p.ID, p.Lang)
}

// Variants returns the published pages that are p in any language.
func (r *Reader) Variants(p *site.Page) []*site.Page {
	r.notes.Note(variants{p.ID})
	return r.world.Site.Variants(p.ID)
}

// Referrers returns the pages that refer to p, ordered by type.
func (r *Reader) Referrers(p *site.Page) []*site.Page {
	r.notes.Note(referrers{p.Key()})
	return r.world.Site.Referrers(p)
}

// Facets returns the facets of a type, for a page in a language.
func (r *Reader) Facets(t *schema.Type, lang string) []site.Facet {
	r.notes.Note(facets{t.Name, lang})
	return r.world.Site.Facets(t, lang)
}

// Siblings returns the value of which p lists the pages and those next to it; see
// Site.Siblings.
func (r *Reader) Siblings(p *site.Page, limit int) (facet site.Facet, more int) {
	r.notes.Note(siblings{p.Key(), limit})
	return r.world.Site.Siblings(p, limit)
}

// SectionPage returns the page that shows a view of a type's section in a language,
// or nil.
func (r *Reader) SectionPage(t *schema.Type, view int, lang string) *site.Page {
	r.notes.Note(section{t.Name, view, lang})
	return r.world.Site.SectionPage(t, &t.Section[view], lang)
}

// Select returns a type's published pages for readers of a language, narrowed by where.
func (r *Reader) Select(typeName, where, lang string) ([]*site.Page, []*site.ArgumentError) {
	r.notes.Note(selection{typeName, where, lang})
	return r.world.Site.Select(typeName, where, lang)
}

// Index lists a type's pages in groups, for a page in a language.
func (r *Reader) Index(typeName, group, where, lang string) (site.Index, []*site.ArgumentError) {
	r.notes.Note(index{typeName, group, where, lang})
	return r.world.Site.Index(typeName, group, where, lang)
}

// Compare sets pages side by side.
func (r *Reader) Compare(of, rows, lang string) (site.Comparison, []*site.ArgumentError) {
	r.notes.Note(comparison{of, rows, lang})
	return r.world.Site.Compare(of, rows, lang)
}

// Fact looks up a single value; see Site.Fact.
func (r *Reader) Fact(name, lang string) (site.Fact, bool, []string) {
	r.notes.Note(fact{name, lang})
	return r.world.Site.Fact(name, lang)
}

// Unreadable reports whether a fact is one of a page that cannot be read.
func (r *Reader) Unreadable(name string) bool {
	r.notes.Note(unreadable{name})
	return r.world.Site.Unreadable(name)
}

// At returns what stands at a dotted path in a page, each value once. The task
// depends on the page already.
func (r *Reader) At(p *site.Page, dotted string) (*schema.Field, []schema.Value) {
	r.notes.Note(at{p.Key(), dotted})
	return r.world.Site.At(p, dotted)
}

// NamesAt returns those values as a query writes them.
func (r *Reader) NamesAt(p *site.Page, dotted string) []string {
	r.notes.Note(at{p.Key(), dotted})
	return r.world.Site.NamesAt(p, dotted)
}

// Resolve follows a relative link from a page, for readers of a language. Of the page
// that it leads to, the task knows the address and the language alone.
func (r *Reader) Resolve(from *site.Page, target, lang string) site.Destination {
	r.notes.Note(followed{from.Key(), target, lang}.question())
	return r.world.Site.Resolve(from, target, lang)
}

// LinkTitle returns the title of the page that a link leads to, or "", and the language
// of that page.
func (r *Reader) LinkTitle(from *site.Page, target, lang string) (title, in string) {
	r.notes.Note(linkTitle{from.Key(), target, lang})
	return r.world.Site.LinkTitle(from, target, lang)
}

// Owner is the key of what an output file belongs to; "" if it is free.
func (r *Reader) Owner(output string) string {
	r.notes.Note(owner{output})
	return r.world.Site.Owner(output)
}

// Free reports whether nothing stands in the way of an output file.
func (r *Reader) Free(output string) bool {
	r.notes.Note(free{output})
	return r.world.Site.Free(output)
}

// Place is where a field of the task's own page is written.
func (r *Reader) Place(p *site.Page, field string) source.Span { return p.Place(field, r.world.Site) }

// Layouts returns the layouts, of which the task uses one: its name is that of
// the file below layouts/, without its ending. Names as a whole is "".
func (r *Reader) Layouts(name string) *layout.Set {
	r.notes.Note(layouts{name})
	return r.world.Layouts
}

// Word returns a word of the layouts in a language.
func (r *Reader) Word(key, lang string) (string, bool) {
	r.notes.Note(layouts{wordsPart})
	return r.world.Layouts.Word(key, lang)
}

// wordsPart is the name of no layout: what stands for what all of them share.
const wordsPart = "words/"

// Asset returns the published path of static/NAME.
func (r *Reader) Asset(name string) (string, bool) {
	r.notes.Note(assetPath{name})
	return r.world.Assets.Path(name)
}

// AssetNames returns the names under which assets can be asked for.
func (r *Reader) AssetNames() []string {
	r.notes.Note(assetNames{})
	return r.world.Assets.Names()
}
