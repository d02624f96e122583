"""Which words the articles of a story choose for the same actor or in the same place of a shared text."""
