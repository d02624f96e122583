"""Names of fields, as corpora and scrapers write them, and what Sayso calls the same thing."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from sayso.errors import InputError
from sayso.ingest.dates import missing
from sayso.ingest.fragments import without_markup
from sayso.ingest.reading import Draft, Stated, StatedDate
from sayso.ingest.statuses import withdraws
from sayso.records import USABLE, PublishedBasis

__all__ = [
    "LISTS", "NAMES", "READ", "draft_of", "has_text_field", "is_markup", "plain_name", "stated_of", "without_markup",
]  # fmt: skip

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "maintext", "content", "body", "article_text", "full_text", "articlebody", "article"),
    "title": ("title", "headline", "title_page", "title_rss"),
    "published": (
        "date_publish", "published", "date", "dct", "published_at", "publication_date", "pub_date", "publish_date",
        "datepublished", "pubdate", "date_published", "timestamp", "date_raw",
    ),
    "outlet": (
        "outlet", "series", "newspaper", "publisher", "site_name", "sitename", "source_name", "source_domain",
        "domain", "source", "outlet_url",
    ),
    "url": ("url", "link", "canonical_url", "permalink", "web_url"),
    "external_id": ("id", "doc", "external_id", "doc_id", "docid", "docno", "article_id", "guid", "uuid"),
    "authors": ("authors", "author", "byline", "creator"),
    "language": ("language", "lang"),
    "completeness": ("completeness",),
    "pubstatus": ("pubstatus",),
    "updated": (
        "date_modify", "updated", "updated_at", "date_updated", "last_updated", "modified", "modified_at", "date_modified",
        "datemodified", "last_modified", "lastmodified", "lastmod", "modification_date", "versioncreated",
    ),
}  # fmt: skip
"""For each statement the field names that mean it; the first that holds something counts.

From news-please (`maintext`, `date_publish`, `date_modify`, `source_domain`), passim (`series`), TempEval (`dct`, `doc`),
RSS, Atom, sitemaps (`lastmod`), schema.org, ninjs (`versioncreated`).
"""
OF_SOME_DAY = frozenset({"date", "dct", "timestamp", "date_raw"})
"""Names of `published` that may as well mean another day: beside a clearer one they contradict nothing."""
SEEN = (
    "date_download", "download_date", "downloaded_at", "date_crawled", "crawl_date", "crawled_at", "crawled", "warc_date",
    "fetched_at", "date_fetched", "fetched", "retrieved_at", "date_retrieved", "retrieved", "scraped_at", "date_scraped",
    "accessed_at", "date_accessed", "accessed", "seen",
)  # fmt: skip
"""Field names of when an article was fetched, before which it was published."""
OWN_BASIS = ("published_basis", "published_doubt")
"""On what the day rests in a record that Sayso wrote."""
STATED = frozenset(name for names in NAMES.values() for name in names)
READ = STATED | {*SEEN, *OWN_BASIS}
LISTS = ("articles", "documents", "docs", "items", "results", "data")
"""Names under which a JSON document keeps its list of articles."""

_markup = re.compile(
    r"</(?:p|div|span|a|em|strong|b|i|ul|ol|li|h[1-6]|blockquote|figure|section)\s*>|<(?:br|lb|pb)\s*/?>",
    re.IGNORECASE,
)
_tag = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_split_authors = re.compile(r"\s*[;|]\s*|,\s+(?!(?:Jr|Sr)\b)|\s+(?:and|&)\s+")


def has_text_field(names: set[str]) -> bool:
    """Whether among some field names one means the text."""
    return any(name in names for name in NAMES["text"])


def plain_name(name: object) -> str:
    """A field name without case, edges and spaces."""
    return str(name).strip().lstrip("\ufeff").casefold().replace(" ", "_").replace("-", "_")


def draft_of(
    fields: Mapping[str, Any],
    *,
    path: str | None,
    line: int | None,
    raw: bytes | None,
    notes: tuple[str, ...] = (),
) -> Draft:
    """The draft of an article from one record, or InputError when it holds no text.

    Fields that Sayso does not know are named in a note, and then the record's bytes are kept beside the article.
    """
    known = {plain_name(name): value for name, value in fields.items()}
    text, used = _text(known)
    stated = stated_of(known)
    if text is None and withdraws(stated):
        text = ""  # a notice that withdraws an article need not repeat it
    if text is None:
        raise InputError(
            f"no text in any of the fields {', '.join(sorted(known))[:200] or '(none)'}",
            fix=f"name the field that holds the text '{NAMES['text'][0]}'",
            path=path,
            line=line,
        )
    unread = sorted(
        name
        for name, value in known.items()
        if name not in used and not _empty(value) and (name not in READ or name in NAMES["text"])
    )
    if unread:
        notes += (f"fields not read: {', '.join(unread)[:300]}",)
    marked_up = is_markup(text)
    if marked_up:
        text = without_markup(text)
        notes += ("markup taken out of the text",)
    kept = raw if unread or marked_up else None
    seen = next(((name, words) for name in SEEN if (words := _plain(known.get(name)))), None)
    if seen is not None:
        notes += (f"fetched, which is not published: {seen[1][:100]} ({seen[0]})",)
    return Draft(
        text=text,
        stated=stated,
        path=path,
        line=line,
        notes=notes,
        raw=kept,
        seen=seen[1] if seen else None,
        dates=_further_dates(known),
        own_basis=_own_basis(known),
    )


def stated_of(known: Mapping[str, Any]) -> Stated:
    """What a record states about its article, by its field names in plain form."""
    values = {name: _words(known, name) for name in NAMES if name not in {"text", "authors"}}
    if values["pubstatus"] == USABLE and OWN_BASIS[1] in known:
        values["pubstatus"] = None  # every record that Sayso wrote says so: it is no word of the provider
    return Stated(**values, authors=_authors(known))


def _further_dates(known: Mapping[str, Any]) -> tuple[StatedDate, ...]:
    """Every day of publishing that a record names but the first, which `stated_of` gives, by its field."""
    said = [(name, words) for name in NAMES["published"] if (words := _value(known.get(name), "published"))]
    return tuple(
        StatedDate(words, "either" if name in OF_SOME_DAY else "published", "record", name)
        for name, words in said[1:]
    )


def _own_basis(known: Mapping[str, Any]) -> tuple[PublishedBasis, str] | None:
    """What a record that Sayso wrote says of its date; None in any other record."""
    basis, doubt = (known.get(name) for name in OWN_BASIS)
    word: PublishedBasis
    for word in get_args(PublishedBasis):
        if basis == word:
            return word, doubt[:500] if isinstance(doubt, str) else ""
    return None


def is_markup(text: str) -> bool:
    """Whether a text is plainly HTML: at least one closing or breaking tag of a page, and at least two tags."""
    return "<" in text and bool(_markup.search(text)) and len(_tag.findall(text)) >= 2


def _text(known: Mapping[str, Any]) -> tuple[str | None, set[str]]:
    blank = None
    for name in NAMES["text"]:
        value = known.get(name)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)
        if isinstance(value, str):
            if value.strip():
                return value, {name}
            blank = value
    return blank, set(NAMES["text"])


def _words(known: Mapping[str, Any], what: str) -> str | None:
    for name in NAMES[what]:
        value = known.get(name)
        if value is None:  # most names are not there
            continue
        words = _value(value, what)
        if words is not None:
            return words
    return None


def _value(value: object, what: str) -> str | None:
    return _plain(_inside(value, what) if isinstance(value, Mapping) else value)


def _plain(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or missing(value):
        return None
    return str(value)


def _inside(value: Mapping[str, Any], what: str) -> object:
    """What an object states: a publisher by its name, a date by its interval (as Sayso writes it)."""
    if what == "published":
        ends = [str(value[end]) for end in ("earliest", "latest") if isinstance(value.get(end), str)]
        return "/".join(dict.fromkeys(ends)) or None
    return value.get("name") or value.get("title")


def _authors(known: Mapping[str, Any]) -> tuple[str, ...]:
    for name in NAMES["authors"]:
        value = known.get(name)
        if value is None:
            continue
        if isinstance(value, str) and not missing(value):
            value = " ".join(value.split())  # or the pattern below takes the square of a long gap
            words = re.sub(r"^by\s+", "", value, flags=re.IGNORECASE)
            return tuple(part for part in _split_authors.split(words.strip()) if part)
        if isinstance(value, Mapping):
            value = [value]
        if isinstance(value, list):
            people = [person.get("name") if isinstance(person, Mapping) else person for person in value]
            named = tuple(person for person in people if isinstance(person, str) and not missing(person))
            if named:
                return named
    return ()


def _empty(value: object) -> bool:
    return missing(value) or value in ([], {}, "")
