package render

import (
	"net/url"
	"strings"

	"wegweiser/generator/schema"
	"wegweiser/generator/site"
)

func (w *valueWriter) link(href, text, class string) {
	if w.plain {
		w.put(text)
		return
	}
	w.put(`<a`)
	if class != "" {
		w.put(` class="`, class, `"`)
	}
	w.put(` href="`)
	w.text(href)
	w.put(`">`)
	w.text(text)
	w.put(`</a>`)
}

// linkTo writes a link to a page, with its language and its mark if it is another one.
func (w *valueWriter) linkTo(p *site.Page) {
	if w.plain || p.Lang == w.lang {
		w.link(w.hub.url(p.URL), p.Title(), "")
		return
	}
	w.put(`<a href="`)
	w.text(w.hub.url(p.URL))
	w.put(`" lang="`, p.Lang, `" hreflang="`, p.Lang, `">`)
	w.text(p.Title())
	w.put(`</a>`)
	w.hub.writeMark(&w.Builder, p.Lang, w.lang, w.lang)
}

// shortURL is what a reader needs to see of an address.
func shortURL(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return s
	}
	return strings.TrimSuffix(strings.TrimPrefix(u.Host, "www.")+u.Path, "/")
}

// reference writes a link to the page, and the field of it that the reference
// is declared to show.
func (w *valueWriter) reference(f *schema.Field, slug string) {
	target := w.hub.Entry(w.hub.Schema().Type(f.To), slug, w.lang)
	if target == nil { // a finding of its own
		w.text(slug)
		return
	}
	if !target.Published { // a draft does not even show its title
		w.missing()
		return
	}
	shown := w.hub.shown(f, target)
	if shown == nil || !w.sentence {
		w.linkTo(target)
	}
	if shown == nil {
		return
	}
	if !w.sentence {
		w.put(": ")
	}
	v := target.Value(f.Show)
	if w.hub.missing(shown, v) {
		w.missing()
		return
	}
	page, origin, lang := w.page, w.origin, w.textLang
	w.about(target, shown.Key)
	w.value(shown, v)
	w.page, w.origin, w.textLang = page, origin, lang
}

// shown is the field of a reference's target that stands beside its title, or nil.
func (h *Hub) shown(f *schema.Field, target *site.Page) *schema.Field {
	if f.Show == "" {
		return nil
	}
	return target.Type.Field(f.Show)
}
