"""The only reader of the store: articles with their records, stories, what was said in them, as frozen values.

Nothing is derived here. What the stages left open (a speaker, a date, an outlet) stays open, and what they could not
read comes along, so that every answer can end with it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.errors import NotFound
from sayso.publish.export.annotated import ARTICLE_KINDS, held
from sayso.publish.views.guarded import Tell, rows_of_articles
from sayso.publish.views.lookup import fold_words, is_within
from sayso.publish.views.reading_order import in_order
from sayso.publish.views.renderings import (
    SAID_KINDS,
    Rendering,
    UtteranceView,
    only_passed_on,
    renderings,
)
from sayso.publish.views.shared_texts import SharedText, group_texts, passage_rows, shared_texts
from sayso.publish.views.tracing import read_traces
from sayso.publish.words.phrases import count_words, shorten, speaker_words
from sayso.records import (
    Actor,
    ActorMember,
    Agreement,
    Article,
    Discrepancy,
    Failure,
    Mention,
    Record,
    SharedPassage,
    Story,
    StoryMember,
    Time,
    Unread,
)
from sayso.stage import Bundle
from sayso.store.protocol import Store

T = TypeVar("T")
MOST_NAMED = 3
"""Stories named to whoever asks for one that is not there: the largest."""
CHUNK = 200
"""Articles read from the store at once: a few MB of text, and one query a record type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story with its articles in order of publication, what was said, what text is shared, what was not read.

    `passages` are pairs of articles, `texts` the same by text: each once, with all the articles that have it.
    """

    story: Story
    articles: tuple[Article, ...]
    members: tuple[StoryMember, ...]
    said: tuple[UtteranceView, ...]
    passages: tuple[SharedPassage, ...]
    texts: tuple[SharedText, ...]
    unread: tuple[Unread, ...]
    failures: tuple[Failure, ...]
    discrepancies: int = 0
    agreements: int = 0
    """How many there are; `sayso.publish.views.discrepancies` has them."""

    @property
    def id(self) -> str:
        """The story's id."""
        return self.story.id

    @property
    def title(self) -> str:
        """One of the articles' headlines."""
        return self.story.title

    def utterances(
        self,
        *,
        by: str | None = None,
        about: str | None = None,
        all_acts: bool = False,
        min_confidence: int = 0,
    ) -> tuple[UtteranceView, ...]:
        """What was said: by a person or a body (and who speaks for it), about some words; all of it by default.

        Intentions and beliefs are left out unless `all_acts`, and what is less sure than `min_confidence`, in
        thousandths.
        """
        from sayso.publish.views.said import choose  # noqa: PLC0415 - said reads views; this is only the way in from a story

        chosen = choose(self.said, name=by, about=about, all_acts=all_acts, min_confidence=min_confidence)
        return tuple(item.utterance for item in chosen)


def bundles(
    store: Store,
    articles: Iterable[Article],
    kinds: Sequence[type[Record]] = ARTICLE_KINDS,
    *,
    tell: Tell | None = None,
) -> Iterator[Bundle]:
    """Articles with their records of some kinds, in the order given, a few at a time.

    With `tell` an article with a row that cannot be read is left out and told; else the error is raised.
    """
    for chunk in _chunks(articles, CHUNK):
        rows = rows_of_articles(store, chunk, kinds, tell)
        for article in chunk:
            if article.id in rows:
                yield Bundle(article, {kind: tuple(found) for kind, found in rows[article.id].items()})


def actor_of(store: Store, articles: Sequence[str] | None = None) -> dict[str, str]:
    """Which actor each entity is."""
    return {row[0]: row[1] for row in store.values(ActorMember, "entity", "actor", articles=articles)}


def actor_names(store: Store, only: Iterable[str] | None = None) -> dict[str, str]:
    """The name of each actor that has one (of `only` these), over all its names: how a page calls whoever speaks."""
    if only is not None:
        return {row.id: row.name for row in store.rows(Actor, ids=sorted(set(only))) if row.named}
    return {row[0]: row[1] for row in store.values(Actor, "id", "name", "named") if row[2]}


def utterance_views(store: Store, read: Sequence[Bundle]) -> list[UtteranceView]:
    """What is said in some articles, each utterance at its first rendering; attributions outside one stand alone.

    A carrier's attribution that holds nothing but what it passes on is left to the inner one, which names it.
    """
    ids = [bundle.article.id for bundle in read]
    traces = read_traces(store, ids)
    actors = actor_of(store, ids)
    grouped: dict[str, list[Rendering]] = {}
    for bundle in read:
        passed_on = only_passed_on(bundle)
        for alone in renderings(bundle, actors):
            rendering = traces.of(alone)
            if rendering.utterance is not None or rendering.attribution.id not in passed_on:
                key = rendering.utterance or rendering.attribution.id
                grouped.setdefault(key, []).append(rendering)
    speaking: dict[str, str | None] = {}
    for key, said in grouped.items():
        row, speaker = traces.utterances.get(key), said[0].speaker
        speaking[key] = row.actor if row else actors.get((speaker.entity if speaker else None) or "")
    names = actor_names(store, (actor for actor in speaking.values() if actor is not None))
    views = []
    for key, said in grouped.items():
        row, speaker, actor = traces.utterances.get(key), said[0].speaker, speaking[key]
        views.append(
            UtteranceView(
                id=key,
                actor=actor,
                speaker=names.get(actor or "") or (row.speaker if row else "") or speaker_words(speaker),
                said_on=row.said_on if row else said[0].detail.said_on_value if said[0].detail else None,
                renderings=tuple(said),
                origin=traces.origins.get(key),
            )
        )
    return views


def stories(store: Store) -> list[Story]:
    """All stories, those with most articles first, then by title."""
    return by_size(store.rows(Story))


def by_size(found: Iterable[Story]) -> list[Story]:
    """Stories in the order of every list of them: most articles first, then by title."""
    return sorted(found, key=lambda story: (-len(story.articles), story.title, story.id))


def find_story(store: Store, asked: str | None = None) -> Story:
    """The story that an id, the beginning of one, an article of it, a file name or words of a title name.

    Without anything asked, the one with most articles. NotFound says what there is instead.
    """
    if asked and (named := list(store.rows(Story, ids=[asked.strip()]))):
        return named[0]
    known = stories(store)
    if not known:
        raise NotFound("no story in this collection yet; add articles with `sayso add PATH`")
    if not asked or not asked.strip():
        return known[0]
    asked = asked.strip()
    fitting = [story for story in known if story.id == asked or asked in story.articles]
    fitting = fitting or [story for story in known if len(asked) >= 4 and story.id.startswith(asked.lower())]
    fitting = fitting or _stories_by_words(store, known, asked)
    if not fitting:
        some = ", ".join(
            f"“{shorten(story.title, most=60)}” ({story.id[:8]})" for story in known[:MOST_NAMED]
        )
        raise NotFound(
            f"no story answers to {asked!r}; there are {some}{', …' if len(known) > MOST_NAMED else ''}: "
            f"`sayso stories` lists {count_words(len(known), 'story', 'stories')}"
        )
    return fitting[0]


def story_view(store: Store, story: Story) -> StoryView:
    """One story with everything that is shown of it."""
    articles = in_order(store.articles(story.articles))
    read = list(bundles(store, articles, (*SAID_KINDS, Mention, Time, Unread)))
    inside = {article.id for article in articles}
    unread = [row for bundle in read for row in held(bundle, Unread)]
    passages = passage_rows(store, story=story)
    place = {article.id: number for number, article in enumerate(articles)}
    return StoryView(
        story=story,
        articles=tuple(articles),
        members=tuple(store.rows(StoryMember, articles=sorted(inside))),
        said=tuple(utterance_views(store, read)),
        passages=tuple(passages),
        texts=tuple(shared_texts(store, group_texts(passages), place=place)),
        unread=tuple(unread),
        failures=tuple(row for row in store.failures() if row.owner in inside) + _unannotated(read),
        discrepancies=sum(told_in == story.id for (told_in,) in store.values(Discrepancy, "story")),
        agreements=sum(told_in == story.id for (told_in,) in store.values(Agreement, "story")),
    )


def _unannotated(read: Iterable[Bundle]) -> tuple[Failure, ...]:
    """Articles in which nothing at all was found, as in a language that is not annotated.

    The frame of a live page that holds no words but its headline is none: its blocks are articles of their own.
    """
    return tuple(
        Failure(
            id=bundle.article.id,
            stage="annotate",
            owner=bundle.article.id,
            path=bundle.article.path,
            reason=f"nothing was found in it (language {bundle.article.language or 'unknown'}, "
            f"{count_words(len(bundle.article.text), 'character')})",
            fix="look there; `sayso doctor` lists the languages that are read, the settings name the longest text",
        )
        for bundle in read
        if not any(bundle[kind] for kind in bundle.kinds()) and not _is_bare_frame(bundle.article)
    )


def _is_bare_frame(article: Article) -> bool:
    return article.title is not None and article.text.split() == article.title.split()


def _stories_by_words(store: Store, known: Sequence[Story], asked: str) -> list[Story]:
    """Stories by words of their titles, else by the titles and file names of their articles."""
    words = fold_words(asked)
    if not words:
        return []
    found = [story for story in known if set(words) <= set(fold_words(story.title))]
    if found:
        return found
    named = {
        article.id
        for article in store.articles()
        if is_within(words, fold_words(article.path or ""))
        or set(words) <= set(fold_words(article.title or ""))
    }
    return [story for story in known if named & set(story.articles)]


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
