package asset

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wegweiser/generator/source"
)

const styles = "../../static/assets/styles/"

// The pairs of colours that meet on pages, "what on what", and the contrast that
// WCAG 2.2 asks of them: 4.5 for text, 3 for lines and shapes that mean something.
var contrasts = map[float64][]string{
	4.5: {
		"ink on paper ground note alert", "muted on paper ground note alert", "link on paper ground note alert", "visited on paper ground note alert",
		"on-board on board board-alt", "on-sign on sign", "paper on link", "alert on alert-edge",
		"keyword on ground", "string on ground", "number on ground",
	},
	3: {
		"edge on paper ground", "link on paper ground note", "board-line on board", "sign on board board-alt", "alert-edge on alert paper",
		"ready on paper ground note", "progress on paper ground note", "ended on paper ground note",
	},
}

func TestContrastOfTokens(t *testing.T) {
	for mode, tokens := range modes(t) {
		for least, pairs := range contrasts {
			for _, pair := range pairs {
				what, grounds, _ := strings.Cut(pair, " on ")
				for _, ground := range strings.Fields(grounds) {
					if got := contrast(colour(t, tokens, what), colour(t, tokens, ground)); got < least {
						t.Errorf("%s: --%s on --%s has a contrast of %.2f, not %.1f", mode, what, ground, got, least)
					}
				}
			}
		}
	}
}

func TestContrastOfKnownColours(t *testing.T) {
	white, black, grey := [3]float64{255, 255, 255}, [3]float64{}, [3]float64{0x76, 0x76, 0x76}
	if got := contrast(white, black); got != 21 {
		t.Errorf("white on black: %v", got)
	}
	if got := contrast(grey, white); got < 4.54 || got > 4.55 {
		t.Errorf("#767676 on white: %v", got)
	}
}

// Every colour among the tokens is in a pair: a new one cannot be forgotten. Those
// that only divide or decorate are named here.
func TestEveryColourHasAContrast(t *testing.T) {
	paired := map[string]bool{"line": true}
	for _, pairs := range contrasts {
		for _, pair := range pairs {
			for _, name := range strings.Fields(pair) {
				paired[name] = true
			}
		}
	}
	for name, value := range modes(t)["light"] {
		if strings.HasPrefix(value, "#") && !paired[name] {
			t.Errorf("--%s is in no pair", name)
		}
	}
}

// modes are the values of all tokens, by mode.
func modes(t *testing.T) map[string]map[string]string {
	t.Helper()
	data, err := os.ReadFile(styles + "tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string]map[string]string{}
	rule := regexp.MustCompile(`(?s)(?:@media ([^{]*?) \{\s*)?:root \{(.*?)\}`)
	declaration := regexp.MustCompile(`--([a-z0-9-]+):\s*([^;]+);`)
	for _, m := range rule.FindAllStringSubmatch(string(data), -1) {
		blocks[m[1]] = map[string]string{}
		for _, d := range declaration.FindAllStringSubmatch(m[2], -1) {
			blocks[m[1]][d[1]] = d[2]
		}
	}
	all := map[string]map[string]string{}
	for mode, media := range map[string][]string{
		"light": {""}, "dark": {"", "screen and (prefers-color-scheme: dark)"},
		"light, more contrast": {"", "(prefers-contrast: more)"}, "dark, more contrast": {"", "screen and (prefers-color-scheme: dark)", "(prefers-contrast: more)"},
	} {
		all[mode] = map[string]string{}
		for _, m := range media {
			if blocks[m] == nil {
				t.Fatalf("tokens.css has no block for %q", m)
			}
			maps.Copy(all[mode], blocks[m])
		}
	}
	return all
}

// colour is the value of a token, which may be that of another.
func colour(t *testing.T, tokens map[string]string, name string) (rgb [3]float64) {
	t.Helper()
	value := tokens[name]
	if other, ok := strings.CutPrefix(value, "var(--"); ok {
		return colour(t, tokens, strings.TrimSuffix(other, ")"))
	}
	hex := strings.TrimPrefix(value, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 || hex == value {
		t.Fatalf("--%s is no colour: %q", name, value)
	}
	return [3]float64{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}
}

// contrast is the ratio that WCAG 2.2 defines.
func contrast(a, b [3]float64) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + .05) / (min(la, lb) + .05)
}

func luminance(rgb [3]float64) float64 {
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		c := rgb[i] / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// parts are the style sheets that are joined, by name.
func parts(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob(styles + "*.css")
	if err != nil || len(files) < 5 {
		t.Fatalf("%v %v", files, err)
	}
	all := map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = string(data)
	}
	return all
}

var (
	comment    = regexp.MustCompile(`(?s)/\*.*?\*/`)
	value      = regexp.MustCompile(`[a-z-]+:\s([^;{}]+)[;}]`)
	hardColour = regexp.MustCompile(`(?i)#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|(?:^|[\s,(])(?:white|black|gr[ae]y|silver|red|green|blue|yellow|orange|purple|brown|teal|navy)(?:$|[\s,)])`)
	used       = regexp.MustCompile(`var\(--([a-z0-9-]+)`)
	defined    = regexp.MustCompile(`--([a-z0-9-]+)\s*:`)
)

func TestColoursAreTokens(t *testing.T) {
	known := map[string]bool{}
	for _, css := range parts(t) {
		for _, m := range defined.FindAllStringSubmatch(css, -1) {
			known[m[1]] = true
		}
	}
	for name, css := range parts(t) {
		css = comment.ReplaceAllString(css, "")
		for _, m := range used.FindAllStringSubmatch(css, -1) {
			if !known[m[1]] {
				t.Errorf("%s: there is no --%s", name, m[1])
			}
		}
		if name == "tokens.css" {
			continue
		}
		for _, m := range value.FindAllStringSubmatch(css, -1) {
			if c := hardColour.FindString(m[1]); c != "" {
				t.Errorf("%s: %q is a colour of its own: %s", name, strings.TrimSpace(c), m[0])
			}
		}
	}
}

// containers are the declarations of a rule that makes an element a container.
var containers = regexp.MustCompile(`(?:container-type: [^;}]*;\s*)*container-type: [^;}]*scroll-state`)

// TestContainersOfAllBrowsers looks for the kind of container that every browser knows
// before one that only some do: the others drop that declaration, and what is measured
// by the container would be measured by the window.
func TestContainersOfAllBrowsers(t *testing.T) {
	found := 0
	for name, css := range parts(t) {
		for _, m := range containers.FindAllString(css, -1) {
			found++
			if !strings.HasPrefix(m, "container-type: inline-size;") {
				t.Errorf("%s: %s stands alone", name, m)
			}
		}
	}
	if found == 0 {
		t.Error("no style asks whether something scrolls")
	}
}

// maxStyle is the size in bytes of the style sheet that a page may load, compressed: of the
// 30 KB that a page may weigh.
const maxStyle = 8500

func TestSizeOfStyleSheet(t *testing.T) {
	main, err := os.ReadFile("../../static/assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	in := []*source.File{{Path: "static/assets/style.css", Data: main}}
	all := parts(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		in = append(in, &source.File{Path: "static/assets/styles/" + name, Data: []byte(all[name])})
		if !strings.Contains(string(main), fmt.Sprintf(`@import "styles/%s";`, name)) {
			t.Errorf("style.css does not import %s", name)
		}
	}
	set := Load(in, Options{Hashed: true})
	if len(set.Files) != 1 || bytes.Contains(set.Files[0].Data, []byte("@import")) {
		t.Fatalf("%d files, not one", len(set.Files))
	}
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if _, err := w.Write(set.Files[0].Data); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	if out.Len() > maxStyle {
		t.Errorf("the style sheet has %d bytes, compressed", out.Len())
	}
	t.Logf("%d bytes, %d compressed", len(set.Files[0].Data), out.Len())
}
