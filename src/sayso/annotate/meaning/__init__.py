"""A small sentence encoder: what a stretch of text means, as a vector that can be compared."""
