"""Numbers: what is counted once and told twice, with one number or with two that cannot both hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.compare.discrepancies.amounts import Amount, amount_of, relate, shown
from sayso.compare.discrepancies.counted import Counted, counted_of, same_counted
from sayso.compare.discrepancies.finding import Finding, Side
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.records import Clause, Quantity
from sayso.spans import Span, overlap
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words

# Characters on either side of a number whose content words say what it is about, within its sentence.
NEAR = 60
# Words on either side of two numbers at one place that are compared.
REACH = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A number of an article, what it counts and what stands around it."""

    row: Quantity
    counted: Counted
    amount: Amount
    sentence: Span
    near: frozenset[str]
    clause: Clause | None

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
    opposite = meeting.alongside.opposite(one.span)
    placed = opposite is not None and overlap(opposite, two.span) > 0
    around = meeting.alongside.around(one.span, reach=REACH) if placed else 0
    reasons = list(meeting.reasons)
    if meeting.basis == "passage" or (meeting.basis == "utterance" and placed):
        if not placed:
            return 0, ()
        return min(950, 600 + 50 * around), (*reasons, "both numbers stand at the same place of it")
    weight = commonness().weight
    unit = {one.counted.head, *one.counted.before, *one.counted.after}
    near = (one.near & two.near) - unit
    local = sum(weight(root) for root in sorted(near))
    verbs = [number.clause.verb if number.clause else "" for number in (one, two)]
    score = meeting.score // 2 + round(20 * local) + 60 * (alike - 1) + 25 * around
    if all(verbs):
        score += 100 if verbs[0] == verbs[1] else -100
    if one.counted.generic:
        score -= 150
    rivals = sum(same_counted(one.counted, other.counted) > 0 for other in theirs) + sum(
        same_counted(two.counted, other.counted) > 0 for other in ours
    )
    score -= 75 * (rivals - 2)
    if one.counted.age:
        score -= 100
    if meeting.basis == "inside":
        score -= 200
    if near:
        reasons.append(f"beside both numbers stand {', '.join(sorted(near))}")
    if verbs[0] and verbs[0] == verbs[1]:
        reasons.append(f"the deed is the same: {verbs[0]}")
    return max(0, min(900, score)), tuple(reasons)


def _read(article: ArticleReading) -> list[Number]:
    found: list[Number] = []
    common = function_words()
    for row in article.quantities:
        counted = counted_of(article, row)
        if counted is None:
            continue
        span = Span(row.start, row.end)
        sentence = article.sentence_at(row.start)
        left, right = max(sentence.start, row.start - NEAR), min(sentence.end, row.end + NEAR)
        forms = (
            read_words(article.text[left : row.start]).forms + read_words(article.text[row.end : right]).forms
        )
        near = frozenset(stem(form) for form in forms if form not in common and not form.isdigit())
        found.append(Number(row, counted, amount_of(row), sentence, near, article.clause_at(span)))
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
