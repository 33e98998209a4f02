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

// Comparisons: columns to choose, rows to mark or hide.

// differs reports whether the numbers of some cells are not all the same.
const differs = (numbers) => new Set(numbers).size > 1;

const startComparison = (box) => {
  const options = enhanced(box);
  if (!options) return;
  const form = options.querySelector("form");
  const region = box.querySelector(".table");
  const [head, ...rows] = region.querySelectorAll("tr");
  const columns = [...form.querySelectorAll(".columns input")];
  const wide = region.classList.contains("wide") && 4;
  const status = options.querySelector("[role=status]");

  const apply = (changed) => {
    const least = changed && columns.includes(changed) && chosenIn(columns).length < 2;
    if (least) changed.checked = true;
    const all = chosenIn(columns).length < 2; // as an address may have it
    if (all) for (const c of columns) c.checked = true;
    const shown = (cell) => columns[cell.cellIndex - 1]?.checked ?? true;
    const [mark, hide] = [...form.querySelectorAll("input:not(.columns *)")].map((c) => c.checked);
    let hidden = 0;
    for (const row of [head, ...rows]) {
      for (const cell of row.cells) cell.hidden = !shown(cell);
      if (row === head) continue;
      const cells = [...row.cells].slice(1);
      const equal = columns.length ? !differs(cells.filter(shown).map((c) => c.dataset.alike)) : row.classList.contains("equal");
      row.classList.toggle("equal", equal);
      row.hidden = hide && equal;
      hidden += row.hidden;
    }
    if (wide) region.classList.toggle("wide", chosenIn(columns).length >= wide);
    region.classList.toggle("marked", mark);
    status.textContent = least ? status.dataset.least : hidden ? status.dataset.hidden.replace("#", hidden) : "";
  };
  box.prepend(options);
  box.classList.add("enhanced");
  keep(form, apply);
};

// Filters of an index.

// fold makes texts alike that people take for the same: Büro, buero and BURO.
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").replace(/([aou])e/g, "$1");

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
  details.setAttribute("aria-label", details.querySelector("summary").textContent);
};

const startFilters = (index, number) => {
  const form = enhanced(index);
  if (!form) return;
  const tail = number ? `-${number + 1}` : "";
  const links = index.querySelector(".facets");
  const count = index.querySelector(".tally");
  const groups = [...links.querySelectorAll("details")];
  for (const details of groups) toBoxes(details, tail);
  form.querySelector(".facets").append(...groups);
  const text = form.querySelector("input[type=search]");
  text.name += tail;
  const status = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const whole = count.textContent.trim();
  status.textContent = whole;
  links.before(form);
  links.remove();
  count.remove();

  let items;
  const list = () => [...index.querySelectorAll("[data-facets]")].map((element) => ({
    element, key: element.querySelector("a")?.href, text: fold(element.textContent), facets: element.dataset.facets.split(" "),
  }));
  const apply = () => {
    items ??= list();
    const boxes = new Map(groups.map((g) => [g, [...g.querySelectorAll("input")]]));
    const chosen = [...boxes.values()].map((all) => [all[0]?.dataset.facet, chosenIn(all)]);
    const state = { chosen, words: fold(text.value).split(/\s+/).filter(Boolean) };
    const left = new Set();
    for (const item of items) {
      item.element.hidden = !passes(item, state);
      if (!item.element.hidden) left.add(item.key);
    }
    for (const group of index.querySelectorAll(".group")) {
      group.hidden = !group.querySelector("[data-facets]:not([hidden])");
      const id = group.querySelector("[id]")?.id;
      const jump = id && index.querySelector(`.jump [href="#${CSS.escape(id)}"]`);
      if (jump) jump.parentElement.hidden = group.hidden;
    }
    for (const all of boxes.values()) {
      const counts = tally(items, state, all[0]?.dataset.facet);
      for (const box of all) {
        const n = counts.get(`${box.dataset.facet}/${box.value}`) ?? 0;
        box.parentElement.querySelector(".number").textContent = `(${n})`;
        box.parentElement.classList.toggle("none", !n);
      }
    }
    const filtered = state.words.length > 0 || chosen.some(([, values]) => values.length);
    reset.hidden = !filtered;
    status.textContent = !filtered ? whole : left.size ? status.dataset.some.replace("#", left.size) : status.dataset.none;
  };
  let waiting;
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
  for (const g of groups) g.open = g.open || g.querySelector(":checked") !== null;
};

if (typeof document === "object") {
  markEnds(today(new Date(), document.currentScript.dataset.zone));
  document.querySelectorAll(".compare").forEach(startComparison);
  document.querySelectorAll(".index").forEach(startFilters);
} else {
  module.exports = { today, stateOn, stated, withState, differs, fold, passes, tally }; // for tests
}
