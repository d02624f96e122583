"""What one article says, read alone."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.records.record import Record
from sayso.spans import Span

EntityType = Literal[
    "person", "organization", "government", "group", "outlet", "place", "document", "unnamed"
]
MarkKind = Literal[
    "headline", "subheading", "dateline", "place", "credit", "byline", "section", "caption", "furniture"
]
AttributionKind = Literal["direct", "indirect", "mixed"]
Basis = Literal[
    "named",
    "surname",
    "pronoun",
    "role",
    "cueless",
    "carried_over",
    "never_introduced",
    "unnamed",
    "reviewed",
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
Effect = Literal["followed", "overridden", "refused"]
Reality = Literal["told", "future", "possible", "asked"]
DescriptorKind = Literal["name", "title", "apposition", "predicate", "noun", "modifier"]
CreditKind = Literal["dateline", "byline", "reported", "told", "via", "quoted"]


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
class ReviewedAttribution(Record):
    """What one review comes to for one attribution as the text is now; `attribution` is its id, rejected ones too.

    `start` and `end` are where the content stands (from its first to its last character). `other` is where the
    review's second place is found in this article. `effect`: the review holds ("followed"), a later or opposite one
    holds instead ("overridden"), or it asks for what cannot be ("refused", with `why`).
    """

    id: str
    article: str
    attribution: str
    start: int
    end: int
    review: str
    kind: Literal["confirm", "reject", "change", "add", "note", "original"]
    field: str
    value: str | None
    other: Span | None
    by: str
    at: str
    effect: Effect
    why: str = ""


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
class ReviewedTime(Record):
    """What one review comes to for one time expression as the text is now; `time` is its id, rejected ones too."""

    id: str
    article: str
    time: str
    start: int
    end: int
    review: str
    kind: Literal["confirm", "reject", "change", "add", "note"]
    value: str | None
    by: str
    at: str
    effect: Effect
    why: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Record):
    """One clause: who does what to whom, whether it is said to be so, and in whose voice.

    `predicate` are the words of its verb group, `verb` the stem of the word that tells the deed. `agent` does it and
    `patient` undergoes it, in the passive as in the active; `others` are its further arguments. `attribution` is the
    innermost one in whose content the clause stands; None: the outlet says it. `reality` is "told" (as something that
    is or was so), "future", "possible" (may, would, if) or "asked" (should, must, an order). `time` is the id of the
    `Time` that dates it, where words of the clause or its sentence do.
    """

    id: str
    article: str
    start: int
    end: int
    predicate: Span
    verb: str
    agent: Span | None = None
    agent_entity: str | None = None
    patient: Span | None = None
    patient_entity: str | None = None
    others: tuple[Span, ...] = ()
    negated: bool = False
    reality: Reality = "told"
    attribution: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor(Record):
    """Words by which an article calls an entity: a name, a title, a description; `attribution` None: in its own voice.

    `quoted`: they stand within quotation marks. `head` is the stem of the noun that says what it is ("militia").
    """

    id: str
    article: str
    entity: str
    start: int
    end: int
    kind: DescriptorKind
    head: str
    attribution: str | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Record):
    """When an article of unknown date can have been published, as far as its own words tell; ISO dates, inclusive.

    None: no words tell on that side. `evidence` are the words that each of `reasons` is read from, in its order.
    """

    id: str
    article: str
    earliest: str | None
    latest: str | None
    evidence: tuple[Span, ...]
    reasons: tuple[str, ...]
