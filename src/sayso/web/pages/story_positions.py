"""Positions: what recurs in a story, who takes a stance on it, and their words, by day; nobody is summed up."""

from sayso.publish.export.annotated import Json
from sayso.publish.export.place_answers import ShownPlaces
from sayso.publish.export.position_answers import positions_json
from sayso.publish.views.lookup import name_fit, name_words
from sayso.publish.views.positions import CellView, PositionsView, positions
from sayso.publish.words.phrases import outlet_words
from sayso.publish.words.position_words import label_words
from sayso.web.answering import Answer
from sayso.web.asking import Ask
from sayso.web.pages.story_frame import asked_story, cited, story_answer, story_page
from sayso.web.paging import paged

A_PAGE = 6
"""Propositions on a page: each is a column of the table."""


def view(ask: Ask) -> Answer:
    """Who stands where on what recurs in a story; `actor` asks for the propositions that one takes a stance on."""
    of = asked_story(ask)
    whole = positions(of.store, of.story)
    name = ask.text("actor")
    meant = _actors(whole, name) if name else None
    propositions, paging = paged(ask, whole.narrowed(actors=meant).propositions, size=A_PAGE)
    shown = ShownPlaces(
        of.store, [one.place for told in propositions for cell in told.cells for one in cell.shown]
    )
    answer = positions_json(
        of.store, PositionsView(story=of.story, propositions=tuple(propositions)), of.articles
    )
    by_id = {item["id"]: item for item in answer["positions"]}
    told = {
        cell.id: _position(cell, by_id[cell.id], shown)
        for one in propositions
        for cell in one.cells
        if cell.id in by_id
    }
    data: Json = {
        **answer,
        "positions": list(told.values()),
        "propositions": [
            {"id": one.id, "words": list(one.words), "positions": [cell.id for cell in one.cells]}
            for one in propositions
        ],
        "lines": shown.lines,
        "articles": cited(of, shown.articles),
        "all": len(whole.propositions),
        "paging": paging,
        "asked": {"actor": name},
    }
    return story_answer(of, "positions", data, extra=_table(data, whole))


def _actors(whole: PositionsView, asked: str) -> frozenset[str]:
    """The actors of the story's positions that an id or a name answers to."""
    words = name_words(asked)
    return frozenset(
        cell.actor
        for one in whole.propositions
        for cell in one.cells
        if cell.actor is not None and (cell.actor == asked or name_fit(words, name_words(cell.speaker)))
    )


def _position(cell: CellView, item: Json, shown: ShownPlaces) -> Json:
    """A position of the export with its words: the same wording once, with every article that has it."""
    wordings: dict[tuple[str | None, str], list[Json]] = {}
    for one in cell.shown:
        span = one.place.span
        place = shown.add(
            {
                "article": one.article.id,
                "start": span.start,
                "end": span.end,
                "attribution": one.row.attribution,
                "outlet_words": outlet_words(one.article),
                "said_on": one.said_on,
                "stance": one.row.label,
                "shift": one.row.shift,
            }
        )
        wordings.setdefault((one.said_on, one.words), []).append(place)
    return item | {
        "known": cell.known,
        "stance_words": label_words(cell.label, cell.about),
        "shifts": cell.shifts,
        "wordings": [
            {"said_on": day, "text": words, "shift": any(one["shift"] for one in places), "places": places}
            for (day, words), places in wordings.items()
        ],
    }


def _table(data: Json, whole: PositionsView) -> Json:
    """The actors as rows: those who take a stance on most first; whoever is not known by name has a row alone."""
    column = {key: one["id"] for one in data["propositions"] for key in one["positions"]}
    rows: dict[str, Json] = {}
    for item in data["positions"]:
        key = item["actor"] or item["id"]
        row = rows.setdefault(
            key, {"actor": item["actor"], "speaker": item["speaker"], "known": item["known"], "cells": {}}
        )
        row["cells"].setdefault(column[item["id"]], []).append(item)
    ordered = sorted(
        rows.values(), key=lambda row: (not row["known"], -len(row["cells"]), row["speaker"].casefold())
    )
    names = {
        cell.actor: cell.speaker for one in whole.propositions for cell in one.cells if cell.actor is not None
    }
    return {"rows": ordered, "actors": sorted(names.items(), key=lambda item: (item[1].casefold(), item[0]))}


STORY_POSITIONS = story_page("positions", view)
