"""Charts as Vega-Lite specifications, each with its caption, the same in words, and a table of the same numbers."""
