"""Where a shared passage may begin and end: at a word that says something, or at a sentence's or quotation's border."""

import numpy as np

from sayso.resolve.reuse.page_words import Page
from sayso.resolve.reuse.runs import Pairs, Run

# Of a sentence that a passage only touches at its edge, fewer words than this are a scrap that chance leaves there.
LEAST_STUB = 3
# An edited passage that stops this near a sentence's border in both articles is the whole sentence, edited there too
# (0, 2, 3 and 4 words find 86.2, 86.6, 86.8 and 87.0 % of a heavily edited copy, eval/passages.py).
EDGE = 4


def trim(pairs: Pairs, a: Page, b: Page) -> tuple[Run, Pairs] | None:
    """A run without the grammar that hangs over at its edges; None when nothing is left.

    It begins and ends with a content word, or where a sentence or a quotation does in one of the two, and touches no
    further sentence with fewer than `LEAST_STUB` words.
    """
    ones, twos = pairs
    opens = a.opens[ones] | b.opens[twos]
    closes = a.closes[ones] | b.closes[twos]
    first, last = 0, len(ones)
    before = (-1, -1)
    while first < last and before != (first, last):
        before = (first, last)
        opening = opens[first:last].argmax()
        if not opens[first + opening]:
            return None
        first += int(opening)
        closing = closes[first:last][::-1].argmax()
        if not closes[last - 1 - closing]:
            return None
        last -= int(closing)
        first = _past_stub(pairs, first, last, a, b)
        last = _before_stub(pairs, first, last, a, b)
    if first >= last:
        return None
    ones, twos = ones[first:last], twos[first:last]
    x, y, end_x, end_y = int(ones[0]), int(twos[0]), int(ones[-1]) + 1, int(twos[-1]) + 1
    run = Run(x, end_x, y, end_y, last - first)
    # what is the same, or quoted, from end to end ends there
    exact = run.verbatim or is_quotation(a, x, end_x) or is_quotation(b, y, end_y)
    return run if exact else _to_borders(run, a, b), (ones, twos)


def _to_borders(run: Run, a: Page, b: Page) -> Run:
    """An edited run with the last edited words up to a sentence's border, where the border is near in both."""
    x, end_x, y, end_y, equal = run
    in_a, in_b = int(a.sentence[x]), int(b.sentence[y])
    if in_a >= 0 and in_b >= 0:
        to_x, to_y = int(a.first[in_a]), int(b.first[in_b])
        if x - to_x <= EDGE and y - to_y <= EDGE:
            x, y = to_x, to_y
    in_a, in_b = int(a.sentence[end_x - 1]), int(b.sentence[end_y - 1])
    if in_a >= 0 and in_b >= 0:
        to_x, to_y = int(a.last[in_a]), int(b.last[in_b])
        if to_x - end_x <= EDGE and to_y - end_y <= EDGE:
            end_x, end_y = to_x, to_y
    return Run(x, end_x, y, end_y, equal)


def _past_stub(pairs: Pairs, first: int, last: int, a: Page, b: Page) -> int:
    """The first pair behind the end of a sentence of which only the last word or two lie in the run."""
    for words, page in zip(pairs, (a, b), strict=True):
        number = int(page.sentence[words[first]])
        if number < 0:
            return first
        at, end = int(words[first]), int(page.last[number])
        if not (page.first[number] < at and end <= words[last - 1] and end - at < LEAST_STUB):
            return first
    end = int(a.last[a.sentence[pairs[0][first]]])
    return first + int(np.searchsorted(pairs[0][first:last], end))


def _before_stub(pairs: Pairs, first: int, last: int, a: Page, b: Page) -> int:
    """The last pair (exclusive) before a sentence of which only the first word or two lie in the run."""
    for words, page in zip(pairs, (a, b), strict=True):
        number = int(page.sentence[words[last - 1]])
        if number < 0:
            return last
        end, begin = int(words[last - 1]) + 1, int(page.first[number])
        if not (words[first] < begin and end < page.last[number] and end - begin < LEAST_STUB):
            return last
    begin = int(a.first[a.sentence[pairs[0][last - 1]]])
    return first + int(np.searchsorted(pairs[0][first:last], begin))


def is_whole(page: Page, first: int, last: int) -> bool:
    """Whether words [first, last) are a quotation, or one or more sentences, from end to end."""
    if is_quotation(page, first, last):
        return True
    opening, closing = int(page.sentence[first]), int(page.sentence[last - 1])
    return min(opening, closing) >= 0 and page.first[opening] == first and page.last[closing] == last


def is_quotation(page: Page, first: int, last: int) -> bool:
    """Whether words [first, last) stand in quotation marks from end to end."""
    return bool(page.quoted[first] and page.unquoted[last - 1])
