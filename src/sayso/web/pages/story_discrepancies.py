"""Where the reports of a story differ, side by side, and below it what several of them say alike."""

from collections import Counter

from sayso.publish.export.compared import SLOT_NAMES
from sayso.publish.export.comparison_answers import comparisons_json
from sayso.publish.export.discrepancy_answers import (
    agreement_json,
    discrepancy_json,
    reviews_of_discrepancies,
    shown_places,
)
from sayso.publish.export.place_answers import ShownPlaces
from sayso.publish.views.discrepancies import DIFFERENCES, LEVELS, Comparisons, comparisons
from sayso.publish.words.comparison_words import DIFFERENCE_WORDS, LEVEL_WORDS, SLOT_WORDS
from sayso.publish.words.line_words import STATE_WORDS
from sayso.reviews.states import state_of
from sayso.web.answering import Answer, Json
from sayso.web.asking import Ask
from sayso.web.pages.story_frame import asked_story, choices, cited, story_answer, story_page
from sayso.web.paging import paged

A_PAGE = 20
"""Discrepancies on a page: what a person reads at a sitting."""
MOST_AGREEMENTS = 50
"""Agreements below them; the CSV and the JSON of the command line have all."""


def view(ask: Ask) -> Answer:
    """The discrepancies of a story, narrowed by slot, kind, level, outlet and review state, and the agreements."""
    of = asked_story(ask)
    whole = comparisons(of.store, of.story)
    slots = {SLOT_NAMES.get(slot, slot): slot for slot in SLOT_WORDS}
    slot = ask.one_of("slot", tuple(slots))
    level = ask.one_of("level", LEVELS)
    kind = ask.one_of("kind", DIFFERENCES)
    state = ask.one_of("state", tuple(STATE_WORDS))
    found = whole.narrowed(
        slots=[slots[slot]] if slot else (), levels=[level] if level else (), articles=of.of_outlet(ask)
    )
    reviews = reviews_of_discrepancies(of.store, of.story)
    kept = [
        one
        for one in found.discrepancies
        if (not kind or one.row.difference == kind)
        and (not state or state_of(reviews.get(one.id, ())) == state)
    ]
    views, paging = paged(ask, kept, size=A_PAGE)
    agreed = found.agreements[:MOST_AGREEMENTS] if not (kind or level or state) else ()
    places = [place for one in views for place in shown_places(one)]
    places += [place for one in agreed for place in shown_places(one)]
    shown = ShownPlaces(of.store, places)
    answer = comparisons_json(
        of.store,
        Comparisons(
            story=of.story,
            articles=tuple({one.article.id: one.article for one in places}.values()),
            discrepancies=tuple(views),
            agreements=tuple(agreed),
        ),
    )
    by_id = {item["id"]: item for item in (*answer["discrepancies"], *answer["agreements"])}
    data: Json = {
        **answer,
        "discrepancies": [
            discrepancy_json(one, by_id[one.id], shown, reviews.get(one.id, ()))
            for one in views
            if one.id in by_id
        ],
        "agreements": [agreement_json(one, by_id[one.id], shown) for one in agreed if one.id in by_id],
        "more_agreements": len(found.agreements) - len(agreed),
        "lines": shown.lines,
        "articles": cited(of, shown.articles),
        "all": len(whole.discrepancies),
        "paging": paging,
        "asked": {
            "slot": slot,
            "level": level,
            "kind": kind,
            "state": state,
            "outlet": ask.text("outlet"),
        },
    }
    return story_answer(of, "discrepancies", data, extra=_filters(whole))


def _filters(whole: Comparisons) -> Json:
    rows = [one.row for one in whole.discrepancies]
    return {
        "slots": choices(
            ((SLOT_NAMES.get(slot, slot), words) for slot, words in SLOT_WORDS.items()),
            Counter(SLOT_NAMES.get(row.slot, row.slot) for row in rows),
        ),
        "kinds": choices(
            ((kind, DIFFERENCE_WORDS[kind]) for kind in DIFFERENCES), Counter(row.difference for row in rows)
        ),
        "levels": choices(((key, LEVEL_WORDS[key]) for key in LEVELS), Counter(row.level for row in rows)),
        "states": [{"value": key, "words": words} for key, words in STATE_WORDS.items()],
    }


STORY_DISCREPANCIES = story_page("discrepancies", view)
