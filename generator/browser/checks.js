// What the tests ask a page. Every check returns a list of complaints.
window.checks = (() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const name = (e) => `${e.outerHTML.slice(0, 90)}${e.outerHTML.length > 90 ? "…" : ""}`;
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const axeOptions = {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    rules: { "target-size": { enabled: true } }, // off by default, although WCAG 2.2 AA asks for it
    resultTypes: ["violations"],
    preload: false,
  };

  // In another look of the same page only what depends on looks has to be asked again.
  const visual = { ...axeOptions, runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"] } };

  const rules = async (options = axeOptions) => (await axe.run(document, options)).violations
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}: ${n.target.join(" ")}: ${n.html.slice(0, 120)}: ${n.failureSummary.replace(/\s+/g, " ")}`));

  // One heading, one main part, a language, and names that are unique and exist.
  const structure = () => {
    const found = [];
    for (const only of ["h1", "main", "title"]) {
      const n = all(only, only === "title" ? document.head : document).length;
      if (n !== 1) found.push(`${n} times <${only}>`);
    }
    if (!/^(de|en|hsb)(-|$)/.test(document.documentElement.lang)) found.push(`lang="${document.documentElement.lang}"`);
    const ids = all("[id]").map((e) => e.id);
    for (const id of new Set(ids.filter((id, i) => !id || ids.indexOf(id) !== i))) found.push(`id="${id}" is empty or there twice`);
    for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-activedescendant", "for", "list"]) {
      for (const e of all(`[${attribute}]`)) {
        for (const id of e.getAttribute(attribute).split(/\s+/)) {
          if (!document.getElementById(id)) found.push(`${attribute}="${id}" names nothing: ${name(e)}`);
        }
      }
    }
    return found;
  };

  // The page never scrolls sideways; parts of it may, each in its own region.
  const width = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = all("body *").filter((e) => shown(e) && e.getBoundingClientRect().right > clientWidth + 1).slice(0, 3);
    return [`${scrollWidth} px wide on ${clientWidth} px: ${wide.map(name).join(" | ")}`];
  };

  // Only a region that scrolls, and that a keyboard can scroll, holds more of a table than it
  // shows; no cell holds more than it has room for.
  const tables = () => all("table").filter(shown).flatMap((table) => [...(table.closest("[role=region][tabindex='0']") ? [] : [table.parentElement, table]), ...all("th, td", table)])
    .filter((e) => e.scrollWidth > e.clientWidth).map((e) => `shows ${e.clientWidth} of ${e.scrollWidth} px of a table: ${name(e)}`);

  /* Text that can be seen */

  const colour = (css) => {
    const n = css.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return css.startsWith("color(") ? [n[0] * 255, n[1] * 255, n[2] * 255, n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1];
  };
  const over = (top, ground) => [0, 1, 2].map((i) => top[i] * top[3] + ground[i] * (1 - top[3])).concat(1);
  const luminance = (c) => {
    const [r, g, b] = c.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (e) => {
    if (!e) return matchMedia("(forced-colors: active)").matches ? colour(systemColour("Canvas")) : [255, 255, 255, 1];
    const own = colour(getComputedStyle(e).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(e.parentElement));
  };
  const systemColour = (keyword) => {
    const e = document.body.appendChild(document.createElement("i"));
    e.style.setProperty("background-color", keyword);
    const value = getComputedStyle(e).backgroundColor;
    e.remove();
    return value;
  };

  // The elements with text of their own that a reader sees.
  const withText = () => all("body *").filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && !e.closest("noscript, script, title, desc") && shown(e));

  // The signs that the style puts before and after elements.
  const withSigns = () => all("body *").filter(shown).flatMap((e) => ["::before", "::after"].map((part) => [e, part]))
    .filter(([e, part]) => !/^(none|normal|""( .*)?)$/.test(getComputedStyle(e, part).content) && getComputedStyle(e, part).display !== "none");

  // axe does not know these two media. On paper there are no backgrounds.
  const legible = (onPaper) => [...withText().map((e) => [e, null]), ...withSigns()].flatMap(([e, part]) => {
    const style = getComputedStyle(e, part);
    const own = part ? colour(style.backgroundColor) : [0, 0, 0, 0];
    const behind = onPaper ? [255, 255, 255, 1] : over(own, ground(e));
    const ratio = contrast(over(colour(e instanceof SVGElement ? style.fill : style.color), behind), behind);
    return ratio < 4.5 ? [`contrast ${ratio.toFixed(2)}: ${name(e)}${part ?? ""}`] : [];
  });

  // What lines show of an element where colours say nothing.
  const lines = (e) => {
    const s = getComputedStyle(e), canvas = systemColour("Canvas");
    const sides = ["Top", "Right", "Bottom", "Left"].map((side) =>
      s[`border${side}Style`] === "none" || s[`border${side}Width`] === "0px" || s[`border${side}Color`] === canvas ? 0 : s[`border${side}Width`]);
    return [...sides, s.outlineStyle === "none" ? 0 : s.outlineWidth, s.textDecorationLine, s.fontWeight].join();
  };

  const current = () => all("nav [aria-current]").filter(shown).flatMap((e) => {
    const other = all("a:not([aria-current])", e.closest("nav")).find(shown);
    return other && lines(other) === lines(e) ? [`where one is looks like any other link: ${name(e)}`] : [];
  });

  // On paper nothing is there that only works on a screen, and tables are whole.
  const print = () => [
    ...all("header nav, .crumbs, form, button, input, select, [role=search], .skip").filter(shown).map((e) => `printed: ${name(e)}`),
    ...all("[role=region]").filter((e) => shown(e) && e.scrollWidth > e.clientWidth).map((e) => `cut off at ${e.clientWidth} of ${e.scrollWidth} px: ${name(e)}`),
    ...all("details:not([open])").filter((d) => shown(d) && all(":scope > :not(summary)", d).some((e) => !e.checkVisibility())).map((e) => `stays closed: ${name(e)}`),
  ];

  /* Walking with the keyboard */

  const focusable = "a[href], button, input, select, textarea, summary, [tabindex], audio[controls], video[controls]";

  // reads compares two elements in the order of reading: that of the document, or
  // that of the rows of a grid that says so. The sort keeps what is equal in place.
  const reads = (a, b) => {
    let grid = a.parentElement;
    while (!grid.contains(b)) grid = grid.parentElement;
    if (getComputedStyle(grid).readingFlow !== "grid-rows") return 0;
    const [one, other] = [a, b].map((e) => [...grid.children].find((child) => child.contains(e)).getBoundingClientRect());
    return one.top - other.top || one.left - other.left;
  };

  // Everything that the Tab key has to reach, in the order of reading. Of the
  // choices of a radio group it is one.
  const stops = () => all(focusable).filter((e) => {
    if (e.tabIndex < 0 || e.disabled || !e.checkVisibility({ visibilityProperty: true })) return false;
    if (e.type !== "radio") return true;
    const group = all("input[type=radio]", e.form ?? document).filter((r) => r.name === e.name);
    return e === (group.find((r) => r.checked) ?? group[0]);
  }).sort(reads);

  let walk;
  // The focus is shown at the element, or at what it spreads over a card.
  const marks = (e) => ["", "::before", "::after"].map((part) => getComputedStyle(e, part)).filter((s, i) => !i || s.content !== "none")
    .map((s) => (s.outlineStyle === "none" || s.outlineWidth === "0px") && s.boxShadow === "none" ? "" : `${s.outline} ${s.boxShadow}`);
  const mark = (e) => marks(e).join();

  // begin notes how everything looks while it has no focus.
  const begin = () => {
    const list = stops();
    walk = { list, marks: new Map(list.map((e) => [e, mark(e)])), next: 0 };
    return list.length;
  };

  // step is asked after each press of Tab.
  const step = () => {
    const e = document.activeElement, expected = walk.list[walk.next++];
    if (e !== expected) return [`the focus is on ${name(e)}, not on ${expected ? name(expected) : "nothing"}`];
    const found = [];
    if (mark(e) === walk.marks.get(e) || !marks(e).some(Boolean)) found.push(`one does not see the focus: ${name(e)}`);
    const box = e.getClientRects()[0];
    const inside = box && box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
    if (!inside) return [...found, `has the focus outside of the window: ${name(e)}`];
    const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1), y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 1);
    const there = document.elementFromPoint(x, y);
    if (!there || !(e.contains(there) || there.contains(e) || [...(e.labels ?? [])].some((l) => l.contains(there)))) found.push(`has the focus behind ${there && name(there)}: ${name(e)}`);
    return found;
  };

  // The regions that a keyboard has to be able to scroll.
  const scrolling = () => all("[role=region][tabindex='0']").filter((e) => shown(e) && e.scrollWidth > e.clientWidth);

  /* With and without scripts */

  // bare keeps in sight what a browser without scripts shows, which this one is only for a moment.
  const bare = () => all("noscript").forEach((e) => {
    const seen = document.createElement("without-scripts");
    seen.append(...e.childNodes);
    e.replaceWith(seen);
  });

  const controls = "without-scripts, form, details:has(form) > summary, fieldset, button, input, select, output, [role=status], [role=search], noscript, script, style";
  const texts = (wanted) => {
    const found = new Set();
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (data.trim() && wanted(parentElement)) found.add(data.replace(/\s+/g, " ").trim());
    }
    return [...found];
  };
  const text = () => texts((e) => !e.closest(controls) && shown(e));
  const anyText = () => texts(() => true);
  const links = () => [...new Set(all("a[href]").filter((e) => !e.closest(controls) && e.checkVisibility()).map((e) => e.getAttribute("href")))].sort();

  // left is asked after one more press: the browser begins anew, or has the focus itself.
  const left = () => [document.body, walk.list[0]].includes(document.activeElement) ? [] : [`the last stop does not let go of the focus: ${name(document.activeElement)}`];

  const looks = () => rules(visual);

  return { rules, looks, structure, width, tables, legible, current, print, begin, step, left, scrolling, bare, text, anyText, links };
})();
