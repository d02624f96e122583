"""Marks: the parts of an article that are not its report, as spans; nothing is cut.

Headline and subheadings, the dateline with the place and the credit in it, bylines and credit lines, section crumbs,
captions, page furniture. A body sentence that is marked is lost to every later stage, so that a line is marked only
where its words or its place in the page tell what it is, and stays body text in doubt.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sayso.annotate.layout.datelines import dateline_at
from sayso.annotate.layout.furniture import LONGEST, credits_from, kind_of, long_caption
from sayso.annotate.layout.headings import folded, headline_of, lines_of, subheading_shaped, title_cased
from sayso.ids import make_id
from sayso.records import Article, Mark, MarkKind
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each

TOP = 12
"""Lines from the top among which headline, crumbs and dateline stand; lower ones of the same shape are body text."""
END = 6
"""Lines from the end among which an author's name alone is a byline; between, it tells who speaks in an interview."""
MOST_BEFORE = 3
"""Unmarked lines above a dateline: captions and summaries that nothing tells from body text."""
SHORT_LINE = 80
"""Body lines this long (characters) surround a subheading; shorter neighbours make it part of a list."""


class Zone(NamedTuple):
    """A marked stretch of text."""

    start: int
    end: int
    kind: MarkKind


_outlet_after = re.compile(r"\s[|–—:-]\s[^|–—:]{2,30}$")
_feed_rest = re.compile(r"\[\+\s?\d{1,7} (?:chars|characters|more)\]$", re.IGNORECASE)
"""What a feed puts where it cuts a text; `ingest.completeness` tells by it that the rest is missing."""
_prefix = re.compile(r"(?:Story highlights|CLOSE|Advertisement|ADVERTISEMENT)(?=\s[A-Z“\"])")
_link_run = re.compile(
    r"\b(?P<last>[A-Z][\w'’-]+) (?P<run>(?:\(?[A-Z][\w.'’-]*\)? ){1,5}?(?P=last)(?=[A-Z])[^\n]{20,800}? MORE)\b"
)
"""A name, the same name in full with headlines glued to it, and "MORE": the link lists of one publisher's pages."""
_final_credit = re.compile(
    r"(?<=[.!?”\"])\s*[(–—-]\s?(?P<credit>AP|AFP|Reuters|REUTERS|UPI|Xinhua|dpa|DPA)\)?\s*$"
)


def zones(
    text: str, *, title: str | None = None, authors: tuple[str, ...] = (), outlet: str | None = None
) -> list[Zone]:
    """Every zone of a text that is no report, in reading order, outer ones first.

    `title`, `authors` and `outlet` are what is stated of the article: a line that says the same is known by it.
    """
    lines = list(lines_of(text))
    heads = _headlines(text, lines, title)
    people = {folded(name) for name in authors if len(name) > 4}
    people -= {name for name in people if sum(folded(text[a:b]) == name for a, b in lines if b - a <= 60) > 1}
    found: list[Zone] = [*heads.values()]
    taken: list[MarkKind | None] = []
    dated = False
    for place, line in enumerate(lines):
        if place in heads:
            kind: MarkKind | None = "headline" if heads[place].start == line.start else None
            taken.append("headline")
            if kind is None:
                found.append(Zone(line.start, heads[place].start, "caption"))
            continue
        if not dated and place < TOP and taken.count(None) <= MOST_BEFORE:
            dateline = list(_dateline(text, line, first=not taken.count(None)))
            if dateline:
                dated = True
                found += dateline
                taken.append(None)
                continue
        words = text[line.start : min(line.end, line.start + LONGEST + 1)]
        kind = "caption" if long_caption(text, line.start, line.end) else _by_words(words, place, taken)
        if (
            kind is None
            and (place < TOP or place >= len(lines) - END)
            and _signed(words, people, outlet, taken)
        ):
            kind = "byline"
        taken.append(kind)
        if kind is not None:
            found.append(Zone(line.start + (credits_from(words) if kind == "byline" else 0), line.end, kind))
        else:
            found += _inside(text, line)
    found += _subheadings(text, lines, taken)
    return sorted(set(found), key=lambda zone: (zone.start, -zone.end, zone.kind))


def _headlines(text: str, lines: list[Span], title: str | None) -> dict[int, Zone]:
    """The lines that are the headline, by number: what says the same as the title, else what is shaped like one."""
    heads: dict[int, Zone] = {}
    wanted = folded(_outlet_after.sub("", title)) if title else ""
    if len(wanted) >= 8:
        for place, line in enumerate(lines):
            if line.end - line.start > 3 * len(wanted) + LONGEST:
                continue
            words = text[line.start : line.end]
            said = folded(words)
            if said == wanted or (
                said.startswith(wanted)
                and len(said) - len(wanted) <= 25
                and place < TOP
                and _named_after(words)
            ):
                heads[place] = Zone(line.start, line.end, "headline")
            elif place < 2 and title and words.endswith(title) and "|" in words[: -len(title)]:
                heads[place] = Zone(line.end - len(title), line.end, "headline")
    shaped = headline_of(text)
    if shaped is not None and not heads:
        words = text[shaped.start : shaped.end]
        if not wanted or title_cased(words):
            heads[lines.index(shaped)] = Zone(*shaped, "headline")
    return heads


def _named_after(words: str) -> bool:
    """Whether a title line goes on with the outlet's name ("Title | The Harbor Post")."""
    return bool(re.search(r"\s[|–—-]\s[^|–—]{2,40}$", words))


def _dateline(text: str, line: Span, *, first: bool) -> Iterator[Zone]:
    found = dateline_at(text, line.start, line.end, first=first)
    if found is not None:
        yield Zone(*found.whole, "dateline")
        if found.place is not None:
            yield Zone(*found.place, "place")
        if found.credit is not None:
            yield Zone(*found.credit, "credit")


def _by_words(words: str, place: int, taken: list[MarkKind | None]) -> MarkKind | None:
    """What a whole line is by its words; crumbs only near the top, and only before the body has begun."""
    kind = kind_of(words) if len(words) <= LONGEST else None
    return None if kind == "section" and (place >= TOP or taken.count(None) > 1) else kind


def _signed(words: str, people: set[str], outlet: str | None, taken: list[MarkKind | None]) -> bool:
    """Whether a line is a stated author's name alone, or the outlet's name under one."""
    if len(words) > 60:
        return False
    said = folded(words)
    after_name = bool(taken) and taken[-1] == "byline" and outlet is not None
    return said in people or (after_name and outlet is not None and said == folded(outlet))


def _inside(text: str, line: Span) -> Iterator[Zone]:
    """Furniture within a line of body text."""
    prefix = _prefix.match(text, line.start, line.end)
    if prefix:
        yield Zone(prefix.start(), prefix.end(), "furniture")
    if text.find(" MORE", line.start, line.end) >= 0:
        for match in _link_run.finditer(text, line.start, line.end):
            yield Zone(match.start("run"), match.end("run"), "furniture")
    rest = _feed_rest.search(text, max(line.start, line.end - 24), line.end)
    if rest:
        yield Zone(rest.start(), rest.end(), "furniture")
    credit = _final_credit.search(text, max(line.start, line.end - 16), line.end)
    if credit:
        yield Zone(credit.start("credit"), credit.end("credit"), "credit")


def _subheadings(text: str, lines: list[Span], taken: list[MarkKind | None]) -> Iterator[Zone]:
    """Lines that head a part of the body: shaped so, alone between body lines, and said once."""
    said: dict[str, int] = {}
    for line in lines:
        if line.end - line.start <= SHORT_LINE:
            words = text[line.start : line.end]
            said[words] = said.get(words, 0) + 1
    body = [place for place, kind in enumerate(taken) if kind is None]
    for above, place, below in zip(body, body[1:], body[2:], strict=False):
        line = lines[place]
        if line.end - line.start > SHORT_LINE:
            continue
        words = text[line.start : line.end]
        if said[words] > 1 or not subheading_shaped(words):
            continue
        before, after = lines[above], lines[below]
        if (
            _is_body(text, before)
            and _is_body(text, after)
            and not text[before.start : before.end].endswith(":")
        ):
            yield Zone(line.start, line.end, "subheading")


def _is_body(text: str, line: Span) -> bool:
    """Whether a line reads as a paragraph: long, and it ends a sentence or opens in a capital and ends one."""
    words = text[max(line.start, line.end - 4) : line.end].rstrip("\"'”’»)]")
    return line.end - line.start >= SHORT_LINE and words.endswith((".", "!", "?", ":", "…"))


def open_marks(_settings: Settings) -> Callable[[Bundle], Iterator[Mark]]:
    """The function from an article to its marks; nothing is loaded."""
    return lambda bundle: marks_of(bundle.article)


def marks_of(article: Article) -> Iterator[Mark]:
    """The marks of an article in reading order, outer ones first."""
    for zone in zones(article.text, title=article.title, authors=article.authors, outlet=article.outlet):
        yield Mark(
            id=make_id("Mark", article.revision, zone.kind, zone.start, zone.end),
            article=article.id,
            start=zone.start,
            end=zone.end,
            kind=zone.kind,
        )


MARKS = Each(name="marks", version=2, reads=(Article,), writes=(Mark,), make=open_marks)
