package publish

import (
	"errors"
	"strings"

	"wegweiser/generator/outpath"
)

// checkPath reports what is wrong with the path of an output.
func checkPath(p string) error {
	if strings.EqualFold(p, manifestName) {
		return errors.New("this path is the record of all others")
	}
	return outpath.Check(p)
}

// shortened returns a path for an error message.
func shortened(p string) string {
	if len(p) > outpath.MaxPath {
		p = p[:outpath.MaxPath] + "…"
	}
	return strings.ToValidUTF8(p, "?")
}
