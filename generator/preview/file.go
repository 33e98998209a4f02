package preview

import (
	"bytes"

	"wegweiser/generator/source"

	"github.com/klauspost/compress/s2"
)

// file is a file of the site as it is kept: the pieces of a long list are those that
// the engine keeps for other lists, too; everything else is compressed. Of 10,000
// pages a third remains, and packing them takes a fraction of the time in which
// they are rendered.
type file struct {
	packed []byte
	pieces [][]byte

	source string // instead: the input file that it is a copy of, and is served from
	hash   source.Hash
}

// minPieces is the number of pieces from which a file is kept in pieces.
const minPieces = 64

func keep(pieces [][]byte) *file {
	if len(pieces) >= minPieces {
		return &file{pieces: pieces}
	}
	packed := s2.Encode(nil, bytes.Join(pieces, nil))
	return &file{packed: bytes.Clone(packed)} // the encoder's own slice has room for the worst case
}

// data returns the bytes of the file; nil for no file, or one that is kept on disk.
func (f *file) data() []byte {
	if f == nil || f.source != "" {
		return nil
	}
	if f.pieces != nil {
		return bytes.Join(f.pieces, nil)
	}
	data, err := s2.Decode(nil, f.packed)
	if err != nil {
		panic(err) // packed here: the memory is broken
	}
	return data
}

// is reports whether two files are known to be the same.
func (f *file) is(other *file) bool {
	return f != nil && other != nil && f.pieces == nil && other.pieces == nil &&
		f.hash == other.hash && bytes.Equal(f.packed, other.packed)
}
