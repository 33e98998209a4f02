package asset

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// sheet is what a style sheet has to say about other files.
type sheet struct {
	references []reference
	namespace  bool // it declares one, which holds for the file alone
	closed     bool // what came behind it would not become a part of its last rule
}

// reference is an address in a style sheet: url(…), or a string where the language
// takes one for an address.
type reference struct {
	start, end int // in the style sheet
	target     string
	isURL      bool        // written as url(…)
	rule       *importRule // around it, or nil
}

// importRule is an @import: where it stands, and whether its address is all it says.
type importRule struct {
	start, end int
	heeded     bool // no rule stands before it, else browsers pass over it
	plain      bool // no layer, no condition
}

// scan finds the addresses in a style sheet.
func scan(data []byte) sheet {
	lexer := css.NewLexer(parse.NewInput(bytes.NewReader(data))) // a copy: the lexer writes behind its input
	var s scanner
	s.closed, s.last = true, css.SemicolonToken
	for at := 0; ; {
		kind, token := lexer.Next()
		if kind == css.ErrorToken {
			s.endImport(at)
			s.closed = s.closed && s.depth == 0 && (s.last == css.SemicolonToken || s.last == css.RightBraceToken)
			return s.sheet
		}
		known := len(s.references)
		s.take(kind, token, at)
		s.place(kind, token, at, len(s.references) > known)
		at += len(token)
	}
}

// scanner knows where in a style sheet a string is an address.
type scanner struct {
	sheet
	sets   []bool      // of every parenthesis that is open: whether it is that of an image-set
	rule   string      // the @-word that was right before, in lower case; or ""
	begun  bool        // there was a rule before which an @import has to stand
	depth  int         // of brackets that are open
	inside *importRule // that is not at its end
	last   css.TokenType
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
		s.references = append(s.references, reference{at, end, unquoted(string(inner)), true, s.inside})
	case css.StringToken:
		if s.rule == "import" || len(s.sets) > 0 && s.sets[len(s.sets)-1] {
			s.references = append(s.references, reference{at, end, unquoted(string(token)), false, s.inside})
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

// place keeps account of the rules and brackets that are open.
func (s *scanner) place(kind css.TokenType, token []byte, at int, address bool) {
	switch kind {
	case css.WhitespaceToken:
		return
	case css.CommentToken:
		s.closed = len(token) >= len("/**/") && bytes.HasSuffix(token, []byte("*/"))
		return
	case css.AtKeywordToken:
		s.endImport(at)
		s.open(at)
	case css.SemicolonToken:
		s.endImport(at + len(token))
	default:
		if s.inside != nil && !address {
			s.inside.plain = false
		}
	}
	switch kind {
	case css.LeftBraceToken:
		s.begun = true
		s.depth++
	case css.LeftParenthesisToken, css.LeftBracketToken, css.FunctionToken:
		s.depth++
	case css.RightBraceToken, css.RightParenthesisToken, css.RightBracketToken:
		s.depth--
	}
	s.last = kind
}

// open notes the rule that an @-word begins.
func (s *scanner) open(at int) {
	switch s.rule {
	case "import":
		s.inside = &importRule{start: at, heeded: !s.begun, plain: true}
	case "charset", "layer": // may stand before an @import
	default:
		s.begun = true
	}
	s.namespace = s.namespace || s.rule == "namespace"
}

func (s *scanner) endImport(at int) {
	if s.inside != nil {
		s.inside.end, s.inside = at, nil
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
