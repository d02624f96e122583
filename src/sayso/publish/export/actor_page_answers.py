"""The page of one actor as JSON values: its head, and one part of it at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sayso.publish.export.actor_lines import known_json
from sayso.publish.export.line_answers import cited_json, line_json
from sayso.publish.export.outlet_answers import outlet_link
from sayso.publish.views.actor import SpokenFor, Use, Worded
from sayso.publish.views.actor_page import ActorPage, by_day
from sayso.publish.views.called import OutletCalls
from sayso.publish.views.directory import Directory, Told
from sayso.publish.views.finding import day_of
from sayso.publish.views.lines import Line
from sayso.publish.views.lookup import name_words
from sayso.publish.views.positions import CellView, PropositionView, StanceShown
from sayso.publish.words.day_words import value_words
from sayso.publish.words.phrases import CAPACITY_WORDS, interval_words
from sayso.records import Article, ReviewedAttribution
from sayso.spans import Span

Json = dict[str, Any]
Reviews = Mapping[str, tuple[ReviewedAttribution, ...]]
PARTS = ("said", "names", "positions", "called", "one", "silent")
VOICE_WORDS = {
    "own": "in its own voice",
    "reported": "in what it reports somebody said",
    "quoted": "between quotation marks",
}


def head_json(page: ActorPage, directory: Directory) -> Json:
    """Who it is, how much there is of it, and how much each part of the page holds."""
    firsts = [one.day_from for one in page.articles if one.day_from]
    lasts = [one.day_to for one in page.articles if one.day_to]
    said = {one.utterance for one in page.told if not one.held_back}
    bodies = sorted({one.body for one in page.told if one.body and directory.has_page(one.body)})
    return {
        **known_json(page.known),
        "names": list(page.known.names),
        "published_words": interval_words(min(firsts, default=None), max(lasts, default=None))
        or "date unknown",
        "read": len(page.articles),
        "speaks_for": [_spoken_for(one, directory, bodies) for one in page.speaks_for],
        "spoken_by": [
            {**one._asdict(), "link": f"/actor/{one.actor}" if one.actor else None} for one in page.spoken_by
        ],
        "counts": {
            "said": len(said),
            "names": len(page.names),
            "positions": page.positions,
            "one": len(page.apart),
            "silent": len(page.silent),
        },
    }


def days_json(told: Sequence[Told], directory: Directory) -> list[Json]:
    """How many utterances fall in each month, in order; "" is no known day."""
    return [{"month": month, "utterances": count} for month, count in sorted(by_day(told, directory).items())]


def utterances_json(
    told: Sequence[Told], directory: Directory, lines: Mapping[str, Line], days: Mapping[str, str]
) -> list[Json]:
    """Utterances by the day on which they were said, else by that on which they first came out here."""
    grouped: dict[str, list[Told]] = {}
    for one in told:
        grouped.setdefault(one.utterance, []).append(one)
    made = []
    for utterance, renderings in grouped.items():
        found = [line_json(lines[one.attribution]) for one in renderings if one.attribution in lines]
        if found:
            made.append(
                {
                    "utterance": utterance,
                    "link": f"/utterance/{utterance}",
                    **days_of(renderings, directory, days.get(utterance)),
                    "lines": found,
                }
            )
    return made


def days_of(told: Sequence[Told], directory: Directory, said_on: str | None) -> Json:
    """When something was said, or when it first came out here, in a value to group by and in words."""
    told_days = [day for day in (said_on, *(one.said_on for one in told)) if day]
    said = next((day for day in told_days if value_words(day)), None)
    if said:
        return {"day": said, "day_words": f"said {value_words(said)}", "day_basis": "said"}
    published = [day for one in told if (day := day_of(one, directory.heads.get(one.article), "published"))]
    if published:
        return {
            "day": min(published),
            "day_words": f"published {min(published)}, day said unknown",
            "day_basis": "published",
        }
    return {"day": None, "day_words": "day unknown", "day_basis": "unknown"}


def names_json(page: ActorPage) -> Json:
    """Every spelling, description and role with where it stands and who prints it."""
    return {
        "names": [_worded(one) for one in page.names],
        "descriptions": [_worded(one) for one in page.descriptions],
        "roles": [_worded(one) for one in page.roles],
    }


def one_json(page: ActorPage, directory: Directory, alone: Iterable[tuple[str, tuple[str, ...]]]) -> Json:
    """Why its mentions are taken for one actor, who is near it and kept apart, and what people decided of it."""
    told: dict[tuple[int, tuple[str, ...], tuple[str, ...]], set[str]] = {}
    for link in page.links:
        key = (link.score, link.reasons, tuple(sorted({link.one, link.other})))
        told.setdefault(key, set()).update({link.one_article, link.other_article})
    return {
        "links": [
            {"names": list(names), "reasons": list(reasons), "score": score, "articles": sorted(articles)}
            for (score, reasons, names), articles in told.items()
        ],
        "alone": [{"article": article, "reasons": list(reasons)} for article, reasons in alone],
        "apart": [
            one._asdict()
            | {
                "reasons": list(one.reasons),
                "link": f"/actor/{one.id}" if directory.has_page(one.id) else None,
            }
            for one in page.apart
        ],
        "reviews": [
            {"review": row.review, "same": row.same, "by": row.by, "at": row.at} for row in page.reviews
        ],
    }


def silent_json(page: ActorPage) -> list[Json]:
    """The articles that name it and have nothing that it said."""
    return [_use(Use(one.article, one.spans)) for one in page.silent]


def positions_json(actor: str, found: Iterable[PropositionView], reviews: Reviews) -> list[Json]:
    """What it takes a stance on, in its own words by day; no label where none is sure enough."""
    return [_position(view, cell, reviews) for view in found for cell in view.cells if cell.actor == actor]


def called_json(calls: Iterable[OutletCalls]) -> list[Json]:
    """What each outlet calls it, by voice."""
    return [
        {
            "outlet": one.outlet,
            "known": one.known,
            "link": outlet_link(one.outlet) if one.known else None,
            "called": [
                {
                    "words": called.words,
                    "voice": called.voice,
                    "voice_words": VOICE_WORDS[called.voice],
                    "count": len(called.places),
                    "places": [_place(place.article, place.span) for place in called.places],
                }
                for called in one.called
            ],
        }
        for one in calls
    ]


def _position(view: PropositionView, cell: CellView, reviews: Reviews) -> Json:
    return {
        "proposition": view.id,
        "story": cell.row.story,
        "link": f"/story/{cell.row.story}/positions",
        "words": list(view.words),
        "about": cell.about,
        "label": cell.label,
        "shifts": cell.shifts,
        "others": len({one.actor or one.id for one in view.cells} - {cell.actor}),
        "shown": [_stance(one, reviews) for one in cell.shown],
    }


def _stance(one: StanceShown, reviews: Reviews) -> Json:
    """The words that show a stance, with the line that they belong to; `line` None: its attribution cannot be read."""
    voice = one.place.voice
    line = Line(rendering=voice, reviews=reviews.get(voice.attribution.id, ())) if voice else None
    return {
        **_place(one.article, one.place.span),
        "words": one.words,
        "said_on": one.said_on,
        "said_words": value_words(one.said_on) or None,
        "line": line_json(line) if line else None,
    }


def _spoken_for(one: SpokenFor, directory: Directory, bodies: Iterable[str]) -> Json:
    """A body with its page, where what the actor says there is tied to one of that name."""
    words = name_words(one.name)
    alone = next((body for body in bodies if words in map(name_words, directory.actors[body].names)), None)
    return {
        "name": one.name,
        "capacity": one.capacity,
        "capacity_words": CAPACITY_WORDS[one.capacity],
        "actor": alone,
        "link": f"/actor/{alone}" if alone else None,
        "places": [_use(use) for use in one.uses],
    }


def _worded(one: Worded) -> Json:
    return {"text": one.text, "count": one.count, "articles": [_use(use) for use in one.uses]}


def _use(use: Use) -> Json:
    return {**cited_json(use.article), "places": [_place(use.article, span) for span in use.spans]}


def _place(article: Article, span: Span) -> Json:
    return {
        "article": article.id,
        "start": span.start,
        "end": span.end,
        "link": f"/article/{article.id}?at={span.start}-{span.end}",
    }
