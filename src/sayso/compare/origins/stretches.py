"""Passages of two articles that are pieces of one stretch of copied text."""

from collections.abc import Iterable

from sayso.records import SharedPassage

# Passages that lie this near in both articles are pieces of one stretch of copied text: about two sentences.
NEAR = 300


def stretches(passages: Iterable[SharedPassage]) -> list[list[SharedPassage]]:
    """The passages of one pair of articles by stretch: those near one another in both articles are pieces of one."""
    found: list[list[SharedPassage]] = []
    for shared in sorted(passages, key=lambda one: (one.a_start, one.b_start)):
        near = next((one for one in reversed(found) if any(_near(shared, other) for other in one)), None)
        if near is None:
            found.append([shared])
        else:
            near.append(shared)
    return found


def _near(one: SharedPassage, two: SharedPassage) -> bool:
    return (
        max(one.a_start - two.a_end, two.a_start - one.a_end) <= NEAR
        and max(one.b_start - two.b_end, two.b_start - one.b_end) <= NEAR
    )
