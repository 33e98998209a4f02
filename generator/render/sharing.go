package render

import (
	"html/template"

	"wegweiser/generator/site"
)

// OpenGraph is what other sites show of the page where they link to it. The locale is
// the page's language as they name it: de_DE. Like Contents it does what a layout would
// do, several times faster: every page has it.
func (v *View) OpenGraph(locale string) template.HTML {
	if v.URL == "" {
		return ""
	}
	kind := "article"
	if v.Home {
		kind = "website"
	}
	w := valueWriter{}
	for _, p := range [][2]string{
		{"type", kind}, {"title", v.Title}, {"description", v.Description}, {"url", v.Canonical},
		{"site_name", v.SiteTitle}, {"locale", locale}, {"image", v.shareImage()},
	} {
		if p[1] != "" {
			w.put(`<meta property="og:`, p[0], `" content="`)
			w.text(p[1])
			w.put(`">`)
		}
	}
	return template.HTML(w.String())
}

// shareImage is the full address of the picture that other sites show beside the link:
// static/assets/og.png, if there is one.
func (v *View) shareImage() string {
	path, ok := v.hub.Reader.Asset("assets/og.png")
	if !ok {
		return ""
	}
	return v.hub.canonical(site.EscapePath("/" + path))
}
