// Draws the charts of a page from the specifications that stand in it. What a chart tells stands beside it as words and
// as a table; without this script nothing is missing. Vega is loaded only here, and only where there is a chart.
"use strict";
(() => {
  const drawings = [...document.querySelectorAll("[data-chart]")];
  if (!drawings.length) return;
  const home = "/static/vendor/vega/";
  const parts = ["vega.min.js", "vega-lite.min.js", "vega-embed.min.js"];
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const load = (name) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = home + name;
    script.onload = done;
    script.onerror = () => failed(new Error(`${name} could not be loaded`));
    document.head.append(script);
  });

  // The colours and the type of the page, so that a chart follows light and dark as the page does.
  const look = () => {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    const font = getComputedStyle(document.body).fontFamily;
    return {
      background: "transparent",
      font,
      mark: { color: value("--accent") },
      text: { color: value("--ink"), fontSize: 12 },
      view: { stroke: null },
      range: { category: [value("--accent"), value("--chart-two")], heatmap: [value("--chart-low"), value("--chart-high")], ramp: [value("--chart-low"), value("--chart-high")] },
      axis: {
        labelColor: value("--ink"), titleColor: value("--quiet"), domainColor: value("--line"), tickColor: value("--line"), gridColor: value("--line"),
        labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", gridOpacity: 0.6,
      },
      legend: { labelColor: value("--ink"), titleColor: value("--quiet"), labelFontSize: 12 },
    };
  };

  const draw = () => Promise.all(drawings.map(async (drawing) => {
    const spec = JSON.parse(document.getElementById(drawing.dataset.chart).textContent);
    // `ast`: expressions are interpreted and never made into code, which the page's policy forbids.
    const options = { mode: "vega-lite", ast: true, renderer: "svg", actions: false, tooltip: false, defaultStyle: false, logLevel: 1, config: look() };
    await window.vegaEmbed(drawing, spec, options);
    drawing.classList.add("drawn");
  }));

  (async () => {
    try {
      for (const part of parts) await load(part);
      await draw();
      dark.addEventListener("change", draw);
    } catch (error) {
      // The table under the chart has the numbers: show it in place of a drawing that there is not.
      for (const drawing of drawings) {
        drawing.hidden = true;
        drawing.closest("figure").querySelector("details.numbers")?.setAttribute("open", "");
      }
      console.warn("sayso: a chart could not be drawn", error);
    }
  })();
})();
