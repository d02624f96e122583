"""Deriving a collection once more in another place, and telling where what comes of it is not what is kept."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from sayso.plan import unique
from sayso.publish.views.guarded import reason
from sayso.records import Failure, Record
from sayso.run import Progress, alone, run
from sayso.schema import table_name
from sayso.settings import Settings
from sayso.stage import Stage
from sayso.store import open_store
from sayso.store.protocol import Desk, Store

OWNERS = 200
"""Articles compared at a time where only some are."""


def differing(
    store: Store,
    flow: Sequence[Stage],
    settings: Settings,
    *,
    sample: int | None = None,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[str]:
    """Where rows differ from those that the articles and reviews of a collection make now, one line a table.

    All is made again in a temporary collection, which needs as much room as this one, in the folder of temporary files
    (TMPDIR). With `sample` only what the stages that read one article alone make of so many articles, those of lowest
    id: ids are hashes, so that they are any articles, and the same ones each time.
    """
    ids = store.article_ids()[:sample] if sample is not None else None
    stages = tuple(flow) if ids is None else alone(flow)
    kinds = [kind for kind in unique(k for stage in stages for k in stage.writes) if not kind.TRANSIENT]
    with tempfile.TemporaryDirectory(prefix="sayso-check-") as folder:
        again = open_store(Path(folder) / "again.db", settings)
        try:
            again.add_reviews(store.reviews())
            again.add(store.articles(ids))
            run(again, stages, settings, workers=workers, progress=progress)
            for kind in kinds:
                yield from _unlike(store, again, kind, ids)
            yield from _failed_otherwise(store, again, {stage.name for stage in stages}, ids)
        finally:
            again.close()


def _unlike(store: Store, again: Desk, kind: type[Record], ids: Sequence[str] | None) -> Iterator[str]:
    """One line when the rows of a table are not the same, one after the other."""
    kept, made, unlike = 0, 0, 0
    first = ""
    try:
        for old, new in zip_longest(_rows(store, kind, ids), _rows(again, kind, ids)):
            kept += old is not None
            made += new is not None
            if old != new:
                unlike += 1
                first = first or f"kept: {_short(old)}; made again: {_short(new)}"
    except (ValueError, TypeError, LookupError) as error:
        yield (
            f"table {table_name(kind)}: a row cannot be read ({reason(error)}); `sayso run --rebuild` makes all anew"
        )
        return
    if unlike:
        yield (
            f"table {table_name(kind)}: {kept:,} rows are kept and {made:,} come of the articles and reviews again, "
            f"the first difference is {first}; `sayso run --rebuild` makes all anew"
        )


def _rows(store: Store, kind: type[Record], ids: Sequence[str] | None) -> Iterator[Record]:
    """The rows of some articles, or all, in the same order in every store."""
    if ids is None:
        yield from store.rows(kind)
        return
    for at in range(0, len(ids), OWNERS):
        yield from store.rows(kind, owners=ids[at : at + OWNERS])


def _failed_otherwise(
    store: Store, again: Desk, stages: set[str], ids: Sequence[str] | None
) -> Iterator[str]:
    old, new = (_failures(one.failures(), stages, ids) for one in (store, again))
    for what, some in (("failed and does not now", old - new), ("did not fail and does now", new - old)):
        for stage, owner in sorted(some)[:OWNERS]:
            yield f"stage '{stage}' on {owner}: {what}; `sayso run --retry` tries again what failed"


def _failures(
    failures: Iterable[Failure], stages: set[str], ids: Sequence[str] | None
) -> set[tuple[str, str]]:
    known = None if ids is None else set(ids)
    return {
        (one.stage, one.owner)
        for one in failures
        if one.stage in stages and (known is None or one.owner in known)
    }


def _short(record: Record | None) -> str:
    """A row in so many words as tell which it is."""
    if record is None:
        return "none"
    told = repr(record)
    return told if len(told) <= 160 else f"{told[:159]}…"
