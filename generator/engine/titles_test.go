package engine_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
)

// askTitles asks the index of a language for the title of each of its pages, with the
// scripts that a browser would run. Its answers are titles and what is found first.
const askTitles = `
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
const assets = resolve("../../static/assets");
globalThis.fold = createRequire(assets + "/")("./site.js").fold;
const { Index, search } = await import(pathToFileURL(assets + "/search.js"));
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const { files, directories } = JSON.parse(input);
const answers = [];
for (const directory of directories) {
  const index = await Index.open(async (name) => files[name === "index.json" ? directory : "assets/search/" + name]);
  for (let page = 0; page < index.directory.pages; page++) {
    const { title } = await index.shown(page);
    const { hits } = await search(index, title);
    answers.push([directory, title, hits.length ? (await index.shown(hits[0])).title : ""]);
  }
}
console.log(JSON.stringify(answers));
`

// TestTitlesFindTheirPages searches the hub in each language for the title of each page:
// that page comes first, or another of the same title.
func TestTitlesFindTheirPages(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed: static/assets/search.js is not tested")
	}
	files := once(t, repository)
	var directories []string
	for path := range files {
		if strings.HasSuffix(path, "suche/index.json") {
			directories = append(directories, path)
		}
	}
	input, err := json.Marshal(map[string]any{"files": files, "directories": directories})
	if err != nil {
		t.Fatal(err)
	}
	var problems bytes.Buffer
	run := exec.Command(node, "--input-type=module", "-e", askTitles)
	run.Stdin, run.Stderr = bytes.NewReader(input), &problems
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &problems)
	}
	var answers [][3]string
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	for _, a := range answers {
		if a[1] != a[2] {
			t.Errorf("%s: %q finds %q first", a[0], a[1], a[2])
		}
	}
	if len(directories) < 3 || len(answers) < 200 {
		t.Errorf("%d titles have been asked for in %d languages", len(answers), len(directories))
	}
}
