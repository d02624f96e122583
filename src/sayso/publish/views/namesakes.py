"""Actors that are near one by name, by a link or by what a person decided, and are kept apart from it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.publish.views.lookup import name_words
from sayso.records import Actor
from sayso.store.protocol import Store

MOST_NAMESAKES = 50
"""Namesakes kept beside an actor: "Smith" has hundreds in a corpus, and none of them is this one."""
NEAR = 600
"""Names that compare at this or more of 1000 may be spellings of one name (`resolve.actors.matching`): a surname
beside a full name has 750, a given name alone 400. It only decides what is shown as near; it joins nothing."""
ROUGHLY = 60
"""Of 100: how much the last words of two names are alike in letters (rapidfuzz's ratio) before they are compared as
names at all, which is slow: Kadhimi and Kadhemi have 86, Tcherenov and Cherneov 82, Gaddafi and Qadhafi 57."""
BODIES = frozenset({"organization", "government", "group", "outlet"})

Told = Mapping[str, tuple[int | None, tuple[str, ...]]]
Named = Mapping[str, tuple[str, str]]
"""The name and the type of actors."""
Near = Callable[[Sequence[str]], Named]


class Namesake(NamedTuple):
    """Another actor that is near this one and is kept apart; `score` is that of a link not followed, None: no link."""

    id: str
    name: str
    type: str
    score: int | None
    reasons: tuple[str, ...]


def namesakes(
    store: Store, actor: Actor, names: Sequence[str], told: Told, *, near: Near | None = None
) -> list[Namesake]:
    """The actors to keep apart from this one: those that are `told` first, then those with names like its own.

    `near` gives the actors with names that are written roughly as some names; without it all are looked through.
    """
    if near is None:
        rows = store.values(Actor, "id", "name", "type", "named")
        named = {one: (name, kind) for one, name, kind, is_name in rows if is_name and one != actor.id}
        similar = [one for one, (_, kind) in named.items() if one not in told and _is_kind(kind, actor.type)]
        alike = _written_alike(names, {one: named[one][0] for one in similar})
    else:
        named = {row.id: (row.name, row.type) for row in store.rows(Actor, ids=sorted(told)) if row.named}
        roughly = {one: known for one, known in near(names).items() if one != actor.id and one not in told}
        alike = sorted(one for one, (_, kind) in roughly.items() if _is_kind(kind, actor.type))
        named |= roughly
    found = [Namesake(one, *named[one], *told[one]) for one in told if one in named]
    for one in alike:
        reasons = _alike(names, *named[one])
        if reasons:
            found.append(Namesake(one, *named[one], None, reasons))
    found.sort(key=lambda one: (one.id not in told, -(one.score or 0), one.name, one.id))
    return found[:MOST_NAMESAKES]


def written_roughly_as(names: Iterable[str], words: Sequence[str]) -> set[str]:
    """Those of some words that are written roughly as the last word of one of these names."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - heavy, and only this page needs it

    last = sorted({spelt[-1] for name in names if (spelt := name_words(name))})
    return {
        found
        for word in last
        for found, _, _ in process.extract(word, words, scorer=fuzz.ratio, score_cutoff=ROUGHLY, limit=None)
    }


def _is_kind(kind: str, own: str) -> bool:
    return kind == own or (kind in BODIES and own in BODIES)


def _written_alike(own: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """The actors whose name ends in a word that is written roughly as the last of one of these: few of very many."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - heavy, and only this page needs it

    last = {one: words[-1] for one, name in names.items() if (words := name_words(name))}
    found: set[str] = set()
    for word in sorted({words[-1] for name in own if (words := name_words(name))}):
        scored = process.extract(word, last, scorer=fuzz.ratio, score_cutoff=ROUGHLY, limit=None)
        found.update(one for _, _, one in scored)
    return sorted(found)


def _alike(own: Sequence[str], name: str, kind: str) -> tuple[str, ...]:
    """How a name is like one of an actor's own; empty when it is not."""
    from sayso.resolve.actors.matching import Kind, compare_names  # noqa: PLC0415 - heavy, and only this page needs it

    sort: Kind = "person" if kind == "person" else "body" if kind in BODIES else "place"
    # A surname alone is like every name that ends with it: the actor's full names are compared where it has some.
    full = [one for one in own if len(name_words(one)) > 1] or own
    best = max((compare_names(one, name, kind=sort) for one in full), default=None)
    if best is not None and best.score >= NEAR:
        return (f"a name like it ({'; '.join(best.reasons)}); no text joins them",)
    last = name_words(name)[-1:]
    if kind == "person" and last and any(name_words(one)[-1:] == last for one in own):
        return ("the same last name; no text joins them",)
    return ()
