package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The kinds of edits that are measured.
const (
	bodyEdit  = "body"
	titleEdit = "title"
)

var editKinds = []string{bodyEdit, titleEdit}

// listing is the page that lists all services, with their titles.
const listing = "/dienste/"

// An edit changes one service. Its word is nowhere else, so a page that shows the
// word shows the edit.
type edit struct {
	kind    string
	service int // index
	word    string
}

// drawEdits draws n edits of each kind, in turns, of any of the services. The
// same seed draws the same.
func drawEdits(seed uint64, services, n int) []edit {
	random := rand.New(rand.NewPCG(seed, uint64(services)))
	var edits []edit
	for range n {
		for _, kind := range editKinds {
			edits = append(edits, edit{kind, random.IntN(services), uniqueWord(len(edits))})
		}
	}
	return edits
}

// uniqueWord is the word number i. All have the same length, so none is part of
// another, and only letters, which no generator writes in any other way.
func uniqueWord(i int) string {
	letters := []byte("aaaa")
	for place := len(letters) - 1; place >= 0; place-- {
		letters[place] += byte(i % 26)
		i /= 26
	}
	return "Neufassung" + string(letters)
}

var titleKey = []byte("\ntitle: ")

// apply makes the edit in the text of a service. The text only gets longer.
func (e edit) apply(text []byte) []byte {
	if e.kind == titleEdit {
		before, rest, _ := bytes.Cut(text, titleKey)
		title, after, _ := bytes.Cut(rest, []byte("\n"))
		return slices.Concat(before, titleKey, title, []byte(" "+e.word+"\n"), after)
	}
	return fmt.Appendf(bytes.Clone(text), "\nDas gilt auch für die %s.\n", e.word)
}

// page is the address of the service's own page.
func (e edit) page() string {
	return listing + strings.TrimSuffix(serviceFile(e.service), ".md") + "/"
}

// concerned are the pages that must show the edit.
func (e edit) concerned() []string {
	if e.kind == titleEdit {
		return []string{e.page(), listing}
	}
	return []string{e.page()}
}

// savers are the ways in which editors save a file whose text got longer. Both
// are atomic: nobody ever reads half a file.
var savers = map[string]func(file string, text []byte) error{
	"overwrite": overwrite,
	"rename":    replaceByRename,
}

// overwrite writes the file in place, in one piece and without emptying it first.
func overwrite(file string, text []byte) error {
	out, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if _, err := out.Write(text); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// replaceByRename puts a new file in the place of the old one. The new one is
// written beside content/, where no server is told of it.
func replaceByRename(file string, text []byte) error {
	beside := filepath.Join(filepath.Dir(file), "..", "..", ".saving")
	if err := os.WriteFile(beside, text, 0o644); err != nil {
		return err
	}
	return os.Rename(beside, file)
}
