package render

import (
	"bytes"
	"testing"
)

func TestSpliced(t *testing.T) {
	v := &View{lists: [][][]byte{{[]byte("<li>a"), []byte("<li>b")}, nil}}
	for _, c := range [][2]string{
		{"", ""},
		{"no list", "no list"},
		{"<ul>\x000\x00</ul>", "<ul><li>a<li>b</ul>"},
		{"\x001\x00\x000\x00\x000\x00", "<li>a<li>b<li>a<li>b"},
		{"\x00x\x000\x00", "\x00x<li>a<li>b"}, // a NUL that is no mark hides none
		{"\x002\x00, \x00-1\x00, \x00+0\x00, \x0000\x00", "\x002\x00, \x00-1\x00, \x00+0\x00, \x0000\x00"},
		{"end\x00", "end\x00"},
		{"end\x000", "end\x000"},
	} {
		if got := string(bytes.Join(v.spliced([]byte(c[0])), nil)); got != c[1] {
			t.Errorf("%q is %q, want %q", c[0], got, c[1])
		}
	}
}
