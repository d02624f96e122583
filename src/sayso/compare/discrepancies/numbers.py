"""Numbers: what is counted once and told twice, with one number or with two that cannot both hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.compare.discrepancies.amounts import Amount, Relation, amount_of, relate, shown
from sayso.compare.discrepancies.counted import Counted, bare_numbers, counted_of, same_counted
from sayso.compare.discrepancies.courses import Counting, course_of
from sayso.compare.discrepancies.finding import Finding, Side
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.moments import Moment, moment_of
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.compare.discrepancies.surroundings import MOST, Surroundings, surroundings, weigh
from sayso.records import DifferenceKind, Level, Quantity
from sayso.spans import Span, overlap

# What is counted says more the more words of it are the same; a noun that counts anything says little, and the age of
# one person is no other's.
SAME_UNIT = {1: 60, 2: 110, 3: 150}
GENERIC, AGE, SAME_PERSON = -80, -120, 80
# An article that gives both numbers of such things somewhere knows of two of them, more often than not.
KNOWN = -120
# Two numbers of two times are of two things more often than two numbers of one.
DEVELOPS = -80
# From here on the place of a number is so sure that it may be told otherwise elsewhere in the same articles.
SURE_PLACE = 750


@dataclass(frozen=True, slots=True)
class Number:
    """A number of an article, what it counts and what stands around it."""

    row: Quantity
    counted: Counted
    amount: Amount
    around: Surroundings
    counting: Counting

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
                if one.row.id == two.row.id or not same_counted(one.counted, two.counted):
                    continue
                score, reasons = _score(meeting, one, two, ours, theirs)
                relation = relate(one.amount, two.amount)
                apart = relation in {"precision", "apart"}
                if apart and score < SURE_PLACE:
                    known = (one, meeting.b_article), (two, meeting.a_article)
                    score += KNOWN * sum(_knows(numbers[article], number) for number, article in known)
                if score > 0:
                    yield _finding(story, meeting, (one, two), relation, (score, reasons))


def _knows(numbers: Sequence[Number], one: Number) -> bool:
    """Whether an article gives the same number of the same things somewhere else."""
    return any(
        relate(one.amount, other.amount) == "same"
        and same_counted(one.counted, other.counted)
        and (not one.counted.age or one.counted.whose & other.counted.whose)
        for other in numbers
    )


def _score(
    meeting: Meeting, one: Number, two: Number, ours: Sequence[Number], theirs: Sequence[Number]
) -> tuple[int, tuple[str, ...]]:
    """How sure it is that both numbers fill one slot, and what speaks for it."""
    rivals = [(one.around, other.around) for other in theirs if _is_rival(one, two, other)]
    rivals += [(other.around, two.around) for other in ours if _is_rival(two, one, other)]
    unit = frozenset({one.counted.head, *one.counted.before, *one.counted.after})
    score, reasons = weigh(meeting, one.around, two.around, rivals=rivals, without=unit)
    if not score or meeting.basis in {"passage", "utterance"}:
        return score, reasons
    score += SAME_UNIT[same_counted(one.counted, two.counted)]
    if one.counted.age:
        score += SAME_PERSON if one.counted.whose & two.counted.whose else AGE
    elif one.counted.generic:
        score += GENERIC
    return max(0, min(MOST, score)), reasons


def _is_rival(one: Number, two: Number, other: Number) -> bool:
    """Whether a number could be compared with another in the place of its partner."""
    return other.row.id != two.row.id and same_counted(one.counted, other.counted) > 0


def _read(article: ArticleReading) -> list[Number]:
    moments = [
        moment for row in article.times.values() if (moment := moment_of(row, article.text)) is not None
    ]
    found = [
        (row, counted) for row in article.quantities if (counted := counted_of(article, row)) is not None
    ]
    return [_number(article, row, counted, moments) for row, counted in (*found, *bare_numbers(article))]


def _number(article: ArticleReading, row: Quantity, counted: Counted, moments: Sequence[Moment]) -> Number:
    span = Span(row.start, row.end)
    around, sentence = surroundings(article, span), article.sentence_at(row.start)
    counting = Counting(
        value=row.value,
        words=article.words(sentence),
        near=around.near | {counted.head} | counted.before,
        moments=[one for one in moments if sentence.start <= one.row.start < sentence.end],
        article=article.article,
    )
    return Number(row, counted, amount_of(row), around, counting)


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
    relation: Relation,
    sure: tuple[int, tuple[str, ...]],
) -> Finding:
    a, b = (
        _side(story.articles[key], number)
        for key, number in zip((meeting.a_article, meeting.b_article), numbers, strict=True)
    )
    alike = relation in {"same", "compatible"}
    score, reasons = sure
    difference: DifferenceKind | None = None if alike else "contradiction"
    level: Level = "inside" if a.article == b.article else "between"
    if not alike:
        course = course_of(*(number.counting for number in numbers))
        if course.develops:
            difference, level, score = "development", "over_time", score + DEVELOPS
        elif relation == "precision":
            difference = "precision"
        reasons = (*reasons, *([course.why] if course.why else []))
    return Finding(
        slot="number",
        difference=difference,
        level=level,
        about=numbers[0].row.unit or "",
        sides=((a, b),) if alike else ((a,), (b,)),
        score=score,
        reasons=reasons,
    )
