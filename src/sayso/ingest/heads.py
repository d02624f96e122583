"""The head of a pasted article: "Headline: …", "By …", "Published: …" above the text say what they say of it.

Only what is pasted or piped has such a head read, and then the text begins below it; a file is taken as it is, for its
text is its identity. A head is known by at least two lines with known names, one of them about the article (title, outlet,
date or address), and a body below. One strange line ends it. The heads of mails (From, To, Sent) are none: what they
say is true of the mail.
"""

import re
from dataclasses import replace
from typing import NamedTuple

from sayso.ingest.reading import Draft, Stated

NAMES = {
    "headline": "title", "title": "title",
    "outlet": "outlet", "source": "outlet", "publication": "outlet", "publisher": "outlet", "newspaper": "outlet",
    "published": "published", "date": "published", "publication date": "published", "published on": "published",
    "updated": "updated", "last updated": "updated",
    "url": "url", "link": "url", "web address": "url", "address": "url",
    "by": "authors", "byline": "authors", "author": "authors", "authors": "authors",
    "language": "language",
    "completeness": "completeness",
}  # fmt: skip
"""What a line's name means; capitals do not count."""
TELLING = {"title", "outlet", "published", "url"}
LONGEST = 500
"""Characters of a line of a head; an address may take so many, a sentence of a report that begins so is longer or no head."""
MOST_LINES = 24
"""Lines among which a head ends, empty ones included: each of the statements once, with a line between."""

_named = re.compile(r"\s*(?P<name>[A-Za-z][A-Za-z ]{1,16}?)\s?:\s*(?P<value>\S.*)")
_byline = re.compile(r"\s*by\s+(?P<value>[^\W\d_].*)", re.IGNORECASE)
_authors = re.compile(r"\s*[;|]\s*|,\s+(?!(?:Jr|Sr)\b)|\s+(?:and|&)\s+")
_line = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


class Head(NamedTuple):
    """What a head states, and where the text below it begins."""

    stated: Stated
    end: int


def pasted(draft: Draft) -> Draft:
    """A text that somebody pasted without its head, which says what it states and is kept beside it."""
    head = head_of(draft.text)
    if head is None:
        return draft
    return replace(
        draft,
        text=draft.text[head.end :],
        stated=head.stated,
        notes=(*draft.notes, HEAD_READ),
        raw=draft.text.encode("utf-8", "surrogatepass"),
    )


HEAD_READ = "the lines above the text are read as what they state of it"


def head_of(text: str) -> Head | None:
    """The head that a text begins with; None where it has none."""
    said: dict[str, str] = {}
    at = end = 0
    for _ in range(MOST_LINES):
        found = _line.match(text, at)
        assert found is not None  # an empty line fits
        line = found[1] if len(found[1]) <= LONGEST else ""
        known = _read(line) if line.strip() else None
        if found[1].strip() and (known is None or known[0] in said):
            break
        if found.end() == len(text):
            return None  # nothing below it
        at = found.end()
        if known is not None:
            said[known[0]] = known[1]
            end = at
    if len(said) < 2 or not TELLING & said.keys():
        return None
    authors = tuple(name for name in _authors.split(said.pop("authors", "")) if name)
    begins = len(text) - len(text[end:].lstrip("\r\n \t"))
    return Head(Stated(**said, authors=authors), begins)


def _read(line: str) -> tuple[str, str] | None:
    named = _named.fullmatch(line)
    if named is not None:
        meant = NAMES.get(" ".join(named["name"].casefold().split()))
        return None if meant is None else (meant, named["value"].strip())
    byline = _byline.fullmatch(line)
    return None if byline is None else ("authors", byline["value"].strip())
