"""A collection with a reviewed line, a discrepancy, an accusation and a text that no format may trip over."""

from typing import Any

import pytest

from sayso.ids import make_id
from sayso.records import (
    Attribution,
    Discrepancy,
    Evidence,
    ReviewedAttribution,
    ReviewedDiscrepancy,
)
from sayso.store.protocol import Store

AT, LATER = "2031-05-07T10:00:00.000000Z", "2031-05-08T10:00:00.000000Z"


def review_of(
    row: Attribution, *, by: str = "Ria Sands", kind: str = "confirm", effect: str = "followed"
) -> Any:
    """What a review comes to for an attribution."""
    return ReviewedAttribution(
        id=make_id("ReviewedAttribution", row.id, by, kind),
        article=row.article,
        attribution=row.id,
        start=row.content[0][0],
        end=row.content[-1][1],
        review=make_id("Review", row.id, by, kind),
        kind=kind,  # type: ignore[arg-type]
        field="",
        value=None,
        other=None,
        by=by,
        at=AT if by == "Ria Sands" else LATER,
        effect=effect,  # type: ignore[arg-type]
    )


@pytest.fixture
def reviewed(harbour: Store, make_store: Any) -> Store:
    """The harbour collection: the Courier's first line checked, its second disputed, a discrepancy that is checked."""
    articles = {article.id: article for article in harbour.articles()}
    rows = sorted(
        harbour.rows(Attribution), key=lambda row: (articles[row.article].outlet is None, row.content)
    )
    story = min(articles)
    sides = [
        Evidence(
            id=make_id("Evidence", row.id),
            article=row.article,
            comparison="d" * 16,
            side=side,
            value=articles[row.article].text[slice(*row.content[0])],
            start=row.content[0][0],
            end=row.content[0][1],
            context=row.content[0],
            attribution=row.id,
            reasons=(),
        )
        for side, row in enumerate(rows[-2:])
    ]
    made: Store = make_store(
        harbour,
        review_of(rows[0]),
        review_of(rows[1]),
        review_of(rows[1], by="Sol Quay", kind="reject", effect="overridden"),
        Discrepancy(
            id="d" * 16,
            story=story,
            slot="wording",
            difference="wording",
            level="between",
            about="cranes",
            score=700,
            reasons=(),
        ),
        *sides,
        ReviewedDiscrepancy(
            id="e" * 16,
            article=sides[0].article,
            start=sides[0].start,
            end=sides[0].end,
            other_article=sides[1].article,
            other_start=sides[1].start,
            other_end=sides[1].end,
            story=story,
            discrepancy="d" * 16,
            review="f" * 16,
            kind="confirm",
            field="wording",
            value=None,
            by="Ria Sands",
            at=AT,
            effect="followed",
        ),
    )
    return made
