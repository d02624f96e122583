"""The timeline of a story as JSON values and table rows, for programs that ask through the command line."""

from collections.abc import Iterator, Sequence

from sayso.publish.export.annotated import Json, window_json
from sayso.publish.export.compared import exported_timeline
from sayso.publish.export.comparison_answers import PLACE, place_cells
from sayso.publish.export.exported import Exported
from sayso.publish.export.in_part import in_part_json
from sayso.publish.views.timeline import EventView, TimelineView
from sayso.records import Article
from sayso.store.protocol import Store


def timeline_json(
    store: Store, view: TimelineView, events: Sequence[EventView], articles: Sequence[Article]
) -> Json:
    """Events in the shape of the export, and the days in which articles without a date can have been published."""
    what = Exported(store=store, outlets={article.id: article.outlet for article in articles})
    shown = {event.id for event in events}
    return {
        "story": view.story.id,
        **in_part_json(articles),
        "timeline": [item for item in exported_timeline(what) if item["id"] in shown],
        "windows": [
            {"article": article.id} | (window_json(article.text, view.windows[article.id]) or {})
            for article in articles
            if article.id in view.windows
        ],
    }


def timeline_columns() -> tuple[str, ...]:
    """The columns of a table of events: one row for each article that tells one."""
    head = (
        "event",
        "story",
        "earliest",
        "latest",
        "precision",
        "reality",
        "negated",
        "event_voice",
        "said_by",
    )
    return (*head, "articles", "most_sources", "dated", *PLACE)


def timeline_rows(events: Sequence[EventView]) -> Iterator[tuple[object, ...]]:
    """Rows of one event stand together."""
    for event in events:
        row = event.row
        voice = "own" if event.own else "attributed"
        for one in event.told:
            yield (
                *(row.id, row.story, row.earliest, row.latest, row.precision, row.reality, row.negated),
                *(voice, row.speaker or None, len(event.articles), event.sources, one.dated),
                *place_cells(one.place),
            )
