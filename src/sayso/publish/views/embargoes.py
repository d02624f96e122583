"""What is withheld, until when, and which of it might be added again by now."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sayso.ingest.statuses import embargoed_until, end_of, is_over
from sayso.publish.words.phrases import count_words, moment_words
from sayso.records import Article

NAMED = 3
"""Places named of those that hold withheld articles; the others are counted."""


class Withheld(NamedTuple):
    """Articles that are withheld until the same moment; `until` None: until their providers say otherwise.

    `over`: that moment has come. `where` are the first few of the files and addresses that they came from, `more` counts
    the others.
    """

    until: str | None
    over: bool
    articles: int
    where: tuple[str, ...]
    more: int


def withheld_words(one: Withheld) -> str:
    """How many are withheld and until when, in words."""
    many = count_words(one.articles, "article")
    if one.until is None:
        return f"{many} until {'its provider says' if one.articles == 1 else 'their providers say'} otherwise"
    if one.over:
        return f"{many}, embargoed until {moment_words(one.until)}, which is over"
    return f"{many} until {moment_words(one.until)}"


def withheld(articles: Iterable[Article], now: str) -> tuple[Withheld, ...]:
    """What is withheld as of `now` (ISO), that first of which the embargo ends first."""
    found: dict[str | None, list[Article]] = defaultdict(list)
    for article in articles:
        if article.pubstatus == "withheld":
            found[embargoed_until(article)].append(article)
    return tuple(
        _withheld(until, found[until], now)
        for until in sorted(found, key=lambda end: (end is None, end and end_of(end), end or ""))
    )


def _withheld(until: str | None, articles: list[Article], now: str) -> Withheld:
    places = sorted({article.path or article.url or article.id for article in articles})
    return Withheld(
        until=until,
        over=until is not None and is_over(until, now),
        articles=len(articles),
        where=tuple(places[:NAMED]),
        more=max(0, len(places) - NAMED),
    )
