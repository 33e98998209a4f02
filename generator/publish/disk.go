package publish

import (
	"bytes"
	"crypto/sha256"
	"io"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new([32 << 10]byte) }}

// inPlace reports whether the file at path has these bytes. What cannot be
// read does not; Commit will find out why.
func (p *Publication) inPlace(path string, data []byte) bool {
	info, err := p.root.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	file, err := p.root.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	buffer := buffers.Get().(*[32 << 10]byte)
	defer buffers.Put(buffer)
	for {
		n, err := file.Read(buffer[:])
		if n > len(data) || !bytes.Equal(buffer[:n], data[:n]) {
			return false
		}
		data = data[n:]
		if err != nil {
			return err == io.EOF && len(data) == 0
		}
	}
}

// sumOf returns the checksum of the file at path.
func (p *Publication) sumOf(path string) (s sum, err error) {
	file, err := p.root.Open(path)
	if err != nil {
		return s, err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return s, err
	}
	hash.Sum(s[:0])
	return s, nil
}
