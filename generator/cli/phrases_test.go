package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var placeholders = regexp.MustCompile(`\{\d\}|\[\[|\]\]`)

func TestPhrasesAreComplete(t *testing.T) {
	literals := stringLiterals(t)
	for key, texts := range phrases {
		for lang, text := range texts {
			if lang != "de" && lang != "en" || text == "" {
				t.Errorf("%s: unexpected %s: %q", key, lang, text)
			}
		}
		de, en := placeholders.FindAllString(texts["de"], -1), placeholders.FindAllString(texts["en"], -1)
		slices.Sort(de)
		slices.Sort(en)
		if !slices.Equal(de, en) || len(texts) != 2 {
			t.Errorf("%s: German has %v, English has %v", key, de, en)
		}
		if !slices.ContainsFunc(families, func(f string) bool { return strings.HasPrefix(key, f) }) && !literals[key] {
			t.Errorf("%s is never said", key)
		}
	}
}

// families are the keys that the program puts together.
var families = []string{"usage-", "one-", "many-"}

func TestEveryCommandHasHelp(t *testing.T) {
	for _, c := range commands() {
		if phrases["usage-"+c.name] == nil {
			t.Errorf("%s has no help", c.name)
		}
	}
}

func TestEverythingSaidIsAPhrase(t *testing.T) {
	for _, f := range parseAll(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 2 || !says(call.Fun) {
				return true
			}
			if key, ok := literal(call.Args[1]); ok && phrases[key] == nil {
				t.Errorf("there is no phrase %q", key)
			}
			return true
		})
	}
}

func says(fun ast.Expr) bool {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name == "say"
	case *ast.SelectorExpr:
		return f.Sel.Name == "usage" || f.Sel.Name == "misused"
	}
	return false
}

func stringLiterals(t *testing.T) map[string]bool {
	all := map[string]bool{}
	for _, f := range parseAll(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok {
				if s, ok := literal(e); ok {
					all[s] = true
				}
			}
			return true
		})
	}
	return all
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

// parseAll parses the package without its tests.
func parseAll(t *testing.T) []*ast.File {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

func TestSay(t *testing.T) {
	for _, c := range []struct {
		lang, key string
		words     []string
		want      string
	}{
		{"de", "created-page", []string{"content/a.md"}, "Angelegt: content/a.md"},
		{"en", "created-page", []string{"content/a.md"}, "Created: content/a.md"},
		{"", "created-page", []string{"x"}, "Angelegt: x"},
		{"de", "unknown-flag", []string{"--rot", "root"}, "wegweiser: Den Schalter --rot gibt es hier nicht. Meinten Sie --root?"},
		{"de", "unknown-flag", []string{"--x", ""}, "wegweiser: Den Schalter --x gibt es hier nicht."},
		{"de", "created-page", []string{"{1} [[x]]"}, "Angelegt: {1} [[x]]"},
		{"de", "checked", []string{"{2}", "zwei"}, "{2} geprüft: zwei"},
	} {
		if got := say(c.lang, c.key, c.words...); got != c.want {
			t.Errorf("say(%q, %q, %q) = %q, want %q", c.lang, c.key, c.words, got, c.want)
		}
	}
}
