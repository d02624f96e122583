"""Discrepancies and agreements as JSON values and table rows, for programs that ask through the command line."""

from collections.abc import Iterator, Sequence

from sayso.publish.export.annotated import Json
from sayso.publish.export.compared import SLOT_NAMES, exported_agreements, exported_discrepancies
from sayso.publish.export.exported import Exported
from sayso.publish.export.in_part import in_part_json
from sayso.publish.views.discrepancies import Comparisons, Shown
from sayso.publish.views.voices import Voiced
from sayso.publish.words.phrases import one_line
from sayso.publish.words.voice_words import names_words
from sayso.spans import slice_text
from sayso.store.protocol import Store

PLACE = (
    "article",
    "outlet",
    "published_earliest",
    "published_latest",
    "published_basis",
    "completeness",
    "path",
    "start",
    "end",
    "text",
    "voice",
    "speaker",
    "attribution",
)
"""The columns that say where some words stand, and whose they are."""


def comparisons_json(store: Store, found: Comparisons) -> Json:
    """What differs and what agrees, in the shape of the export."""
    what = Exported(store=store, outlets={article.id: article.outlet for article in found.articles})
    differing, agreeing = {one.id for one in found.discrepancies}, {one.id for one in found.agreements}
    return {
        "story": found.story.id if found.story else None,
        **in_part_json(found.articles),
        "discrepancies": list(exported_discrepancies(what, only=differing)) if differing else [],
        "agreements": list(exported_agreements(what, only=agreeing)) if agreeing else [],
    }


def comparison_columns() -> tuple[str, ...]:
    """The columns of a table of discrepancies and agreements: one row for each place that shows a value."""
    head = ("comparison", "kind", "story", "slot", "class", "level", "about", "side", "value")
    return (*head, "side_articles", "most_sources", *PLACE, "context", "score", "reasons")


def comparison_rows(found: Comparisons) -> Iterator[tuple[object, ...]]:
    """Rows of one comparison stand together, those of one side too; the sides are counted from 1."""
    for view in found.discrepancies:
        row = view.row
        slot = SLOT_NAMES.get(row.slot, row.slot)
        head = (row.id, "discrepancy", row.story, slot, row.difference, row.level, row.about)
        for number, side in enumerate(view.sides, start=1):
            counts = (number, side.value, len(side.articles), side.most)
            for one in side.shown:
                yield (*head, *counts, *_shown(one), row.score, "; ".join(row.reasons))
    for agreed in found.agreements:
        told = agreed.row
        slot = SLOT_NAMES.get(told.slot, told.slot)
        for one in agreed.shown:
            yield (
                *(told.id, "agreement", told.story, slot, None, None, told.about),
                *(1, told.value, len(agreed.articles), told.most),
                *_shown(one),
                *(None, "; ".join(told.reasons)),
            )


def place_cells(place: Voiced) -> tuple[object, ...]:
    """The cells of `PLACE`."""
    article = place.article
    return (
        article.id,
        article.outlet,
        article.published_earliest,
        article.published_latest,
        article.published_basis,
        article.completeness,
        article.path,
        place.span.start,
        place.span.end,
        slice_text(article.text, place.span),
        "own" if place.own else "attributed",
        None if place.own else names_words(place.voice) if place.voice else "",
        place.voice.attribution.id if place.voice else None,
    )


def _shown(one: Shown) -> Sequence[object]:
    return (*place_cells(one.place), one_line(slice_text(one.article.text, one.context)))
