"""The numbers of an article as they are compared: how much, of what, and what stands around them."""

import re
from collections.abc import Sequence
from functools import cached_property

from sayso.compare.discrepancies.amounts import amount_of, shown
from sayso.compare.discrepancies.counted import Counted, bare_numbers, bare_tolls, counted_of
from sayso.compare.discrepancies.courses import Counting
from sayso.compare.discrepancies.finding import Side
from sayso.compare.discrepancies.moments import Moment, moment_of
from sayso.compare.discrepancies.reading import ArticleReading
from sayso.compare.discrepancies.surroundings import Surroundings, surroundings
from sayso.records import Quantity
from sayso.spans import Span

_SPACED = re.compile(r" ([,.;:!?])")
TOLD = {"kill": "killed", "injur": "injured", "missing": "missing", "arrest": "arrested"}
"""What became of people, as it is told with their number."""


class Number:
    """A number of an article, what it counts and what stands around it (found when it is asked for)."""

    def __init__(
        self, article: ArticleReading, row: Quantity, counted: Counted, moments: Sequence[Moment]
    ) -> None:
        self.row, self.counted, self.amount = row, counted, amount_of(row)
        self._article, self._moments = article, moments

    @property
    def span(self) -> Span:
        """Its words."""
        return Span(self.row.start, self.row.end)

    @cached_property
    def around(self) -> Surroundings:
        """What stands around it."""
        return surroundings(self._article, self.span)

    @property
    def about(self) -> str:
        """What is counted, in words of the article."""
        parts = (self.around.before, "…", self.row.unit or "", self.around.after)
        words = " ".join(part for part in parts if part)
        return _SPACED.sub(r"\1", words).strip(" ,.;:–—-")

    @property
    def counting(self) -> Counting:
        """The number as one that may change while time goes by."""
        sentence = self._article.sentence_at(self.row.start)
        return Counting(
            value=self.row.value,
            words=self._article.words(sentence),
            near=frozenset(self.around.near) | {self.counted.head, self.counted.fate} | self.counted.before,
            moments=[one for one in self._moments if sentence.start <= one.row.start < sentence.end],
            article=self._article.article,
        )


def read_numbers(article: ArticleReading) -> list[Number]:
    """The numbers of an article that count something."""
    moments = [
        moment for row in article.times.values() if (moment := moment_of(row, article.text)) is not None
    ]
    found = [
        (row, counted) for row in article.quantities if (counted := counted_of(article, row)) is not None
    ]
    return [
        Number(article, row, counted, moments)
        for row, counted in (*found, *bare_numbers(article), *bare_tolls(article))
        if not article.stops_at(Span(row.start, row.end))
    ]


def side_of(article: ArticleReading, number: Number) -> Side:
    """A number as one side of a comparison."""
    row = number.row
    hedge = f"{row.modifier} " if row.modifier else ""
    upto = f" to {shown(row.value_to)}" if row.value_to is not None else ""
    told = TOLD[number.counted.fate] if number.counted.head == "peopl" and number.counted.fate else row.unit
    value = f"{hedge}{told}" if hedge.endswith(" of ") else f"{hedge}{shown(row.value)}{upto} {told or ''}"
    return Side(
        article=article.article.id,
        value=value.strip(),
        start=row.start,
        end=row.end,
        context=article.context(number.span),
        attribution=article.attribution_at(number.span),
    )
