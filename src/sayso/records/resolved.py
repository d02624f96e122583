"""Where articles meet: shared text, stories, actors."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.records.annotated import EntityType
from sayso.records.record import Record

LinkBasis = Literal[
    "name", "usual_name", "spelling", "surname", "short", "acronym", "stated", "metonym", "country", "alias"
]
PassageKind = Literal["verbatim", "edited"]
Direction = Literal["a_to_b", "b_to_a", "common_source", "unknown"]
DirectionBasis = Literal["credit", "times", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed(Record):
    """Two articles share this fingerprint of words; a reason to compare them."""

    ARTICLES: ClassVar[tuple[str, ...]] = ("article", "other")

    id: str
    article: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage(Record):
    """Text that two articles share, with its span on both sides. `a_article` sorts before `b_article`.

    `direction_basis`: that one credits the other, or the order of stated times alone, which is weaker.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ("a_article", "b_article")

    id: str
    a_article: str
    a_start: int
    a_end: int
    b_article: str
    b_start: int
    b_end: int
    kind: PassageKind
    words: int
    direction: Direction
    why: str
    direction_basis: DirectionBasis = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEdge(Record):
    """Two articles may tell one story; `reasons` name the shared words."""

    ARTICLES: ClassVar[tuple[str, ...]] = ("article", "other")

    id: str
    article: str
    other: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPart(Record):
    """The connected component of story edges that an article lies in."""

    id: str
    article: str
    component: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Record):
    """Articles about one running story; its id is its smallest article id. `title` is one of their headlines."""

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMember(Record):
    """An article's place in a story; `phase` is the burst of it that the article belongs to."""

    id: str
    article: str
    story: str
    phase: str
    phase_earliest: str | None
    phase_latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedPair(Record):
    """The two entities that a review in force is about, as they are found now: one actor (`same`) or two.

    `entity` sorts before `other_entity`. `at` is the time of the review: where two contradict each other, the later
    one wins. A review whose anchor finds no entity makes no row.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ("article", "other_article")

    id: str
    article: str
    entity: str
    other_article: str
    other_entity: str
    same: bool
    review: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEdge(Record):
    """Two entities may be one actor: on what `basis` they met, and the score of it alone with its reasons.

    A candidate: what else speaks for it and against it is weighed where actors are made.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ("article", "other_article")

    id: str
    article: str
    entity: str
    other_article: str
    other_entity: str
    basis: LinkBasis
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPart(Record):
    """The connected component of actor edges that an entity lies in."""

    id: str
    article: str
    entity: str
    component: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """An entity across articles, over all its names and spellings; its id is that of its entity in the
    earliest report (of one day: in the first by article id), so that news which comes in later changes it for nobody.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    name: str
    type: EntityType
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMember(Record):
    """Which actor an entity of an article is, and why."""

    FOR_READERS: ClassVar[tuple[str, ...]] = ("reasons",)

    id: str
    article: str
    entity: str
    actor: str
    reasons: tuple[str, ...]
