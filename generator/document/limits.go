package document

import (
	"bytes"
	"strconv"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// What a page may hold. Nobody writes more; a broken export or an attack does,
// and the parser's work would grow with the square of it.
const (
	maxDepth       = 100     // blocks within blocks
	maxDirectives  = 10      // block directives within each other
	maxDefinitions = 1000    // of footnotes and of link addresses
	maxLabel       = 2000    // bytes of a directive within a sentence
	maxCells       = 200_000 // of tables in prose
	maxMarks       = 5_000   // links or emphasis in one paragraph, named where maxWork is used up
	maxWork        = 1 << 28 // steps in search of the other ends of links and of emphasis
)

// excessive finds, before the parser does, what would keep it busy.
func excessive(path string, text []byte) (diag.Diagnostic, bool) {
	if at, deep := tooDeep(text); deep {
		return tooDeepAt(path, at, maxDepth), true
	}
	if bytes.Count(text, definition) > maxDefinitions {
		at := bytes.LastIndex(text, definition)
		return tooMuchAt(path, at, "@definitions", maxDefinitions), true
	}
	return diag.Diagnostic{}, false
}

// definition is what every "[name]: address" and "[^name]: footnote" has.
var definition = []byte("]:")

// tooDeep looks for lines that open more blocks than anybody means to.
func tooDeep(text []byte) (int, bool) {
	for at := 0; at < len(text); {
		line, next := cutLine(text, at)
		if len(line) > maxDepth && markerDepth(line) > maxDepth && !thematicBreak(line) {
			return at, true
		}
		at = next
	}
	return 0, false
}

// markerDepth counts the block markers (> - * + 1.) at the start of a line.
func markerDepth(line []byte) int {
	depth := 0
	for i, c := range line {
		switch {
		case c == '>':
			depth++
		case c == ' ' || c == '\t' || c >= '0' && c <= '9':
		case bytes.IndexByte([]byte("-*+.)"), c) >= 0 && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			depth++
		default:
			return depth
		}
	}
	return depth
}

func thematicBreak(line []byte) bool {
	return len(bytes.Trim(line, "- ")) == 0 || len(bytes.Trim(line, "* ")) == 0
}

func tooDeepAt(path string, at, limit int) diag.Diagnostic {
	return diag.New(diag.TooDeep, source.Span{Path: path, Start: at, End: at + 1}, "limit", strconv.Itoa(limit))
}

func tooMuchAt(path string, at int, what string, limit int) diag.Diagnostic {
	return diag.New(diag.TooMuch, source.Span{Path: path, Start: at, End: at + 1}, "what", what, "limit", strconv.Itoa(limit))
}

// budget is what a page has used up while goldmark parses it.
type budget struct {
	cells, work int
	block       ast.Node // that stars were last met in
	stars       int      // so far in that block
	refused     []refusal
}

type refusal struct {
	at, limit int
	what      string // there is too much of, a word of the registry; "" for nesting
}

var budgetKey = parser.NewContextKey()

func budgetOf(pc parser.Context) *budget {
	b, ok := pc.Get(budgetKey).(*budget)
	if !ok {
		b = &budget{}
		pc.Set(budgetKey, b)
	}
	return b
}

// refused lists, once for each kind, what a page has too much of.
func refused(path string, pc parser.Context) []diag.Diagnostic {
	var found []diag.Diagnostic
	seen := map[string]bool{}
	for _, r := range budgetOf(pc).refused {
		switch {
		case seen[r.what]:
		case r.what == "":
			found = append(found, tooDeepAt(path, r.at, r.limit))
		default:
			found = append(found, tooMuchAt(path, r.at, r.what, r.limit))
		}
		seen[r.what] = true
	}
	return found
}

// fullOfDirectives reports whether no further block directive may open at a
// place. Each costs goldmark time and memory for every line within it.
func fullOfDirectives(pc parser.Context, at int) bool {
	open := 0
	for _, b := range pc.OpenedBlocks() {
		if d, ok := b.Node.(*directiveNode); ok && d.Form == Block {
			open++
		}
	}
	if open < maxDirectives {
		return false
	}
	b := budgetOf(pc)
	b.refused = append(b.refused, refusal{at, maxDirectives, ""})
	return true
}

// limitedMarks stands before goldmark's parsers of links and emphasis. After
// every "](" the one may look through the rest of the paragraph for the end of
// the address; at every star the other may go back through all stars before it.
type limitedMarks struct{}

func (limitedMarks) Trigger() []byte { return []byte("]*_~") }

func (limitedMarks) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	b := budgetOf(pc)
	switch {
	case line[0] == '~' && reader.PrecendingCharacter() != '~' && !bytes.HasPrefix(line, []byte("~~")):
		// One alone strikes nothing out: CO~2~ and ~5 are no corrections.
		reader.Advance(1)
		return ast.NewTextSegment(segment.WithStop(segment.Start + 1))
	case line[0] != ']':
		if b.block != parent {
			b.block, b.stars = parent, 0
		}
		b.stars++
		b.work += b.stars
	case len(line) > 1 && line[1] == '(':
		lines := parent.Lines()
		b.work += lines.At(lines.Len()-1).Stop - segment.Start
	default:
		return nil
	}
	if b.work <= maxWork {
		return nil
	}
	b.refused = append(b.refused, refusal{segment.Start, maxMarks, "@marks"})
	reader.Advance(1)
	return ast.NewTextSegment(segment.WithStop(segment.Start + 1))
}

// limitedTables stands before goldmark's tables, which fill up every row to the
// width of the header: a thin file can become a table of any size.
type limitedTables struct{}

func (limitedTables) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	b, lines := budgetOf(pc), n.Lines()
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		value := line.Value(reader.Source())
		if len(bytes.Trim(value, "|:- \t\n")) > 0 {
			continue
		}
		b.cells += (bytes.Count(value, []byte("|")) + 1) * (lines.Len() - i)
		if b.cells > maxCells {
			b.refused = append(b.refused, refusal{line.Start, maxCells, "@cells"})
			n.Parent().ReplaceChild(n.Parent(), n, ast.NewTextBlock()) // its caption belongs to something
		}
		return
	}
}
