"""Within one story: what was said once, and where it came from."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.records.annotated import Effect, Reality
from sayso.records.record import Record
from sayso.spans import Span

Slot = Literal["date", "number", "name", "role", "scope", "polarity", "wording", "deed"]
DifferenceKind = Literal["contradiction", "precision", "scope", "wording", "naming", "development"]
Level = Literal["between", "gloss", "inside", "over_time"]
StanceLabel = Literal["for", "against", "conditional", "waiting"]
HopBasis = Literal["nested", "credit", "channel", "passage"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy(Record):
    """One slot that reports of a story fill differently; each `Evidence` of it stands on one of its sides.

    `slot` is what differs, `difference` how, `level` between whom: two reports, a quotation and the reporter's own
    gloss, places of one report, or times (a development, no contradiction). `about` are words of the first evidence
    that say what is compared. Nothing here says who is right.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    story: str
    slot: Slot
    difference: DifferenceKind
    level: Level
    about: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedDiscrepancy(Record):
    """What one review comes to for one discrepancy of a story as its texts are now; `discrepancy` is its id, rejected ones too."""

    ARTICLES: ClassVar[tuple[str, ...]] = ("article", "other_article")

    id: str
    article: str
    start: int
    end: int
    other_article: str
    other_start: int
    other_end: int
    story: str
    discrepancy: str
    review: str
    kind: Literal["confirm", "reject", "change", "add", "note"]
    field: str
    value: str | None
    by: str
    at: str
    effect: Effect
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """One slot that several reports fill alike: repeated, which does not confirm it.

    At least `least` and at most `most` (None: unknown) separate textual sources tell it, as far as the collection shows.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    story: str
    slot: Slot
    about: str
    value: str
    least: int
    most: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """Words of one article that fill a slot: `value` as compared, the words from `start` to `end`, in their `context`.

    `comparison` is the discrepancy or the agreement; evidence with one `side` has one value. `attribution` is the innermost
    one that the words stand in (None: the outlet says it), so that a claim stays one.
    """

    id: str
    article: str
    comparison: str
    side: int
    value: str
    start: int
    end: int
    context: Span
    attribution: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that reports of a story tell of one time; its id is its smallest clause.

    `speaker` "": the outlets tell it in their own voice. Else it is only what `speaker` (`actor`, where known) said,
    and never one with the same told by an outlet or by somebody else. `reality` is "told" or "future" (told as still
    to come); `negated`: told as what did not happen. `earliest` or `latest` None: open on that side.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    story: str
    earliest: str | None
    latest: str | None
    precision: str
    actor: str | None
    speaker: str
    reasons: tuple[str, ...]
    reality: Reality = "told"
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMember(Record):
    """A clause of an article that tells an event, and what dates it (`time`, `dated`: how its day was found)."""

    id: str
    article: str
    event: str
    clause: str
    start: int
    end: int
    attribution: str | None
    time: str | None
    dated: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition(Record):
    """What several utterances of a story are for or against; its id is made of its first statement's. It has no own wording.

    `words` are those that its utterances have in common, to find it by; a label is for or against what the first names.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    story: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """Where one actor stands on one proposition, shown by its utterances; `label` None: their words must do."""

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    story: str
    proposition: str
    actor: str | None
    speaker: str
    label: StanceLabel | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionMember(Record):
    """A rendering that `shows` a position (its id); `said_on` its day, `shift` whether it stands elsewhere than the one before.

    `words` is the sentence of it that does (of a long quotation not everything), with the cue where that comes first.
    """

    id: str
    article: str
    shows: str
    attribution: str
    utterance: str
    said_on: str | None
    label: StanceLabel | None
    shift: bool
    reasons: tuple[str, ...]
    words: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling(Record):
    """What an article calls an actor, or a deed that another tells in other words; `attribution` None: in its own voice.

    `subject` is the actor (kind "actor"; "deed": what befell the actor, `words` being those that tell it), or the id of
    the shared passage in which articles choose other words for one thing. `quoted`: within quotation marks.
    """

    id: str
    article: str
    story: str
    kind: Literal["actor", "deed", "passage"]
    subject: str
    words: str
    start: int
    end: int
    attribution: str | None
    quoted: bool
