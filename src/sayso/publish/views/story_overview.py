"""A story at a glance: its articles and phases, what several of them carry, where they differ, how outlets differ.

It reads each article's attributions once for all of that. Nothing is counted that the other answers do not show.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.compare.origins.texts import by_text
from sayso.publish.export.annotated import held
from sayso.publish.views.columns import Column, columns
from sayso.publish.views.discrepancies import Comparisons, comparisons
from sayso.publish.views.narrowing import narrow
from sayso.publish.views.reading_order import in_order
from sayso.publish.views.renderings import SAID_KINDS, UtteranceView
from sayso.publish.views.shared_texts import passage_rows
from sayso.publish.views.stories import actor_of, bundles, utterance_views
from sayso.publish.views.voices import voices_of
from sayso.publish.words.phrases import UNKNOWN_SPEAKER
from sayso.records import Article, Failure, Sentence, SharedPassage, Story, StoryMember, Unread, Window
from sayso.spans import Span, merge
from sayso.store.protocol import Store
from sayso.words.forms import count_forms


class Phase(NamedTuple):
    """A burst of a story in time, with its articles in reading order; None: of unknown days."""

    earliest: str | None
    latest: str | None
    articles: tuple[str, ...]


class OutletGlance(NamedTuple):
    """What one outlet has of a story; `words` and those of them that its other articles, or others', have too."""

    column: Column
    words: int
    shared_words: int
    utterances: int
    alone: int
    speakers: int
    discrepancies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One story at a glance; `said` without intentions and beliefs, `read` the ids of the articles that were read."""

    story: Story
    articles: tuple[Article, ...]
    phases: tuple[Phase, ...]
    windows: Mapping[str, Window]
    said: tuple[UtteranceView, ...]
    compared: Comparisons
    texts: int
    """How many texts its articles share; `shared_texts.group_texts` has them."""
    outlets: tuple[OutletGlance, ...]
    unread: tuple[Unread, ...]
    failures: tuple[Failure, ...]
    read: frozenset[str]

    @property
    def repeated(self) -> tuple[UtteranceView, ...]:
        """What more than one article carries: most articles first, then as it stands in them."""
        several = [view for view in self.said if len(view.articles) > 1]
        return tuple(sorted(several, key=lambda view: -len(view.articles)))

    @property
    def fewer_sources(self) -> int:
        """How many of those have fewer textual sources than articles."""
        return sum(
            view.origin is not None and view.origin.most is not None and view.origin.most < len(view.articles)
            for view in self.repeated
        )


def overview(store: Store, story: Story) -> Overview:
    """One story at a glance."""
    articles = tuple(in_order(store.articles(story.articles)))
    ids = sorted(article.id for article in articles)
    read = list(bundles(store, articles, (*SAID_KINDS, Unread)))
    said = tuple(shown for view in utterance_views(store, read) if (shown := narrow(view)) is not None)
    compared = comparisons(store, story, voices=voices_of(read, actor_of(store, ids)))
    passages = tuple(passage_rows(store, story=story))
    inside = set(ids)
    return Overview(
        story=story,
        articles=articles,
        phases=tuple(_phases(articles, store.rows(StoryMember, articles=ids))),
        windows={row.article: row for row in store.rows(Window, articles=ids)},
        said=said,
        compared=compared,
        texts=len(by_text(passages)),
        outlets=tuple(_glances(articles, said, compared, passages)),
        unread=tuple(row for bundle in read for row in held(bundle, Unread)),
        failures=tuple(row for row in store.failures() if row.owner in inside),
        read=frozenset(article for (article,) in store.values(Sentence, "article", articles=ids)),
    )


def _phases(articles: Sequence[Article], rows: Iterable[StoryMember]) -> list[Phase]:
    """The phases in order of time, those of unknown days last."""
    members = {row.article: row for row in rows}
    found: dict[tuple[str, str, str], list[str]] = {}
    for article in articles:
        row = members.get(article.id)
        key = (row.phase_earliest or "~", row.phase_latest or "~", row.phase) if row else ("~", "~", "~")
        found.setdefault(key, []).append(article.id)
    return [
        Phase(
            earliest=None if key[0] == "~" else key[0],
            latest=None if key[1] == "~" else key[1],
            articles=tuple(found[key]),
        )
        for key in sorted(found)
    ]


def _glances(
    articles: Sequence[Article],
    said: Sequence[UtteranceView],
    compared: Comparisons,
    passages: Sequence[SharedPassage],
) -> list[OutletGlance]:
    """What each outlet has: those with most articles first, then by name."""
    carried: dict[str, set[int]] = {}
    speakers: dict[str, set[str]] = {}
    alone: dict[str, int] = {}
    for number, view in enumerate(said):
        for article in view.articles:
            carried.setdefault(article.id, set()).add(number)
            if view.speaker != UNKNOWN_SPEAKER:
                speakers.setdefault(article.id, set()).add(view.actor or view.speaker)
        if len(view.articles) == 1:
            alone[view.articles[0].id] = alone.get(view.articles[0].id, 0) + 1
    differs: dict[str, set[str]] = {}
    for row in compared.discrepancies:
        for article in row.articles:
            differs.setdefault(article.id, set()).add(row.id)
    shared: dict[str, list[Span]] = {}
    for passage in passages:
        shared.setdefault(passage.a_article, []).append(Span(passage.a_start, passage.a_end))
        shared.setdefault(passage.b_article, []).append(Span(passage.b_start, passage.b_end))
    made = []
    for column in columns(articles):
        ids = [article.id for article in column.articles]
        made.append(
            OutletGlance(
                column=column,
                words=sum(count_forms(article.text) for article in column.articles),
                shared_words=sum(
                    count_forms(article.text[span.start : span.end])
                    for article in column.articles
                    for span in merge(shared.get(article.id, ()))
                ),
                utterances=len(set().union(*(carried.get(one, ()) for one in ids))),
                alone=sum(alone.get(one, 0) for one in ids),
                speakers=len(set().union(*(speakers.get(one, ()) for one in ids))),
                discrepancies=len(set().union(*(differs.get(one, ()) for one in ids))),
            )
        )
    return sorted(made, key=lambda one: (-len(one.column.articles), not one.column.known, one.column.name))
