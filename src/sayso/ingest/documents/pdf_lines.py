"""From pieces of text on pages to paragraphs: columns in their order, what repeats on pages taken out, lines joined.

A gutter is a strip that hardly any line crosses, with text that fills the space on both sides of it (cells of a table do
not fill theirs). What crosses it, a headline over both columns, parts the page into bands; each band is read column by column,
and a column may have columns. The thresholds are chosen on pages that we made; none was tuned on pages of others.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

GRAIN = 2.0
"""Points in which gutters are looked for."""
GUTTER = 7.0
"""Narrowest gutter in points; newspapers have 10 to 20, justified lines part words by 4 at most."""
CROSSING = 0.2
"""Share of a column's lines that may cross its gutter."""
FILLED = 0.55
"""Least share of a column's width that its median line fills."""
LEAST_LINES = 4
"""Fewest lines of a column."""
LEAST_CHARACTERS = 16
"""Characters of a column's median line; the narrow columns of newspapers have 25 and more, cells of tables fewer."""
CELL_GAP = 2.0
"""Times the height of characters from which parts of a line stand apart like the cells of a table."""
DEEPEST = 6
"""Columns in columns."""
EDGE_LINES = 3
"""Lines from the top and from the bottom of a page that may be a running header or footer."""
SAME_PLACE = 12.0
"""Points by which the place of a running header may differ from page to page."""
NEAR = 4
"""Lines before and after one whose margin is its margin."""

_digits = re.compile(r"\d+")
_ends = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_bullet = re.compile(r"(?:[•◦▪–—*-]|\(?\d{1,2}[.)])\s")
_label = re.compile(r"[A-Z][A-Za-z-]{2,20}(?: [A-Za-z]{1,12}){0,2}:(?:\s|$)")
_number = re.compile(
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty-(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|"
    r"sixth|seventh|eighth|ninth)"
)
_compound = re.compile(
    r"self-(?!hood|ies?|ish|less|same)\w+|well-(?:\w{2,}ed|built|known|made|meaning|off|paid|spoken|worn)|so-called|[^\W\d_]{4,}-based|"
    r"(?:long|medium|short)-(?:range|term)|(?:left|right)-wing(?:ers?)?|(?:full|part)-time|middle-(?:aged|class)|old-fashioned|"
    r"(?:high|low)-(?:level|profile|ranking|speed|tech)"
)
"""Words that English writes with a hyphen or as two, and never as one."""
_word_end = re.compile(r"[^\W\d_]{2,}$")
_word_start = re.compile(r"[^\W\d_]+")


class Piece(NamedTuple):
    """Text on one line of one column: words, and where they stand in points from the upper left corner.

    `cells` are the parts of a line that stand apart, as those of a table's row do.
    """

    words: str
    left: float
    top: float
    right: float
    bottom: float
    cells: int = 1

    @property
    def height(self) -> float:
        """Height of its characters."""
        return max(self.bottom - self.top, 1.0)


def median(numbers: Iterable[float]) -> float:
    """The middle one of some numbers, the upper of two."""
    ordered = sorted(numbers)
    return ordered[len(ordered) // 2]


def lines_in_order(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The lines of a page in reading order, as blocks: one a column, or a run of lines over all columns."""
    rtl = _reads_from_right(pieces)
    return [lines for block in _blocks(list(pieces), rtl=rtl, depth=0) if (lines := _lines(block, rtl=rtl))]


def without_furniture(pages: Sequence[list[list[Piece]]]) -> tuple[list[list[list[Piece]]], list[str]]:
    """The pages without running headers, footers and page numbers; the words of each that was taken out, once.

    They stand at an edge and are, digits aside, the same on half of the pages (and on three, or on both of two).
    """
    filled = [page for page in pages if page]
    if len(filled) < 2:
        return list(pages), []
    least = 2 if len(filled) == 2 else max(3, (len(filled) * 2 + 4) // 5)
    places: dict[str, list[float]] = {}
    edges: list[tuple[list[Piece], list[Piece]]] = []
    for page in pages:
        lines = sorted((line for block in page for line in block), key=lambda line: (line.top, line.left))
        edges.append((lines[:EDGE_LINES], lines[: -EDGE_LINES - 1 : -1]))
        for signature, top in {(_signature(line), line.top) for edge in edges[-1] for line in edge}:
            places.setdefault(signature, []).append(top)
    running = {
        signature
        for signature, tops in places.items()
        if sum(abs(top - median(tops)) <= SAME_PLACE for top in tops) >= least
    }
    gone: dict[str, str] = {}
    kept = []
    for page, ends in zip(pages, edges, strict=True):
        out = {line for edge in ends for line in takewhile(lambda line: _signature(line) in running, edge)}
        blocks = [rest for block in page if (rest := [line for line in block if line not in out])]
        kept.append(blocks or page)  # two pages that are the same are no furniture
        if blocks:
            gone |= {
                _signature(line): line.words
                for edge in ends
                for line in edge
                if line in out and _signature(line) not in gone
            }
    return kept, list(gone.values())


def paragraphs(blocks: Sequence[Sequence[Piece]]) -> list[tuple[str, float]]:
    """The paragraphs of blocks in their order, each with the height of its characters; words cut at line ends are whole."""
    written = Counter(
        word for block in blocks for line in block for word in re.findall(r"[\w-]+", line.words.casefold())
    )
    found: list[list[Piece]] = []
    for block in blocks:
        parts = list(_parted(block))
        if found and parts and _goes_on(found[-1][-1], parts[0][0]):
            found[-1] += parts.pop(0)
        found += parts
    return [(_joined(lines, written), median(line.height for line in lines)) for lines in found]


def _blocks(pieces: list[Piece], *, rtl: bool, depth: int) -> Iterator[list[Piece]]:
    gutter = _gutter(pieces) if depth < DEEPEST else None
    if gutter is None:
        if pieces:
            yield pieces
        return
    start, end = gutter
    across = sorted(
        (piece for piece in pieces if piece.left < end and piece.right > start), key=lambda piece: piece.top
    )
    rest = sorted(
        (piece for piece in pieces if not (piece.left < end and piece.right > start)),
        key=lambda piece: piece.top,
    )
    at = 0
    bar: list[Piece] = []
    for piece in [*across, None]:
        band = []
        while at < len(rest) and (piece is None or rest[at].top + rest[at].height / 2 < piece.top):
            band.append(rest[at])
            at += 1
        if band:
            if bar:
                yield bar
                bar = []
            left = [part for part in band if part.right <= start]
            right = [part for part in band if part.left >= end]
            below = [_cut_below(side, other) for side, other in ((left, right), (right, left))]
            for side in (right, left) if rtl else (left, right):
                yield from _blocks(side, rtl=rtl, depth=depth + 1)
            yield from (part for part in below if part)
        if piece is not None:
            bar.append(piece)
    if bar:
        yield bar


def _cut_below(side: list[Piece], other: list[Piece]) -> list[Piece]:
    """Take from a column what stands below the end of the other one after an empty line: no column stands beside it any more."""
    if not side or not other:
        return []
    end = max(piece.bottom for piece in other)
    reached = 0.0
    for at, piece in enumerate(side):
        if at and piece.top >= end - 1 and piece.top - reached > 0.8 * piece.height:
            below = side[at:]
            del side[at:]
            return below
        reached = max(reached, piece.bottom)
    return []


def _gutter(pieces: list[Piece]) -> tuple[float, float] | None:
    """The strip between two columns, as from and to, or None."""
    if len(pieces) < 2 * LEAST_LINES:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    bins = int((right - left) / GRAIN)
    if not 20 <= bins <= 5_000:
        return None
    steps = [0] * (bins + 2)
    for piece in pieces:
        steps[int((piece.left - left) / GRAIN)] += 1
        steps[min(bins, int((piece.right - left) / GRAIN)) + 1] -= 1
    covered, over = [], 0
    for step in steps[:-1]:
        over += step
        covered.append(over)
    best: tuple[int, float, float, float] | None = None
    for most in sorted({0, max(1, len(pieces) // 40), max(1, int(len(pieces) * CROSSING / 2))}):
        at = bins // 8
        while at < bins - bins // 8:
            run = at
            while run < bins and covered[run] <= most:
                run += 1
            if (run - at) * GRAIN >= GUTTER:
                start, end = left + at * GRAIN, left + run * GRAIN
                if _is_gutter(pieces, start, end, left, right):
                    candidate = (most, -(end - start), start, end)
                    best = candidate if best is None or candidate < best else best
            at = max(run, at + 1)
        if best is not None:
            return best[2], best[3]
    return None


def _is_gutter(pieces: list[Piece], start: float, end: float, left: float, right: float) -> bool:
    sides = (
        [piece for piece in pieces if piece.right <= start],
        [piece for piece in pieces if piece.left >= end],
    )
    crossing = len(pieces) - len(sides[0]) - len(sides[1])
    for side, width in zip(sides, (start - left, right - end), strict=True):
        if len(side) < LEAST_LINES or crossing > 2 * CROSSING * len(side) + 2:
            return False
        if median(piece.right - piece.left for piece in side) < FILLED * width:
            return False
        if median(len(piece.words) for piece in side) < LEAST_CHARACTERS:
            return False
    tops, bottoms = (
        [min(p.top for p in side) for side in sides],
        [max(p.bottom for p in side) for side in sides],
    )
    shared = min(bottoms) - max(tops)
    return shared > 0.4 * min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))


def _lines(block: list[Piece], *, rtl: bool) -> list[Piece]:
    """Pieces on one line as one."""
    lines: list[list[Piece]] = []
    middle = 0.0
    for piece in sorted(block, key=lambda piece: ((piece.top + piece.bottom) / 2, piece.left)):
        centre = (piece.top + piece.bottom) / 2
        if lines and abs(centre - middle) < 0.45 * min(piece.height, lines[-1][0].height):
            lines[-1].append(piece)
        else:
            lines.append([piece])
            middle = centre
    made = []
    for parts in lines:
        ordered = sorted(parts, key=lambda piece: -piece.right if rtl else piece.left)
        words, cells = ordered[0].words, 1
        for before, piece in pairwise(ordered):
            apart = max(piece.left - before.right, before.left - piece.right) > CELL_GAP * piece.height
            words, cells = f"{words}{' | ' if apart else ' '}{piece.words}", cells + apart
        left, top = min(piece.left for piece in parts), min(piece.top for piece in parts)
        right, bottom = max(piece.right for piece in parts), max(piece.bottom for piece in parts)
        made.append(Piece(words, left, top, right, bottom, cells))
    return made


def _parted(block: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The paragraphs of one block: told by gaps, size, indents, lines that had room for more, bullets and labels."""
    left, right = min(line.left for line in block), max(line.right for line in block)
    steps = sorted(after.top - before.top for before, after in pairwise(block))
    leading = steps[len(steps) // 4] if len(steps) >= 3 else 0.0  # a head has more gaps than a body
    current: list[Piece] = []
    for at, line in enumerate(block):
        if current:
            near = max(other.right for other in block[max(0, at - NEAR) : at + NEAR])
            if _begins(line, current[-1], right - left, leading) or _had_room(
                current[-1], line, left, near, right
            ):
                yield current
                current = []
        current.append(line)
    if current:
        yield current


def _begins(line: Piece, before: Piece, width: float, leading: float) -> bool:
    step, tall = line.top - before.top, min(line.height, before.height)
    if line.cells > 1 or before.cells > 1:
        return True
    if abs(line.height - before.height) > 0.18 * tall:
        return True
    if step > (1.3 * leading if leading else 1.35 * tall) and step > 0.9 * tall:
        return True
    moved = line.left - before.left
    if moved > 6 * tall or moved < -6 * tall:  # a centred line
        return True
    if moved > 0.6 * tall and width > 10 * tall:  # the first line of a paragraph, or one deeper in
        return True
    return bool(_bullet.match(line.words) or _label.match(line.words))


def _had_room(before: Piece, line: Piece, left: float, near: float, right: float) -> bool:
    """Whether the first word of a line would have fitted on the line before, which was ended by a hand, not by a margin.

    The margin is that of the lines near by, for text runs around pictures; a line that fills less than half of the whole
    block is measured by the block. A sentence goes on over a longer line, however ragged its column is.
    """
    if before.words.endswith(("-", "\u00ad")):
        return False
    first = line.words.split(" ", 1)[0]
    width = (line.right - line.left) * (len(first) + 1) / max(len(line.words), 1)
    short = before.right - left < (right - left) / 2
    if not short and _in_a_sentence(before, line):
        return False
    return (right if short else near) - before.right > 1.15 * width + 0.3 * before.height


def _goes_on(before: Piece, after: Piece) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if abs(before.height - after.height) > 0.18 * before.height or _ends.search(before.words):
        return False
    return before.words.endswith(("-", "\u00ad", ",")) or _in_a_sentence(before, after)


def _in_a_sentence(before: Piece, after: Piece) -> bool:
    """Whether a line ends in the middle of a sentence, by its end and the first letter of the next."""
    first = next((sign for sign in after.words if sign.isalnum()), "")
    return first.islower() and not _ends.search(before.words)


def _joined(lines: list[Piece], written: Counter[str]) -> str:
    text = ""
    for line in lines:
        words = line.words
        if (
            text
            and text[-1] in "-\u00ad\u2010"
            and (cut := _word_end.search(text[:-1]))
            and (rest := _word_start.match(words))
        ):
            apart, whole = f"{cut[0]}-{rest[0]}".casefold(), f"{cut[0]}{rest[0]}".casefold()
            keeps = rest[0][0].isupper() or bool(_number.fullmatch(apart))
            keeps = keeps or (not written[whole] and (written[apart] > 0 or bool(_compound.fullmatch(apart))))
            text = f"{text[:-1]}{'-' if keeps else ''}{words}"
        else:
            text = f"{text} {words}" if text else words
    return " ".join(text.replace("\u00ad", "-" if text.endswith("\u00ad") else "").split())


def _signature(line: Piece) -> str:
    return _digits.sub("#", " ".join(line.words.casefold().split()))[:120]


def _reads_from_right(pieces: Sequence[Piece]) -> bool:
    signs = "".join(piece.words for piece in pieces)[:4_000]
    kinds = Counter(unicodedata.bidirectional(sign) for sign in signs)
    return kinds["R"] + kinds["AL"] > kinds["L"]
