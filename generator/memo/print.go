package memo

import "github.com/zeebo/xxh3"

// Print is the fingerprint of an answer: equal prints mean equal answers. It is made
// for speed and not against forgers: with content of one's own, one could only
// spoil one's own preview.
type Print [16]byte

// PrintOf returns the print of some bytes, in whatever pieces they come.
func PrintOf(pieces ...[]byte) Print {
	if len(pieces) == 1 {
		return xxh3.Hash128(pieces[0]).Bytes()
	}
	h := xxh3.New()
	for _, p := range pieces {
		_, _ = h.Write(p) // never fails
	}
	return h.Sum128().Bytes()
}
