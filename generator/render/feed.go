package render

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"wegweiser/generator/calendar"
	"wegweiser/generator/site"
	"wegweiser/generator/words"
)

// feedPath is where the feed is published.
const feedPath = "/feed.xml"

// maxEvents is how many changes the feed has.
const maxEvents = 50

// Feed lists as an Atom feed what has changed and when, as far as the pages themselves
// say it: no clock and no history of files is asked. A site without a base URL has none,
// nor has one without a change: a feed has to say when it last did.
func Feed(h *Hub, emit Emit) error {
	if !h.hasFeed() {
		return nil
	}
	events := h.Recent(maxEvents)
	lang := h.DefaultLang()
	w := feedWriter{hub: h}
	w.WriteString(xml.Header)
	w.WriteString(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="` + lang + `">` + "\n")
	w.element("title", h.Schema().Site.Title+": "+words.Changes.In(lang))
	w.element("id", h.canonical(feedPath))
	w.link(` rel="self" type="application/atom+xml"`, feedPath)
	w.link("", "/")
	w.element("updated", w.midnight(events[0].Day))
	w.WriteString("<author>\n")
	w.element("name", h.publisher(lang))
	w.WriteString("</author>\n")
	for _, e := range events {
		w.entry(e)
	}
	w.WriteString("</feed>\n")
	return emit(feedPath[1:], w.Bytes())
}

func (h *Hub) hasFeed() bool { return h.Schema().Site.BaseURL != "" && h.Eventful() }

// publisher is who publishes the site.
func (h *Hub) publisher(lang string) string {
	if ref := h.Schema().Site.Organisation; ref != "" {
		if p := h.Find(ref, lang); p != nil && p.Published {
			return p.Title()
		}
	}
	return h.Schema().Site.Title
}

type feedWriter struct {
	bytes.Buffer
	hub *Hub
}

func (w *feedWriter) element(name, text string) {
	w.WriteString("<" + name + ">")
	_ = xml.EscapeText(w, []byte(text)) // into memory
	w.WriteString("</" + name + ">\n")
}

func (w *feedWriter) link(attributes, path string) {
	w.WriteString("<link" + attributes + ` href="`)
	_ = xml.EscapeText(w, []byte(w.hub.canonical(path))) // into memory
	w.WriteString(`"/>` + "\n")
}

// midnight is the first moment of a day where the site is at home.
func (w *feedWriter) midnight(d calendar.Date) string {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, w.hub.Schema().Site.TimeZone).Format(time.RFC3339)
}

func (w *feedWriter) entry(e site.Event) {
	if len(e.More) > 0 {
		w.reviews(e)
		return
	}
	w.WriteString("<entry>\n")
	title := e.Page.Title()
	if e.Period != nil {
		title += ": " + e.Field.LabelIn(e.Page.Lang)
	}
	w.element("title", title)
	w.element("id", w.hub.canonical(e.Page.URL)+"#"+eventID(e))
	w.link("", e.Page.URL)
	w.element("updated", w.midnight(e.Day))
	w.element("summary", w.hub.eventText(e))
	w.WriteString("</entry>\n")
}

// maxNamed is how many of the pages that were reviewed on one day are named.
const maxNamed = 10

// reviews is the entry of several pages that were reviewed on the same day.
func (w *feedWriter) reviews(e site.Event) {
	titles := []string{e.Page.Title()}
	for _, p := range e.More[:min(len(e.More), maxNamed-1)] {
		titles = append(titles, p.Title())
	}
	if len(titles) <= len(e.More) {
		titles = append(titles, "…")
	}
	w.WriteString("<entry>\n")
	w.element("title", w.hub.eventText(e))
	w.element("id", w.hub.canonical(feedPath)+"#reviewed-"+e.Date.String())
	w.link("", "/")
	w.element("updated", w.midnight(e.Day))
	w.element("summary", strings.Join(titles, ", "))
	w.WriteString("</entry>\n")
}

// eventID tells an event from all others of its page, for good.
func eventID(e site.Event) string {
	id := e.Path + "-" + e.Day.String()
	if e.Number > 1 {
		id += "-" + strconv.Itoa(e.Number)
	}
	return id
}

// eventText says what has happened: since 2026: free of charge (until 2027).
func (h *Hub) eventText(e site.Event) string {
	word := words.Published
	switch {
	case e.Ended:
		word = words.Ended
	case e.Period != nil:
		word = words.Since
	case e.Path == "reviewed":
		word = words.Reviewed
	}
	w := h.writer(e.Page, e.Field.Key, e.Page.Lang)
	w.sentence, w.plain = true, true
	before, after, _ := word.Around(e.Page.Lang)
	w.put(before)
	w.day(e.Date)
	w.put(after)
	switch {
	case e.Ended:
		w.put(": ")
		w.value(e.Field, e.Period.Value)
	case e.Period != nil:
		w.put(": ")
		w.period(e.Field, *e.Period)
	}
	return w.String()
}

// Feed is the address of the site's feed, or "" if it has none.
func (f *Frame) Feed() string {
	if !f.hub.hasFeed() {
		return ""
	}
	return f.hub.url(feedPath)
}
