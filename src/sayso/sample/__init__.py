"""An invented story, shipped so that `sayso demo` has something to read."""
