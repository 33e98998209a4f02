package outpath

import (
	"slices"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	long := strings.Repeat("x", MaxPart)
	for _, path := range []string{"a", "a/b.c", ".well-known/x", "a/.well-known/b", "a..b", "ä ö.html", long + "/" + long} {
		if err := Check(path); err != nil {
			t.Errorf("%q: %v", path, err)
		}
	}
	for _, path := range []string{"", ".", "..", "../a", "a/..", "a/../b", "/a", "a/", "a//b", "./a", "a/./b", `a\b`, `..\a`, "a\x00b",
		"a\nb", "\x7f", "\xff", ".git", "a/.htaccess", ".well-known.x", long + "x", strings.Repeat("a/", MaxPath/2) + "a"} {
		if Check(path) == nil {
			t.Errorf("%.40q is allowed", path)
		}
	}
}

func TestFolders(t *testing.T) {
	for path, want := range map[string][]string{"a": nil, "a/b/c.html": {"a", "a/b"}, "ä/b": {"ä"}} {
		if got := slices.Collect(Folders(path)); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestClaims(t *testing.T) {
	var c Claims[string]
	for _, path := range []string{"a/b/index.html", "Ä.html", "a/c"} {
		if other, conflict := c.Claim(path, path); conflict != None {
			t.Errorf("%s is in conflict with %s", path, other)
		}
	}
	for path, want := range map[string]Conflict{
		"a/b/index.html": Same, "A/B/index.html": Same, "ä.html": Same, "a": IsFolder, "A/B": IsFolder, "a/c/d/e": IsBelow, "a/C/d": IsBelow, "b": None, "a/d": None,
	} {
		if other, conflict := c.Conflict(path); conflict != want || (other == "") != (want == None) {
			t.Errorf("%s: %d with %q, want %d", path, conflict, other, want)
		}
		if want != None {
			if other, conflict := c.Claim(path, "neu"); conflict != want || other == "neu" {
				t.Errorf("%s is taken twice", path)
			}
		}
	}
	if by, taken := c.Owner("A/B/Index.html"); !taken || by != "a/b/index.html" {
		t.Errorf("owner %q", by)
	}
	if by, taken := c.Owner("a/b"); taken {
		t.Errorf("a folder is owned by %q", by)
	}
}
