"""What Sayso is given, and never derives: articles and what people decided of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from sayso.records.record import Record

Completeness = Literal["full", "partial", "excerpt", "unknown"]
PublishedBasis = Literal["stated", "dateline", "inferred", "doubtful", "reviewed", "unknown"]
"""`doubtful`: it is stated, and something else that is stated speaks against it; nothing is ordered by it."""
PubStatus = Literal["usable", "withheld", "canceled"]
"""Whether its provider lets an article be used, in the words of the IPTC (cv.iptc.org/newscodes/pubstatusg2)."""
USABLE: PubStatus = "usable"
STATED_BASES: frozenset[PublishedBasis] = frozenset({"stated", "reviewed"})
"""Bases on which a date of publishing is as good as said: by the source itself, or by a person who looked it up."""
CRAWLED = "crawled, which is not published"
"""What begins the note on when a crawler captured a page, by which captures are put in order."""
NO_DAY_OF_ITS_OWN = "and not whether it was published or changed then"
"""What ends the doubt of a day of which nobody says what it is of: it contradicts no day of publishing."""
ReviewKind = Literal[
    "same_actor",
    "different_actors",
    "same_story",
    "different_stories",
    "confirm",
    "reject",
    "change",
    "add",
    "note",
    "original",
    "undo",
]
ReviewSubject = Literal["actor", "story", "attribution", "discrepancy", "time", "article"]


def capture_in(notes: Iterable[str]) -> str | None:
    """When a crawler captured a page, as a note of it says."""
    return next((note[len(CRAWLED) + 2 :] for note in notes if note.startswith(f"{CRAWLED}: ")), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Record):
    """One report by one outlet, with its text exactly as it was decoded.

    `id` stays over revisions of the same URL; `revision` names this text of it. `published_earliest` and
    `published_latest` are ISO dates or times (None: unknown); `updated` is when its source says that it was last changed,
    which is no date of publishing. `published_doubt` says in words why a date of publishing is doubtful ("": it is not); what
    is ordered or placed in time goes by `day_from` and `day_to`, which know no doubtful date. `pubstatus` is what its provider says of its use: what is withheld or canceled is
    kept and not read. `parent` is the article of the live page that this is a dated block of. `raw` is the SHA-256 of the
    bytes it was read from.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ("id",)
    # A page that is asked again may change each of these and not a word of what it says.
    FOR_READERS: ClassVar[tuple[str, ...]] = (
        "path",
        "published_doubt",
        "completeness_reason",
        "notes",
        "raw",
    )
    BY_DAY: ClassVar[tuple[str, ...]] = ("updated",)

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
    published_doubt: str = ""
    updated: str | None = None
    pubstatus: PubStatus = "usable"
    completeness: Completeness = "unknown"
    completeness_reason: str = ""
    parent: str | None = None
    notes: tuple[str, ...] = ()
    raw: str | None = None

    @property
    def usable(self) -> bool:
        """Whether its provider lets it be used: what is not is kept, and no stage is given it."""
        return self.pubstatus == USABLE

    @property
    def captured(self) -> str | None:
        """When a crawler captured the page that it was read from, as the web archive says; None: it is out of none."""
        return capture_in(self.notes)

    @property
    def in_part(self) -> bool:
        """Whether it is known that not all of it is here: then that something does not stand in its text shows nothing."""
        return self.completeness in {"partial", "excerpt"}

    @property
    def day_from(self) -> str | None:
        """The first day or moment at which it can have come out, for ordering and placing; None: unknown or doubtful."""
        return None if self.published_basis == "doubtful" else self.published_earliest

    @property
    def day_to(self) -> str | None:
        """The last day or moment at which it can have come out, for ordering and placing; None: unknown or doubtful."""
        return None if self.published_basis == "doubtful" else self.published_latest

    @property
    def words_to(self) -> str | None:
        """The last day or moment at which words of it can have been written: its last change, where that is later.

        None: unknown or doubtful, as when it came out.
        """
        last = self.day_to
        if last is None or self.updated is None or self.updated[:10] <= last[:10]:
            return last
        return self.updated[:10]

    @property
    def firmly_dated(self) -> bool:
        """Whether its date of publishing is as good as said: only then does it tell which of two articles came first."""
        return self.published_basis in STATED_BASES


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
    """What a person decided of one thing (`subject`). A log: nothing in it changes, and `undo` is a row.

    `a_` is the anchor of what is reviewed: the content of an attribution, a time expression, a name, the first
    evidence of a discrepancy, or a whole article (an anchor without words). `b_` is a second place where there is one
    (`b_article` "": there is none): the other name, article or evidence, the words that name the speaker, the new
    content, the original in another language. `field` says what is changed ("speaker", "said_on", "outlet" ...) and
    `value` to what; with neither a value nor a second place it is to be unknown. `language` and `translator` belong to
    an original, `tags` to a note. An undo names what it takes back (`undoes`) and has the same anchors, so that it
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
    subject: ReviewSubject = "actor"
    field: str = ""
    value: str | None = None
    tags: tuple[str, ...] = ()
    language: str = ""
    translator: str = ""

    @property
    def a(self) -> Anchor:
        """What is reviewed."""
        return Anchor(self.a_article, self.a_quote, self.a_before, self.a_after, self.a_start, self.a_end)

    @property
    def b(self) -> Anchor | None:
        """The second place, where there is one."""
        if not self.b_article:
            return None
        return Anchor(self.b_article, self.b_quote, self.b_before, self.b_after, self.b_start, self.b_end)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The one place or the two, in the order in which they were given."""
        return (self.a,) if self.b is None else (self.a, self.b)


class Reading(NamedTuple):
    """An article as it was read, with the bytes it was read from where they are worth keeping (HTML).

    `says_usable`: its source says in so many words that it may be used, which brings a withdrawn article back.
    """

    article: Article
    raw: bytes | None = None
    says_usable: bool = False
