"""Words as they are compared in a search: without case and diacritics."""

import re
import unicodedata

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
"""A run of letters and digits with their combining marks: what FTS5's unicode61 takes for one word."""


def fold(word: str) -> str:
    """A word as it is compared: without case and diacritics."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def folded_words(text: str) -> list[str]:
    """All words of a text, in order, as they are compared."""
    return list(map(fold, WORD.findall(text)))
