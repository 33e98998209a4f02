package cli

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
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
	{syscall.ELOOP, "reason-loop"},
	{syscall.ENAMETOOLONG, "reason-name-too-long"},
	{syscall.ENOSPC, "reason-disk-full"},
}

// describe says what the operating system refused, in the editor's language
// where the reason is a usual one.
func describe(lang string, err error) string {
	var refused *publish.OpenError
	if errors.As(err, &refused) {
		return describeOutput(lang, refused)
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

// describeOutput says why nothing can be written to a folder, and what to do.
func describeOutput(lang string, e *publish.OpenError) string {
	var manifest *publish.ManifestError
	switch {
	case errors.Is(e, publish.ErrBusy):
		return say(lang, "output-busy")
	case errors.Is(e, fs.ErrPermission), errors.Is(e, syscall.EROFS):
		return say(lang, "output-permission", absolute(e.Dir))
	case errors.Is(e, publish.ErrNotAFolder):
		return say(lang, "output-no-folder", absolute(e.Dir))
	case !errors.As(e, &manifest):
		return describe(lang, e.Err)
	case manifest.Line == 0:
		return say(lang, "manifest-unusable", absolute(e.Dir))
	}
	return say(lang, "manifest-line", absolute(e.Dir), strconv.Itoa(manifest.Line))
}

// absolute is a path that tells which folder is meant, wherever one is.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
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
