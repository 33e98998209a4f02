package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
)

const (
	manifestName = "MANIFEST.sha256"
	maxManifest  = 64 << 20 // bytes: half a million outputs
)

type sum [sha256.Size]byte

// record is a manifest: by path, the bytes that the file may have. There is one
// sum, and two in a manifest of a publication that was stopped.
type record map[string][]sum

// add notes that the file at path may have the bytes of s.
func (r record) add(path string, s sum) {
	if !slices.Contains(r[path], s) {
		r[path] = append(r[path], s)
	}
}

// format returns the lines of sha256sum, sorted by path.
func (r record) format() []byte {
	var b []byte
	for _, path := range slices.Sorted(maps.Keys(r)) {
		sums := slices.SortedFunc(slices.Values(r[path]), func(a, b sum) int { return bytes.Compare(a[:], b[:]) })
		for _, s := range sums {
			b = hex.AppendEncode(b, s[:])
			b = append(b, "  "...)
			b = append(b, path...)
			b = append(b, '\n')
		}
	}
	return b
}

// readManifest returns the bytes of the manifest, none if there is no manifest.
func readManifest(root *os.Root) ([]byte, error) {
	info, err := root.Lstat(manifestName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &ManifestError{0, "is not a file: move it away"}
	}
	file, err := root.Open(manifestName)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxManifest+1))
	if err == nil && len(data) > maxManifest {
		err = &ManifestError{0, fmt.Sprintf("is larger than %d bytes: %s", maxManifest, advice)}
	}
	return data, err
}

const advice = "restore it as the last build left it, or empty the folder, and build again"

// parseManifest reads a manifest, which anybody may have edited.
func parseManifest(data []byte) (record, error) {
	r := record{}
	for n := 1; len(data) > 0; n++ {
		line, rest, ended := bytes.Cut(data, []byte("\n"))
		path, s, ok := parseLine(line)
		if !ok || !ended {
			return nil, &ManifestError{n, "is not a checksum, two spaces and a path: " + advice}
		}
		r.add(path, s)
		data = rest
	}
	return r, nil
}

func parseLine(line []byte) (path string, s sum, ok bool) {
	const digits = 2 * sha256.Size
	if len(line) < digits+2 || string(line[digits:digits+2]) != "  " {
		return "", sum{}, false
	}
	if _, err := hex.Decode(s[:], line[:digits]); err != nil {
		return "", sum{}, false
	}
	path = string(line[digits+2:])
	return path, s, checkPath(path) == nil
}
