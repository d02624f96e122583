"""Invented reports as one story, annotated by the real stages and compared by DISCREPANCIES alone."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sayso.compare.discrepancies.discrepancies import DISCREPANCIES
from sayso.ids import make_id
from sayso.records import ActorMember, Article, Discrepancy, Entity, Evidence, SharedPassage
from sayso.settings import Settings
from sayso.stage import Bundle, Member

Rows = list[Any]
Compare = Callable[..., Rows]


@pytest.fixture(scope="session")
def compared(annotated: Any) -> Compare:
    """What DISCREPANCIES makes of some texts as the reports of one story, each with its day where `days` tells it.

    Those whose numbers are in `part` are here in part.
    """
    make = DISCREPANCIES.make(Settings())

    def compared(
        *texts: str,
        days: Sequence[str | None] = (),
        share: str = "",
        one_actor: Sequence[str] = (),
        part: Sequence[int] = (),
    ) -> Rows:
        bundles: list[Bundle] = []
        for number, text in enumerate(texts):
            day = days[number] if number < len(days) else None
            bundles.append(
                annotated(
                    text,
                    title=f"Report {number}",
                    published_earliest=day,
                    published_latest=day,
                    published_basis="stated" if day else "unknown",
                    completeness="partial" if number in part else "unknown",
                )
            )
        return list(make("story", _members(bundles, share, one_actor)))

    return compared


@pytest.fixture(scope="session")
def told(compared: Compare) -> Callable[..., list[tuple[str, ...]]]:
    """Each discrepancy of some texts: slot, difference, level, and the words of each side, sorted."""

    def told(*texts: str, **options: Any) -> list[tuple[str, ...]]:
        rows = compared(*texts, **options)
        found = []
        for row in rows:
            if isinstance(row, Discrepancy):
                values = sorted(
                    {one.value for one in rows if isinstance(one, Evidence) and one.comparison == row.id}
                )
                found.append((row.slot, row.difference, row.level, *values))
        return sorted(found)

    return told


@pytest.fixture(scope="session")
def members() -> Callable[..., list[Member]]:
    """Bundles as the members of a story."""
    return _members


def _members(bundles: Sequence[Bundle], share: str = "", one_actor: Sequence[str] = ()) -> list[Member]:
    """The bundles as a story, with a passage that two of them share where `share` has its words.

    Entities of one name are one actor, and those whose names are in `one_actor`.
    """
    ordered = sorted(bundles, key=lambda bundle: bundle.article.id)
    shared: tuple[SharedPassage, ...] = ()
    if share:
        a, b = (bundle.article for bundle in ordered[:2])
        start, end = share.split("…")
        spans = [(one.text.index(start), one.text.index(end) + len(end)) for one in (a, b)]
        shared = (
            SharedPassage(
                id=make_id("SharedPassage", a.id, b.id),
                a_article=a.id,
                a_start=spans[0][0],
                a_end=spans[0][1],
                b_article=b.id,
                b_start=spans[1][0],
                b_end=spans[1][1],
                kind="edited",
                words=len(share.split()),
                direction="unknown",
                why="by hand",
            ),
        )
    found = []
    for bundle in ordered:
        rows: dict[Any, tuple[Any, ...]] = {kind: () for kind in DISCREPANCIES.reads if kind is not Article}
        rows |= {kind: bundle[kind] for kind in bundle.kinds() if kind in rows}
        rows[SharedPassage] = shared
        rows[ActorMember] = tuple(
            ActorMember(
                id=make_id("ActorMember", entity.id),
                article=entity.article,
                entity=entity.id,
                actor=make_id("Actor", one_actor[0] if entity.name in one_actor else entity.name),
                reasons=("by hand",),
            )
            for entity in bundle[Entity]
            if entity.named
        )
        found.append(Member(bundle.article.id, None, Bundle(bundle.article, rows)))
    return found
