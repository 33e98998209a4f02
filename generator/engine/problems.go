package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

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

// reason names why the operating system refused a file, in a word of the
// registry where there is one.
func reason(err error) string {
	var no syscall.Errno
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "@no-permission"
	case errors.Is(err, fs.ErrNotExist):
		return "@gone"
	case errors.Is(err, syscall.ELOOP):
		return "@loop"
	case errors.Is(err, syscall.EIO):
		return "@disk-error"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "@too-many-open"
	case err == source.ErrChanged:
		return "@changed-meanwhile"
	case errors.As(err, &no):
		return "@refused-by-system"
	}
	return err.Error()
}
