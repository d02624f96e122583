"""Which shared texts of a story are read for other words in one place: those with edits, up to a number."""

from collections.abc import Collection, Iterable

from sayso.records import SharedPassage

MOST_PASSAGES = 1_500
"""Edited shared texts of a story that are read word by word, those with the smallest ids where there are more: an
article of a story of 300 has some tens, and each takes about a third of a millisecond."""


def edited_within(rows: Iterable[SharedPassage], articles: Collection[str]) -> list[SharedPassage]:
    """The edited texts that two of some articles (their ids) share, each once, by id."""
    found = {
        row.id: row
        for row in rows
        if row.kind == "edited" and row.a_article in articles and row.b_article in articles
    }
    return [found[key] for key in sorted(found)]
