// Loads a page anew when it has changed, shows what is wrong with it, and offers
// to go to the page whose file was saved.
"use strict";
(() => {
  const script = document.currentScript;
  let build = Number(script.dataset.build);
  const always = "always" in script.dataset;
  const here = decodeURI(location.pathname);
  const scrolled = "wegweiser:" + here;

  const reload = () => {
    sessionStorage.setItem(scrolled, String(scrollY));
    location.reload();
  };
  const before = sessionStorage.getItem(scrolled);
  if (before !== null) {
    sessionStorage.removeItem(scrolled);
    scrollTo({ top: Number(before), behavior: "instant" });
  }

  // box returns the element with an id, new and empty, at the foot of the window. What is
  // there already stays above it.
  const box = (id) => {
    document.getElementById(id)?.remove();
    let foot = document.getElementById("_ww-foot");
    if (!foot) {
      foot = document.createElement("div");
      foot.id = "_ww-foot";
      document.body.append(foot);
    }
    const element = document.createElement("div");
    element.id = id;
    foot.append(element);
    return element;
  };
  const closer = (element) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "✕";
    button.setAttribute("aria-label", document.documentElement.lang === "en" ? "Close" : "Schließen");
    button.addEventListener("click", () => element.remove());
    element.prepend(button);
  };

  const overlay = async () => {
    if (always) return;
    const answer = await fetch("/_wegweiser/overlay?page=" + encodeURIComponent(here));
    const html = await answer.text();
    document.getElementById("_ww-overlay")?.remove();
    if (!answer.ok || !html) return;
    const element = box("_ww-overlay");
    element.setAttribute("role", "status");
    element.innerHTML = html; // escaped by the server
    element.classList.toggle("_ww-errors", element.querySelector("._ww-error") !== null);
    closer(element);
  };

  const swapStyles = (paths) => {
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      const url = new URL(link.href);
      if (paths.includes(url.pathname)) {
        url.searchParams.set("build", String(build));
        link.href = url.href;
      }
    }
  };

  const say = (text) => {
    const element = box("_ww-offer");
    element.setAttribute("role", "status");
    element.textContent = text;
    closer(element);
  };

  const offer = (page) => {
    const element = box("_ww-offer");
    element.setAttribute("role", "status");
    const link = document.createElement("a");
    link.href = page.url;
    link.textContent = (document.documentElement.lang === "en" ? "Saved: " : "Gespeichert: ") + page.title;
    element.append(link);
    closer(element);
  };

  const hear = (e) => {
    const news = JSON.parse(e.data);
    if (news.build === build) return;
    build = news.build;
    if (always || news.all || (news.changed || []).includes(here)) {
      reload();
      return;
    }
    if (news.styles) swapStyles(news.styles);
    if (news.saved && decodeURI(news.saved.url) !== here) offer(news.saved);
    overlay();
  };

  // Alt and a click open the place where something is written in the editor.
  const point = (e) => document.documentElement.classList.toggle("_ww-pointing", e.altKey);
  addEventListener("keydown", point);
  addEventListener("keyup", point);
  addEventListener("blur", () => document.documentElement.classList.remove("_ww-pointing"));
  addEventListener("click", async (e) => {
    if (!e.altKey) return;
    e.preventDefault();
    e.stopPropagation();
    const mark = e.target.querySelector(":scope > ._ww-source") || e.target.closest("[data-source]");
    const origin = mark?.dataset.source || (e.target.closest("h1") ? "#title" : "");
    const answer = await fetch("/_wegweiser/open?page=" + encodeURIComponent(here) + "&origin=" + encodeURIComponent(origin));
    const address = await answer.text();
    if (answer.ok) location.assign(address);
    else say(address);
  }, true);

  // A browser keeps few connections to one server: only pages that are seen listen.
  // The others catch up when they are looked at.
  let events = null;
  const listen = () => {
    if (document.hidden && events) {
      events.close();
      events = null;
    } else if (!document.hidden && !events) {
      events = new EventSource("/_wegweiser/events?since=" + build + "&page=" + encodeURIComponent(here));
      events.addEventListener("build", hear);
    }
  };
  const leave = () => {
    events?.close();
    events = null;
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  overlay();
})();
