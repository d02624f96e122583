"""CALLINGS: what the articles of a story call one actor, and which other words they have in one place of a shared text.

It lays words side by side and says nothing of what they mean for anybody: no score, no verdict, no order of outlets.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from sayso.compare.wording.deeds import deeds_told
from sayso.compare.wording.edited import MOST_PASSAGES, edited_within
from sayso.compare.wording.replaced import Chosen, replaced
from sayso.ids import make_id
from sayso.records import (
    ActorMember,
    Article,
    Attribution,
    Calling,
    Clause,
    Descriptor,
    Entity,
    SharedPassage,
    StoryMember,
)
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Group, Key, Member


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article to its story."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        for member in bundle[StoryMember]:
            yield Key(member.story)

    return keys


def open_callings(_settings: Settings) -> Callable[[str, Sequence[Member]], list[Calling]]:
    """Return the function that collects what the articles of one story call the same."""

    def callings(story: str, members: Sequence[Member]) -> list[Calling]:
        bundles = [member.bundle for member in members if member.bundle is not None]
        return [*_of_actors(story, bundles), *_of_deeds(story, bundles), *_of_passages(story, bundles)]

    return callings


def _of_actors(story: str, bundles: Sequence[Bundle]) -> Iterator[Calling]:
    """The words for each actor that at least two articles of the story call something."""
    found: dict[str, list[tuple[Article, Descriptor]]] = {}
    for bundle in bundles:
        actors = {row.entity: row.actor for row in bundle[ActorMember]}
        for row in bundle[Descriptor]:
            if row.entity in actors:
                found.setdefault(actors[row.entity], []).append((bundle.article, row))
    for actor in sorted(found):
        if len({article.id for article, _ in found[actor]}) < 2:
            continue
        unique = {(article.id, row.start, row.end): (article, row) for article, row in found[actor]}
        for article, row in unique.values():  # two entities of one actor may share words
            yield Calling(
                id=make_id("Calling", story, "actor", actor, article.revision, row.start, row.end),
                article=article.id,
                story=story,
                kind="actor",
                subject=actor,
                words=" ".join(article.text[row.start : row.end].split()),
                start=row.start,
                end=row.end,
                attribution=row.attribution,
                quoted=row.quoted,
            )


def _of_deeds(story: str, bundles: Sequence[Bundle]) -> Iterator[Calling]:
    """The words that tell what befell an actor, where articles choose different ones."""
    for actor, told in deeds_told(bundles):
        for article, clause, quoted in told:
            start, end = clause.predicate
            yield Calling(
                id=make_id("Calling", story, "deed", actor, article.revision, start, end),
                article=article.id,
                story=story,
                kind="deed",
                subject=actor,
                words=" ".join(article.text[start:end].split()),
                start=start,
                end=end,
                attribution=clause.attribution,
                quoted=quoted,
            )


def _of_passages(story: str, bundles: Sequence[Bundle]) -> Iterator[Calling]:
    """The words in which edited shared texts differ, a row a side."""
    inside = {bundle.article.id: bundle for bundle in bundles}
    read = edited_within((row for bundle in bundles for row in bundle[SharedPassage]), inside)[:MOST_PASSAGES]
    sharing = {article for row in read for article in (row.a_article, row.b_article)}
    verbs = {article: sorted(row.predicate for row in inside[article][Clause]) for article in sharing}
    told = {article: _pieces(inside[article]) for article in sharing}
    for passage in read:
        sides = [
            (inside[article].article, Span(start, end))
            for article, start, end in (
                (passage.a_article, passage.a_start, passage.a_end),
                (passage.b_article, passage.b_start, passage.b_end),
            )
        ]
        one, two = ((article.text, span, _near(verbs[article.id], span)) for article, span in sides)
        for pair in replaced(one, two):
            for (article, _), chosen in zip(sides, pair, strict=True):
                yield _calling(story, passage.id, article, chosen, told[article.id])


def _near(spans: Sequence[Span], within: Span) -> Sequence[Span]:
    """The spans that begin within another; `spans` are sorted."""
    return spans[bisect_left(spans, (within.start, 0)) : bisect_left(spans, (within.end, 0))]


def _pieces(bundle: Bundle) -> list[tuple[Span, Attribution]]:
    return [(span, row) for row in bundle[Attribution] for span in row.content]


def _calling(
    story: str, passage: str, article: Article, chosen: Chosen, told: Sequence[tuple[Span, Attribution]]
) -> Calling:
    span = chosen.span
    around = [piece for piece in told if piece[0].start < span.end and span.start < piece[0].end]
    said = min(around, key=lambda piece: (piece[0].end - piece[0].start, piece[1].id))[1] if around else None
    return Calling(
        id=make_id("Calling", story, "passage", passage, article.revision, span.start, span.end),
        article=article.id,
        story=story,
        kind="passage",
        subject=passage,
        words=" ".join(article.text[span.start : span.end].split()),
        start=span.start,
        end=span.end,
        attribution=None if said is None else said.id,
        quoted=chosen.quoted or (said is not None and said.kind == "direct"),
    )


CALLINGS = Group(
    name="callings",
    version=3,
    reads=(Article, Attribution, Clause, Descriptor, Entity, ActorMember, SharedPassage, StoryMember),
    writes=(Calling,),
    keys=open_keys,
    make=open_callings,
    gathers="bundle",
    least=2,
    carries=(Article, Attribution, Clause, Descriptor, Entity, ActorMember, SharedPassage),
    asks=(StoryMember,),
)
"""What the articles of a story call the same."""
