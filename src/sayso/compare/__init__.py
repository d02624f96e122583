"""Within a story: what was said once and reported often."""
