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
from sayso.watching.likeness import is_same_report, shows_something_else

BLOCK_OF_A_PAGE = (
    "the page is kept under the address that its feed gives: its text from the feed was kept so before"
)
MOVED = "the page moved; its article is kept under the address that it came in by"
SOMETHING_ELSE = "the page shows something else than the article that was kept of it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an answer gives to keep: `article` is the one that its address stands for, with its revision; None: there is none.

    `at_home`: it came from the article's own address, and not from one that only names that (an AMP page, a print view).
    `embargoed_until` is when the embargo ends that withholds it.
    """

    readings: tuple[Reading | Failure, ...] = ()
    article: str | None = None
    revision: str | None = None
    url: str | None = None
    at_home: bool = False
    embargoed_until: str | None = None
    reason: str | None = None
    fix: str | None = None


def of_page(
    drafts: Iterable[Draft | InputError],
    link: LinkRow,
    feed: FeedRow,
    *,
    url: str,
    settings: Settings,
    before: Article | None = None,
) -> Kept:
    """The articles of a page that `url` answered with, with what its feed and the list state where the page does not.

    The outlet of the list goes before the page's own, as a person wrote it. Where the feed's words were kept before under
    the feed's address, the page is kept under that too, so that it becomes a revision and no second article; so is a page
    that moved, when it shows the article that stood at its old address (`before`). A few words that are none of that
    article's are no revision of it: sites answer with a form, a notice or nothing, and say that all is well.
    """
    told = list(drafts)
    for at, draft in enumerate(told):
        if isinstance(draft, Draft):
            told[at] = draft = _completed(draft, link, feed, before)  # noqa: PLW2901 - the same one
            if before is not None and shows_something_else(draft, before):
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
    )


def is_at(url: str, article: str) -> bool:
    """Whether an address is an article's own."""
    return article_id(url=canonical_url(url), outlet=None, external_id=None, text_sha256="") == article


def _moved(draft: Draft, before: Article) -> bool:
    """Whether a page shows an article that was kept of another address."""
    url = draft.stated.url
    return url is not None and not is_at(url, before.id) and is_same_report(draft, before)


def _completed(draft: Draft, link: LinkRow, feed: FeedRow, before: Article | None) -> Draft:
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
        stated = replace(stated, url=link.url)
    elif before is not None and before.url and _moved(draft, before):
        notes = (*notes, f"{MOVED}; it is at {stated.url} now"[:300])
        stated = replace(stated, url=before.url)
    return replace(draft, stated=stated, dates=(*draft.dates, *stated_dates(link)), notes=notes)


def of_feed(link: LinkRow, feed: FeedRow, *, seen: str, settings: Settings) -> Kept:
    """The article that the feed's own words give; where it gives none, why."""
    source = Feed(kind="rss", url=feed.url)
    try:
        draft = item_draft(item_of(link), feed=source, outlet=feed.outlet, seen=seen)
    except InputError as error:
        return Kept(reason=error.reason, fix=error.fix)
    found = tuple(readings_of([draft], settings=settings))
    main = next((one.article for one in found if isinstance(one, Reading)), None)
    if main is None:
        first = next((one for one in found if isinstance(one, Failure)), failed(_empty(link)))
        return Kept(reason=first.reason, fix=first.fix)
    return Kept(readings=found, article=main.id, revision=main.revision, url=main.url)


def _empty(link: LinkRow) -> InputError:
    return InputError("the feed gives no text", fix="have its page fetched", path=link.url)
