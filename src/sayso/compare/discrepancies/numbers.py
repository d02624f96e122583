"""Numbers: what is counted once and told twice, with one number or with two that cannot both hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.compare.discrepancies.amounts import Amount, amount_of, relate, shown
from sayso.compare.discrepancies.counted import Counted, counted_of, same_counted
from sayso.compare.discrepancies.finding import Finding, Side
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.compare.discrepancies.surroundings import Surroundings, surroundings, weigh
from sayso.records import Quantity
from sayso.spans import Span, overlap

# What is counted says more the more words of it are the same; a noun that counts anything says little, and the age of
# one person is no other's.
SAME_UNIT = {1: 60, 2: 110, 3: 150}
GENERIC, AGE = -80, -80


@dataclass(frozen=True, slots=True)
class Number:
    """A number of an article, what it counts and what stands around it."""

    row: Quantity
    counted: Counted
    amount: Amount
    around: Surroundings

    @property
    def span(self) -> Span:
        """Its words."""
        return Span(self.row.start, self.row.end)


def find_numbers(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Numbers of one unit that two places which tell the same give."""
    numbers = {key: _read(article) for key, article in story.articles.items()}
    for meeting in meetings:
        ours = [one for one in numbers[meeting.a_article] if overlap(one.span, meeting.a)]
        theirs = [two for two in numbers[meeting.b_article] if overlap(two.span, meeting.b)]
        for one in ours:
            for two in theirs:
                if one.row.id == two.row.id:
                    continue
                score, reasons = _score(meeting, one, two, ours, theirs)
                relation = relate(one.amount, two.amount)
                if (
                    relation in {"precision", "apart"}
                    and score < 900
                    and (_knows(numbers[meeting.b_article], one) or _knows(numbers[meeting.a_article], two))
                ):
                    continue
                if score <= 0:
                    continue
                yield _finding(story, meeting, (one, two), relation, score, reasons)


def _knows(numbers: Sequence[Number], one: Number) -> bool:
    """Whether an article gives the same number of the same things somewhere else."""
    return any(
        relate(one.amount, other.amount) == "same" and same_counted(one.counted, other.counted)
        for other in numbers
    )


def _score(
    meeting: Meeting, one: Number, two: Number, ours: Sequence[Number], theirs: Sequence[Number]
) -> tuple[int, tuple[str, ...]]:
    """How sure it is that both numbers fill one slot, and what speaks for it."""
    alike = same_counted(one.counted, two.counted)
    if not alike:
        return 0, ()
    rivals = _rivals(one, theirs) + _rivals(two, ours)
    unit = frozenset({one.counted.head, *one.counted.before, *one.counted.after})
    score, reasons = weigh(meeting, one.around, two.around, rivals=rivals, without=unit)
    if not score or meeting.basis in {"passage", "utterance"}:
        return score, reasons
    score += SAME_UNIT[alike] + (GENERIC if one.counted.generic else 0) + (AGE if one.counted.age else 0)
    return max(0, min(900, score)), reasons


def _rivals(one: Number, others: Sequence[Number]) -> int:
    return sum(same_counted(one.counted, other.counted) > 0 for other in others)


def _read(article: ArticleReading) -> list[Number]:
    found: list[Number] = []
    for row in article.quantities:
        counted = counted_of(article, row)
        if counted is not None:
            around = surroundings(article, Span(row.start, row.end))
            found.append(Number(row, counted, amount_of(row), around))
    return found


def _side(article: ArticleReading, number: Number) -> Side:
    row = number.row
    hedge = f"{row.modifier} " if row.modifier else ""
    upto = f" to {shown(row.value_to)}" if row.value_to is not None else ""
    return Side(
        article=article.article.id,
        value=f"{hedge}{shown(row.value)}{upto} {row.unit}",
        start=row.start,
        end=row.end,
        context=article.context(number.span),
        attribution=article.attribution_at(number.span),
    )


def _finding(
    story: StoryReading,
    meeting: Meeting,
    numbers: tuple[Number, Number],
    relation: str,
    score: int,
    reasons: tuple[str, ...],
) -> Finding:
    a, b = (
        _side(story.articles[key], number)
        for key, number in zip((meeting.a_article, meeting.b_article), numbers, strict=True)
    )
    alike = relation in {"same", "compatible"}
    return Finding(
        slot="number",
        difference=None if alike else "precision" if relation == "precision" else "contradiction",
        level="inside" if a.article == b.article else "between",
        about=numbers[0].row.unit or "",
        sides=((a, b),) if alike else ((a,), (b,)),
        score=score,
        reasons=reasons,
    )
