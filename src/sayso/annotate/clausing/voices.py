"""In whose voice a place of an article stands: the innermost attribution around it, or a quotation of nobody's."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from sayso.records import Attribution
from sayso.spans import Span


class Voices:
    """For each offset the innermost attribution whose content holds it; made in n log n of the attributions."""

    __slots__ = ("_loose", "_starts", "_who")

    def __init__(self, attributions: Sequence[Attribution], quotations: Iterable[Span]) -> None:
        """`quotations` are all the quoted stretches of the article, disjoint."""
        self._starts, self._who = _innermost(attributions)
        loose = [Span(*span) for span in quotations]
        self._loose = ([span.start for span in loose], [span.end for span in loose])

    def attribution(self, offset: int) -> str | None:
        """The id of the innermost attribution in whose content an offset stands."""
        at = bisect_right(self._starts, offset) - 1
        return self._who[at] if at >= 0 else None

    def nobodys(self, offset: int) -> bool:
        """Whether an offset stands within quotation marks that no words attribute to anybody."""
        if not self._loose[0]:
            return False
        at = bisect_right(self._loose[0], offset) - 1
        return at >= 0 and offset < self._loose[1][at] and self.attribution(offset) is None


def _innermost(attributions: Sequence[Attribution]) -> tuple[list[int], list[str | None]]:
    """Where the innermost attribution changes, and which it is from there on; of equally deep ones the shortest."""
    depth = _depths(attributions)
    pieces = sorted(
        (span.start, span.end, -depth[attribution.id], attribution.id)
        for attribution in attributions
        for span in attribution.content
        if span.start < span.end
    )
    edges = sorted({edge for start, end, *_ in pieces for edge in (start, end)})
    starts: list[int] = []
    who: list[str | None] = []
    held: list[tuple[int, int, str, int]] = []  # -depth, length, id, end
    at = 0
    for edge in edges:
        while at < len(pieces) and pieces[at][0] == edge:
            start, end, deep, name = pieces[at]
            heappush(held, (deep, end - start, name, end))
            at += 1
        while held and held[0][3] <= edge:
            heappop(held)
        starts.append(edge)
        who.append(held[0][2] if held else None)
    return starts, who


def _depths(attributions: Sequence[Attribution]) -> dict[str, int]:
    """How many attributions lie around each; one that is said to lie in itself counts as outermost."""
    above = {attribution.id: attribution.nested_in for attribution in attributions}
    depth: dict[str, int] = {}
    for name in above:
        chain: dict[str, None] = {}
        here: str | None = name
        while here is not None and here in above and here not in depth and here not in chain:
            chain[here] = None
            here = above[here]
        level = depth.get(here, -1) if here is not None else -1
        for link in reversed(chain):
            level += 1
            depth[link] = level
    return depth
