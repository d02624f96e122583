"""From the items of a feed to the addresses that are kept: which are new, which are said to have changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sayso.errors import FetchError
from sayso.fetching.places import place_of
from sayso.ids import digest, make_id
from sayso.ingest.dates import parse_published
from sayso.ingest.decoding import clean
from sayso.ingest.feeds.items import Feed, FeedItem
from sayso.ingest.identity import article_id, canonical_url
from sayso.ingest.reading import StatedDate
from sayso.store.feed_links import REMOVED_FIX
from sayso.store.feed_rows import FeedRow, LinkRow
from sayso.watching.moments import kept
from sayso.watching.timing import next_look

MOST_WAITING = 5_000
"""Addresses of one feed that wait at a time; a feed that invents new ones at every reading fills no disk. Those beyond
are taken once there is room, if the feed still names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reading of a feed found: rows that are new or differ, those whose text is the feed's own, what was left out."""

    links: tuple[LinkRow, ...]
    given: tuple[LinkRow, ...]
    fresh: int
    left_out: int


def addresses_of(feed: Feed) -> dict[str, FeedItem]:
    """The items of a feed by the address under which they are kept, each once, in their order."""
    found: dict[str, FeedItem] = {}
    for item in feed.items:
        found.setdefault(_address(feed, item), item)
    return found


def _address(feed: Feed, item: FeedItem) -> str:
    canonical = canonical_url(item.url) if item.url else None
    return canonical or f"{feed.url}#{make_id('FeedItem', item.key)}"


def find(
    feed: Feed,
    row: FeedRow,
    items: Mapping[str, FeedItem],
    known: Mapping[str, LinkRow],
    *,
    listed: frozenset[str],
    removed: frozenset[str],
    waiting: int,
    first: int,
    now: datetime,
) -> Found:
    """What of a feed's items (`addresses_of`) is new, or said to have changed, against what is known of them.

    `listed` are the feeds watched now: an address whose own feed is not becomes this one's. `removed` are articles that a
    person removed. `waiting` addresses of this feed wait already. Of a sitemap that is read for the first time only the `first`
    newest are asked for.
    """
    chosen = set(items) if row.last_read or feed.kind != "sitemap" else _newest(items, first)
    links: list[LinkRow] = []
    given: list[LinkRow] = []
    fresh = left_out = 0
    for address, item in items.items():
        old = known.get(address)
        if old is not None and _is_known(old, row, item):
            continue  # most items of most readings
        said = _said(feed, row, address, item, now)
        if old is None:
            if (
                article_id(url=canonical_url(said.url), outlet=None, external_id=None, text_sha256="")
                in removed
            ):
                links.append(_as_removed(said))
                continue
            if address not in chosen:
                links.append(replace(said, state="older", feed_text=None, next_at=None))
                continue
            if waiting + fresh >= MOST_WAITING:
                left_out += 1
                continue
            fresh += 1
            new = said
        else:
            merged = _merged(old, said, row, adopt=old.feed not in listed, removed=removed, now=now)
            if merged is None:
                continue
            new = merged
        links.append(new)
        if (row.text == "feed" or item.url is None) and new.state == "waiting":
            given.append(new)
    return Found(links=tuple(links), given=tuple(given), fresh=fresh, left_out=left_out)


def _is_known(old: LinkRow, row: FeedRow, item: FeedItem) -> bool:
    return old.feed == row.url and old.state != "removed" and old.digest == _digest(item)


def _digest(item: FeedItem) -> str:
    """What stands for all that a feed says of an address."""
    words = (item.title, item.published, item.updated, item.text, item.authors, item.outlet, item.whole)
    return digest(words)[:16]


def _said(feed: Feed, row: FeedRow, address: str, item: FeedItem, now: datetime) -> LinkRow:
    """A row of what the feed says of an address, as if it were new."""
    url = item.url or address
    outlet, language = item.outlet or feed.outlet, item.language or feed.language or row.language
    dates = tuple((str(one.value), str(one.of), str(one.by), str(one.field)) for one in item.dates)
    return LinkRow(
        address=address,
        url=url,
        feed=row.url,
        host=host_of(url),
        key=item.key,
        title=_clean(item.title),
        published=_clean(item.published),
        updated=_clean(item.updated),
        authors=tuple(_clean(one) or "" for one in item.authors),
        language=_clean(language),
        outlet=_clean(outlet),
        feed_text=_clean(item.text),
        whole=item.whole,
        cut=_clean(item.cut) or "",
        dates=tuple((_clean(value) or "", of, by, _clean(field) or "") for value, of, by, field in dates),
        digest=_digest(item),
        first_seen=kept(now),
        next_at=kept(now),
    )


def _merged(
    old: LinkRow, said: LinkRow, row: FeedRow, *, adopt: bool, removed: frozenset[str], now: datetime
) -> LinkRow | None:
    """A known address with what the feed says of it now; None where nothing is to be kept anew."""
    if old.feed != row.url and not adopt:
        return None  # it is another feed's matter
    if old.state == "removed":
        back = old.article is not None and old.article not in removed
        return replace(said, first_seen=old.first_seen, kept_at=old.kept_at) if back else None
    if old.digest == said.digest:
        return replace(old, feed=row.url) if old.feed != row.url else None
    told = replace(
        old,
        feed=row.url,
        title=said.title,
        published=said.published,
        updated=said.updated,
        authors=said.authors,
        language=said.language,
        outlet=said.outlet,
        feed_text=said.feed_text,
        whole=said.whole,
        cut=said.cut,
        dates=said.dates,
        digest=said.digest,
    )
    if row.text == "feed":
        return replace(told, state="waiting", next_at=kept(now))
    # a feed that dates changes is taken at its word; of one that does not, other words are a sign of one
    if old.state == "waiting" or (said.updated is not None and said.updated == old.updated):
        return told if old.state == "waiting" else replace(told, feed_text=None)
    return replace(told, state="waiting", next_at=next_look(old, now))


def _newest(items: Mapping[str, FeedItem], first: int) -> set[str]:
    """The addresses that a sitemap says changed last; of those without a day, and of one day, the first ones."""
    days = {address: parse_published(item.updated or item.published or "") for address, item in items.items()}

    def newest(address: str) -> str:
        day = days[address]
        return day.latest if day is not None else ""

    return set(sorted(items, key=newest, reverse=True)[:first])


def _as_removed(link: LinkRow) -> LinkRow:
    article = article_id(url=canonical_url(link.url), outlet=None, external_id=None, text_sha256="")
    return LinkRow(
        address=link.address,
        url=link.url,
        feed=link.feed,
        host=link.host,
        state="removed",
        reason="its article was removed before",
        fix=REMOVED_FIX,
        article=article,
        key=link.key,
        first_seen=link.first_seen,
    )


def item_of(link: LinkRow) -> FeedItem:
    """What the feed gave of an address, as an item again."""
    return FeedItem(
        key=link.key or link.url,
        url=None if link.address.startswith(f"{link.feed}#") else link.url,
        title=link.title,
        published=link.published,
        updated=link.updated,
        dates=stated_dates(link),
        authors=link.authors,
        language=link.language,
        outlet=link.outlet,
        text=link.feed_text,
        whole=link.whole,
        cut=link.cut,
    )


def stated_dates(link: LinkRow) -> tuple[StatedDate, ...]:
    """All the days that a feed stated of an address."""
    return tuple(StatedDate(*one) for one in link.dates)  # type: ignore[arg-type]  # they were put in as such


def host_of(url: str) -> str:
    """The host that is asked for an address; an empty one of what is no web address."""
    try:
        return place_of(url).host
    except FetchError:
        return ""


def _clean(text: str | None) -> str | None:
    """What no database refuses."""
    return None if text is None else clean(text).text
