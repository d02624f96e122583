"""Renderings word by word beside each other: which words both have, and which only one of them has.

What `compare.aligning` calls a difference says what it amounts to; this only says where the words are, so that a page
can mark them. Nothing here says which rendering is right.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from sayso.publish.words.phrases import GAP, content_words
from sayso.spans import Span
from sayso.words.commonness import function_words
from sayso.words.forms import read_words

MOST_ALIGNED = 4_000
"""Words a side up to which two renderings are aligned (as `compare.aligning.worded.ALIGNED`); beyond it nothing is marked."""
MOST_STRAY = 2
"""Function words in a row between two changes that are no agreement of wording (as `compare.aligning.worded.STRAY`)."""
NEGATIONS = frozenset(
    {"not", "no", "never", "none", "nobody", "nothing", "nor", "neither", "without", "cannot"}
)
_SPACE = re.compile(r"\s+")


class Spoken(NamedTuple):
    """The words of a rendering: their folded forms, and where each stands in its article."""

    forms: tuple[str, ...]
    spans: tuple[Span, ...]


class Piece(NamedTuple):
    """A stretch of words as a page shows it; `how`: both have it, only the rendering shown, or only the other one."""

    text: str
    how: Literal["same", "here", "there"]


class Step(NamedTuple):
    """Words `[a_start, a_end)` of one side beside words `[b_start, b_end)` of the other; `equal` or not."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    equal: bool


def spoken(text: str, content: Iterable[Span]) -> Spoken:
    """The words of a content, over all its pieces."""
    forms: list[str] = []
    spans: list[Span] = []
    for start, end in content:
        found = read_words(text[start:end])
        forms += found.forms
        spans += [Span(start + a, start + b) for a, b in zip(found.starts, found.ends, strict=True)]
    return Spoken(tuple(forms), tuple(spans))


def steps(a: Sequence[str], b: Sequence[str]) -> Iterator[Step]:
    """Equal and unequal stretches of words in turn; one unequal step for all when there are too many to align."""
    if tuple(a) == tuple(b):
        yield Step(0, len(a), 0, len(b), equal=True)
        return
    if max(len(a), len(b)) > MOST_ALIGNED:
        yield Step(0, len(a), 0, len(b), equal=False)
        return
    yield from _without_stray(list(_aligned(a, b)), a)


def _aligned(a: Sequence[str], b: Sequence[str]) -> Iterator[Step]:
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - heavy, and only differences need it

    at = (0, 0)
    for code in LCSseq.opcodes(a, b):
        if code.tag == "equal":
            if at != (code.src_start, code.dest_start):
                yield Step(at[0], code.src_start, at[1], code.dest_start, equal=False)
            yield Step(code.src_start, code.src_end, code.dest_start, code.dest_end, equal=True)
            at = (code.src_end, code.dest_end)
    if at != (len(a), len(b)):
        yield Step(at[0], len(a), at[1], len(b), equal=False)


def _without_stray(found: Sequence[Step], a: Sequence[str]) -> Iterator[Step]:
    """The steps, but for a function word or two that happens to be equal between two replaced stretches.

    As `compare.aligning` has it: "of the" between other words is no agreement, and marks cut small are hard to read.
    """
    common = function_words()
    waiting: Step | None = None
    for number, step in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        stray = (
            step.equal
            and step.a_end - step.a_start <= MOST_STRAY
            and all(word in common and word not in NEGATIONS for word in a[step.a_start : step.a_end])
            and waiting is not None
            and _replaces(waiting)
            and after is not None
            and _replaces(after)
        )
        if waiting is not None and (stray or not step.equal):
            waiting = Step(waiting.a_start, step.a_end, waiting.b_start, step.b_end, equal=False)
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        if step.equal:
            yield step
        else:
            waiting = step
    if waiting is not None:
        yield waiting


def _replaces(step: Step) -> bool:
    return not step.equal and step.a_start < step.a_end and step.b_start < step.b_end


def only_there(here: Spoken, other: Spoken) -> tuple[Span, ...]:
    """The stretches of the other rendering whose words this one does not have in that place."""
    return tuple(
        Span(other.spans[step.b_start].start, other.spans[step.b_end - 1].end)
        for step in steps(here.forms, other.forms)
        if not step.equal and step.b_start < step.b_end
    )


def marked_pieces(text: str, content: Sequence[Span], marked: Iterable[Span]) -> tuple[Piece, ...]:
    """The words of a content on one line, as `content_words` has them, cut where marked stretches begin and end."""
    edges = [Span(*span) for span in marked]
    found: list[Piece] = []
    for number, (start, end) in enumerate(content):
        if number:
            found.append(Piece(GAP, "same"))
        inside: list[Piece] = []
        at = start
        for mark in sorted(edges):
            left, right = max(at, mark.start), min(end, mark.end)
            if left < right:
                inside += [Piece(text[at:left], "same"), Piece(text[left:right], "here")]
                at = right
        inside.append(Piece(text[at:end], "same"))
        found += _one_line(inside)
    return tuple(piece for piece in found if piece.text)


def aligned_pieces(
    base: str, base_content: Sequence[Span], text: str, content: Sequence[Span]
) -> tuple[Piece, ...]:
    """The words of a rendering with those that only it has marked, and those that only the base has between them.

    Without the latter the pieces are the words exactly as `content_words` gives them.
    """
    there, here = content_words(base, tuple(base_content)), content_words(text, tuple(content))
    a, b = read_words(there), read_words(here)
    found: list[Piece] = []
    at = 0
    for step in steps(a.forms, b.forms):
        if step.equal:
            continue
        place = b.starts[step.b_start] if step.b_start < len(b.starts) else len(here)
        found.append(Piece(here[at:place], "same"))
        at = place
        if step.a_start < step.a_end:
            found.append(Piece(there[a.starts[step.a_start] : a.ends[step.a_end - 1]], "there"))
        if step.b_start < step.b_end:
            at = b.ends[step.b_end - 1]
            found.append(Piece(here[place:at], "here"))
    found.append(Piece(here[at:], "same"))
    return tuple(piece for piece in found if piece.text)


def _one_line(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of one stretch with every run of white space as one space, and none at the outer edges."""
    flat = [Piece(_SPACE.sub(" ", text), how) for text, how in pieces]
    if flat:
        flat[0] = Piece(flat[0].text.lstrip(), flat[0].how)
        flat[-1] = Piece(flat[-1].text.rstrip(), flat[-1].how)
    return flat
