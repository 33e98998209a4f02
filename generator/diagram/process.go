package diagram

import (
	"slices"
	"strconv"
	"strings"
)

// Process is phases that follow each other.
type Process struct {
	Phases                []Phase
	Results, Participants string // what these are called
	Follows               string // what it is called that a phase follows another
}

// Phase is a step of a Process.
type Phase struct {
	Number                int
	Title                 string
	Results, Participants []string
	After                 int // the number of the phase that it follows if that is not the one before it, or 0
}

// SVG draws both forms: in columns with a lane for everyone who takes part, and one
// below the other.
func (p Process) SVG() string {
	if len(p.Phases) == 0 {
		return ""
	}
	return p.columns() + p.stack()
}

// The columns.
const (
	columnWidth = 184
	perRow      = 4  // as many as are wide enough for words
	point       = 10 // the length of a signpost's point
	between     = 4  // columns
)

func (p Process) columns() string {
	f := &form{}
	y := 1
	for phases := range slices.Chunk(p.Phases, perRow) {
		y = p.row(f, phases, y) + 2*lineStep
	}
	return f.svg("wide-form", columnWidth*min(len(p.Phases), perRow)+point, y-2*lineStep+1)
}

// row draws phases side by side, each as a signpost to the next, and below them what
// they result in and who takes part. It returns where it ends.
func (p Process) row(f *form, phases []Phase, y int) int {
	titles, height := make([][]string, len(phases)), 0
	for i, phase := range phases {
		titles[i] = titleStyle.wrap(phase.Title, columnWidth-between-2*point)
		lines := len(titles[i]) + 1
		if phase.After > 0 {
			lines++
		}
		height = max(height, lines*lineStep+2*inset)
	}
	height += height % 2
	for i, phase := range phases {
		x := i*columnWidth + 1
		tail := []any{"H", x}
		if phase.Number > 1 {
			tail = []any{"H", x, "l", point, " ", -height / 2}
		}
		f.path("phase", append([]any{"M", x, " ", y, "H", x + columnWidth - between, "l", point, " ", height / 2, "l", -point, " ", height / 2}, append(tail, "z")...)...)
		f.text("number", start, x+2*point, y+inset+12, strconv.Itoa(phase.Number)+p.after(phase))
		f.text("name", start, x+2*point, y+inset+12+lineStep, titles[i]...)
	}
	y += height
	y = p.results(f, phases, y)
	return p.lanes(f, phases, y)
}

// after says which phase one follows that does not follow the one before it.
func (p Process) after(phase Phase) string {
	if phase.After == 0 {
		return ""
	}
	return " (" + p.Follows + " " + strconv.Itoa(phase.After) + ")"
}

// caption heads a part of a row.
func caption(f *form, text string, y int) int {
	lines := textStyle.wrap(text, columnWidth-between)
	f.text("part", start, 0, y+2*lineStep-4, lines...)
	return y + (len(lines)+1)*lineStep + 4
}

func (p Process) results(f *form, phases []Phase, y int) int {
	if !slices.ContainsFunc(phases, func(phase Phase) bool { return len(phase.Results) > 0 }) {
		return y
	}
	y = caption(f, p.Results, y)
	texts, height := make([][]string, len(phases)), 0
	for i, phase := range phases {
		texts[i] = wrapAll(phase.Results, columnWidth-2*between-2*inset)
		height = max(height, len(texts[i])*lineStep+2*inset-4)
	}
	for i, lines := range texts {
		if len(lines) > 0 {
			f.rect("outcome-box", i*columnWidth+1, y, columnWidth-2*between, height)
			f.text("outcome", start, i*columnWidth+inset, y+inset+10, lines...)
		}
	}
	return y + height
}

// wrapAll breaks texts into lines, each text on lines of its own.
func wrapAll(texts []string, room int) []string {
	var lines []string
	for _, text := range texts {
		lines = append(lines, textStyle.wrap(text, room)...)
	}
	return lines
}

// lanes draws a lane for everyone who takes part, with a bar below the phases in which
// they do.
func (p Process) lanes(f *form, phases []Phase, y int) int {
	var all []string
	for _, phase := range phases {
		for _, name := range phase.Participants {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	if len(all) == 0 {
		return y
	}
	y = caption(f, p.Participants, y)
	for _, name := range all {
		y += lane(f, phases, name, y) + between
	}
	return y
}

// lane draws one lane and returns its height: that of the name in the shortest bar.
func lane(f *form, phases []Phase, name string, y int) int {
	lines := textStyle.wrap(name, columnWidth-2*between-2*inset)
	height := len(lines)*lineStep + inset
	for i := 0; i < len(phases); i++ {
		from := i
		for i < len(phases) && slices.Contains(phases[i].Participants, name) {
			i++
		}
		if i > from {
			f.rect("lane", from*columnWidth+1, y, (i-from)*columnWidth-2*between, height)
			f.text("who", start, from*columnWidth+inset, y+inset+7, lines...)
		}
	}
	return height
}

// The stack.
const (
	stem     = 24 // where the arrows stand
	textLeft = 46 // where the text stands
)

// stack draws the phases below each other, with arrows that bear the results.
func (p Process) stack() string {
	f := &form{}
	y := 1
	for i, phase := range p.Phases {
		y = p.box(f, phase, y)
		if i < len(p.Phases)-1 || len(phase.Results) > 0 {
			y = arrow(f, phase.Results, y)
		}
	}
	return f.svg("narrow-form", narrow, y+2)
}

func (p Process) box(f *form, phase Phase, y int) int {
	const room = narrow - textLeft - inset
	title := titleStyle.wrap(phase.Title, room)
	var small []string
	if phase.After > 0 {
		small = textStyle.wrap(p.Follows+" "+strconv.Itoa(phase.After), room)
	}
	if len(phase.Participants) > 0 {
		small = append(small, textStyle.wrap(p.Participants+": "+strings.Join(phase.Participants, ", "), room)...)
	}
	height := (len(title)+len(small))*lineStep + 2*inset
	f.rect("phase", 1, y, narrow-2, height)
	f.text("number", middle, stem, y+inset+12, strconv.Itoa(phase.Number))
	f.text("name", start, textLeft, y+inset+12, title...)
	f.text("who", start, textLeft, y+inset+12+len(title)*lineStep, small...)
	return y + height
}

func arrow(f *form, results []string, y int) int {
	lines := wrapAll(results, narrow-textLeft-inset)
	length := max(len(lines)*lineStep+inset, 2*lineStep)
	f.path("arrow", "M", stem, " ", y, "v", length-9)
	f.tip(stem, y+length)
	f.text("outcome", start, textLeft, y+inset+8, lines...)
	return y + length
}
