package layout

import (
	"html"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	action  = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	comment = regexp.MustCompile(`(?s)<!--.*?-->`)
	tag     = regexp.MustCompile(`(?s)<(/?[a-zA-Z0-9!]+)[^>]*>`)
	spaces  = regexp.MustCompile(`\s+`)
	control = regexp.MustCompile(`^\{\{-? *(if|else|end|with|range|define|block|\$)`)
	// block are the elements around which a browser shows no space, with the
	// control actions (\x02) beside them, which show nothing.
	block = regexp.MustCompile(` ?(?:\x02 ?)*</?(?:!doctype|html|head|meta|title|link|body|header|footer|main|nav|section|article|aside|div|p|h[1-6]|ul|ol|li|dl|dt|dd|details|summary|table|caption|thead|tbody|tr|th|td|svg|path|form|fieldset|legend|template|script)>(?: ?\x02)* ?`)
	// doubled is a second space: one before and one within an inline element.
	doubled = regexp.MustCompile(` (<[^>]*>) `)
)

// visible is what a reader sees of a template: its words and actions, and its
// elements without attributes; a space only where a browser shows one.
func visible(text string) string {
	text = comment.ReplaceAllString(text, "")
	var actions []string
	text = action.ReplaceAllStringFunc(text, func(a string) string {
		if strings.Contains(a, "/*") {
			return ""
		}
		actions = append(actions, a)
		if control.MatchString(a) {
			return "\x02"
		}
		return "\x01"
	})
	text = strings.ToLower(tag.ReplaceAllString(text, "<$1>"))
	text = spaces.ReplaceAllString(text, " ")
	for again := ""; again != text; {
		again = text
		text = block.ReplaceAllStringFunc(text, func(s string) string { return strings.ReplaceAll(s, " ", "") })
		text = doubled.ReplaceAllString(text, " $1")
	}
	return html.UnescapeString(strings.TrimSpace(text)) + "\n" + strings.Join(actions, "\n")
}

// TestMinificationKeepsWhatIsVisible compares all layouts of the program, and
// texts that tempt a minifier, with what the minifier makes of them.
func TestMinificationKeepsWhatIsVisible(t *testing.T) {
	t.Parallel()
	texts := map[string]string{
		"words in a row":      "<p>a <b>b</b> <i>c</i>{{.D}} {{.E}}, {{.F}}</p>",
		"a space in a tag":    "<p>Stand: {{if .A}} <b>{{.A}}</b> {{else}} – {{end}} <span>x</span></p>",
		"actions in a tag":    `<a href="{{.URL}}"{{if .Current}} aria-current="page"{{end}}>{{.Title}}</a> <a>b</a>`,
		"actions with tags":   "<ul>{{range .}}<li>{{if gt .A 1}}<b>{{.B}}</b>{{end}}</li>{{end}}</ul>",
		"preformatted":        "<pre>  a\n   {{.B}}\n</pre>",
		"a text with < and &": "<p>a &lt; b &amp; c {{\"<b>\"}}</p>",
		"trimming actions":    "<p>a {{- .B -}} c</p>",
	}
	layouts := os.DirFS("../../layouts")
	err := fs.WalkDir(layouts, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(name, ".yaml") {
			return err
		}
		data, err := fs.ReadFile(layouts, name)
		texts[name] = string(data)
		return err
	})
	if err != nil || len(texts) < 30 {
		t.Fatalf("%d texts: %v", len(texts), err)
	}
	for name, text := range texts {
		if diff := cmp.Diff(visible(text), visible(minified(text))); diff != "" {
			t.Errorf("%s (-as written +minified):\n%s", name, diff)
		}
	}
}
