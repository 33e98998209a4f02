package engine_test

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wegweiser/generator/source"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

const indexMD = "---\ntitle: Start\n---\n\nText\n"

// badInputs are stories about files that txtar cannot hold. Each has a valid
// start page beside what make adds.
var badInputs = []struct {
	name     string
	make     func(t *testing.T, root string)
	findings string
	pages    []string // the HTML files of the site, but for 404.html and the search
}{
	{
		name:     "a link to a file that is gone",
		make:     func(t *testing.T, root string) { symlink(t, root, "fort.md", "content/wohngeld.md") },
		findings: "content/wohngeld.md:1:1: error: Die Datei „content/wohngeld.md“ lässt sich nicht lesen: Die Datei ist nicht mehr da, oder eine Verknüpfung zeigt ins Leere [file-unreadable]\n    = Prüfen Sie, ob die Datei noch da ist und ob Sie sie öffnen dürfen.\n",
		pages:    []string{"index.html"},
	},
	{
		name:     "a link to itself",
		make:     func(t *testing.T, root string) { symlink(t, root, "kreis.md", "content/kreis.md") },
		findings: "content/kreis.md:1:1: error: Die Datei „content/kreis.md“ lässt sich nicht lesen: Ihre Verknüpfungen führen im Kreis [file-unreadable]\n    = Prüfen Sie, ob die Datei noch da ist und ob Sie sie öffnen dürfen.\n",
		pages:    []string{"index.html"},
	},
	{
		name: "a page of more than 2 MB",
		make: func(t *testing.T, root string) {
			writeFile(t, root, "content/gross.md", "---\ntitle: Groß\n---\n"+strings.Repeat("a\n", 1<<20))
		},
		findings: "content/gross.md:1:1: error: Die Datei ist zu groß, erlaubt sind höchstens 2 MB [file-too-large]\n    = Verkleinern Sie die Datei oder legen Sie sie an anderer Stelle ab und verlinken Sie sie dort.\n",
		pages:    []string{"index.html"},
	},
	{
		name: "a link that leads out of the hub",
		make: func(t *testing.T, root string) {
			outside := t.TempDir()
			writeFile(t, outside, "geheim.md", "---\ntitle: Geheim\n---\n")
			symlink(t, root, filepath.Join(outside, "geheim.md"), "content/geheim.md")
		},
		findings: "content/geheim.md:1:1: error: Die Verknüpfung führt aus dem Ordner des Wegweisers hinaus [symlink-escapes]\n    = Ersetzen Sie die Verknüpfung durch eine Kopie der Datei.\n",
		pages:    []string{"index.html"},
	},
	{
		name: "a link to a folder, which could be a circle",
		make: func(t *testing.T, root string) { symlink(t, root, ".", "content/kreis") },
		findings: "content/kreis:1:1: warning: Der verknüpfte Ordner wird nicht gelesen [symlink-directory]\n" +
			"    = Legen Sie den Ordner selbst an dieser Stelle ab.\n",
		pages: []string{"index.html"},
	},
	{
		name:     "a link to a file of the hub is that file",
		make:     func(t *testing.T, root string) { symlink(t, root, "index.md", "content/nochmal.md") },
		findings: "content/nochmal.md:2:8: warning: Den Titel „Start“ hat auch eine andere Seite [duplicate-title]\n  2 | title: Start\n    |        ^^^^^\n    = Ergänzen Sie, was die Seiten unterscheidet.\n    = siehe auch content/index.md:2:8\n",
		pages:    []string{"index.html", "nochmal/index.html"},
	},
	{
		name:     "a socket",
		make:     makeSocket,
		findings: "content/s.md:1:1: warning: Das ist keine gewöhnliche Datei und wird nicht gelesen [irregular-file]\n    = Entfernen Sie den Eintrag aus dem Ordner.\n",
		pages:    []string{"index.html"},
	},
	{
		name: "a folder that is named like a page",
		make: func(t *testing.T, root string) {
			writeFile(t, root, "content/wohngeld.md/text.md", "---\ntitle: Wohngeld\n---\n")
		},
		findings: "content/wohngeld.md:1:1: warning: Das ist ein Ordner, obwohl sein Name auf eine Seite schließen lässt [directory-as-file]\n    = Nehmen Sie die Endung aus dem Namen des Ordners heraus.\n",
		pages:    []string{"index.html", "wohngeld-md/text/index.html"},
	},
	{
		name:     "two names that differ in the form of their umlauts",
		make:     makeNameClash,
		findings: "content/gebühr.md:1:1: error: Zwei Dateien heißen gleich und unterscheiden sich nur in der Speicherung ihrer Umlaute [name-clash]\n    = Löschen Sie eine der beiden Dateien oder benennen Sie sie um, am besten ohne Umlaute.\n",
		pages:    []string{"gebuehr/index.html", "index.html"},
	},
	{
		name: "an old encoding",
		make: func(t *testing.T, root string) {
			writeFile(t, root, "content/latin1.md", "---\ntitle: Geb\xfchren\n---\n")
		},
		findings: "content/latin1.md:2:11: error: Die Datei ist nicht in UTF-8 gespeichert [invalid-utf8]\n  2 | title: Geb�hren\n    |           ^\n    = Speichern Sie die Datei erneut mit der Kodierung UTF-8.\n",
		pages:    []string{"index.html"},
	},
	{
		name: "an office file, and text in UTF-16",
		make: func(t *testing.T, root string) {
			writeFile(t, root, "content/office.md", "---\ntitle: PK\x00\x03\n---\n")
		},
		findings: "content/office.md:2:10: error: Die Datei enthält ein Nullzeichen und ist keine Textdatei [nul-byte]\n  2 | title: PK␀␃\n    |          ^\n    = Speichern Sie den Inhalt als reinen Text in UTF-8.\n",
		pages:    []string{"index.html"},
	},
	{
		name: "a byte order mark and the line ends of Windows and of old Macs change nothing",
		make: func(t *testing.T, root string) {
			writeFile(t, root, "content/windows.md", "\uFEFF---\r\ntitle: Windows\r\nleka: 1\r\n---\r\n\r\nText\r\n")
			writeFile(t, root, "content/mac.md", "---\rtitle: Mac\r---\r\rText\r")
		},
		findings: "content/windows.md:3:1: error: Unbekanntes Feld „leka“ im Typ Seite [unknown-field]\n  3 | leka: 1\n    | ^^^^\n",
		pages:    []string{"index.html", "mac/index.html", "windows/index.html"},
	},
	{
		name: "names and links in decomposed form lead to the same page",
		make: func(t *testing.T, root string) {
			writeFile(t, root, "content/"+norm.NFD.String("gebühr.md"), "---\ntitle: Gebühr\n---\n")
			writeFile(t, root, "content/links.md", "---\ntitle: Links\n---\n\n[eins](gebühr.md), "+norm.NFD.String("[zwei](gebühr.md)")+"\n")
		},
		pages: []string{"gebuehr/index.html", "index.html", "links/index.html"},
	},
	{
		name: "names of files that no host could serve",
		make: func(t *testing.T, root string) {
			if runtime.GOOS == "windows" {
				t.Skip("Windows has no such names")
			}
			for _, name := range []string{"content/a\\b.pdf", "content/c\nd.pdf", "static/x\\y/z.txt"} {
				writeFile(t, root, name, "x")
			}
		},
		findings: "content/a\\b.pdf:1:1: error: Aus dem Namen „a\\b.pdf“ lässt sich keine Adresse bilden [invalid-file-name]\n    = Verwenden Sie kleine Buchstaben ohne Umlaute, Ziffern und Bindestriche.\n" +
			"content/c␊d.pdf:1:1: error: Aus dem Namen „c␊d.pdf“ lässt sich keine Adresse bilden [invalid-file-name]\n    = Verwenden Sie kleine Buchstaben ohne Umlaute, Ziffern und Bindestriche.\n" +
			"static/x\\y/z.txt:1:1: error: Aus dem Namen „x\\y/z.txt“ lässt sich keine Adresse bilden [invalid-file-name]\n    = Verwenden Sie kleine Buchstaben ohne Umlaute, Ziffern und Bindestriche.\n",
		pages: []string{"index.html"},
	},
	{
		name: "names that Windows refuses",
		make: func(t *testing.T, root string) {
			if runtime.GOOS == "windows" {
				t.Skip("Windows has no such names")
			}
			for _, name := range []string{"con.md", "abt./eins.md", "abt./zwei.md", "a:b.md", "c\nd.md", "geb\xfchr.md", "console.md"} {
				writeFile(t, root, "content/"+name, "---\ntitle: "+strconv.Quote(strings.ToValidUTF8(name, "ü"))+"\n---\n")
			}
			writeFile(t, root, "static/lpt1.txt", "x")
			writeFile(t, root, "content/plan?.pdf", "x")
		},
		findings: refusedName("content/a:b.md", "a:b.md", refusedSigns) +
			refusedName("content/abt.", "abt.", "Am Ende darf kein Punkt und kein Leerzeichen stehen") +
			refusedName("content/c␊d.md", "c␊d.md", refusedSigns) +
			refusedName("content/con.md", "con.md", "Windows hält ihn für ein Gerät") +
			refusedName("content/geb�hr.md", "geb�hr.md", "Er ist nicht in UTF-8 geschrieben") +
			refusedName("content/plan?.pdf", "plan?.pdf", refusedSigns) +
			refusedName("static/lpt1.txt", "lpt1.txt", "Windows hält ihn für ein Gerät"),
		pages: []string{"a-b/index.html", "abt/eins/index.html", "abt/zwei/index.html", "c-d/index.html", "con/index.html", "console/index.html", "geb-hr/index.html", "index.html"},
	},
	{
		name: "what editors and office programs leave behind is no page",
		make: func(t *testing.T, root string) {
			for _, name := range []string{".index.md.swp", "index.md~", "~$index.md", "#index.md#", ".#index.md", "Thumbs.db", ".git/x.md", ".DS_Store"} {
				writeFile(t, root, "content/"+name, "kein Kopf")
			}
		},
		pages: []string{"index.html"},
	},
}

const refusedSigns = "Steuerzeichen und \\ : * ? \" < > | dürfen darin nicht vorkommen"

// refusedName is the finding about a name that Windows refuses.
func refusedName(path, name, reason string) string {
	return path + ":1:1: warning: Der Name „" + name + "“ ist unter Windows nicht möglich: " + reason + " [unportable-name]\n" +
		"    = Benennen Sie die Datei oder den Ordner um, am besten mit kleinen Buchstaben, Ziffern und Bindestrichen.\n"
}

func TestBadInputs(t *testing.T) {
	t.Parallel()
	for _, b := range badInputs {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			root := writeHub(t, map[string]string{"content/index.md": indexMD})
			b.make(t, root)
			got := build(t, root, options{})
			if diff := cmp.Diff(b.findings, got.findings); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(b.pages, htmlPages(got.files)); diff != "" {
				t.Errorf("pages (-want +got):\n%s", diff)
			}
		})
	}
}

func htmlPages(files map[string]string) []string {
	var pages []string
	for name := range files {
		if strings.HasSuffix(name, ".html") && name != "404.html" && name != "suche/index.html" {
			pages = append(pages, name)
		}
	}
	slices.Sort(pages)
	return pages
}

func symlink(t *testing.T, root, target, name string) {
	t.Helper()
	if err := os.Symlink(target, filepath.Join(root, filepath.FromSlash(name))); err != nil {
		t.Skip("no symlinks here: ", err)
	}
}

// makeSocket listens by a short name: that of a socket is limited to about 100 bytes.
func makeSocket(t *testing.T, root string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "w")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	short := filepath.Join(dir, "s")
	l, err := net.Listen("unix", short)
	if err != nil {
		t.Skip("no sockets here: ", err)
	}
	t.Cleanup(func() { l.Close() })
	if err := os.Rename(short, filepath.Join(root, "content", "s.md")); err != nil {
		t.Skip("sockets cannot be moved here: ", err)
	}
}

func makeNameClash(t *testing.T, root string) {
	t.Helper()
	writeFile(t, root, "content/gebühr.md", "---\ntitle: Gebühr eins\n---\n")
	writeFile(t, root, "content/"+norm.NFD.String("gebühr.md"), "---\ntitle: Gebühr zwei\n---\n")
	if entries, _ := os.ReadDir(filepath.Join(root, "content")); len(entries) < 5 {
		t.Skip("this file system composes names itself")
	}
}

// TestFileThatMayNotBeRead is for people who are not the administrator.
func TestFileThatMayNotBeRead(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("everything may be read here")
	}
	root := writeHub(t, map[string]string{"content/index.md": indexMD, "content/zu.md": indexMD})
	if err := os.Chmod(filepath.Join(root, "content", "zu.md"), 0); err != nil {
		t.Fatal(err)
	}
	if got := build(t, root, options{}); !strings.Contains(got.findings, "Die Leserechte fehlen [file-unreadable]") {
		t.Errorf("findings: %s", got.findings)
	}
}

// TestFileThatChangesAfterReading must not show an excerpt of what was never built.
func TestFileThatChangesAfterReading(t *testing.T) {
	t.Parallel()
	root := writeHub(t, map[string]string{"content/index.md": "---\ntitle: Start\nleka: 1\n---\n"})
	in, err := source.Read(root, templates(t))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, root, "content/index.md", "---\ntitle: Neu\n---\n")
	got := buildSnapshot(t, in, options{})
	if strings.Contains(got.findings, "Neu") || !strings.Contains(got.findings, "[unknown-field]") {
		t.Errorf("findings: %s", got.findings)
	}
}
