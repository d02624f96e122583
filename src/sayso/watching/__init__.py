"""Reading feeds again and again: what is due, what became of each address, and what is kept of that between runs."""
