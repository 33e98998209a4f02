// Tests of the parts of static/assets/site.js that need no page: node --test testdata
"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const site = require("../static/assets/site.js");

test("the day is that of the site's time zone", () => {
  const lateOnNewYearsEve = new Date("2026-12-31T23:30:00Z");
  assert.equal(site.today(lateOnNewYearsEve, "UTC"), "2026-12-31");
  assert.equal(site.today(lateOnNewYearsEve, "Europe/Berlin"), "2027-01-01");
  assert.equal(site.today(new Date("2026-07-01T21:59:59Z"), "Europe/Berlin"), "2026-07-01");
  assert.equal(site.today(new Date("2026-03-05T12:00:00Z"), ""), "2026-03-05");
});

test("a period is past when its last day is over, and holds from its first", () => {
  const period = { state: "current", from: "2026-01-01", until: "2026-12-31" };
  assert.equal(site.stateOn("2026-12-31", period), "current");
  assert.equal(site.stateOn("2027-01-01", period), "past");
  const next = { state: "future", from: "2027-01-01" };
  assert.equal(site.stateOn("2026-12-31", next), "future");
  assert.equal(site.stateOn("2027-01-01", next), "current");
  assert.equal(site.stateOn("2028-01-01", { state: "future", from: "2027-01-01", until: "2027-12-31" }), "past");
});

test("a clock that is slow turns nothing back", () => {
  assert.equal(site.stateOn("2020-01-01", { state: "past", until: "2025-12-31" }), "past");
  assert.equal(site.stateOn("2020-01-01", { state: "current", from: "2026-01-01", until: "2026-12-31" }), "current");
});

test("the address keeps what is chosen under a name, beside what else it says", () => {
  assert.deepEqual(site.stated("?vergleich=oaa.efa&x=1", "vergleich"), ["oaa", "efa"]);
  assert.equal(site.stated("?x=1", "vergleich"), null);
  assert.deepEqual(site.stated("?vergleich=", "vergleich"), []);
  assert.equal(site.withState("?x=1", "vergleich", ["oaa", "efa"]), "?x=1&vergleich=oaa.efa");
  assert.equal(site.withState("?vergleich=oaa&x=1", "vergleich", null), "?x=1");
  assert.equal(site.withState("?vergleich=oaa", "vergleich", null), "");
  assert.deepEqual(site.stated(site.withState("", "filter", ["für & wider"]), "filter"), ["für & wider"]);
});

test("cells differ unless all are alike", () => {
  assert.equal(site.differs(["1", "1", "1"]), false);
  assert.equal(site.differs(["1", "2", "1"]), true);
  assert.equal(site.differs([]), false);
});

test("words are found however their letters are written", () => {
  for (const text of ["Büro", "buero", "BÜRO", "Bu\u0308ro"]) assert.equal(site.fold(text), "buro");
  assert.equal(site.fold("Straße"), site.fold("STRASSE"));
  assert.equal(site.fold("Łužica Dźěło"), "luzica dzelo");
  assert.equal(site.fold("neue Frauen, Quelle, Überlassung"), "neue frauen, quelle, uberlassung");
  assert.equal(site.fold("So\u00ADzi\u00ADales"), "soziales");
});

const items = [
  { key: "/a/", text: site.fold("Wohngeld"), facets: ["topic/wohnen", "model/oaa", "model/efa"] },
  { key: "/b/", text: site.fold("Bürgerbüro"), facets: ["topic/wohnen", "model/efa"] },
  { key: "/c/", text: site.fold("Angeln"), facets: ["topic/freizeit"] },
  { key: "/a/", text: site.fold("Wohngeld"), facets: ["topic/wohnen", "model/oaa", "model/efa"] }, // in a second group
];
const left = (chosen, ...words) => [...new Set(items.filter((i) => site.passes(i, { chosen, words })).map((i) => i.key))];

test("values of one facet add, facets and words narrow", () => {
  assert.deepEqual(left([]), ["/a/", "/b/", "/c/"]);
  assert.deepEqual(left([["topic", []], ["model", []]]), ["/a/", "/b/", "/c/"]);
  assert.deepEqual(left([["topic", ["wohnen"]]]), ["/a/", "/b/"]);
  assert.deepEqual(left([["topic", ["wohnen", "freizeit"]]]), ["/a/", "/b/", "/c/"]);
  assert.deepEqual(left([["topic", ["wohnen"]], ["model", ["oaa"]]]), ["/a/"]);
  assert.deepEqual(left([["topic", ["freizeit"]], ["model", ["oaa"]]]), []);
  assert.deepEqual(left([["topic", ["wohnen"]]], "buro"), ["/b/"]);
  assert.deepEqual(left([], "wohn", "geld"), ["/a/"]);
});

test("a value's count is what is left if it were chosen as well, each page once", () => {
  const state = { chosen: [["topic", ["wohnen"]], ["model", ["oaa"]]], words: [] };
  assert.deepEqual(Object.fromEntries(site.tally(items, state, "model")), { "topic/wohnen": 2, "model/oaa": 1, "model/efa": 2 });
  assert.equal(site.tally(items, state, "topic").get("topic/wohnen"), 1);
  assert.equal(site.tally(items, state, "topic").get("topic/freizeit"), undefined);
});

test("a caption lists the columns that are shown", () => {
  const column = (textContent) => ({ parentElement: { textContent } });
  assert.equal(site.captionOf("Vergleich: #", [column(" Amt24-OAA"), column(" $& Co")]), "Vergleich: Amt24-OAA, $& Co");
});
