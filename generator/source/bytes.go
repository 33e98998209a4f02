package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Release drops the bytes of a file that has been parsed, so that a large hub is
// not held twice. Text reads them again when asked.
func (s *Snapshot) Release(f *File) {
	if f.disk != "" {
		f.Data = nil
	}
}

// Data returns the bytes of a file; false if they were released and the file is
// gone or no longer the one that this snapshot saw.
func (s *Snapshot) Data(f *File) ([]byte, bool) {
	if f.Data != nil || f.Size == 0 {
		return f.Data, true
	}
	now := s.readAgain(f)
	if now == nil || now.Hash != f.Hash {
		return nil, false
	}
	return now.Data, true
}

// readAgain reads what stands at a file's path now; nil if it cannot be read.
func (s *Snapshot) readAgain(f *File) *File {
	dir, err := os.OpenRoot(s.root)
	if err != nil {
		return nil
	}
	defer dir.Close()
	now := &File{Path: f.Path, disk: f.disk}
	if now.read(dir, f.disk, true) != nil {
		return nil
	}
	return now
}

// TextNow returns the normalised text that a file of the snapshot has now on disk,
// or nil if there is none. Other files are nobody's business.
func (s *Snapshot) TextNow(path string) []byte {
	f := s.File(path)
	if f == nil || f.disk == "" {
		return nil
	}
	now := s.readAgain(f)
	if now == nil {
		return nil
	}
	return Text(now.Data)
}

// Text returns the normalised text of a file for an excerpt, or nil if the file
// is gone or is no longer the one that this snapshot saw.
func (s *Snapshot) Text(path string) []byte {
	f := s.File(path)
	if f == nil {
		return nil
	}
	data, ok := s.Data(f)
	if !ok {
		return nil
	}
	return Text(data)
}

// ErrChanged is for a file that is no longer the one that a snapshot saw.
var ErrChanged = errors.New("the file has changed since it was read")

// Copy writes the bytes of a file that is OnDisk. If it fails, what it has written is
// void: with ErrChanged, if the file is gone or has other bytes by now.
func (s *Snapshot) Copy(w io.Writer, f *File) error {
	from, err := s.Open(f.Path)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrChanged, err)
	}
	defer from.Close()
	hash := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, hash), io.LimitReader(from, int64(f.Size)+1)); err != nil {
		return err
	}
	if Hash(hash.Sum(nil)) != f.Hash {
		return ErrChanged
	}
	return nil
}

// Open opens what stands on disk now in the place of a file of the snapshot. Other
// files are nobody's business.
func (s *Snapshot) Open(path string) (io.ReadSeekCloser, error) {
	f := s.File(path)
	if f == nil || f.disk == "" {
		return nil, fs.ErrNotExist
	}
	dir, err := os.OpenRoot(s.root)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	file, info, err := open(dir, f.disk)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		file.Close()
		return nil, fs.ErrNotExist
	}
	return file, nil
}
