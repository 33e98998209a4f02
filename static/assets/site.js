// What the pages do by themselves in a browser. Everything is there without this
// script as well; its words stand in the markup, in the language of the page.
"use strict";

// End dates: a page that was built before a day has passed says so all the same.

// today is the day that it is now in a time zone, such as 2026-12-31.
const today = (now, zone) => {
  const part = {};
  const format = new Intl.DateTimeFormat("en", { timeZone: zone || undefined, year: "numeric", month: "2-digit", day: "2-digit" });
  for (const { type, value } of format.formatToParts(now)) part[type] = value;
  return `${part.year}-${part.month}-${part.day}`;
};

// stateOn is what a period is on a day. Time only goes on: what the page says to be
// past stays so, and what it says to hold has begun.
const stateOn = (day, { state, from, until }) => {
  if (state === "past" || (until && until < day)) return "past";
  return state === "current" || !from || from <= day ? "current" : "future";
};

const markEnds = (day) => {
  for (const end of document.querySelectorAll("[data-ended]")) {
    if (end.dataset.until >= day) continue;
    const words = document.createElement("strong");
    words.className = "ended";
    words.textContent = end.dataset.ended;
    end.after(" – ", words);
  }
  for (const list of document.querySelectorAll("[data-past]")) {
    for (const period of list.querySelectorAll("[data-state]")) {
      const state = stateOn(day, period.dataset);
      if (state === period.dataset.state) continue;
      period.classList.replace(period.dataset.state, state);
      period.dataset.state = state;
      period.querySelector(".tag").textContent = list.dataset[state];
    }
  }
};

if (typeof document === "object") {
  markEnds(today(new Date(), document.currentScript.dataset.zone));
} else {
  module.exports = { today, stateOn }; // for tests
}
