"""The numbers of an article as they are compared: how much, of what, and what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.compare.discrepancies.amounts import Amount, amount_of, shown
from sayso.compare.discrepancies.counted import Counted, bare_numbers, bare_tolls, counted_of
from sayso.compare.discrepancies.courses import Counting
from sayso.compare.discrepancies.finding import Side
from sayso.compare.discrepancies.moments import Moment, moment_of
from sayso.compare.discrepancies.reading import ArticleReading
from sayso.compare.discrepancies.surroundings import Surroundings, surroundings
from sayso.records import Quantity
from sayso.spans import Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number of an article, what it counts and what stands around it."""

    row: Quantity
    counted: Counted
    amount: Amount
    around: Surroundings
    counting: Counting

    @property
    def about(self) -> str:
        """What is counted, in words of the article."""
        parts = (self.around.before, "…", self.row.unit or "", self.around.after)
        return " ".join(part for part in parts if part)

    @property
    def span(self) -> Span:
        """Its words."""
        return Span(self.row.start, self.row.end)


def read_numbers(article: ArticleReading) -> list[Number]:
    """The numbers of an article that count something."""
    moments = [
        moment for row in article.times.values() if (moment := moment_of(row, article.text)) is not None
    ]
    found = [
        (row, counted) for row in article.quantities if (counted := counted_of(article, row)) is not None
    ]
    return [
        _number(article, row, counted, moments)
        for row, counted in (*found, *bare_numbers(article), *bare_tolls(article))
    ]


def _number(article: ArticleReading, row: Quantity, counted: Counted, moments: Sequence[Moment]) -> Number:
    span = Span(row.start, row.end)
    around, sentence = surroundings(article, span), article.sentence_at(row.start)
    counting = Counting(
        value=row.value,
        words=article.words(sentence),
        near=around.near | {counted.head, counted.fate} | counted.before,
        moments=[one for one in moments if sentence.start <= one.row.start < sentence.end],
        article=article.article,
    )
    return Number(row, counted, amount_of(row), around, counting)


def side_of(article: ArticleReading, number: Number) -> Side:
    """A number as one side of a comparison."""
    row = number.row
    hedge = f"{row.modifier} " if row.modifier else ""
    upto = f" to {shown(row.value_to)}" if row.value_to is not None else ""
    value = f"{hedge}{shown(row.value)}{upto} {row.unit or ''}".strip()
    if hedge.endswith(" of "):
        value = f"{hedge}{row.unit}"
    return Side(
        article=article.article.id,
        value=value,
        start=row.start,
        end=row.end,
        context=article.context(number.span),
        attribution=article.attribution_at(number.span),
    )
