package publish

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

const (
	maxSegment = 240 // bytes; file systems have 255
	maxPath    = 2048
)

// checkPath reports what is wrong with the path of an output: it could leave
// the directory, is not a path everywhere, or belongs to somebody else.
func checkPath(p string) error {
	switch {
	case p == "" || len(p) > maxPath:
		return fmt.Errorf("a path has 1 to %d bytes", maxPath)
	case strings.HasPrefix(p, "/") || path.Clean(p) != p || p == "." || p == ".." || strings.HasPrefix(p, "../"):
		return errors.New("a path is relative and without empty, . and .. parts")
	case !utf8.ValidString(p) || strings.ContainsFunc(p, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }):
		return errors.New("a path has no backslash and no control characters")
	case strings.EqualFold(p, manifestName):
		return errors.New("this path is the record of all others")
	}
	for segment := range strings.SplitSeq(p, "/") {
		if len(segment) > maxSegment {
			return fmt.Errorf("a part of a path has at most %d bytes", maxSegment)
		}
		if segment[0] == '.' && segment != ".well-known" {
			return errors.New("no part of a path but .well-known starts with a point")
		}
	}
	return nil
}

// shortened returns a path for an error message.
func shortened(p string) string {
	if len(p) > maxPath {
		p = p[:maxPath] + "…"
	}
	return strings.ToValidUTF8(p, "?")
}

// fold returns a path as a host sees it that does not distinguish case.
func fold(p string) string { return strings.ToLower(p) }

// folders calls visit for the folders that lead to p, the outermost first,
// until it returns false.
func folders(p string, visit func(string) bool) {
	for i := range len(p) {
		if p[i] == '/' && !visit(p[:i]) {
			return
		}
	}
}
