"""The directory of a store, kept in memory and brought up to date with what was written since.

To read all of a large collection takes seconds. After a review or an article only the articles are read in which
something changed (`Store.changes`), and only the actors are put together again that stand in them: what comes of it is
the directory that a fresh reading would make.
"""

import gc
import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from sayso.publish.views.directory import PEOPLE, Directory, Known, Told
from sayso.publish.views.directory_columns import READ, Columns, Spelt, read_columns
from sayso.publish.views.lookup import Words
from sayso.records import Actor, Story
from sayso.store.patience import unhurried
from sayso.store.protocol import Store

MOST_AGAIN = 0.4
"""Of all articles: above this share it is no slower to read everything (2,055 articles)."""

ActorRow = tuple[str, str, bool]
"""Name, type, and whether the name is one."""
Place = tuple[str, str, str | None, tuple[str, ...]]
"""Where an actor stands: article, entity, name, roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """All that a directory was made of, up to a mark of the store's changes."""

    mark: str
    columns: Mapping[str, Columns]
    rows: Mapping[str, ActorRow]
    said: Mapping[str, int]
    directory: Directory


class Directories:
    """The directory of a store. Whoever asks while it is made waits for it; nobody makes it twice."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._spelt = Spelt()
        self._state = ""
        self._kept: _Kept | None = None

    def now(self) -> Directory:
        """The directory of the collection as it is now."""
        with self._lock:
            # before reading: what is written meanwhile makes this one old at once
            state = self._store.state()
            if self._kept is None or self._state != state:
                with unhurried(), _no_collecting():
                    self._kept = self._renewed(self._kept)
                self._state = state
            return self._kept.directory

    def _renewed(self, kept: _Kept | None) -> _Kept:
        store = self._store
        changes = store.changes(kept.mark if kept else "")
        names = changes.names
        if kept is None or names is None:
            return _read_all(store, changes.mark, self._spelt)
        articles = frozenset().union(*(names.get(kind.__name__, frozenset()) for kind in READ))
        if len(articles) > MOST_AGAIN * len(kept.columns):
            return _read_all(store, changes.mark, self._spelt)
        actors, stories = (names.get(kind.__name__, frozenset()) for kind in (Actor, Story))
        if not articles and not actors and not stories:
            # what was made of other rows, and kept beside the columns, is old all the same
            return replace(kept, mark=changes.mark, directory=replace(kept.directory, kept={}))
        fresh = read_columns(store, articles, self._spelt) if articles else {}
        columns = {name: one for name, one in kept.columns.items() if name not in articles} | fresh
        rows = {name: row for name, row in kept.rows.items() if name not in actors}
        rows |= {row.id: (row.name, row.type, row.named) for row in store.rows(Actor, ids=actors)}
        told_of = {name: one for name, one in kept.directory.stories.items() if name not in stories}
        if stories:
            told_of |= {row.id: row for row in store.rows(Story, ids=stories)}
        pairs = [(kept.columns.get(name), fresh.get(name)) for name in sorted(articles)]
        here = {
            member[1]
            for old, new in pairs
            if _standing(old) != _standing(new)
            for member in _members(old, new)
        }
        return _assembled(
            changes.mark,
            dict(sorted(columns.items())),
            rows,
            dict(sorted(told_of.items())),
            self._spelt,
            before=kept,
            touched=here | actors,
            read_again=articles,
            same_voices=all(_voices(old) == _voices(new) for old, new in pairs),
        )


def read_directory(store: Store) -> Directory:
    """Read every article, attribution and actor of a collection, without their words."""
    return _read_all(store, store.changes().mark, Spelt()).directory


def _read_all(store: Store, mark: str, spelt: Spelt) -> _Kept:
    rows = {row[0]: row[1:] for row in store.values(Actor, "id", "name", "type", "named")}
    stories = {row.id: row for row in sorted(store.rows(Story), key=lambda row: row.id)}
    return _assembled(mark, read_columns(store, None, spelt), rows, stories, spelt)


def _assembled(
    mark: str,
    columns: Mapping[str, Columns],
    rows: Mapping[str, ActorRow],
    stories: Mapping[str, Story],
    spelt: Spelt,
    *,
    before: _Kept | None = None,
    touched: Collection[str] = (),
    read_again: Collection[str] = (),
    same_voices: bool = False,
) -> _Kept:
    """Put a directory together; what `before` knows of actors that are not touched is as it was."""
    told = list(chain.from_iterable(one.told for one in columns.values()))
    said = before.said if before is not None and same_voices else _said(told)
    known: dict[str, Known] = {}
    entities: dict[str, tuple[str, ...]] = {}
    actor_of: dict[str, str] = {}
    again: set[str] | None = None
    if before is not None:
        again = {*touched, *(actor for actor, _ in said.items() ^ before.said.items())}
        known |= before.directory.actors
        entities |= before.directory.entities
        actor_of |= before.directory.actor_of
        for actor in again:
            known.pop(actor, None)
            entities.pop(actor, None)
        for name in read_again:
            for member in _members(before.columns.get(name)):
                actor_of.pop(member[0], None)
    fresh = columns if before is None else [name for name in sorted(read_again) if name in columns]
    for name in fresh:
        for entity, actor, _, _ in columns[name].members:
            actor_of[entity] = actor
    outlets = {name: one.head.outlet for name, one in columns.items()}
    places = {} if again is not None and not again else _places(columns, again)
    for actor in rows if again is None else again & rows.keys():
        here = places.get(actor, ())
        one = _known(actor, rows[actor], here, said.get(actor, 0), outlets)
        if one is not None:
            known[actor] = one
            entities[actor] = tuple(place[1] for place in here)
    actors = dict(sorted(known.items()))
    if before is not None and all(
        _names(known.get(actor)) == _names(before.directory.actors.get(actor)) for actor in again or ()
    ):
        by_words, by_last = before.directory.by_words, before.directory.by_last
    else:
        by_words, by_last = _by_words(actors.values(), spelt)
    directory = Directory(
        heads={name: one.head for name, one in columns.items()},
        stories=stories,
        actors=actors,
        actor_of=actor_of,
        entities=entities,
        told=told,
        by_attribution={one.attribution: one for one in told},
        by_words=by_words,
        by_last=by_last,
        kept={},
    )
    return _Kept(mark=mark, columns=columns, rows=rows, said=said, directory=directory)


def _members(*columns: Columns | None) -> Iterator[tuple[str, str, str | None, tuple[str, ...]]]:
    return chain.from_iterable(one.members for one in columns if one is not None)


def _standing(one: Columns | None) -> object:
    """What actors in an article have of it, but for what they say."""
    return one and (one.members, one.head.outlet)


def _voices(one: Columns | None) -> Sequence[object]:
    """What is counted of the lines of an article."""
    return [(line.utterance, line.actors, line.held_back) for line in one.told] if one else []


def _names(one: Known | None) -> object:
    return one and one.named and one.names


def _said(told: Sequence[Told]) -> Mapping[str, int]:
    """How many utterances each actor says, without what is only an intention or belief in every rendering."""
    speech = {one.utterance for one in told if not one.held_back}
    pairs = {(one.utterance, actor) for one in told if one.utterance in speech for actor in one.actors}
    return Counter(actor for _, actor in pairs)


def _places(columns: Mapping[str, Columns], wanted: Collection[str] | None) -> Mapping[str, Sequence[Place]]:
    """Where these actors stand, or all of them, by article."""
    places: dict[str, list[Place]] = {}
    for article, one in columns.items():
        for entity, actor, name, roles in one.members:
            if wanted is None or actor in wanted:
                place = article, entity, name, roles
                if actor in places:
                    places[actor].append(place)
                else:
                    places[actor] = [place]
    return places


def _known(
    actor: str, row: ActorRow, places: Sequence[Place], said: int, outlets: Mapping[str, str | None]
) -> Known | None:
    """An actor with a page; None for people who never speak here and to whom no article gives a role."""
    name, kind, named = row
    if kind in PEOPLE and not said and not any(place[3] for place in places):
        return None
    if len(places) == 1:  # as most have: there is nothing to count
        [(article, _, spelling, its_roles)] = places
        names = () if spelling is None else (spelling,)
        outlet = outlets[article] is not None
        return Known(actor, name, kind, bool(named), _most(its_roles), names, (article,), int(outlet), said)
    roles = [words for place in places for words in place[3]]
    spellings = [place[2] for place in places if place[2] is not None]
    articles = tuple(dict.fromkeys(place[0] for place in places))
    return Known(
        id=actor,
        name=name,
        type=kind,
        named=bool(named),
        role=_most(roles),
        names=_by_use(spellings),
        articles=articles,
        outlets=len({outlets[one] for one in articles} - {None}),
        utterances=said,
    )


def _by_use(spellings: Sequence[str]) -> tuple[str, ...]:
    counted = Counter(spellings)
    return tuple(sorted(counted, key=lambda one: (-counted[one], one)))


def _most(roles: Sequence[str]) -> str:
    if len(roles) < 2:
        return roles[0] if roles else ""
    counted = Counter(roles)
    return min(counted, key=lambda words: (-counted[words], -len(words), words))


def _by_words(
    actors: Collection[Known], spelt: Spelt
) -> tuple[Mapping[Words, tuple[str, ...]], Mapping[str, tuple[Words, ...]]]:
    """The actors that have a name of these words, and the names that end with a word."""
    found: dict[Words, dict[str, None]] = {}
    for one in actors:
        for spelling in one.names if one.named else ():
            found.setdefault(spelt[spelling], {})[one.id] = None
    by_last: dict[str, list[Words]] = {}
    for words in found:
        by_last.setdefault(words[-1] if words else "", []).append(words)
    return (
        {words: tuple(ids) for words, ids in found.items()},
        {last: tuple(names) for last, names in by_last.items()},
    )


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A million values that all stay: to look for what may go among them takes a fifth of the time, and finds nothing."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
