"""Positions as JSON values and table rows, for programs that ask through the command line."""

from collections.abc import Iterator, Sequence

from sayso.publish.export.annotated import Json
from sayso.publish.export.compared import exported_positions
from sayso.publish.export.comparison_answers import PLACE, place_cells
from sayso.publish.export.exported import Exported
from sayso.publish.export.in_part import in_part_json
from sayso.publish.views.positions import PositionsView
from sayso.records import Article
from sayso.store.protocol import Store


def positions_json(store: Store, view: PositionsView, articles: Sequence[Article]) -> Json:
    """Positions in the shape of the export, those of the propositions that are shown."""
    what = Exported(store=store, outlets={article.id: article.outlet for article in articles})
    shown = {cell.id for proposition in view.propositions for cell in proposition.cells}
    return {
        "story": view.story.id if view.story else None,
        **in_part_json(articles),
        "positions": [item for item in exported_positions(what) if item["id"] in shown],
    }


def position_columns() -> tuple[str, ...]:
    """The columns of a table of positions: one row for each place that shows one."""
    head = ("proposition", "about", "position", "actor", "stance", "said_on", "place_stance", "shift")
    return (*head, "utterance", *PLACE)


def position_rows(view: PositionsView) -> Iterator[tuple[object, ...]]:
    """Rows of one proposition stand together, those of one position too, by day."""
    for proposition in view.propositions:
        for cell in proposition.cells:
            for one in cell.shown:
                row = one.row
                yield (
                    *(proposition.id, " ".join(proposition.words), cell.id, cell.actor, cell.label),
                    *(one.said_on, row.label, row.shift, row.utterance),
                    *place_cells(one.place),
                )
