package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// declared is a constant of codes.go with the comment that names its args.
type declared struct {
	code    Code
	comment string
}

func declaredCodes(t *testing.T) (codes []declared) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, declared{Code(value), spec.Comment.Text()})
		}
		return true
	})
	return codes
}

func TestRegistryHasEveryCodeInOrder(t *testing.T) {
	var want []Code
	for _, d := range declaredCodes(t) {
		want = append(want, d.code)
	}
	if got := Codes(); !slices.Equal(got, want) {
		t.Errorf("codes of registry.yaml and codes.go differ:\nregistry: %v\ncodes.go: %v", got, want)
	}
}

func TestEntriesAreComplete(t *testing.T) {
	for _, d := range declaredCodes(t) {
		e, ok := Describe(d.code)
		if !ok {
			t.Errorf("%s: no entry", d.code)
			continue
		}
		if e.Severity != Error && e.Severity != Warning {
			t.Errorf("%s: severity %v", d.code, e.Severity)
		}
		for name, p := range map[string]Phrase{"title": e.Title, "message": e.Message, "why": e.Why} {
			if p.DE == "" || p.EN == "" {
				t.Errorf("%s: %s is not in both languages", d.code, name)
			}
		}
		if e.Bad == "" || e.Good == "" {
			t.Errorf("%s: no example", d.code)
		}
		for _, p := range []Phrase{e.Message, e.Hint} {
			checkPlaceholders(t, d, p)
		}
		checkStyle(t, e)
	}
}

func checkPlaceholders(t *testing.T, d declared, p Phrase) {
	t.Helper()
	de, en := placeholder.FindAllString(p.DE, -1), placeholder.FindAllString(p.EN, -1)
	slices.Sort(de)
	slices.Sort(en)
	if !slices.Equal(de, en) {
		t.Errorf("%s: args differ: de %v, en %v", d.code, de, en)
	}
	for _, brace := range de {
		name := strings.Trim(brace, "{@}")
		if !regexp.MustCompile(`\b` + name + `\b`).MatchString(d.comment) {
			t.Errorf("%s: %s is not an arg named in codes.go (%q)", d.code, brace, d.comment)
		}
	}
}

// checkStyle holds what can be counted of how messages are written.
func checkStyle(t *testing.T, e Entry) {
	t.Helper()
	for _, message := range []string{e.Message.DE, e.Message.EN} {
		if strings.HasSuffix(message, ".") || strings.Contains(message, "\n") {
			t.Errorf("%s: a message is one line without full stop: %q", e.Code, message)
		}
	}
	if strings.ContainsRune(e.Message.DE+e.Hint.DE+e.Title.DE, '“') != strings.ContainsRune(e.Message.DE+e.Hint.DE+e.Title.DE, '„') {
		t.Errorf("%s: unpaired quotation marks in German", e.Code)
	}
	if (e.Hint.DE == "") != (e.Hint.EN == "") {
		t.Errorf("%s: the hint is in one language only", e.Code)
	}
	for _, why := range []string{e.Why.DE, e.Why.EN} {
		if n := utf8.RuneCountInString(why); n < 80 || n > 420 {
			t.Errorf("%s: an explanation of %d characters", e.Code, n)
		}
	}
}

func TestPhrasesAndWordsAreComplete(t *testing.T) {
	r := texts()
	for _, section := range []map[string]Phrase{r.Vocabulary, r.Phrases} {
		for name, p := range section {
			if p.DE == "" || p.EN == "" {
				t.Errorf("%s is not in both languages", name)
			}
		}
	}
	for _, name := range []string{"did-you-mean", "there-are", "see-also", "bad", "good"} {
		if phrase(name, "de") == "" {
			t.Errorf("no phrase %s", name)
		}
	}
}

// TestEveryMistakeOfNotationHasAdvice keeps editors from being told what is wrong
// without how to mend it; advice longer than an argument would be cut off.
func TestEveryMistakeOfNotationHasAdvice(t *testing.T) {
	words := texts().Vocabulary
	for name := range words {
		if !strings.HasPrefix(name, "yaml-") || strings.HasSuffix(name, "-how") {
			continue
		}
		how, ok := words[name+"-how"]
		if !ok || utf8.RuneCountInString(how.DE) > maxArg || utf8.RuneCountInString(how.EN) > maxArg {
			t.Errorf("%s: no advice of at most %d characters", name, maxArg)
		}
	}
}

// noWords are the literals with "@" in the sources that nobody reads: keywords of JSON-LD
// and of declarations.
var noWords = []string{"section", "context", "graph", "id", "vocab"}

var wordLiteral = regexp.MustCompile(`^@([a-z][a-z0-9-]*)$`)

func TestEveryWordOfTheSourcesIsInTheVocabulary(t *testing.T) {
	found := 0
	for word, place := range wordsOfSources(t) {
		found++
		if _, ok := texts().Vocabulary[word]; !ok && !slices.Contains(noWords, word) {
			t.Errorf("%s: no word %q in the vocabulary of registry.yaml", place, "@"+word)
		}
	}
	if found == 0 {
		t.Error("no words found: the search is broken")
	}
}

// wordsOfSources returns the string literals "@word" of all packages of the
// generator, without the "@", and a place of each.
func wordsOfSources(t *testing.T) map[string]string {
	t.Helper()
	words := map[string]string{}
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, data, 0)
		if err != nil {
			return nil // its own package says so
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				value, _ := strconv.Unquote(lit.Value)
				if m := wordLiteral.FindStringSubmatch(value); m != nil {
					words[m[1]] = set.Position(lit.Pos()).String()
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func TestWord(t *testing.T) {
	for _, test := range []struct{ value, lang, want string }{
		{"@text", "de", "Text"},
		{"@text", "en", "text"},
		{"@text", "en-GB", "text"},
		{"@text", "hsb", "Text"},
		{"@no-such-word", "de", "no-such-word"},
		{"text", "de", "text"},
		{"", "de", ""},
	} {
		if got := word(test.value, test.lang); got != test.want {
			t.Errorf("word(%q, %s) = %q, want %q", test.value, test.lang, got, test.want)
		}
	}
}

func TestParseRegistryRejectsUnknownKeys(t *testing.T) {
	for _, data := range []string{"codes: [{code: x, mesage: {de: x}}]", "codes: [{code: x, severity: fatal}]"} {
		if _, err := parseRegistry([]byte(data)); err == nil {
			t.Errorf("%s: no error", data)
		}
	}
}
