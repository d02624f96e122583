"""Every record type: what Sayso keeps, as frozen values.

Source records (`Article`, `Raw`, `Review`) are never derived. Every other record is a function of them and has
exactly one stage that writes it. Offsets are code points of `Article.text`; scores are thousandths (0-1000).

`ARTICLES` names the fields of a type that hold article ids: a record belongs to the bundle of each of them.
`TRANSIENT` records are handed from stage to stage within one article and are never stored.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, NamedTuple

from sayso.spans import Span

type_names = ("person", "organization", "government", "group", "outlet", "place", "document", "unnamed")
EntityType = Literal[
    "person", "organization", "government", "group", "outlet", "place", "document", "unnamed"
]
Completeness = Literal["full", "partial", "excerpt", "unknown"]
PublishedBasis = Literal["stated", "dateline", "inferred", "unknown"]
MarkKind = Literal[
    "headline", "subheading", "dateline", "place", "credit", "byline", "section", "caption", "furniture"
]
AttributionKind = Literal["direct", "indirect", "mixed"]
Basis = Literal[
    "named", "surname", "pronoun", "role", "cueless", "carried_over", "never_introduced", "unnamed"
]
Capacity = Literal["leader", "spokesman", "member", "own_name", "unclear"]
SpeechAct = Literal[
    "statement",
    "demand",
    "warning",
    "accusation",
    "denial",
    "promise",
    "praise",
    "announcement",
    "report",
    "opinion",
    "intention",
    "belief",
]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
LinkBasis = Literal[
    "name", "usual_name", "spelling", "surname", "short", "acronym", "stated", "metonym", "country", "alias"
]
PassageKind = Literal["verbatim", "edited"]
Direction = Literal["a_to_b", "b_to_a", "common_source", "unknown"]
DirectionBasis = Literal["credit", "times", "none"]
CreditKind = Literal["dateline", "byline", "reported", "told", "via", "quoted"]
HopBasis = Literal["nested", "credit", "channel", "passage"]
ReviewKind = Literal["same_actor", "different_actors", "undo"]


class Record:
    """The base of every record type; it holds no data."""

    __slots__ = ()
    ARTICLES: ClassVar[tuple[str, ...]] = ("article",)
    TRANSIENT: ClassVar[bool] = False


# --- source records -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Record):
    """One report by one outlet, with its text exactly as it was decoded.

    `id` stays over revisions of the same URL; `revision` names this text of it. `published_earliest` and
    `published_latest` are ISO dates or times (None: unknown). `raw` is the SHA-256 of the bytes it was read from.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    revision: str
    text: str
    text_sha256: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    external_id: str | None = None
    path: str | None = None
    language: str | None = None
    media_type: str = "text/plain"
    published_earliest: str | None = None
    published_latest: str | None = None
    published_basis: PublishedBasis = "unknown"
    completeness: Completeness = "unknown"
    completeness_reason: str = ""
    notes: tuple[str, ...] = ()
    raw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure(Record):
    """Something that could not be read or derived: where, why, and what to do. `stage` is 'ingest' for input."""

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    stage: str
    owner: str
    path: str | None = None
    line: int | None = None
    reason: str
    fix: str


class Anchor(NamedTuple):
    """Words of an article that a person pointed at: as they stood there, with what stood around them, and where.

    The quotation and up to 32 characters on either side find them again in an edited text, the offsets tell which of
    several they are (W3C Web Annotation, TextQuoteSelector and TextPositionSelector).
    """

    article: str
    quote: str
    before: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """What a person decided of two names: of one actor, or of two. A log: nothing in it changes, and `undo` is a row.

    `a_` and `b_` are the two anchors. An undo names what it takes back (`undoes`) and has the same anchors, so that it
    belongs to the same articles. `by` says who, `at` when (UTC, "2031-05-07T10:00:00.000000Z"), `note` why.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ("a_article", "b_article")

    id: str
    kind: ReviewKind
    a_article: str
    a_quote: str
    a_before: str
    a_after: str
    a_start: int
    a_end: int
    b_article: str
    b_quote: str
    b_before: str
    b_after: str
    b_start: int
    b_end: int
    by: str
    at: str
    note: str = ""
    undoes: str | None = None

    @property
    def anchors(self) -> tuple[Anchor, Anchor]:
        """The two places in the order in which they were given."""
        return (
            Anchor(self.a_article, self.a_quote, self.a_before, self.a_after, self.a_start, self.a_end),
            Anchor(self.b_article, self.b_quote, self.b_before, self.b_after, self.b_start, self.b_end),
        )


class Reading(NamedTuple):
    """An article as it was read, with the bytes it was read from where they are worth keeping (HTML)."""

    article: Article
    raw: bytes | None = None


# --- annotate: one article alone ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Record):
    """A stretch of text that is not body text (headline, dateline, furniture ...): marked, never cut."""

    id: str
    article: str
    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parse(Record):
    """The grammar of one article, as parallel lists over its tokens (a transient record).

    `head` is the index of a token's governor (a root's is its own). `tag` is the Penn tag, `pos` the universal one,
    `dep` the dependency label, `ent` the entity label ("" outside), `ent_start` whether a name begins here,
    `sent` the index of the token's sentence, which grows from 0.
    """

    TRANSIENT: ClassVar[bool] = True

    article: str
    start: list[int]
    end: list[int]
    head: list[int]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    ent: list[str]
    ent_start: list[bool]
    sent: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Record):
    """One sentence (or one marked zone); `paragraph` counts from 0 in reading order."""

    id: str
    article: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """Words that refer to somebody or something: a name, a role ("the official"), or a pronoun."""

    id: str
    article: str
    start: int
    end: int
    type: EntityType
    form: Literal["name", "role", "pronoun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """Somebody or something within one article, over all its mentions there. `roles` are spans ("prime minister")."""

    id: str
    article: str
    name: str
    type: EntityType
    named: bool
    mentions: tuple[str, ...]
    roles: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Record):
    """Who (source) says (cue) what (content, one or more spans). `nested_in` is the attribution around it."""

    id: str
    article: str
    kind: AttributionKind
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    nested_in: str | None = None
    confidence: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Record):
    """Whom an attribution's source resolves to, and on what basis. `entity` None: unknown.

    `name` is the fullest name in the article, or the description of an unnamed source ("" when unknown).
    `speaks_for_span` shows the words that tie the speaker to the body in `speaks_for`. Of joint speakers `entity` is
    the first, `also` holds the others, and `name` names them all.
    """

    id: str
    article: str
    attribution: str
    entity: str | None
    mention: Span | None
    name: str
    type: EntityType
    basis: Basis
    confidence: int
    reasons: tuple[str, ...]
    speaks_for: str | None = None
    capacity: Capacity | None = None
    speaks_for_span: Span | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Record):
    """A time expression: TIMEX3 `type` and `value`, and the interval it stands for as far as it is known.

    `earliest` and `latest` are ISO dates or times (inclusive; None: left relative). `precision` is one of
    "second", "minute", "hour", "part_of_day", "day", "week", "month", "season", "quarter", "year", "decade",
    "century", "unknown".
    """

    id: str
    article: str
    start: int
    end: int
    type: TimeType
    value: str
    earliest: str | None
    latest: str | None
    precision: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Record):
    """A number with what is counted (`unit`) and its hedge (`modifier`, as "about"); a range has `value_to`."""

    id: str
    article: str
    start: int
    end: int
    value: float
    value_to: float | None = None
    unit: str | None
    modifier: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail(Record):
    """How an attribution was said: speech act, channel, addressee and day, each with its words."""

    id: str
    article: str
    attribution: str
    speech_act: SpeechAct
    channel: Span | None = None
    channel_kind: str | None = None
    addressee: Span | None = None
    said_on: Span | None = None
    said_on_value: str | None = None
    said_on_basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(Record):
    """What was seen and not understood: a quotation without a speaker, a cue without a source ..."""

    id: str
    article: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Record):
    """Words by which an article says where its text or its news comes from; `named` are those that name the carrier.

    `reach` is the sentence that it covers (for a dateline the first one after it). `wider` is a further stretch that
    it may cover: a suggestion, to be shown as one. A credit of a picture is none.
    """

    id: str
    article: str
    start: int
    end: int
    kind: CreditKind
    carrier: str
    named: Span
    reach: Span
    wider: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding(Record):
    """What an attribution's content means, as a vector; `attribution` None: the headline and first words of the article.

    `vector` is base64 of 384 signed bytes, a vector of length 1 times 127 (`sayso.words.vectors`).
    """

    id: str
    article: str
    attribution: str | None
    vector: str


# --- resolve and compare: articles meet -----------------------------------------------------------------------


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
    """An entity across articles, over all its names and spellings; its id is its smallest entity id."""

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    name: str
    type: EntityType
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMember(Record):
    """Which actor an entity of an article is, and why."""

    id: str
    article: str
    entity: str
    actor: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance(Record):
    """Something said once, over all the attributions that carry it; its id is its smallest attribution id.

    It has no wording of its own, only renderings. `actor` None: the speaker is unknown or unnamed.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    story: str
    actor: str | None
    speaker: str
    said_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceMember(Record):
    """One rendering of an utterance: an attribution of one article, and why it belongs here.

    `score` is the chance, in thousandths, that it is one with the rendering most like it (None: it stands alone).
    `language` are the words that tell in what language it was said ("in Arabic"), None where no words do.
    """

    id: str
    article: str
    attribution: str
    utterance: str
    reasons: tuple[str, ...]
    score: int | None = None
    language: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop(Record):
    """One step of the chain by which an utterance reached an article, `step` 1 being the nearest to the article.

    `start` and `end` are the words that name the step, `basis` is what they are read from. `held` is the collection's
    article of that carrier with the utterance; None: credited, not held. `suggested`: the words stand near the
    rendering, in another sentence, and perhaps are not about it.
    """

    id: str
    article: str
    attribution: str
    utterance: str
    step: int
    carrier: str
    start: int
    end: int
    held: str | None
    basis: HopBasis
    suggested: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(Record):
    """How many separate textual sources stand behind an utterance, or (`utterance` None) behind one shared text.

    At least `least` and at most `most` (None: unknown), as far as the collection shows; no proof of independence.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    story: str
    utterance: str | None
    least: int
    most: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginMember(Record):
    """A rendering of an utterance, or a stretch of shared text, and the textual source that it belongs to.

    `source` is the smallest id of the members of one textual source: members with another may still have one source.
    """

    id: str
    article: str
    origin: str
    attribution: str | None
    start: int
    end: int
    source: str
    reasons: tuple[str, ...]


SOURCE: tuple[type[Record], ...] = (Article, Review)
RECORDS: tuple[type[Record], ...] = (
    Article,
    Review,
    Mark,
    Parse,
    Sentence,
    Mention,
    Entity,
    Attribution,
    Speaker,
    Time,
    Quantity,
    Detail,
    Unread,
    Embedding,
    Credit,
    Seed,
    SharedPassage,
    StoryEdge,
    StoryPart,
    Story,
    StoryMember,
    ReviewedPair,
    ActorEdge,
    ActorPart,
    Actor,
    ActorMember,
    Utterance,
    UtteranceMember,
    Hop,
    Origin,
    OriginMember,
    Failure,
)
"""Every record type, in the order in which the flow makes them."""


def article_ids(record: Any) -> tuple[str, ...]:
    """The ids of the articles that a record belongs to."""
    return tuple(getattr(record, field) for field in type(record).ARTICLES)
