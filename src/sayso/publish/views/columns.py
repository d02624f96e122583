"""The columns of a table of outlets: an outlet with its articles, or an article whose outlet is unknown by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.publish.views.reading_order import in_order
from sayso.publish.words.phrases import outlet_words
from sayso.records import Article
from sayso.words.outlets import same_outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One outlet as a table shows it; `known` False: nobody said which outlet it is, and the name is the file's."""

    name: str
    known: bool
    articles: tuple[Article, ...]


def columns(articles: Iterable[Article]) -> tuple[Column, ...]:
    """The outlets of some articles in reading order; two names of one outlet are one column."""
    found: list[list[Article]] = []
    for article in in_order(articles):
        for known in found:
            if article.outlet and known[0].outlet and _is_one(article.outlet, known[0].outlet):
                known.append(article)
                break
        else:
            found.append([article])
    return tuple(
        Column(name=outlet_words(group[0]), known=bool(group[0].outlet), articles=tuple(group))
        for group in found
    )


def column_of(made: Sequence[Column]) -> dict[str, int]:
    """The number of the column that each article stands in, by article id."""
    return {article.id: number for number, column in enumerate(made) for article in column.articles}


def _is_one(one: str, other: str) -> bool:
    return one.casefold() == other.casefold() or same_outlet(one, other)
