"""Words to articles and exact spans: the index finds the articles, the stored text gives the spans."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import sqlalchemy as sa

from sayso.errors import InputError
from sayso.spans import Span
from sayso.store import dialect
from sayso.store.answers import Hit
from sayso.store.database import Database
from sayso.store.folding import WORD, fold, folded_words

QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|(\S+)')
"""A search as a person writes it: phrases in quotation marks, words between white space."""
COMBINING = re.compile("[\u0300-\u036f]")
BEYOND = re.compile(r"[^\W_\x00-\x7f]+")
"""Letters beyond ASCII: a word with one may be another when it is folded."""


def phrases_of(words: str) -> list[tuple[str, ...]]:
    """The phrases that an article must all hold; "al-Asad" is a phrase of two words. InputError when there is none."""
    found = [next(group for group in match.groups() if group is not None) for match in QUOTED.finditer(words)]
    phrases = [tuple(folded_words(part)) for part in found]
    phrases = list(dict.fromkeys(phrase for phrase in phrases if phrase))
    if not phrases:
        raise InputError(f"{words!r} holds no word to search for", fix="give letters or digits")
    return phrases


def find_spans(text: str, phrases: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """Where a text holds any of the phrases, in reading order; line breaks and punctuation between do not matter."""
    firsts = {phrase[0] for phrase in phrases}
    longest = max(map(len, phrases), default=0)
    spans: set[Span] = set()
    for start in _beginnings(text, firsts):
        words = list(islice(WORD.finditer(text, start), longest))
        folded = tuple(fold(word.group()) for word in words)
        for phrase in phrases:
            if folded[: len(phrase)] == tuple(phrase):
                spans.add(Span(start, words[len(phrase) - 1].end()))
    return tuple(sorted(spans))


def _beginnings(text: str, firsts: Iterable[str]) -> set[int]:
    """Where words stand that may be one of some: only those and words beyond ASCII need to be folded and compared.

    A mark that combines belongs to the letter before it; a text that has one is looked through word by word.
    """
    lower = text.lower()
    if len(lower) != len(text) or COMBINING.search(text):
        return {match.start() for match in WORD.finditer(text) if fold(match.group()) in firsts}
    starts: set[int] = set()
    for word in firsts:
        at = lower.find(word) if word.isascii() else -1
        while at >= 0:
            if at == 0 or not text[at - 1].isalnum():
                starts.add(at)
            at = lower.find(word, at + 1)
    seen = 0
    for letters in BEYOND.finditer(text):
        at = letters.start()
        while at > seen and text[at - 1].isalnum():
            at -= 1
        if at > seen or not seen:  # else the word before goes on
            starts.add(at)
        seen = letters.end()
    return starts


def search(db: Database, words: str, limit: int | None) -> list[Hit]:
    """Articles with all the words, best first; see `Store.search`."""
    phrases = phrases_of(words)
    with db.reads() as conn:
        ids = dialect.find_full_text(conn, phrases)[:limit]
    return list(_hits(db, ids, phrases))


def search_ids(db: Database, words: str) -> list[str]:
    """The ids of articles with all the words, best first; see `Store.search_ids`."""
    phrases = phrases_of(words)
    with db.reads() as conn:
        return dialect.find_full_text(conn, phrases)


def search_said(db: Database, words: str) -> list[tuple[str, str]]:
    """Attributions with all the words in their content, best first; see `Store.search_said`."""
    phrases = phrases_of(words)
    with db.reads() as conn:
        return dialect.find_said_full_text(conn, phrases)


def _hits(db: Database, ids: Sequence[str], phrases: Sequence[Sequence[str]]) -> Iterator[Hit]:
    table = db.tables.articles
    for chunk in dialect.chunks(ids, 200):
        with db.reads() as conn:
            query = sa.select(table.c.id, table.c.title, table.c.text).where(table.c.id.in_(chunk))
            texts = {row.id: (row.title, row.text) for row in conn.execute(query)}
        for article in chunk:
            if article in texts:
                title, text = texts[article]
                yield Hit(article, find_spans(text, phrases), find_spans(title or "", phrases))
