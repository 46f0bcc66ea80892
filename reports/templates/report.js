// Filters, keys, permalinks. The page is whole without it; nothing here makes markup from text.
"use strict";
(() => {
  const root = document.documentElement;
  const form = document.querySelector(".filters");
  const items = [...document.querySelectorAll(".item")];
  const cards = items.filter((item) => item.classList.contains("card"));
  const sections = [...document.querySelectorAll("[data-items]")];
  const dialog = document.querySelector("dialog");
  const FILTERS = ["q", "verdict", "rule", "source", "article"];
  let here = -1;

  // A figure is found in whichever digits it is written, a word with and without its vowel marks.
  const fold = (text) =>
    text
      .toLowerCase()
      .replace(/[\u064b-\u0652\u0640]/g, "")
      .replace(/[أإآ]/g, "ا")
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15);
  const texts = new Map();
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, fold(item.textContent));
    return texts.get(item);
  };

  const fits = (item, wanted) =>
    (!wanted.verdict || item.dataset.verdict === wanted.verdict) &&
    (!wanted.rule || item.dataset.rule === wanted.rule) &&
    (!wanted.source || (item.dataset.source || "").includes(` ${wanted.source} `)) &&
    (!wanted.article || (item.dataset.article || "").includes(` ${wanted.article} `)) &&
    (!wanted.q || fold(wanted.q).split(/\s+/).every((word) => textOf(item).includes(word)));

  function filter() {
    const wanted = Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value.trim()]));
    const active = FILTERS.some((name) => wanted[name]);
    let count = 0;
    for (const item of items) {
      item.hidden = active && !fits(item, wanted);
      count += !item.hidden;
    }
    for (const section of sections) {
      section.hidden = active && !section.querySelector(".item:not([hidden])");
      const fold = section.querySelector(".fold");
      if (fold && active) fold.open = !section.hidden;
    }
    document.querySelector(".nothing").hidden = count > 0 || !active;
    form.elements.clear.hidden = !active;
    form.querySelector("output").textContent = active ? localised(`${count} / ${items.length}`) : "";
    return wanted;
  }

  function remember() {
    const wanted = filter();
    const told = new URLSearchParams(FILTERS.filter((name) => wanted[name]).map((name) => [name, wanted[name]]));
    history.replaceState(null, "", `#${told}`);
  }

  function clear() {
    for (const name of FILTERS) form.elements[name].value = "";
    filter();
  }

  // A permalink leads to a card, a row or an article; `#verdict=conflict&q=...` to a choice of them.
  function arrive() {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      const told = new URLSearchParams(hash);
      for (const name of FILTERS) form.elements[name].value = told.get(name) || "";
      filter();
      return;
    }
    const target = hash && document.getElementById(hash);
    if (!target) return;
    if (target.closest("[hidden]")) clear();
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.classList.contains("card")) go(cards.indexOf(target));
    else target.scrollIntoView();
  }

  function go(index) {
    cards[here]?.classList.remove("here");
    here = index;
    cards[here].classList.add("here");
    cards[here].focus({ preventScroll: true });
    cards[here].scrollIntoView({ block: "start" });
  }

  function step(by) {
    for (let next = here + by; next >= 0 && next < cards.length; next += by)
      if (!cards[next].closest("[hidden]")) return go(next);
  }

  function unfold() {
    const folds = [...(cards[here]?.querySelectorAll(":scope > details") || [])];
    const open = !folds.every((fold) => fold.open);
    for (const fold of folds) fold.open = open;
  }

  function paint() {
    const order = ["", "light", "dark"];
    const next = order[(order.indexOf(root.dataset.theme || "") + 1) % order.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
  }

  const KEYS = {
    j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1), o: unfold, t: paint,
    "/": () => form.elements.q.focus(), f: () => form.elements.verdict.focus(), "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      clear();
      history.replaceState(null, "", "#");
      event.target.blur?.();
    } else if (event.key === "Enter" && event.target.classList?.contains("card")) unfold();
    else if (!typing && Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });

  // Digits and months as the reader's own country writes them, where the page is in the reader's language.
  const locale = (navigator.languages || []).find((tag) => tag.toLowerCase().startsWith(root.lang));
  const arab = root.lang === "ar" && locale && new Intl.NumberFormat(locale).resolvedOptions().numberingSystem === "arab";
  const SIGNS = { ",": "٬", ".": "٫", "%": "٪" };
  function localised(text) {
    if (!arab) return text;
    return text
      .replace(/(\d)([,.])(?=\d)/g, (_, digit, sign) => digit + SIGNS[sign])
      .replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
      .replace(/%/g, SIGNS["%"]);
  }
  function localise() {
    if (root.lang !== "ar" || !locale) return;
    for (const time of document.querySelectorAll("time, [data-day]")) {
      const told = time.dateTime || time.dataset.day;
      const how = { month: "long", year: "numeric", timeZone: "UTC", calendar: "gregory" };
      if (told.length > 7) how.day = "numeric";
      if (told.length > 10) Object.assign(how, { hour: "2-digit", minute: "2-digit", hour12: false, timeZoneName: "short" });
      time.textContent = new Intl.DateTimeFormat(locale, how).format(new Date(told));
    }
    if (!arab) return;
    // A message quotes articles: only its values, which stand alone, are ours to write otherwise.
    const values = [...document.querySelectorAll(".says bdi")].filter((value) => !/\p{L}/u.test(value.textContent));
    for (const element of [...document.querySelectorAll(".n"), ...values]) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.parentElement.closest("code, time, [data-day]")) node.data = localised(node.data);
      }
    }
  }

  form.hidden = items.length < 4;
  form.addEventListener("input", remember);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.clear.addEventListener("click", () => { clear(); history.replaceState(null, "", "#"); });
  form.elements.theme.addEventListener("click", paint);
  form.elements.help.addEventListener("click", () => dialog.showModal());
  for (const code of document.querySelectorAll(".copy"))
    code.addEventListener("click", () => navigator.clipboard?.writeText(code.textContent).then(() => code.classList.add("done"), () => {}));
  addEventListener("hashchange", arrive);
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const fold of unfolded) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of unfolded) fold.open = false; });
  localise();
  arrive();
})();
