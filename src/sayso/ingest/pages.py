"""Web pages: the article's text by trafilatura, and what the page itself states about it.

The extracted text belongs to the version of trafilatura that made it (noted); the page's bytes are kept, so that it
can be made again on request. What is stated is what a page declares (JSON-LD, Open Graph, meta tags); a name worked out
from a host or a title is no statement about the outlet.
"""

import io
import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import InputError
from sayso.ingest.dates import missing
from sayso.ingest.decoding import decode
from sayso.ingest.page_limits import check_page, deeper_than
from sayso.ingest.reading import Draft, Stated
from sayso.ingest.rows import whole
from sayso.records import Completeness
from sayso.settings import Limits

FARTHEST_DATE = "2199-12-31"
"""trafilatura bounds dates by today unless told otherwise; the clock has no say in what a page states."""
SAME_LENGTH = 0.95
"""Share of a page's own `articleBody` (or `wordCount`) from which the text counts as whole: a chosen margin for captions
and links that extraction leaves out; no labelled pages were at hand to measure it on."""
LOST = 0.7
"""Share below which something is missing (chosen as above); between the two nothing is said."""

LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii"})
"""Declared by servers and templates that do not know better. The ladder reads what is UTF-8 as such, and the rest as
Windows-1252, which is what browsers take all of these for (encoding.spec.whatwg.org)."""

_charset = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_ld_json = re.compile(
    r"<script(?=[^>]{0,300}type\s{0,9}=\s{0,9}[\"']?application/ld\+json)[^>]{0,600}>", re.IGNORECASE
)
_script_end = re.compile("</script", re.IGNORECASE)
_meta = re.compile(r"<meta\s([^>]{1,2000})>", re.IGNORECASE)
_attribute = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_canonical = re.compile(r"<link\s([^>]{1,1000})>", re.IGNORECASE)
_page_language = re.compile(r"""<html[^>]{0,500}\slang\s*=\s*["']?([\w-]{2,15})""", re.IGNORECASE)
_looks_like_page = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<(?:div|p)[\s>].*</(?:div|p)\s*>",
    re.IGNORECASE | re.DOTALL,
)
DATE_TAGS = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "publishdate",
    "pubdate", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created",
    "dcterms.date", "date", "og:published_time", "cxenseparse:recs:publishtime",
)  # fmt: skip
ARTICLE_TYPES = ("article", "posting", "report", "webpage")
"""Endings of the JSON-LD types that describe a page's article; the earlier ones are asked first."""


def read_page(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft]:
    """The article of one HTML page."""
    raw = whole(stream, path=path, limits=limits, fix="save the article alone")
    yield page_draft(raw, path=path, limits=limits)


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

    InputError when the page holds no article, or more elements or deeper ones than the limits allow.
    """
    declared = charset
    if declared is None:
        in_page = _charset.search(raw[:4096])
        declared = in_page[1].decode("ascii", "replace") if in_page else None
    if declared is not None and declared.strip().lower() in LATIN:
        declared = None
    page, decoding = decode(raw, declared=declared)
    if not page.strip():
        raise InputError("the page is empty", fix="leave it out", path=path, line=line)
    check_page(page, path=path, line=line, limits=limits)
    text, document, made_by = _extract(page, path)
    if not text.strip():
        deep = deeper_than(page, limits.max_page_depth)
        reason = f": its elements are nested more than {limits.max_page_depth} deep" if deep else ""
        raise InputError(
            f"no article found in the page{reason}", fix="save its text, and add that", path=path, line=line
        )
    stated, ld = _stated(page, document)
    if url is not None:
        stated = Stated(url=url).over(stated)
    return Draft(
        text=text,
        stated=stated,
        inferred=str(document["date"]) if document.get("date") and stated.published is None else None,
        path=path,
        line=line,
        media_type="text/html",
        notes=(*notes, *decoding, f"text extracted by {made_by}"),
        completeness=_completeness(text, ld),
        raw=raw,
        seen=seen,
    )


def looks_like_page(head: bytes) -> bool:
    """Whether a file begins like HTML."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and bool(_looks_like_page.search(head[:4096]))


def _extract(page: str, path: str) -> tuple[str, dict[str, Any], str]:
    import trafilatura  # noqa: PLC0415 - it loads for half a second

    for name in ("trafilatura", "htmldate", "courlan"):
        if not logging.getLogger(name).handlers:  # their warnings are our failure rows
            logging.getLogger(name).addHandler(logging.NullHandler())
    from trafilatura.settings import use_config  # noqa: PLC0415

    config = use_config()
    config.set("DEFAULT", "MAX_FILE_SIZE", str(len(page) * 4 + 1))  # our own limit came first
    try:
        document = trafilatura.bare_extraction(
            page,
            include_comments=False,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": FARTHEST_DATE,
            },
            config=config,
        )
    except Exception as error:  # a parser fed with anything may raise anything
        raise InputError(
            f"the page cannot be parsed ({type(error).__name__}: {error})"[:300],
            fix="save its text, and add that",
            path=path,
        ) from error
    made_by = f"trafilatura {trafilatura.__version__}"
    if document is None:
        return "", {}, made_by
    found = {name: getattr(document, name) for name in ("title", "author", "url", "date")}
    return str(document.text or ""), found, made_by


def _stated(page: str, document: Mapping[str, Any]) -> tuple[Stated, Mapping[str, Any]]:
    tags = _meta_tags(page)
    ld = _article_object(page)
    outlet = _name(ld.get("publisher")) or tags.get("og:site_name") or tags.get("application-name")
    published = next(
        (
            str(value)
            for value in (ld.get("datePublished"), *(tags.get(name) for name in DATE_TAGS))
            if isinstance(value, str) and not missing(value)
        ),
        None,
    )
    language = _page_language.search(page[:4096])
    headline = ld.get("headline")
    stated = Stated(
        title=headline if isinstance(headline, str) and headline.strip() else document.get("title"),
        outlet=outlet,
        published=published,
        url=_canonical_link(page) or tags.get("og:url") or document.get("url"),
        language=language[1] if language else None,
        authors=tuple(name for name in str(document.get("author") or "").split("; ") if name),
    )
    return stated, ld


def _meta_tags(page: str) -> dict[str, str]:
    tags: dict[str, str] = {}
    for match in _meta.finditer(page):
        values = _attributes(match[1])
        name = values.get("property") or values.get("name") or values.get("itemprop")
        content = values.get("content", "").strip()
        if name and content:
            tags.setdefault(name.lower(), content)
    return tags


def _attributes(inside: str) -> dict[str, str]:
    from html import unescape  # noqa: PLC0415

    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in _attribute.finditer(inside)
    }


def _canonical_link(page: str) -> str | None:
    for match in _canonical.finditer(page):
        values = _attributes(match[1])
        if values.get("rel", "").lower() == "canonical":
            return values.get("href") or None
    return None


def _article_object(page: str) -> Mapping[str, Any]:
    """The JSON-LD object that describes the page's article, or an empty one."""
    found: list[Mapping[str, Any]] = []
    at = 0
    while (begin := _ld_json.search(page, at)) is not None:
        end = _script_end.search(page, begin.end())
        if end is None:
            break
        at = end.end()
        try:
            _collect(json.loads(page[begin.end() : end.start()].strip(), strict=False), found, depth=0)
        except (ValueError, RecursionError):
            continue
    for ending in ARTICLE_TYPES:
        for item in found:
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name.lower().endswith(ending) for name in names):
                return item
    return {}


def _collect(value: object, found: list[Mapping[str, Any]], *, depth: int) -> None:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            _collect(item, found, depth=depth + 1)
    elif isinstance(value, Mapping):
        found.append(value)
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            _collect(value.get(key), found, depth=depth + 1)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("name")
    return value if isinstance(value, str) and value.strip() else None


def _completeness(text: str, ld: Mapping[str, Any]) -> tuple[Completeness, str] | None:
    """What the page's own copy of the article, or its count of words, says about the text."""
    body, count = ld.get("articleBody"), ld.get("wordCount")
    if isinstance(body, str) and len(body.split()) >= 20:
        whole_words, what = len(body.split()), "the page's own articleBody"
    elif isinstance(count, (int, str)) and str(count).isdecimal() and int(count) >= 20:
        whole_words, what = int(count), "the page's own word count"
    else:
        free = str(ld.get("isAccessibleForFree")).lower()
        return ("unknown", "the page says that it is not free to read") if free == "false" else None
    words = len(text.split())
    if words >= whole_words * SAME_LENGTH:
        return "full", f"{words} words, of {whole_words} by {what}"
    if words < whole_words * LOST:
        return "partial", f"{words} words, of {whole_words} by {what}"
    return None
