package cli

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"wegweiser"
)

func TestEditorAddresses(t *testing.T) {
	for editor, want := range map[string]string{
		"vscode": "vscode://file/hub/content/a%20&%20b.md:3:7",
		"idea":   "idea://open?file=%2Fhub%2Fcontent%2Fa%20%26%20b.md&line=3&column=7",
		"zed":    "zed://file/hub/content/a%20&%20b.md:3:7",
	} {
		o := options{root: "/hub", editor: editor}
		if got := o.opener()("content/a & b.md", 3, 7); got != want {
			t.Errorf("%s: %s, want %s", editor, got, want)
		}
	}
	if none := (&options{root: "/hub", editor: "none"}); none.opener() != nil {
		t.Error("no editor opens something")
	}
}

func TestUntilMidnight(t *testing.T) {
	zone := func(name string) *time.Location {
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	at := func(s string) time.Time {
		now, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return now
	}
	for _, c := range []struct {
		now  string
		zone *time.Location
		want time.Duration
	}{
		{"2026-11-25T12:00:00Z", zone("Europe/Berlin"), time.Minute},
		{"2026-11-25T22:59:45Z", zone("Europe/Berlin"), 15 * time.Second},
		{"2026-11-25T23:00:00Z", zone("Europe/Berlin"), time.Minute},
		{"2026-11-25T22:59:45Z", nil, time.Minute},
		{"2018-11-04T02:59:59.5Z", zone("America/Sao_Paulo"), time.Second}, // clocks went from 0 to 1
	} {
		if got := untilMidnight(at(c.now), c.zone); got != c.want {
			t.Errorf("%s: %s, want %s", c.now, got, c.want)
		}
	}
}

func TestReachable(t *testing.T) {
	for addr, want := range map[string]string{"127.0.0.1": "http://127.0.0.1:80", "0.0.0.0": "http://localhost:80", "::": "http://localhost:80", "::1": "http://[::1]:80"} {
		if got := reachable(&net.TCPAddr{IP: net.ParseIP(addr), Port: 80}); got != want {
			t.Errorf("%s: %s, want %s", addr, got, want)
		}
	}
}

func TestOthersAreOnlyLetInWithAWarning(t *testing.T) {
	for addr, want := range map[string]bool{"127.0.0.1": false, "::1": false, "0.0.0.0": true, "::": true, "192.0.2.1": true} {
		r, errors := &session{Environment: &Environment{Stdout: io.Discard}, o: &options{lang: "de", addr: addr}}, &output{}
		r.Stderr = errors
		r.announce(&net.TCPAddr{IP: net.ParseIP(addr), Port: 80})
		if warned := strings.Contains(errors.String(), "auch von anderen Rechnern"); warned != want {
			t.Errorf("%s: warned is %v, want %v", addr, warned, want)
		}
	}
}

func TestServeRefusesFlags(t *testing.T) {
	root := t.TempDir()
	(&running{t: t, root: root}).write("content/index.md", startMD)
	for flag, want := range map[string]string{
		"--poll=-1s":          "poll",
		"--poll=1ns":          "poll",
		"--editor=word":       "editor",
		"--addr=nirgends":     "addr",
		"--addr=192.0.2.1:80": "Unter 192.0.2.1:80 darf", // an address that this machine does not have
	} {
		var out, errors output
		code := Main(context.Background(), []string{"serve", "--root", root, flag}, Environment{Stdout: &out, Stderr: &errors, Files: wegweiser.Files, Now: time.Now()})
		if code != exitUsage || !strings.Contains(errors.String(), want) {
			t.Errorf("%s: %d: %s", flag, code, errors.String())
		}
	}
}

// git puts a branch of a thousand files in place, and takes it away again.
func TestServeFollowsACheckout(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	r := startPreview(t, "--verify")
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", r.root, "-c", "user.name=Test", "-c", "user.email=test@example.org"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", args, err, out)
		}
	}
	git("init", "-q", "-b", "main")
	git("add", ".")
	git("commit", "-q", "-m", "Start")
	git("checkout", "-q", "-b", "zweig")
	for i := range 1000 {
		r.write(fmt.Sprintf("content/neu/ordner%d/seite%d.md", i%10, i), fmt.Sprintf("---\ntitle: Seite %d\n---\n", i))
	}
	r.write("content/index.md", strings.Replace(startMD, "Erster", "Anderer", 1))
	git("add", ".")
	git("commit", "-q", "-m", "Zweig")
	git("checkout", "-q", "main")
	r.awaitPage("/", "Erster Text.")
	r.awaitStatus("/neu/ordner9/seite999/", 404)
	git("checkout", "-q", "zweig")
	r.awaitPage("/", "Anderer Text.")
	for _, i := range []int{0, 500, 999} {
		r.awaitPage(fmt.Sprintf("/neu/ordner%d/seite%d/", i%10, i), fmt.Sprintf("Seite %d", i))
	}
	git("checkout", "-q", "main")
	r.awaitPage("/", "Erster Text.")
	r.awaitStatus("/neu/ordner9/seite999/", 404)
	if strings.Contains(r.err.String(), "Fehler dieses Programms") {
		t.Error(r.err.String())
	}
}

// A file that is saved in two halves is shown whole in the end, whatever the first
// half was taken for.
func TestServeSeesTheWholeFileInTheEnd(t *testing.T) {
	r := startPreview(t)
	whole := strings.Replace(startMD, "Erster", "Zweiter", 1)
	file, err := os.Create(filepath.Join(r.root, "content/index.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, half := range []string{whole[:10], whole[10:]} {
		if _, err := file.WriteString(half); err != nil {
			t.Fatal(err)
		}
		time.Sleep(60 * time.Millisecond) // longer than the bell waits
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	r.awaitPage("/", "Zweiter Text.")
	r.await("it is told that the error is gone", func() bool { return strings.Contains(r.out.String(), "behoben") })
}

// Whoever interrupts the program while it builds for the first time waits for
// nothing, and nothing has failed.
func TestServeIsInterruptedWhileItBuilds(t *testing.T) {
	r := &running{t: t, root: t.TempDir()}
	r.write("content/site.yaml", "title: Portal\n")
	for i := range 500 {
		r.write(fmt.Sprintf("content/seite%d.md", i), fmt.Sprintf("---\ntitle: Seite %d\n---\n", i))
	}
	for _, after := range []time.Duration{0, 5 * time.Millisecond, 20 * time.Millisecond, 80 * time.Millisecond} {
		ctx, interrupt := context.WithTimeout(context.Background(), after)
		var out, errors output
		code := Main(ctx, []string{"serve", "--root", r.root, "--addr", "127.0.0.1:0"}, Environment{Stdout: &out, Stderr: &errors, Files: wegweiser.Files, Now: time.Now()})
		interrupt()
		if code != exitFine {
			t.Errorf("after %s: %d: %s", after, code, errors.String())
		}
	}
}

// The browser is opened if asked for, and a preview without one goes on.
func TestServeOpensTheBrowser(t *testing.T) {
	root := t.TempDir()
	(&running{t: t, root: root}).write("content/index.md", startMD)
	ctx, interrupt := context.WithCancel(context.Background())
	defer interrupt()
	var out, errors output
	var opened string
	code := Main(ctx, []string{"serve", "--root", root, "--addr", "127.0.0.1:0", "--open"}, Environment{
		Stdout: &out, Stderr: &errors, Files: wegweiser.Files, Now: time.Now(),
		Browse: func(url string) error {
			opened = url
			interrupt()
			return fmt.Errorf("kein Programm")
		},
	})
	if code != exitFine || !strings.HasPrefix(opened, "http://127.0.0.1:") || !strings.Contains(errors.String(), "kein Programm") {
		t.Errorf("%d: opened %q: %s", code, opened, errors.String())
	}
}
