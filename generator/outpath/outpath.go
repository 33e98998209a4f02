// Package outpath knows which paths an output can have and which can stand beside
// each other, on every file system and on hosts that do not tell upper case from
// lower. Paths are slash-separated and relative to the folder of the outputs.
package outpath

import (
	"errors"
	"fmt"
	"iter"
	"path"
	"strings"
	"unicode/utf8"
)

// The limits of a part of a path and of the whole, in bytes. File systems allow a
// little more.
const (
	MaxPart = 240
	MaxPath = 2048
)

// Check reports what is wrong with the path of an output: it could leave the folder,
// is not a path everywhere, or is such as hosts do not serve.
func Check(p string) error {
	switch {
	case p == "" || len(p) > MaxPath:
		return fmt.Errorf("a path has 1 to %d bytes", MaxPath)
	case strings.HasPrefix(p, "/") || path.Clean(p) != p || p == "." || p == ".." || strings.HasPrefix(p, "../"):
		return errors.New("a path is relative and without empty, . and .. parts")
	case !utf8.ValidString(p) || strings.ContainsFunc(p, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }):
		return errors.New("a path has no backslash and no control characters")
	}
	for part := range strings.SplitSeq(p, "/") {
		if len(part) > MaxPart {
			return fmt.Errorf("a part of a path has at most %d bytes", MaxPart)
		}
		if part[0] == '.' && part != ".well-known" {
			return errors.New("no part of a path but .well-known starts with a point")
		}
	}
	return nil
}

// Fold returns a path as a host sees it that does not distinguish case.
func Fold(p string) string { return strings.ToLower(p) }

// Folders yields the folders that lead to p, the outermost first.
func Folders(p string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range len(p) {
			if p[i] == '/' && !yield(p[:i]) {
				return
			}
		}
	}
}
