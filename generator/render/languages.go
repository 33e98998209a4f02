package render

import (
	"html/template"
	"strconv"
	"strings"

	"wegweiser/generator/schema"
	"wegweiser/generator/site"
	"wegweiser/generator/words"
)

// Language is an entry of the switch that every page has.
type Language struct {
	Lang, Name string
	URL        string // of the page in that language, else of the language's start page; "" if Current
	Current    bool   // the page is in that language
	Lacking    bool   // the page does not exist in that language

	NotIn    string // the language that it lacks, to who reads the page: auf Englisch
	HintLang string // the language of what says so: that of the page
}

// Languages lists the languages in which the site has a start page or the page itself,
// in the site's order; nothing if the page's own is the only one.
func (v *View) Languages() []Language {
	if v.page.URL == "" || len(v.hub.Schema().Site.Languages) < 2 {
		return nil
	}
	at := v.addresses()
	var all []Language
	for _, l := range v.hub.Schema().Site.Languages {
		entry := Language{Lang: l.Code, Name: l.Name, URL: at[l.Code], Current: l.Code == v.Lang}
		if entry.URL == "" && !entry.Current {
			home := v.hub.home(l.Code)
			if home == nil {
				continue
			}
			entry.URL, entry.Lacking, entry.HintLang = v.hub.url(home.URL), true, v.Lang
			entry.NotIn, _ = v.hub.inLanguage(l.Code, v.Lang)
		}
		all = append(all, entry)
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// addresses are those of the page in the other languages that have it. What searches is
// in every language that has a page.
func (v *View) addresses() map[string]string {
	at := map[string]string{}
	if v.Unlisted {
		for _, l := range v.hub.Schema().Site.Languages {
			url := v.hub.SearchURL(l.Code)
			if v.hub.Owner(url+"index.html") == schema.SitePath {
				at[l.Code] = v.hub.url(url)
			}
		}
	} else {
		for _, p := range v.hub.Variants(v.page) {
			at[p.Lang] = v.hub.url(p.URL)
		}
	}
	delete(at, v.Lang)
	return at
}

// LanguageSwitch draws the Languages with the partial of that name: once for all pages
// whose switch is the same, which those are that exist in one language only.
func (v *View) LanguageSwitch() (template.HTML, error) {
	all := v.Languages()
	if all == nil {
		return "", nil
	}
	var targets strings.Builder
	for _, l := range all {
		targets.WriteString(l.Lang + " " + l.URL + " " + strconv.FormatBool(l.Lacking) + "\n")
	}
	return once(v.hub, switchKey{v.Lang, targets.String()}, func(h *Hub) (template.HTML, error) {
		return h.partial("languages", v.Lang, all)
	})
}

// Entrance is where a language of the site begins.
type Entrance struct {
	Lang, Name string
	Home       Link
	SearchURL  string
}

// Entrance is that of the page's language, or nil.
func (v *View) Entrance() *Entrance { return v.hub.entrance(v.Lang) }

func (h *Hub) entrance(lang string) *Entrance {
	home := h.home(lang)
	if home == nil {
		return nil
	}
	return &Entrance{lang, h.languageName(lang), h.linkTo(home, home.Title(), lang), h.url(h.SearchURL(lang))}
}

// Entrances draws with a partial, each in its language, what the page that a host shows
// for any address says to readers of the site's other languages.
func (v *View) Entrances(partial string) (template.HTML, error) {
	var out strings.Builder
	for _, l := range v.hub.Schema().Site.Languages {
		entrance := v.hub.entrance(l.Code)
		if entrance == nil || l.Code == v.Lang {
			continue
		}
		drawn, err := v.hub.partial(partial, l.Code, entrance)
		if err != nil {
			return "", err
		}
		out.WriteString(string(drawn))
	}
	return template.HTML(out.String()), nil
}

// home is the start page in a language, or nil.
func (h *Hub) home(lang string) *site.Page {
	if p := h.Find("", lang); p != nil && p.Published && p.Lang == lang {
		return p
	}
	return nil
}

// Alternate is the same page in a language, for search engines.
type Alternate struct{ Lang, URL string }

// anyLanguage stands for the page for readers of no language that the site has.
const anyLanguage = "x-default"

// Alternates lists the page in all languages that have it, itself among them, if there
// is more than one.
func (v *View) Alternates() []Alternate {
	if v.URL == "" {
		return nil
	}
	if len(v.hub.Schema().Site.Languages) < 2 {
		return nil
	}
	return v.hub.alternatesOf(v.hub.Variants(v.page))
}

// alternatesOf names the pages that are one page in several languages.
func (h *Hub) alternatesOf(variants []*site.Page) []Alternate {
	if len(variants) < 2 {
		return nil
	}
	var all []Alternate
	for _, v := range variants {
		all = append(all, Alternate{v.Lang, h.canonicalOr(v.URL)})
	}
	return append(all, Alternate{anyLanguage, all[0].URL})
}

func (h *Hub) canonicalOr(path string) string {
	if full := h.canonical(path); full != "" {
		return full
	}
	return h.url(path)
}

// mark says on pages in the language on that something is in another one; "" if it is
// in the same.
func (h *Hub) mark(lang, on string) template.HTML {
	if lang == on {
		return ""
	}
	var w valueWriter
	w.said(h.inLanguage(lang, on))
	return template.HTML(w.String())
}

// writeMark writes the mark behind a link that leads to another language than that of the
// page, on, which shows it in a text of a language.
func (h *Hub) writeMark(out *strings.Builder, lang, on, textLang string) {
	mark := h.mark(lang, on)
	if mark == "" {
		return
	}
	out.WriteString(` <span class="mark"`)
	if textLang != on {
		out.WriteString(` lang="` + on + `"`)
	}
	out.WriteString(`>(` + string(mark) + `)</span>`)
}

// inLanguage says, for pages in the language on, in which other one something is, and the
// language that it is foreign in.
func (h *Hub) inLanguage(lang, on string) (text, foreign string) {
	if text, foreign, ok := h.Word("in-"+lang, on); ok {
		return text, foreign
	}
	return h.languageName(lang), words.Foreign(lang, on)
}

func (h *Hub) languageName(code string) string {
	for _, l := range h.Schema().Site.Languages {
		if l.Code == code {
			return l.Name
		}
	}
	return code
}

// otherThan is a language, or "" if it is that of the reader.
func otherThan(on, lang string) string {
	if lang == on {
		return ""
	}
	return lang
}

// textLang is the language of the texts in a field of a page: that of the page which says
// them.
func textLang(p *site.Page, key string) string { return p.Origin(key).Lang }
