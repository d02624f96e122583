"use strict";
/* Everything here is a convenience: without it every page reads, links and prints all the same.
   Offsets are code points, as in the data; they become UTF-16 units only where a DOM Range is touched. */

const sayso = (() => {
  /* --- text: code points <-> UTF-16 -------------------------------------------------------------- */

  /* The text of an article lies in elements with data-text-start="N": their text from code point N on, word for word.
     What stands in them but is no text of the article (a number, a button) lies in elements with data-not-text. */
  const stretches = () => [...document.querySelectorAll("[data-text-start]")];

  function textNodes(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return node.hasAttribute("data-not-text") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  const pointsIn = (text) => { let count = 0; for (const _ of text) count += 1; return count; };

  /* UTF-16 units of the first `points` code points of a text. */
  function unitsOf(text, points) {
    let units = 0;
    for (const one of text) {
      if (points <= 0) break;
      units += one.length;
      points -= 1;
    }
    return units;
  }

  /* Where a code point of the article stands: [text node, UTF-16 offset]; null where the page does not show it. */
  function placeOf(point, isEnd) {
    for (const element of stretches()) {
      let at = Number(element.dataset.textStart);
      if (point < at) continue;
      for (const node of textNodes(element)) {
        const length = pointsIn(node.data);
        if (point < at + length || (isEnd && point === at + length)) return [node, unitsOf(node.data, point - at)];
        at += length;
      }
    }
    return null;
  }

  /* A DOM Range over [start, end) of the article's text; null where the page does not show it. */
  function rangeOf(start, end) {
    const from = placeOf(start, false), to = placeOf(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  function pointAt(node, offset) {
    const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-text-start]");
    if (!element) return null;
    const until = document.createRange();
    until.setStart(element, 0);
    until.setEnd(node, offset);
    let at = Number(element.dataset.textStart);
    for (const one of textNodes(element)) {
      if (one === node) return at + pointsIn(one.data.slice(0, offset));
      if (until.comparePoint(one, one.length) <= 0) at += pointsIn(one.data);
    }
    return at;
  }

  /* What is selected as {start, end, text, article} in code points; null when it is no text of one article. */
  function selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const start = pointAt(range.startContainer, range.startOffset), end = pointAt(range.endContainer, range.endOffset);
    const holder = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-article]");
    const article = holder(range.startContainer)?.dataset.article;
    if (start === null || end === null || start >= end || article !== holder(range.endContainer)?.dataset.article) return null;
    return { start, end, article, text: selection.toString() };
  }

  /* Light up [start, end) and bring it into view. */
  function show(start, end, name = "sayso-at") {
    const range = rangeOf(start, end);
    if (!range) return false;
    if (globalThis.CSS?.highlights) CSS.highlights.set(name, new Highlight(range));
    else { getSelection().removeAllRanges(); getSelection().addRange(range); }
    const box = range.getBoundingClientRect();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollTo({ top: scrollY + box.top - innerHeight / 3, behavior: calm ? "auto" : "smooth" });
    return true;
  }

  function jump() {
    const asked = /^(\d+)-(\d+)$/.exec(new URLSearchParams(location.search).get("at") ?? "");
    if (asked) show(Number(asked[1]), Number(asked[2]));
  }

  /* --- a word on what happened, read out as well -------------------------------------------------- */
  let voice;
  function say(words) {
    if (!voice) {
      voice = document.createElement("div");
      voice.className = "said";
      voice.setAttribute("role", "status");
      document.body.append(voice);
    }
    voice.textContent = words;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { voice.textContent = ""; }, 4000);
  }

  /* --- copying: the words never without their source ---------------------------------------------- */
  const FLAVOURS = [["text", "Plain text"], ["markdown", "Markdown"], ["html", "Formatted (HTML)"]];
  let menu = null, opener = null;

  function closeMenu(back) {
    menu?.remove();
    menu = null;
    opener?.setAttribute("aria-expanded", "false");
    if (back) opener?.focus();
  }

  function openMenu(button) {
    closeMenu(false);
    opener = button;
    button.setAttribute("aria-expanded", "true");
    menu = document.createElement("div");
    menu.className = "pick";
    menu.setAttribute("role", "menu");
    menu.setAttribute("aria-label", "Copy with its source as");
    for (const [flavour, words] of FLAVOURS) {
      const item = document.createElement("button");
      item.type = "button";
      item.setAttribute("role", "menuitem");
      item.textContent = words;
      item.addEventListener("click", () => { copy(button, flavour); closeMenu(true); });
      menu.append(item);
    }
    const box = button.getBoundingClientRect();
    document.body.append(menu);
    menu.style.top = `${scrollY + box.bottom + 4}px`;
    menu.style.left = `${Math.max(8, Math.min(scrollX + box.left, scrollX + document.documentElement.clientWidth - menu.offsetWidth - 8))}px`;
    menu.firstElementChild.focus();
  }

  function menuKey(event) {
    const items = [...menu.children], at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") { closeMenu(event.key === "Escape"); return; }
    if (to === undefined) return;
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  }

  async function citation(href) {
    const answer = await fetch(`${href}.json`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`answer ${answer.status}`);
    return answer.json();
  }

  async function copy(link, flavour) {
    const href = new URL(link.href).pathname;
    const given = citation(href);
    const kind = (type, part) => [type, given.then((all) => new Blob([all[part]], { type }))];
    try {
      const parts = flavour === "html" ? [kind("text/html", "html"), kind("text/plain", "text")] : [kind("text/plain", flavour)];
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
      say("Copied, with its source.");
    } catch {
      location.assign(href);  // no clipboard here (as over plain http from another machine): the page to copy from by hand
    }
  }

  /* --- keys ---------------------------------------------------------------------------------------- */
  const KEYS = [["j", "next line"], ["k", "line before"], ["Enter", "open the words of this line"], ["c", "copy this line with its source"], ["/", "search"], ["?", "this list"], ["Esc", "close"]];
  let help = null;

  function showHelp() {
    if (!help) {
      help = document.createElement("dialog");
      help.setAttribute("aria-labelledby", "keys-title");
      const title = document.createElement("h2");
      title.id = "keys-title";
      title.textContent = "Keys";
      const list = document.createElement("dl");
      list.className = "facts";
      for (const [key, words] of KEYS) {
        const term = document.createElement("dt"), kbd = document.createElement("kbd"), what = document.createElement("dd");
        kbd.textContent = key;
        term.append(kbd);
        what.textContent = words;
        list.append(term, what);
      }
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "Close";
      close.addEventListener("click", () => help.close());
      help.append(title, list, close);
      document.body.append(help);
    }
    help.showModal();
  }

  const lines = () => [...document.querySelectorAll(".line")].filter((line) => line.offsetParent !== null);

  function step(by) {
    const all = lines();
    if (!all.length) return;
    const now = all.findIndex((line) => line === document.activeElement || line.contains(document.activeElement));
    const line = all[now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, now + by))];
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  }

  function key(event) {
    if (menu) { menuKey(event); return; }
    const at = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (at.closest?.("input, select, textarea, [contenteditable]")) return;
    const line = at.closest?.(".line");
    const does = {
      "j": () => step(1),
      "k": () => step(-1),
      "/": () => document.getElementById("find")?.select(),
      "?": showHelp,
      "c": () => line?.querySelector(".copy")?.click(),
      "Enter": () => line?.querySelector(".words a")?.click(),
    }[event.key];
    if (!does || (event.key === "Enter" && at !== line)) return;
    event.preventDefault();
    does();
  }

  function click(event) {
    const button = event.target.closest?.("a.copy[data-copy]");
    if (button && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      openMenu(button);
    } else if (menu && !menu.contains(event.target)) closeMenu(false);
  }

  function begin() {
    for (const link of document.querySelectorAll("a.copy[data-copy]")) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-haspopup", "menu");
    }
    for (const here of document.querySelectorAll(".tabs [aria-current]")) {
      const tabs = here.closest(".tabs");
      tabs.scrollLeft += here.getBoundingClientRect().left - tabs.getBoundingClientRect().left - (tabs.clientWidth - here.offsetWidth) / 2;
    }
    for (const area of document.querySelectorAll("textarea[readonly]")) area.addEventListener("focus", () => area.select());
    document.addEventListener("click", click);
    document.addEventListener("keydown", key);
    addEventListener("hashchange", jump);
    jump();
  }

  begin();
  return { rangeOf, selected, show, say, pointsIn, unitsOf };
})();
