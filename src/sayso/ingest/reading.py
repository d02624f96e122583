"""What passes between the readers: what is stated about an article, a read article, a row that tells a failure."""

from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple, TypedDict, cast

from sayso.errors import InputError
from sayso.ids import make_id
from sayso.records import Completeness, Failure, PublishedBasis

LIVE_PAGE = "text between the blocks of a live page"
"""The note on a live page's article, by which it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person states on the command line about articles that do not state it themselves.

    `url`, `title` and `external_id` can be true of one article only: the first that does not state its own takes
    them; that others followed is reported once, and they are read without.
    """

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    external_id: str | None = None
    language: str | None = None
    completeness: Completeness | None = None
    authors: tuple[str, ...] = ()


class GivenFields(TypedDict, total=False):
    """The fields of `Given` as keyword arguments, for functions that hand them through."""

    outlet: str | None
    published: str | None
    url: str | None
    title: str | None
    external_id: str | None
    language: str | None
    completeness: Completeness | None
    authors: tuple[str, ...]


def fields_of(given: Given) -> GivenFields:
    """The same as keyword arguments."""
    stated: dict[str, Any] = {item.name: getattr(given, item.name) for item in fields(Given)}
    return cast("GivenFields", stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What one source (a record, a sidecar row, a page's metadata, the command line) states about an article."""

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    external_id: str | None = None
    language: str | None = None
    completeness: str | None = None
    updated: str | None = None
    pubstatus: str | None = None
    authors: tuple[str, ...] = ()

    def over(self, other: "Stated") -> "Stated":
        """This statement, with what it leaves open taken from another."""
        return Stated(
            **{item.name: getattr(self, item.name) or getattr(other, item.name) for item in fields(Stated)}
        )


DateOf = Literal["published", "updated", "seen", "either"]
"""What a date is said to be of: the first publishing, a later change, the fetching, or one of the first two, unsaid which."""

DateBy = Literal[
    "record", "page", "wire", "feed", "sitemap", "text", "sidecar", "command line", "web address"
]
"""Who says it: one record of a file, a page's own declarations, an agency's envelope, the feed or sitemap that led to the
page, a line of the text ("Published 3 May 2031"). What the last three say is put in by `articles.build`."""


class StatedDate(NamedTuple):
    """One statement of a date, as a reader found it: the value as written, of what it is, who says so, and by which field.

    Readers state and never choose: `ingest.publication.weigh` does. `field` is the name that stands there ("datePublished",
    "pubDate", "lastmod"), for the person who looks it up.
    """

    value: str
    of: DateOf
    by: DateBy
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as a reader found it: text, statements, where it came from, and what was odd about it.

    `inferred` is a publication date that the reader worked out rather than read. `raw` are the bytes it came from,
    kept when the text does not hold all of them. `seen` is when it was fetched or crawled (ISO, from whoever did), before
    which it was published; `blocks` are the dated blocks of a live page, which become articles with this one as parent,
    each known on its page by `block`: its own id there, else its time and heading. `dates` are all further statements of
    days of publishing and of change, besides those of `stated`; `own_basis` is what a record that Sayso wrote says of its
    date: the basis, and why it is doubtful. Until `embargoed` (as written) it is withheld.
    """

    text: str
    stated: Stated = Stated()
    inferred: str | None = None
    path: str | None = None
    line: int | None = None
    media_type: str = "text/plain"
    notes: tuple[str, ...] = ()
    completeness: tuple[Completeness, str] | None = None
    raw: bytes | None = None
    seen: str | None = None
    blocks: tuple["Draft", ...] = ()
    dates: tuple[StatedDate, ...] = ()
    own_basis: tuple[PublishedBasis, str] | None = None
    block: str | None = None
    embargoed: str | None = None


def failed(error: InputError) -> Failure:
    """The failure row of an input that could not be read, or not wholly."""
    return Failure(
        id=make_id("Failure", "ingest", error.path, error.line, error.reason),
        stage="ingest",
        owner=error.path or "",
        path=error.path,
        line=error.line,
        reason=error.reason,
        fix=error.fix,
    )
