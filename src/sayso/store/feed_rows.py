"""What a collection keeps of its feeds: the feeds themselves, the addresses found in them, the hosts that were asked.

None of it is derived and no stage reads it. Times are ISO text in UTC, as the clock of whoever watched told them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from sayso.records import Record

FeedState = Literal["waiting", "read", "unchanged", "failed"]
"""What became of a feed the last time: not asked yet; read; the same as before; not to be had (`reason`)."""

LinkState = Literal["waiting", "kept", "unchanged", "failed", "forbidden", "gone", "older", "removed"]
"""What became of an address: it waits to be asked; an article is kept of it; it was looked at again and was the same;
it could not be had; robots.txt forbids it; it is not there any more; it stood in the feed before the first reading and is not
asked for; its article was removed by a person."""


WAITING: tuple[LinkState, ...] = ("waiting",)
"""The state of what is to be asked for the first time, or again because its feed says that it changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow(Record):
    """One feed or sitemap: how it is to be read, and how it stood when it was last asked.

    `url` is the address that was named, `moved_to` where permanent redirects led; `parent` is the sitemap index or list that
    named it. `listed`: it is among those that were watched last. `kind` is what it turned out to be. `changed` is what
    its parent said of its last change. `items` stood in it when it was last read; `failures` is in a row.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    url: str
    parent: str | None = None
    listed: bool = True
    outlet: str | None = None
    language: str | None = None
    expected: str = "auto"
    text: Literal["page", "feed"] = "page"
    every_s: int = 900
    recheck_s: tuple[int, ...] = ()
    kind: str | None = None
    title: str | None = None
    moved_to: str | None = None
    state: FeedState = "waiting"
    reason: str | None = None
    fix: str | None = None
    items: int = 0
    failures: int = 0
    etag: str | None = None
    last_modified: str | None = None
    changed: str | None = None
    first_seen: str
    last_asked: str | None = None
    last_read: str | None = None
    next_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow(Record):
    """One address that a feed named: what the feed said of it, and what became of it.

    `address` is its one spelling, `url` how the feed spells it; `feed` is empty where a person alone named it, to `add`. `title`, `published`, `updated`, `authors`, `language` and
    `outlet` are as the feed gave them; `feed_text` is the text that stood in the feed, until an article is kept of the page
    (`whole`: it is all of the article; `cut`: what speaks against that), `dates` are all the days it states, `digest` stands
    for all of this. `from_feed`: the article that is kept is the
    feed's own text. `kept_at` is when one was first kept, `tries` how often in a row it could not be had, `in_vain` how
    often the feed said in a row that it had changed when it had not.
    """

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    address: str
    url: str
    feed: str
    host: str
    state: LinkState = "waiting"
    reason: str | None = None
    fix: str | None = None
    article: str | None = None
    key: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    outlet: str | None = None
    feed_text: str | None = None
    whole: bool = False
    cut: str = ""
    dates: tuple[tuple[str, str, str, str], ...] = ()
    from_feed: bool = False
    digest: str = ""
    etag: str | None = None
    last_modified: str | None = None
    first_seen: str
    kept_at: str | None = None
    last_asked: str | None = None
    next_at: str | None = None
    tries: int = 0
    in_vain: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRow(Record):
    """One host that was asked: when it was asked last, and before when it is not to be asked again, and why."""

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    host: str
    last_asked: str | None = None
    not_before: str | None = None
    failures: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProblem:
    """Addresses of one feed that came to the same bad end: how many, why, what to do, and the first few of them.

    `next` is when the first of them is asked again; None: none is.
    """

    state: LinkState
    reason: str
    fix: str
    count: int
    where: tuple[str, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """One feed as `sayso status` tells of it.

    `last_read` is when it was last read well (or found unchanged), `last_tried` when it was last asked at all, `next` when it is to be
    asked again; None where that never was, or is not to be. `items` stood in it then; `links` counts its addresses by
    state, `articles` those of which an article is kept, `excerpts` those of them that are only what the feed itself gives.
    `reason` and `fix`: why the feed itself could not be read the last time. `problems` are those of its addresses.
    """

    url: str
    outlet: str | None = None
    title: str | None = None
    kind: str | None = None
    text: Literal["page", "feed"] = "page"
    every_s: int = 900
    listed: bool = True
    parent: str | None = None
    moved_to: str | None = None
    state: FeedState = "waiting"
    first_seen: str = ""
    last_read: str | None = None
    last_tried: str | None = None
    next: str | None = None
    items: int = 0
    articles: int = 0
    excerpts: int = 0
    waiting: int = 0
    failed: int = 0
    links: Mapping[LinkState, int] = field(default_factory=dict)
    failures: int = 0
    reason: str | None = None
    fix: str | None = None
    problems: tuple[LinkProblem, ...] = ()
