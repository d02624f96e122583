"""What Python workers do for a `Group`: the keys that articles name, and the groups of one key after the other.

Groups come as a stream sorted by key, with Spark's own shuffle and spill before it. A worker holds one group at a time,
never more members than the cap allows, whatever else lies in its part of the shuffle.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sayso.engines.spark.alone import Reviews, stored_in
from sayso.engines.spark.shapes import Kind, failure_row, kept, lists, made_batch, record_type
from sayso.engines.together import carried_hash, key_rows, keys_named, make_group, open_bundle
from sayso.engines.work import spoil
from sayso.failures import reason_of
from sayso.records import Failure
from sayso.settings import Settings
from sayso.stage import Bundle, Group
from sayso.store.parquet import arrow
from sayso.store.protocol import KeyMember, Made, Stored

BUNDLES = 256
"""Bundles kept at hand while groups are made, in some 50 MB: pairs of one article come close to one another."""

MADE = 64
"""Groups whose results go back to Spark together."""


@lru_cache(maxsize=16)
def open_function(factory: Any, settings: Settings) -> Any:
    """A function of a stage, opened once a process."""
    return factory(settings)


def keys_schema() -> Any:
    """The Arrow schema of what articles name: a row an article."""
    pa = arrow()
    key = pa.struct([(name, pa.string()) for name in ("key", "payload", "carried")])
    failures = pa.list_(record_type(Failure))
    return pa.schema([("owner", pa.string()), ("keys", pa.list_(key)), ("failures", failures)])


@dataclass(frozen=True)
class NameKeys:
    """The keys of each article, with the hash of what it carries into its groups."""

    stage: Group
    settings: Settings
    asks: tuple[Kind, ...]
    carried: tuple[Kind, ...] | None
    """The carried kinds that no `Each` stage makes; None when nothing is carried."""
    makers: tuple[str, ...]
    reviews: Reviews = field(default_factory=dict)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """What articles name, batch by batch."""
        pa, schema = arrow(), keys_schema()
        keys_of = open_function(self.stage.keys, self.settings)
        kinds = tuple(dict.fromkeys((*self.asks, *(self.carried or ()))))
        for batch in batches:
            named: list[Any] = []
            failed: list[Any] = []
            for stored in stored_in(batch, kinds, self.reviews):
                rows, reason = self._of(keys_of, stored)
                named.append(rows)
                failed.append([failure_row(self.stage.name, stored.article[0], reason)] if reason else [])
            columns = [
                batch.column("owner"),
                lists(named, schema.field("keys").type.value_type),
                lists(failed, record_type(Failure)),
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)

    def _of(self, keys_of: Any, stored: Stored) -> tuple[list[Any], str | None]:
        if self.stage.needs is not None and not stored.rows[self.stage.needs]:
            return [], None
        named = keys_named(keys_of, stored, self.asks)
        if isinstance(named, str):
            return [], named
        try:
            carried = ""
            if named and self.carried is not None:
                carried = carried_hash(stored, self.carried, self.makers)
            return sorted(set(key_rows(named, carried))), None
        except Exception as error:  # noqa: BLE001 - one bad article never stops a run
            return [], reason_of(error)


@dataclass(frozen=True)
class MakeGroups:
    """The records of groups, whose members come sorted by key and article, each with its bundle where it has one."""

    stage: Group
    fingerprint: str
    settings: Settings
    carries: tuple[Kind, ...]
    reviews: Reviews = field(default_factory=dict)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """What groups make, some groups at a time."""
        make = open_function(self.stage.make, self.settings)
        yield from told(self.stage.writes, (self._one(make, *group) for group in self._groups(batches)))

    def _one(self, make: Any, key: str, size: int, gathered: Sequence[tuple[KeyMember, Any]]) -> Made:
        bundles = {member.article: bundle for member, bundle in gathered if bundle is not None}
        members = [member for member, _ in gathered]
        return make_group(self.stage, self.fingerprint, make, key, size, members, bundles)

    def _groups(
        self, batches: Iterator[Any]
    ) -> Iterator[tuple[str, int, list[tuple[KeyMember, tuple[Bundle, Any] | None]]]]:
        last: str | None = None
        size, members = 0, list[tuple[KeyMember, tuple[Bundle, Any] | None]]()
        at_hand: dict[str, tuple[Bundle, Any]] = {}
        for batch in batches:
            bundles = self._bundles(batch, at_hand) if self.stage.gathers == "bundle" else {}
            columns = (batch.column(name).to_pylist() for name in ("key", "size", "owner", "payload"))
            for key, its_size, article, payload in zip(*columns, strict=True):
                if key != last:
                    if last is not None:
                        yield last, size, members
                    last, size, members = key, its_size, []
                members.append((KeyMember(article, payload), bundles.get(article)))
        if last is not None:
            yield last, size, members

    def _bundles(self, batch: Any, at_hand: dict[str, tuple[Bundle, Any]]) -> dict[str, tuple[Bundle, Any]]:
        """The bundles of a batch's articles; those that are new are opened together."""
        if len(at_hand) > BUNDLES:
            at_hand.clear()
        articles = batch.column("owner").to_pylist()
        first = {article: at for at, article in reversed(list(enumerate(articles))) if article not in at_hand}
        if first:
            stored = stored_in(batch.take(arrow().array(sorted(first.values()))), self.carries, self.reviews)
            found = [open_bundle(item, self.carries) for item in stored]
            opened: Sequence[Any] = [None] * len(found)
            if self.stage.opens is not None:
                with suppress(
                    Exception
                ):  # one bad article never stops a run: it fails again in its own groups
                    opened = open_function(self.stage.opens, self.settings)(found)
            at_hand |= {b.article.id: (b, o) for b, o in zip(found, opened, strict=True)}
        return {article: at_hand[article] for article in articles}


@dataclass(frozen=True)
class TellOver:
    """What is told of groups of more members than the cap allows, whose members nobody gathers."""

    stage: Group
    fingerprint: str

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """A line for each such group."""
        keys = (
            pair
            for batch in batches
            for pair in zip(batch.column("key").to_pylist(), batch.column("size").to_pylist(), strict=True)
        )
        made = (make_group(self.stage, self.fingerprint, _never, key, size, (), {}) for key, size in keys)
        yield from told(self.stage.writes, made)


def _never(key: str, _members: Sequence[Any]) -> Any:
    raise AssertionError(f"the group {key!r} is over its cap")


def told(writes: Sequence[Kind], made: Iterator[Made]) -> Iterator[Any]:
    """Results as record batches: only those that have something to show, as a store keeps them."""
    held: list[Made] = []
    for item in made:
        if item.skipped or item.failure is not None or any(item.rows.values()):
            held.append(item)
        if len(held) >= MADE:
            yield from _batches(kept(writes), held)
            held = []
    if held:
        yield from _batches(kept(writes), held)


def _batches(kinds: Sequence[Kind], made: Sequence[Made]) -> Iterator[Any]:
    try:
        yield made_batch(kinds, [(item.owner, [item]) for item in made])
    except Exception as error:
        if len(made) > 1:
            for item in made:
                yield from _batches(kinds, [item])
        elif not any(made[0].rows.values()):
            raise
        else:
            yield made_batch(kinds, [(made[0].owner, [spoil(made[0], error)])])
