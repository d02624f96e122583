"""Roles: one person by two titles that no office has at once, in one place of two texts or over their reports.

Titles that only say more or less, and offices that one person may hold beside another, are no difference.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from sayso.compare.aligning.worded import Word
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import Place, fill, span_of, telling, unsaid
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.persons import KINDS
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.compare.tables import table
from sayso.spans import Span
from sayso.words.commonness import function_words
from sayso.words.forms import read_words

# Titles in one place of two texts leave less doubt than those of all that two reports call somebody. Set by judgement.
IN_PLACE, OVER_REPORTS = 850, 700
ONE_TITLE = "only a part of its report is here: it may give both titles in what is missing"
# Characters before a title in which its first word may stand.
BEFORE = 20
# Titles of one person that are compared, each with each; more are those of a head of state, and the same few again.
MOST = 100


class TitleWord(NamedTuple):
    """What a word says within a title: its kind, the value within it, and whether saying nothing says something else."""

    kind: str
    value: str
    differs_from_nothing: bool


@lru_cache(maxsize=1)
def title_words() -> Mapping[str, TitleWord]:
    """What each folded word says within a title."""
    return {
        word: TitleWord(kind, value, missing == "+")
        for kind, value, missing, words in table("titles.tsv")
        for word in words.split()
    }


@lru_cache(maxsize=1)
def offices() -> frozenset[str]:
    """The folded nouns that name an office."""
    return frozenset(word for (line,) in table("offices.txt") for word in line.split())


class Title(NamedTuple):
    """A title somewhere: the office, what the words before it say by kind, and its other words."""

    office: str
    said: Mapping[str, str]
    rest: frozenset[str]
    span: Span


def roles_in(place: Place) -> Iterator[Finding]:
    """A word of a title exchanged, or on one side only, where all around is told in the same words."""
    gap, meeting = place.gap, place.meeting
    if gap.around[1] not in offices() or not gap.holds(meeting):
        return
    first, second = _said(gap.a), _said(gap.b)
    if first is None or second is None or first == second:
        return
    kinds = {found.kind for found in (first, second) if found}
    missing = not (first and second)
    if len(kinds) != 1 or (missing and not (first or second).differs_from_nothing):  # type: ignore[union-attr]
        return
    before = kinds == {"time"}
    sides = [
        fill(article, span_of(edge), found.value) if found else unsaid(article, span_of(edge))
        for (article, _, edge), found in zip(place.sides, (first, second), strict=True)
    ]
    yield Finding(
        slot="role",
        difference="development" if before else "contradiction",
        level="over_time" if before else place.level,
        about=place.about,
        sides=((sides[0],), (sides[1],)),
        score=min(IN_PLACE, meeting.score + 50),
        reasons=(
            "another title in the same place of the same words",
            *meeting.reasons,
            *dict.fromkeys(reason for side in sides for reason in side.reasons),
        ),
    )


def _said(words: Sequence[Word]) -> TitleWord | tuple[()] | None:
    """What the only word of a title says in a gap; () where there is none, None where there is anything else."""
    found = [title_words().get(word.form) for word in telling(words)]
    if not found:
        return ()
    return found[0] if len(found) == 1 else None


def find_roles(story: StoryReading, _meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Titles of one person that exclude each other, over all reports."""
    titles: dict[str, list[tuple[ArticleReading, Title]]] = {}
    for article in story.articles.values():
        for entity in article.entities.values():
            if entity.named and KINDS.get(entity.type) == "person" and entity.id in article.actors:
                found = (_title(article, span) for span in entity.roles)
                titles.setdefault(article.actors[entity.id], []).extend(
                    (article, title) for title in found if title is not None
                )
    for actor in sorted(titles):
        yield from _of_one(titles[actor][:MOST])


def _of_one(titles: Sequence[tuple[ArticleReading, Title]]) -> Iterator[Finding]:
    """The first two titles of one person that exclude each other; what one article gives him both is his."""
    for (one, mine), (two, other) in combinations(titles, 2):
        kind = _excluding(mine, other)
        if kind is None or any(_has_both(titles, article, mine, other, kind) for article in (one, two)):
            continue
        sides = [
            fill(
                article,
                title.span,
                article.words(title.span),
                *([ONE_TITLE] if article.article.in_part else []),
            )
            for article, title in ((one, mine), (two, other))
        ]
        yield Finding(
            slot="role",
            difference="contradiction",
            level="inside" if one is two else "between",
            about=one.words(mine.span),
            sides=((sides[0],), (sides[1],)),
            score=OVER_REPORTS,
            reasons=(
                f"one person, called “{sides[0].value}” and “{sides[1].value}”",
                *dict.fromkeys(reason for side in sides for reason in side.reasons),
            ),
        )
        return


def _excluding(one: Title, two: Title) -> str | None:
    """The kind of word by which two titles exclude each other: the same office, in another field or of another rank."""
    if one.office != two.office or "former" in {one.said.get("time"), two.said.get("time")}:
        return None
    fields = one.said.get("field", ""), two.said.get("field", "")
    if all(fields) and fields[0] != fields[1]:
        return "field"
    ranks = one.said.get("rank", ""), two.said.get("rank", "")
    alike = fields[0] == fields[1] and (fields[0] or one.rest & two.rest)
    return "rank" if ranks[0] != ranks[1] and alike else None


def _has_both(
    titles: Sequence[tuple[ArticleReading, Title]], article: ArticleReading, one: Title, two: Title, kind: str
) -> bool:
    said = {
        title.said.get(kind, "") for found, title in titles if found is article and title.office == one.office
    }
    return {one.said.get(kind, ""), two.said.get(kind, "")} <= said


def _title(article: ArticleReading, span: Span) -> Title | None:
    """The title in some words; None where they name no office, or two people."""
    # "Acting" and "deputy" are at times left before what was taken for the title.
    found = read_words(article.text[max(0, span.start - BEFORE) : span.start])
    more = found.forms[-1:] if found.forms[-1:] and found.forms[-1] in title_words() else ()
    forms = (*more, *read_words(article.text[span.start : span.end]).forms)
    at = next((number for number, form in enumerate(forms) if form in offices()), None)
    if at is None or "and" in forms[:at]:  # "Penn and acting mayor Ruddock" are two
        return None
    before = [title_words()[form] for form in forms[:at] if form in title_words()]
    rest = frozenset(forms) - title_words().keys() - offices() - function_words()
    return Title(forms[at], {found.kind: found.value for found in before}, rest, span)
