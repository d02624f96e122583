"""Actors chosen from all of a collection: by any spelling of a name, by type, by outlet."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sayso.publish.views.directory import Directory, Known
from sayso.publish.views.lookup import Words, fold_words, name_words

TYPES = ("person", "organization", "government", "group", "outlet", "place", "document", "unnamed")
MOST_SIMILAR = 8
"""Names offered when none answers: what fits on a screen."""


class Chosen(NamedTuple):
    """The actors that answer, and how many of each type there are before the type is chosen."""

    actors: Sequence[Known]
    types: Counter[str]


def choose_actors(
    directory: Directory,
    *,
    asked: str = "",
    kind: str = "",
    outlet: str = "",
    mentioned: bool = False,
    sort: str = "utterances",
) -> Chosen:
    """Those who speak or have a stated role; with `mentioned` also bodies, places and papers that are only named.

    Whoever has no name ("a senior official") is listed only when that type is asked for: nothing joins them.
    """
    key = ("actors", asked, kind, outlet, mentioned, sort)
    return directory.remember(key, lambda: _choose(directory, asked, kind, outlet, mentioned, sort))


def _choose(  # noqa: PLR0917 - as they are remembered
    directory: Directory,
    asked: str,
    kind: str,
    outlet: str,
    mentioned: bool,  # noqa: FBT001 - as it is remembered
    sort: str,
) -> Chosen:
    there = {head.id for head in directory.heads.values() if head.outlet == outlet} if outlet else None
    words = fold_words(asked)
    spelt = _spelt(directory, words) if words else None
    fitting = [
        one
        for one in directory.actors.values()
        if (mentioned or not one.only_mentioned)
        and (spelt is None or one.id in spelt)
        and (there is None or not there.isdisjoint(one.articles))
    ]
    types = Counter(one.type if one.named else "unnamed" for one in fitting)
    kept = [one for one in fitting if ((one.type if one.named else "unnamed") == kind if kind else one.named)]
    if sort == "name":
        kept.sort(key=lambda one: (one.name.casefold(), one.id))
    elif sort == "articles":
        kept.sort(key=lambda one: (-len(one.articles), -one.utterances, one.name, one.id))
    else:
        kept.sort(key=lambda one: (-one.utterances, -len(one.articles), one.name, one.id))
    return Chosen(kept, types)


def _spelt(directory: Directory, asked: Words) -> set[str]:
    """The actors of which every typed word begins a word of one spelling."""
    return {
        actor
        for name, actors in directory.by_words.items()
        if all(any(word.startswith(part) for word in name) for part in asked)
        for actor in actors
    }


def similar_names(directory: Directory, asked: str) -> list[Known]:
    """Actors with a name that is written nearly so, for whoever mistyped one; best known first."""
    from sayso.publish.views.namesakes import written_roughly_as  # noqa: PLC0415 - heavy, and seldom asked for

    if not name_words(asked):
        return []
    words = directory.remember("last words", lambda: sorted(word for word in directory.by_last if word))
    found = {
        actor
        for word in written_roughly_as([asked], words)
        for name in directory.by_last[word]
        for actor in directory.by_words[name]
    }
    known = [directory.actors[actor] for actor in found if not directory.actors[actor].only_mentioned]
    return sorted(known, key=lambda one: (-one.utterances, one.name, one.id))[:MOST_SIMILAR]
