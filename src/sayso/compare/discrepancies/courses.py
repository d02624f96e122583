"""Whether two numbers differ because time went by between them: counts that grow, and what each text dates otherwise.

That is a development, no contradiction. Where nothing tells which report is the later one, that is said.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sayso.compare.discrepancies.moment_relations import relate
from sayso.compare.discrepancies.moments import Moment
from sayso.records import Article
from sayso.words.moments import before

# Stems of words for what is counted again and again while it lasts: tolls, arrests, votes.
GROWING = frozenset(
    "kill die died dead death toll injur wound hurt miss missing arrest detain displac evacuat fatality casualty victim "
    "infect sick sicken hospitalis hospitaliz liv live surviv survivor body rescu homeless vot vote ballot signatur donation "
    "claim perish drown trap strand".split()
)
_LATER = re.compile(
    r"\b(?:so far|now|to date|as of|already|has reached|ha[sd] risen|rose|risen|rises|rising|climbed|climbs|soared|grew|grown"
    r"|increased|jumped|has since|updated|revised|currently|at the latest)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:initially|at first|early reports?|initial|earlier|originally|first reports?|previously|preliminary|then)\b",
    re.IGNORECASE,
)
# Days by which two times must differ to be two; a day's difference is often a time zone's or the evening's.
TWO_TIMES = 2


class Counting(NamedTuple):
    """A number as it may change: its value, the words of its sentence, the stems near it, when its sentence is."""

    value: float
    words: str
    near: frozenset[str]
    moments: Sequence[Moment]
    article: Article


class Course(NamedTuple):
    """Whether two numbers are a development, and what is known of their order ("" where it does not matter).

    `of_two`: they are of two occasions, and no development either.
    """

    develops: bool
    why: str
    of_two: bool = False


def course_of(one: Counting, two: Counting) -> Course:
    """Whether the numbers differ because time went by."""
    less, more = sorted((one, two), key=lambda counting: counting.value)
    grows = bool(GROWING & one.near) and bool(GROWING & two.near)
    if two_times(one.moments, two.moments):
        # Whoever counts the dead of one day counts others than those of another day.
        return Course(develops=True, why="each text dates its number otherwise", of_two=grows)
    if grows:
        return _of_growing(less, more)
    for counting, other in ((one, two), (two, one)):
        if _EARLIER.search(counting.words) and _LATER.search(other.words):
            return Course(develops=True, why="the words tell an earlier number from a later one")
    return Course(develops=False, why="")


def _of_growing(less: Counting, more: Counting) -> Course:
    if _LATER.search(more.words) or _EARLIER.search(less.words):
        return Course(develops=True, why="such a count grows, and the words tell the later number")
    days = [counting.article.words_to for counting in (less, more)]
    if before(days[0], more.article.day_from):
        return Course(
            develops=True, why="such a count grows, and the larger number stands in the later report"
        )
    if before(days[1], less.article.day_from):
        return Course(
            develops=False, why="such a count grows, but the smaller number stands in the later report"
        )
    return Course(develops=False, why="such a count grows; nothing tells which report is the later one")


def may_have_changed(one: Counting, two: Counting) -> bool:
    """Whether the reports came out on days apart and no date of the sentences ties both numbers to one time."""
    if one.moments and two.moments and not two_times(one.moments, two.moments):
        return False
    a, b = ((counting.article.day_from, counting.article.day_to) for counting in (one, two))
    return _days_between(a, b) >= TWO_TIMES or _days_between(b, a) >= TWO_TIMES


def _days_between(earlier: tuple[str | None, str | None], later: tuple[str | None, str | None]) -> int:
    """Days that lie at least between two publications; below 0 where that is not known."""
    if earlier[1] is None or later[0] is None:
        return -1
    return (date.fromisoformat(later[0][:10]) - date.fromisoformat(earlier[1][:10])).days


def two_times(ones: Sequence[Moment], twos: Sequence[Moment]) -> bool:
    """Whether two sentences are surely of two times: each is dated, and no time of one can be one of the other."""
    if not ones or not twos:
        return False
    relations = [relate(one, two) for one in ones for two in twos]
    return all(relation == "apart" and (away == 0 or away >= TWO_TIMES) for relation, away in relations)
