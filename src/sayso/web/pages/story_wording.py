"""What each outlet of a story calls the same, and with which verbs it lets each speaker speak: counts, and no score."""

from collections.abc import Iterable, Sequence

from sayso.publish.export.annotated import Json
from sayso.publish.export.place_answers import place_link
from sayso.publish.export.wording_answers import wording_json
from sayso.publish.views.columns import Column
from sayso.publish.views.wording import Cell, WordingView, WordUse, WordVoice, wording
from sayso.publish.words.phrases import part_words
from sayso.web.answering import Answer
from sayso.web.asking import Ask
from sayso.web.pages.story_frame import StoryAsked, asked_story, story_answer, story_page
from sayso.web.paging import paged

A_PAGE = 12
"""Actors, deeds, places and speakers on a page, each."""
PARTS = ("actors", "deeds", "choices", "cues")
"""What an actor is called, what befell one, other words in one place of shared text, the verbs of a speaker."""
VOICES: tuple[WordVoice, ...] = ("own", "reported", "quoted")


def view(ask: Ask) -> Answer:
    """One `part` of the wording of a story, narrowed to an `outlet`; the JSON holds the words of what is shown."""
    of = asked_story(ask)
    whole = wording(of.store, of.story)
    part = ask.one_of("part", PARTS, "actors")
    inside = of.of_outlet(ask)
    only = (
        None
        if inside is None
        else frozenset(
            number
            for number, column in enumerate(whole.columns)
            if any(article.id in inside for article in column.articles)
        )
    )
    rows = _rows(whole, part, only)
    shown, paging = paged(ask, rows, size=A_PAGE)
    kept = _only_shown(whole, part, {row["key"] for row in shown})
    data: Json = {
        **wording_json(of.store, kept, only),
        "part": part,
        "parts": [{"part": one, "count": len(_rows(whole, one, only))} for one in PARTS],
        "rows": [
            {
                "name": row["name"],
                "actor": row["actor"],
                "outlets": _outlets(of, whole.columns, row["cells"], only),
            }
            for row in shown
        ],
        "unread_texts": whole.unread,
        "unsure_verbs": whole.unsure,
        "paging": paging,
        "asked": {"outlet": ask.text("outlet"), "part": part},
    }
    return story_answer(of, "wording", data)


def _rows(whole: WordingView, part: str, only: frozenset[int] | None) -> list[Json]:
    """The rows of one part, each with the cells of all columns; of actors that are only ever called by one name none."""
    found: list[Json]
    match part:
        case "actors":
            found = [
                {"key": row.actor.id, "name": row.name, "actor": row.actor.id, "cells": row.cells}
                for row in whole.actors
                if not _is_one_name(row.cells)
            ]
        case "deeds":
            found = [
                {
                    "key": f"{row.deed} {row.actor.id}",
                    "name": f"{row.actor.name}: {row.deed}",
                    "actor": row.actor.id,
                    "cells": row.cells,
                }
                for row in whole.deeds
            ]
        case "choices":
            found = [
                {"key": number, "name": " / ".join(row.words), "actor": None, "cells": row.cells}
                for number, row in enumerate(whole.choices)
            ]
        case _:
            found = [
                {"key": number, "name": row.name, "actor": row.actor, "cells": row.cells}
                for number, row in enumerate(whole.cues)
            ]
    return [row for row in found if _tells(row["cells"], only)]


def _tells(cells: Sequence[Cell], only: frozenset[int] | None) -> bool:
    """Whether an outlet that is asked for has words there."""
    return any(cell for number, cell in enumerate(cells) if only is None or number in only)


def _only_shown(whole: WordingView, part: str, keys: set[object]) -> WordingView:
    """The same view with the rows of this page alone, for the answer of the command line."""
    return WordingView(
        story=whole.story,
        columns=whole.columns,
        actors=tuple(row for row in whole.actors if part == "actors" and row.actor.id in keys),
        deeds=tuple(row for row in whole.deeds if part == "deeds" and f"{row.deed} {row.actor.id}" in keys),
        choices=tuple(
            row for number, row in enumerate(whole.choices) if part == "choices" and number in keys
        ),
        cues=tuple(row for number, row in enumerate(whole.cues) if part == "cues" and number in keys),
        unsure=whole.unsure,
        unread=whole.unread,
    )


def _outlets(
    of: StoryAsked, columns: Sequence[Column], cells: Sequence[Cell], only: frozenset[int] | None
) -> list[Json]:
    """The outlets that have words in a row, each with its words by voice and every place of them."""
    numbers = of.numbers
    return [
        {
            "outlet": column.name if column.known else None,
            "outlet_words": column.name,
            "number": None if column.known else numbers[column.articles[0].id],
            "articles": len(column.articles),
            "in_part": sum(bool(part_words(article)) for article in column.articles),
            "words": [
                {
                    "text": use.words,
                    "voice": voice,
                    "count": len(use.of(voice)),
                    "places": list(_places(use, voice)),
                }
                for use in cell
                for voice in VOICES
                if use.of(voice)
            ],
        }
        for number, (column, cell) in enumerate(zip(columns, cells, strict=False))
        if cell and (only is None or number in only)
    ]


def _places(use: WordUse, voice: WordVoice) -> Iterable[Json]:
    for one in use.occurrences:
        if one.voice == voice:
            article, span = one.place.article, one.place.span
            yield {
                "article": article.id,
                "start": span.start,
                "end": span.end,
                "link": place_link(article, *span),
            }


def _is_one_name(cells: Sequence[Cell]) -> bool:
    """Whether nothing but one and the same name stands in every cell: there is nothing to compare."""
    uses = [use for cell in cells for use in cell]
    return all(use.is_name for use in uses) and len({use.words.casefold() for use in uses}) < 2


STORY_WORDING = story_page("wording", view)
