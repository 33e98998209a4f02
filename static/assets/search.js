// Searches the pages of the site, in the files that the generator has made of their
// words: see generator/search. Nothing of a query leaves the browser.

// Words: what generator/search/words.go does to those of pages. fold is that of site.js,
// which every page has loaded before.

// isCode reports whether a word has digits and letters.
const isCode = (word) => /[0-9]/.test(word) && /[^0-9]/.test(word);

const RUN = /[\p{L}\p{M}\p{Nd}\u00AD]+/gu;

const CHAIN = /[\p{L}\p{M}\p{Nd}\u00AD]+(?:-[\p{L}\p{M}\p{Nd}\u00AD]+)*/gu;

export function words(text) {
  const all = [];
  for (const chain of text.match(CHAIN) ?? []) {
    const pieces = chain.split("-");
    all.push(...pieces.filter((piece) => /[\p{L}\p{Nd}]/u.test(piece)));
    const code = pieces.join("");
    if (pieces.length > 1 && isCode(code)) all.push(code);
  }
  return all;
}

export function stem(folded) {
  if (/[^a-z]/.test(folded)) return folded;
  for (let before = ""; before !== folded;) {
    before = folded;
    folded = folded.replace(/^(.{4,}?)(?:ung|em|en|er|es|e|n|s)$/, "$1");
  }
  return folded;
}

export const key = (word) => stem(fold(word));

// bare is what tails.go does.
export function bare(folded) {
  for (let before = ""; before !== folded;) {
    before = folded;
    folded = folded.replace(/^(.{4,}?)(?:em|en|er|es|e|n)$|^(.{3,}[^s])s$/, "$1$2");
  }
  return folded;
}

const MOST = 20; // words that are read because a word is a part of them

// Index reads the files, each once. load returns the text of one, by its name.
export class Index {
  constructor(load) {
    this.load = load;
    this.files = new Map();
  }

  static async open(load) {
    const index = new Index(load);
    index.directory = JSON.parse(await load("index.json"));
    return index;
  }

  file(name, read) {
    if (!this.files.has(name)) this.files.set(name, this.load(name).then(read));
    this.files.get(name).catch(() => this.files.delete(name)); // it may be there later
    return this.files.get(name);
  }

  // shard returns the lines among which that of a key is, if there is one.
  async shard(key) {
    const { first, words } = this.directory;
    const after = first.findIndex((k) => k > key);
    const at = (after < 0 ? first.length : after) - 1;
    return at < 0 ? new Map() : this.file(words[at], readLines);
  }

  async line(key) {
    return (await this.shard(key)).get(key);
  }

  vocabulary() {
    return this.file(this.directory.vocabulary, (text) => text.split("\n").map((line) => {
      const word = line.replace("-", "");
      return { word, folded: fold(word), key: key(word), proposed: word === line }; // no function word
    }));
  }

  // begun returns the keys that a word begins.
  async begun(folded) {
    const near = await Promise.all([this.shard(folded), this.shard(folded + "zz")]);
    return new Set(near.flatMap((lines) => [...lines.keys()]).filter((k) => k.startsWith(folded)));
  }

  // tails returns keys of words that are no part of the vocabulary and in which a word
  // stands behind others: see tails.go.
  async tails(folded) {
    const end = bare(folded), begin = [...end].reverse().join("");
    if (!this.directory.tails || /[^a-z]/.test(folded)) return [];
    const { first, files } = await this.file(this.directory.tails, JSON.parse);
    const names = files.filter((_, i) => first[i] <= begin + "{" && !(first[i + 1] <= begin));
    const shards = await Promise.all(names.map((name) => this.file(name, (text) => text.split("\n").map((line) => line.split(" ")))));
    const within = shards.flat().filter(([before]) => before.endsWith(end) && before.length >= end.length + 3);
    return [...new Set(within.map((pieces) => stem(pieces.join(""))))].slice(0, MOST);
  }

  async shown(page) {
    const { perShard, shown } = this.directory;
    const lines = await this.file(shown[Math.floor(page / perShard)], (text) => text.split("\n"));
    const [url, title, summary, kind, way, lang, absence] = lines[page % perShard].split("\t");
    return { url, title, summary, kind, way, lang, absence };
  }
}

function readLines(text) {
  const lines = new Map();
  for (const line of text.split("\n")) {
    const [, key, alternatives, pages, names, postings] = line.match(/^([^=*~ ]+)(?:=([^*~ ]+))?(?:\*(\d+))?(?:~(\S+))? (.*)$/) ?? [];
    if (key) lines.set(key, { key, alternatives: alternatives?.split(",").map((a) => a.split("+")) ?? [], pages, names, postings });
  }
  return lines;
}

// How much hits count that are not for the very word.
const MEANT = 0.6, BEGUN = 0.7;
const FEW = 3; // pages

// scores returns how well each page of a line matches: what is rare says more.
function scores(index, line) {
  const levels = new Map();
  let page = 0;
  for (const [, distance, level] of line.postings.matchAll(/([0-9a-z]+)([A-Z])/g)) {
    page += parseInt(distance, 36);
    levels.set(page, level.charCodeAt(0) - 64);
  }
  const n = Number(line.pages ?? levels.size);
  const rarity = Math.log(1 + (index.directory.pages - n + 0.5) / (n + 0.5));
  for (const [page, level] of levels) levels.set(page, level * rarity);
  return { levels, rarity };
}

// join adds the pages that have all of some keys.
async function join(index, term, keys, weight) {
  const lines = await Promise.all(keys.map((k) => index.line(k)));
  if (lines.some((line) => !line)) return;
  const parts = lines.map((line) => scores(index, line));
  for (const page of parts[0].levels.keys()) {
    if (parts.every((p) => p.levels.has(page))) {
      const score = weight * parts.reduce((sum, p) => sum + p.levels.get(page), 0) / Math.sqrt(parts.length);
      term.pages.set(page, Math.max(score, term.pages.get(page) ?? 0));
    }
  }
  term.rarity = Math.max(term.rarity, ...parts.map((p) => p.rarity));
  for (const k of keys) term.keys.add(k);
}

// find looks a word up: itself and what stands for it; if few pages have that, those
// that it begins or is part of as well; and if none has, what it is put together from, or
// else the words of texts that it is part of, unless it is a slip of one letter.
async function find(index, word, last) {
  const term = { word, keys: new Set(), pages: new Map(), rarity: 0 };
  const own = key(word), start = fold(word);
  const line = await index.line(own);
  if (line) {
    await join(index, term, [own], 1);
    for (const keys of line.alternatives) await join(index, term, keys, MEANT);
    if (term.pages.size >= FEW) return term;
  }
  const vocabulary = await index.vocabulary();
  if (last && start.length >= 3) {
    for (const k of await index.begun(start)) await join(index, term, [k], BEGUN);
  }
  if (start.length >= 4) {
    const within = vocabulary.filter((v) => v.folded.includes(start)).map((v) => v.key);
    for (const k of new Set(within)) await join(index, term, [k], MEANT);
  }
  if (term.pages.size > 0 || nearest(start, vocabulary, 1)) return term;
  const parts = split(start, vocabulary);
  if (parts) await join(index, term, parts, MEANT);
  if (term.pages.size === 0 && start.length >= 5) {
    for (const k of [...await index.begun(start), ...await index.tails(start)]) await join(index, term, [k], MEANT);
  }
  return term;
}

// codes writes the codes of a query as the site does: 99 012 008 as 99012008, and K24 - IOZ – AE
// as K24-IOZ-AE. typed is how each was written.
async function codes(index, query) {
  const typed = new Map(), runs = [...query.matchAll(RUN)];
  let text = "", end = 0;
  for (let i = 0; i < runs.length; i++) {
    const pieces = await codeAt(index, query, runs.slice(i, i + PIECES));
    const start = runs[i].index;
    i += pieces.length - 1;
    const next = runs[i].index + runs[i][0].length, code = pieces.join("");
    if (pieces.length > 1) typed.set(code, query.slice(start, next));
    text += query.slice(end, start) + (pieces.length === 1 ? query.slice(start, next) : isCode(code) ? pieces.join("-") : code);
    end = next;
  }
  text += query.slice(end);
  for (const [chain] of text.matchAll(CHAIN)) {
    const code = chain.replaceAll("-", "");
    if (!typed.has(code)) typed.set(code, chain);
  }
  return { text, typed };
}

const PIECES = 6; // of a code, at most
const LONG = 10; // digits that are a key and no amount or day

// codeAt returns the pieces of the code that some words begin with, or the first word: as
// many as the site writes as one, or as are a long number.
async function codeAt(index, query, runs) {
  const pieces = runs.map(([piece]) => piece);
  let linked = 1;
  while (linked < runs.length && /^[\s\u2010-\u2015\u2212-]+$/.test(query.slice(runs[linked - 1].index + pieces[linked - 1].length, runs[linked].index))) linked++;
  for (let n = /[0-9]/.test(pieces[0]) ? linked : 1; n > 1; n--) {
    const code = pieces.slice(0, n).join(""), number = /^[0-9]+$/.test(code);
    if (!number && !isCode(pieces[0])) continue; // 24 Euro
    if (number && code.length >= LONG || await index.line(key(code))) return pieces.slice(0, n);
  }
  return pieces.slice(0, 1);
}

// compounds puts neighbouring words together that the site writes as one. A name with a
// number is written in several ways: Amt24, Amt-24, Amt 24. Other words are, if one of
// them is none of the site's: Bund ID, but not ein Bürger. The pieces are kept.
async function compounds(index, asked) {
  const queried = [];
  const has = (word) => index.line(key(word));
  for (let i = 0; i < asked.length; i++) {
    const word = asked[i], next = asked[i + 1] ?? "", whole = word + next;
    const likely = next && !isCode(word) && (isCode(whole) || !(await has(word) && await has(next)));
    if (likely && await has(whole)) queried.push({ word: whole, pieces: [word, asked[++i]] });
    else if (!queried.some((q) => q.word === word)) queried.push({ word });
  }
  return queried;
}

// findCompound looks such a word up, and what has its pieces apart.
async function findCompound(index, { word, pieces }) {
  const term = await find(index, word, false);
  await join(index, term, pieces.map(key), 1);
  return term;
}

// split does what vocabulary.go does.
function split(folded, vocabulary) {
  const known = new Set(vocabulary.map((v) => v.key));
  const ways = [[]];
  for (let start = 0; start <= folded.length - 3; start++) {
    for (let end = start + 3; ways[start] && end <= folded.length; end++) {
      const part = stem(folded.slice(start, end));
      if (!ways[end] && end - start < folded.length && known.has(part)) ways[end] = [...ways[start], part];
    }
  }
  return folded.length > 64 ? undefined : ways[folded.length];
}

// nearest returns the word of the site that is most like one that it does not have, with
// at most so many slips. The first letter is seldom one.
function nearest(folded, vocabulary, least) {
  let best;
  for (const v of vocabulary) {
    if (!v.proposed || Math.abs(v.folded.length - folded.length) > least || v.folded === folded || v.folded[0] !== folded[0]) continue;
    const d = distance(folded, v.folded, least);
    if (d < least || d === least && !best) [best, least] = [v.word, d];
  }
  return best;
}

// meant returns the nearest word of the site, or else the longest that the word begins
// or ends with, if that is a good part of it: who asks for a Personalausweis means no
// Person.
function meant(word, vocabulary) {
  const folded = fold(word);
  const best = nearest(folded, vocabulary, folded.length < 5 ? 1 : 2);
  if (best || /[0-9]/.test(folded)) return best;
  const parts = vocabulary.filter((v) => v.proposed && v.folded.length > Math.max(3, folded.length * 0.4) && v.folded !== folded && (folded.startsWith(v.folded) || folded.endsWith(v.folded)));
  return parts.sort((a, b) => b.folded.length - a.folded.length)[0]?.word;
}

// distance counts letters that are wrong, missing, too many or swapped.
function distance(a, b, most) {
  let before, row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
    if (Math.min(...row) > most) return most + 1;
  }
  return row[b.length];
}

// Pages count as hits that have this share of what the best has of a query.
const ENOUGH = 0.6;

// search returns the pages that a query finds, the best first; the words that were
// searched for instead of others, which the site has not; the words for which there is
// nothing; and the query that may have been meant.
export async function search(index, query) {
  const { text, typed } = await codes(index, query);
  const written = (word) => typed.get(word) ?? word;
  const queried = await compounds(index, [...new Set(words(text))]);
  const asked = queried.map((q) => q.word);
  const terms = await Promise.all(queried.map((q, i) => (q.pieces ? findCompound(index, q) : find(index, q.word, i === asked.length - 1))));
  const instead = [], unknown = [];
  for (const [i, term] of terms.entries()) {
    if (term.pages.size > 0) continue;
    const better = meant(term.word, await index.vocabulary());
    if (better) {
      instead.push([written(term.word), better]);
      terms[i] = await find(index, better, false);
    } else {
      unknown.push(written(term.word));
    }
  }
  const own = await called(index, terms.map((t) => t.word), instead.reduce((text, [w, m]) => text.replace(w, m), query));
  const hits = [...new Set([...own, ...rank(terms)])];
  const few = hits.length < FEW && instead.length === 0 && unknown.length === 0 && terms.length > 0;
  const suggestion = few ? suggest(query, asked, terms, await index.vocabulary()) : "";
  return { hits, keys: new Set(terms.flatMap((t) => [key(t.word), ...t.keys])), instead, unknown, suggestion };
}

// called returns the pages that are called what is asked for. A line of one of the words
// knows them: see called.go.
async function called(index, asked, query) {
  const pieces = query.match(RUN) ?? [];
  const name = pieces.map(fold).join("");
  const keys = new Set([...asked, ...pieces].map(key));
  const lines = await Promise.all([...keys].map((k) => index.line(k)));
  const names = lines.flatMap((line) => line?.names?.split("~") ?? []).map((n) => n.split(":"));
  return names.filter(([n]) => n === name).flatMap(([, ...pages]) => pages.map((p) => parseInt(p, 36)));
}

function rank(terms) {
  const found = new Map();
  for (const term of terms) {
    for (const [page, score] of term.pages) {
      const hit = found.get(page) ?? { page, score: 0, share: 0 };
      hit.score += score;
      hit.share += term.rarity;
      found.set(page, hit);
    }
  }
  const most = Math.max(...[...found.values()].map((h) => h.share));
  return [...found.values()].filter((h) => h.share >= ENOUGH * most)
    .sort((a, b) => b.score * b.share - a.score * a.share || a.page - b.page).map((h) => h.page);
}

// suggest replaces the words that few pages have by those that are like them and that
// many have. Short words are like many others.
function suggest(query, asked, terms, vocabulary) {
  let other = query;
  for (const [i, word] of asked.entries()) {
    const near = terms[i].pages.size < FEW && word.length > 4 && vocabulary.slice(0, vocabulary.length / 4).find((v) =>
      v.proposed && v.key !== key(word) && v.folded[0] === fold(word)[0] && distance(v.folded, fold(word), 1) <= 1);
    if (near) other = other.replace(word, near.word);
  }
  return other === query ? "" : other;
}

// The page.

const PER_PAGE = 10;
const GONE = [403, 404, 410];
const PATIENCE = 30000; // ms for a file of the index or a page
const box = globalThis.document?.getElementById("_search");
const $ = (id) => document.getElementById(id);

function element(name, properties, ...children) {
  const e = Object.assign(document.createElement(name), properties);
  e.append(...children);
  return e;
}

// marked returns a text as nodes, with the words marked that a query is about.
function marked(text, keys) {
  return text.split(/([\p{L}\p{M}\p{Nd}\u00AD]+)/u).map((piece, i) =>
    i % 2 === 1 && matches(piece, keys) ? element("mark", {}, piece) : piece);
}

// marks reports whether a text has a word that a query is about.
export const marks = (text, keys) => words(text).some((word) => matches(word, keys));

function matches(word, keys) {
  const folded = fold(word), own = stem(folded);
  return keys.has(own) || [...keys].some((k) => k.length > 3 && folded.includes(k));
}

// get fetches a file or a page. One that does not come holds nothing up for ever.
const get = (address, how) => fetch(address, { ...how, signal: AbortSignal.timeout?.(PATIENCE) });

// textOf returns what an element says. What does not stand within a line is no part of the
// words around it.
export const textOf = (element) => flow(element).replace(/\s+/g, " ").trim();

const LINE = "a, abbr, b, code, del, em, i, ins, kbd, mark, q, s, small, span, strong, sub, sup, time, u, wbr";

function flow(node) {
  if (node.nodeType === 3) return node.data; // a text
  const text = [...node.childNodes].map(flow).join("");
  return node.matches?.(LINE) ? text : ` ${text} `;
}

// excerpt returns the place in a page where it speaks of what is searched for.
async function excerpt(url, keys) {
  const response = await get(url);
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const e of page.querySelectorAll("main :is(p, li, dd, td, h2, h3):not(.lead)")) {
    const text = textOf(e);
    const at = text.split(" ").findIndex((w) => marks(w, keys));
    if (at >= 0) {
      const around = text.split(" ").slice(Math.max(0, at - 8), at + 16).join(" ");
      return (at > 8 ? "… " : "") + around + (text.endsWith(around) ? "" : " …");
    }
  }
}

// item returns a hit. The excerpt comes later, into the room that is kept for it.
function item(hit, keys) {
  const link = element("a", { href: hit.url }, ...marked(hit.title, keys));
  const li = element("li", {}, element("h2", {}, link));
  const { lang } = document.documentElement;
  const absence = box.dataset[hit.absence];
  if (absence) li.firstChild.append(" ", element("span", { className: "tag", lang }, absence));
  const about = [hit.kind, hit.way].filter((s) => s).join(" · ");
  if (about) li.append(element("p", { className: "way" }, about));
  if (hit.lang) { // the site's first one
    li.lang = link.hreflang = hit.lang;
    li.append(element("p", { className: "way", lang }, box.dataset.original));
  }
  if (hit.summary) li.append(element("p", {}, ...marked(hit.summary, keys)));
  if (!marks(hit.title, keys) && !marks(hit.summary, keys)) {
    const p = element("p", { className: "excerpt" });
    li.append(p);
    excerpt(hit.url, keys).then((text = "") => p.append(...marked(text, keys))).catch(() => {}); // the hit stands without
  }
  return li;
}

const say = (text, values) => text.replace(/\{(\w)\}/g, (_, name) => values[name]);

// loader loads files of the index. How the directory may come from the browser's cache,
// it is told; the names of the others change with what they hold. One that is not there
// is gone: a new index has taken the place of the one that the page has begun to read.
// Hosts say so in several ways; one that does not list its files forbids those it has not.
const loader = (cache) => async (name) => {
  const response = await (name === "index.json" ? get(name, { cache }) : get(box.dataset.files + name));
  if (!response.ok) throw Object.assign(new Error(name), { gone: GONE.includes(response.status) });
  return response.text();
};

// show shows what a query finds. If an index is gone, it begins anew in the next, once.
function show(query) {
  const list = $("_hits");
  let index, found;
  const fill = async (count) => {
    const pages = found.hits.slice(list.children.length, count);
    const hits = await Promise.all(pages.map((page) => index.shown(page)));
    list.append(...hits.map((hit) => item(hit, found.keys)));
    $("_more").hidden = list.children.length >= found.hits.length;
    tell(query, found);
  };
  const begin = async (cache, count) => {
    const next = await Index.open(loader(cache));
    [found, index] = [await search(next, query), next];
    list.replaceChildren();
    await fill(count);
  };
  const again = (count) => (error) => (error.gone ? begin("reload", count) : Promise.reject(error));
  const more = async () => {
    const shown = list.children.length, count = shown + PER_PAGE;
    await fill(count).catch(again(count));
    (list.children[shown] ?? list.lastElementChild)?.querySelector("a").focus();
  };
  let work = begin("no-cache", PER_PAGE).catch(again(PER_PAGE)).catch(fail);
  $("_more").addEventListener("click", () => { work = work.then(more).catch(fail); }); // one after the other
}

// tell says what has been found; once more only if something else has been said since.
function tell(query, found) {
  const { hits, hit, none, instead, unknown } = box.dataset;
  const lines = found.instead.map(([w, m]) => say(instead, { w, m }));
  const q = found.instead.reduce((text, [w, m]) => text.replace(w, m), query);
  lines.push(say([none, hit][found.hits.length] ?? hits, { n: found.hits.length, q }));
  if (found.unknown.length > 0 && found.hits.length > 0) lines.push(say(unknown, { w: found.unknown.join(", ") }));
  const text = lines.join(" ");
  if ($("_status").textContent !== text) $("_status").textContent = text;
  $("_onward").hidden = found.hits.length > 0;
  if ($("_lists")) $("_lists").hidden = found.hits.length > 0;
  Object.assign($("_meant").querySelector("a"), { href: "?q=" + encodeURIComponent(found.suggestion), textContent: found.suggestion });
  $("_meant").hidden = !found.suggestion;
}

// fail says that the search cannot be reached.
function fail(error) {
  console.error(error);
  $("_status").textContent = box.dataset.failed;
  if ($("_lists")) $("_lists").hidden = false;
}

if (box) {
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  addEventListener("pageshow", () => { $("_query").value = query; }); // after a browser has put its own back
  if (query) {
    document.title = query + " – " + document.title;
    for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
    $("_empty").hidden = true;
    if ($("_lists")) $("_lists").hidden = true; // the results take its place, and it would move
    show(query);
  }
}
