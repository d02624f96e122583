"""A small trained tagger that finds sources, cues and contents, and how they hang together."""
