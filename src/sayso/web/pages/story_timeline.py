"""The timeline of a story: what is told of which day, in the voice that tells it; a claim stays "X said that …"."""

from collections.abc import Sequence
from itertools import groupby

from sayso.publish.charts.timeline_chart import timeline_chart
from sayso.publish.export.place_answers import ShownPlaces
from sayso.publish.export.timeline_answers import timeline_json
from sayso.publish.views.timeline import EventView, timeline
from sayso.publish.words.window_words import window_words
from sayso.web.answering import Answer, Json
from sayso.web.asking import Ask
from sayso.web.pages.story_frame import asked_story, cited, story_answer, story_page
from sayso.web.paging import paged

A_PAGE = 60
"""Events on a page: a few screens."""


def view(ask: Ask) -> Answer:
    """The events of a story in order of time; narrowed by `actor` and `outlet`, all of them with `all`."""
    of = asked_story(ask)
    whole = timeline(of.store, of.story)
    found = whole.narrowed(name=ask.text("actor") or None, articles=of.of_outlet(ask))
    everything = found.events if ask.flag("all") else found.main(len(found.events))
    events, paging = paged(ask, everything, size=A_PAGE)
    shown = ShownPlaces(of.store, [one.place for event in events for one in event.told])
    answer = timeline_json(of.store, found, events, of.articles)
    by_id = {item["id"]: item for item in answer["timeline"]}
    told = [_event(event, by_id[event.id], shown) for event in events if event.id in by_id]
    data: Json = {
        **answer,
        "timeline": told,
        "windows": [
            one | {"words": window_words(article, found.windows[article.id])}
            for one, article in zip(
                answer["windows"],
                [article for article in of.articles if article.id in found.windows],
                strict=True,
            )
        ],
        "lines": shown.lines,
        "articles": cited(of, shown.articles),
        "charts": timeline_chart(of.articles, whole.dated),
        "paging": paging,
        "events": len(whole.events),
        "left_out": len(found.events) - len(everything),
        "asked": {
            "actor": ask.text("actor"),
            "outlet": ask.text("outlet"),
            "all": ask.flag("all"),
        },
    }
    return story_answer(of, "timeline", data, extra={"days": _days(told)})


def _event(event: EventView, item: Json, shown: ShownPlaces) -> Json:
    """An event of the export with what people read of it; the telling to show first stands first."""
    best = event.best
    tellings = [shown.add(one) for one in item["evidence"]]
    at = (best.article.id, best.span.start, best.span.end)
    tellings.sort(key=lambda one: (one["article"], one["start"], one["end"]) != at)
    return item | {
        "when": event.when if event.dated else "",
        "precision": event.precision,
        "frame": event.frame,
        "voice_words": _voice(event),
        "dated_by": list(event.derivation),
        "articles": len(event.articles),
        "most_sources": event.sources,
        "evidence": tellings,
    }


def _voice(event: EventView) -> str:
    """Whose words it is; "that" is not said twice."""
    return event.voice.removesuffix(" that") if event.words.lower().startswith("that ") else event.voice


def _days(told: Sequence[Json]) -> list[Json]:
    """Consecutive events of one day together."""
    return [
        {"when": when, "events": list(events)} for when, events in groupby(told, key=lambda one: one["when"])
    ]


STORY_TIMELINE = story_page("timeline", view)
