"""From a page's bytes to the draft of its article, step by step; the other modules here each know one of the steps.

The extracted text belongs to the version of trafilatura that made it (noted); the page's bytes are kept, so that it
can be made again on request. What is stated is what a page declares (JSON-LD, Open Graph, meta tags); a name worked out
from a host or a title is no statement about the outlet.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from sayso.errors import InputError
from sayso.ingest.dates import parse_published
from sayso.ingest.decoding import decode
from sayso.ingest.page_limits import check_page, deeper_than
from sayso.ingest.pages.addresses import address_of
from sayso.ingest.pages.authors import authors_of
from sayso.ingest.pages.broken import broken_off
from sayso.ingest.pages.cards import LEAST_BODY, long_paragraphs
from sayso.ingest.pages.clearing import clear
from sayso.ingest.pages.consent import asks_for_consent
from sayso.ingest.pages.declared import Declared, declared_in, has_day, stated_days
from sayso.ingest.pages.embedded import authors_in, bodies, days_in
from sayso.ingest.pages.extraction import SAME_LENGTH, Found, bare_text, covered, extract, page_lines
from sayso.ingest.pages.headlines import APPENDED, headline_element, other_articles, title_of_page, told_of
from sayso.ingest.pages.live import Block, take_blocks
from sayso.ingest.pages.offered import completeness_of, pictures_left_out, prompt_of
from sayso.ingest.pages.trees import count_words, drop, folded, tree_of, unparsed
from sayso.ingest.pages.walls import wall_after, wall_before
from sayso.ingest.reading import LIVE_PAGE, Draft, Stated, StatedDate
from sayso.ingest.rows import whole
from sayso.records import Completeness
from sayso.settings import Limits

FARTHEST_DATE = "2199-12-31"
"""trafilatura bounds dates by today unless told otherwise; the clock has no say in what a page states."""
KEPT = 0.5
"""Share of the words in a page's long paragraphs below which the text found is compared with what the engine finds alone."""
LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii"})
"""Declared by servers and templates that do not know better. The ladder reads what is UTF-8 as such, and the rest as
Windows-1252, which is what browsers take all of these for (encoding.spec.whatwg.org)."""

_charset = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_looks_like_page = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<(?:div|p)[\s>].*</(?:div|p)\s*>",
    re.IGNORECASE | re.DOTALL,
)


def read_page(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft]:
    """The article of one HTML page."""
    raw = whole(stream, path=path, limits=limits, fix="save the article alone")
    yield page_draft(raw, path=path, limits=limits)


def looks_like_page(head: bytes) -> bool:
    """Whether a file begins like HTML."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and bool(_looks_like_page.search(head[:4096]))


def page_draft(
    raw: bytes,
    *,
    path: str,
    limits: Limits,
    line: int | None = None,
    charset: str | None = None,
    url: str | None = None,
    seen: str | None = None,
    notes: tuple[str, ...] = (),
) -> Draft:
    """The draft of a page's article; what carried the page may state its encoding, its address, and when it was fetched.

    A live page's dated blocks are in `blocks`. InputError when the page holds no article but a wall, an error or a list
    of articles, or more elements or deeper ones than the limits allow.
    """
    page, decoding = _decoded(raw, charset)
    if not page.strip():
        raise InputError("the page is empty", fix="leave it out", path=path, line=line)
    check_page(page, path=path, line=line, limits=limits)
    tree = tree_of(page, path=path)
    if tree is None:
        raise _nothing(page, path, line, limits)
    held = list(
        tree.iter()
    )  # lxml makes an element's Python side anew for each look at it, unless somebody holds it
    broken = broken_off(page, held)
    declared = declared_in(tree, url=url)
    wall = wall_before(tree, declared)
    if wall is not None:
        raise InputError(wall.reason, fix=wall.fix, path=path, line=line)
    title = title_of_page(tree, declared)
    whole_head = bool(title and (declared.canonical or declared.tags.get("og:url")) and has_day(declared))
    seen_by_engine = {} if whole_head else _metadata(tree, path=path)
    title = title or seen_by_engine.get("title")
    headline = headline_element(tree, title)
    own = list(bodies(tree, declared, title=title))
    days = tuple(stated_days(declared, tree, headline=headline)) + tuple(
        day for one in own for day in days_in(one)
    )
    in_data = next((named for one in own if (named := authors_in(one))), ())
    asks = asks_for_consent(tree)
    prompt, pictures = prompt_of(tree), pictures_left_out(tree)
    blocks = take_blocks(tree, declared, url=url)
    others = other_articles(tree, headline)
    left_out = told_of(others)
    for other in others:
        drop(other)
    byline = authors_of(declared, tree, headline, in_data=in_data)
    told = sum(count for _, count in long_paragraphs(tree, ()))
    clear(tree, headline=headline, taken=sum(len(block.text) for block in blocks))
    if blocks:
        text, how = (
            "\n".join(_outside(blocks, page_lines(headline))) or title or "",
            LIVE_PAGE,
        )
    else:
        text, how = extract(tree, own, headline=headline, path=path)
        if told >= LEAST_BODY and count_words(text) < KEPT * told:
            text, how = _as_it_came(page, Found(text, how), title=title, path=path)
    wall = wall_after(text, declared, asks=asks) if text.strip() else None
    if wall is not None:
        raise InputError(wall.reason, fix=wall.fix, path=path, line=line)
    if not text.strip():
        raise _nothing(page, path, line, limits, broken=broken)
    del held
    stated, further, address_notes = _stated(
        declared, seen_by_engine, days, title=title, byline=byline, url=url
    )
    return Draft(
        text=text,
        stated=stated,
        inferred=seen_by_engine.get("date") if stated.published is None else None,
        path=path,
        line=line,
        media_type="text/html",
        notes=(*notes, *decoding, how, *left_out, *address_notes),
        completeness=_completeness(text, declared, prompt, pictures, broken=broken, is_live=bool(blocks)),
        raw=raw,
        seen=seen,
        dates=further,
        blocks=tuple(
            _block_draft(block, path=path, line=line, seen=seen, day=_one_day(stated)) for block in blocks
        ),
    )


def _as_it_came(page: str, found: Found, *, title: str | None, path: str) -> Found:
    """What the engine finds in a page of which only other articles were taken out, where that is far more: else what was found.

    So much running text is no furniture; it is an article in a template that we misread. What was found is in it then.
    """
    tree = tree_of(page, path=path)
    headline = headline_element(tree, title)
    for other in other_articles(tree, headline):
        drop(other)
    whole = bare_text(tree, path=path)
    had, has = count_words(found.text), count_words(whole.text)
    if has < had / KEPT or (had >= APPENDED and covered(found.text, whole.text) < SAME_LENGTH):
        return found
    return Found(whole.text, f"{whole.how}, in the page as it came")


def _outside(blocks: Sequence[Block], lines: Sequence[str]) -> list[str]:
    """Lines of a live page that are none of its blocks': where a declaration names the blocks, they may stand in any shape."""
    said = "\n".join(folded(block.text) for block in blocks)
    titles = {folded(block.title) for block in blocks if block.title}
    return [line for line in lines if (mark := folded(line)) not in said and mark not in titles]


def _decoded(raw: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    declared = charset
    if declared is None:
        in_page = _charset.search(raw[:4096])
        declared = in_page[1].decode("ascii", "replace") if in_page else None
    if declared is not None and declared.strip().lower() in LATIN:
        declared = None
    return decode(raw, declared=declared)


def _nothing(
    page: str, path: str, line: int | None, limits: Limits, *, broken: str | None = None
) -> InputError:
    if deeper_than(page, limits.max_page_depth):
        broken = f"its elements are nested more than {limits.max_page_depth} deep"
    reason = f": {broken}" if broken else ""
    return InputError(
        f"no article found in the page{reason}", fix="save its text, and add that", path=path, line=line
    )


def _completeness(
    text: str,
    declared: Declared,
    prompt: str | None,
    pictures: tuple[int, int] | None,
    *,
    broken: str | None,
    is_live: bool,
) -> tuple[Completeness, str] | None:
    """What the page says of the text's completeness, and whether all of the page was read."""
    told = None if is_live else completeness_of(text, declared.article, prompt=prompt, pictures=pictures)
    if broken is None or (told is not None and told[0] != "unknown"):
        return told
    return "partial", broken


def _metadata(tree: Any, *, path: str) -> dict[str, str]:
    """What trafilatura finds of title, address and day, where the page declares none."""
    import trafilatura  # noqa: PLC0415 - it loads for half a second

    try:
        document = trafilatura.extract_metadata(
            tree,
            date_config={"original_date": True, "extensive_search": False, "max_date": FARTHEST_DATE},
            extensive=False,
        )
    except Exception as error:  # a parser fed with anything may raise anything
        raise unparsed(error, path=path) from error
    found = {name: getattr(document, name) for name in ("title", "url", "date")}
    return {name: str(value) for name, value in found.items() if value}


def _stated(
    declared: Declared,
    engine: dict[str, str],
    days: tuple[StatedDate, ...],
    *,
    title: str | None,
    byline: tuple[str, ...],
    url: str | None,
) -> tuple[Stated, tuple[StatedDate, ...], tuple[str, ...]]:
    """What the page states, its further statements of days, and notes on its address."""
    address, notes = address_of(
        url, canonical=declared.canonical, og_url=declared.tags.get("og:url"), other=engine.get("url")
    )
    first = {
        of: next((one for one in days if one.of == of and one.by == "page"), None)
        for of in ("published", "updated")
    }
    stated = Stated(
        title=title,
        outlet=declared.outlet,
        published=first["published"].value if first["published"] else None,
        updated=first["updated"].value if first["updated"] else None,
        url=address,
        language=declared.language,
        authors=byline,
    )
    return stated, tuple(one for one in days if one not in first.values()), notes


def _one_day(stated: Stated) -> str | None:
    """The day of a page that was published and last changed on one day: what stands on it is of that day."""
    first, last = (parse_published(said) if said else None for said in (stated.published, stated.updated))
    if first is None or last is None or first.earliest[:10] != last.latest[:10]:
        return None
    return first.earliest[:10]


def _block_draft(block: Block, *, path: str, line: int | None, seen: str | None, day: str | None) -> Draft:
    """A block's draft; one that gives only the time of day is of the page's one day, where it has one, and says so."""
    return Draft(
        text=block.text,
        inferred=day if block.published is None else None,
        stated=Stated(
            title=block.title,
            published=block.published,
            updated=block.updated,
            authors=block.authors,
            url=f"#{block.name}" if block.name else None,
        ),
        path=path,
        line=line,
        media_type="text/html",
        notes=("a dated block of a live page",),
        completeness=("full", "a block of a live page, as it stands there"),
        seen=seen,
        block=block.key,
    )
