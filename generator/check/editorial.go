package check

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"wegweiser/generator/calendar"
	"wegweiser/generator/diag"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// reviewed finds a page that an editor should look at on the site's day.
func (c *checker) reviewed() {
	if due := c.page.Day("review_by"); !due.Zero() && c.Day().After(due.Last()) {
		c.found = append(c.found, diag.New(diag.ReviewDue, c.Place(c.page, "review_by"), "date", due.String()))
	}
}

// current finds a field without a value on that day.
func (c *checker) current(f *schema.Field, periods schema.Periods) {
	if _, ok := periods.On(c.Day()); !ok {
		c.found = append(c.found, diag.New(diag.NoCurrentValue, c.Place(c.page, f.Key), "field", f.Key, "day", c.Day().String()))
	}
}

// futureDates finds days on which something is said to have been read that have
// not come yet: mistyped ones. They make a page look younger than it is.
func futureDates(s *site.Site) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, p := range s.Inputs.Pages {
		report := func(field string, day calendar.Date) {
			if !day.Zero() && day.After(s.Day) {
				found = append(found, diag.New(diag.FutureDate, s.Locate(p.Doc.Path, field), "field", field[strings.LastIndexByte(field, '.')+1:], "date", day.String()))
			}
		}
		report("reviewed", p.Day("reviewed"))
		sources, _ := p.Value("sources").(schema.Values)
		for i, v := range sources {
			report("sources["+strconv.Itoa(i)+"].retrieved", schema.SourceOf(v).Retrieved)
		}
		for i, f := range p.Type.Fields {
			periods, _ := p.Values[i].(schema.Periods)
			for n, period := range periods {
				report(f.Key+"["+strconv.Itoa(n)+"].source.retrieved", period.Source.Retrieved)
			}
		}
	}
	return found
}

// duplicateTitles finds pages that a reader could not tell apart in a list or a
// browser tab.
func duplicateTitles(s *site.Site) []diag.Diagnostic {
	type name struct{ lang, title string }
	first := make(map[name]*site.Page, len(s.Pages))
	var found []diag.Diagnostic
	for _, p := range s.Pages {
		if p.Title() == "" {
			continue // that it is missing has been said
		}
		key := name{p.Lang, p.Title()}
		other, ok := first[key]
		if !ok {
			first[key] = p
			continue
		}
		if p.Facet != nil && other.Facet != nil {
			continue // lists for two pages of the same title, which have the finding
		}
		how := "@titles-differ"
		switch {
		case isCopy(p):
			how = "@titles-copy"
		case isCopy(other):
			p, other, how = other, p, "@titles-copy"
			first[key] = other
		}
		d := diag.New(diag.DuplicateTitle, p.Place("title", s), "title", p.Title(), "how", how)
		d.Related = []source.Span{other.Place("title", s)}
		found = append(found, d)
	}
	return found
}

// copied is how programs call the copy of a file: wohngeld - Kopie.md, wohngeld (2).md,
// Copy of wohngeld.md.
var copied = regexp.MustCompile(`(?i)\b(kopie|copy)\b|\(\d+\)$`)

// isCopy reports whether the file of a page is called like a copy.
func isCopy(p *site.Page) bool {
	return p.Doc != nil && copied.MatchString(strings.TrimSuffix(path.Base(p.Doc.Path), ".md"))
}
