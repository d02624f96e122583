"""Which renderings have one textual source for certain, and which were surely said apart; all others may be either.

Certain are: text that two articles share beyond what is quoted, a carrier that both credit, an article that credits
another which is held, and one article. That words differ, or that outlets do, shows nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sayso.compare.origins.rows import gather
from sayso.compare.origins.stretches import stretches
from sayso.records import Article, Hop, SharedPassage
from sayso.spans import Span, merge, overlap
from sayso.words.outlets import called, full_names, is_shared, same_outlet
from sayso.words.own_words import LEAST_OWN, own_words, quoted_spans

# A rendering lies in shared text when half of it does (thousandths): an outlet that copies fills in names and dates.
IN_PASSAGE = 500
# Two outlets that were each told something have different words: at most this share (thousandths) of the shorter
# rendering's words is in the other. Equal words told to two outlets are one occasion, or one outlet under two names.
APART = 500


class Piece(NamedTuple):
    """A rendering, or a stretch of shared text: where it stands, and the steps by which it came."""

    id: str
    article: Article
    spans: tuple[Span, ...]
    hops: tuple[Hop, ...]
    forms: frozenset[str]
    told: frozenset[str] = frozenset()
    """The outlets to which it was said, the article's own among them."""


class Tie(NamedTuple):
    """Two pieces (by number) that have one textual source, and why, told of each of them."""

    a: int
    b: int
    why_a: str
    why_b: str


class Copied(NamedTuple):
    """Text that two articles share, as spans in both: whether it is somebody's own, and whether most of it is quoted."""

    a: tuple[Span, ...]
    b: tuple[Span, ...]
    own: bool
    quoted: bool


Shared = Mapping[tuple[str, str], Sequence[Copied]]


def read_shared(
    passages: Iterable[SharedPassage], texts: Mapping[str, str]
) -> dict[tuple[str, str], list[Copied]]:
    """The shared text of each pair of articles, by stretch."""
    pairs: dict[tuple[str, str], list[SharedPassage]] = {}
    for shared in passages:
        if shared.a_article in texts and shared.b_article in texts:
            pairs.setdefault((shared.a_article, shared.b_article), []).append(shared)
    quoted = {
        article: quoted_spans(texts[article]) for article in sorted({one for pair in pairs for one in pair})
    }

    @cache  # a text that hundreds of articles have stands in each of them once for every other one
    def own(article: str, span: Span) -> int:
        return own_words(texts[article], span, quoted[article])

    @cache
    def within_quotations(article: str, span: Span) -> int:
        return sum(overlap(one, span) for one in quoted[article])

    return {
        (a, b): [
            Copied(
                merge(Span(row.a_start, row.a_end) for row in stretch),
                merge(Span(row.b_start, row.b_end) for row in stretch),
                own=min(
                    sum(own(a, Span(row.a_start, row.a_end)) for row in stretch),
                    sum(own(b, Span(row.b_start, row.b_end)) for row in stretch),
                )
                >= LEAST_OWN,
                quoted=2 * sum(within_quotations(a, Span(row.a_start, row.a_end)) for row in stretch)
                > sum(row.a_end - row.a_start for row in stretch),
            )
            for stretch in stretches(rows)
        ]
        for (a, b), rows in pairs.items()
    }


def most_sources(places: Sequence[tuple[str, Span]], shared: Shared) -> int:
    """How many textual sources words in some articles have at most: places, each (article id, its context), are of one
    source where they stand in one article, or where both contexts reach into text of the outlets' own that both share.
    """
    links = [
        (i, j)
        for i, one in enumerate(places)
        for j, two in enumerate(places[i + 1 :], start=i + 1)
        if one[0] == two[0] or _reach_into_one_text(one, two, shared)
    ]
    return len(gather(len(places), links))


def _reach_into_one_text(one: tuple[str, Span], two: tuple[str, Span], shared: Shared) -> bool:
    (a, a_context), (b, b_context) = sorted((one, two), key=lambda place: place[0])
    return any(
        copied.own
        and any(overlap(span, a_context) for span in copied.a)
        and any(overlap(span, b_context) for span in copied.b)
        for copied in shared.get((a, b), ())
    )


def ties(pieces: Sequence[Piece], shared: Shared) -> list[Tie]:
    """Every pair of pieces that has one textual source for certain."""
    return [
        found
        for i, one in enumerate(pieces)
        for j, two in enumerate(pieces[i + 1 :], start=i + 1)
        if (found := _tie(i, j, one, two, shared)) is not None
    ]


def _tie(i: int, j: int, one: Piece, two: Piece, shared: Shared) -> Tie | None:
    if one.article.id == two.article.id:
        why = "stands in the same article as another of them"
        return None if _credit_others(one, two) else Tie(i, j, why, why)
    copied = in_shared(one, two, shared)
    if copied is not None and copied.own:
        return Tie(i, j, *(f"shares its text with {_name(other)}" for other in (two, one)))
    for hop in _sure(one):
        for other in _sure(two):
            if not is_shared(hop.carrier) and same_outlet(hop.carrier, other.carrier):
                why = f"credits {hop.carrier}, as another of them does"
                return Tie(i, j, why, why)
    for a, b, crediting, credited in ((i, j, one, two), (j, i, two, one)):
        if any(_is_of(hop, credited.article) for hop in _sure(crediting)):
            tie = Tie(a, b, f"credits {_name(credited)}, which is held", f"is credited by {_name(crediting)}")
            return tie if a < b else Tie(b, a, tie.why_b, tie.why_a)
    return None


def in_shared(one: Piece, two: Piece, shared: Shared) -> Copied | None:
    """The text that holds most of both pieces; that with words of an outlet's own before that with quotations alone."""
    first, second = sorted((one, two), key=lambda piece: piece.article.id)
    found = [
        copied
        for copied in shared.get((first.article.id, second.article.id), ())
        if _lies_in(first, copied.a) and _lies_in(second, copied.b)
    ]
    return max(found, key=lambda copied: copied.own, default=None)


def _lies_in(piece: Piece, spans: Sequence[Span]) -> bool:
    length = sum(span.end - span.start for span in piece.spans)
    inside = sum(overlap(span, other) for span in piece.spans for other in spans)
    return 1000 * inside >= IN_PASSAGE * length


def _credit_others(one: Piece, two: Piece) -> bool:
    """Whether an article credits two outlets, one for each of two renderings."""
    ours, theirs = (
        [hop.carrier for hop in _sure(piece) if not is_shared(hop.carrier)] for piece in (one, two)
    )
    apart = not any(same_outlet(mine, other) for mine in ours for other in theirs)
    return bool(ours and theirs) and apart


def tellings(pieces: Sequence[Piece], groups: Sequence[Sequence[int]], shared: Shared) -> list[str]:
    """The outlets that were surely told separately: each another one, in other words."""
    told: list[tuple[str, Sequence[int]]] = []
    for group in groups:
        names = sorted({name for number in group for name in pieces[number].told})
        if not names or any(_unlike(names[0], name) for name in names[1:]):
            continue
        if all(
            _unlike(names[0], other) and _differ(pieces, group, numbers, shared) for other, numbers in told
        ):
            told.append((names[0], group))
    return [name for name, _ in told]


def _unlike(one: str, two: str) -> bool:
    """Whether two names have nothing in common that could make them one outlet's."""
    words = {word.casefold() for word in one.split()} & {word.casefold() for word in two.split()}
    return not words and not same_outlet(one, two) and bool(full_names(one)) and bool(full_names(two))


def _differ(pieces: Sequence[Piece], ours: Sequence[int], theirs: Sequence[int], shared: Shared) -> bool:
    for i in ours:
        for j in theirs:
            one, two = pieces[i], pieces[j]
            both = len(one.forms & two.forms)
            if in_shared(one, two, shared) or 1000 * both > APART * min(len(one.forms), len(two.forms)):
                return False
    return True


def _sure(piece: Piece) -> list[Hop]:
    return [hop for hop in piece.hops if not hop.suggested]


def _is_of(hop: Hop, article: Article) -> bool:
    return hop.held == article.id or (article.outlet is not None and same_outlet(hop.carrier, article.outlet))


def _name(piece: Piece) -> str:
    return called(piece.article.outlet, piece.article.title)
