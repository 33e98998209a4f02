package document

import "bytes"

// syntaxProblem is what is wrong with a directive's opening.
type syntaxProblem struct {
	reason     string // a word of the registry's vocabulary
	start, end int
}

// parseOpening parses name[label]{args}; base is the offset of s in the file's text.
func parseOpening(s []byte, base int) (Directive, *syntaxProblem) {
	s = bytes.TrimRight(s, " \t\n")
	d := Directive{Start: base, End: base + len(s)}
	n := nameLength(s)
	d.Name = string(s[:n])
	if n == 0 {
		word, _, _ := bytes.Cut(bytes.TrimSpace(s), []byte(" "))
		d.Name = string(word)
		return d, &syntaxProblem{"@name", base, base + len(s)}
	}
	rest, at := s[n:], base+n
	if len(rest) > 0 && rest[0] == '[' {
		end := bytes.LastIndexByte(rest, ']')
		if end < 0 {
			return d, &syntaxProblem{"@bracket", at, at + len(rest)}
		}
		d.LabelText = string(rest[1:end])
		rest, at = rest[end+1:], at+end+1
	}
	if len(rest) > 0 && rest[0] == '{' {
		switch end := bytes.LastIndexByte(rest, '}') + 1; end {
		case len(rest):
		case 0:
			return d, &syntaxProblem{"@brace", at, at + len(rest)}
		default:
			return d, &syntaxProblem{"@trailing", at + end, at + len(rest)}
		}
		var problem *syntaxProblem
		d.Args, problem = parseArgs(rest[1:len(rest)-1], at+1)
		return d, problem
	}
	if len(rest) > 0 {
		reason := "@trailing"
		if next := bytes.TrimLeft(rest, " \t"); len(next) < len(rest) && (next[0] == '[' || next[0] == '{') {
			reason = "@blank-before-bracket"
		}
		return d, &syntaxProblem{reason, at, at + len(rest)}
	}
	return d, nil
}

// parseArgs parses name=value, name="value" and name='value', separated by spaces.
func parseArgs(s []byte, base int) ([]Arg, *syntaxProblem) {
	var args []Arg
	for i := 0; ; {
		for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
			i++
		}
		if i == len(s) {
			return args, nil
		}
		arg, next, problem := parseArg(s, i, base)
		if problem != nil {
			return args, problem
		}
		args = append(args, arg)
		i = next
	}
}

func parseArg(s []byte, i, base int) (Arg, int, *syntaxProblem) {
	start := i
	for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] == '-' || s[i] == '_') {
		i++
	}
	name := string(s[start:i])
	if name == "" || i == len(s) || s[i] != '=' {
		return Arg{}, 0, &syntaxProblem{"@argument", base + start, base + len(s)}
	}
	i++
	var value string
	if i < len(s) && (s[i] == '"' || s[i] == '\'') {
		end := bytes.IndexByte(s[i+1:], s[i])
		if end < 0 {
			return Arg{}, 0, &syntaxProblem{"@quote", base + i, base + len(s)}
		}
		value, i = string(s[i+1:i+1+end]), i+end+2
	} else {
		end := i
		for end < len(s) && s[end] != ' ' && s[end] != '\t' {
			end++
		}
		value, i = string(s[i:end]), end
	}
	return Arg{name, value, base + start, base + i}, i, nil
}
