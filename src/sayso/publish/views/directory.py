"""Who is in a collection, who speaks where, and in which articles: held as columns, for one state of the store.

Lists of actors and outlets, facets and counts look at every row of a collection. A page cannot read them all again each
time, so they are kept in memory (`directories`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sayso.publish.views.lookup import Words, name_fit
from sayso.publish.views.renderings import HELD_BACK
from sayso.records import Story
from sayso.reviews.states import ReviewState

T = TypeVar("T")
MOST_KEPT = 64
"""Answers kept beside the columns: pages that are read again (a part further on, another filter)."""
ENDS = 2
"""How well a typed name must fit (`lookup.name_fit`): the same, or its last words."""
PEOPLE = frozenset({"person", "unnamed"})
"""Whoever only stands in a report, without a word or a role, may be a bystander, and gets no page."""


class Head(NamedTuple):
    """An article without its text; `earliest` and `latest` are None where its date is unknown or doubtful."""

    id: str
    outlet: str | None
    title: str | None
    language: str | None
    earliest: str | None
    latest: str | None
    story: str | None
    doubtful: bool
    published_words: str
    part_words: str


class Known(NamedTuple):
    """An actor as lists and links need it; `role` is what most articles call it ("" when none gives it one)."""

    id: str
    name: str
    type: str
    named: bool
    role: str
    names: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: int
    utterances: int

    @property
    def only_mentioned(self) -> bool:
        """Whether it is a body, a place or a document that says nothing and to which no article gives a role."""
        return not self.utterances and not self.role


class Told(NamedTuple):
    """An attribution without its words: who says it, for whom, how, in which article."""

    attribution: str
    article: str
    utterance: str
    actors: tuple[str, ...]
    body: str | None
    name: str
    act: str
    kind: str
    channel: str | None
    said_on: str | None
    state: ReviewState

    @property
    def held_back(self) -> bool:
        """Whether it is an intention or a belief, and no speech."""
        return self.act in HELD_BACK


@dataclass(frozen=True, slots=True)
class Directory:
    """One state of a collection as columns; `told` are in the order of the store."""

    heads: Mapping[str, Head]
    stories: Mapping[str, Story]
    actors: Mapping[str, Known]
    """Those with a page: all but people who never speak here and to whom no article gives a role."""
    actor_of: Mapping[str, str]
    """Which actor each entity is; those without a page too."""
    entities: Mapping[str, tuple[str, ...]]
    told: Sequence[Told]
    by_attribution: Mapping[str, Told]
    by_words: Mapping[Words, tuple[str, ...]]
    """The actors that have a name of these words."""
    by_last: Mapping[str, tuple[Words, ...]]
    """The names that end with a word."""
    kept: dict[Any, Any]

    def remember(self, key: object, make: Callable[[], T]) -> T:
        """An answer that was made of this state of the collection before; made now where it was not."""
        found: T | None = self.kept.get(key)
        if found is not None:
            return found
        made = make()
        if len(self.kept) >= MOST_KEPT:
            self.kept.pop(next(iter(self.kept)), None)  # the one that was made first
        self.kept[key] = made
        return made

    def has_page(self, actor: str) -> bool:
        """Whether an actor has a page to link to."""
        return actor in self.actors

    def named(self, asked: Words) -> list[Known]:
        """The actors that have these words as a name or as the end of one, surest and best known first."""
        if not asked:
            return []
        fits: dict[str, int] = {}
        for name in self.by_last.get(asked[-1], ()):
            fit = name_fit(asked, name)
            for actor in self.by_words[name] if fit >= ENDS else ():
                fits[actor] = max(fits.get(actor, 0), fit)
        found = [self.actors[actor] for actor in fits]
        return sorted(found, key=lambda one: (-fits[one.id], -one.utterances, -len(one.articles), one.id))
