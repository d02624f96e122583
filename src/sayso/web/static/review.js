// Reviewing with a script: select words of an article to add what was missed. Without it the forms work all the same.
"use strict";
(() => {
  const column = document.querySelector("[data-text]");
  const root = document.body.dataset.root || "";

  // Offsets of Sayso are code points of the article's text; the browser counts UTF-16 units.
  const pointsIn = (text) => Array.from(text).length;

  const placeOf = (node, offset) => {
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!holder || !column.contains(holder)) return null;
    const range = document.createRange();
    range.selectNodeContents(holder);
    range.setEnd(node, offset);
    return Number(holder.dataset.start) + pointsIn(range.toString());
  };

  // Whoever reviews a line comes back to where they were.
  const here = () => location.pathname + location.search;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.review-link");
    if (!link) return;
    const line = link.closest("[id]");
    const to = new URL(link.href);
    to.searchParams.set("back", here() + (line ? `#${line.id}` : ""));
    link.href = to.href;
  }, true);

  if (column) {
    let bar = null;
    const away = () => { if (bar) { bar.remove(); bar = null; } };
    const offer = () => {
      away();
      const selection = document.getSelection();
      if (!selection || selection.isCollapsed || !selection.rangeCount) return;
      const range = selection.getRangeAt(0);
      if (!column.contains(range.commonAncestorContainer)) return;
      const start = placeOf(range.startContainer, range.startOffset);
      const end = placeOf(range.endContainer, range.endOffset);
      if (start === null || end === null || start >= end) return;
      bar = document.createElement("div");
      bar.className = "selected";
      bar.setAttribute("role", "toolbar");
      bar.setAttribute("aria-label", "The selected words");
      const place = `${column.dataset.article}:${start}-${end}`;
      const link = (words, address) => {
        const made = document.createElement("a");
        made.className = "button";
        made.textContent = words;
        made.href = root + address;
        bar.append(made);
      };
      link("Add what was missed", `/review/add?place=${encodeURIComponent(place)}&back=${encodeURIComponent(location.pathname)}`);
      link("Link to these words", `/article/${column.dataset.article}?at=${start}-${end}#at`);
      const box = range.getBoundingClientRect();
      bar.style.setProperty("top", `${window.scrollY + box.bottom + 6}px`);
      bar.style.setProperty("left", `${Math.max(8, Math.min(window.scrollX + box.left, window.innerWidth - 320))}px`);
      document.body.append(bar);
    };
    document.addEventListener("mouseup", () => setTimeout(offer, 0));
    document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") offer(); if (event.key === "Escape") away(); });
    document.addEventListener("mousedown", (event) => { if (bar && !bar.contains(event.target)) away(); });
  }
})();
