"""Where the actors of a story stand on what recurs in it."""
