package engine

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"wegweiser/generator/diag"
	"wegweiser/generator/source"
)

// unportable reports a file or folder whose name cannot exist on Windows: there,
// nobody could check out the hub. A folder is reported once, however many files of
// it say so.
func unportable(f *source.File) []diag.Diagnostic {
	if f.Embedded() {
		return nil
	}
	for from := 0; from < len(f.Path); {
		part, _, _ := strings.Cut(f.Path[from:], "/")
		if reason := nameFlaw(part); reason != "" {
			return []diag.Diagnostic{diag.New(diag.UnportableName, source.Span{Path: f.Path[:from+len(part)]}, "name", part, "reason", reason)}
		}
		from += len(part) + 1
	}
	return nil
}

// unportableAmong is unportable for files that keep their names on the website:
// those that no host could serve have a finding of their own.
func unportableAmong(files []*source.File) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, f := range files {
		if utf8.ValidString(f.Path) && !strings.ContainsFunc(f.Path, isControl) && !strings.Contains(f.Path, `\`) {
			found = append(found, unportable(f)...)
		}
	}
	return found
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// nameFlaw says what Windows refuses about a name, or "".
func nameFlaw(name string) string {
	switch {
	case !utf8.ValidString(name):
		return "@name-encoding"
	case strings.ContainsAny(name, `\:*?"<>|`) || strings.ContainsFunc(name, isControl):
		return "@name-characters"
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "@name-end"
	case device.MatchString(name):
		return "@name-device"
	}
	return ""
}

// device is what Windows takes for a device, whatever the name ends in.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9]) *(\.|$)`)
