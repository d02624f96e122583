"""What outlets call the same as JSON values and table rows, for programs that ask through the command line."""

from collections.abc import Iterator, Sequence

from sayso.publish.export.annotated import Json
from sayso.publish.export.compared import exported_wording
from sayso.publish.export.comparison_answers import PLACE, place_cells
from sayso.publish.export.exported import Exported
from sayso.publish.export.in_part import in_part_json
from sayso.publish.views.wording import Cell, WordingView
from sayso.store.protocol import Store

Row = tuple[str, str | None, str, Sequence[Cell]]
"""A kind of row, the id and the name of what it is of, and its cells."""


def wording_json(store: Store, view: WordingView, only: frozenset[int] | None = None) -> Json:
    """What is called what, in the shape of the export; and the verbs that each speaker is given, by outlet."""
    kept = [column for number, column in enumerate(view.columns) if only is None or number in only]
    what = Exported(store=store, outlets={one.id: one.outlet for column in kept for one in column.articles})
    subjects = {row.actor.id for row in view.actors} | {row.actor.id for row in view.deeds}
    subjects |= {passage for choice in view.choices for passage in choice.passages}
    return {
        "story": view.story.id,
        **in_part_json(one for column in view.columns for one in column.articles),
        "wording": [item for item in exported_wording(what) if item["subject"] in subjects],
        "cues": [
            {
                "actor": row.actor,
                "speaker": row.name,
                "outlet": view.columns[number].name if view.columns[number].known else None,
                "verb": use.words,
                "count": use.count,
                "places": [
                    {
                        "article": one.place.article.id,
                        "start": one.place.span.start,
                        "end": one.place.span.end,
                        "voice": one.voice,
                    }
                    for one in use.occurrences
                ],
            }
            for row in view.cues
            for number, cell in enumerate(row.cells)
            if only is None or number in only
            for use in cell
        ],
    }


def wording_columns() -> tuple[str, ...]:
    """The columns of a table of wordings: one row a place."""
    return ("kind", "subject", "target", "wording", "words_voice", *PLACE)


def wording_rows(view: WordingView, only: frozenset[int] | None = None) -> Iterator[tuple[object, ...]]:
    """Rows of one actor, of one deed, of one place in shared text, of one speaker stand together, by outlet."""
    rows: list[Row] = [("actor", row.actor.id, row.name, row.cells) for row in view.actors]
    rows += [("deed", row.actor.id, f"{row.actor.name}: {row.deed}", row.cells) for row in view.deeds]
    rows += [
        ("passage", choice.passages[0], " / ".join(choice.words), choice.cells) for choice in view.choices
    ]
    rows += [("cue", row.actor, row.name, row.cells) for row in view.cues]
    for kind, subject, target, cells in rows:
        for number, cell in enumerate(cells):
            if only is not None and number not in only:
                continue
            for use in cell:
                for one in use.occurrences:
                    yield (kind, subject, target, use.words, one.voice, *place_cells(one.place))
