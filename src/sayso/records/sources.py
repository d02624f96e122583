"""What Sayso is given, and never derives: articles and what people decided of them."""

from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from sayso.records.record import Record

Completeness = Literal["full", "partial", "excerpt", "unknown"]
PublishedBasis = Literal["stated", "dateline", "inferred", "unknown"]
ReviewKind = Literal["same_actor", "different_actors", "undo"]


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
