"use strict";
/* Reviewing with a script: whoever reviews a line comes back to it, and selected words lead to what can be said of them.
   Without it the forms work all the same. What is selected, sayso.js tells in code points. */

(() => {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.review-link");
    if (!link) return;
    const line = link.closest("[id]");
    const to = new URL(link.href);
    to.searchParams.set("back", location.pathname + location.search + (line ? `#${line.id}` : ""));
    link.href = to.href;
  }, true);

  let bar = null;
  const away = () => { bar?.remove(); bar = null; };

  function button(words, address) {
    const made = document.createElement("a");
    made.className = "button";
    made.textContent = words;
    made.href = address;
    return made;
  }

  function offer() {
    away();
    const chosen = sayso.selected();
    if (!chosen) return;
    const place = `${chosen.article}:${chosen.start}-${chosen.end}`;
    const back = encodeURIComponent(location.pathname + location.search);
    bar = document.createElement("div");
    bar.className = "selected";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "The selected words");
    bar.append(
      button("Add what was missed", `/review/add?place=${encodeURIComponent(place)}&back=${back}`),
      button("Link to these words", `/article/${chosen.article}?at=${chosen.start}-${chosen.end}#at`),
    );
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    document.body.append(bar);
    bar.style.setProperty("top", `${scrollY + box.bottom + 6}px`);
    bar.style.setProperty("left", `${Math.max(8, Math.min(scrollX + box.left, innerWidth - bar.offsetWidth - 8))}px`);
  }

  document.addEventListener("mouseup", () => setTimeout(offer, 0));
  document.addEventListener("touchend", () => setTimeout(offer, 0));
  document.addEventListener("keyup", (event) => {
    if (event.key === "Escape") away();
    else if (event.shiftKey || event.key === "Shift") offer();
  });
  document.addEventListener("mousedown", (event) => { if (bar && !bar.contains(event.target)) away(); });
})();
