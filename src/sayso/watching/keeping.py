"""From an answer to what is kept of it: the articles of a page, or the words that the feed itself gave."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.errors import InputError
from sayso.ingest.feeds import item_draft
from sayso.ingest.feeds.items import Feed
from sayso.ingest.identity import article_id, canonical_url
from sayso.ingest.read import readings_of
from sayso.ingest.reading import Draft, Stated, failed
from sayso.ingest.statuses import embargoed_until
from sayso.records import Article, Failure, Reading
from sayso.settings import Settings
from sayso.store.feed_rows import FeedRow, LinkRow
from sayso.watching.finding import item_of, stated_dates
from sayso.watching.likeness import has_its_words, is_same_report, shows_something_else

BLOCK_OF_A_PAGE = (
    "the page is kept under the address that its feed gives: its text from the feed was kept so before"
)
MOVED = "the page moved; its article is kept under the address that it came in by"
SOMETHING_ELSE = "the page shows something else than the article that was kept of it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an answer gives to keep: `article` is the one that its address stands for, with its revision; None: there is none.

    `at_home`: it came from the article's own address, and not from one that only names that (an AMP page, a print view).
    `embargoed_until` is when the embargo ends that withholds it. `former` is the address that it moved from.
    """

    readings: tuple[Reading | Failure, ...] = ()
    article: str | None = None
    revision: str | None = None
    url: str | None = None
    at_home: bool = False
    embargoed_until: str | None = None
    reason: str | None = None
    fix: str | None = None
    former: LinkRow | None = None


def of_page(
    drafts: Iterable[Draft | InputError],
    link: LinkRow,
    feed: FeedRow,
    *,
    url: str,
    settings: Settings,
    before: Article | None = None,
    former: LinkRow | None = None,
) -> Kept:
    """The articles of a page that `url` answered with, with what its feed and the list state where the page does not.

    The outlet of the list goes before the page's own, as a person wrote it. Where the feed's words were kept before under
    the feed's address, the page is kept under that too, so that it becomes a revision and no second article; so is a page
    that moved, when it shows the article that stood at its old address (`before`). A few words that are none of that
    article's are no revision of it: sites answer with a form, a notice or nothing, and say that all is well.

    Of an address that is new `before` is what was kept of another (`former`) which the feed named by the same id: it
    moved where the words are the same or nearly, for some feeds give one id to one story after the other.
    """
    told = list(drafts)
    came: LinkRow | None = None
    for at, draft in enumerate(told):
        if isinstance(draft, Draft):
            if former is not None and before is not None and _is_elsewhere(draft.stated.url, before):
                said_there = has_its_words(draft.text, before)
                came = former if said_there or _gave_its_words(link, former, before) else None
            known = before if former is None or came is not None else None
            told[at] = draft = _completed(draft, link, feed, known)  # noqa: PLW2901 - the same one
            kept_of_page = before if former is None and not link.from_feed else None
            if kept_of_page is not None and shows_something_else(draft, kept_of_page):
                said = " ".join(draft.text.split())[:80]
                return Kept(
                    reason=f"{SOMETHING_ELSE}: {said!r}",
                    fix=f"look there; `sayso add {url}` takes it as it is",
                )
            break  # further articles of one file are others
    found = tuple(readings_of(told, settings=settings))
    main = next((one.article for one in found if isinstance(one, Reading)), None)
    if main is None:
        first = next((one for one in found if isinstance(one, Failure)), None)
        reason = first.reason if first else "there is no article in it"
        return Kept(reason=reason, fix=first.fix if first else "look at the address")
    return Kept(
        readings=found,
        article=main.id,
        revision=main.revision,
        url=main.url,
        at_home=is_at(url, main.id),
        embargoed_until=embargoed_until(main),
        former=came,
    )


def is_at(url: str, article: str) -> bool:
    """Whether an address is an article's own."""
    return article_id(url=canonical_url(url), outlet=None, external_id=None, text_sha256="") == article


def _is_elsewhere(url: str | None, before: Article) -> bool:
    return url is not None and before.url is not None and not is_at(url, before.id)


def _gave_its_words(link: LinkRow, former: LinkRow, before: Article) -> bool:
    """Whether the feed gives for an address the words that are kept as those of another."""
    return former.from_feed and link.feed_text is not None and has_its_words(link.feed_text, before)


def _completed(draft: Draft, link: LinkRow, feed: FeedRow, before: Article | None) -> Draft:
    """A page with what its feed states; `before` is what is kept of it, here or where it was."""
    stated = draft.stated.over(
        Stated(
            outlet=link.outlet,
            title=link.title,
            language=feed.language or link.language,
            authors=link.authors,
        )
    )
    if feed.outlet:
        stated = replace(stated, outlet=feed.outlet)
    notes = draft.notes
    if link.from_feed and link.article is not None:
        if stated.url != link.url:
            notes = (*notes, f"{BLOCK_OF_A_PAGE}; the page says {stated.url}"[:300])
        moved = before is not None and _is_elsewhere(link.url, before)
        stated = replace(stated, url=before.url if before is not None and moved else link.url)
    elif before is not None and _is_elsewhere(stated.url, before) and _is_same(draft, link, before):
        notes = (*notes, f"{MOVED}; it is at {stated.url} now"[:300])
        stated = replace(stated, url=before.url)
    return replace(draft, stated=stated, dates=(*draft.dates, *stated_dates(link)), notes=notes)


def _is_same(draft: Draft, link: LinkRow, before: Article) -> bool:
    """Whether a page shows the article that was kept; that of an address without one was told by its words."""
    return link.article is None or is_same_report(draft, before)


def of_feed(
    link: LinkRow,
    feed: FeedRow,
    *,
    seen: str,
    settings: Settings,
    before: Article | None = None,
    former: LinkRow | None = None,
) -> Kept:
    """The article that the feed's own words give; where it gives none, why. `before` and `former` are as in `of_page`."""
    source = Feed(kind="rss", url=feed.url)
    try:
        draft = item_draft(item_of(link), feed=source, outlet=feed.outlet, seen=seen)
    except InputError as error:
        return Kept(reason=error.reason, fix=error.fix)
    came: LinkRow | None = None
    if before is not None and _is_elsewhere(draft.stated.url, before):
        if former is not None and has_its_words(draft.text, before):
            came = former
        if came is not None or (link.article == before.id and link.from_feed):
            draft = replace(draft, stated=replace(draft.stated, url=before.url))
    found = tuple(readings_of([draft], settings=settings))
    main = next((one.article for one in found if isinstance(one, Reading)), None)
    if main is None:
        first = next((one for one in found if isinstance(one, Failure)), failed(_empty(link)))
        return Kept(reason=first.reason, fix=first.fix)
    return Kept(readings=found, article=main.id, revision=main.revision, url=main.url, former=came)


def _empty(link: LinkRow) -> InputError:
    return InputError("the feed gives no text", fix="have its page fetched", path=link.url)
