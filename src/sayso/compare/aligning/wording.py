"""How two renderings of one utterance differ, word by word, with the exact stretches of both sides.

Nothing here says which rendering is right, or that anybody changed anything: both may be translations of one original.
Between `compare_renderings(a, b)` and `compare_renderings(b, a)` only the sides are changed over.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.compare.aligning.degrees import degree, in_cues
from sayso.compare.aligning.differences import LACKING, NOT_IN_PART, Difference, Kind
from sayso.compare.aligning.quotation_differences import by_hand, ellipsis_at, in_quotations
from sayso.compare.aligning.worded import (
    NEGATIONS,
    Block,
    Read,
    Word,
    Worded,
    align,
    content_roots,
    places_outside,
    read,
    spans_of,
    stands_together,
)
from sayso.spans import Span

__all__ = ["Difference", "Kind", "Worded", "compare_renderings", "said_by_all"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two renderings: as given, taken apart, and where its article has each stem outside it."""

    worded: Worded
    read: Read
    places: Mapping[str, Sequence[int]]


def compare_renderings(a: Worded, b: Worded) -> tuple[Difference, ...]:
    """Every difference between two renderings, in the order of the first one's text, then of the second's."""
    one, two = read(a), read(b)
    blocks = align(one.words, two.words)
    places = [places_outside(side) if any(not block.equal for block in blocks) else {} for side in (a, b)]
    sides = Side(a, one, places[0]), Side(b, two, places[1])
    found = [
        *(difference for block in blocks for difference in _in_block(*sides, block)),
        *in_quotations(one, two, blocks),
        *in_cues(a, b),
        *by_hand(a, b, one, two),
    ]
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda item: (item.a or item.b, item.b, item.kind)))


def said_by_all(renderings: Sequence[Worded]) -> tuple[tuple[Span, ...], ...]:
    """What several renderings say alike: for each of them, the stretches of words that all have in the same order."""
    taken = [read(rendering).words for rendering in renderings]
    if len(taken) < 2:
        return tuple(spans_of(words) for words in taken)
    first = min(range(len(taken)), key=lambda n: (len(taken[n]), [word.root for word in taken[n]], n))
    shared = set(range(len(taken[first])))
    partners: list[dict[int, int]] = []
    for words in taken:
        pairs = dict(_equal_pairs(align(taken[first], words)))
        partners.append(pairs)
        shared &= pairs.keys()
    return tuple(
        _grouped([(words, pairs[n]) for n in sorted(shared)])
        for words, pairs in zip(taken, partners, strict=True)
    )


def _grouped(places: Sequence[tuple[Sequence[Word], int]]) -> tuple[Span, ...]:
    """Stretches of neighbouring words."""
    spans: list[Span] = []
    before = -2
    for words, at in places:
        if at == before + 1 and words[at].run == words[before].run:
            spans[-1] = Span(spans[-1].start, words[at].end)
        else:
            spans.append(Span(words[at].start, words[at].end))
        before = at
    return tuple(spans)


def _equal_pairs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    for block in blocks:
        if block.equal:
            yield from zip(range(block.a_start, block.a_end), range(block.b_start, block.b_end), strict=True)


def _in_block(a: Side, b: Side, block: Block) -> Iterator[Difference]:
    mine, other = a.read.words[block.a_start : block.a_end], b.read.words[block.b_start : block.b_end]
    if block.equal:
        for x, y in zip(mine, other, strict=True):
            if x.form != y.form:
                yield Difference(kind="replaces", a=spans_of((x,)), b=spans_of((y,)), slight=True)
        return
    around = (
        (_form(a.read.words, block.a_start - 1), _form(a.read.words, block.a_end)),
        (_form(b.read.words, block.b_start - 1), _form(b.read.words, block.b_end)),
    )
    if _is_cut(a, mine, block.a_end) or _is_cut(b, other, block.b_end):
        yield _plain(a, b, block, without=())
        return
    stronger = degree((a.worded.text, b.worded.text), (mine, other), around)
    if stronger is None:
        yield _plain(a, b, block, without=())
        return
    yield stronger
    told = frozenset((*stronger.a, *stronger.b))
    if any(content_roots([w for w in side if (w.start, w.end) not in told]) for side in (mine, other)):
        yield _plain(a, b, block, without=told)


def _is_cut(side: Side, words: Sequence[Word], end: int) -> bool:
    """Whether a side has nothing where it ends, and may go on in what is missing of its article."""
    return side.worded.part and not words and end == len(side.read.words)


def _form(words: Sequence[Word], at: int) -> str:
    return words[at].form if 0 <= at < len(words) else ""


def _plain(a: Side, b: Side, block: Block, *, without: Collection[Span]) -> Difference:
    """The words that differ in one place, but for those of which a degree was told."""
    mine, other = a.read.words[block.a_start : block.a_end], b.read.words[block.b_start : block.b_end]
    spans = spans_of(mine, without=without), spans_of(other, without=without)
    slight = not content_roots((*mine, *other))
    negated = [sum(word.form in NEGATIONS for word in words) for words in (mine, other)]
    why = "one of them has a negation here that the other has not" if sum(negated) % 2 else ""
    if all(spans):
        return Difference(kind="replaces", a=spans[0], b=spans[1], why=why, slight=slight)
    lacks, at, words = (b, block.b_start, mine) if spans[0] else (a, block.a_start, other)
    gap = ellipsis_at(lacks.read, at)
    if gap:
        marked = (spans[0], gap) if spans[0] else (gap, spans[1])
        return Difference(
            kind="outlets_hand", a=marked[0], b=marked[1], why="an ellipsis stands for these words"
        )
    kind: Kind = "drops" if spans[0] else "adds"
    if stands_together(content_roots(words), lacks.places):
        kind = "elsewhere"
    elif not lacks.worded.complete:
        kind = "not_in_excerpt"
    lacking = NOT_IN_PART if kind == "not_in_excerpt" and lacks.worded.part else LACKING.get(kind, "")
    why = "; ".join(part for part in (lacking, why) if part)
    return Difference(kind=kind, a=spans[0], b=spans[1], why=why, slight=slight)
