"""Differences between quotations: other words within the marks, and the outlets' hand in them."""

from collections.abc import Iterator, Sequence

from sayso.compare.aligning.differences import Difference
from sayso.compare.aligning.worded import Block, Read, Worded, read
from sayso.spans import Span


def in_quotations(one: Read, two: Read, blocks: Sequence[Block]) -> Iterator[Difference]:
    """Pairs of quotations that have words in one place and differ between the first and the last such place."""
    first: dict[tuple[int, int], int] = {}
    last: dict[tuple[int, int], int] = {}
    for number, block in enumerate(blocks):
        for pair in sorted(_pairs_quoted(one, two, block)):
            first.setdefault(pair, number)
            last[pair] = number
    for (x, y), number in sorted(first.items()):
        between = blocks[number : last[x, y] + 1]
        if any(_differ_inside(one, two, block, x, y) for block in between):
            yield Difference(
                kind="quoted_differently",
                a=(one.quotations[x],),
                b=(two.quotations[y],),
                why="quotation marks enclose different words",
            )


def _pairs_quoted(one: Read, two: Read, block: Block) -> set[tuple[int, int]]:
    mine = [word.quotation for word in one.words[block.a_start : block.a_end]]
    other = [word.quotation for word in two.words[block.b_start : block.b_end]]
    pairs = zip(mine, other, strict=True) if block.equal else ((x, y) for x in set(mine) for y in set(other))
    return {(x, y) for x, y in pairs if x >= 0 and y >= 0}


def _differ_inside(one: Read, two: Read, block: Block, x: int, y: int) -> bool:
    """Whether the words of a block differ that stand in these two quotations."""
    mine = [w.form for w in one.words[block.a_start : block.a_end] if w.quotation == x]
    other = [w.form for w in two.words[block.b_start : block.b_end] if w.quotation == y]
    if block.equal:
        return len(mine) == len(other) and mine != other
    left_out = (not mine and ellipsis_at(one, block.a_start)) or (
        not other and ellipsis_at(two, block.b_start)
    )
    return bool(mine or other) and not left_out


def by_hand(a: Worded, b: Worded, one: Read, two: Read) -> Iterator[Difference]:
    """What the outlets added in brackets and parentheses, where they did not add the same; and their ellipses."""
    sides = []
    for worded, taken in ((a, one), (b, two)):
        hands = [hand for hand in taken.hands if hand.kind != "ellipsis"]
        sides.append(
            {tuple(w.form for w in read(_alone(worded, hand.start, hand.end)).words): hand for hand in hands}
        )
    for words in sorted(sides[0].keys() ^ sides[1].keys()):
        mine, other = sides[0].get(words), sides[1].get(words)
        hand = mine or other
        if hand is not None:
            span = (Span(hand.start, hand.end),)
            yield Difference(
                kind="outlets_hand",
                a=span if mine else (),
                b=() if mine else span,
                why="a gloss within the quotation"
                if hand.kind == "gloss"
                else "words in brackets within the quotation",
            )


def _alone(worded: Worded, start: int, end: int) -> Worded:
    """The inside of a bracket or of parentheses, as a rendering of its own."""
    return (
        Worded(text=worded.text, content=(Span(start + 1, end - 1),))
        if end - start > 2
        else Worded(text=worded.text, content=())
    )


def ellipsis_at(read_: Read, at: int) -> tuple[Span, ...] | None:
    """The ellipsis at the place between two words; None where there is none."""
    first = read_.words[at - 1].end if at else 0
    last = read_.words[at].start if at < len(read_.words) else None
    for hand in read_.hands:
        if hand.kind == "ellipsis" and first <= hand.start and (last is None or hand.end <= last):
            return (Span(hand.start, hand.end),)
    return None
