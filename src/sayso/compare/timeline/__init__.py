"""TIMELINE: what the reports of a story tell of one time, in order, each line in its own voice."""
