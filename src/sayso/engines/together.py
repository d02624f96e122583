"""Groups, pairs and components in this process: members in, rows out."""

import json
import time
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.engines.chain import article_of, fields_hash
from sayso.errors import FlowError
from sayso.failures import reason_of
from sayso.ids import canonical, digest
from sayso.records import Article, Record
from sayso.schema import codec
from sayso.stage import Bundle, Group, Key, Member, Numbers, Pairs, Whole
from sayso.store.lists import Handed, Lists, Postings
from sayso.store.protocol import Entry, Graph, KeyMember, KeyRow, Made, Row, Stored, Touched

Kind = type[Record]


def open_bundle(stored: Stored, kinds: Iterable[Kind]) -> Bundle:
    """A stored article as a stage reads it."""
    rows = {k: tuple(map(codec(k).decode, stored.rows[k])) for k in kinds if k is not Article}
    return Bundle(article_of(stored), rows)


def carried_hash(stored: Stored, kinds: Iterable[Kind], stages: Iterable[str]) -> str:
    """A hash of what an article's bundle carries; when it changes, its groups run again.

    What a stage made of this article alone is known by its line in the ledger (`stages`), other rows by themselves
    (`kinds`).
    """
    rows = [stored.rows[kind] for kind in kinds if kind is not Article]
    made = [stored.ledger[stage].output if stage in stored.ledger else "" for stage in stages]
    return digest([fields_hash(stored), made, rows])[:32]


def key_rows(keys: Iterable[Key], carried: str) -> list[KeyRow]:
    """An article's keys as they are kept; FlowError when it names one twice with different payloads."""
    rows: dict[str, KeyRow] = {}
    last, text = None, canonical(None)
    for key in keys:
        if key.payload is not last:  # an article often hands the same thing to all its groups
            last, text = key.payload, canonical(key.payload)
        row = KeyRow(key.key, text, carried)
        if rows.setdefault(key.key, row) != row:
            raise FlowError(
                f"an article named the key {key.key!r} twice; put all it hands over in one payload"
            )
    return list(rows.values())


def keys_named(
    keys_of: Callable[[Bundle], Iterable[Key]], stored: Stored, kinds: Iterable[Kind]
) -> list[Key] | str:
    """The keys that an article with its rows of some kinds names, or why it failed to."""
    try:
        return list(keys_of(open_bundle(stored, kinds)))
    except Exception as error:  # noqa: BLE001 - one bad article never stops a run
        return reason_of(error)


def make_group(  # noqa: PLR0917 - a group is what it is
    stage: Group,
    fingerprint: str,
    make: Callable[[str, Sequence[Member]], Iterable[Record]],
    key: str,
    size: int,
    members: Sequence[KeyMember],
    bundles: Mapping[str, tuple[Bundle, Any]],
) -> Made:
    """One group's records. Over the cap it makes none and counts its members; an error makes none and says so."""
    if stage.cap is not None and size > stage.cap:
        return _made(stage, fingerprint, key, (), skipped=size)
    if size < stage.least or not members:
        return _made(stage, fingerprint, key, ())

    def run() -> Iterable[Record]:
        whole = [
            Member(m.article, json.loads(m.payload), *bundles.get(m.article, (None, None))) for m in members
        ]
        return make(key, whole)

    return _timed(stage, fingerprint, key, run)


def handed(numbers: Numbers) -> Handed:
    """What an article hands in as it is kept; FlowError when it is not what a `Pairs` stage may hand in."""
    values = np.asarray(numbers.values)
    if values.dtype != np.int64 or (values[:1] < 0).any() or (values[1:] <= values[:-1]).any():
        raise FlowError("the numbers of an article must be 64-bit, from 0 on, ascending, each once")
    return Handed(values.astype("<i8", copy=False).tobytes(), int(numbers.label))


def hand_in(
    numbers_of: Callable[[Sequence[Bundle]], Sequence[Numbers]], bundles: Sequence[Bundle]
) -> list[Handed | str]:
    """What each article hands in, or why it failed: together, and when that fails, one by one."""
    if not bundles:
        return []
    try:
        return [handed(numbers) for numbers in numbers_of(bundles)]
    except Exception as error:  # noqa: BLE001 - one bad article never stops a run
        if len(bundles) == 1:
            return [reason_of(error)]
    return [made for bundle in bundles for made in hand_in(numbers_of, [bundle])]


def meet_lists(
    stage: Pairs,
    fingerprint: str,
    lists: Lists,
    renewed: Container[str],
    others: Callable[[Sequence[tuple[str, str]]], Lists],
) -> tuple[list[Made], list[str]]:
    """The pairs that meet in lists as they are to be, made; and the owners that have nothing any more.

    Pairs that met before are made again only when one of their articles is `renewed`. `others` gives the other lists
    that pairs of articles share: a pair that meets no more in these may do so there.
    """
    made, met = met_in(stage, fingerprint, lists.ids, lists.after)
    told, met_before = met_in(stage, fingerprint, lists.ids, lists.before)
    gone = sorted(met_before - met)
    if gone:
        more = others(gone)
        _, still = met_in(stage, fingerprint, more.ids, more.after)
        gone = [pair for pair in gone if pair not in still]
    quiet = {item.owner for item in told} - {item.owner for item in made}
    known = {pair for pair in met & met_before if pair[0] not in renewed and pair[1] not in renewed}
    for one, two in sorted(met - known):
        made.append(make_pair(stage, fingerprint, one, two))
    return made, [*("|".join(pair) for pair in gone), *sorted(quiet)]


def make_pair(stage: Pairs, fingerprint: str, one: str, two: str) -> Made:
    """The record of two articles that meet."""
    return _timed(stage, fingerprint, f"{one}|{two}", partial(_one, stage, one, two))


def _one(stage: Pairs, one: str, two: str) -> list[Record]:
    return [stage.make(one, two)]


def met_in(
    stage: Pairs, fingerprint: str, ids: Sequence[str], postings: Postings
) -> tuple[list[Made], set[tuple[str, str]]]:
    """The pairs that meet in lists, as ids; and what is to be told of lists that are too long, or at which it failed."""
    told = [over_cap(stage, fingerprint, value, size) for value, size in _over(stage, postings)]
    if told:
        starts, sizes = runs_of(postings.values)
        fits = np.repeat(sizes <= stage.cap, sizes)
        postings = Postings(*(column[fits] for column in postings))
    try:
        found = [stage.meet(*postings)] if len(postings.values) else []
    except Exception:  # noqa: BLE001 - one bad list never stops a run: find it
        found = []
        starts, sizes = runs_of(postings.values)
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
            one = slice(start, start + size)
            try:
                found.append(stage.meet(*(column[one] for column in postings)))
            except Exception as error:  # noqa: BLE001 - same
                item = _made(stage, fingerprint, _owner_of(postings.values[start]), ())
                told.append(item._replace(failure=reason_of(error)))
    pairs = {
        (ids[one], ids[two])
        for ones, twos in found
        for one, two in zip(ones.tolist(), twos.tolist(), strict=True)
    }
    return told, pairs


def over_cap(stage: Pairs, fingerprint: str, value: int, size: int) -> Made:
    """What is told of a list that more articles are in than the cap allows."""
    return _made(stage, fingerprint, _owner_of(value), (), skipped=size)


def _over(stage: Pairs, postings: Postings) -> list[tuple[int, int]]:
    """The values of lists of more articles than the cap, and how many articles each."""
    starts, sizes = runs_of(postings.values)
    over = sizes > stage.cap
    return list(zip(postings.values[starts[over]].tolist(), sizes[over].tolist(), strict=True))


def _owner_of(value: int) -> str:
    return f"{int(value):016x}"


def runs_of(values: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where each value begins among values that ascend, and how often it stands there."""
    starts = np.flatnonzero(np.diff(values, prepend=-1))
    return starts, np.diff(np.append(starts, len(values)))


def components(part: Touched) -> dict[str, list[tuple[str, str]]]:
    """Union-find over the touched part of a graph: {smallest node: its (article, node) pairs by node}.

    An edge to a node that no article has joins nothing.
    """
    parent = {node: node for node, _ in part.nodes}

    def find(node: str) -> str:
        root = node
        while parent[root] != root:
            root = parent[root]
        while parent[node] != root:
            parent[node], node = root, parent[node]
        return root

    for a, b in part.edges:
        if a in parent and b in parent:
            first, second = sorted((find(a), find(b)))
            parent[second] = first
    made: dict[str, list[tuple[str, str]]] = {}
    for node, article in part.nodes:
        made.setdefault(find(node), []).append((article, node))
    return made


def make_component(stage: Whole, fingerprint: str, component: str, nodes: Sequence[tuple[str, str]]) -> Made:
    """One component's records."""
    return _timed(stage, fingerprint, component, lambda: stage.make(component, nodes))


def graph_of(stage: Whole, bundle: Bundle) -> Graph:
    """An article's own nodes and the edges it names."""
    return Graph(tuple(stage.nodes(bundle)), tuple((a, b) for a, b in stage.edges(bundle)))


def _timed(
    stage: Group | Pairs | Whole, fingerprint: str, owner: str, run: Callable[[], Iterable[Record]]
) -> Made:
    begun = time.perf_counter()
    try:
        records = list(run())
        made = _made(stage, fingerprint, owner, records)
    except Exception as error:  # noqa: BLE001 - one bad group never stops a run
        made = _made(stage, fingerprint, owner, ())._replace(failure=reason_of(error))
    return made._replace(seconds=time.perf_counter() - begun)


def _made(
    stage: Group | Pairs | Whole, fingerprint: str, owner: str, records: Sequence[Any], *, skipped: int = 0
) -> Made:
    rows: dict[Kind, list[Row]] = {kind: [] for kind in stage.writes}
    for record in records:
        if type(record) not in rows:
            name = type(record).__name__
            raise FlowError(
                f"stage '{stage.name}' made a {name}, which it does not declare; add it to `writes`"
            )
        rows[type(record)].append(codec(type(record)).encode(record))
    output = digest([rows[kind] for kind in stage.writes])[:32]
    return Made(stage.name, owner, Entry(fingerprint, "", output), rows, skipped)
