package engine

import (
	"errors"
	"io/fs"
	"syscall"
)

// reason names why the operating system refused a file, in a word of the
// registry where there is one.
func reason(err error) string {
	var no syscall.Errno
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "@no-permission"
	case errors.Is(err, fs.ErrNotExist):
		return "@gone"
	case errors.As(err, &no):
		return no.Error()
	}
	return err.Error()
}
