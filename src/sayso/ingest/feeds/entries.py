"""From what a feed says of an item, in whatever format, to the item: its address, its words, and whether they are all."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.ingest.completeness import judge_completeness
from sayso.ingest.feeds.items import FeedItem
from sayso.ingest.feeds.links import host_of, web_address
from sayso.ingest.feeds.outlets import outlet_in
from sayso.ingest.feeds.words import plain_text, plain_title
from sayso.ingest.fields import stated_of
from sayso.ingest.identity import canonical_url
from sayso.ingest.reading import DateOf, StatedDate

TIMES_THE_SUMMARY = 2
"""How many times the words of its summary a text has at least that is taken for whole: a teaser with a caption and a link
comes near once. Chosen; no labelled feeds were at hand to measure it on."""
PARAGRAPHS = 3
"""Least paragraphs of a whole text beside which no summary stands: teasers have one, or two with a caption. Chosen."""
SHARED_ADDRESS = 3
"""Items with titles of their own from which one address is none of theirs (a front page), but of all."""
LONGEST_KEY = 500

_sentence_end = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]›」』]{0,3}$")
_front = re.compile(r"https?://[^/?#]+/?$", re.IGNORECASE)
_feed_foot = re.compile(
    r"(?:the post|this (?:post|article|story)) .{1,600} (?:first appeared|appeared first|was originally published) (?:on|in|at) .{1,200}",
    re.IGNORECASE,
)
_email = re.compile(r"\S{1,100}@\S{1,100}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one item, as it is written. `links` are candidates, the best first."""

    key: str | None
    links: tuple[str, ...]
    title: str | None
    title_is_html: bool
    summary: str | None
    summary_is_html: bool
    content: str | None
    content_is_html: bool
    dates: tuple[StatedDate, ...]
    authors: tuple[str, ...]
    language: str | None
    outlet: str | None
    source_title: str | None = None
    source_url: str | None = None


def items_of(entries: Sequence[Entry], *, base: str) -> tuple[tuple[FeedItem, ...], tuple[str, ...]]:
    """The items of some entries in their order, each once, and notes on what was left out."""
    found = [item for entry in entries if (item := _item_of(entry, base)) is not None]
    notes: tuple[str, ...] = ()
    if len(found) < len(entries):
        notes += (f"{len(entries) - len(found)} items without an address and without text left out",)
    found, shared = _without_shared_address(found)
    if shared:
        notes += (f"{shared} items lead to one address, which is that of none of them",)
    kept = once(found)
    if len(kept) < len(found):
        notes += (f"{len(found) - len(kept)} items stand there twice; the fuller ones were read",)
    return tuple(kept), notes


def first_date(dates: Sequence[StatedDate], *kinds: DateOf) -> str | None:
    """The first date of the first of some kinds that is there, as written."""
    return next((date.value for kind in kinds for date in dates if date.of == kind), None)


def _item_of(entry: Entry, base: str) -> FeedItem | None:
    url = next((found for link in entry.links if (found := web_address(link, base))), None)
    text, whole, cut = _text_of(entry)
    if url is None and text is None:
        return None
    outlet = entry.outlet or _outlet_of_source(entry, base)
    title = plain_title(entry.title, marked_up=entry.title_is_html)
    bare = title.removesuffix(f" - {outlet}") if title and outlet else title  # as aggregators write it
    if url and _repeats(text, bare, f"{title} {outlet}", f"{bare} {outlet}"):
        text, whole, cut = None, False, ""
    title = bare or title
    key = " ".join((entry.key or "").split()) or url or _digest(f"{entry.title}\n{text}")
    return FeedItem(
        key=key if len(key) <= LONGEST_KEY else _digest(key),
        url=url,
        title=title,
        published=first_date(entry.dates, "published", "either"),
        updated=first_date(entry.dates, "updated"),
        dates=entry.dates,
        authors=_people(entry.authors),
        language=" ".join(entry.language.split())[:40] or None if entry.language else None,
        outlet=outlet,
        text=text,
        whole=whole,
        cut=cut,
    )


def _text_of(entry: Entry) -> tuple[str | None, bool, str]:
    """The longer of an item's texts, whether it is whole, and what says that it is not."""
    summary = _without_foot(plain_text(entry.summary, marked_up=entry.summary_is_html))
    content = _without_foot(plain_text(entry.content, marked_up=entry.content_is_html))
    text = max((content or "", summary or ""), key=len)
    if not text:
        return None, False, ""
    state, reason = judge_completeness(text)
    if state in {"partial", "excerpt"}:
        return text, False, reason
    if content is None or text != content:
        return text, False, ""
    if summary is not None and summary != content:
        if len(content.split()) < TIMES_THE_SUMMARY * len(summary.split()):
            return text, False, "it is hardly longer than its summary"
    elif content.count("\n") + 1 < PARAGRAPHS:
        return text, False, ""
    if not _sentence_end.search(content):
        return text, False, "it does not end with a sentence"
    return text, True, ""


def _without_foot(text: str | None) -> str | None:
    """A text without the line that blogs put under each item, which names itself ("The post … appeared first on …")."""
    if text is None:
        return None
    body, _, last = text.rpartition("\n")
    return body if body and len(last) < 1_000 and _feed_foot.fullmatch(last) else text


def _outlet_of_source(entry: Entry, base: str) -> str | None:
    """The outlet that an item comes from, where its feed gathers from many.

    A source's name counts where its address bears it out, or is a site's front: aggregators write the outlet and its site
    there, while others write the title of a feed.
    """
    address = web_address(entry.source_url, base)
    found = outlet_in(entry.source_title, address)
    if (
        found is None
        and address
        and entry.source_title
        and _front.match(address)
        and host_of(address) != host_of(base)
    ):
        return entry.source_title
    return found


def _repeats(text: str | None, title: str | None, *more: str) -> bool:
    """Whether a text is only the headline again, with the outlet behind it or without: that is no text."""
    if not text or not title or len(text) > 2 * len(title) + 100:
        return False
    return _letters(text) in map(_letters, (title, *more))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _people(names: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        plain = plain_title(_email.sub(" ", name))
        if plain:
            found += [part.strip(" ()<>") for part in stated_of({"author": plain}).authors]
    return tuple(dict.fromkeys(name for name in found if name))


def _without_shared_address(items: Sequence[FeedItem]) -> tuple[list[FeedItem], int]:
    titles: defaultdict[str, set[str]] = defaultdict(set)
    keys: Counter[str] = Counter()
    for item in items:
        if item.url and item.title and item.text and item.key != item.url:
            titles[item.url].add(item.title)
            keys[item.url] += 1
    shared = {
        url for url, named in titles.items() if len(named) >= SHARED_ADDRESS and keys[url] == len(named)
    }
    changed = [
        replace(item, url=None) if item.url in shared and item.key != item.url and item.text else item
        for item in items
    ]
    return changed, sum(one.url != two.url for one, two in zip(items, changed, strict=True))


def once(items: Sequence[FeedItem]) -> list[FeedItem]:
    """Each item once, at the place of the first; of two the fuller one, else the first.

    Two are one when they lead to one address, or have one key and no two addresses: a feed that gives all its items one
    guid has as many items as addresses, and each address is a key.
    """
    pages = [_page(item.url) if item.url else "" for item in items]
    addresses: defaultdict[str, set[str]] = defaultdict(set)
    for item, page in zip(items, pages, strict=True):
        if page:
            addresses[item.key].add(page)
    kept: list[FeedItem] = []
    places: dict[str, int] = {}
    for item, page in zip(items, pages, strict=True):
        if item.url and len(addresses[item.key]) > 1:
            item = replace(item, key=item.url)  # noqa: PLW2901 - the same item
        names = [f"key {item.key}", *([f"url {page}"] if page else [])]
        place = next((places[name] for name in names if name in places), None)
        if place is None:
            place = len(kept)
            kept.append(item)
        elif (item.whole, len(item.text or "")) > (kept[place].whole, len(kept[place].text or "")):
            kept[place] = item
        for name in names:
            places.setdefault(name, place)
    return kept


def _page(url: str) -> str:
    """An address as articles are told apart by it."""
    return (canonical_url(url) or url).partition("://")[2]


def _digest(words: str) -> str:
    return f"sha256:{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:16]}"
