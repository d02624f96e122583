"""What one outlet calls those whom other outlets of the same stories call otherwise, each in its own voice."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.publish.views.directory import Directory
from sayso.publish.views.lookup import Words, fold_words
from sayso.publish.views.worded_cells import ARTICLES
from sayso.records import Calling, Descriptor
from sayso.store.protocol import Store
from sayso.words.commonness import function_words, stem

MOST_SUBJECTS = 30
"""Actors shown: those that the outlets call the most things."""
MOST_READ = 300
"""Articles whose words are read: those of the stories that the outlet tells with others, the latest first."""

Place = tuple[str, int, int]


class Wording(NamedTuple):
    """Some words for an actor, with where each outlet has them: (article, start, end)."""

    words: str
    places: Sequence[Place]


class CalledOtherwise(NamedTuple):
    """An actor, the outlet's own words for it, and those of others by outlet (None: unknown)."""

    actor: str
    own: Sequence[Wording]
    others: Mapping[str | None, Sequence[Wording]]


def called_otherwise(store: Store, directory: Directory, outlet: str | None) -> tuple[CalledOtherwise, ...]:
    """The actors that this outlet describes in its own voice, and others in the same stories in other words."""
    key = ("called otherwise", outlet)
    return directory.remember(key, lambda: tuple(_read(store, directory, outlet)))


def _read(store: Store, directory: Directory, outlet: str | None) -> list[CalledOtherwise]:
    heads = directory.heads
    stories = {head.story for head in heads.values() if head.story and (head.outlet or None) == outlet}
    near = sorted(
        (head for head in heads.values() if head.story in stories),
        key=lambda head: ((head.outlet or None) == outlet, head.earliest or "", head.id),
        reverse=True,
    )[:MOST_READ]
    articles = [head.id for head in near]
    named = {
        (article, start, end)
        for article, start, end, kind in store.values(
            Descriptor, "article", "start", "end", "kind", articles=articles
        )
        if kind == "name"
    }
    found: dict[str, dict[str | None, dict[tuple[str, ...], dict[str, set[Place]]]]] = {}
    columns = ("subject", "kind", "article", "start", "end", "words", "attribution", "quoted")
    for subject, kind, article, start, end, words, attribution, quoted in store.values(
        Calling, *columns, articles=articles
    ):
        place = (article, start, end)
        own_voice = attribution is None and not quoted
        if kind != "actor" or not own_voice or place in named or not directory.has_page(subject):
            continue
        folded = fold_words(words)
        form = tuple(word for word in folded if word not in ARTICLES) or folded
        spelt = (
            found.setdefault(subject, {}).setdefault(heads[article].outlet or None, {}).setdefault(form, {})
        )
        spelt.setdefault(words, set()).add(place)
    made = []
    for subject, outlets in found.items():
        own = outlets.get(outlet)
        others = {
            name: {form: spelt for form, spelt in forms.items() if _is_other(form, own or ())}
            for name, forms in outlets.items()
            if name != outlet
        }
        if own and any(others.values()):
            made.append(
                CalledOtherwise(
                    subject, _worded(own), {name: _worded(forms) for name, forms in others.items() if forms}
                )
            )
    made.sort(key=lambda one: (-len(one.own) - sum(map(len, one.others.values())), one.actor))
    return made[:MOST_SUBJECTS]


def _is_other(form: Words, own: Iterable[Words]) -> bool:
    """Whether some words say something else than all of an outlet's own: not only more of the same, or less."""
    told = _content(form)
    return all(not (told <= said or said <= told) for said in map(_content, own))


def _content(form: Words) -> frozenset[str]:
    common = function_words()
    return frozenset(stem(word.removesuffix("s")) for word in form if word not in common) or frozenset(form)


def _worded(forms: Mapping[tuple[str, ...], Mapping[str, set[Place]]]) -> list[Wording]:
    made = [
        Wording(
            Counter({words: len(places) for words, places in spelt.items()}).most_common(1)[0][0],
            sorted(place for places in spelt.values() for place in places),
        )
        for spelt in forms.values()
    ]
    return sorted(made, key=lambda one: (-len(one.places), one.words))
