"""In whose voice words stand: the innermost attribution whose content holds them, and whether they are quoted."""

from collections.abc import Iterable, Sequence

from sayso.records import Attribution
from sayso.spans import Span


def innermost(attributions: Iterable[Attribution], spans: Sequence[Span]) -> list[str | None]:
    """For each span the attribution with the shortest piece of content that holds it; None: the outlet says it.

    Words that only begin or end within a content count as in it: whose they are is then not sure, and so they are
    not the outlet's own. Linear in both but for sorting.
    """
    pieces = sorted(
        (span.start, span.end, attribution.id) for attribution in attributions for span in attribution.content
    )
    found: list[str | None] = [None] * len(spans)
    opened: list[tuple[int, int, str]] = []
    at = 0
    for number in sorted(range(len(spans)), key=lambda number: spans[number]):
        start, end = spans[number]
        while at < len(pieces) and pieces[at][0] < end:
            opened.append(pieces[at])
            at += 1
        opened = [piece for piece in opened if piece[1] > start]
        inside = [piece for piece in opened if piece[0] < end]
        if inside:
            found[number] = min(inside, key=lambda piece: (piece[1] - piece[0], piece))[2]
    return found
