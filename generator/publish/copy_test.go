package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"reflect"
	"testing"
)

// A file that is copied is recorded by the checksum of its bytes, and not copied where
// it is in place.
func TestStageFile(t *testing.T) {
	dir, text := t.TempDir(), "ein langer Text"
	for i, want := range []Stats{{Written: 1}, {Unchanged: 1}} {
		p := stage(t, dir, nil)
		copies := 0
		err := p.StageFile("a/b.pdf", int64(len(text)), sha256.Sum256([]byte(text)), func(w io.Writer) error {
			copies++
			_, err := io.WriteString(w, text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		stats, err := p.Commit()
		if err != nil || !reflect.DeepEqual(stats, want) || copies != 1-i {
			t.Errorf("%d: %+v after %d copies: %v", i, stats, copies, err)
		}
		check(t, dir, files{"a/b.pdf": text}, nil)
	}
	p := stage(t, dir, nil)
	other := errors.New("it has changed")
	err := p.StageFile("a/b.pdf", 3, sha256.Sum256([]byte("neu")), func(w io.Writer) error {
		fmt.Fprint(w, "ne")
		return other
	})
	if _, committed := p.Commit(); !errors.Is(err, other) || !errors.Is(committed, other) {
		t.Errorf("%v, %v", err, committed)
	}
	check(t, dir, files{"a/b.pdf": text}, nil)
}
