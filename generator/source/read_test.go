package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// tree makes a root from pairs of paths and contents; a content that starts
// with "->" makes a symlink. Paths that end in a slash are folders.
func tree(t *testing.T, pairs ...string) string {
	t.Helper()
	root := t.TempDir()
	for i := 0; i < len(pairs); i += 2 {
		p, data := filepath.Join(root, filepath.FromSlash(pairs[i])), pairs[i+1]
		must(t, os.MkdirAll(filepath.Dir(p), 0o755))
		target, link := strings.CutPrefix(data, "->")
		switch {
		case strings.HasSuffix(pairs[i], "/"):
			must(t, os.MkdirAll(p, 0o755))
		case link:
			if err := os.Symlink(target, p); err != nil {
				t.Skip("no symlinks here:", err)
			}
		default:
			must(t, os.WriteFile(p, []byte(data), 0o644))
		}
	}
	return root
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, root string, embedded fstest.MapFS) *Snapshot {
	t.Helper()
	s, err := Read(root, embedded)
	must(t, err)
	return s
}

// kindNames spell the kinds of problems in tests.
var kindNames = map[ProblemKind]string{
	Unreadable: "unreadable", TooLarge: "too large", Escapes: "escapes", LinkedDir: "linked dir",
	Irregular: "irregular", NotAFile: "not a file", ClashByForm: "clash",
}

// check reads root and compares the paths of all files and the problems, each
// as "path: kind".
func check(t *testing.T, root string, files, problems []string) *Snapshot {
	t.Helper()
	s := read(t, root, nil)
	var gotFiles, gotProblems []string
	for _, f := range s.Files {
		gotFiles = append(gotFiles, f.Path)
	}
	for _, p := range s.Problems {
		gotProblems = append(gotProblems, p.Path+": "+kindNames[p.Kind])
	}
	if diff := cmp.Diff(files, gotFiles); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(problems, gotProblems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	return s
}

func TestReadListsInputsOnly(t *testing.T) {
	root := tree(t,
		"content/site.yaml", "", "content/index.md", "---\n", "content/dienste/wohngeld.md", "",
		"content/anlagen/plan.pdf", "", "content/.well-known/security.txt", "",
		"layouts/base.html", "", "static/css/site.css", "",
		"public/index.html", "", "README.md", "", "other/content/x.md", "",
		"content/.git/config", "", "content/.DS_Store", "", "content/dienste/.wohngeld.md.swp", "",
	)
	s := check(t, root, []string{
		"content/.well-known/security.txt", "content/anlagen/plan.pdf", "content/dienste/wohngeld.md",
		"content/index.md", "content/site.yaml", "layouts/base.html", "static/css/site.css",
	}, nil)
	f := s.File("content/index.md")
	if f == nil || string(f.Data) != "---\n" || f.Size != 4 || f.Hash != sha256.Sum256([]byte("---\n")) {
		t.Errorf("content/index.md: %+v", f)
	}
	for _, absent := range []string{"", "content", "content/index", "content/index.md/", "zzz"} {
		if f := s.File(absent); f != nil {
			t.Errorf("File(%q) = %s", absent, f.Path)
		}
	}
}

func TestReadIgnoresBackups(t *testing.T) {
	root := tree(t,
		"content/a.md", "", "content/a.md~", "", "content/#a.md#", "", "content/~$a.docx", "",
		"content/4913", "", "content/a.md.tmp", "", "content/Thumbs.db", "", "content/~a.md", "", "content/49130", "",
	)
	check(t, root, []string{"content/49130", "content/a.md", "content/~a.md"}, nil)
}

func TestReadNeedsAHub(t *testing.T) {
	root := tree(t, "layouts/base.html", "", "file", "")
	if _, err := Read(root, nil); !errors.Is(err, ErrNoContent) {
		t.Errorf("without content: %v", err)
	}
	if _, err := Read(filepath.Join(root, "missing"), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a root that does not exist: %v", err)
	}
	if _, err := Read(filepath.Join(root, "file"), nil); err == nil {
		t.Error("a root that is a file was read")
	}
	check(t, tree(t, "content/", ""), nil, nil)
	if _, err := Read(tree(t, "content", "a file"), nil); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("content that is a file: %v", err)
	}
}

func TestReadOverlaysTheHubOnTheEmbeddedFiles(t *testing.T) {
	root := tree(t, "content/index.md", "", "layouts/base.html", "own", "static/own.css", "own")
	embedded := fstest.MapFS{
		"layouts/base.html": {Data: []byte("embedded")},
		"layouts/page.html": {Data: []byte("embedded")},
		"static/site.css":   {Data: []byte("embedded")},
	}
	s := read(t, root, embedded)
	var got []string
	for _, f := range s.Files {
		got = append(got, f.Path+" "+string(f.Data))
	}
	want := []string{"content/index.md ", "layouts/base.html own", "layouts/page.html embedded", "static/own.css own", "static/site.css embedded"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if s.File("layouts/page.html").Hash != sha256.Sum256([]byte("embedded")) {
		t.Error("an embedded file has the wrong hash")
	}
}

func TestOwn(t *testing.T) {
	root := tree(t, "content/index.md", "", "static/copy.js", "same", "static/changed.js", "other", "static/more.js", "same")
	s := read(t, root, fstest.MapFS{
		"static/copy.js": {Data: []byte("same")}, "static/changed.js": {Data: []byte("same")}, "static/site.js": {Data: []byte("same")},
	})
	for name, want := range map[string]bool{"site": true, "copy": true, "changed": false, "more": false} {
		if got := s.Own(s.File("static/" + name + ".js")); got != want {
			t.Errorf("%s.js is the program's own: %t", name, got)
		}
	}
}

func TestReadSymlinks(t *testing.T) {
	outside := tree(t, "secret.md", "secret")
	root := tree(t,
		"content/a.md", "a",
		"content/alias.md", "->a.md",
		"content/above.md", "->../notes/b.md",
		"content/absolute.md", "->"+filepath.Join(outside, "secret.md"),
		"content/dangling.md", "->nowhere.md",
		"content/escaping.md", "->../../../../../../../../etc/hostname",
		"content/folder", "->.",
		"content/loop.md", "->loop2.md",
		"content/loop2.md", "->loop.md",
		"content/outside", "->"+outside,
		"notes/b.md", "b",
	)
	s := check(t, root, []string{"content/a.md", "content/above.md", "content/alias.md"}, []string{
		"content/absolute.md: escapes",
		"content/dangling.md: unreadable",
		"content/escaping.md: escapes",
		"content/folder: linked dir",
		"content/loop.md: unreadable",
		"content/loop2.md: unreadable",
		"content/outside: escapes",
	})
	if f := s.File("content/alias.md"); f == nil || string(f.Data) != "a" {
		t.Errorf("an alias inside the root was not read: %v", f)
	}
	if f := s.File("content/above.md"); f == nil || string(f.Data) != "b" {
		t.Errorf("an alias to another folder of the root was not read: %v", f)
	}
}

func TestReadFoldersThatLookLikePages(t *testing.T) {
	root := tree(t, "content/wohngeld.md/text.md", "", "content/v1.2/index.md", "", "content/types/service.yaml/", "")
	check(t, root, []string{"content/v1.2/index.md", "content/wohngeld.md/text.md"}, []string{
		"content/types/service.yaml: not a file", "content/wohngeld.md: not a file",
	})
}

func TestReadLimits(t *testing.T) {
	root := tree(t, "content/", "")
	for name, size := range map[string]int64{
		"full.md": 2 << 20, "over.md": 2<<20 + 1, "over.yaml": 2<<20 + 1, "film.mp4": 2<<20 + 1, "huge.mp4": 64<<20 + 1,
	} {
		f, err := os.Create(filepath.Join(root, "content", name))
		must(t, err)
		must(t, f.Truncate(size)) // a sparse file
		must(t, f.Close())
	}
	check(t, root, []string{"content/film.mp4", "content/full.md"}, []string{
		"content/huge.mp4: too large", "content/over.md: too large", "content/over.yaml: too large",
	})
}

func TestReadWithoutPermission(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("everything may be read here")
	}
	root := tree(t, "content/a.md", "", "content/b.md", "", "content/closed/c.md", "")
	must(t, os.Chmod(filepath.Join(root, "content/b.md"), 0))
	must(t, os.Chmod(filepath.Join(root, "content/closed"), 0))
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(root, "content/closed"), 0o755) })
	s := check(t, root, []string{"content/a.md"}, []string{"content/b.md: unreadable", "content/closed: unreadable"})
	for _, p := range s.Problems {
		if !errors.Is(p.Err, os.ErrPermission) {
			t.Errorf("%s: %v", p.Path, p.Err)
		}
	}
}

// Both spellings of ü are the same page; which of the files is read must not
// depend on the order in which the file system lists them.
func TestReadUnicodeForms(t *testing.T) {
	const composed, decomposed = "content/geb\u00fchr.md", "content/gebu\u0308hr.md"
	check(t, tree(t, decomposed, ""), []string{composed}, nil)

	root := tree(t, decomposed, "decomposed", composed, "composed")
	entries, err := os.ReadDir(filepath.Join(root, "content"))
	must(t, err)
	if len(entries) != 2 {
		t.Skip("the file system knows one form only")
	}
	s := check(t, root, []string{composed}, []string{composed + ": clash"})
	if got := string(s.Files[0].Data); got != "decomposed" { // u sorts before ü
		t.Errorf("the file that is read is the %s one", got)
	}
}

func TestReadIsDeterministic(t *testing.T) {
	var pairs []string
	for i := range 200 {
		pairs = append(pairs, fmt.Sprintf("content/%03d/%d.md", i%17, i), fmt.Sprint(i))
	}
	root := tree(t, pairs...)
	first := read(t, root, nil)
	if len(first.Files) != 200 {
		t.Fatalf("%d files", len(first.Files))
	}
	for i, f := range read(t, root, nil).Files {
		if g := first.Files[i]; f.Path != g.Path || f.Hash != g.Hash || string(f.Data) != string(g.Data) {
			t.Fatalf("file %d: %s and %s", i, f.Path, g.Path)
		}
	}
}

func TestText_ReadsReleasedFilesAgain(t *testing.T) {
	root := tree(t, "content/a.md", "\ufeffa\r\n", "content/changed.md", "old", "content/gone.md", "x", "content/empty.md", "")
	s := read(t, root, fstest.MapFS{"layouts/base.html": {Data: []byte("embedded\r\n")}})
	for _, f := range s.Files {
		s.Release(f)
	}
	if f := s.File("content/a.md"); f.Data != nil || f.Size != 6 {
		t.Errorf("after Release: %d bytes, size %d", len(f.Data), f.Size)
	}
	must(t, os.WriteFile(filepath.Join(root, "content/changed.md"), []byte("new"), 0o644))
	must(t, os.Remove(filepath.Join(root, "content/gone.md")))
	for path, want := range map[string]string{
		"content/a.md": "a\n", "layouts/base.html": "embedded\n", "content/empty.md": "",
		"content/changed.md": "<nil>", "content/gone.md": "<nil>", "content/never.md": "<nil>",
	} {
		text := s.Text(path)
		got := string(text)
		if text == nil && path != "content/empty.md" {
			got = "<nil>"
		}
		if got != want {
			t.Errorf("Text(%s) = %q, want %q", path, got, want)
		}
	}
	must(t, os.RemoveAll(root))
	if text := s.Text("content/a.md"); text != nil {
		t.Errorf("without its root: %q", text)
	}
}

// A file that becomes a symlink out of the root is not read again.
func TestText_StaysInTheRoot(t *testing.T) {
	outside := tree(t, "a.md", "same")
	root := tree(t, "content/a.md", "same")
	s := read(t, root, nil)
	s.Release(s.Files[0])
	p := filepath.Join(root, "content", "a.md")
	must(t, os.Remove(p))
	if err := os.Symlink(filepath.Join(outside, "a.md"), p); err != nil {
		t.Skip("no symlinks here:", err)
	}
	if text := s.Text("content/a.md"); text != nil {
		t.Errorf("read from outside: %q", text)
	}
}
