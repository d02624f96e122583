"""Actors that are near one by name, by a link or by what a person decided, and are kept apart from it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.publish.lookup import name_words
from sayso.records import Actor
from sayso.store.protocol import Store

MOST_NAMESAKES = 50
"""Namesakes kept beside an actor: "Smith" has hundreds in a corpus, and none of them is this one."""
NEAR = 600
"""Names that compare at this or more of 1000 may be spellings of one name (`resolve.actors.matching`): a surname
beside a full name has 750, a given name alone 400. It only decides what is shown as near; it joins nothing."""
BODIES = frozenset({"organization", "government", "group", "outlet"})

Told = Mapping[str, tuple[int | None, tuple[str, ...]]]


class Namesake(NamedTuple):
    """Another actor that is near this one and is kept apart; `score` is that of a link not followed, None: no link."""

    id: str
    name: str
    type: str
    score: int | None
    reasons: tuple[str, ...]


def namesakes(store: Store, actor: Actor, names: Sequence[str], told: Told) -> list[Namesake]:
    """The actors to keep apart from this one: those that are `told` first, then those with names like its own."""
    others = store.values(Actor, "id", "name", "type", "named")
    found = []
    for one, name, kind, named in others:
        if one == actor.id or not named:
            continue
        if one in told:
            found.append(Namesake(one, name, kind, *told[one]))
        elif (kind in BODIES) == (actor.type in BODIES) and (kind == actor.type or kind in BODIES):
            reasons = _alike(names, name, kind)
            if reasons:
                found.append(Namesake(one, name, kind, None, reasons))
    found.sort(key=lambda one: (one.id not in told, -(one.score or 0), one.name, one.id))
    return found[:MOST_NAMESAKES]


def _alike(own: Iterable[str], name: str, kind: str) -> tuple[str, ...]:
    """How a name is like one of an actor's own; empty when it is not."""
    from sayso.resolve.actors.matching import (  # noqa: PLC0415 - heavy, and only this page needs it
        Kind,
        compare_names,
        meeting_keys,
    )

    sort: Kind = "person" if kind == "person" else "body" if kind in BODIES else "place"
    keys = set(meeting_keys(name, kind=sort))
    near = [one for one in own if keys & set(meeting_keys(one, kind=sort))]
    best = max((compare_names(one, name, kind=sort) for one in near), default=None)
    if best is not None and best.score >= NEAR:
        return (f"a name like it ({'; '.join(best.reasons)}); no text joins them",)
    last = name_words(name)[-1:]
    if kind == "person" and last and any(name_words(one)[-1:] == last for one in near):
        return ("the same last name; no text joins them",)
    return ()
