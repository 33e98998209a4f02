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

// markEnds says of what is over on a day that it is.
const markEnds = (day) => {
  for (const end of document.querySelectorAll("[data-ended]")) {
    if (end.dataset.until >= day) continue;
    const words = document.createElement("strong");
    words.className = "ended";
    words.textContent = end.dataset.ended;
    end.after(" – ", words);
  }
  for (const period of document.querySelectorAll("[data-state]")) { // in a list or in its picture
    const state = stateOn(day, period.dataset);
    if (state === period.dataset.state) continue;
    period.classList.replace(period.dataset.state, state);
    period.dataset.state = state;
    const tag = period.querySelector(".tag");
    if (tag) tag.textContent = period.closest("[data-past]").dataset[state];
  }
};

// Escape closes the menu of a small screen.
const closeMenu = (event) => {
  const menu = document.querySelector(".menu[open]");
  if (event.key !== "Escape" || !menu) return;
  if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  menu.open = false;
};

// Forms whose state is in the address: it can be shared, and the back button undoes it.

const separator = ".";

// stated are the values that an address gives a name; null if it does not have it.
const stated = (search, name) => {
  const value = new URLSearchParams(search).get(name);
  return value === null ? null : value.split(separator).filter(Boolean);
};

// withState is an address's query with values for a name; null takes the name out.
const withState = (search, name, values) => {
  const query = new URLSearchParams(search);
  if (values) query.set(name, values.join(separator));
  else query.delete(name);
  const text = query.toString();
  return text && `?${text}`;
};

// controlsOf are the controls of a form by their names.
const controlsOf = (form) => {
  const names = new Map();
  for (const control of form.elements) {
    if (control.name) names.set(control.name, [...(names.get(control.name) ?? []), control]);
  }
  return names;
};

const chosenIn = (controls) => controls.filter((c) => c.checked).map((c) => c.value);

// fromAddress puts a form into the state that the address tells.
const fromAddress = (form) => {
  for (const [name, controls] of controlsOf(form)) {
    const values = stated(location.search, name);
    for (const c of controls) {
      if (c.type === "checkbox") c.checked = values ? values.includes(c.value) : c.defaultChecked;
      else c.value = new URLSearchParams(location.search).get(name) ?? "";
    }
  }
};

// toAddress tells the state of a form in the address, but for what it is at first.
const toAddress = (form, method) => {
  let search = location.search;
  for (const [name, controls] of controlsOf(form)) {
    const usual = controls.every((c) => (c.type === "checkbox" ? c.checked === c.defaultChecked : c.value === ""));
    const values = controls[0].type === "checkbox" ? chosenIn(controls) : [controls[0].value];
    search = withState(search, name, usual ? null : values);
  }
  if (search !== location.search) history[method](null, "", location.pathname + search + location.hash);
};

// keep has apply follow a form and the address.
const keep = (form, apply) => {
  const follow = () => {
    fromAddress(form);
    apply();
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target.type !== "checkbox") return;
    apply(event.target);
    toAddress(form, "pushState");
  });
  addEventListener("popstate", follow);
  if ([...controlsOf(form).keys()].some((name) => stated(location.search, name))) follow();
};

// enhanced is what the template of an element holds.
const enhanced = (element) => element.querySelector("template")?.content.firstElementChild.cloneNode(true);

// tellWidth marks a region while it is narrower than what stands in it.
const tellWidth = (region) => {
  const observer = new ResizeObserver(() => region.classList.toggle("overflows", region.scrollWidth > region.clientWidth));
  for (const part of [region, ...region.querySelectorAll("table")]) observer.observe(part);
};

// Comparisons: columns to choose, rows to mark or hide.

const fewest = 2; // columns that can be compared
const wideFrom = 4; // columns that scroll on a small screen

// differs reports whether the numbers of some cells are not all the same.
const differs = (numbers) => new Set(numbers).size > 1;

// markEqual marks a row of whose cells the shown ones say the same; the others of a
// narrow table are marked already.
const markEqual = (row, shown) => {
  const numbers = [...row.cells].filter((cell) => cell.dataset.alike && shown(cell)).map((cell) => cell.dataset.alike);
  if (numbers.length) row.classList.toggle("equal", !differs(numbers));
};

// captionOf lists the columns that are shown, where a caption does that.
const captionOf = (pattern, shown) => pattern.replace("#", () => shown.map((c) => c.parentElement.textContent.trim()).join(", "));

// hideNotes hides the ways back to what is hidden, and the notes that have no other.
const hideNotes = (list) => {
  for (const note of list.children) {
    const ways = [...note.querySelectorAll(".back")];
    for (const way of ways) way.hidden = document.getElementById(way.hash.slice(1)).closest("[hidden]") !== null;
    note.hidden = ways.every((way) => way.hidden);
  }
  list.hidden = !list.querySelector(":scope > :not([hidden])");
};

const startComparison = (box) => {
  const options = enhanced(box);
  if (!options) return;
  const form = options.querySelector("form");
  const region = box.querySelector(".table");
  const rows = [...region.querySelectorAll("tr")];
  const columns = [...form.querySelectorAll(".columns input")];
  const [mark, hide] = form.querySelectorAll("input:not(.columns *)");
  const status = options.querySelector("[role=status]");
  const caption = region.querySelector("[data-pattern]");
  const notes = box.querySelector(".notes");
  notes?.querySelectorAll("li").forEach((note, i) => { note.value = i + 1; }); // whichever are hidden
  // On paper the style sheet shows all rows and columns again: the caption names them.
  if (caption) caption.after(Object.assign(document.createElement("span"), { className: "whole", textContent: caption.textContent }));

  const apply = (changed) => {
    const tooFew = columns.length > 0 && chosenIn(columns).length < fewest;
    if (tooFew && changed) changed.checked = true;
    else if (tooFew) for (const c of columns) c.checked = true; // as the address has it
    if (caption) caption.textContent = captionOf(caption.dataset.pattern, columns.filter((c) => c.checked));
    const shown = (cell) => columns[cell.cellIndex - 1]?.checked ?? true;
    for (const row of rows) {
      for (const cell of row.cells) cell.hidden = !shown(cell);
      markEqual(row, shown);
      row.hidden = hide.checked && row.classList.contains("equal");
    }
    if (notes) hideNotes(notes);
    const hidden = rows.filter((row) => row.hidden).length;
    region.classList.toggle("wide", chosenIn(columns).length >= wideFrom);
    region.classList.toggle("marked", mark.checked);
    status.textContent = tooFew && changed ? status.dataset.least : hidden ? status.dataset.hidden.replace("#", hidden) : "";
  };
  box.prepend(options);
  box.classList.add("enhanced");
  keep(form, apply);
};

// Filters of an index.

// fold makes words alike that people write in several ways, Bürger, Buerger and Burger, as
// generator/search does to those of pages. search.js uses it too: what a script that is
// no module declares, all later ones see.
const fold = (text) =>
  text.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/[\p{M}\u00AD]/gu, "")
    .replace(/ł/g, "l").replace(/ς/g, "σ")
    .replace(/([ao]|(?:^|[^aeiouq])u)e/g, "$1");

// passes reports whether an item has all the words and, of every facet but one, one of
// the values that are chosen.
const passes = (item, { chosen, words }, except) =>
  words.every((word) => item.text.includes(word)) &&
  chosen.every(([name, values]) => name === except || !values.length || values.some((v) => item.facets.includes(`${name}/${v}`)));

// tally counts the items that would be left for each value of a facet if it were chosen
// as well. An item can stand in several groups: it counts once.
const tally = (items, state, name) => {
  const counts = new Map();
  const seen = new Set();
  for (const item of items) {
    if (seen.has(item.key) || !passes(item, state, name)) continue;
    seen.add(item.key);
    for (const facet of item.facets) counts.set(facet, (counts.get(facet) ?? 0) + 1);
  }
  return counts;
};

// toBoxes makes boxes to tick of the links to the pages of a facet's values. The address
// of such a page ends with the facet and the value.
const toBoxes = (details, tail) => {
  for (const link of details.querySelectorAll("a")) {
    const [name, value] = link.pathname.split("/").slice(-3, -1);
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: name + tail, value });
    box.dataset.facet = name;
    const label = document.createElement("label");
    label.append(box, " ", ...link.childNodes, " ", ...link.parentElement.querySelectorAll(".number"));
    link.parentElement.replaceChildren(label);
  }
  const summary = details.querySelector("summary");
  details.setAttribute("aria-label", summary.textContent);
  summary.append(" ", Object.assign(document.createElement("span"), { className: "chosen", hidden: true }));
};

// sayChosen says at a facet how many of its boxes are ticked: it may be closed.
const sayChosen = (details, number) => {
  const chosen = details.querySelector(".chosen");
  chosen.textContent = details.parentElement.dataset.chosen.replace("#", number);
  chosen.hidden = !number;
};

// itemsOf lists the entries of an index.
const itemsOf = (index) =>
  [...index.querySelectorAll("[data-facets]")].map((element) => ({
    element,
    key: element.querySelector("a").href,
    text: fold(element.textContent),
    facets: element.dataset.facets.split(" "),
  }));

// hideEmpty hides the groups of which no entry is left, and what jumps to them.
const hideEmpty = (index) => {
  for (const group of index.querySelectorAll(".group")) {
    group.hidden = !group.querySelector("[data-facets]:not([hidden])");
    const id = group.querySelector("[id]")?.id;
    const jump = id && index.querySelector(`.jump [href="#${CSS.escape(id)}"]`);
    if (jump) jump.parentElement.hidden = group.hidden;
  }
};

// recount says at each box of a facet how many entries it would leave.
const recount = (boxes, counts) => {
  for (const box of boxes) {
    const n = counts.get(`${box.dataset.facet}/${box.value}`) ?? 0;
    box.parentElement.querySelector(".number").textContent = `(${n})`;
    box.parentElement.classList.toggle("none", !n);
  }
};

// startForm puts the form that an index has in a template into the place of its links.
const startForm = (index, form, tail) => {
  const links = index.querySelector(".facets");
  const groups = [...links.querySelectorAll("details")];
  for (const details of groups) toBoxes(details, tail);
  form.querySelector(".facets").append(...groups);
  form.querySelector("[type=search]").name += tail;
  const count = index.querySelector(".tally");
  form.querySelector("[role=status]").textContent = count.textContent.trim();
  count.remove();
  links.replaceWith(form);
  return groups;
};

// sayNothing says that nothing is left for a text and boxes that are ticked, and leads to
// the search for that text in all pages.
const sayNothing = (place, text, ticked) => {
  const [reason, way] = place.querySelectorAll("p");
  const called = (pattern) => pattern.replace("#", () => text);
  const link = way.querySelector("a");
  link.dataset.pattern ??= link.textContent;
  reason.textContent = called(reason.dataset[!text ? "boxes" : ticked ? "both" : "word"]);
  link.textContent = called(link.dataset.pattern);
  link.search = withState("", "q", [text]);
  way.hidden = !text;
};

const startFilters = (index, number) => {
  const form = enhanced(index);
  if (!form) return;
  const groups = startForm(index, form, number ? `-${number + 1}` : "");
  const facets = groups.map((details) => [...details.querySelectorAll("input")]);
  const text = form.querySelector("[type=search]");
  const reset = form.querySelector("[type=reset]");
  const status = form.querySelector("[role=status]");
  const nothing = form.querySelector(".nothing");
  const whole = status.textContent;
  let items;

  const apply = () => {
    items ??= itemsOf(index);
    const chosen = facets.map((boxes) => [boxes[0].dataset.facet, chosenIn(boxes)]);
    const state = { chosen, words: fold(text.value).split(/\s+/).filter(Boolean) };
    for (const item of items) item.element.hidden = !passes(item, state);
    hideEmpty(index);
    for (const boxes of facets) recount(boxes, tally(items, state, boxes[0].dataset.facet));
    groups.forEach((details, i) => sayChosen(details, chosen[i][1].length));
    const left = new Set(items.filter((item) => !item.element.hidden).map((item) => item.key)).size;
    const ticked = chosen.some(([, values]) => values.length);
    reset.hidden = !state.words.length && !ticked;
    status.textContent = reset.hidden ? whole : status.dataset.some.replace("#", left);
    nothing.hidden = left > 0;
    if (!left) sayNothing(nothing, text.value.trim(), ticked);
  };
  let waiting; // for the rest of a word
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      apply();
      toAddress(form, "replaceState");
    }, 250);
  });
  form.addEventListener("reset", () => setTimeout(() => { // when it is done
    apply();
    toAddress(form, "pushState");
    text.focus();
  }));
  keep(form, apply);
  groups.forEach((details, i) => { details.open = chosenIn(facets[i]).length > 0; });
};

if (typeof document === "object") {
  markEnds(today(new Date(), document.currentScript.dataset.zone));
  document.addEventListener("keydown", closeMenu);
  document.querySelectorAll(".compare").forEach(startComparison);
  document.querySelectorAll(".table[role=region]").forEach(tellWidth);
  document.querySelectorAll(".index").forEach(startFilters);
} else {
  module.exports = { today, stateOn, stated, withState, differs, captionOf, fold, passes, tally }; // for tests
}
