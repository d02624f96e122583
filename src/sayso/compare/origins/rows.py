"""What has one textual source, as groups of numbers, and the member rows of an origin."""

from collections.abc import Iterator, Sequence

from sayso.ids import make_id
from sayso.records import OriginMember
from sayso.spans import Span

# A member shows why it belongs where it does with so many reasons, no more than a reader takes in.
REASONS = 3


def gather(count: int, links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Numbers below `count` by what is linked, in order of their smallest."""
    root = list(range(count))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for a, b in links:
        one, two = sorted((find(a), find(b)))
        root[two] = one
    groups: dict[int, list[int]] = {}
    for number in range(count):
        groups.setdefault(find(number), []).append(number)
    return list(groups.values())


def members_of(
    origin: str,
    groups: Sequence[Sequence[int]],
    places: Sequence[tuple[str, str | None, Span]],
    whys: Sequence[Sequence[str]],
) -> Iterator[OriginMember]:
    """The member rows of an origin: places are (article, attribution, span)."""
    ids = [
        make_id("OriginMember", origin, article, attribution, span) for article, attribution, span in places
    ]
    for group in groups:
        source = min(ids[number] for number in group)
        for number in group:
            article, attribution, span = places[number]
            yield OriginMember(
                id=ids[number],
                article=article,
                origin=origin,
                attribution=attribution,
                start=span.start,
                end=span.end,
                source=source,
                reasons=tuple(dict.fromkeys(whys[number]))[:REASONS],
            )
