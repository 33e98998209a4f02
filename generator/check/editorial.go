package check

import (
	"wegweiser/generator/diag"
	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// editorial checks what an editor should look at on the site's day.
func (c *checker) editorial() {
	if due := c.page.Day("review_by"); !due.Zero() && c.site.Day.After(due.Last()) {
		c.found = append(c.found, diag.New(diag.ReviewDue, c.page.Place("review_by", c.site), "date", due.String()))
	}
	for i, f := range c.page.Type.Fields {
		periods, ok := c.page.Values[i].(schema.Periods)
		if !ok {
			continue
		}
		if _, ok := periods.On(c.site.Day); !ok {
			c.found = append(c.found, diag.New(diag.NoCurrentValue, c.page.Place(f.Key, c.site), "field", f.Key, "day", c.site.Day.String()))
		}
	}
}

// duplicateTitles finds pages that a reader could not tell apart in a list or a
// browser tab.
func duplicateTitles(s *site.Site) []diag.Diagnostic {
	first := map[string]*site.Page{}
	var found []diag.Diagnostic
	for _, p := range s.Pages {
		if p.Title() == "" {
			continue // that it is missing has been said
		}
		key := p.Lang + ":" + p.Title()
		other, ok := first[key]
		if !ok {
			first[key] = p
			continue
		}
		d := diag.New(diag.DuplicateTitle, p.Place("title", s), "title", p.Title())
		d.Related = []source.Span{other.Place("title", s)}
		found = append(found, d)
	}
	return found
}
