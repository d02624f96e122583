"""Numbers: what is counted once and told twice, with one number or with two that cannot both hold."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.compare.discrepancies.amounts import Relation, relate
from sayso.compare.discrepancies.counted import same_counted
from sayso.compare.discrepancies.courses import course_of, may_have_changed
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.number_reading import Number, read_numbers, side_of
from sayso.compare.discrepancies.reading import StoryReading, two_voices
from sayso.compare.discrepancies.repeats import find_repeats
from sayso.compare.discrepancies.weighing import MOST, weigh
from sayso.spans import overlap

if TYPE_CHECKING:
    from sayso.records import DifferenceKind, Level

# What is counted says more the more words of it are the same; a noun that counts anything says little, and the age of
# one person is no other's.
SAME_UNIT = {1: 60, 2: 110, 3: 150}
GENERIC, AGE, SAME_PERSON = -80, -120, 80
# An article that gives both numbers of such things somewhere knows of two of them, more often than not.
KNOWN = -120
# Of one that is here in part it is not known whether it does.
MAY_KNOW = -60
# Two numbers of two times are of two things more often than two numbers of one.
DEVELOPS = -80
# "2,500 and another 1,000" are 3,500, as near (thousandths) as sums of rounded numbers are.
SUM = 5
# In sentences that are only alike two numbers are of two things more often than not, unless this much speaks for one: of
# those below it that were shown of events nobody had tuned on, one in nine was a discrepancy.
ONE_THING = 700
# From here on the place of a number is so sure that it may be told otherwise elsewhere in the same articles.
SURE_PLACE = 750


def find_numbers(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Numbers of one unit that two places which tell the same give."""
    numbers = {key: read_numbers(article) for key, article in story.articles.items()}
    yield from find_repeats(story, numbers)
    for meeting in meetings:
        found = list(_of_meeting(story, meeting, numbers))
        changed = [one for one, may_change in found if may_change and one.difference == "contradiction"]
        for one, _ in found:
            # Text that comes out day after day with new numbers in it is a form that is filled in.
            if one not in changed or len(changed) == 1:
                yield one


def _of_meeting(
    story: StoryReading, meeting: Meeting, numbers: Mapping[str, Sequence[Number]]
) -> Iterator[tuple[Finding, bool]]:
    """The findings of one meeting, each with whether its numbers may have changed between two days."""
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
                score += sum(_known(story, article, number, numbers[article]) for number, article in known)
            if apart and meeting.basis == "sentence":
                cut = (story.articles[meeting.a_article], one), (story.articles[meeting.b_article], two)
                if any(article.breaks_off(number.span) for article, number in cut):
                    continue  # what else it counts is missing
                if _are_two_things(one, two, score):
                    continue
            found = _finding(story, meeting, (one, two), relation, (score, reasons))
            added = apart and (_adds_up(one, two, ours) or _adds_up(two, one, theirs))
            if score > 0 and not added and not (apart and _of_two_voices(story, found)):
                yield found, apart and may_have_changed(one.counting, two.counting)


def _are_two_things(one: Number, two: Number, score: int) -> bool:
    """Whether numbers of sentences that are only alike count two things, or one that changed from day to day."""
    course = course_of(one.counting, two.counting)
    if score < ONE_THING or course.of_two:
        return True
    return not course.why and may_have_changed(one.counting, two.counting)


def _adds_up(one: Number, two: Number, beside: Sequence[Number]) -> bool:
    """Whether a number and another one of its sentence are together what the other article gives in one."""
    return any(
        other.row.id != one.row.id
        and abs(one.row.value + other.row.value - two.row.value) * 1000 <= SUM * abs(two.row.value)
        for other in beside
    )


def _of_two_voices(story: StoryReading, finding: Finding) -> bool:
    a, b = (sides[0] for sides in finding.sides)
    articles = story.articles
    return two_voices((articles[a.article], a.attribution), (articles[b.article], b.attribution))


def _known(story: StoryReading, article: str, one: Number, numbers: Sequence[Number]) -> int:
    """What it takes off that an article gives the other number elsewhere, or may."""
    if _knows(numbers, one):
        return KNOWN
    return MAY_KNOW if story.articles[article].article.in_part else 0


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


def _finding(
    story: StoryReading,
    meeting: Meeting,
    numbers: tuple[Number, Number],
    relation: Relation,
    sure: tuple[int, tuple[str, ...]],
) -> Finding:
    a, b = (
        side_of(story.articles[key], number)
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
        about=numbers[0].about,
        sides=((a, b),) if alike else ((a,), (b,)),
        score=score,
        reasons=reasons,
    )
