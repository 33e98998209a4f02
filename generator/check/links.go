package check

import (
	"regexp"

	"wegweiser/generator/diag"
	"wegweiser/generator/document"
)

// webAddress is a link like www.amt24.de or sachsen.de/ozg, which is a file as long
// as it does not start with https://.
var webAddress = regexp.MustCompile(`^(www\.[^\s/]+\.\pL+|[\pL\d-]+(\.[\pL\d-]+)*\.(de|eu|com|org|net|info|gov|bund|at|ch))([/?#:].*)?$`)

// link checks that a link leads somewhere.
func (c *checker) link(h *document.Hole) {
	d := c.Resolve(c.page, h.Target, c.page.Lang)
	if h.Kind == document.ImageURL && d.Problem == "" && d.Page != nil {
		d.Problem = diag.BrokenAsset
	}
	switch d.Problem {
	case "":
	case diag.BrokenAnchor:
		found := diag.New(d.Problem, c.span(h.Start, h.End), "anchor", d.Anchor, "target", h.Target)
		c.found = append(c.found, found.Among(d.Anchor, d.Anchors).Listing(d.Anchors))
	case diag.BrokenLink, diag.BrokenAsset:
		found := diag.New(d.Problem, c.span(h.Start, h.End), "target", h.Target)
		if h.Kind == document.LinkAttributes && webAddress.MatchString(h.Target) { // pictures are files of the hub
			found.Suggest = "https://" + h.Target
		}
		c.found = append(c.found, found.AmongMade(h.Target, d.Known))
	default:
		found := diag.New(d.Problem, c.span(h.Start, h.End), "target", h.Target)
		c.found = append(c.found, found.AmongMade(h.Target, d.Known))
	}
}
