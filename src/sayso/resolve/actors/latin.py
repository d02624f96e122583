"""Letters of any script as plain Latin letters, so that spellings in two scripts can be compared."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# An apostrophe stands for a sound that most spellings leave out (ʿayn, hamza, a soft sign); none parts a word.
_DROPPED = re.compile("['’‘ʼʹ`´\"“”ʿʾ′]")
# In these scripts a character is a syllable or a word: one other character is another name.
_SYLLABLES = ("CJK UNIFIED", "HANGUL SYLLABLE")


@lru_cache(maxsize=1 << 14)  # names come back in every article that names the person; about 3 MB
def to_latin(text: str) -> str:
    """A text in Latin letters without accents and apostrophes, case kept; what is no letter stays where it stands."""
    if not text.isascii():
        text = anyascii(_DROPPED.sub("", unicodedata.normalize("NFC", text)))
    return _DROPPED.sub("", text)


def is_syllabic(text: str) -> bool:
    """Whether a name is written in characters that each stand for a syllable or word."""
    return not text.isascii() and any(unicodedata.name(char, "").startswith(_SYLLABLES) for char in text)
