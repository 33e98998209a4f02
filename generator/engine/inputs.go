package engine

import (
	"fmt"

	"wegweiser/generator/diag"
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
