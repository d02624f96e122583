"""What people decided: the log of it, the words that it points at, and what it comes to for one article."""
