package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wegweiser"

	"go.uber.org/goleak"
)

// running is a preview of a small hub.
type running struct {
	t        *testing.T
	root     string
	out, err output
	url      string
}

// output is a buffer that a test reads while the program writes.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

const startMD = "---\ntitle: Start\n---\n\nErster Text.\n"

// preview starts the program; when the test ends it is interrupted and must have
// ended well.
func startPreview(t *testing.T, flags ...string) *running {
	t.Helper()
	before := goleak.IgnoreCurrent()
	r := &running{t: t, root: t.TempDir()}
	files, err := fs.Sub(wegweiser.Files, "content/types")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(r.root, "content/types"), files); err != nil {
		t.Fatal(err)
	}
	r.write("content/site.yaml", "title: Portal\ntime_zone: Europe/Berlin\n")
	r.write("content/index.md", startMD)
	ctx, interrupt := context.WithCancel(context.Background())
	ended := make(chan int)
	go func() {
		ended <- Main(ctx, append([]string{"serve", "--addr", "127.0.0.1:0", "--root", r.root}, flags...), Environment{
			Stdout: &r.out, Stderr: &r.err, Files: wegweiser.Files, Now: time.Now(),
		})
	}()
	t.Cleanup(func() {
		interrupt()
		select {
		case code := <-ended:
			if code != exitFine {
				t.Errorf("interrupted, it ends with %d", code)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("it does not end")
		}
		http.DefaultClient.CloseIdleConnections()
		goleak.VerifyNone(t, before)
	})
	r.await("it says where it is", func() bool {
		_, rest, found := strings.Cut(r.out.String(), "Vorschau: ")
		r.url, _, _ = strings.Cut(rest, "/ ")
		return found
	})
	time.Sleep(50 * time.Millisecond) // until it watches
	return r
}

func (r *running) write(name, text string) {
	r.t.Helper()
	full := filepath.Join(r.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r *running) await(what string, done func() bool) {
	r.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !done(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			r.t.Fatalf("waiting in vain until %s\n%s\n%s", what, r.out.String(), r.err.String())
		}
	}
}

// page returns the status and the body of a page.
func (r *running) page(path string) (int, string) {
	r.t.Helper()
	answer, err := http.Get(r.url + path)
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func (r *running) awaitPage(path, text string) {
	r.t.Helper()
	r.await(path+" shows "+text, func() bool { _, body := r.page(path); return strings.Contains(body, text) })
}

func (r *running) awaitStatus(path string, status int) {
	r.t.Helper()
	r.await(fmt.Sprintf("%s answers %d", path, status), func() bool { got, _ := r.page(path); return got == status })
}

// A day in the life of an editor.
func TestServeFollowsEveryEdit(t *testing.T) {
	r := startPreview(t, "--verify")
	r.awaitPage("/", "Erster Text.")
	r.write("content/index.md", strings.Replace(startMD, "Erster", "Zweiter", 1))
	r.awaitPage("/", "Zweiter Text.")

	r.write("content/neu/seite.md", "---\ntitle: Neu\ndraft: true\n---\n\n[](../index.md)\n")
	r.awaitPage("/neu/seite/", "Entwurf")

	if err := os.Rename(filepath.Join(r.root, "content/neu"), filepath.Join(r.root, "content/alt")); err != nil {
		t.Fatal(err)
	}
	r.awaitStatus("/neu/seite/", 404)
	r.awaitPage("/alt/seite/", "Neu")

	r.write("content/index.md", "--\ntitle: Start\n")
	r.await("the error is told", func() bool { return strings.Contains(r.err.String(), "front-matter-missing") })
	if _, body := r.page("/"); !strings.Contains(body, "Zweiter Text.") {
		t.Error("the last good page is gone")
	}
	r.write("content/index.md", strings.Replace(startMD, "Erster", "Dritter", 1))
	r.awaitPage("/", "Dritter Text.")
	r.await("it is told that the error is gone", func() bool { return strings.Contains(r.out.String(), "behoben") })

	if err := os.Rename(filepath.Join(r.root, "content"), filepath.Join(r.root, "weg")); err != nil {
		t.Fatal(err)
	}
	r.await("the missing folder is told", func() bool { return strings.Contains(r.err.String(), "nicht mehr da") })
	r.awaitPage("/", "Dritter Text.")
	r.awaitPage("/_wegweiser/", "nicht mehr da")
	r.awaitPage("/_wegweiser/overlay?page=/", "nicht mehr da")
	if err := os.Rename(filepath.Join(r.root, "weg"), filepath.Join(r.root, "content")); err != nil {
		t.Fatal(err)
	}
	r.write("content/index.md", strings.Replace(startMD, "Erster", "Vierter", 1))
	r.awaitPage("/", "Vierter Text.")
	for _, own := range []string{"/_wegweiser/", "/_wegweiser/overlay?page=/"} {
		if _, body := r.page(own); strings.Contains(body, "nicht mehr da") {
			t.Errorf("%s: %s", own, body)
		}
	}

	r.write("layouts/page.html", `{{define "main"}}<p>Eigenes Layout</p>{{end}}`)
	r.awaitPage("/", "Eigenes Layout")
	if err := os.RemoveAll(filepath.Join(r.root, "layouts")); err != nil {
		t.Fatal(err)
	}
	r.awaitPage("/", "Vierter Text.")
	if strings.Contains(r.err.String(), "Fehler dieses Programms") {
		t.Error(r.err.String())
	}
}

// The dashboard shows the fields of a type, and every value leads to its line.
func TestServeShowsFieldsAndOpensThem(t *testing.T) {
	r := startPreview(t)
	r.write("content/kontakte/amt.md", "---\ntitle: Amt\nsummary: Das Amt.\nemail: amt@example.org\n---\n")
	r.awaitPage("/_wegweiser/types/contact", "amt@example.org")
	_, body := r.page("/_wegweiser/types/contact")
	for _, part := range []string{`href="/kontakte/amt/"`, "E-Mail", "fehlt", `data-source="content/kontakte/amt.md#email"`} {
		if !strings.Contains(body, part) {
			t.Errorf("no %s in %s", part, body)
		}
	}
	r.awaitPage("/_wegweiser/open?origin=content/kontakte/amt.md%23email", filepath.ToSlash(filepath.Join(r.root, "content/kontakte/amt.md"))+":4:8")
	r.awaitStatus("/_wegweiser/types/fehlt", 404)
	r.write("notizen/l.md", startMD)
	for _, other := range []string{"content/../../../etc/passwd", "content/../notizen/l.md", "content/./index.md", "notizen/l.md", "content"} {
		if status, body := r.page("/_wegweiser/open?origin=" + other + "%401"); status != 404 {
			t.Errorf("%s: %d %s", other, status, body)
		}
	}
}

// The address of the site may have a path that is spelled with escapes.
func TestServeBelowAPathWithEscapes(t *testing.T) {
	r := startPreview(t, "--base-url=http://localhost/h%C3%BCb")
	r.write("content/kontakte/amt.md", "---\ntitle: Amt\nsummary: Das Amt.\nemail: amt@example.org\n---\n")
	r.awaitPage("/h%C3%BCb/kontakte/amt/", "Das Amt.")
	r.awaitPage("/_wegweiser/types/contact", `href="/h%C3%BCb/kontakte/amt/"`)
	r.awaitPage("/_wegweiser/types/contact", `data-source="content/kontakte/amt.md#email"`)
}

// A link may lead to a file of the hub that lies beside its folders.
func TestServeFollowsLinks(t *testing.T) {
	r := startPreview(t)
	r.write("notizen/l.md", strings.Replace(startMD, "Erster", "Verlinkter", 1))
	if err := os.Symlink("../notizen/l.md", filepath.Join(r.root, "content/l.md")); err != nil {
		t.Skip("no symlinks here:", err)
	}
	r.awaitPage("/l/", "Verlinkter Text.")
	time.Sleep(secondLook + secondLook/2) // so that nothing else makes it look
	r.write("notizen/l.md", strings.Replace(startMD, "Erster", "Anderer", 1))
	r.awaitPage("/l/", "Anderer Text.")
}

// Values are shown as they are written, however long a number is.
func TestServeShowsFieldsAsTheyAreWritten(t *testing.T) {
	r := startPreview(t)
	r.write("content/types/topf.yaml", `type: topf
label: {one: Topf, many: Töpfe}
folder: toepfe
fields:
  sum: {kind: money, label: Summe}
  rates: {kind: list, label: Sätze, of: {kind: number}}
  fee: {kind: money, label: Entgelt, dated: true}
  at: {kind: record, label: Ort, fields: {town: {kind: text, label: Stadt}, open: {kind: bool, label: Offen}}}
`)
	r.write("content/toepfe/grosser.md", "---\ntitle: Großer\nsum: 2500000\nrates: [1000000.50, 2]\nfee: [{value: 7000000, until: 2026-12-31}]\nat: {town: Pirna, open: ja}\n---\n")
	r.awaitPage("/_wegweiser/types/topf", "Pirna")
	_, body := r.page("/_wegweiser/types/topf")
	for _, cell := range []string{">2500000<", ">1000000.50; 2<", ">7000000<", ">Stadt: Pirna, Offen: true<"} {
		if !strings.Contains(body, cell) {
			t.Errorf("no %s in %s", cell, body)
		}
	}
}

// A thousand saves in a second: the last one is shown.
func TestServeShowsTheLastOfManySaves(t *testing.T) {
	r := startPreview(t)
	for i := range 1000 {
		r.write("content/index.md", strings.Replace(startMD, "Erster", fmt.Sprintf("Neuer%dter", i), 1))
	}
	r.awaitPage("/", "Neuer999ter Text.")
}

func TestServePolls(t *testing.T) {
	r := startPreview(t, "--poll=20ms")
	r.write("content/index.md", strings.Replace(startMD, "Erster", "Zweiter", 1))
	r.awaitPage("/", "Zweiter Text.")
}

func TestServeWhereAnotherAnswers(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	var out, errors output
	r := &running{t: t, root: t.TempDir()}
	r.write("content/index.md", startMD)
	code := Main(context.Background(), []string{"serve", "--root", r.root, "--addr", taken.Addr().String()}, Environment{
		Stdout: &out, Stderr: &errors, Files: wegweiser.Files, Now: time.Now(),
	})
	if code != exitUsage || !strings.Contains(errors.String(), "--addr") {
		t.Errorf("%d: %s", code, errors.String())
	}
}

// The program's own file takes the place of one that was the same.
func TestServeFollowsWhereAFileLies(t *testing.T) {
	r := startPreview(t)
	own, err := wegweiser.Files.ReadFile("static/robots.txt")
	if err != nil {
		t.Fatal(err)
	}
	r.awaitStatus("/robots.txt", 200)
	r.write("static/robots.txt", string(own)+"# eigene\n")
	told := func(times int) {
		r.await("it is told", func() bool { return strings.Count(r.out.String(), "static/robots.txt: ") == times })
	}
	told(1)
	r.write("static/robots.txt", string(own))
	told(2)
	if err := os.Remove(filepath.Join(r.root, "static/robots.txt")); err != nil {
		t.Fatal(err)
	}
	told(3)
	r.awaitStatus("/robots.txt", 200)
}
