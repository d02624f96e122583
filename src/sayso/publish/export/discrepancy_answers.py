"""Discrepancies and agreements as pages give them: the export's values, each with its words, links and reviews."""

from collections.abc import Sequence

from sayso.publish.export.annotated import Json
from sayso.publish.export.line_answers import reviewed_json
from sayso.publish.export.place_answers import ShownPlaces
from sayso.publish.views.discrepancies import AgreementView, DiscrepancyView, Shown, SideView
from sayso.publish.views.voices import Voiced
from sayso.publish.words.comparison_words import (
    SLOT_WORDS,
    about_words,
    agreement_words,
    class_words,
    side_words,
)
from sayso.publish.words.line_words import STATE_WORDS
from sayso.publish.words.phrases import plain_times
from sayso.records import ReviewedDiscrepancy, Story
from sayso.reviews.states import state_of
from sayso.store.protocol import Store

MOST_PLACES = 40
"""Places of one side, or of one agreement, that a page gives; of a text that hundreds of articles have the rest are counted."""


def shown_places(view: DiscrepancyView | AgreementView) -> list[Voiced]:
    """The places that a page gives of a discrepancy or an agreement."""
    sides = view.sides if isinstance(view, DiscrepancyView) else (view,)
    return [one.place for side in sides for one in side.shown[:MOST_PLACES]]


def reviews_of_discrepancies(store: Store, story: Story) -> dict[str, tuple[ReviewedDiscrepancy, ...]]:
    """The reviews in force of each discrepancy of a story, the oldest first."""
    found: dict[str, tuple[ReviewedDiscrepancy, ...]] = {}
    rows = store.rows(ReviewedDiscrepancy, articles=list(story.articles))
    for row in sorted(rows, key=lambda row: (row.at, row.id)):
        found[row.discrepancy] = (*found.get(row.discrepancy, ()), row)
    return found


def discrepancy_json(
    view: DiscrepancyView, item: Json, shown: ShownPlaces, reviews: Sequence[ReviewedDiscrepancy]
) -> Json:
    """A discrepancy of the export (`item`) as a page gives it, the side that most articles have first."""
    state = state_of(reviews)
    return item | {
        "link": f"/story/{view.row.story}/discrepancies#d-{view.id}",
        "slot_words": SLOT_WORDS[view.row.slot],
        "class_words": class_words(view.row),
        "about_words": about_words(view.row.about, [side.value for side in view.sides], slot=view.row.slot),
        "compared_because": [plain_times(reason) for reason in view.row.reasons],
        "values": [_side(side, shown, item) for side in view.sides],
        "review_state": state,
        "review_state_words": STATE_WORDS[state],
        "reviews": [reviewed_json(one) for one in reviews],
    }


def agreement_json(view: AgreementView, item: Json, shown: ShownPlaces) -> Json:
    """An agreement of the export (`item`) as a page gives it: repeated, which confirms nothing."""
    return item | {
        "slot_words": SLOT_WORDS[view.row.slot],
        "about_words": about_words(view.row.about, [view.row.value]),
        "agreement_words": agreement_words(view),
        "articles": len(view.articles),
        "evidence": [shown.add(one) for one in _kept(item["evidence"], view.shown[:MOST_PLACES])],
        "more_places": max(0, len(view.shown) - MOST_PLACES),
    }


def _side(side: SideView, shown: ShownPlaces, item: Json) -> Json:
    evidence = [one for value in item["values"] if value["value"] == side.value for one in value["evidence"]]
    return {
        "value": side.value,
        "side_words": side_words(side),
        "articles": len(side.articles),
        "most_sources": side.most,
        "evidence": [shown.add(one) for one in _kept(evidence, side.shown[:MOST_PLACES])],
        "more_places": max(0, len(side.shown) - MOST_PLACES),
    }


def _kept(evidence: Sequence[Json], shown: Sequence[Shown]) -> list[Json]:
    """The evidence that a page gives, in reading order."""
    order = {(one.article.id, *one.place.span): place for place, one in enumerate(shown)}
    kept = [one for one in evidence if (one["article"], one["start"], one["end"]) in order]
    return sorted(kept, key=lambda one: order[one["article"], one["start"], one["end"]])
