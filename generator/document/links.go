package document

import (
	"bytes"
	"net/url"
	"strings"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

func (w *writer) span(start, end int) source.Span {
	return source.Span{Path: w.path, Start: start, End: end}
}

func link(w *writer, content []byte, n ast.Node, entering bool) ast.WalkStatus {
	node := n.(*ast.Link)
	target := string(node.Destination)
	start, end := linkSpan(node, content)
	if !entering {
		w.put("</a>")
		if destination(target) == siteFile {
			w.hole(Hole{Kind: LinkMark, Target: target, Start: start, End: end})
		}
		return ast.WalkContinue
	}
	empty := onlySpace(node, content)
	if full, bad := withoutHost(target); bad {
		w.report(diag.BrokenLink, start, end, "target", target)
		w.found[len(w.found)-1].Suggest = full
		w.put("<a>")
		return ast.WalkContinue
	}
	switch destination(target) {
	case siteFile:
		w.put(`<a`)
		w.hole(Hole{Kind: LinkAttributes, Target: target, Start: start, End: end})
		w.put(`>`)
		if empty {
			w.hole(Hole{Kind: LinkTitle, Target: target, Start: start, End: end})
		}
		return ast.WalkContinue
	case unsafe:
		w.refuse(target, start, end)
		w.put("<a>")
		return ast.WalkContinue
	case web:
		w.put(`<a class="external" href="`)
	default:
		w.checkContact(target, start, end)
		w.put(`<a href="`)
	}
	if empty {
		w.report(diag.EmptyLink, start, end)
	}
	w.body.HTML = append(w.body.HTML, util.EscapeHTML(util.URLEscape(node.Destination, true))...)
	w.put(`">`)
	return ast.WalkContinue
}

// onlySpace reports whether a link has no text, or one that nobody sees.
func onlySpace(link ast.Node, content []byte) bool {
	for c := link.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); !ok || !blank(t.Segment.Value(content)) {
			return false
		}
	}
	return true
}

func autoLink(w *writer, content []byte, n ast.Node, entering bool) ast.WalkStatus {
	node := n.(*ast.AutoLink)
	if !entering {
		return ast.WalkContinue
	}
	address := string(node.URL(content))
	if node.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	label, start := util.EscapeHTML(node.Label(content)), max(0, n.Pos())
	switch destination(address) {
	case web:
		w.put(`<a class="external" href="`)
	case other:
		w.checkContact(address, start, start+len(node.Label(content)))
		w.put(`<a href="`)
	default:
		w.refuse(address, start, start+len(address))
		w.put(string(label))
		return ast.WalkContinue
	}
	w.put(string(util.EscapeHTML(util.URLEscape([]byte(address), false))), `">`, string(label), "</a>")
	w.set.Skip('x')
	return ast.WalkContinue
}

// decorative as a picture's title says that it shows nothing a text could tell.
const decorative = "dekorativ"

func image(w *writer, content []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	node := n.(*ast.Image)
	target, alt := string(node.Destination), plainText(node, content)
	start, end := linkSpan(node, content)
	w.set.Skip('x')
	if destination(target) != siteFile {
		w.refuse(target, start, end)
		return ast.WalkSkipChildren
	}
	if alt == "" && string(node.Title) != decorative {
		w.report(diag.MissingAlt, start, end)
	}
	w.put(`<img src="`)
	w.hole(Hole{Kind: ImageURL, Target: target, Start: start, End: end})
	w.put(`" alt="`, string(util.EscapeHTML([]byte(alt))), `" loading="lazy">`)
	return ast.WalkSkipChildren
}

// linkSpan is the place of [text](destination) as far as its line shows it.
func linkSpan(n ast.Node, content []byte) (start, end int) {
	start = min(max(0, n.Pos()), len(content))
	line, _ := cutLine(content[:min(len(content), start+maxLabel)], start)
	end = start + max(1, len(line))
	if i := bytes.IndexByte(line, ')'); i >= 0 && bytes.Contains(line[:i], []byte("](")) {
		end = start + i + 1
	}
	return start, end
}

// withoutHost reports whether https: is not followed by two slashes and a host, and
// how the address is to be written if there is more of it: https:/amt24.example.
func withoutHost(target string) (full string, bad bool) {
	name := scheme(target)
	if name != "http" && name != "https" {
		return "", false
	}
	_, rest, _ := strings.Cut(target, ":")
	host := strings.Trim(rest, "/ ")
	switch {
	case host == "":
		return "", true
	case destination(target) == web:
		return "", false
	}
	full = name + "://" + strings.TrimLeft(rest, "/ ")
	return full, destination(full) == web
}

// refuse reports an address that cannot be linked to.
func (w *writer) refuse(target string, start, end int) {
	if name := scheme(target); len(name) != 1 && name != "file" && !strings.HasPrefix(target, `\`) {
		w.report(diag.UnsafeLink, start, end, "scheme", name)
		return
	}
	name := strings.TrimRight(target, `\/:`)
	w.report(diag.LocalPath, start, end, "target", target, "file", name[strings.LastIndexAny(name, `\/:`)+1:])
}

type destinationKind int

const (
	siteFile destinationKind = iota // a page or file of the hub, or an anchor of this page
	web                             // http and https
	other                           // mailto and tel
	unsafe                          // javascript:, data:, //host and whatever else runs or leaves unseen
)

func destination(target string) destinationKind {
	if strings.HasPrefix(target, "//") || strings.HasPrefix(target, `\`) {
		return unsafe
	}
	switch scheme(target) {
	case "":
		return siteFile
	case "http", "https":
		if u, err := url.Parse(target); err != nil || u.Host == "" {
			return unsafe
		}
		return web
	case "mailto", "tel":
		return other
	}
	return unsafe
}

// scheme returns what stands before the first colon as a browser reads it:
// control characters and spaces do not hide it.
func scheme(target string) string {
	if strings.HasPrefix(target, "//") {
		return "//"
	}
	i := strings.IndexAny(target, ":/?#")
	if i < 0 || target[i] != ':' {
		return ""
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, target[:i]))
}
