package publish

import (
	"fmt"
	"syscall"
)

// OpenError is for a directory that no publication can go into.
type OpenError struct {
	Dir string
	Err error
}

func (e *OpenError) Error() string { return "publish: open " + e.Dir + ": " + e.Err.Error() }

// Unwrap returns the reason.
func (e *OpenError) Unwrap() error { return e.Err }

// ErrNotAFolder is for an output that is a file.
var ErrNotAFolder = fmt.Errorf("is not a folder: %w", syscall.ENOTDIR)

// ManifestError is for a manifest that somebody has changed so that it cannot be read.
type ManifestError struct {
	Line    int // 0: the file as a whole
	Problem string
}

func (e *ManifestError) Error() string {
	place := manifestName
	if e.Line > 0 {
		place = fmt.Sprintf("%s, line %d,", manifestName, e.Line)
	}
	return place + " " + e.Problem
}
