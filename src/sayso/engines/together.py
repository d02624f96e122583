"""Groups and components in this process: members in, rows out."""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sayso.errors import FlowError
from sayso.failures import reason_of
from sayso.ids import canonical, digest
from sayso.records import Article, Record
from sayso.schema import codec
from sayso.stage import Bundle, Group, Key, Member, Whole
from sayso.store.protocol import Entry, Graph, KeyMember, KeyRow, Made, Row, Stored, Touched

Kind = type[Record]


def open_bundle(stored: Stored, kinds: Iterable[Kind]) -> Bundle:
    """A stored article as a stage reads it."""
    rows = {k: tuple(map(codec(k).decode, stored.rows[k])) for k in kinds if k is not Article}
    return Bundle(codec(Article).decode(stored.article), rows)


def carried_hash(stored: Stored, kinds: Sequence[Kind]) -> str:
    """A hash of what an article's bundle carries; when it changes, its groups run again."""
    if not kinds:
        return ""
    rows = [stored.rows[kind] for kind in kinds if kind is not Article]
    return digest([stored.digest, rows])[:32]


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


def make_group(  # noqa: PLR0917 - a group is what it is
    stage: Group,
    fingerprint: str,
    make: Callable[[str, Sequence[Member]], Iterable[Record]],
    key: str,
    size: int,
    members: Sequence[KeyMember],
    bundles: Mapping[str, Bundle],
) -> Made:
    """One group's records. Over the cap it makes none and counts its members; an error makes none and says so."""
    if stage.cap is not None and size > stage.cap:
        return _made(stage, fingerprint, key, (), skipped=size)
    if size < stage.least or not members:
        return _made(stage, fingerprint, key, ())

    def run() -> Iterable[Record]:
        whole = [Member(m.article, json.loads(m.payload), bundles.get(m.article)) for m in members]
        return make(key, whole)

    return _timed(stage, fingerprint, key, run)


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


def _timed(stage: Group | Whole, fingerprint: str, owner: str, run: Callable[[], Iterable[Record]]) -> Made:
    begun = time.perf_counter()
    try:
        records = list(run())
        made = _made(stage, fingerprint, owner, records)
    except Exception as error:  # noqa: BLE001 - one bad group never stops a run
        made = _made(stage, fingerprint, owner, ())._replace(failure=reason_of(error))
    return made._replace(seconds=time.perf_counter() - begun)


def _made(
    stage: Group | Whole, fingerprint: str, owner: str, records: Sequence[Any], *, skipped: int = 0
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
