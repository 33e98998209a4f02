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
	case errors.Is(err, syscall.ELOOP):
		return "@loop"
	case errors.Is(err, syscall.EIO):
		return "@disk-error"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "@too-many-open"
	case errors.As(err, &no):
		return "@refused-by-system"
	}
	return err.Error()
}
