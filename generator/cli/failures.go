package cli

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"wegweiser/generator/publish"
)

// reasons are the phrases for what an operating system usually refuses.
var reasons = []struct {
	err    error
	phrase string
}{
	{fs.ErrNotExist, "reason-not-exist"},
	{fs.ErrPermission, "reason-permission"},
	{syscall.EROFS, "reason-permission"},
	{syscall.ENOTDIR, "reason-not-a-folder"},
	{syscall.ENAMETOOLONG, "reason-name-too-long"},
	{syscall.ENOSPC, "reason-disk-full"},
}

// describe says what the operating system refused, in the editor's language
// where the reason is a usual one.
func describe(lang string, err error) string {
	if errors.Is(err, publish.ErrBusy) {
		return say(lang, "output-busy")
	}
	var clash *publish.ClashError
	if errors.As(err, &clash) {
		return describeClash(lang, clash)
	}
	for _, r := range reasons {
		if !errors.Is(err, r.err) {
			continue
		}
		var at *fs.PathError
		if errors.As(err, &at) {
			return at.Path + ": " + say(lang, r.phrase)
		}
		return say(lang, r.phrase) + " (" + err.Error() + ")"
	}
	return err.Error()
}

// clashKinds are the phrases for what stands in the way of an output.
var clashKinds = map[publish.ClashKind]string{
	publish.ForeignFile:   "clash-foreign-file",
	publish.ForeignFolder: "clash-foreign-folder",
	publish.NoFolder:      "clash-no-folder",
	publish.NoFile:        "clash-no-file",
}

func describeClash(lang string, e *publish.ClashError) string {
	var b strings.Builder
	b.WriteString(say(lang, "clash"))
	for _, c := range e.Clashes {
		b.WriteString("\n  " + c.Path + " (" + say(lang, clashKinds[c.Kind]) + ")")
	}
	b.WriteString("\n" + say(lang, "clash-advice"))
	return b.String()
}
