"""From a draft to an article: identity, dates, title, language and completeness, each with its reason.

What is stated wins in this order: the fields of an article's own record, the sidecar row of its file, the metadata
of its page, the command line, and last what its text shows (a dateline with a year, a headline). A statement of
the command line that an article contradicts is noted on the article.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

from sayso.annotate.layout.datelines import dateline_at
from sayso.annotate.layout.headings import headline_of, lines_of
from sayso.errors import InputError
from sayso.ids import text_hash
from sayso.ingest.completeness import judge_completeness
from sayso.ingest.dates import Published, parse_published, published_in_url
from sayso.ingest.decoding import clean
from sayso.ingest.identity import article_id, block_id, canonical_url, names_one, revision_id
from sayso.ingest.language import language_code, language_of
from sayso.ingest.publication import Weighed, weigh
from sayso.ingest.reading import DateBy, Draft, Given, Stated, StatedDate
from sayso.ingest.statuses import embargo, pubstatus
from sayso.records import USABLE, Article, Completeness, Reading

OPENING = 6000
"""Characters in which a headline and a dateline are looked for."""
OPENING_LINES = 12
"""Lines among which a dateline is looked for: below them stands the body."""


def article_from_text(text: str, *, given: Given | None = None, path: str | Path | None = None) -> Article:
    """An article from a text in memory; what is odd about it is in its notes.

    Raises InputError when the text is empty or only white space.
    """
    draft = Draft(text=text, path=None if path is None else str(path))
    reading, _ = build(draft, given=given or Given())
    return reading.article


def build(
    draft: Draft, *, given: Given, parent: Article | None = None, now: str | None = None
) -> tuple[Reading, list[InputError]]:
    """The article of a draft, and what about it is to be reported though the article is kept.

    `parent` is the live page's article where the draft is one of its dated blocks: a block is known by its name on the
    page, stands at the page's address, and takes from the page what it does not state itself: outlet, language, status.
    `now` is when it is read, by which an embargo is told from one that is over.
    Raises InputError when there is no article: its text is empty, and it is no notice that withdraws one.
    """
    cleaned = clean(draft.text)
    text = cleaned.text if cleaned.text.strip() else ""
    odd: list[str] = []
    status = embargo(draft, now, odd) or pubstatus(draft.stated, odd)
    if not text.strip() and (status == USABLE or not _is_named(draft.stated.over(_on_command_line(given)))):
        raise InputError(
            "the text is empty" if not cleaned.text else "the text is only white space",
            fix="leave it out, or give the field that holds the text",
            path=draft.path,
            line=draft.line,
        )
    notes = [*draft.notes, *cleaned.notes, *odd]
    if parent is not None:
        given = replace(given, url=None, title=None, external_id=None, published=None)  # said of the page
    stated = _tidy(draft.stated.over(_on_command_line(given)))
    notes += _contradicted(_tidy(draft.stated), given)
    url = None
    if parent is not None:
        stated = stated.over(_from_page(parent))
        url = _address_on(parent, draft)
    elif stated.url:
        url = canonical_url(stated.url)
        if url is None:
            notes.append(f"not a web address: {stated.url[:200]}")
    dates, reports = _weighed(draft, given, url if parent is None else None, text=text)
    notes += dates.notes
    sha = text_hash(text)
    key = (
        article_id(url=url, outlet=stated.outlet, external_id=stated.external_id, text_sha256=sha)
        if parent is None
        else block_id(parent.id, draft.block or sha)
    )
    completeness, reason = _completeness(draft, stated, text, notes)
    article = Article(
        id=key,
        revision=revision_id(key, sha),
        text=text,
        text_sha256=sha,
        title=stated.title or title_of(text),
        outlet=stated.outlet,
        authors=stated.authors,
        url=url,
        external_id=stated.external_id,
        path=draft.path,
        language=_language(stated, text, notes),
        media_type=draft.media_type,
        published_earliest=dates.earliest,
        published_latest=dates.latest,
        published_basis=dates.basis,
        published_doubt=dates.doubt,
        updated=dates.updated,
        pubstatus=status if parent is None or status != USABLE else parent.pubstatus,
        completeness=completeness,
        completeness_reason=reason,
        parent=None if parent is None else parent.id,
        notes=tuple(dict.fromkeys(notes)),
        raw=None if draft.raw is None else hashlib.sha256(draft.raw).hexdigest(),
    )
    return Reading(article, draft.raw, bool(stated.pubstatus) and article.usable), reports


def _from_page(page: Article) -> Stated:
    return Stated(outlet=page.outlet, language=page.language)


def _address_on(page: Article, block: Draft) -> str | None:
    """Where a block stands: its page's address with the fragment that names it."""
    if page.url is None or not block.stated.url:
        return page.url
    return f"{page.url}#{fragment}" if (fragment := block.stated.url.partition("#")[2]) else page.url


def _on_command_line(given: Given) -> Stated:
    return Stated(**{item.name: getattr(given, item.name) for item in fields(Given)})


def _tidy(stated: Stated) -> Stated:
    """White space at the edges and line breaks inside are no part of a name or a title."""
    words = {}
    for item in fields(Stated):
        value = getattr(stated, item.name)
        if isinstance(value, str):
            value = " ".join(clean(value).text.split()) or None
        elif item.name == "authors":
            value = tuple(name for author in value if (name := " ".join(clean(author).text.split())))
        words[item.name] = value
    return Stated(**words)


def _contradicted(stated: Stated, given: Given) -> list[str]:
    return [
        f"{item.name} {mine!r} is stated by the article itself and kept; the command line says {theirs!r}"
        for item in fields(Given)
        if (mine := getattr(stated, item.name))
        and (theirs := getattr(given, item.name))
        and mine != theirs
        and item.name not in {"completeness", "authors", "published"}  # dates are weighed
    ]


def laid_beside(draft: Draft, beside: Stated) -> Draft:
    """A draft with what a table states of its file: before what a page says of itself, after an article's own record.

    The days that both state are kept as they were said, so that they can be weighed.
    """
    if draft.line is not None:
        return replace(draft, stated=draft.stated.over(beside))
    told = tuple(_days(beside, "sidecar"))
    said = (*told, *_days(draft.stated, _itself(draft))) if told else ()
    return replace(draft, stated=beside.over(draft.stated), dates=(*said, *draft.dates))


def _itself(draft: Draft) -> DateBy:
    return "page" if draft.media_type == "text/html" else "record"


def _days(stated: Stated, by: DateBy) -> Iterator[StatedDate]:
    if stated.published:
        yield StatedDate(stated.published, "published", by)
    if stated.updated:
        yield StatedDate(stated.updated, "updated", by)


def _dates(draft: Draft, given: Given, url: str | None) -> Iterator[StatedDate]:
    """All that is stated of an article's dates: by itself, by what led to it, by whoever adds it, by its address."""
    if not any(one.by == "sidecar" for one in draft.dates):  # else its own are among them
        yield from _days(_tidy(draft.stated), _itself(draft))
    yield from draft.dates
    if given.published:
        yield StatedDate(given.published, "published", "command line")
    address = published_in_url(url) if url else None
    if address is not None:
        yield StatedDate(address.earliest, "published", "web address")


def _weighed(draft: Draft, given: Given, url: str | None, *, text: str) -> tuple[Weighed, list[InputError]]:
    """When it was published and last changed, and what first-hand dates could not be read."""
    weighed = weigh(
        _dates(draft, given, url),
        seen=draft.seen,
        dateline=dateline_day(text),
        inferred=parse_published(draft.inferred) if draft.inferred else None,
        own=draft.own_basis,
    )
    fix = "write it as 2021-07-27 or 2021-07-27T10:05:00+00:00 and add it again"
    return weighed, [
        InputError(
            f"the date {one.value[:100]!r} is no date; the article is kept without it",
            fix=fix,
            path=draft.path,
            line=draft.line,
        )
        for one in weighed.unreadable
    ]


def _completeness(draft: Draft, stated: Stated, text: str, notes: list[str]) -> tuple[Completeness, str]:
    if not text:
        return "unknown", "it came without a text"
    if stated.completeness:
        word = stated.completeness.casefold()
        for known in get_args(Completeness):
            if word == known:
                return known, "stated"
        notes.append(f"completeness {stated.completeness!r} is none of {', '.join(get_args(Completeness))}")
    return draft.completeness or judge_completeness(text)


def _is_named(stated: Stated) -> bool:
    """Whether it says which article it is, so that a notice without a text can withdraw that one."""
    url = canonical_url(stated.url) if stated.url else None
    return names_one(url=url, outlet=stated.outlet, external_id=stated.external_id)


def _language(stated: Stated, text: str, notes: list[str]) -> str | None:
    if stated.language:
        code = language_code(stated.language)
        if code is not None:
            return code
        notes.append(f"no language code: {stated.language[:50]}")
    return language_of(text)


def title_of(text: str) -> str | None:
    """The headline that a text opens with, as one line, or None."""
    span = headline_of(text[:OPENING])
    return None if span is None else " ".join(text[span.start : span.end].split())


def dateline_day(text: str) -> Published | None:
    """The day that a text's dateline names with its year ("TEHRAN, July 27, 2021 (FNA) -"), or None."""
    for place, line in enumerate(lines_of(text[:OPENING])):
        found = dateline_at(text, line.start, line.end)
        if found is not None:
            if found.date is None:
                return None
            words = text[found.date.start : found.date.end]
            return parse_published(words) if words[-4:].isdigit() else None
        if place == OPENING_LINES:
            return None
    return None
