"""All stories, each with how much there is of it."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from sayso.publish.views.shared_texts import group_texts
from sayso.publish.views.stories import stories
from sayso.records import (
    Article,
    Discrepancy,
    Origin,
    OriginMember,
    Record,
    SharedPassage,
    Story,
    StoryMember,
)
from sayso.store.protocol import Store

READ: tuple[type[Record], ...] = (
    Article,
    Discrepancy,
    Origin,
    OriginMember,
    SharedPassage,
    Story,
    StoryMember,
)
"""The types of which a list of stories is made."""


class StoryLine(NamedTuple):
    """One story in a list.

    `repeated` counts its utterances in more than one article, `fewer_sources` those of them behind which there are
    fewer textual sources than articles, `shared_texts` the texts that its articles share, `discrepancies` the slots that
    they fill differently. `undated` counts articles without a date, `doubtful` those whose date orders nothing.
    """

    id: str
    title: str
    articles: int
    earliest: str | None
    latest: str | None
    outlets: int
    undated: int
    phases: int = 1
    repeated: int = 0
    fewer_sources: int = 0
    shared_texts: int = 0
    discrepancies: int = 0
    doubtful: int = 0


class Burst(NamedTuple):
    """A phase of a story: the days that it spans (None: unknown) and how many articles it has."""

    earliest: str | None
    latest: str | None
    articles: int


class StoryEntry(NamedTuple):
    """A story in a list that is narrowed: its line, its phases in order, how many articles came out on which day.

    `sources` are bounds of the textual sources behind each utterance in more than one article: behind every one of them
    at least the first and at most the second (None: unknown); None when there is no such utterance.
    """

    line: StoryLine
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    phases: tuple[Burst, ...]
    days: tuple[tuple[str, int], ...]
    sources: tuple[int, int | None] | None = None


def story_lines(store: Store) -> list[StoryLine]:
    """All stories with their extent in time, outlets, phases and textual sources, those with most articles first."""
    return [entry.line for entry in story_entries(store)]


def story_entries(store: Store) -> list[StoryEntry]:
    """The same, each with what a list of stories is narrowed by."""
    heads = {article.id: article for article in store.articles()}
    phases: dict[str, dict[str, list[str | None]]] = {}
    story_of: dict[str, str] = {}
    columns = ("article", "story", "phase", "phase_earliest", "phase_latest")
    for article, told_in, phase, first, last in store.values(StoryMember, *columns):
        phases.setdefault(told_in, {}).setdefault(phase, [first, last]).append(article)
        story_of[article] = told_in
    repeated, fewer, bounds = _origins(store)
    shared = _texts(store, story_of)
    differ = Counter(story for (story,) in store.values(Discrepancy, "story"))
    entries = []
    for story in stories(store):
        inside = [heads[article] for article in story.articles if article in heads]
        firsts = [article.day_from for article in inside if article.day_from]
        lasts = [article.day_to for article in inside if article.day_to]
        bursts = phases.get(story.id, {}).values()
        outlets = {article.outlet for article in inside if article.outlet}
        line = StoryLine(
            id=story.id,
            title=story.title,
            articles=len(inside),
            earliest=min(firsts, default=None),
            latest=max(lasts, default=None),
            outlets=len(outlets),
            undated=sum(not article.published_earliest for article in inside),
            doubtful=sum(article.published_basis == "doubtful" for article in inside),
            phases=len(phases.get(story.id, ())) or 1,
            repeated=repeated[story.id],
            fewer_sources=fewer[story.id],
            shared_texts=shared[story.id],
            discrepancies=differ[story.id],
        )
        entries.append(
            StoryEntry(
                line=line,
                articles=story.articles,
                outlets=tuple(sorted(outlets, key=str.casefold)),
                languages=tuple(sorted({article.language for article in inside if article.language})),
                phases=tuple(sorted((Burst(one[0], one[1], len(one) - 2) for one in bursts), key=_by_day)),
                days=tuple(sorted(Counter(day[:10] for day in firsts).items())),
                sources=bounds.get(story.id),
            )
        )
    return entries


def _by_day(burst: Burst) -> tuple[str, str]:
    return (burst.earliest or "9999", burst.latest or "9999")


def _texts(store: Store, story_of: Mapping[str, str]) -> Counter[str]:
    """How many texts the articles of each story share."""
    passages: dict[str, list[SharedPassage]] = {}
    for row in store.rows(SharedPassage):
        story = story_of.get(row.a_article)
        if story is not None and story == story_of.get(row.b_article):
            passages.setdefault(story, []).append(row)
    return Counter({story: len(group_texts(rows)) for story, rows in passages.items()})


Bounds = dict[str, tuple[int, int | None]]


def _origins(store: Store) -> tuple[Counter[str], Counter[str], Bounds]:
    """By story: utterances in several articles, those of them with fewer textual sources than articles, and the bounds of all."""
    articles: dict[str, set[str]] = {}
    for origin, article in store.values(OriginMember, "origin", "article"):
        articles.setdefault(origin, set()).add(article)
    repeated, fewer, bounds = Counter[str](), Counter[str](), Bounds()
    columns = ("id", "story", "utterance", "least", "most")
    for origin, story, utterance, least, most in store.values(Origin, *columns):
        count = len(articles.get(origin, ()))
        if utterance is not None and count > 1:
            repeated[story] += 1
            fewer[story] += most is not None and most < count
            low, high = bounds.get(story, (least, most))
            bounds[story] = (min(low, least), None if high is None or most is None else max(high, most))
    return repeated, fewer, bounds
