"""Where the reports of a story have what they say from: a row an article, each figure with the places it is counted from.

No figure is a score, and a row says nothing of how far a report can be trusted. What is not known is None and shown as
unknown; 0 means that none were found. Of an article that was not read (in a language that is not annotated, say)
everything that reading would tell is None.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.publish.export.annotated import held
from sayso.publish.views.discrepancies import DiscrepancyView, comparisons, discrepancies_of
from sayso.publish.views.own_claims import CLAIM_KINDS, OwnClaim, own_claims
from sayso.publish.views.reading_order import in_order
from sayso.publish.views.renderings import HELD_BACK, SAID_KINDS, Rendering, renderings
from sayso.publish.views.stories import actor_of, bundles
from sayso.records import (
    Article,
    AttributionKind,
    Credit,
    Entity,
    Sentence,
    SharedPassage,
    Story,
    Unread,
    Window,
)
from sayso.spans import Span, merge
from sayso.stage import Bundle
from sayso.store.protocol import Store
from sayso.words.forms import count_forms

SourceKind = Literal["named", "unnamed", "never_introduced", "document", "unknown"]
"""Somebody named somewhere in the article; only described ("an official"); called by a surname alone, as if known; a
paper that says something ("the law") with nobody named behind it; nobody knows who."""
SOURCE_KINDS: tuple[SourceKind, ...] = ("named", "unnamed", "never_introduced", "document", "unknown")
DateBasis = Literal["known", "doubtful", "inferred", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWith:
    """Text that another article of the collection has too: how many words of this one, and where they stand."""

    other: Article
    words: int
    spans: tuple[Span, ...]
    passages: tuple[SharedPassage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What was said through one channel; `kind` None: no words name one."""

    kind: str | None
    said: tuple[Rendering, ...]

    def of(self, kind: AttributionKind) -> tuple[Rendering, ...]:
        """What of it is quoted directly, paraphrased, or both."""
        return tuple(one for one in self.said if one.attribution.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody whom the article gives as a source, with all that is given to it; `name` "": who speaks is unknown."""

    kind: SourceKind
    name: str
    said: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One article of the story. `read` False: nothing was read in it, so that everything below `credits` is empty.

    `window` tells when it can have been published, from its own words, where nobody stated it. `shared` and
    `shared_words` look at the whole collection.
    """

    article: Article
    read: bool
    window: Window | None
    words: int
    shared_words: int
    shared: tuple[SharedWith, ...]
    credits: tuple[Credit, ...]
    channels: tuple[Channel, ...]
    sources: tuple[Source, ...]
    unread: tuple[Unread, ...]
    discrepancies: tuple[DiscrepancyView, ...]
    own_claims: tuple[OwnClaim, ...]

    @property
    def date_basis(self) -> DateBasis:
        """Whether its date is known, is doubtful, can be inferred in bounds, or is unknown."""
        if self.article.published_earliest or self.article.published_latest:
            return "doubtful" if self.article.published_basis == "doubtful" else "known"
        inferred = self.window is not None and (self.window.earliest or self.window.latest)
        return "inferred" if inferred else "unknown"

    @property
    def own_words(self) -> int:
        """Words that no other article of the collection was found to have."""
        return self.words - self.shared_words

    @property
    def shared_share(self) -> int | None:
        """Thousandths of its words that were found elsewhere; None for an article without words."""
        return (1000 * self.shared_words + self.words // 2) // self.words if self.words else None

    def of(self, kind: SourceKind) -> tuple[Source, ...]:
        """Its sources of one kind."""
        return tuple(source for source in self.sources if source.kind == kind)

    @property
    def quotations(self) -> tuple[Rendering, ...]:
        """Everything that it says somebody said, in reading order."""
        return tuple(
            sorted(
                (one for channel in self.channels for one in channel.said),
                key=lambda one: (one.span, one.attribution.id),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSheet:
    """The articles of one story, in reading order."""

    story: Story
    rows: tuple[SourceRow, ...]


def source_sheet(store: Store, story: Story, *, only: Collection[str] | None = None) -> SourceSheet:
    """Where each report of a story has what it says from, as far as its own words and the collection tell.

    With `only` (ids) the rows of these articles alone, each as it is in the whole sheet.
    """
    inside = [one for one in story.articles if only is None or one in only]
    articles = in_order(store.articles(inside))
    ids = sorted(article.id for article in articles)
    windows = {row.article: row for row in store.rows(Window, articles=ids)}
    shared = _shared(store, articles)
    actors = actor_of(store, ids)
    kinds = tuple(dict.fromkeys((*SAID_KINDS, *CLAIM_KINDS, Credit, Unread, Sentence)))
    read: Iterable[Bundle] = bundles(store, articles, kinds)
    if only is None:  # all of a story are not held at once
        differing = comparisons(store, story).discrepancies
    else:
        read = list(read)
        differing = discrepancies_of(store, story, read)
    told: dict[str, list[DiscrepancyView]] = {}
    for view in differing:
        for article in view.articles:
            told.setdefault(article.id, []).append(view)
    rows = [
        _row(
            bundle,
            actors,
            windows.get(bundle.article.id),
            shared.get(bundle.article.id, ()),
            tuple(told.get(bundle.article.id, ())),
        )
        for bundle in read
    ]
    return SourceSheet(story=story, rows=tuple(rows))


def source_row(bundle: Bundle, actors: Mapping[str, str], shared: Sequence[SharedWith]) -> SourceRow:
    """The row of one article alone; where its story's reports differ is not read for it, so `discrepancies` is empty.

    The bundle holds everything that the sheet reads, and the article's window; `shared` is what `shared_with` finds.
    """
    window = next(iter(held(bundle, Window)), None)
    return _row(bundle, actors, window, shared, ())


def shared_with(store: Store, article: Article) -> tuple[SharedWith, ...]:
    """With which other articles of the collection one shares text, those with most words first."""
    return _shared(store, [article]).get(article.id, ())


def _row(
    bundle: Bundle,
    actors: Mapping[str, str],
    window: Window | None,
    shared: Sequence[SharedWith],
    discrepancies: tuple[DiscrepancyView, ...],
) -> SourceRow:
    article = bundle.article
    said = [one for one in renderings(bundle, actors) if one.act not in HELD_BACK]
    return SourceRow(
        article=article,
        read=bool(held(bundle, Sentence)),
        window=window,
        words=count_forms(article.text),
        shared_words=_words_in(article.text, merge(span for one in shared for span in one.spans)),
        shared=tuple(shared),
        credits=tuple(held(bundle, Credit)),
        channels=tuple(_channels(said)),
        sources=tuple(_sources(said, {entity.id: entity for entity in held(bundle, Entity)})),
        unread=tuple(held(bundle, Unread)),
        discrepancies=discrepancies,
        own_claims=tuple(own_claims(bundle)),
    )


def _shared(store: Store, articles: Sequence[Article]) -> dict[str, tuple[SharedWith, ...]]:
    """For each article, with which others it shares text, those with most words first."""
    ids = {article.id for article in articles}
    by_pair: dict[tuple[str, str], list[tuple[Span, SharedPassage]]] = {}
    for row in store.rows(SharedPassage, articles=sorted(ids)):
        for own, other, span in (
            (row.a_article, row.b_article, Span(row.a_start, row.a_end)),
            (row.b_article, row.a_article, Span(row.b_start, row.b_end)),
        ):
            if own in ids:
                by_pair.setdefault((own, other), []).append((span, row))
    known = {article.id: article for article in store.articles(sorted({other for _, other in by_pair}))}
    text = {article.id: article.text for article in articles}
    found: dict[str, list[SharedWith]] = {}
    for (own, other), rows in sorted(by_pair.items()):
        if other not in known:
            continue
        spans = merge(span for span, _ in rows)
        found.setdefault(own, []).append(
            SharedWith(
                other=known[other],
                words=_words_in(text[own], spans),
                spans=spans,
                passages=tuple(sorted((row for _, row in rows), key=lambda row: row.id)),
            )
        )
    return {
        own: tuple(sorted(parts, key=lambda part: (-part.words, part.other.id)))
        for own, parts in found.items()
    }


def _words_in(text: str, spans: Iterable[Span]) -> int:
    return sum(count_forms(text[span.start : span.end]) for span in spans)


def _channels(said: Iterable[Rendering]) -> Iterator[Channel]:
    """What was said, by channel: those with most first, and last what names none."""
    by_kind: dict[str | None, list[Rendering]] = {}
    for one in said:
        by_kind.setdefault(one.detail.channel_kind if one.detail else None, []).append(one)
    for kind in sorted(by_kind, key=lambda kind: (kind is None, -len(by_kind[kind]), kind or "")):
        yield Channel(kind=kind, said=tuple(by_kind[kind]))


def _sources(said: Sequence[Rendering], entities: Mapping[str, Entity]) -> Iterator[Source]:
    """The sources by kind, those with most to say first; what nobody is known to have said is together."""
    strange = {one.speaker.entity for one in said if one.speaker and one.speaker.basis == "never_introduced"}
    grouped: dict[tuple[SourceKind, str], list[Rendering]] = {}
    for one in said:
        kind = source_kind(one, entities)
        who = one.speaker.entity if one.speaker is not None and one.speaker.entity is not None else ""
        if who in strange and kind == "named":
            kind = "never_introduced"  # "Roe", who is nowhere introduced, is not when "he" is he either
        grouped.setdefault((kind, who if kind != "unknown" else ""), []).append(one)
    found = [
        Source(kind=kind, name=entities[who].name if who in entities else "", said=tuple(told))
        for (kind, who), told in grouped.items()
    ]
    yield from sorted(
        found, key=lambda source: (SOURCE_KINDS.index(source.kind), -len(source.said), source.name)
    )


def source_kind(said: Rendering, entities: Mapping[str, Entity]) -> SourceKind:
    """How the source of one rendering is known (see `SourceKind`)."""
    speaker = said.speaker
    entity = entities.get(speaker.entity or "") if speaker is not None and speaker.name else None
    if speaker is None or entity is None:
        return "unknown"
    if speaker.basis == "never_introduced":
        return "never_introduced"
    if entity.named and speaker.basis != "unnamed":
        return "named"
    return "document" if entity.type == "document" else "unnamed"
