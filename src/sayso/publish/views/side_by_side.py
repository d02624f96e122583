"""Two or more articles beside each other: the text they share, the words in which it differs, what both have said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.errors import SettingsError
from sayso.publish.views.article_page import one_article, story_of
from sayso.publish.views.lines import Line, lines_of, reviews_of
from sayso.publish.views.reading_order import in_order
from sayso.publish.views.renderings import SAID_KINDS, renderings
from sayso.publish.views.shared_texts import PassageView, group_texts
from sayso.publish.views.stories import actor_of, bundles
from sayso.publish.views.tracing import read_traces
from sayso.publish.words.phrases import status_words
from sayso.records import Article, SharedPassage, Story
from sayso.spans import Span, merge
from sayso.store.protocol import Store

MOST_BESIDE = 4
"""Articles beside each other: more are narrower than a line can be read."""
MOST_COMPARED = 2_000
"""Words of a passage up to which differing words are marked: beyond it aligning takes longer than a page may."""


class Place(NamedTuple):
    """Where a text stands in one of the articles, and the stretches of it whose words another article has otherwise."""

    article: str
    span: Span
    differing: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """One text that at least two of the articles have; `number` tells it from the others on the page."""

    number: int
    places: tuple[Place, ...]
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lined:
    """One utterance with the lines of it in each article, in the order of the articles; some may have none."""

    utterance: str
    lines: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """The articles as they were asked for, with what they have in common; `alone` counts the other lines of each."""

    articles: tuple[Article, ...]
    story: Story | None
    joined: tuple[Joined, ...]
    lined: tuple[Lined, ...]
    alone: tuple[int, ...]


def side_by_side(store: Store, asked: Sequence[str]) -> SideBySide:
    """Articles by their ids (or the beginnings of them), each once; SettingsError when there are too few or too many."""
    found = {article.id: article for article in (one_article(store, one) for one in asked)}
    if not 2 <= len(found) <= MOST_BESIDE:
        raise SettingsError(
            f"{len(found)} articles to compare; name 2 to {MOST_BESIDE}, each once: /compare?article=…&article=…"
        )
    articles = tuple(found.values())
    for article in articles:
        if not article.usable:
            raise SettingsError(f"article {article.id} is {status_words(article)}: nothing of it is compared")
    lined, alone = _lined(store, articles)
    return SideBySide(
        articles=articles,
        story=story_of(store, articles[0].id),
        joined=tuple(_joined(store, found)),
        lined=lined,
        alone=alone,
    )


def story_articles(store: Store, story: Story | None) -> list[Article]:
    """The articles of a story to choose from, in reading order."""
    return in_order(store.articles(story.articles)) if story else []


def _joined(store: Store, articles: dict[str, Article]) -> list[Joined]:
    """The texts in the order in which the first article has them, and then the others."""
    rows = [
        row
        for row in store.rows(SharedPassage, articles=sorted(articles))
        if row.a_article in articles and row.b_article in articles
    ]
    rank = {name: number for number, name in enumerate(articles)}
    groups = sorted(
        group_texts({row.id: row for row in rows}.values()),
        key=lambda group: min((rank[one.article], one.span) for one in group.stretches),
    )
    joined = []
    for number, group in enumerate(groups, start=1):
        passages = tuple(
            PassageView(passage=row, a=articles[row.a_article], b=articles[row.b_article])
            for row in group.passages
        )
        differing = _differing(passages)
        places = sorted(group.stretches, key=lambda one: (rank[one.article], one.span))
        joined.append(
            Joined(
                number=number,
                places=tuple(
                    Place(
                        one.article,
                        one.span,
                        tuple(
                            span
                            for span in differing.get(one.article, ())
                            if one.span.start <= span.start and span.end <= one.span.end
                        ),
                    )
                    for one in places
                ),
                passages=passages,
            )
        )
    return joined


def _differing(passages: Sequence[PassageView]) -> dict[str, tuple[Span, ...]]:
    """For each article the words that another one has otherwise, over all the pairs it is in."""
    found: dict[str, list[Span]] = {}
    for view in passages:
        if view.passage.kind == "verbatim" or view.passage.words > MOST_COMPARED:
            continue
        for one in view.differences():
            found.setdefault(view.a.id, []).append(one.a)
            found.setdefault(view.b.id, []).append(one.b)
    return {name: merge(span for span in spans if span.start < span.end) for name, spans in found.items()}


def _lined(store: Store, articles: Sequence[Article]) -> tuple[tuple[Lined, ...], tuple[int, ...]]:
    """The utterances that at least two of the articles render, in the order of the first; and how many lines are left."""
    ids = [article.id for article in articles]
    actors, traces, reviews = actor_of(store, ids), read_traces(store, ids), reviews_of(store, ids)
    by_utterance: dict[str, list[list[Line]]] = {}
    counts = [0 for _ in articles]
    for number, bundle in enumerate(bundles(store, articles, SAID_KINDS)):
        for line in lines_of((traces.of(one) for one in renderings(bundle, actors)), reviews):
            name = line.rendering.utterance
            if name is None:
                counts[number] += 1
                continue
            by_utterance.setdefault(name, [[] for _ in articles])[number].append(line)
    lined = []
    for name, columns in by_utterance.items():
        if sum(bool(column) for column in columns) > 1:
            lined.append(Lined(utterance=name, lines=tuple(map(tuple, columns))))
        else:
            counts = [count + len(column) for count, column in zip(counts, columns, strict=True)]
    return tuple(lined), tuple(counts)
