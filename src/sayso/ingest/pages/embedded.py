"""Bodies that a page carries in its scripts: JSON-LD `articleBody`, and the data that an application draws the page from.

Of the latter only a body is taken that stands in one object with the page's title: there are consent texts, teasers and
other articles beside it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from sayso.ingest.dates import missing
from sayso.ingest.fields import is_markup, plain_name, stated_of, without_markup
from sayso.ingest.pages.declared import Declared
from sayso.ingest.pages.trees import folded
from sayso.ingest.reading import StatedDate

LEAST_WORDS = 20
"""Words of a body; shorter ones are summaries."""
MOST_BROKEN = 5
"""Assignments of a script that look like data and are none."""
MOST_TITLED = 20
"""Objects with the page's title in which a body is looked for."""
DEEPEST = 40
"""Levels of a page's data that are looked through; applications nest some fifteen."""
MOST_VALUES = 200_000
"""Values of a page's data that are looked through."""
TITLES = ("headline", "title", "heading", "name", "hed")
BODIES = (
    "articlebody", "body", "bodytext", "bodyhtml", "body_html", "content", "contenthtml", "text", "html", "maintext", "storybody",
    "story_body", "fulltext", "full_text", "paragraphs", "blocks", "elements", "components", "children", "content_elements", "value",
)  # fmt: skip
"""Names under which applications keep a body, in lower case: as one string, or as a list of its parts."""
PUBLISHED = frozenset(
    {
        "publishedat",
        "datepublished",
        "published",
        "publishdate",
        "publisheddate",
        "publicationdate",
        "pubdate",
        "firstpublished",
        "firstpublishedat",
        "publishedtime",
        "displaydate",
        "firstpublishdate",
    }
)
UPDATED = frozenset(
    {
        "updatedat",
        "datemodified",
        "updated",
        "modified",
        "modifiedat",
        "lastmodified",
        "lastupdated",
        "lastupdateddate",
        "updateddate",
        "modifieddate",
    }
)

_assigned = re.compile(r"=\s{0,3}(?=[{\[])")
_named = re.compile(r"(?:__[A-Za-z_]{3,40}|[A-Za-z_$]\w{0,30}(?:State|Data|Props))[\"'\]]{0,2}\s{0,3}\Z")
_pushed = re.compile(r"self\.__next_f\.push\(\s*(?=\[)")
_row = re.compile(r"([0-9a-f]{1,6}):(?:(T)([0-9a-f]{1,6}),)?")


class Body(NamedTuple):
    """A body as the page's scripts hold it, and how it was found."""

    text: str
    where: str
    about: Mapping[str, Any] = MappingProxyType({})
    """The object it stands in, which may state more of the article."""


def bodies(tree: Any, page: Declared, *, title: str | None) -> Iterator[Body]:
    """The bodies that the page's scripts hold for its article, the surest first."""
    own = page.article.get("articleBody")
    if isinstance(own, list):
        own = "\n\n".join(part for part in own if isinstance(part, str))
    if isinstance(own, str) and len(own.split()) >= LEAST_WORDS:
        yield Body(_plain(own), "the page's own articleBody")
    wanted = folded(title or "")
    if len(wanted) < 6:
        return
    for script in tree.iter("script"):
        if not script.text or "ld+json" in (script.get("type") or "") or not _may_hold(script.text, title):
            continue
        for data in _data(script):
            body = _body_under(data, wanted)
            if body is not None:
                yield body
                return
    flight = _flight(tree)
    body = _body_under(flight, wanted) if flight else None
    if body is not None:
        yield body


def _may_hold(script: str, title: str | None) -> bool:
    """Whether a script has the words of the title, so far as they are sure to be written there as they are read."""
    plain = [word for word in (title or "").split() if len(word) > 3 and word.isascii() and word.isalpha()]
    return all(word in script for word in plain[:3])


def _plain(text: str) -> str:
    plain = without_markup(text) if is_markup(text) or re.search(r"</?p\b", text, re.IGNORECASE) else text
    return "\n".join(
        line for part in plain.replace("\r", "\n").split("\n") if (line := " ".join(part.split()))
    )


def _data(script: Any) -> Iterator[Any]:
    text = script.text
    if "json" in (script.get("type") or ""):
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return
        return
    reader = json.JSONDecoder(strict=False)
    at = broken = 0
    while broken < MOST_BROKEN and (found := _assigned.search(text, at)) is not None:
        at = found.end()
        if not _named.search(text[max(0, found.start() - 50) : found.start()]):
            continue
        try:
            value, at = reader.raw_decode(text, at)
        except (ValueError, RecursionError):
            broken += 1  # program, and no data
            continue
        yield value


def _flight(tree: Any) -> dict[str, Any]:
    """The rows that Next.js pushes piece by piece, by their numbers."""
    reader = json.JSONDecoder(strict=False)
    parts: list[str] = []
    for script in tree.iter("script"):
        for found in _pushed.finditer(script.text or ""):
            try:
                value, _ = reader.raw_decode(script.text, found.end())
            except (ValueError, RecursionError):
                continue
            if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
                parts.append(value[1])
    joined = "".join(parts)
    rows: dict[str, Any] = {}
    at = 0
    while (row := _row.match(joined, at)) is not None:
        at = row.end()
        if row[2]:  # so many bytes of text
            size = int(row[3], 16)
            text = joined[at : at + size].encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
            rows[row[1]] = text
            at += len(text)
            continue
        end = joined.find("\n", at)
        line = joined[at : end if end >= 0 else None]
        at = end + 1 if end >= 0 else len(joined)
        try:
            rows[row[1]], _ = reader.raw_decode(line)
        except (ValueError, RecursionError):
            continue
    return rows


def _body_under(data: Any, wanted: str) -> Body | None:
    """The body in the object that has the wanted title, the longest where there are several."""
    texts = data if isinstance(data, dict) and all(isinstance(key, str) for key in data) else {}
    best = Body("", "the data the page is drawn from")
    titled = 0
    for item in _objects(data):
        if titled < MOST_TITLED and any(
            isinstance(item.get(name), str) and folded(item[name]) == wanted
            for name in item
            if name.lower() in TITLES
        ):
            titled += 1
            for name, value in item.items():
                if name.lower() in BODIES:
                    text = _text_of(value, texts)
                    if len(text) > len(best.text):
                        best = best._replace(text=text, about=item)
    return best if len(best.text.split()) >= LEAST_WORDS else None


def days_in(body: Body) -> Iterator[StatedDate]:
    """The days that the object beside a body states, by the names that applications use."""
    for name, value in body.about.items():
        word = re.sub(r"[^a-z]", "", name.lower())
        if isinstance(value, str) and not missing(value) and len(value) <= 60:
            if word in PUBLISHED:
                yield StatedDate(value, "published", "page", name)
            elif word in UPDATED:
                yield StatedDate(value, "updated", "page", name)


def authors_in(body: Body) -> tuple[str, ...]:
    """The authors that the object beside a body names."""
    return stated_of({plain_name(name): value for name, value in body.about.items()}).authors


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [(data, 0)]
    count = 0
    while waiting and count < MOST_VALUES:
        value, depth = waiting.pop()
        count += 1
        if depth > DEEPEST:
            continue
        if isinstance(value, Mapping):
            yield value
            waiting.extend((one, depth + 1) for one in value.values() if isinstance(one, (dict, list)))
        elif isinstance(value, list):
            waiting.extend((one, depth + 1) for one in value if isinstance(one, (dict, list)))


def _text_of(value: Any, texts: Mapping[str, Any]) -> str:
    """The words of a body: a string, marked up or not, or the parts of a list in their order."""
    lines: list[str] = []
    waiting = [(value, 0)]
    count = 0
    while waiting and count < MOST_VALUES:
        part, depth = waiting.pop()
        count += 1
        if isinstance(part, str):
            if part.startswith("$") and isinstance(texts.get(part[1:]), str):
                part = texts[part[1:]]
            if len(part.split()) > 1 or depth <= 1:
                lines.append(_plain(part))
        elif isinstance(part, list) and depth < DEEPEST:
            waiting.extend((one, depth + 1) for one in reversed(part))
        elif isinstance(part, Mapping) and depth < DEEPEST:
            held = [one for name, one in part.items() if name.lower() in BODIES]
            waiting.extend((one, depth + 1) for one in reversed(held[:1]))
    return "\n".join(line for line in lines if line)
