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
