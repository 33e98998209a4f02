package asset

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"wegweiser/generator/source"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// reference is an address in a style sheet: url(…), or a string where the language
// takes one for an address.
type reference struct {
	start, end int // in the style sheet
	target     string
	isURL      bool // written as url(…)
}

// references finds the addresses in a style sheet.
func references(sheet []byte) []reference {
	lexer := css.NewLexer(parse.NewInput(bytes.NewReader(sheet))) // a copy: the lexer writes behind its input
	var s scanner
	for at := 0; ; {
		kind, token := lexer.Next()
		if kind == css.ErrorToken {
			return s.found
		}
		s.take(kind, token, at)
		at += len(token)
	}
}

// scanner knows where in a style sheet a string is an address.
type scanner struct {
	found []reference
	sets  []bool // of every parenthesis that is open: whether it is that of an image-set
	rule  string // the @-word that was right before, in lower case; or ""
}

func (s *scanner) take(kind css.TokenType, token []byte, at int) {
	end := at + len(token)
	switch kind {
	case css.WhitespaceToken, css.CommentToken:
		return
	case css.URLToken:
		if s.rule == "namespace" { // a name, which nobody fetches
			break
		}
		inner := bytes.TrimSuffix(token[bytes.IndexByte(token, '(')+1:], []byte(")"))
		s.found = append(s.found, reference{at, end, unquoted(string(inner)), true})
	case css.StringToken:
		if s.rule == "import" || len(s.sets) > 0 && s.sets[len(s.sets)-1] {
			s.found = append(s.found, reference{at, end, unquoted(string(token)), false})
		}
	case css.FunctionToken, css.LeftParenthesisToken:
		s.sets = append(s.sets, strings.HasSuffix(strings.ToLower(string(token)), "image-set("))
	case css.RightParenthesisToken:
		s.sets = s.sets[:max(0, len(s.sets)-1)]
	}
	switch {
	case kind == css.AtKeywordToken:
		s.rule = strings.ToLower(string(token[1:]))
	case kind != css.IdentToken || s.rule != "namespace": // @namespace svg url(…)
		s.rule = ""
	}
}

// escape is a character by its number, a line end that does not count, or a
// character that stands for itself.
var escape = regexp.MustCompile(`(?s)\\(?:[0-9a-fA-F]{1,6}(?:\r\n|\s)?|\r\n|.)`)

// unquoted is what an address in a style sheet says.
func unquoted(s string) string {
	s = strings.TrimSpace(s)
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		s = strings.TrimSuffix(s[1:], s[:1])
	}
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		if n, err := strconv.ParseUint(strings.TrimSpace(e[1:]), 16, 32); err == nil {
			return string(rune(n))
		}
		return strings.TrimLeft(e[1:], "\r\n\f")
	})
}

// quoted writes an address as url("…") or as a string.
func (r reference) quoted(address string) string {
	s := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(address) + `"`
	if r.isURL {
		return "url(" + s + ")"
	}
	return s
}

// rewritten is a style sheet whose addresses lead to the published names.
func (l *loader) rewritten(name string, sheet []byte) []byte {
	var out []byte
	from := 0
	for _, r := range references(sheet) {
		if address, changed := l.follow(name, r); changed {
			out = append(append(out, sheet[from:r.start]...), r.quoted(address)...)
			from = r.end
		}
	}
	return append(out, sheet[from:]...)
}

// follow returns how a style sheet is to write an address, if not as it does.
func (l *loader) follow(sheet string, r reference) (address string, changed bool) {
	if foreign.MatchString(r.target) {
		return "", false
	}
	to, err := url.Parse(r.target)
	if err == nil && to.Path == "" { // of a drawing in the page
		return "", false
	}
	rooted := strings.HasPrefix(r.target, "/")
	name, ok := "", false
	if err == nil {
		name, ok = l.named(sheet, to.Path)
	}
	switch {
	case ok && l.open[name]:
		l.flaw(sheet, r, true)
	case ok:
		published := path.Base(l.publish(name).Path) // in the same folder
		to.Path, to.RawPath = to.Path[:strings.LastIndexByte(to.Path, '/')+1]+published, ""
		return to.String(), published != path.Base(name)
	case !rooted && !l.options.Beside[name]: // what else the host has at its root is not ours
		l.flaw(sheet, r, false)
	}
	return "", false
}

// foreign is an address with a scheme or a host.
var foreign = regexp.MustCompile(`^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)`)

// named is the path below the site that an address in a style sheet leads to, and
// whether a file of static/ lies there.
func (l *loader) named(sheet, to string) (name string, ok bool) {
	if strings.HasPrefix(to, "/") {
		if name, ok = strings.CutPrefix(to, l.options.Base+"/"); !ok {
			return "", false
		}
	} else {
		name = path.Join(path.Dir(sheet), to)
	}
	name = string(source.Text([]byte(name))) // as the names of files are composed
	return name, l.files[name] != nil
}

func (l *loader) flaw(sheet string, r reference, circle bool) {
	l.set.Flaws = append(l.set.Flaws, Flaw{l.files[sheet], r.target, r.start, r.end, circle})
}
