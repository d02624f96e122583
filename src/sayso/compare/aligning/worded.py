"""A rendering as its words stand in the text: each with its exact span, and aligned with those of another."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from sayso.compare.aligning.quoting import Hand, outlets_hand, quotation_at, quoted
from sayso.spans import Span
from sayso.words.commonness import function_words, stem
from sayso.words.forms import read_words

# Words a side up to which renderings are aligned word by word; aligning takes one bit a pair of words, so this many
# are 2 MB. Nothing that people say in news is longer (the longest of 19,834 contents of PolNeAR has 266 words): what
# is, is a page taken for a quotation, and is compared from both its ends.
ALIGNED = 4_000
# So many function words in a row between two changes are no agreement of wording ("the", "of the").
STRAY = 2
# Characters a word within which words that one rendering lacks still stand together elsewhere in its article: about
# two words of English for each one.
NEAR = 14
NEGATIONS = frozenset(
    "not no never none nobody nothing nor neither without cannot dont doesnt didnt wont cant isnt arent wasnt werent "
    "hasnt havent hadnt shouldnt wouldnt couldnt mustnt".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """One rendering: the article's text, the stretches that are its content, its cue, and whether the article is whole.

    Only of an article that is `complete` can it be said that it leaves something out; of `part` it is known that it is not.
    """

    text: str
    content: tuple[Span, ...]
    cue: Span | None = None
    complete: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a rendering: folded, its stem, its span, the quotation it stands in (-1: none), its stretch of text.

    A stretch (`run`) ends where a piece of content does and where the outlet's hand comes between.
    """

    form: str
    root: str
    start: int
    end: int
    quotation: int
    run: int


@dataclass(frozen=True, slots=True)
class Read:
    """A rendering taken apart: its words but for the outlet's hand, its quotations, and the outlet's hand in them."""

    words: tuple[Word, ...]
    quotations: tuple[Span, ...]
    hands: tuple[Hand, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Words `[a_start, a_end)` of one rendering beside words `[b_start, b_end)` of the other: equal stems, or not."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    equal: bool

    def mirrored(self) -> "Block":
        """The same with the sides changed over."""
        return Block(self.b_start, self.b_end, self.a_start, self.a_end, self.equal)


def read(worded: Worded) -> Read:
    """Take a rendering apart."""
    quotations = quoted(worded.text, worded.content)
    hands = outlets_hand(worded.text, quotations)
    words: list[Word] = []
    run = 0
    for piece in worded.content:
        run += 1
        inside = [Span(hand.start - piece.start, hand.end - piece.start) for hand in hands]
        inside = [span for span in inside if span.start >= 0 and span.end <= piece.end - piece.start]
        found = read_words(worded.text[piece.start : piece.end], without=inside)
        crossed = 0
        for form, start, end in zip(found.forms, found.starts, found.ends, strict=True):
            before = bisect_right(inside, start, key=lambda span: span.start)
            run, crossed = run + (before != crossed), before
            at = piece.start + start
            number = quotation_at(at, quotations)
            words.append(Word(form, stem(form), at, piece.start + end, number, run))
    return Read(tuple(words), quotations, hands)


def align(a: Sequence[Word], b: Sequence[Word]) -> list[Block]:
    """Blocks of words with equal stems and of the others between them, in order; changing sides mirrors them."""
    if [word.root for word in b] < [word.root for word in a]:
        # Of several equally good alignments the one that is found depends on which side comes first.
        return [block.mirrored() for block in align(b, a)]
    numbers: dict[str, int] = {}
    one, two = ([numbers.setdefault(word.root, len(numbers)) for word in side] for side in (a, b))
    return _without_stray(_blocks(one, two), a)


def _blocks(one: Sequence[int], two: Sequence[int]) -> list[Block]:
    shorter = min(len(one), len(two))
    first = next((n for n in range(shorter) if one[n] != two[n]), shorter)
    last = next((n for n in range(shorter - first) if one[-1 - n] != two[-1 - n]), shorter - first)
    middle_a, middle_b = one[first : len(one) - last], two[first : len(two) - last]
    blocks = [Block(0, first, 0, first, equal=True)] if first else []
    if max(len(middle_a), len(middle_b)) > ALIGNED:
        blocks.append(Block(first, len(one) - last, first, len(two) - last, equal=False))
    else:
        for op in LCSseq.opcodes(middle_a, middle_b):
            equal = op.tag == "equal"
            at = (op.src_start + first, op.src_end + first, op.dest_start + first, op.dest_end + first)
            if not equal and blocks and not blocks[-1].equal:
                before = blocks.pop()
                at = (before.a_start, at[1], before.b_start, at[3])
            blocks.append(Block(*at, equal=equal))
    if last:
        blocks.append(Block(len(one) - last, len(one), len(two) - last, len(two), equal=True))
    return blocks


def _without_stray(blocks: Sequence[Block], a: Sequence[Word]) -> list[Block]:
    """The blocks, but for a function word or two that happens to be equal between two replaced stretches."""
    common = function_words()
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        words = a[block.a_start : block.a_end]
        stray = (
            block.equal
            and len(words) <= STRAY
            and all(word.form in common and word.form not in NEGATIONS for word in words)
            and kept
            and _is_replaced(kept[-1])
            and after is not None
            and _is_replaced(after)
        )
        if stray or (kept and not kept[-1].equal and not block.equal):
            kept[-1] = Block(kept[-1].a_start, block.a_end, kept[-1].b_start, block.b_end, equal=False)
        else:
            kept.append(block)
    return kept


def _is_replaced(block: Block) -> bool:
    return not block.equal and block.a_start < block.a_end and block.b_start < block.b_end


def spans_of(words: Sequence[Word], *, without: Collection[Span] = ()) -> tuple[Span, ...]:
    """The stretches of text that some words in a row cover, but for words with these very spans."""
    spans: list[Span] = []
    run = -1
    for word in words:
        if (word.start, word.end) in without:
            run = -1
        elif word.run == run:
            spans[-1] = Span(spans[-1].start, word.end)
        else:
            spans.append(Span(word.start, word.end))
            run = word.run
    return tuple(spans)


def content_roots(words: Sequence[Word]) -> list[str]:
    """The stems of the words that say something: neither function words, nor negations left out."""
    common = function_words()
    return [word.root for word in words if word.form not in common or word.form in NEGATIONS]


def stands_together(roots: Sequence[str], positions: Mapping[str, Sequence[int]]) -> bool:
    """Whether all of some stems have places near each other."""
    wanted = sorted(set(roots), key=lambda root: (len(positions.get(root, ())), root))
    if not wanted:
        return False
    room = NEAR * (len(roots) + 2)
    return any(
        all(_is_near(positions.get(root, ()), at, room) for root in wanted)
        for at in positions.get(wanted[0], ())
    )


def _is_near(places: Sequence[int], at: int, room: int) -> bool:
    number = bisect_left(places, at - room)
    return number < len(places) and places[number] <= at + room


def places_outside(worded: Worded) -> dict[str, list[int]]:
    """Where each stem stands in the article outside the rendering."""
    found = read_words(worded.text, without=tuple(sorted(worded.content)))
    places: dict[str, list[int]] = {}
    for form, start in zip(found.forms, found.starts, strict=True):
        places.setdefault(stem(form), []).append(start)
    return places
