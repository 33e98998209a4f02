// Asks the search of a built site and Pagefind the same questions on the same pages:
//
//     node compare.mjs SITE QUERIES.tsv
//
// Both run their own code that a browser would run, with files read from the disk in
// place of requests. What a request costs is the file compressed with gzip, or as it is
// where that is less. Every query is a first one: nothing is in a cache. Each shows ten
// hits with what it shows of them.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const [site, queriesFile] = process.argv.slice(2);
const TOP = 5, SHOWN = 10;

const queries = readFileSync(queriesFile, "utf8").split("\n").filter((l) => l && !l.startsWith("#")).map((line) => {
  const [kind, query, wanted] = line.split("\t");
  return { kind, query, wanted: wanted.split(" ") };
});

// Transfer counts what is loaded.
class Transfer {
  bytes = 0;
  requests = 0;

  read(path) {
    const data = readFileSync(path);
    this.bytes += Math.min(data.length, gzipSync(data, { level: 9 }).length);
    this.requests++;
    return data;
  }
}

const script = () => {
  const name = readdirSync(join(site, "assets")).find((n) => /^search\.[0-9a-f]+\.js$/.test(n));
  return join(site, "assets", name);
};

async function wegweiser() {
  const scripts = join(here, "../../static/assets");
  globalThis.fold = createRequire(import.meta.url)(join(scripts, "site.js")).fold; // every page has it
  const { Index, search, marks } = await import(pathToFileURL(join(scripts, "search.js")));
  return async (query) => {
    const transfer = new Transfer();
    transfer.read(script());
    const index = await Index.open(async (name) =>
      transfer.read(name === "index.json" ? join(site, "suche", name) : join(site, "assets/search", name)).toString());
    const found = await search(index, query);
    const hits = await Promise.all(found.hits.slice(0, SHOWN).map((page) => index.shown(page)));
    for (const hit of hits) { // those that show an excerpt of the page
      if (!marks(hit.title, found.keys) && !marks(hit.summary, found.keys)) transfer.read(join(site, hit.url, "index.html"));
    }
    return { urls: hits.map((h) => h.url), transfer };
  };
}

// The scripts of a page with Pagefind; in a browser a worker loads its own.
async function pagefind() {
  const work = mkdtempSync(join(tmpdir(), "pagefind-"));
  process.on("exit", () => rmSync(work, { recursive: true, force: true }));
  const copy = join(work, "site");
  cpSync(site, copy, { recursive: true, filter: (path) => !/(\/suche|\/404\.html|\/assets\/search)$/.test(path) });
  const start = performance.now();
  const said = execFileSync(join(here, "node_modules/.bin/pagefind"), ["--site", copy, "--root-selector", "main", "--output-path", join(work, "pagefind")], { encoding: "utf8" });
  const took = (performance.now() - start) / 1000;
  console.log(`Pagefind: ${said.match(/Indexed \d+ pages/)} in ${took.toFixed(2)} s`);
  let transfer;
  globalThis.fetch = async (url) => new Response(transfer.read(fileURLToPath(new URL(url).origin === "null" ? String(url).replace(/\?.*/, "") : join(work, "pagefind", new URL(url).pathname))));
  globalThis.document = { querySelector: () => ({ getAttribute: () => "de" }), documentElement: { lang: "de" }, currentScript: null };
  globalThis.window = { location: { origin: "http://localhost" } };
  globalThis.location = { href: "http://localhost/", origin: "http://localhost" };
  let n = 0;
  return async (query) => {
    transfer = new Transfer();
    const main = join(work, "pagefind/pagefind.js");
    transfer.read(main);
    const engine = await import(pathToFileURL(main) + "?" + n++);
    await engine.options({ basePath: pathToFileURL(join(work, "pagefind")) + "/", baseUrl: "/" });
    await engine.init();
    const found = await engine.search(query);
    const hits = await Promise.all(found.results.slice(0, SHOWN).map((r) => r.data()));
    await engine.destroy();
    return { urls: hits.map((h) => h.url), transfer };
  };
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

const tools = { Wegweiser: await wegweiser() };
if (existsSync(join(here, "node_modules/.bin/pagefind"))) tools.Pagefind = await pagefind();
else console.log("Pagefind is not installed: npm ci --prefix bench/search");

const rows = {}, misses = {};
for (const [tool, ask] of Object.entries(tools)) {
  const hits = {}, bytes = [], requests = [];
  misses[tool] = [];
  for (const { kind, query, wanted } of queries) {
    const { urls, transfer } = await ask(query);
    const rank = urls.findIndex((u) => wanted.includes(u));
    const hit = rank >= 0 && rank < TOP;
    for (const k of [kind, "all"]) hits[k] = (hits[k] ?? 0) + hit;
    if (!hit) misses[tool].push(`${query}${rank >= 0 ? ` (${rank + 1})` : ""}`);
    bytes.push(transfer.bytes);
    requests.push(transfer.requests);
  }
  rows[tool] = { hits, bytes: median(bytes), most: Math.max(...bytes), requests: median(requests) };
}

const kinds = ["all", ...new Set(queries.map((q) => q.kind))];
const names = Object.keys(rows);
const line = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const kilo = (bytes) => (bytes / 1000).toFixed(1) + " KB";
line("hits in the top five", "queries", ...names);
line("---", "--:", ...names.map(() => "--:"));
for (const k of kinds) line(k, queries.filter((q) => k === "all" || q.kind === k).length, ...names.map((n) => rows[n].hits[k] ?? 0));
line("bytes of a first query, median", "", ...names.map((n) => kilo(rows[n].bytes)));
line("the most", "", ...names.map((n) => kilo(rows[n].most)));
line("requests, median", "", ...names.map((n) => rows[n].requests));
for (const n of names) console.log(`\n${n} misses ${misses[n].length} (in brackets the place, where it is among the first ten): ${misses[n].join("; ")}`);
