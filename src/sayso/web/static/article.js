"use strict";
/* Articles: what a click on marked words lights up, and layers switched without loading the page again.
   Everything is a link or a form before this runs. */

(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const quoted = (name) => CSS.escape(name);

  /* --- layers -------------------------------------------------------------------------------------- */
  const shown = document.querySelector("[data-layers]");
  const form = document.querySelector("form.layers");

  function switchLayers() {
    const names = [];
    for (const box of form.querySelectorAll("input[type=checkbox]")) {
      shown.classList.toggle(`show-${box.value}`, box.checked);
      if (box.checked) names.push(box.value);
    }
    const here = new URL(location.href);
    here.searchParams.delete("layer");
    here.searchParams.set("layers", names.join(",") || "none");
    history.replaceState(null, "", here);
  }

  /* --- an attribution: its words and its line light up together ------------------------------------- */
  function light(names) {
    for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
    for (const name of names) {
      for (const one of document.querySelectorAll(`.text .voiced[data-attribution~="${quoted(name)}"]`)) one.classList.add("lit");
      document.getElementById(`line-${name}`)?.classList.add("lit");
    }
  }

  function inView(element, block) {
    element.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  }

  /* Where the lines stand under the text, one comes up over it as a sheet, so that nobody loses the place. */
  const narrow = matchMedia("(max-width: 60rem)");
  let sheet = null;

  function lower() {
    sheet?.classList.remove("sheet");
    sheet?.querySelector(".sheet-close")?.remove();
    sheet = null;
  }

  function raise(line) {
    lower();
    sheet = line;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "sheet-close";
    close.textContent = "Close";
    close.addEventListener("click", () => back(line));
    line.prepend(close);
    line.classList.add("sheet");
  }

  function wordsOf(line) {
    return document.querySelector(`.text .voiced[data-attribution~="${quoted(line.dataset.attribution)}"]`);
  }

  function back(line) {
    lower();
    const words = wordsOf(line);
    if (words) { words.focus({ preventScroll: true }); inView(words, "center"); }
  }

  function open(name) {
    const line = document.getElementById(`line-${name}`);
    if (!line) return false;
    light([name]);
    const more = line.querySelector("details.more");
    if (more) more.open = true;
    if (narrow.matches) raise(line);
    else inView(line, "nearest");
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
    if (narrow.matches) { const words = wordsOf(line); if (words) inView(words, "start"); }
    history.replaceState(null, "", `#a-${name}`);
    return true;
  }

  function click(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = event.target.closest?.("a[href^='#']");
    if (!link) return;
    const to = link.getAttribute("href").slice(1);
    if (to.startsWith("more-") && open(to.slice(5))) event.preventDefault();
    else if (to.startsWith("a-") && link.closest(".line")) { lower(); light([to.slice(2)]); }
  }

  /* Escape leads from a line back to its words. */
  function key(event) {
    const line = event.key === "Escape" && document.activeElement?.closest?.(".line[data-attribution]");
    if (line) back(line);
  }

  /* --- articles beside each other: what is one text, or one utterance, lights up in all of them ------ */
  const joined = (at) => {
    const held = at.closest?.("[data-shared], [data-utterance]");
    if (!held || !document.querySelector(".columns")) return "";
    const name = held.dataset.shared ? "shared" : "utterance";
    const of = held.dataset[name].split(" ")[0];
    return `[data-${name}~="${quoted(of)}"]`;
  };

  function lightJoined(event) {
    const found = joined(event.target);
    if (!found) return;
    for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
    for (const one of document.querySelectorAll(found)) one.classList.add("lit");
  }

  function begin() {
    if (form && shown) form.addEventListener("change", switchLayers);
    document.addEventListener("click", click);
    document.addEventListener("keydown", key);
    document.addEventListener("focusin", lightJoined);
    document.addEventListener("mouseover", lightJoined);
    const asked = /^#a-(\w+)$/.exec(location.hash);
    if (asked) light([asked[1]]);
  }

  begin();
})();
