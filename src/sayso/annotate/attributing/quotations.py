"""Quotations by their typography alone: where quoted words begin and end, whatever the style of the marks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sayso.spans import Span

PAIRS = {"“": "”", "„": "”“", "«": "»", "‘": "’", "‚": "’‘", "‹": "›", "「": "」", "＂": "＂"}
"""Opening marks and what closes each."""
STRAIGHT = '"＂'
OTHER_STYLE = {"“": '"', '"': "”"}
"""What closes a quotation where an editor mixed the styles, if its own closing mark does not come first."""
MARK = re.compile(r"[“”„«»‘’‚‹›「」\"＂]|''|``|(?<!\w)'(?=\w)|(?<=[\w.,!?…])'(?!\w)")
DASH = re.compile(r"[,.!?…]\s*[—–―](?=\s)")
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
LONGEST = 6_000
"""An opened mark without a closing one quotes to the end of its paragraph, but never further than this (code
points): three times the longest of 19,864 quotations that are closed in their paragraph."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks; `span` and `inner` (without the marks) in code points.

    `opened` quotations have no closing mark in their paragraph: the next paragraph may go on with them.
    """

    span: Span
    inner: Span
    style: str
    words: int
    opened: bool


def find_quotations(text: str, blocks: Iterable[Span]) -> list[Quotation]:
    """The quotations of each paragraph in reading order; those inside other quotations are left out."""
    found: list[Quotation] = []
    for block in blocks:
        found += _in_paragraph(text, block)
    return found


def _in_paragraph(text: str, block: Span) -> list[Quotation]:
    if text[block.start] in "—–―":
        return _dashed(text, block)
    marks = [(m.start(), m.end(), m.group()) for m in MARK.finditer(text, block.start, block.end)]
    found: list[Quotation] = []
    at = 0
    singles_end = -1
    while at < len(marks):
        start, end, mark = marks[at]
        at += 1
        if not _opens(text, start, end, mark):
            continue
        if mark in "‘'‚" and start < singles_end:
            continue
        close = _closing(text, marks, at, mark, start)
        if close is None and mark in "‘'‚":
            singles_end = block.end  # no closing single mark is left in this paragraph
            continue
        if close is None:
            stop = min(block.end, start + LONGEST)
            inner = _trimmed(text, end, stop)
            if inner:
                found.append(Quotation(Span(start, stop), inner, mark, _words(text, inner), opened=True))
            break
        inner = _trimmed(text, end, marks[close][0])
        at = close + 1
        if inner:
            span = Span(start, marks[close][1])
            found.append(Quotation(span, inner, mark, _words(text, inner), opened=False))
    return found


def _dashed(text: str, block: Span) -> list[Quotation]:
    """Speech opened by a dash, as in "— We stay, — she said. — All of us.": every other stretch is spoken."""
    edges = [block.start, *(match.end() - 1 for match in DASH.finditer(text, block.start + 1, block.end))]
    if len(edges) < 2:
        return []
    edges.append(block.end)
    found = []
    for start, end in list(pairwise(edges))[::2]:
        inner = _trimmed(text, start + 1, end)
        if inner:
            found.append(Quotation(Span(start, inner.end), inner, "—", _words(text, inner), opened=False))
    return found


def _opens(text: str, start: int, end: int, mark: str) -> bool:
    """Whether a mark can open a quotation where it stands."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if mark in PAIRS and mark not in STRAIGHT:
        return not (mark == "‘" and before.isalnum())
    if mark in {"``", "''", '"', "＂"}:
        return not after.isspace() and after != "" and not (before.isalnum() and mark != "``")
    return mark == "'" and after.isalnum() and not before.isalnum()


def _closing(text: str, marks: list[tuple[int, int, str]], at: int, mark: str, start: int) -> int | None:
    """The index of the mark that closes one, in the same paragraph; None when there is none."""
    closers = {"``": ("''",), "''": ("''",), "'": ("'",)}.get(mark) or tuple(PAIRS.get(mark, mark))
    single = mark in "‘'‚"
    other_style = None
    for index in range(at, len(marks)):
        left, right, other = marks[index]
        if left - start > LONGEST:
            return other_style
        if other == OTHER_STYLE.get(mark) and other_style is None and _closes(text, left, right):
            other_style = index
        if single and other in STRAIGHT + "“”":
            return None  # single marks do not reach over double ones
        if other == mark == "“":
            if other_style is not None:
                return other_style
            continue
        if other not in closers:
            continue
        after = text[right : right + 1]
        if single and (after.isalnum() or _apostrophe(text, left, right)):
            continue
        if mark in STRAIGHT and after.isalnum():
            if other_style is not None:
                return other_style
            continue
        return index
    return other_style


def _closes(text: str, left: int, right: int) -> bool:
    """Whether a mark stands as one that closes: right behind what it quotes, and before no word."""
    return not text[left - 1 : left].isspace() and not text[right : right + 1].isalnum()


def _apostrophe(text: str, left: int, right: int) -> bool:
    """Whether a closing single mark is rather a plural's genitive ("the workers’ hall")."""
    return (
        text[left - 1 : left] in {"s", "n"}
        and text[right : right + 1] == " "
        and text[right + 1 : right + 2].islower()
    )


def _trimmed(text: str, start: int, end: int) -> Span | None:
    body = text[start:end]
    left, right = start + len(body) - len(body.lstrip()), start + len(body.rstrip())
    return Span(left, right) if left < right else None


def _words(text: str, span: Span) -> int:
    return sum(1 for _ in WORD.finditer(text, span.start, span.end))


def continued(text: str, quotations: list[Quotation]) -> list[list[Quotation]]:
    """Quotations grouped where an opened one goes on in the next paragraph with a new opening mark."""
    groups: list[list[Quotation]] = []
    for before, here in pairwise([None, *quotations]):
        assert here is not None
        joins = before is not None and before.opened and before.style == here.style
        if joins and before is not None and not text[before.span.end : here.span.start].strip():
            groups[-1].append(here)
        else:
            groups.append([here])
    return groups
