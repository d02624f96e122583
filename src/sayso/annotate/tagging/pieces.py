"""Word pieces: the vocabulary of a BERT encoder, read greedily, with the place of every word in the text.

The splitting is that of BERT's uncased models (Devlin et al. 2019, google-research/bert `tokenization.py`): words are
runs without white space or punctuation, lower-cased and without accents, then cut into the longest pieces known. It
is written here because offsets must be those of the text as it stands, and the usual package brings a hub client.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

LONGEST_WORD = 100
"""Characters from which a word is one unknown piece, as the encoder was trained."""
CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


class Word(NamedTuple):
    """A word in a text: half-open code-point offsets, and the ids of its pieces."""

    start: int
    end: int
    ids: tuple[int, ...]


class Pieces:
    """Reads texts as words of known pieces. `cls` and `sep` are the ids of the marks around them."""

    def __init__(self, vocabulary: list[str]) -> None:
        self._ids = {piece: index for index, piece in enumerate(vocabulary)}
        self.cls, self.sep = self._ids[CLS], self._ids[SEP]
        self._unknown = (self._ids[UNKNOWN],)
        self._known: dict[str, tuple[int, ...]] = {}

    def words(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words between two offsets of a text, in reading order; characters that print nothing are skipped."""
        known = self._known
        for match in _splitter().finditer(text, start, end):
            word = match.group()
            ids = known.get(word)
            if ids is None:
                ids = self._read(word)
                if len(known) < MOST_KNOWN:
                    known[word] = ids
            if ids:
                yield Word(match.start(), match.end(), ids)

    def _read(self, word: str) -> tuple[int, ...]:
        plain = _plain(word)
        if not plain:
            return ()
        if len(plain) > LONGEST_WORD:
            return self._unknown
        found = []
        start = 0
        while start < len(plain):
            prefix = "##" if start else ""
            for end in range(len(plain), start, -1):
                piece = self._ids.get(prefix + plain[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return self._unknown
        return tuple(found)


MOST_KNOWN = 200_000
"""Words whose pieces are kept: the different words of several thousand articles, some 40 MB."""


@lru_cache(maxsize=1)
def load_pieces() -> Pieces:
    """The pieces that the tagger was trained with."""
    text = (files(__package__) / "model" / "vocabulary.txt").read_text(encoding="utf-8")
    return Pieces(text.rstrip("\n").split("\n"))


@lru_cache(maxsize=1)
def _splitter() -> re.Pattern[str]:
    """One mark of punctuation (or one Chinese character), else a run of anything but marks and white space."""
    marks = "".join(
        re.escape(chr(code))
        for code in range(33, 0x10000)
        if (code < 127 and not chr(code).isalnum()) or unicodedata.category(chr(code)).startswith("P")
    )
    alone = marks + "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    return re.compile(rf"[{alone}]|[^\s{alone}]+")


def _plain(word: str) -> str:
    if word.isascii() and word.isprintable():
        return word.lower()
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(
        char for char in letters if unicodedata.category(char) not in {"Mn", "Cc", "Cf", "Co", "Cs", "Cn"}
    )
