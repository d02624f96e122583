"""One actor: what it said over time, its names, positions, what it is called, why it is one, where it is only named."""

from typing import Any, get_args

from sayso.publish.export.actor_page_answers import (
    PARTS,
    called_json,
    days_json,
    head_json,
    names_json,
    one_json,
    positions_json,
    silent_json,
    utterances_json,
)
from sayso.publish.export.search_answers import facets_json
from sayso.publish.views.actor_page import ActorPage, actor_page, actor_positions, resolve, why_alone
from sayso.publish.views.called import calls_of
from sayso.publish.views.directory import Directory
from sayso.publish.views.finding import Wanted, counts_of, fits
from sayso.publish.views.line_reading import read_lines
from sayso.publish.views.lines import reviews_of
from sayso.records import SpeechAct, Utterance
from sayso.reviews.states import ReviewState
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask
from sayso.web.paging import paged

A_PAGE = 15
"""Utterances on a page, each with all its renderings."""


def view(ask: Ask) -> Answer:
    """The actor's page, or the way to the one that it is part of."""
    store, directory = ask.collection.store, ask.collection.directory()
    asked = ask.part("actor")
    actor = resolve(store, directory, asked)
    if actor != asked:
        return Answer(template="error.html", title="", data={"id": actor}, moved=f"/actor/{actor}")
    page = actor_page(store, directory, actor)
    part = ask.one_of("part", PARTS, "said" if page.told else "names")
    head = head_json(page, directory)
    data: dict[str, Any] = {"actor": head, "part": part}
    if part == "said":
        data |= _said(ask, page, directory)
    elif part == "names":
        data |= names_json(page)
    elif part == "positions":
        found = actor_positions(store, actor)
        told = {one.article.id for view in found for cell in view.cells for one in cell.shown}
        data["positions"] = positions_json(actor, found, reviews_of(store, sorted(told)))
    elif part == "called":
        data["outlets"] = called_json(calls_of(store, actor, {one.id: one for one in page.articles}))
    elif part == "one":
        data |= one_json(page, directory, why_alone(store, page))
    else:
        shown, data["paging"] = paged(ask, silent_json(page))
        data["silent"] = list(shown)
    return Answer(
        template="actor.html",
        title=page.known.name,
        nav="actors",
        crumbs=(("Actors", "/actors"),),
        data=data,
    )


def _said(ask: Ask, page: ActorPage, directory: Directory) -> dict[str, Any]:
    wanted = Wanted(
        act=ask.one_of("act", get_args(SpeechAct)),
        outlet=ask.text("outlet"),
        state=ask.one_of("state", get_args(ReviewState)),
        channel=ask.text("channel"),
        since=ask.text("since"),
        until=ask.text("until"),
        all_acts=ask.flag("all_acts"),
    )
    passes = fits(directory, wanted)
    fitting = [one for one in page.told if passes(one)]
    told = [one for one in fitting if wanted.all_acts or wanted.act or not one.held_back]
    order = list(dict.fromkeys(one.utterance for one in told))
    if ask.one_of("sort", ("oldest", "newest"), "oldest") == "newest":
        order.reverse()
    shown, paging = paged(ask, order, size=A_PAGE)
    store = ask.collection.store
    inside = [one for one in told if one.utterance in set(shown)]
    inside.sort(key=lambda one: order.index(one.utterance))
    lines = {line.rendering.attribution.id: line for line in read_lines(store, directory, inside)}
    days = {row.id: row.said_on for row in store.rows(Utterance, ids=shown) if row.said_on}
    return {
        "asked": {
            name: getattr(wanted, name) or None
            for name in ("act", "outlet", "state", "channel", "since", "until", "all_acts")
        },
        "sort": ask.text("sort", "oldest"),
        "months": days_json(told, directory),
        "facets": facets_json(
            directory,
            wanted,
            counts_of(directory, told, of_utterances=True),
            ("outlet", "act", "channel", "state"),
        ),
        "utterances": utterances_json(inside, directory, lines, days),
        "left_out": len({one.utterance for one in fitting}) - len(order),
        "paging": paging,
    }


ACTOR = Page(address="/actor/{actor}", name="actor", view=view)
