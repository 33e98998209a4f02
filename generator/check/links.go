package check

import (
	"wegweiser/generator/diag"
	"wegweiser/generator/document"
)

// link checks that a link leads somewhere.
func (c *checker) link(h *document.Hole) {
	d := c.Resolve(c.page, h.Target)
	if h.Kind == document.ImageURL && d.Problem == "" && d.Page != nil {
		d.Problem = diag.BrokenAsset
	}
	switch d.Problem {
	case "":
	case diag.BrokenAnchor:
		found := diag.New(d.Problem, c.span(h.Start, h.End), "anchor", d.Anchor, "target", h.Target)
		c.found = append(c.found, found.Among(d.Anchor, d.Anchors))
	default:
		found := diag.New(d.Problem, c.span(h.Start, h.End), "target", h.Target)
		c.found = append(c.found, found.AmongMade(h.Target, d.Known))
	}
}
