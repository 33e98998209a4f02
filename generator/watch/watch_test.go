package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// bell watches a folder in the background and counts its rings.
type bell struct {
	t     *testing.T
	root  string
	rings chan []string
}

func listen(t *testing.T, o Options) *bell {
	t.Helper()
	return listenAt(t, t.TempDir(), o)
}

func listenAt(t *testing.T, root string, o Options) *bell {
	t.Helper()
	b := &bell{t, root, make(chan []string, 1000)}
	b.mkdir("content")
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		ended <- Run(ctx, b.root, []string{"content", "layouts"}, o, func(hints []string) { b.rings <- hints })
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	if hints := <-b.rings; hints != nil {
		t.Errorf("the first ring names %v", hints)
	}
	return b
}

func (b *bell) path(name string) string { return filepath.Join(b.root, filepath.FromSlash(name)) }

func (b *bell) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bell) write(name, text string) { b.must(os.WriteFile(b.path(name), []byte(text), 0o644)) }
func (b *bell) mkdir(name string)       { b.must(os.MkdirAll(b.path(name), 0o755)) }
func (b *bell) rename(from, to string)  { b.must(os.Rename(b.path(from), b.path(to))) }
func (b *bell) remove(name string)      { b.must(os.RemoveAll(b.path(name))) }

// hints waits until the bell has been quiet for a while and returns all hints;
// "*" stands for anywhere.
func (b *bell) hints() []string {
	var all []string
	for {
		select {
		case hints := <-b.rings:
			if hints == nil {
				all = append(all, "*")
			}
			all = append(all, hints...)
		case <-time.After(400 * time.Millisecond):
			slices.Sort(all)
			return slices.Compact(all)
		}
	}
}

// expect fails unless the bell rang for name.
func (b *bell) expect(name string) {
	b.t.Helper()
	if got := b.hints(); !slices.Contains(got, name) {
		b.t.Errorf("the bell rang for %q, not for %s", got, name)
	}
}

// The ways in which programs save, as the system calls that they make.
func TestSaves(t *testing.T) {
	t.Parallel()
	const name = "content/wohngeld.md"
	for program, save := range map[string]func(*bell){
		"in place, as VS Code does": func(b *bell) { b.write(name, "neu") },
		"vim: move away, write, remove": func(b *bell) {
			b.write("content/4913", "")
			b.remove("content/4913")
			b.rename(name, name+"~")
			b.write(name, "neu")
			b.remove(name + "~")
		},
		"Helix and gnome: write beside, rename over": func(b *bell) {
			b.write("content/.wohngeld.md.tmp", "neu")
			b.rename("content/.wohngeld.md.tmp", name)
		},
		"JetBrains: write beside, move away, rename": func(b *bell) {
			b.write("content/wohngeld.md___jb_tmp___", "neu")
			b.rename(name, "content/wohngeld.md___jb_old___")
			b.rename("content/wohngeld.md___jb_tmp___", name)
			b.remove("content/wohngeld.md___jb_old___")
		},
		"Word: lock file, temporary file, rename": func(b *bell) {
			b.write("content/~$hngeld.md", "")
			b.write("content/~WRD0001.tmp", "neu")
			b.rename(name, "content/~WRL0002.tmp")
			b.rename("content/~WRD0001.tmp", name)
			b.remove("content/~WRL0002.tmp")
			b.remove("content/~$hngeld.md")
		},
		"removed":               func(b *bell) { b.remove(name) },
		"renamed by case alone": func(b *bell) { b.rename(name, "content/Wohngeld.md") },
	} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			b := listen(t, Options{})
			b.write(name, "alt")
			b.hints()
			save(b)
			b.expect(name)
		})
	}
}

func TestNewFolders(t *testing.T) {
	t.Parallel()
	b := listen(t, Options{})
	b.mkdir("content/a/b/c")
	b.write("content/a/b/c/tief.md", "")
	b.hints()
	b.write("content/a/b/c/tief.md", "neu")
	b.expect("content/a/b/c/tief.md")
	b.rename("content/a", "content/umbenannt")
	b.hints()
	b.write("content/umbenannt/b/c/tief.md", "noch neuer")
	b.expect("content/umbenannt/b/c/tief.md")
}

func TestFolderIsDeletedAndComesBack(t *testing.T) {
	t.Parallel()
	b := listen(t, Options{})
	b.remove("content")
	b.expect("content")
	b.mkdir("content/dienste")
	b.expect("content")
	b.write("content/dienste/neu.md", "")
	b.expect("content/dienste/neu.md")
	b.mkdir("layouts") // which was not there at all
	b.expect("layouts")
}

// The hub is usually the folder that the program is started in.
func TestRootIsTheWorkingDirectory(t *testing.T) {
	t.Chdir(t.TempDir())
	b := listenAt(t, ".", Options{})
	b.write("content/a.md", "")
	b.expect("content/a.md")
	b.mkdir("layouts/partials")
	b.expect("layouts")
	b.write("layouts/partials/card.html", "")
	b.expect("layouts/partials/card.html")
}

func TestOtherFoldersDoNotRing(t *testing.T) {
	t.Parallel()
	b := listen(t, Options{})
	b.mkdir("public")
	b.write("public/index.html", "")
	b.write("README.md", "")
	if got := b.hints(); len(got) > 0 {
		t.Errorf("the bell rang for %q", got)
	}
}

// A checkout of a thousand files rings a few times, not a thousand.
func TestManyFilesRingSeldom(t *testing.T) {
	t.Parallel()
	b := listen(t, Options{})
	for i := range 1000 {
		b.write(fmt.Sprintf("content/%04d.md", i), "neu")
	}
	seen, rings := map[string]bool{}, 0
	for {
		select {
		case hints := <-b.rings:
			rings++
			for _, h := range hints {
				seen[h] = true
			}
			continue
		case <-time.After(time.Second):
		}
		break
	}
	if len(seen) < 1000 || rings > 100 {
		t.Errorf("%d rings for %d files", rings, len(seen))
	}
}

// Saves that do not end do not keep the bell from ringing.
func TestPatienceEnds(t *testing.T) {
	t.Parallel()
	b := listen(t, Options{})
	stop := time.After(2 * time.Second)
	for {
		select {
		case <-b.rings:
			return
		case <-stop:
			t.Fatal("the bell waits for quiet for ever")
		default:
			b.write("content/a.md", "")
			time.Sleep(5 * time.Millisecond)
		}
	}
}

func TestPolling(t *testing.T) {
	t.Parallel()
	b := listen(t, Options{Poll: 20 * time.Millisecond})
	select {
	case hints := <-b.rings:
		if hints != nil {
			t.Errorf("polling hints at %q", hints)
		}
	case <-time.After(5 * time.Second):
		t.Error("nobody polls")
	}
}

// Where a folder is refused, the rest is watched and everything is polled.
func TestRefusedFolderIsPolled(t *testing.T) {
	t.Parallel()
	refused := make(chan string, 1)
	w := &watcher{root: t.TempDir(), options: Options{Refused: func(dir string, _ error) { refused <- dir }}}
	w.refuse("content", os.ErrPermission)
	w.refuse("content/b", os.ErrPermission)
	if dir := <-refused; dir != "content" {
		t.Errorf("refused %s", dir)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*fallback)
	defer cancel()
	rang := false
	w.run(ctx, func([]string) { rang = true; cancel() })
	if !rang {
		t.Error("nobody polls")
	}
}

// So much happens while the listener is busy that the system drops what it has no
// room for. Then the bell rings for anywhere, and folders that nobody told of are
// watched all the same.
func TestOverflow(t *testing.T) {
	const queue = "/proc/sys/fs/inotify/max_queued_events"
	text, err := os.ReadFile(queue)
	limit, _ := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || limit > 50_000 {
		t.Skipf("%s is %s: too long to fill", queue, text)
	}
	root, busy, rings := t.TempDir(), make(chan bool), make(chan []string, 10_000)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	b := &bell{t, root, rings}
	b.mkdir("content")
	go func() {
		_ = Run(ctx, root, []string{"content"}, Options{}, func(hints []string) {
			rings <- hints
			<-busy
		})
	}()
	<-rings // it watches now, and is busy
	for i := range limit {
		b.write(fmt.Sprintf("content/%d.md", i%100), "neu") // each is at least one event
	}
	b.mkdir("content/neu")
	b.mkdir("content/neu/tief")
	close(busy)
	b.expect("*")
	b.write("content/neu/tief/a.md", "")
	b.expect("content/neu/tief/a.md")
}
