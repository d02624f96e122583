"""The steps of a run in which articles meet: a `Group` by key, `Pairs` by the numbers they share, the `Whole`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from sayso.engines.together import (
    carried_hash,
    components,
    graph_of,
    hand_in,
    key_rows,
    keys_named,
    make_component,
    make_group,
    meet_lists,
    open_bundle,
)
from sayso.engines.work import LOADED, Work, spoil
from sayso.errors import SaysoError
from sayso.failures import reason_of
from sayso.plan import asked_kinds, carried_kinds
from sayso.records import Article, Record
from sayso.stage import Bundle, Group, Key, Pairs, Whole
from sayso.store.lists import Handed
from sayso.store.protocol import Desk, Graph, KeyMember, KeyRow, Made, Stored

GROUPS = 500
"""Groups made and written at a time: a transaction of them takes well under a second."""

BUNDLES = 1024
"""Bundles kept at hand while groups are made: pairs of one story come one after the other."""

OpenMany = Callable[[Sequence[Bundle]], Sequence[Any]]

NUMBERS = 2_000_000
"""Numbers of articles that are put into lists together: those of some 10,000 news articles."""


# --- a Group, by key ------------------------------------------------------------------------------------------


def _batches(
    store: Desk, ids: Sequence[str], kinds: Sequence[type[Record]], needs: type[Record] | None = None
) -> Iterator[dict[str, Stored | None]]:
    """Articles with their rows of these kinds; of those without a row of the kind `needs` with nothing else."""
    for at in range(0, len(ids), LOADED):
        asked = ids[at : at + LOADED]
        loaded = store.load(asked, kinds if needs is None else [needs], ())
        if needs is not None and (some := [name for name, stored in loaded.items() if stored.rows[needs]]):
            loaded |= store.load(some, kinds, ())
        yield {article: loaded.get(article) for article in asked}


def _own(kinds: Iterable[type[Record]]) -> list[type[Record]]:
    return [kind for kind in kinds if kind is not Article]


def take_group(work: Work, stage: Group) -> None:
    """Bring the groups of a stage up to date."""
    store, asks, carries = work.store, _own(asked_kinds(stage)), carried_kinds(stage)
    makers = sorted({work.writers[kind.__name__] for kind in carries if kind.__name__ in work.writers})
    others = _own(kind for kind in carries if kind.__name__ not in work.writers)
    ids = store.stale_articles([stage.name])
    keys_of = stage.keys(work.settings) if ids else None
    for at, batch in enumerate(_batches(store, ids, asks, stage.needs)):
        found: dict[str, list[Key]] = {}
        failed: dict[str, str] = {}
        for article, stored in batch.items():
            if stored is not None and keys_of is not None and (not stage.needs or stored.rows[stage.needs]):
                named = keys_named(keys_of, stored, asks)
                if isinstance(named, str):
                    failed[article] = named
                else:
                    found[article] = named
        # what bundles carry is asked only of articles that are in a group
        met = [article for article in found if found[article]] if carries else []
        full = store.load(met, others, makers)
        keys: dict[str, tuple[str | None, Sequence[KeyRow]]] = {}
        for article, stored in batch.items():
            keys[article] = (None if stored is None else stored.digest, ())
            if stored is not None and found.get(article):
                try:
                    carried = carried_hash(full[article], others, makers) if article in full else ""
                    keys[article] = (stored.digest, key_rows(found[article], carried))
                except Exception as error:  # noqa: BLE001 - same
                    failed[article] = reason_of(error)
        for article, reason in failed.items():
            work.fail(stage.name, article, reason)
        store.save_keys(stage.name, keys, failed)
        work.tell(f"{stage.name}: keys", at * LOADED + len(batch), len(ids))
    _make_groups(work, stage)


def _make_groups(work: Work, stage: Group) -> None:
    store, done = work.store, 0
    left = store.drop_small(stage.name, stage.least)
    if not left:
        return
    make = stage.make(work.settings)
    open_many = stage.opens(work.settings) if stage.opens is not None else None
    bundles: dict[str, tuple[Bundle, Any]] = {}
    while groups := store.next_groups(stage.name, limit=GROUPS, cap=stage.cap):
        made: list[Made] = []
        for at, (key, size, members) in enumerate(groups):
            if stage.gathers == "bundle":
                _gather(store, bundles, groups[at:], carried_kinds(stage), open_many)
            print_ = work.fingerprints[stage.name]
            made.append(make_group(stage, print_, make, key, size, members, bundles))
        kept = _save_groups(store, stage.name, made)
        work.count(kept)
        done += len(kept)
        work.tell(stage.name, done, max(left, done))


def _gather(
    store: Desk,
    bundles: dict[str, tuple[Bundle, Any]],
    ahead: Sequence[tuple[str, int, list[KeyMember]]],
    kinds: Sequence[type[Record]],
    open_many: OpenMany | None,
) -> None:
    """Have the bundles of the first group at hand, and while at it those of the next ones."""
    needed = dict.fromkeys(member.article for member in ahead[0][2])
    if needed.keys() <= bundles.keys():
        return
    if len(bundles) > BUNDLES:
        bundles.clear()
    for _, _, members in ahead[1:]:
        if len(needed) >= LOADED:
            break
        needed |= dict.fromkeys(member.article for member in members)
    missing = [article for article in needed if article not in bundles]
    loaded = {a: open_bundle(stored, kinds) for a, stored in store.load(missing, _own(kinds), ()).items()}
    opened: Sequence[Any] = [None] * len(loaded)
    if open_many is not None and loaded:
        with suppress(Exception):  # one bad article never stops a run: it fails again in its own groups
            opened = open_many(list(loaded.values()))
    bundles |= zip(loaded, zip(loaded.values(), opened, strict=True), strict=True)


def _save_groups(store: Desk, stage: str, made: list[Made]) -> list[Made]:
    try:
        store.save_groups(stage, made)
    except SaysoError:
        raise
    except Exception as error:
        if len(made) > 1:
            return [kept for item in made for kept in _save_groups(store, stage, [item])]
        if not any(made[0].rows.values()):
            raise
        made = [spoil(made[0], error)]
        store.save_groups(stage, made)
    return made


# --- Pairs, by the numbers that they share --------------------------------------------------------------------


def take_pairs(work: Work, stage: Pairs) -> None:
    """Bring the pairs of a stage up to date."""
    # an article whose label changes leaves its lists as the one it was, and joins them in a second round
    while ids := work.store.stale_articles([stage.name]):
        _hand_in(work, stage, ids)
        _make_pairs(work, stage)
    _make_pairs(work, stage)


def _hand_in(work: Work, stage: Pairs, ids: Sequence[str]) -> None:
    kinds, numbers_of = _own(stage.reads), stage.numbers(work.settings)
    for at, batch in enumerate(_batches(work.store, ids, kinds)):
        there = {article: stored for article, stored in batch.items() if stored is not None}
        bundles = [open_bundle(stored, kinds) for stored in there.values()]
        given: dict[str, tuple[str | None, Handed]] = dict.fromkeys(batch, (None, Handed(b"", 0)))
        failed: dict[str, str] = {}
        for (article, stored), made in zip(there.items(), hand_in(numbers_of, bundles), strict=True):
            given[article] = (stored.digest, made if isinstance(made, Handed) else Handed(b"", 0))
            if isinstance(made, str):
                failed[article] = made
                work.fail(stage.name, article, made)
        work.store.save_numbers(stage.name, given, failed)
        work.tell(f"{stage.name}: numbers", at * LOADED + len(batch), len(ids))


def _make_pairs(work: Work, stage: Pairs) -> None:
    store, name = work.store, stage.name
    while (part := store.waiting(name, limit=NUMBERS)) is not None:
        after, done = -1, 0
        while (lists := store.next_lists(name, part, after=after)) is not None:
            others = partial(store.lists_of, name, but=lists.values)
            made, gone = meet_lists(stage, work.fingerprints[name], lists, part.taken, others)
            work.count(store.save_lists(name, part, lists, made, gone))
            after = lists.upto
            done += len(lists.values)
            work.tell(name, done, len(part.touched))
        store.settle_numbers(name, part)


# --- the Whole, by component ----------------------------------------------------------------------------------


def take_whole(work: Work, stage: Whole) -> None:
    """Bring the components of a stage up to date."""
    store, kinds = work.store, _own(stage.reads)
    ids = store.stale_articles([stage.name])
    for at, batch in enumerate(_batches(store, ids, kinds)):
        graphs: dict[str, tuple[str | None, Graph]] = {}
        failed: dict[str, str] = {}
        for article, stored in batch.items():
            graphs[article] = (None, Graph((), ()))
            if stored is not None:
                graphs[article] = (stored.digest, Graph((), ()))
                try:
                    graphs[article] = (stored.digest, graph_of(stage, open_bundle(stored, kinds)))
                except Exception as error:  # noqa: BLE001 - one bad article never stops a run
                    failed[article] = reason_of(error)
                    work.fail(stage.name, article, failed[article])
        store.save_graph(stage.name, graphs, failed)
        work.tell(f"{stage.name}: edges", at * LOADED + len(batch), len(ids))
    part = store.touched(stage.name)
    if not part.stale:
        return
    parts = components(part)
    print_ = work.fingerprints[stage.name]
    made = [make_component(stage, print_, name, nodes) for name, nodes in parts.items()]
    of = {node: name for name, nodes in parts.items() for _, node in nodes}
    store.save_components(stage.name, made, part, of)
    work.count(made)
    work.tell(stage.name, len(made), len(made))
