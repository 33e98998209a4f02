package publish

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"io"
	"sync"
)

var (
	buffers = sync.Pool{New: func() any { return new([32 << 10]byte) }}
	writers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 64<<10) }}
)

// writePieces writes the pieces, small ones together.
func writePieces(w io.Writer, pieces [][]byte) error {
	if len(pieces) == 1 {
		_, err := w.Write(pieces[0])
		return err
	}
	buffered := writers.Get().(*bufio.Writer)
	defer writers.Put(buffered)
	buffered.Reset(w)
	for _, piece := range pieces {
		_, _ = buffered.Write(piece) // Flush returns the error
	}
	return buffered.Flush()
}

func sumOf(pieces [][]byte) (s sum) {
	hash := sha256.New()
	for _, piece := range pieces {
		hash.Write(piece)
	}
	hash.Sum(s[:0])
	return s
}

func size(pieces [][]byte) (n int64) {
	for _, piece := range pieces {
		n += int64(len(piece))
	}
	return n
}

// inPlace reports whether the file at path has these bytes. What cannot be
// read does not; Commit will find out why.
func (p *Publication) inPlace(path string, pieces [][]byte) bool {
	info, err := p.root.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != size(pieces) {
		return false
	}
	file, err := p.root.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	buffer := buffers.Get().(*[32 << 10]byte)
	defer buffers.Put(buffer)
	for _, piece := range pieces {
		for len(piece) > 0 {
			part := buffer[:min(len(buffer), len(piece))]
			if _, err := io.ReadFull(file, part); err != nil || !bytes.Equal(part, piece[:len(part)]) {
				return false
			}
			piece = piece[len(part):]
		}
	}
	n, err := file.Read(buffer[:1])
	return n == 0 && err == io.EOF
}

// hasSum reports whether the file at path has these many bytes with this checksum.
func (p *Publication) hasSum(path string, size int64, want sum) bool {
	info, err := p.root.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != size {
		return false
	}
	s, err := p.fileSum(path)
	return err == nil && s == want
}

// fileSum returns the checksum of the file at path.
func (p *Publication) fileSum(path string) (s sum, err error) {
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
