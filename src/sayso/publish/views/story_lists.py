"""All stories, each with how much there is of it."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from sayso.publish.views.shared_texts import group_texts
from sayso.publish.views.stories import stories
from sayso.records import Discrepancy, Origin, OriginMember, SharedPassage, StoryMember
from sayso.store.protocol import Store


class StoryLine(NamedTuple):
    """One story in a list.

    `repeated` counts its utterances in more than one article, `fewer_sources` those of them behind which there are
    fewer textual sources than articles, `shared_texts` the texts that its articles share, `discrepancies` the slots that
    they fill differently.
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


def story_lines(store: Store) -> list[StoryLine]:
    """All stories with their extent in time, outlets, phases and textual sources, those with most articles first."""
    heads = {article.id: article for article in store.articles()}
    phases: dict[str, set[str]] = {}
    story_of: dict[str, str] = {}
    for article, told_in, phase in store.values(StoryMember, "article", "story", "phase"):
        phases.setdefault(told_in, set()).add(phase)
        story_of[article] = told_in
    repeated, fewer = _origins(store)
    shared = _texts(store, story_of)
    differ = Counter(story for (story,) in store.values(Discrepancy, "story"))
    lines = []
    for story in stories(store):
        inside = [heads[article] for article in story.articles if article in heads]
        firsts = [article.published_earliest for article in inside if article.published_earliest]
        lasts = [article.published_latest for article in inside if article.published_latest]
        lines.append(
            StoryLine(
                id=story.id,
                title=story.title,
                articles=len(inside),
                earliest=min(firsts, default=None),
                latest=max(lasts, default=None),
                outlets=len({article.outlet for article in inside if article.outlet}),
                undated=sum(not article.published_earliest for article in inside),
                phases=len(phases.get(story.id, ())) or 1,
                repeated=repeated[story.id],
                fewer_sources=fewer[story.id],
                shared_texts=shared[story.id],
                discrepancies=differ[story.id],
            )
        )
    return lines


def _texts(store: Store, story_of: Mapping[str, str]) -> Counter[str]:
    """How many texts the articles of each story share."""
    passages: dict[str, list[SharedPassage]] = {}
    for row in store.rows(SharedPassage):
        story = story_of.get(row.a_article)
        if story is not None and story == story_of.get(row.b_article):
            passages.setdefault(story, []).append(row)
    return Counter({story: len(group_texts(rows)) for story, rows in passages.items()})


def _origins(store: Store) -> tuple[Counter[str], Counter[str]]:
    """By story: utterances in several articles, and those of them with fewer textual sources than articles."""
    articles: dict[str, set[str]] = {}
    for origin, article in store.values(OriginMember, "origin", "article"):
        articles.setdefault(origin, set()).add(article)
    repeated, fewer = Counter[str](), Counter[str]()
    for origin, story, utterance, most in store.values(Origin, "id", "story", "utterance", "most"):
        count = len(articles.get(origin, ()))
        if utterance is not None and count > 1:
            repeated[story] += 1
            fewer[story] += most is not None and most < count
    return repeated, fewer
