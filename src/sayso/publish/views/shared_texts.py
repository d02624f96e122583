"""Shared passages by text rather than pair by pair: which articles have it, where, in which words, from whom.

Two stretches of one article are of one text when they cover most of each other; articles that each share it with one
of the others are shown together. Nothing is added to what the rows say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.compare.origins.texts import by_text, is_one_stretch, sides
from sayso.publish.views.article_lookup import find_articles
from sayso.publish.views.reading_order import reading_key
from sayso.records import Article, Origin, OriginMember, SharedPassage, Story
from sayso.spans import Span
from sayso.store.protocol import Store
from sayso.words.forms import Words, read_words


class Stretch(NamedTuple):
    """Where a text stands in one article."""

    article: str
    span: Span


class TextGroup(NamedTuple):
    """One text: where it stands, and the pairs of articles that were found to share it."""

    stretches: tuple[Stretch, ...]
    passages: tuple[SharedPassage, ...]

    @property
    def id(self) -> str:
        """The smallest id of its passages."""
        return self.passages[0].id

    @property
    def words(self) -> int:
        """The words of its longest passage."""
        return max(row.words for row in self.passages)


class WordDifference(NamedTuple):
    """Words of one side that the other does not have there; either may be empty, at the same place."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """Text that two articles share, with both articles."""

    passage: SharedPassage
    a: Article
    b: Article

    @property
    def a_span(self) -> Span:
        """Where it stands in the first article."""
        return Span(self.passage.a_start, self.passage.a_end)

    @property
    def b_span(self) -> Span:
        """Where it stands in the second article."""
        return Span(self.passage.b_start, self.passage.b_end)

    @property
    def a_words(self) -> str:
        """The first article's exact words."""
        return self.a.text[self.passage.a_start : self.passage.a_end]

    @property
    def b_words(self) -> str:
        """The second article's exact words."""
        return self.b.text[self.passage.b_start : self.passage.b_end]

    def differences(self) -> tuple[WordDifference, ...]:
        """The words in which the two sides differ, as spans of both texts; case and punctuation do not count."""
        return word_differences(self.a.text, self.a_span, self.b.text, self.b_span)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """One text that several articles share: where, each pair's passage, and its textual origin where known."""

    id: str
    places: tuple[tuple[Article, Span], ...]
    passages: tuple[PassageView, ...]
    origin: Origin | None = None
    sources: Mapping[str, str]
    """The textual source of each article, by article id."""

    @property
    def words(self) -> int:
        """The words of its longest passage."""
        return max(view.passage.words for view in self.passages)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that have it, each once, in reading order."""
        return tuple({article.id: article for article, _ in self.places}.values())


def passage_rows(
    store: Store, *, story: Story | None = None, between: tuple[str, str] | None = None
) -> list[SharedPassage]:
    """The shared passages of a collection or within a story, or those between two articles or outlets.

    `between` names both by id, the beginning of one, file name, or outlet; NotFound for a name that answers to none.
    """
    inside = set(story.articles) if story else None
    if between is None:
        rows = store.rows(SharedPassage, articles=sorted(inside) if inside is not None else None)
        return [
            row for row in rows if inside is None or (row.a_article in inside and row.b_article in inside)
        ]
    heads = list(store.articles(sorted(inside) if inside is not None else None))
    one, other = (find_articles(heads, asked) for asked in between)
    return [
        row
        for row in store.rows(SharedPassage, articles=sorted(one))
        if (row.a_article in one and row.b_article in other)
        or (row.b_article in one and row.a_article in other)
    ]


def group_texts(passages: Iterable[SharedPassage]) -> list[TextGroup]:
    """Passages by text, the longest first."""
    made = [_group(rows) for rows in by_text(passages)]
    return sorted(made, key=lambda group: (-group.words, -len(group.stretches), group.passages[0].id))


def shared_texts(
    store: Store,
    groups: Sequence[TextGroup],
    *,
    place: Mapping[str, int] | None = None,
) -> list[SharedText]:
    """Groups with their articles and origins; places in the order of `place` (by article id), else by publication."""
    ids = sorted({stretch.article for group in groups for stretch in group.stretches})
    articles = {article.id: article for article in store.articles(ids)}
    ordered = sorted(articles.values(), key=reading_key)
    order = place or {article.id: number for number, article in enumerate(ordered)}
    members = list(store.rows(OriginMember, articles=ids))
    origins = store.rows(Origin, ids=sorted({row.origin for row in members}))
    texts = []
    for group, origin, sources in origins_of(groups, members, origins):
        if all(stretch.article in articles for stretch in group.stretches):
            stretches = sorted(group.stretches, key=lambda one: (order.get(one.article, len(order)), one))
            passages = tuple(
                PassageView(passage=row, a=articles[row.a_article], b=articles[row.b_article])
                for row in group.passages
            )
            texts.append(
                SharedText(
                    id=group.id,
                    places=tuple((articles[one.article], one.span) for one in stretches),
                    passages=passages,
                    origin=origin,
                    sources=sources,
                )
            )
    return texts


def origins_of(
    groups: Iterable[TextGroup], members: Iterable[OriginMember], origins: Iterable[Origin]
) -> Iterator[tuple[TextGroup, Origin | None, dict[str, str]]]:
    """Each text with the origin that has most of its stretches, and the textual source of each article in it."""
    known = {row.id: row for row in origins if row.utterance is None}
    near: dict[str, list[OriginMember]] = {}
    for row in members:
        if row.attribution is None and row.origin in known:
            near.setdefault(row.article, []).append(row)
    for group in groups:
        found: dict[str, dict[str, str]] = {}
        for article, span in group.stretches:
            for row in near.get(article, ()):
                if is_one_stretch(span, Span(row.start, row.end)):
                    found.setdefault(row.origin, {})[article] = row.source
        best = min(found, key=lambda origin: (-len(found[origin]), origin), default=None)
        yield group, known[best] if best else None, found[best] if best else {}


def _group(rows: Sequence[SharedPassage]) -> TextGroup:
    """Where it stands in each article: overlapping stretches as one, from the first character to the last."""
    stretches: list[Stretch] = []
    for side in sorted(Stretch(*side) for row in rows for side in sides(row)):
        if stretches and stretches[-1].article == side.article and side.span.start < stretches[-1].span.end:
            before = stretches[-1].span
            stretches[-1] = Stretch(side.article, Span(before.start, max(before.end, side.span.end)))
        else:
            stretches.append(side)
    return TextGroup(tuple(stretches), tuple(rows))


def word_differences(a: str, a_span: Span, b: str, b_span: Span) -> tuple[WordDifference, ...]:
    """The words in which two stretches differ, as spans of both texts; case and punctuation do not count."""
    one, other = read_words(a[slice(*a_span)]), read_words(b[slice(*b_span)])
    return tuple(
        WordDifference(_words_span(one, in_a, a_span), _words_span(other, in_b, b_span))
        for in_a, in_b in _unequal(one.forms, other.forms)
    )


def _unequal(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    """The stretches, counted in words, between the words that both have in the same order."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - heavy, and only differences need it

    at = (0, 0)
    for code in LCSseq.opcodes(a, b):
        if code.tag == "equal":
            if at != (code.src_start, code.dest_start):
                yield Span(at[0], code.src_start), Span(at[1], code.dest_start)
            at = (code.src_end, code.dest_end)
    if at != (len(a), len(b)):
        yield Span(at[0], len(a)), Span(at[1], len(b))


def _words_span(words: Words, counted: Span, within: Span) -> Span:
    """The span of some words in the article; of none the place before the next word."""
    first, last = counted
    if first < last:
        return Span(within.start + words.starts[first], within.start + words.ends[last - 1])
    place = within.start + words.starts[first] if first < len(words.starts) else within.end
    return Span(place, place)
