"""All that was derived of a collection, to be compared with what a rebuild from nothing derives."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sayso.records import Article
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Stage
from sayso.store import open_store
from sayso.store.protocol import Desk

Snapshot = Mapping[str, Sequence[Any]]


def snapshot(store: Desk, flow: Sequence[Stage]) -> Snapshot:
    """Every derived record of a collection by type, and what failed."""
    made: dict[str, Sequence[Any]] = {
        kind.__name__: list(store.rows(kind)) for stage in flow for kind in stage.writes if not kind.TRANSIENT
    }
    names = {stage.name for stage in flow}
    made["Failure"] = [failure for failure in store.failures() if failure.stage in names]
    return made


def rebuilt(articles: Sequence[Article], flow: Sequence[Stage], settings: Settings) -> Snapshot:
    """What a fresh collection derives from articles added in this order."""
    store = open_store(":memory:", settings)
    try:
        store.add(articles)
        run(store, flow, settings, workers=1)
        return snapshot(store, flow)
    finally:
        store.close()


def stepped(
    steps: Sequence[tuple[int, str | None]],
    flow: Sequence[Stage],
    make: Callable[[int, str], Article],
) -> list[str]:
    """Take steps one by one, running the flow after each, and say what a rebuild of what is left makes otherwise.

    A step is the slot of an article and its new text, None to remove it; `make(slot, text)` makes the article, with
    one id for one slot. What was removed stays so.
    """
    store = open_store(":memory:", Settings())
    current: dict[int, str] = {}
    erased: set[int] = set()
    try:
        for slot, text in steps:
            if text is None and slot in current:
                store.remove(make(slot, "").id, reason="asked to")
                current.pop(slot)
                erased.add(slot)
            elif text is not None and slot not in erased:
                current[slot] = text
                store.add([make(slot, text)])
            run(store, flow, Settings(), workers=1)
        left = [make(slot, text) for slot, text in sorted(current.items())]
        return differences(rebuilt(left, flow, Settings()), snapshot(store, flow))
    finally:
        store.close()


def differences(expected: Snapshot, actual: Snapshot) -> list[str]:
    """Where two snapshots differ, in words; empty when they are equal."""
    return [
        f"{name}: {len(expected[name])} expected, {len(actual[name])} there; first difference {_first(expected[name], actual[name])}"
        for name in expected
        if expected[name] != actual[name]
    ]


def _first(expected: Sequence[Any], actual: Sequence[Any]) -> str:
    for a, b in zip(expected, actual, strict=False):
        if a != b:
            return f"{a} / {b}"
    longer = max(expected, actual, key=len)
    return f"only {longer[min(len(expected), len(actual))]}"
