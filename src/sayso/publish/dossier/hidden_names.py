"""Which words name somebody who must not be named: every name and spelling of an actor, and who else has a part of it.

What is hidden too much is a nuisance, what is hidden too little does harm: a word is left alone only where the
collection's own mentions, or a longer name around it, say that it is somebody else's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from sayso.errors import NotFound
from sayso.publish.views.actors import CLOSE, find_actors
from sayso.publish.views.lookup import Words, fold_words, name_fit, name_words
from sayso.publish.views.stories import actor_of
from sayso.records import Actor, Entity, Mention
from sayso.spans import Span
from sayso.store.protocol import Store
from sayso.words.commonness import commonness, function_words, stem

NO_NAMES = frozenset(
    "al el bin ibn ben abu abd bint van von der den de da di du la le las los dos del della ter ten st mac jr sr ii iii "
    "mr mrs ms miss dr prof sir lady lord madam president minister prime general colonel major captain king queen prince "
    "princess sheikh imam ayatollah mullah haji pope father sister brother bishop judge senator governor mayor".split()
)
"""Words of names and before names that name nobody: particles, titles, generations."""
ORDINARY = 7
"""A word that at least 2**7 of the articles of the shipped table have is one that names share with plain text ("Grant",
"Will"): it is hidden where it has a capital. Rarer ones, surnames nearly all, are hidden however they are written."""
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
LONG = 8
"""Letters of a name from which on two wrong ones are a misspelling; of a shorter one it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenNames:
    """What to hide: `phrases` are whole names, `words` their parts that name somebody alone, both folded.

    `mentions` are the places that name whoever is hidden, by article; `others` those of other persons with a word of the
    same, whose longer names are `other_names`. `spellings` is for whoever asked to see what was looked for.
    """

    phrases: frozenset[Words] = frozenset()
    words: frozenset[str] = frozenset()
    mentions: Mapping[str, Sequence[Span]]
    others: Mapping[str, Sequence[Span]]
    other_names: frozenset[Words] = frozenset()
    spellings: tuple[str, ...] = ()
    asked: int = 0


NOTHING_HIDDEN = HiddenNames(mentions={}, others={})


def hidden_names(store: Store, asked: Sequence[str], articles: Sequence[str]) -> HiddenNames:
    """Everything by which those who were asked for are named, and where in some articles; NotFound for an unknown name.

    A name that several actors answer to hides them all. Actors of nearly the same name are taken for spellings of it.
    """
    if not asked:
        return NOTHING_HIDDEN
    actors = actor_of(store)
    near = {actors[row[0]] for row in store.values(Entity, "id", articles=articles) if row[0] in actors}
    found = {name: {actor.id for actor in _found(store, name)} for name in asked}
    names = _names(store, actors, near.union(*found.values()))
    types: dict[str, str] = {row[0]: row[1] for row in store.values(Actor, "id", "type")}
    hidden: set[str] = set()
    typed: list[str] = []
    for name, answering in found.items():
        hidden |= _meant(name, {actor: names.get(actor, set()) for actor in answering})
        if not any(actor.startswith(name.lower()) for actor in answering):
            typed.append(name)
    persons = {actor for actor in hidden if types.get(actor) == "person"}
    full = {_joined(name) for actor in persons for name in names.get(actor, ()) if len(name_words(name)) > 1}
    parts = _parts(name for actor in persons for name in names.get(actor, ()))
    for actor, known in names.items():
        if types.get(actor) == "person" and actor not in hidden and _is_spelling(known, full, parts):
            persons.add(actor)
    hidden |= persons
    spelt = sorted({name for actor in hidden for name in names.get(actor, ())} | set(typed))
    parts = _parts(name for actor in persons for name in names.get(actor, ()))
    single = {word for name in spelt for folded in _folded(name) if len(folded) == 1 for word in folded}
    words = frozenset(parts | {word for word in single if word not in function_words()})
    other = {
        actor: known
        for actor, known in names.items()
        if actor not in hidden and types.get(actor) == "person" and _parts(known) & words
    }
    mentions, others = _places(store, articles, actors, hidden, set(other))
    return HiddenNames(
        phrases=frozenset(folded for name in spelt for folded in _folded(name) if len(folded) > 1),
        words=words,
        mentions=mentions,
        others=others,
        other_names=frozenset(
            folded
            for known in other.values()
            for name in known
            for folded in _folded(name)
            if len(folded) > 1
        ),
        spellings=tuple(spelt),
        asked=len(asked),
    )


def is_ordinary(word: str) -> bool:
    """Whether a folded word is one of plain text as well as of names."""
    return word in function_words() or commonness().buckets.get(stem(word), 0) >= ORDINARY


def _found(store: Store, asked: str) -> list[Actor]:
    """The actors that answer to a name; NotFound where none does."""
    try:
        return find_actors(store, asked)
    except NotFound as error:
        raise NotFound(f"{error}; without an actor nothing can be redacted") from error


def _meant(asked: str, names: Mapping[str, set[str]]) -> set[str]:
    """Of the actors that answer to a name those that have it whole or as their last words, else all of them."""
    words = name_words(asked)
    close = {
        actor
        for actor, known in names.items()
        if any(name_fit(words, name_words(name)) >= CLOSE for name in known)
    }
    return close or set(names)


def _names(store: Store, actors: Mapping[str, str], only: set[str]) -> dict[str, set[str]]:
    """All names of some actors over the whole collection."""
    names: dict[str, set[str]] = {}
    for entity, name, named in store.values(Entity, "id", "name", "named"):
        actor = actors.get(entity)
        if named and actor in only and actor is not None:
            names.setdefault(actor, set()).add(name)
    for actor, name, named in store.values(Actor, "id", "name", "named"):
        if named and actor in only:
            names.setdefault(actor, set()).add(name)
    return names


def _folded(name: str) -> set[Words]:
    """A name as it may be folded: as it is, in plain letters, and with umlauts written out."""
    return {words for way in (name, anyascii(name), name.translate(GERMAN)) if (words := name_words(way))}


def _parts(names: Iterable[str]) -> set[str]:
    """The words of names that name somebody alone."""
    words = {word for name in names for folded in _folded(name) for word in folded}
    plain = NO_NAMES | function_words()
    return {word for word in words if len(word) > 1 and word not in plain and not word.isdigit()}


def _joined(name: str) -> str:
    return "".join(fold_words(name))


def _is_spelling(known: Iterable[str], full: Iterable[str], parts: set[str]) -> bool:
    """Whether an actor has no name but parts of a hidden one, or one that is nearly the same letter for letter."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - heavy, and only redaction needs it here

    names = list(known)
    if all(_parts([name]) <= parts for name in names):
        return True
    return any(
        OSA.distance(joined, one, score_cutoff=2) <= (2 if len(one) >= LONG else 1)
        for name in names
        if len(name_words(name)) > 1 and (joined := _joined(name))
        for one in full
    )


def _places(
    store: Store, articles: Sequence[str], actors: Mapping[str, str], hidden: set[str], other: set[str]
) -> tuple[dict[str, list[Span]], dict[str, list[Span]]]:
    """Where in some articles the hidden and the others are named."""
    which: dict[str, bool] = {}
    for row in store.rows(Entity, articles=articles):
        actor = actors.get(row.id)
        if actor in hidden or actor in other:
            which.update(dict.fromkeys(row.mentions, actor in hidden))
    mentions: dict[str, list[Span]] = {}
    others: dict[str, list[Span]] = {}
    for mention in store.rows(Mention, articles=articles):
        if mention.form == "name" and mention.id in which:
            kept = mentions if which[mention.id] else others
            kept.setdefault(mention.article, []).append(Span(mention.start, mention.end))
    return mentions, others
