"""The contract of a store as far as changes go: whoever reads again only what is told holds what a fresh reader does."""

from collections import defaultdict
from typing import Any

from sayso.records import Record, Review
from sayso.run import run
from sayso.settings import Settings
from sayso.store.changes import Changes
from sayso.store.protocol import Desk
from sayso.testing.expecting import expect, make_article
from sayso.testing.review_checks import make_correction, make_review
from sayso.testing.toys import TOY_FLOW

Held = dict[str, dict[str, list[Any]]]
"""By type the rows of each article, or each record by its id where the type names no articles."""


def check_changes(store: Desk) -> None:
    """What is told after every kind of writing covers all that differs, and nothing is told where nothing was written."""
    one, two, three = (
        make_article(n, text) for n, text in enumerate(("Alpha Brook", "Brook Cedar", "Cedar Dunes"))
    )
    store.add([one])
    _run(store)
    before, held = store.changes(), _held(store)
    expect(before.names is None, "without a mark everything is to be read")
    steps = (
        ("an article", lambda: store.add([two])),
        ("a run over it", lambda: _run(store)),
        ("one more", lambda: store.add([three])),
        ("a run over one more", lambda: _run(store)),
        ("a revision", lambda: store.add([make_article(0, "Alpha Ember")])),
        ("a run over the revision", lambda: _run(store)),
        ("a title", lambda: store.add([make_article(1, two.text, title="A brook")])),
        ("a correction", lambda: store.add_reviews([make_correction(two.id, "title", "The brook", 3)])),
        ("a review", lambda: store.add_reviews([make_review(1, one, three)])),
        ("a removal", lambda: store.remove(two.id, reason="asked to")),
        ("a run after the removal", lambda: _run(store)),
        ("another flow", lambda: run(store, TOY_FLOW[:1], Settings(), workers=1)),
    )
    for what, write in steps:
        write()
        told, now = store.changes(before.mark), _held(store)
        _check_covered(what, told, held, now)
        expect(told.names is not None or what == "another flow", f"{what} is so little that it can be told")
        before, held = told, now
        again = store.changes(before.mark)
        expect(again == Changes(before.mark, {}), f"nothing was written after {what}: {again}")


def _run(store: Desk) -> None:
    run(store, TOY_FLOW, Settings(), workers=1)


def _check_covered(what: str, told: Changes, held: Held, now: Held) -> None:
    if told.names is None:
        return
    for kind in sorted(held.keys() | now.keys()):
        old, new = held.get(kind, {}), now.get(kind, {})
        differ = {name for name in {*old, *new} if old.get(name) != new.get(name)}
        missed = sorted(differ - told.names.get(kind, frozenset()))
        expect(not missed, f"{what} changed {kind} of {missed}, which is not told")


def _held(store: Desk) -> Held:
    made = {kind for stage in TOY_FLOW for kind in stage.writes if not kind.TRANSIENT}
    held: Held = {"Article": {row.id: [row] for row in store.articles()}}
    kinds: list[type[Record]] = [*sorted(made, key=lambda kind: kind.__name__), Review]
    for kind in kinds:
        rows: tuple[Record, ...] | list[Record] = list(store.rows(kind)) if kind in made else store.reviews()
        found: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            for field in kind.ARTICLES or ("id",):  # a review may name one article only
                found[getattr(row, field)].append(row)
        found.pop("", None)
        held[kind.__name__] = found
    return held
