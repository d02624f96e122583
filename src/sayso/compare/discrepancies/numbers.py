"""Numbers: what is counted once and told twice, with one number or with two."""

from collections.abc import Iterator, Sequence

from sayso.compare.discrepancies.finding import Finding, Side
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.records import Quantity
from sayso.spans import Span


def find_numbers(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Numbers of one unit that stand at the same place of two texts."""
    for meeting in meetings:
        one, two = story.articles[meeting.a_article], story.articles[meeting.b_article]
        for a in one.quantities:
            opposite = meeting.alongside.opposite(Span(a.start, a.end))
            if opposite is None or a.unit is None:
                continue
            for b in two.quantities:
                if b.start < opposite.end and opposite.start < b.end and b.unit == a.unit:
                    yield _finding(meeting, _side(one, a), _side(two, b), a)


def _side(article: ArticleReading, row: Quantity) -> Side:
    span = Span(row.start, row.end)
    return Side(
        article=article.article.id,
        value=f"{row.value:g} {row.unit}",
        start=row.start,
        end=row.end,
        context=article.context(span),
        attribution=article.attribution_at(span),
    )


def _finding(meeting: Meeting, a: Side, b: Side, row: Quantity) -> Finding:
    return Finding(
        slot="number",
        difference=None if a.value == b.value else "contradiction",
        level="inside" if a.article == b.article else "between",
        about=row.unit or "",
        sides=((a, b),) if a.value == b.value else ((a,), (b,)),
        score=meeting.score,
        reasons=meeting.reasons,
    )
