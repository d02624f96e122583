"""Live pages: their dated blocks, each with its own name, time, heading, authors and text, taken out of the page.

A page is live when its JSON-LD says so (`LiveBlogPosting`), or when it or what holds the blocks is called live and three
of them, side by side, carry a time each and no headline that leads elsewhere. A pinned summary has no time and is no
block: it stays with the page. Comments and cards of other articles have times as well, and are known by their names and
their links.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sayso.ingest.dates import missing, parse_published
from sayso.ingest.fields import is_markup, without_markup
from sayso.ingest.pages.declared import Declared, types
from sayso.ingest.pages.sizes import Sizes
from sayso.ingest.pages.trees import HEADINGS, drop, elements, folded, lines, names, words

LEAST_BLOCKS = 3
"""Dated blocks side by side on a page that does not declare itself live."""
LARGEST = 400
"""Elements within one block."""
LEAST_TEXT = 20
"""Letters of a block's text."""
MOST_LINKED = 0.5
"""Share of letters in links from which a dated row is a headline of another article."""
COVERED = 0.8
"""Share of the declared body's words that the block on the page must hold to be taken instead, for its paragraphs."""

BLOCK_TAGS = ("article", "li", "div", "section")
TIMES = (
    "data-time",
    "data-timestamp",
    "data-ts",
    "data-date",
    "data-datetime",
    "data-published",
    "data-utime",
    "data-created",
    "data-block-time",
)
ANY_TIME = ".//*[" + " or ".join(f"@{name}" for name in TIMES) + "]"
_live = re.compile(
    r"\blive\b|live-?(?:blog|ticker|text|updates?|stream|feed)|liveticker|\bupdates?\b|\bticker\b|minute[- ]by[- ]minute|as it happened|\bmbm\b|"
    r"en direct|direct-|minuto a minuto|en vivo|in diretta|ao vivo|newsticker|онлайн|хроника|لحظة بلحظة|مباشر|لحظه به لحظه|עדכונים|ライブ|直播",
    re.IGNORECASE,
)
_comment = re.compile(r"comment(?!ary)|reply|replies|discussion|disqus|talkback|respond|review|forum")
_timed = re.compile(r"time|stamp|date|clock|hour")
_author = re.compile(r"author|byline|writer|reporter|\bwho\b|\bby\b|contributor")
_aside = re.compile(r"share|social|permalink|tools|action|label|badge|meta|tag")
_no_line = re.compile(
    r"[\W_]*+(?:\d{1,2}[.:]\d{2}\s{0,3}(?:am|pm)?)?[\W_]*+|(?:last )?(?:updated|edited)(?: at| on)?\s.{0,12}\d.{0,20}",
    re.IGNORECASE,
)
_clock_in = re.compile(r"\b\d{1,2}[.:h]\d{2}\b")
_clock = re.compile(r"\W*\d{1,2}[.:h]\d{2}")
_by = re.compile(r"^(?:by|von|par|por|di|door)\s+", re.IGNORECASE)


class Block(NamedTuple):
    """A dated block: its name on the page (None: it has none), heading, time as written, change, authors, words."""

    name: str | None
    title: str | None
    published: str | None
    updated: str | None
    authors: tuple[str, ...]
    text: str

    @property
    def key(self) -> str:
        """What it is known by on its page: its own name, else its time and heading."""
        return self.name or f"{self.published or ''} {self.title or ''}".strip() or self.text[:80]


def take_blocks(tree: Any, page: Declared, *, url: str | None) -> list[Block]:
    """The blocks of a live page in the order in which they stand; what is found of them is taken out of the tree."""
    posting = next((item for item in page.objects if "liveblogposting" in types(item)), None)
    told = list(_told(posting, page)) if posting is not None else []
    found = list(
        _standing(tree, page, url, named={one.name for one in told if one.name}, declared=posting is not None)
    )
    return _one_each(_joined(told, found))


def _told(posting: Mapping[str, Any], page: Declared) -> Iterator[Block]:
    updates = posting.get("liveBlogUpdate")
    for item in updates if isinstance(updates, list) else [updates]:
        if not isinstance(item, Mapping):
            continue
        body = item.get("articleBody") or item.get("text") or item.get("description") or ""
        if not isinstance(body, str):
            continue
        text = without_markup(body) if is_markup(body) else body
        text = "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))
        yield Block(
            _fragment(item.get("url"))
            or _fragment(item.get("@id"))
            or _fragment(item.get("mainEntityOfPage")),
            _string(item.get("headline")) or _string(item.get("name")),
            _string(item.get("datePublished")),
            _string(item.get("dateModified")),
            page.people(item.get("author")) if item.get("author") else (),
            text,
        )


def _fragment(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("url")
    return (value.partition("#")[2] or None) if isinstance(value, str) else None


def _string(value: object) -> str | None:
    return " ".join(value.split()) if isinstance(value, str) and not missing(value) else None


def _standing(
    tree: Any, page: Declared, url: str | None, *, named: set[str], declared: bool
) -> Iterator[tuple[Block, Any]]:
    """The blocks that stand on the page, with their elements taken out of it."""
    rows = _rows(tree, live=declared or _called_live(page, url), url=url)
    wanted = {*rows, *(one for one in elements(tree, *BLOCK_TAGS) if named and one.get("id") in named)}
    chosen = [
        one for one in elements(tree, *BLOCK_TAGS) if one in wanted and wanted.isdisjoint(one.iterancestors())
    ]
    for element in chosen:
        block = _read(element)
        if block is not None:
            yield block, element
    for element in chosen:
        drop(element)


def _called_live(page: Declared, url: str | None) -> bool:
    return any(_live.search(said) for said in (page.title, page.tags.get("og:title"), url) if said)


def _rows(tree: Any, *, live: bool, url: str | None) -> list[Any]:
    """The largest row of dated elements that stand side by side."""
    stamped = sum(1 for _ in tree.iter("time")) + len(tree.xpath(ANY_TIME))
    if (
        stamped < LEAST_BLOCKS
        and sum(bool(_timed.search(one.lower())) for one in tree.xpath(".//@class")) < LEAST_BLOCKS
    ):
        return []
    rows: dict[Any, list[Any]] = {}
    for element in elements(tree, *BLOCK_TAGS):
        parent = element.getparent()
        if parent is None or not (element.get("id") or element.tag == "article" or element.get("class")):
            continue
        rows.setdefault(parent, []).append(element)
    best: list[Any] = []
    sizes = Sizes(tree)
    for parent, row in rows.items():
        if len(row) < LEAST_BLOCKS:
            continue
        if not live and not _live.search(
            " ".join(names(one) for one in (parent, *row[:50])).replace("_", "-")
        ):
            continue
        fitting = [
            one
            for one in row
            if sizes.of(one).elements <= LARGEST and _dated_once(one) and not _leads_elsewhere(one, url)
        ]
        if len(fitting) < LEAST_BLOCKS or len(fitting) <= len(best) or _among_comments(parent, fitting[0]):
            continue
        shared = set.intersection(*(set((one.get("class") or one.tag).split()) for one in fitting))
        if not shared:
            continue
        # A live page tells most in its blocks, an article most before its comments.
        called = _live.search(" ".join([names(parent), *sorted(shared)]).replace("_", "-")) is not None
        if not called and not (
            live and 2 * sum(sizes.of(one).running for one in fitting) >= sizes.whole.running
        ):
            continue
        best = fitting
    return best


def _dated_once(element: Any) -> bool:
    """Whether an element has one time that can be read, and words enough."""
    stamps = [one for one in element.iter("time") if one.get("datetime")]
    if len({one.get("datetime") for one in stamps}) > 2:  # of its making and of its change
        return False
    timed = _stamp(element) is not None or any(_clock_in.search(said) for said in _clocks(element))
    return timed and sum(len(line) for line in lines(element)) >= LEAST_TEXT


def _stamp(element: Any) -> str | None:
    """When a block was written, as it says: by its time element, by an attribute, or by a line of its own that is a date."""
    for one in element.iter("time"):
        if one.get("datetime") and parse_published(one.get("datetime")) is not None:
            return str(one.get("datetime"))
    for one in element.iter():
        if not isinstance(one.tag, str):
            continue
        for name in TIMES:
            if one.get(name) and parse_published(one.get(name)) is not None:
                return str(one.get(name))
        if (one.get("itemprop") or "").lower() == "datepublished" and one.get("content"):
            return str(one.get("content"))
    for said in _clocks(element):
        if parse_published(said) is not None:
            return said
    return None


def _clocks(element: Any) -> Iterator[str]:
    """The words of the small parts of a block that are, or are called, a time."""
    for one in element.iter("time", "span", "div", "p"):
        if (one.tag == "time" or _timed.search(names(one))) and len(one) <= 2:
            said = words(one)
            if 4 <= len(said) <= 60 and any(char.isdigit() for char in said):
                yield said


def _leads_elsewhere(element: Any, url: str | None) -> bool:
    """Whether a block's heading is a link to another page."""
    for head in element.iter(*HEADINGS):
        links = [*head.iter("a"), *(one for one in head.iterancestors("a"))]
        for link in links:
            target = (link.get("href") or "").partition("#")
            if target[0] and (
                url is None or target[0].rstrip("/") not in {url.partition("#")[0].rstrip("/"), _path(url)}
            ):
                return True
    letters = sum(len(line) for line in lines(element))
    return sum(len(words(link)) for link in element.iter("a")) > MOST_LINKED * letters


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2].partition("#")[0].rstrip("/")


def _among_comments(parent: Any, element: Any) -> bool:
    return any(_comment.search(names(one)) for one in (element, parent, *parent.iterancestors()))


def _read(element: Any) -> Block | None:
    """A block by its element, which is left without its heading, time, author and buttons."""
    published = _stamp(element)
    stamps = [one.get("datetime") for one in element.iter("time") if one.get("datetime")]
    name = element.get("id") or _own_link(element)
    heading = next((one for one in element.iter(*HEADINGS) if words(one)), None)
    title = words(heading) if heading is not None else None
    if heading is not None:
        drop(heading)
    authors: list[str] = []
    for one in elements(element, "time", "span", "div", "p", "a", "address", "cite", "ul"):
        if one is element or one.getparent() is None:
            continue
        called = f"{names(one)} {one.get('rel') or ''} {one.get('itemprop') or ''}"
        said = words(one)
        if len(said) > 80:
            continue
        if _author.search(called) and said:
            authors += [part for part in re.split(r"\s*(?:,|;|\band\b|&)\s*", _by.sub("", said)) if part]
            drop(one)
        elif _no_text(one, called, said):
            drop(one)
    text = "\n".join(line for line in lines(element) if not _no_line.fullmatch(line))
    if len(text) < LEAST_TEXT and not title:
        return None
    changed = next((one for one in stamps if one != published), None)
    return Block(name, title, published, changed, tuple(dict.fromkeys(authors)), text or (title or ""))


def _no_text(one: Any, called: str, said: str) -> bool:
    """Whether a part of a block is its time, a row of buttons or a link to itself."""
    if one.tag == "time" or (one.tag == "a" and (one.get("href") or "").startswith("#")):
        return True
    if _timed.search(called) and (parse_published(said) is not None or _clock.match(said)):
        return True
    return bool(_aside.search(called)) and _all_links(one, said)


def _all_links(element: Any, said: str) -> bool:
    return len(said) <= sum(len(words(link)) for link in element.iter("a")) + 10


def _own_link(element: Any) -> str | None:
    """The fragment that a block's permanent link names."""
    for link in element.iter("a"):
        href = link.get("href") or ""
        if "#" in href and (
            link.find(".//time") is not None or "permalink" in names(link) or href.startswith("#")
        ):
            return str(href.partition("#")[2]) or None
    return next((str(one.get("id")) for one in element.iter("a", "span", *BLOCK_TAGS) if one.get("id")), None)


def _joined(told: list[Block], found: list[tuple[Block, Any]]) -> list[Block]:
    """What the page declares of its blocks and what stands there, each block once."""
    if not told:
        return [block for block, _ in found]
    by_name = {block.name: block for block, _ in found if block.name}
    by_title = {(folded(block.title or ""), (block.published or "")[:10]): block for block, _ in found}
    joined: list[Block] = []
    used: set[int] = set()
    for one in told:
        there = by_name.get(one.name or "") or by_title.get(
            (folded(one.title or ""), (one.published or "")[:10])
        )
        if there is None:
            if one.text:
                joined.append(one)
            continue
        used.add(id(there))
        said, own = set(one.text.split()), set(there.text.split())
        text = there.text if not said or len(said & own) >= COVERED * len(said) else one.text
        joined.append(
            Block(
                one.name or there.name,
                one.title or there.title,
                one.published or there.published,
                one.updated or there.updated,
                one.authors or there.authors,
                text,
            )
        )
    return joined + [block for block, _ in found if id(block) not in used]


def _one_each(blocks: list[Block]) -> list[Block]:
    """Blocks under one name once: the first, which the page shows first."""
    return list({block.key: block for block in reversed(blocks)}.values())[::-1]
