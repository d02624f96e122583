"""The only reader of the store: articles with their records, stories, what was said in them, as frozen values.

Nothing is derived here. What the stages left open (a speaker, a date, an outlet) stays open, and what they could not
read comes along, so that every answer can end with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sayso.errors import NotFound
from sayso.publish.annotated import ARTICLE_KINDS, held
from sayso.publish.lookup import fold_words, is_within
from sayso.publish.phrases import content_words, count_words, speaker_words
from sayso.records import (
    ActorMember,
    Article,
    Attribution,
    Detail,
    Entity,
    Failure,
    Mention,
    Record,
    SharedPassage,
    Speaker,
    Story,
    StoryMember,
    Time,
    Unread,
    Utterance,
    UtteranceMember,
)
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.store.protocol import Store

T = TypeVar("T")
SAID_KINDS: tuple[type[Record], ...] = (Attribution, Speaker, Detail, Entity)
HELD_BACK = frozenset({"intention", "belief"})
"""Speech acts that are no speech: shown only when all acts are asked for."""
CHUNK = 200
"""Articles read from the store at once: a few MB of text, and one query a record type."""


class Voice(NamedTuple):
    """Somebody who speaks, alone or jointly: the actor (None: unknown to the collection) and the name."""

    actor: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One attribution as one article words it, with who says it and how; joint speakers are several voices.

    `within` names whose statement it is reported in, outermost last (empty: nobody's).
    """

    article: Article
    attribution: Attribution
    speaker: Speaker | None
    detail: Detail | None
    voices: tuple[Voice, ...] = ()
    within: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The content on one line, exactly as the article words it but for white space."""
        return content_words(self.article.text, self.attribution.content)

    @property
    def span(self) -> Span:
        """From the first to the last character of the content."""
        content = self.attribution.content
        return Span(min(span[0] for span in content), max(span[1] for span in content))

    @property
    def act(self) -> str:
        """The speech act; a statement when nothing says more."""
        return self.detail.speech_act if self.detail else "statement"

    @property
    def confidence(self) -> int:
        """That these words were said, and by this speaker: the lesser of the two, in thousandths."""
        if self.speaker is None or not self.speaker.name:
            return self.attribution.confidence
        return min(self.attribution.confidence, self.speaker.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceView:
    """Something said once, with every rendering of it that the collection holds; it has no wording of its own."""

    id: str
    actor: str | None
    speaker: str
    said_on: str | None
    renderings: tuple[Rendering, ...]

    @property
    def held_back(self) -> bool:
        """Whether it is only somebody's intention or belief in every rendering."""
        return all(rendering.act in HELD_BACK for rendering in self.renderings)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story with its articles in order of publication, what was said, what text is shared, what was not read."""

    story: Story
    articles: tuple[Article, ...]
    members: tuple[StoryMember, ...]
    said: tuple[UtteranceView, ...]
    passages: tuple[SharedPassage, ...]
    unread: tuple[Unread, ...]
    failures: tuple[Failure, ...]

    @property
    def id(self) -> str:
        """The story's id."""
        return self.story.id

    @property
    def title(self) -> str:
        """One of the articles' headlines."""
        return self.story.title

    def utterances(
        self, *, by: str | None = None, about: str | None = None, all_acts: bool = False
    ) -> tuple[UtteranceView, ...]:
        """What was said: by a person or a body (and who speaks for it), about some words; all of it by default.

        Intentions and beliefs are left out unless `all_acts`.
        """
        from sayso.publish.said import choose  # noqa: PLC0415 - said reads views; this is only the way in from a story

        return tuple(item.utterance for item in choose(self.said, name=by, about=about, all_acts=all_acts))


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Articles by publication (unknown ones last), then by file name as a person lists them, then by id."""
    return sorted(articles, key=reading_key)


def reading_key(article: Article) -> tuple[str, str, str]:
    """The place of an article among others; "~" sorts after every ISO date."""
    return article.published_earliest or "~", article.path or "", article.id


def bundles(
    store: Store, articles: Iterable[Article], kinds: Sequence[type[Record]] = ARTICLE_KINDS
) -> Iterator[Bundle]:
    """Articles with their records of some kinds, in the order given, a few at a time."""
    for chunk in _chunks(articles, CHUNK):
        ids = [article.id for article in chunk]
        rows: dict[str, dict[type[Record], list[Any]]] = {
            article: {kind: [] for kind in kinds} for article in ids
        }
        for kind in kinds:
            for row in store.rows(kind, articles=ids):
                rows[getattr(row, "article")][kind].append(row)  # noqa: B009 - Record itself has no fields
        for article in chunk:
            yield Bundle(article, {kind: tuple(found) for kind, found in rows[article.id].items()})


def actor_of(store: Store, articles: Sequence[str] | None = None) -> dict[str, str]:
    """Which actor each entity is."""
    return {member.entity: member.actor for member in store.rows(ActorMember, articles=articles)}


def utterance_views(store: Store, read: Sequence[Bundle]) -> list[UtteranceView]:
    """What is said in some articles, each utterance at its first rendering; attributions outside one stand alone."""
    ids = [bundle.article.id for bundle in read]
    utterance_of = {
        member.attribution: member.utterance for member in store.rows(UtteranceMember, articles=ids)
    }
    known = {row.id: row for row in store.rows(Utterance, ids=sorted(set(utterance_of.values())))}
    actors = actor_of(store, ids)
    grouped: dict[str, list[Rendering]] = {}
    for bundle in read:
        for rendering in renderings(bundle, actors):
            alone = rendering.attribution.id
            found = utterance_of.get(alone)
            grouped.setdefault(found if found in known else alone, []).append(rendering)
    views = []
    for key, said in grouped.items():
        row, speaker = known.get(key), said[0].speaker
        entity = speaker.entity if speaker else None
        views.append(
            UtteranceView(
                id=key,
                actor=row.actor if row else actors.get(entity or ""),
                speaker=(row.speaker if row else "") or speaker_words(speaker),
                said_on=row.said_on if row else said[0].detail.said_on_value if said[0].detail else None,
                renderings=tuple(said),
            )
        )
    return views


def views_alone(bundle: Bundle) -> list[UtteranceView]:
    """What is said in one article without a collection: each attribution stands alone, grouped by entity."""
    return [
        UtteranceView(
            id=rendering.attribution.id,
            actor=rendering.speaker.entity if rendering.speaker else None,
            speaker=speaker_words(rendering.speaker),
            said_on=rendering.detail.said_on_value if rendering.detail else None,
            renderings=(rendering,),
        )
        for rendering in renderings(bundle)
    ]


def renderings(bundle: Bundle, actors: Mapping[str, str] | None = None) -> Iterator[Rendering]:
    """The attributions of one article with their speakers and details, in reading order."""
    speakers = {speaker.attribution: speaker for speaker in held(bundle, Speaker)}
    details = {detail.attribution: detail for detail in held(bundle, Detail)}
    names = {entity.id: entity.name for entity in held(bundle, Entity)}
    outer = {attribution.id: attribution for attribution in held(bundle, Attribution)}
    for attribution in held(bundle, Attribution):
        speaker = speakers.get(attribution.id)
        yield Rendering(
            article=bundle.article,
            attribution=attribution,
            speaker=speaker,
            detail=details.get(attribution.id),
            voices=_voices(speaker, names, actors or {}),
            within=_within(attribution, outer, speakers),
        )


def _within(
    attribution: Attribution, outer: Mapping[str, Attribution], speakers: Mapping[str, Speaker]
) -> tuple[str, ...]:
    names: list[str] = []
    around = outer.get(attribution.nested_in or "")
    while around is not None and len(names) < len(
        outer
    ):  # a ring of nestings would be a broken row, and end here
        names.append(speaker_words(speakers.get(around.id)))
        around = outer.get(around.nested_in or "")
    return tuple(names)


def _voices(
    speaker: Speaker | None, names: Mapping[str, str], actors: Mapping[str, str]
) -> tuple[Voice, ...]:
    if speaker is None or not speaker.name:
        return ()
    if speaker.entity is None or not speaker.also:
        return (Voice(actors.get(speaker.entity or ""), speaker.name),)
    joint = (speaker.entity, *speaker.also)
    return tuple(Voice(actors.get(entity), names.get(entity, speaker.name)) for entity in joint)


def stories(store: Store) -> list[Story]:
    """All stories, those with most articles first, then by title."""
    return sorted(store.rows(Story), key=lambda story: (-len(story.articles), story.title, story.id))


def find_story(store: Store, asked: str | None = None) -> Story:
    """The story that an id, the beginning of one, an article of it, a file name or words of a title name.

    Without anything asked, the one with most articles. NotFound says what there is instead.
    """
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
        raise NotFound(
            f"no story answers to {asked!r}; `sayso stories` lists {count_words(len(known), 'story', 'stories')}"
        )
    return fitting[0]


def story_view(store: Store, story: Story) -> StoryView:
    """One story with everything that is shown of it."""
    articles = in_order(store.articles(story.articles))
    read = list(bundles(store, articles, (*SAID_KINDS, Mention, Time, Unread)))
    inside = {article.id for article in articles}
    unread = [row for bundle in read for row in held(bundle, Unread)]
    return StoryView(
        story=story,
        articles=tuple(articles),
        members=tuple(store.rows(StoryMember, articles=sorted(inside))),
        said=tuple(utterance_views(store, read)),
        passages=tuple(
            row
            for row in store.rows(SharedPassage, articles=sorted(inside))
            if row.a_article in inside and row.b_article in inside
        ),
        unread=tuple(unread),
        failures=tuple(row for row in store.failures() if row.owner in inside) + _unannotated(read),
    )


def _unannotated(read: Iterable[Bundle]) -> tuple[Failure, ...]:
    """Articles in which nothing at all was read, as in a language that is not annotated."""
    return tuple(
        Failure(
            id=bundle.article.id,
            stage="annotate",
            owner=bundle.article.id,
            path=bundle.article.path,
            reason=f"nothing was read in it (language: {bundle.article.language or 'unknown'})",
            fix="see `sayso doctor` for the languages that are annotated",
        )
        for bundle in read
        if not any(bundle[kind] for kind in bundle.kinds())
    )


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
