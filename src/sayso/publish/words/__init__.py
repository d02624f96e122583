"""Values in words, for people: nothing here decides anything."""
