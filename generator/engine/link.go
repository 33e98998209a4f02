package engine

import (
	"slices"
	"strings"

	"wegweiser/generator/ask"
	"wegweiser/generator/check"
	"wegweiser/generator/memo"
	"wegweiser/generator/site"
)

// link makes the site, or puts the new pages into the one that there is, and checks
// it as a whole.
func (b *build) link() {
	b.result.Day = b.options.Day(b.schema.value)
	files := b.siteFiles()
	if form := b.formOf(files); b.world == nil || b.form != form || !b.swap() {
		b.form = form
		b.relink(files)
	}
	b.result.Report.Add(b.linked.found...)
	b.result.Broken, b.result.Schema = b.broken(), b.schema.value
	b.result.Entries, b.result.Upcoming = b.linked.entries, b.linked.upcoming
	b.result.Pages, b.result.NextChange = len(b.world.Site.Pages), b.linked.nextChange
	b.result.LeftOut = b.linked.leftOut
}

// relink makes the site.
func (b *build) relink(files []string) {
	s := site.Link(site.Inputs{
		Schema: b.schema.value, Pages: b.checked, Files: files, Unreadable: b.unreadable,
		Day: b.result.Day, Drafts: b.options.Drafts, Locate: b.locate,
	})
	b.world = &ask.World{Site: s, Layouts: b.layouts.value, Assets: b.assets.value, Preview: b.options.Preview, Declared: b.declared()}
	b.linked = linked{tasks: pageTasks(s)}
	if !b.options.Once {
		b.linked.entries = entries(s)
	}
	b.look()
	b.asker.Next(b.world)
}

// swap puts the new pages into the site, and reports whether it keeps its shape.
func (b *build) swap() bool {
	fronts, bodies, ok := b.world.Site.Swap(b.checked, b.locate)
	if !ok {
		return false
	}
	var things []memo.Thing
	for _, key := range fronts {
		things = append(things, ask.Front(key))
	}
	for _, key := range bodies {
		things = append(things, ask.Body(key))
	}
	if len(fronts) > 0 {
		b.linked.entries = swapEntries(b.linked.entries, b.world.Site, fronts)
		b.look()
	}
	b.asker.Change(b.world, things)
	return true
}

// look notes what is to be said about the site as a whole.
func (b *build) look() {
	s := b.world.Site
	b.linked.found = slices.Concat(s.Found(), check.Site(ask.NewReader(b.world, nil), s))
	b.linked.nextChange, b.linked.leftOut = s.NextChange(), s.LeftOut()
	if !b.options.Once {
		b.linked.upcoming = upcoming(s)
	}
}

// formOf is the print of all that linking sees beside the pages.
func (b *build) formOf(files []string) memo.Print {
	var all strings.Builder
	for _, print := range []memo.Print{b.declared(), b.layouts.print, b.assets.print} {
		all.Write(print[:])
	}
	all.WriteString(b.result.Day.String())
	for _, list := range [][]string{files, b.unreadable} {
		all.WriteString("\x00" + strings.Join(list, "\x00") + "\x00")
	}
	return memo.PrintOf([]byte(all.String()))
}
