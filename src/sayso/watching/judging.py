"""What an answer for an address means: what becomes of the address, and when it is asked again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from sayso.errors import FetchError, InputError
from sayso.ingest.statuses import end_of
from sayso.records import Failure, Reading
from sayso.store.feed_links import REMOVED_FIX
from sayso.store.feed_rows import FeedRow, LinkRow, LinkState
from sayso.watching.keeping import Kept, is_at
from sayso.watching.moments import kept, later
from sayso.watching.timing import next_attempt, next_recheck

Fate = Literal["new", "changed", "same", "again", "failed", "forbidden", "gone", "removed", "later"]
"""What came of one address, for the line that tells of a round."""

GONE = frozenset({404, 410})
LASTING = frozenset({"address", "redirects", "large", "type"})
"""Kinds of failure that a second try will not change."""

FEED_INSTEAD = "what the feed gives of it is kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is to be kept of an address after an answer."""

    link: LinkRow
    fate: Fate
    readings: tuple[Reading | Failure, ...] = ()
    left: tuple[LinkRow, ...] = ()
    """Addresses that the article moved from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What has to be known beside an answer: its feed, the moment, when its host may be asked again, and how to look up.

    `held` gives another address that the same article is kept of; `revision` the revision of an article that is there;
    `removed` whether a person removed an article; `given` what the feed's own words give.
    """

    feed: FeedRow
    now: datetime
    ready: datetime
    held: Callable[[str], LinkRow | None]
    revision: Callable[[str], str | None]
    removed: Callable[[str], bool]
    given: Callable[[LinkRow], Kept]


def judge_same(link: LinkRow, around: Around) -> Judged:
    """Status 304: what is kept still is so."""
    asked_for_nothing = link.in_vain + 1 if link.state == "waiting" else link.in_vain
    same = _settled(link, around, state="unchanged")
    return Judged(link=replace(same, in_vain=asked_for_nothing), fate="same")


def judge_page(
    link: LinkRow, got: Kept, around: Around, *, etag: str | None, last_modified: str | None
) -> Judged:
    """An answer with a body, of which `got` was read."""
    asked = replace(link, last_asked=kept(around.now), etag=etag, last_modified=last_modified)
    if got.article is None:
        error = InputError(got.reason or "no article in it", fix=got.fix or "look at it", path=link.url)
        return judge_failure(replace(asked, etag=None, last_modified=None), error, around)
    if around.removed(got.article):
        return Judged(link=_removed(asked, got.article), fate="removed")
    asked = _in_place(asked, got)
    holder = around.held(got.article)
    follows = holder is not None and holder.address != link.address
    own = holder is not None and is_at(link.url, got.article) and not is_at(holder.url, got.article)
    if own or got.former is not None:
        follows = False  # the article's own address goes before one that leads to it, where it is now before where it was
    before = around.revision(got.article)
    state: LinkState = "unchanged" if before == got.revision and link.article == got.article else "kept"
    settled = _settled(replace(asked, article=got.article, from_feed=False), around, state=state)
    vain = link.in_vain + 1 if state == "unchanged" and link.state == "waiting" else 0
    fate: Fate = "new" if before is None else "same" if before == got.revision else "changed"
    settled = replace(settled, in_vain=vain, next_at=_next_look(settled.next_at, got))
    if fate == "same" and link.article is None:
        fate = "again"
    if follows:
        assert holder is not None
        told = f"it leads to {got.url}, which {holder.url} leads to as well"[:500]
        settled = replace(settled, state="kept", reason=told, next_at=None, kept_at=None)
        if not got.at_home:  # other words of the same article, as an AMP page has them, are no revision of it
            return Judged(link=settled, fate="again")
    return Judged(link=settled, fate=fate, readings=got.readings, left=_left(got, link))


def _in_place(link: LinkRow, got: Kept) -> LinkRow:
    """An address with what it takes over from the one that its article moved from."""
    if got.former is None:
        return link
    return replace(link, kept_at=got.former.kept_at, from_feed=got.former.from_feed)


def _left(got: Kept, link: LinkRow) -> tuple[LinkRow, ...]:
    """The address that an article moved from, which is not looked at any more; its feed may name it again."""
    if got.former is None:
        return ()
    told = None
    if got.former.state in {"kept", "unchanged", "waiting"}:
        told = f"its feed names {link.url} in its place"[:500]
    left = replace(got.former, next_at=None, kept_at=None, from_feed=False)
    return (replace(left, state="kept", reason=told) if told else left,)


def _next_look(planned: str | None, got: Kept) -> str | None:
    """When a page is looked at again: as planned, and when its embargo is over, for nothing else wakes it."""
    if got.embargoed_until is None:
        return planned
    over = later(end_of(got.embargoed_until), 0)
    return over if planned is None else min(planned, over)


def judge_given(link: LinkRow, around: Around) -> Judged:
    """An address of which the feed's own words are the article."""
    got = around.given(link)
    if got.article is None:
        gone = replace(link, state="failed", reason=got.reason, fix=got.fix, next_at=None)
        return Judged(link=gone, fate="failed")
    told, fate, readings = _with_words(_in_place(link, got), got, around)
    if fate == "removed":
        return Judged(link=told, fate="removed")
    state: LinkState = "unchanged" if fate == "same" else "kept"
    done = replace(told, state=state, reason=None, fix=None, next_at=None, tries=0, feed_text=None)
    done = replace(done, kept_at=told.kept_at or kept(around.now))
    return Judged(link=done, fate=fate, readings=readings, left=_left(got, link))


def judge_failure(link: LinkRow, error: InputError, around: Around) -> Judged:
    """No answer, or none that can be read. What was kept stays, and the address tells what happened."""
    asked = replace(link, last_asked=kept(around.now), reason=error.reason[:500], fix=error.fix[:500])
    if isinstance(error, FetchError):
        if error.kind == "robots":
            return _without_page(replace(asked, state="forbidden", next_at=None), "forbidden", around)
        if error.kind == "later":  # nothing was asked of it
            wait = later(around.now + timedelta(seconds=error.retry_after_s or 60.0), 0)
            return Judged(link=replace(link, next_at=wait), fate="later")
        if error.status in GONE and (error.status == 410 or link.article is not None or link.tries):
            return _without_page(replace(asked, state="gone", next_at=None), "gone", around)
    tried = replace(asked, state="failed", tries=link.tries + 1)
    again = None if _lasts(error) else next_attempt(tried, around.now, ready=around.ready)
    if again is not None:
        return Judged(link=replace(tried, next_at=again), fate="failed")
    recheck = next_recheck(tried, around.feed.recheck_s, around.now) if link.article else None
    return _without_page(replace(tried, next_at=recheck), "failed", around)


def _lasts(error: InputError) -> bool:
    if not isinstance(error, FetchError):
        return False
    told_off = error.status is not None and 400 <= error.status < 500
    return error.kind in LASTING or (told_off and error.status not in {404, 408, 425, 429})


def _without_page(link: LinkRow, fate: Fate, around: Around) -> Judged:
    """The page will not be had: the feed's own words are kept, unless the page was kept before."""
    if link.article is not None and not link.from_feed:
        return Judged(link=replace(link, feed_text=None), fate=fate)
    got = around.given(link)
    if got.article is None:
        return Judged(link=link, fate=fate)
    told, became, readings = _with_words(_in_place(link, got), got, around)
    if became == "removed":
        return Judged(link=told, fate="removed")
    reason = f"{link.reason}; {FEED_INSTEAD}" if told.from_feed else link.reason
    return Judged(
        link=replace(told, reason=reason, kept_at=told.kept_at or kept(around.now)),
        fate=fate,
        readings=readings,
        left=_left(got, link),
    )


def _with_words(
    link: LinkRow, got: Kept, around: Around
) -> tuple[LinkRow, Fate, tuple[Reading | Failure, ...]]:
    """The address with the article that its feed's words make, unless a fuller text of it is there already."""
    assert got.article is not None
    if around.removed(got.article):
        return _removed(link, got.article), "removed", ()
    before = around.revision(got.article)
    if before is not None and not link.from_feed:
        return (
            replace(link, article=got.article),
            "again",
            (),
        )  # a page, or a file, gave more than a feed does
    fate: Fate = "new" if before is None else "same" if before == got.revision else "changed"
    return replace(link, article=got.article, from_feed=True), fate, got.readings


def _settled(link: LinkRow, around: Around, *, state: LinkState) -> LinkRow:
    """An address of which an article is kept, until its next look."""
    here = replace(
        link,
        state=state,
        reason=None,
        fix=None,
        tries=0,
        feed_text=None,
        last_asked=kept(around.now),
        kept_at=link.kept_at or kept(around.now),
    )
    return replace(here, next_at=next_recheck(here, around.feed.recheck_s, around.now))


def _removed(link: LinkRow, article: str) -> LinkRow:
    return replace(
        link,
        state="removed",
        article=article,
        reason="its article was removed before",
        fix=REMOVED_FIX,
        next_at=None,
        title=None,
        published=None,
        updated=None,
        authors=(),
        dates=(),
        feed_text=None,
        cut="",
        etag=None,
        last_modified=None,
    )
