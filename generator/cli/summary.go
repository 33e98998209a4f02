package cli

import (
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"wegweiser/generator/diag"
	"wegweiser/generator/engine"
	"wegweiser/generator/publish"
	"wegweiser/generator/site"
)

// summary says what a build has made.
func (e *Environment) summary(o *options, r engine.Result, s publish.Stats, took time.Duration) {
	w := e.Stdout
	if o.format != "text" {
		w = e.Stderr // stdout is the report
	}
	files := s.Written + s.Unchanged
	fmt.Fprintln(w, say(o.lang, "built", plural(o.lang, "page", r.Pages), plural(o.lang, "file", files),
		strconv.Itoa(s.Written), strconv.Itoa(s.Unchanged), strconv.Itoa(s.Removed), seconds(o.lang, took)))
	leftOut(w, o.lang, r.LeftOut)
	for _, kept := range s.Kept {
		fmt.Fprintln(w, say(o.lang, "kept", path.Join(filepath.ToSlash(o.out), kept)))
	}
	if n := len(s.Foreign); n > 0 {
		fmt.Fprintln(w, say(o.lang, "foreign", filepath.ToSlash(o.out), first(o.lang, s.Foreign)))
	}
	if r.NextChange.Zero() {
		fmt.Fprintln(w, say(o.lang, "no-next-change"))
	} else {
		fmt.Fprintln(w, say(o.lang, "next-change", r.NextChange.Long(o.lang)))
	}
}

// leftOut says how many pages are not published, and why, if there are any.
func leftOut(w io.Writer, lang string, count map[string]int) {
	var all int
	var parts []string
	for _, why := range site.Reasons {
		if n := count[why]; n > 0 {
			all += n
			parts = append(parts, plural(lang, why, n))
		}
	}
	if all > 0 {
		fmt.Fprintln(w, say(lang, "left-out", plural(lang, "page", all), strings.Join(parts, ", ")))
	}
}

func seconds(lang string, d time.Duration) string {
	s := strconv.FormatFloat(d.Seconds(), 'f', 2, 64) + " s"
	if lang != "en" {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// plural says "1 Seite" or "7 Seiten".
func plural(lang, noun string, n int) string {
	if n == 1 {
		return "1 " + say(lang, "one-"+noun)
	}
	return strconv.Itoa(n) + " " + say(lang, "many-"+noun)
}

func totals(lang string, c diag.Counts) string {
	return plural(lang, "error", c.Errors) + ", " + plural(lang, "warning", c.Warnings)
}
