package asset

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"wegweiser/generator/source"
)

// isStyle reports whether a file is a style sheet.
func isStyle(name string) bool { return strings.EqualFold(path.Ext(name), ".css") }

// sheet scans a style sheet, once.
func (l *loader) sheet(name string) sheet {
	s, ok := l.sheets[name]
	if !ok {
		s = scan(l.files[name].Data)
		l.sheets[name] = s
	}
	return s
}

// part is the style sheet that takes the place of an @import, if one does: what the
// rule says is its address and no more, and the rules of the other would mean the
// same here.
func (l *loader) part(in string, r reference) (name string, ok bool) {
	if r.rule == nil || !r.rule.plain || !r.rule.heeded || foreign.MatchString(r.target) {
		return "", false
	}
	to, err := url.Parse(r.target)
	if err != nil || to.Path == "" {
		return "", false
	}
	name, ok = l.named(in, to.Path)
	return name, ok && isStyle(name) && l.joinable(name)
}

// joinable reports whether a style sheet can stand within another: none of its rules
// has to stand at the start of a file, and none is left open.
func (l *loader) joinable(name string) bool {
	if known, ok := l.joins[name]; ok {
		return known
	}
	l.joins[name] = true // for a circle, which is found when it is joined
	s := l.sheet(name)
	can := s.closed && !s.namespace && !l.files[name].OnDisk()
	for _, r := range s.references {
		if r.rule != nil && r.rule.heeded {
			_, ok := l.part(name, r)
			can = can && ok
		}
	}
	l.joins[name] = can
	return can
}

// partsOf lists the style sheets that are joined into one, in order. What an @import
// that stays comes after stays as well: browsers heed none behind a rule.
func (l *loader) partsOf(name string) map[int]string {
	parts := map[int]string{} // by the place of the reference
	references := l.sheet(name).references
	for i, r := range slices.Backward(references) {
		if part, ok := l.part(name, r); ok {
			parts[i] = part
		} else if r.rule != nil && r.rule.heeded {
			break
		}
	}
	return parts
}

// imported are the style sheets that are joined into others. A file of its own has only
// that of them to which another leads by its name.
func (l *loader) imported() map[string]bool {
	all := map[string]bool{}
	for file := range l.files {
		if !isStyle(file) {
			continue
		}
		for _, part := range l.partsOf(file) {
			all[part] = true
		}
		if l.spare(file) {
			all[file] = true
		}
	}
	return all
}

// spare reports whether a style sheet that comes with the program is meant for one
// that the hub may have replaced: then nobody needs it.
func (l *loader) spare(name string) bool {
	return l.files[name].Embedded() && path.Dir(name) == "assets/styles"
}

// joined is a style sheet with its parts in the place of their @imports, whose
// addresses lead from the folder of another to the published names. A part that is
// imported twice stands where it is imported last, which is where browsers heed it;
// so the sheet is made from its end.
func (l *loader) joined(into, name string, seen map[string]bool) []byte {
	l.open[name] = true
	defer delete(l.open, name)
	data := l.files[name].Data
	parts := l.partsOf(name)
	var pieces [][]byte // the last one first
	to := len(data)
	put := func(start, end int, text []byte) {
		pieces = append(pieces, data[end:to], text)
		to = start
	}
	for i, r := range slices.Backward(l.sheet(name).references) {
		part, isPart := parts[i]
		switch {
		case isPart && l.open[part]:
			l.flaw(name, r, true)
		case isPart:
			var text []byte
			if !seen[part] {
				seen[part], l.reached[part] = true, true
				text = append(l.joined(into, part, seen), '\n')
			}
			put(r.rule.start, r.rule.end, text)
		default:
			if address, changed := l.follow(into, name, r); changed {
				put(r.start, r.end, []byte(r.quoted(address)))
			}
		}
	}
	start := data[:to]
	if into != name {
		start = bytes.TrimPrefix(start, []byte("\ufeff")) // the mark of a file's start
	}
	pieces = append(pieces, start)
	slices.Reverse(pieces)
	return slices.Concat(pieces...)
}

// follow returns how a style sheet that stands in another is to write an address, if
// not as it does.
func (l *loader) follow(into, sheet string, r reference) (address string, changed bool) {
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
	published := name
	switch {
	case ok && l.open[name]:
		l.flaw(sheet, r, true)
		return "", false
	case ok:
		published = l.publish(name).Path
	case rooted: // what else the host has at its root is not ours
		return "", false
	case !l.options.Beside[name]:
		l.flaw(sheet, r, false)
		return "", false
	}
	written := to.Path
	if rooted || path.Dir(into) == path.Dir(sheet) {
		to.Path = to.Path[:strings.LastIndexByte(to.Path, '/')+1] + path.Base(published) // in the same folder
	} else {
		to.Path = relative(path.Dir(into), published)
	}
	to.RawPath = ""
	return to.String(), to.Path != written
}

// relative is the address of a file from a folder; both lie below the site.
func relative(folder, name string) string {
	up := ""
	for folder != "." && !strings.HasPrefix(name, folder+"/") {
		folder, up = path.Dir(folder), up+"../"
	}
	return up + strings.TrimPrefix(name, folder+"/")
}

// foreign is an address with a scheme or a host.
var foreign = regexp.MustCompile(`^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)`)

// otherHost is an address that a browser asks another host for.
var otherHost = regexp.MustCompile(`^(?i:https?:)?//`)

// lookOutside notes the addresses of other hosts in a style sheet.
func (l *loader) lookOutside(name string) {
	for _, r := range l.sheet(name).references {
		if otherHost.MatchString(r.target) {
			l.set.Outside = append(l.set.Outside, Flaw{File: l.files[name], Target: r.target, Start: r.start, End: r.end})
		}
	}
}

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
	flaw := Flaw{l.files[sheet], r.target, r.start, r.end, circle}
	if !slices.Contains(l.set.Flaws, flaw) { // it may stand in several sheets
		l.set.Flaws = append(l.set.Flaws, flaw)
	}
}
