package engine

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"wegweiser/generator/asset"
	"wegweiser/generator/diag"
	"wegweiser/generator/site"
	"wegweiser/generator/source"
)

// siteFiles lists what pages can link to beside other pages, sorted.
func (b *build) siteFiles() []string {
	var files []string
	for _, f := range b.attachments.value {
		files = append(files, f.Path)
	}
	for _, f := range b.in.Files {
		if within(source.Static)(f.Path) {
			files = append(files, f.Path)
		}
	}
	return files
}

// loadAttachments lists the files that lie beside the pages and are published as
// they are, and reports those that are refused.
func (b *build) loadAttachments() (attachments []*source.File, found []diag.Diagnostic) {
	for _, f := range b.in.Files {
		switch {
		case !besidePages(f.Path):
		case refused(f):
			found = append(found, diag.New(diag.RefusedFile, source.Span{Path: f.Path}, "name", path.Base(f.Path)))
		default:
			attachments = append(attachments, f)
		}
	}
	return attachments, found
}

// hasRoom reports whether an asset can be written under its name with a hash, of
// which the site does not know.
func (b *build) hasRoom(f asset.File) bool {
	output := "/" + f.Path
	if output == site.FileURL(f.Source) || b.world.Site.Free(output) {
		return true
	}
	b.result.Report.Add(diag.New(diag.DuplicateURL, source.Span{Path: f.Source}, "url", output))
	return false
}

func besidePages(p string) bool {
	ext := path.Ext(p)
	return strings.HasPrefix(p, source.Content+"/") && ext != ".md" && ext != ".yaml"
}

// refused reports whether a file must not be published as it is: it could run
// in a browser, or is a page under a wrong name.
func refused(f *source.File) bool {
	ext := strings.ToLower(path.Ext(f.Path))
	return refusedKinds[ext] || ext == ".svg" && activeSVG.Match(f.Data)
}

var refusedKinds = map[string]bool{
	".html": true, ".htm": true, ".xhtml": true, ".xht": true, ".svgz": true, ".xml": true, ".xsl": true,
	".js": true, ".mjs": true, ".css": true, ".wasm": true, ".swf": true, ".php": true,
	".md": true, ".markdown": true, ".mdown": true, ".yaml": true, ".yml": true,
}

// activeSVG is what makes a drawing more than a picture once it is opened on its own.
var activeSVG = regexp.MustCompile(`(?i)<script|\son[a-z]+\s*=|javascript:|<foreignobject|<!entity`)

var problemCodes = map[source.ProblemKind]diag.Code{
	source.Unreadable:  diag.FileUnreadable,
	source.TooLarge:    diag.FileTooLarge,
	source.Escapes:     diag.LinkEscapes,
	source.LinkedDir:   diag.LinkedDirectory,
	source.Irregular:   diag.IrregularFile,
	source.NotAFile:    diag.DirectoryAsFile,
	source.ClashByForm: diag.NameClash,
}

// problems turns what could not be read into findings.
func problems(list []source.Problem) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, p := range list {
		d := diag.New(problemCodes[p.Kind], source.Span{Path: p.Path})
		switch p.Kind {
		case source.Unreadable:
			d.Args = []diag.Arg{{Name: "path", Value: p.Path}, {Name: "reason", Value: reason(p.Err)}}
		case source.TooLarge:
			d.Args = []diag.Arg{{Name: "limit", Value: fmt.Sprintf("%d MB", source.Limit(p.Path)>>20)}}
		}
		found = append(found, d)
	}
	return found
}
