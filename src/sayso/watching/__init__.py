"""Watching feeds: what is due, asked politely, and kept so that a watch may be stopped anywhere and goes on from there."""
