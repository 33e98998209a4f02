package search

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mirror has the script say what it makes of texts.
const mirror = `
import { words, fold, key } from %SCRIPT%;
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
console.log(JSON.stringify(JSON.parse(input).map((text) => words(text).map((w) => [w, fold(w), key(w)]))));
`

// TestTheScriptSeesTheSameWords runs words, fold and key in Go and in the script on the
// same texts: words of the hub's kinds, and letters at random.
func TestTheScriptSeesTheSameWords(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed: whether static/assets/search.js sees the same words is not tested")
	}
	script, err := filepath.Abs("../../static/assets/search.js")
	if err != nil {
		t.Fatal(err)
	}
	url, _ := json.Marshal("file://" + filepath.ToSlash(script))
	texts := []string{
		"Bürger Buerger Burger Straße STRASSE ẞ neue Quelle aktuell Bauer Ueberlassung", "K24-IOZ-AE 2025-12-31 a1--b2-c -x1-y2- 1-2",
		"Łužica hornjoserbšćina čěšć dźěło óń źrědło", "So\u00ADzi\u00ADal u\u0308ber e\u0301", "Οδυσσεύς ΟΔΥΣΣΕΥΣ İstanbul ǅ ﬁn", "女性 日本-1",
		"Beamtinnen Anmeldungen Häusern Führerscheine", "", "§ 29 (VwVfG), i-Kfz 🙂 x🙂y", "٣٤ ½ ² Ⅳ",
	}
	random := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune("aaaeeennrsstuuoogiiungäöüßÄÖÜ -–.,019łŁšćžěňőçñςΣйё\u00AD\u0301\u0308")
	for range 5000 {
		var b strings.Builder
		for range 1 + random.IntN(24) {
			b.WriteRune(alphabet[random.IntN(len(alphabet))])
		}
		texts = append(texts, b.String())
	}
	input, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(node, "--input-type=module", "-e", strings.Replace(mirror, "%SCRIPT%", string(url), 1))
	run.Stdin = bytes.NewReader(input)
	var problems bytes.Buffer
	run.Stderr = &problems
	output, err := run.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, problems.String())
	}
	var theirs [][][]string
	if err := json.Unmarshal(output, &theirs); err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		ours := [][]string{}
		words(text, func(w string) { ours = append(ours, []string{w, fold(w), key(w)}) })
		if !slices.EqualFunc(ours, theirs[i], slices.Equal) {
			t.Fatalf("%q: in Go %q, in the script %q", text, ours, theirs[i])
		}
	}
}
