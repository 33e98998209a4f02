// Lighthouse on one page of every kind of the hub: make bench-lighthouse.
// It has to give 100 in all four categories. Needs ../../wegweiser, built
// before, and Chromium.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".json": "application/json", ".xml": "application/xml", ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

// serve answers as a host should: compressed, cacheable, with a policy.
function serve(dir) {
  return createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const name = path.endsWith("/") ? path + "index.html" : path;
    let status = 200, file = name, data;
    try {
      data = readFileSync(join(dir, file));
    } catch {
      [status, file] = [404, "/404.html"];
      data = readFileSync(join(dir, file));
    }
    const accepts = request.headers["accept-encoding"] ?? "";
    const encoding = accepts.includes("br") ? "br" : accepts.includes("gzip") ? "gzip" : "";
    if (encoding) data = encoding === "br" ? brotliCompressSync(data) : gzipSync(data);
    response.writeHead(status, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": policy,
      "Cross-Origin-Opener-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": /\.[0-9a-f]{8}\.\w+$/.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
      "Vary": "Accept-Encoding",
      ...(encoding && { "Content-Encoding": encoding }),
    }).end(data);
  });
}

// results is the kind of the pages that show what a search has found, and hits one of them
// that does. No search engine is to list them: Lighthouse's one audit that wants it to does
// not count there.
const results = "search";
const hits = ["search with hits", "/suche/?q=wohngeld"];
const skipped = (kind) => kind.startsWith(results) ? ["is-crawlable"] : [];

// kinds picks the first page of each kind: the start, every section, its views,
// what lies in it, the pages on their own. Hits are a kind of their own.
function kinds(dir) {
  const pages = readdirSync(dir, { recursive: true }).filter((f) => extname(f) === ".html").map((f) => "/" + f.replace(/index\.html$/, "")).sort();
  const within = (page) => pages.some((p) => p !== page && p.startsWith(page));
  const kind = (page) => {
    const parts = page.split("/").slice(1, -1);
    const html = readFileSync(join(dir, page.replace(/\/$/, "/index.html")), "utf8");
    const views = html.includes('class="views"');
    if (html.includes('id="_search"')) return results;
    if (page === "/" || page.endsWith(".html") || within(page)) return page;
    return parts.length > 1 ? parts.slice(0, -1).join("/") + (views ? " (view)" : "") : "page";
  };
  const first = new Map();
  for (const page of pages) if (!first.has(kind(page))) first.set(kind(page), page);
  return [...first, hits];
}

const browser = process.env.CHROMIUM || ["chromium", "google-chrome"].map((name) => {
  try { return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim(); } catch { return ""; }
}).find(Boolean);
if (!browser) throw new Error("There is no Chromium: install the package chromium or set CHROMIUM to its path.");

const dir = mkdtempSync(join(tmpdir(), "lighthouse-"));
const server = serve(dir).listen(0, "127.0.0.1");
await new Promise((listening) => server.once("listening", listening));
const base = `http://127.0.0.1:${server.address().port}`;
// Canonical addresses have to be those of the server.
execFileSync("../../wegweiser", ["build", "--quiet", "--root", "../..", "--out", dir, "--base-url", base], { stdio: ["ignore", "inherit", "ignore"] });

const chrome = await launch({
  chromePath: browser,
  chromeFlags: ["--headless", "--disable-gpu", "--disable-dev-shm-usage", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
});
// best of three: what else the machine does lowers the performance, and nothing raises it.
async function best(page, skipAudits) {
  let found;
  for (let i = 0; i < 3 && !(found?.sum === 400); i++) {
    const { lhr } = await lighthouse(base + page, { port: chrome.port, logLevel: "error", output: "json", skipAudits });
    const scores = Object.fromEntries(Object.values(lhr.categories).map((c) => [c.id, Math.round(c.score * 100)]));
    const sum = Object.values(scores).reduce((a, b) => a + b);
    if (!(found?.sum >= sum)) found = { lhr, scores, sum };
  }
  return found;
}

const only = process.argv[2]; // part of a kind's name
const rows = [], short = [];
try {
  for (const [kind, page] of kinds(dir)) {
    if (only && !kind.includes(only)) continue;
    const { lhr, scores } = await best(page, skipped(kind));
    rows.push({ kind, page, ...scores });
    if (lhr.runtimeError) short.push(`${page}: ${lhr.runtimeError.message}`);
    for (const category of Object.values(lhr.categories)) {
      if (category.score === 1) continue;
      const lost = category.auditRefs.filter((ref) => ref.weight > 0 && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 1);
      short.push(...lost.map((ref) => `${page}: ${category.id}: ${ref.id} ${lhr.audits[ref.id].score}: ${lhr.audits[ref.id].title} ${lhr.audits[ref.id].displayValue ?? ""}`));
    }
    console.error(page, Object.values(scores).join(" "));
  }
} finally {
  chrome.kill();
  server.close();
  rmSync(dir, { recursive: true });
}
console.table(rows);
for (const line of short) console.log(line);
const perfect = rows.length > 0 && rows.every((r) => ["performance", "accessibility", "best-practices", "seo"].every((c) => r[c] === 100));
process.exit(perfect ? 0 : 1);
