"""What a page declares of its article: JSON-LD, meta tags, dated elements. Stated as it stands there, and never chosen."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sayso.ingest.dates import missing, parse_published
from sayso.ingest.pages.trees import folded, lines, names, words
from sayso.ingest.reading import DateOf, StatedDate

PUBLISHED_TAGS = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "publishdate",
    "pubdate", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "og:published_time", "cxenseparse:recs:publishtime",
)  # fmt: skip
UNCLEAR_TAGS = ("dc.date", "dcterms.date", "date")
"""Asked only where none of the others is there: most mean publishing."""
UPDATED_TAGS = (
    "article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "article:updated_time", "revision_date",
)  # fmt: skip
ARTICLE_TYPES = ("liveblogposting", "article", "posting", "report", "gallery", "webpage")
"""Endings of the JSON-LD types that describe a page's article; the earlier ones are asked first."""
LISTS = frozenset({"collectionpage", "searchresultspage", "profilepage"})
"""JSON-LD types of pages that list articles."""
MOST_OBJECTS = 5_000
"""Objects of JSON-LD that are looked at; pages hold some tens."""
LONG_LINE = 25
"""Words of a line from which the article has begun."""
TOP_WORDS = 60
"""Words in a row of short lines below the headline among which a line "Published …" is looked for."""

_label = re.compile(
    r"(?:first )?(?P<published>published|posted|created|publié|veröffentlicht|publicado|pubblicato)(?: on| at| le| am| el| il)?\s*:?\s+(?=\S*\d|\w+\.? \d)|"
    r"(?:last )?(?P<updated>updated|modified|mis à jour|aktualisiert|actualizado|aggiornato|stand)(?: on| at| le| am| el| il)?\s*:?\s+(?=\S*\d|\w+\.? \d)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Declared:
    """What a page says of itself in its head and its scripts."""

    tags: dict[str, str] = field(default_factory=dict)
    objects: list[Mapping[str, Any]] = field(default_factory=list)
    canonical: str | None = None
    title: str | None = None
    language: str | None = None
    article: Mapping[str, Any] = field(default_factory=dict)
    """The JSON-LD object that describes the article, or an empty one."""

    @property
    def kinds(self) -> frozenset[str]:
        """The types of all JSON-LD objects, in lower case."""
        return frozenset(kind for item in self.objects for kind in types(item))

    @property
    def outlet(self) -> str | None:
        """Who publishes it, as declared; never worked out from an address or a title."""
        return (
            self.name(self.article.get("publisher"))
            or self.tags.get("og:site_name")
            or self.tags.get("application-name")
        )

    def name(self, value: object) -> str | None:
        """The name of a JSON-LD thing: a string, an object, the first of several, or one that is only referred to."""
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, Mapping):
            named = value.get("name")
            if named is None and isinstance(value.get("@id"), str):
                named = next(
                    (one["name"] for one in self.objects if one.get("@id") == value["@id"] and "name" in one),
                    None,
                )
            value = named[0] if isinstance(named, list) and named else named
        return value if isinstance(value, str) and value.strip() else None

    def people(self, value: object) -> tuple[str, ...]:
        """The names of authors, without addresses of their pages."""
        given = value if isinstance(value, list) else [value]
        found = (self.name(one) for one in given)
        works_for = f", {self.outlet}"  # some add where somebody works
        named = (one.removesuffix(works_for) for one in found if one)
        return tuple(dict.fromkeys(one for one in named if one and not one.startswith(("http:", "https:"))))


def declared_in(tree: Any, *, url: str | None) -> Declared:
    """Read a page's declarations."""
    found = Declared()
    for element in tree.iter("meta", "link", "title"):
        if element.tag == "title":
            found.title = found.title or " ".join((element.text or "").split()) or None
        elif element.tag == "link":
            if (element.get("rel") or "").lower() == "canonical" and not found.canonical:
                found.canonical = (element.get("href") or "").strip() or None
        else:
            name = element.get("property") or element.get("name") or element.get("itemprop")
            content = (element.get("content") or "").strip()
            if name and content:
                found.tags.setdefault(name.strip().lower(), content)
    root = tree if tree.tag == "html" else tree.getroottree().getroot()
    found.language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                _collect(json.loads(_bare(script.text), strict=False), found.objects, depth=0)
            except (ValueError, RecursionError):
                continue
    found.article = _article_object(found, url)
    return found


def _bare(script: str) -> str:
    """A script without the comment or CDATA signs that old templates put round it, and without a last semicolon."""
    return (
        re.sub(r"^\s*(?:<!--|/\*<!\[CDATA\[\*/|//<!\[CDATA\[)|(?:-->|/\*\]\]>\*/|//\]\]>)\s*$", "", script)
        .strip()
        .rstrip(";")
    )


def _collect(value: object, found: list[Mapping[str, Any]], *, depth: int) -> None:
    if depth > 4 or len(found) > MOST_OBJECTS:
        return
    if isinstance(value, list):
        for item in value:
            _collect(item, found, depth=depth + 1)
    elif isinstance(value, Mapping):
        found.append(value)
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            _collect(value.get(key), found, depth=depth + 1)


def types(item: Mapping[str, Any]) -> list[str]:
    """The types of a JSON-LD object, in lower case and without the address of their vocabulary."""
    kinds = item.get("@type")
    return [
        kind.lower().rpartition("/")[2]
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    ]


def _article_object(page: Declared, url: str | None) -> Mapping[str, Any]:
    """Of the objects of the first kind there is, the one at the page's address, else with its title, else the first."""
    title = folded(page.tags.get("og:title") or page.title or "")
    here = {one.partition("://")[2].rstrip("/") for one in (url, page.canonical) if one}
    for ending in ARTICLE_TYPES:
        fitting = [item for item in page.objects if any(kind.endswith(ending) for kind in types(item))]
        if len(fitting) > 1:
            named = [item for item in fitting if _addresses(item) & here] or [
                item
                for item in fitting
                if (head := folded(str(item.get("headline") or ""))) and title.startswith(head)
            ]
            fitting = named or fitting
        if fitting:
            return fitting[0]
    return {}


def _addresses(item: Mapping[str, Any]) -> set[str]:
    page = item.get("mainEntityOfPage")
    given = (item.get("url"), item.get("@id"), page.get("@id") if isinstance(page, Mapping) else page)
    return {one.partition("://")[2].partition("#")[0].rstrip("/") for one in given if isinstance(one, str)}


def is_article(page: Declared) -> bool:
    """Whether a page declares that it is an article: by its JSON-LD, its Open Graph type, or a day of publishing."""
    if any(kind.endswith(("article", "posting", "report")) for kind in page.kinds):
        return True
    if page.kinds & LISTS:  # a widespread plug-in calls lists articles in its Open Graph tags
        return False
    if page.tags.get("og:type", "").lower() == "article":
        return True
    return any(not missing(page.tags.get(name)) for name in ("article:published_time", "datepublished"))


def has_day(page: Declared) -> bool:
    """Whether a page's head says plainly when it was published, in a way that can be read."""
    said = (page.article.get("datePublished"), *(page.tags.get(name) for name in PUBLISHED_TAGS))
    return any(isinstance(one, str) and parse_published(one) is not None for one in said)


def stated_days(page: Declared, tree: Any, *, headline: Any) -> Iterator[StatedDate]:
    """Every statement of the days of publishing and of change, JSON-LD first; the lines under the headline last."""
    yield from _declared_days(page, tree)
    yield from _visible_days(headline)


def _declared_days(page: Declared, tree: Any) -> Iterator[StatedDate]:
    named: tuple[tuple[str, DateOf], ...] = (("datePublished", "published"), ("dateModified", "updated"))
    for name, of in named:
        value = page.article.get(name)
        if isinstance(value, str) and not missing(value):
            yield StatedDate(value, of, "page", name)
    clear = [name for name in PUBLISHED_TAGS if not missing(page.tags.get(name))]
    unclear = [] if clear or page.article.get("datePublished") else UNCLEAR_TAGS
    for name in (*clear, *unclear):
        if not missing(page.tags.get(name)):
            yield StatedDate(page.tags[name], "published", "page", name)
    for name in UPDATED_TAGS:
        if not missing(page.tags.get(name)):
            yield StatedDate(page.tags[name], "updated", "page", name)
    if clear or page.article.get("datePublished"):
        return  # a dated element may be another article's, and would only cast doubt on what is plain
    for element in tree.xpath(".//time | .//*[@itemprop]"):
        called = (element.get("itemprop") or "").lower()
        kinds = names(element) if element.tag == "time" else ""
        value = element.get("datetime") or element.get("content")
        if value is None and called in {"datepublished", "datemodified"}:
            value = (element.get("title") if element.tag == "abbr" else None) or words(element)
        if not value or missing(value) or len(value) > 100:
            continue
        if called == "datepublished" or element.get("pubdate") is not None:
            yield StatedDate(value, "published", "page", "itemprop datePublished")
            return
        if called != "datemodified" and re.search(r"\bpublished\b", kinds) and "updated" not in kinds:
            yield StatedDate(value, "published", "page", "time")
            return


def below(headline: Any) -> Iterator[str]:
    """The short lines between the headline and the first long one: beside it, or beside what it lies in."""
    count = 0
    for holder in (headline, *headline.iterancestors()) if headline is not None else ():
        if holder.tag in {"body", "html"}:
            return
        for element in holder.itersiblings():
            for line in lines(element)[:12] if isinstance(element.tag, str) else ():
                count += len(line.split())
                if len(line) > LONG_LINE * 16 or len(line.split()) > LONG_LINE or count > TOP_WORDS:
                    return
                yield line


def _visible_days(headline: Any) -> Iterator[StatedDate]:
    """Lines such as "Published 3 May 2031 Updated 4 May 2031" between the headline and the first long line."""
    for line in below(headline):
        marks = [*_label.finditer(line)]
        for place, mark in enumerate(marks):
            value = line[mark.end() : marks[place + 1].start() if place + 1 < len(marks) else None]
            value = value.strip(" |·•,–—-()")
            if value and len(value) <= 60 and parse_published(value) is not None:
                of: DateOf = "published" if mark["published"] else "updated"
                yield StatedDate(value, of, "text", mark[0].strip(" :"))
