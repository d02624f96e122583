"""What an answer from the web holds, by what it is said to be and by how it begins: a page, a document, a wire report.

Who asks for it is given as a callable, so that reading knows nothing of networks.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from sayso.errors import InputError
from sayso.ingest.archives.splitting import split
from sayso.ingest.decoding import SNIFFED, binary, decode
from sayso.ingest.documents.kinds import kind_of, reader_of
from sayso.ingest.feeds.parsing import looks_like_feed
from sayso.ingest.pages import looks_like_page, page_draft
from sayso.ingest.readers import reader_named, sniffed
from sayso.ingest.reading import Draft, Stated
from sayso.settings import Limits

PAGES = frozenset({"text/html", "application/xhtml+xml"})
FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "text/x-opml"})
WIRES = frozenset({"json", "jsonl", "newsml"})
"""Kinds of file that a wire report may need: of what is sent as JSON or XML, and is neither page nor feed."""
TEXTS = frozenset({"", "text/plain", "text/markdown", "application/octet-stream", "binary/octet-stream"})
"""What is read as text where it does not begin like something else; "" is an answer that does not say what it is."""

_charset = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


class Answer(Protocol):
    """An answer as whoever fetches gives it (`sayso.fetching.answers.Fetched`)."""

    @property
    def asked(self) -> str:
        """The address that was asked for."""
        ...

    @property
    def url(self) -> str:
        """The address that answered."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """Names in lower case."""
        ...

    @property
    def body(self) -> bytes:
        """Unpacked and whole."""
        ...

    @property
    def at(self) -> datetime:
        """When it came."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """What was odd about it."""
        ...


Fetch = Callable[[str], Answer | None]
"""The answer at an address; None: what is kept of it is still so. FetchError where there is none."""


def read_address(address: str, *, fetch: Fetch | None, limits: Limits) -> Iterator[Draft | InputError] | None:
    """The article at an address; None where it did not change. InputError where nobody fetches, or where there is none."""
    if fetch is None:
        raise InputError(
            "nothing is fetched here",
            fix="`sayso add` fetches pages; else save it and name the file",
            path=address,
        )
    answer = fetch(address)
    return None if answer is None else _drafts(answer, limits)


def _drafts(answer: Answer, limits: Limits) -> Iterator[Draft | InputError]:
    yield from draft_of_answer(
        answer.body,
        content_type=answer.headers.get("content-type"),
        url=answer.url,
        asked=answer.asked,
        seen=answer.at.isoformat(),
        limits=limits,
        notes=answer.notes,
    )


def draft_of_answer(
    body: bytes,
    *,
    content_type: str | None,
    url: str,
    asked: str,
    seen: str | None,
    limits: Limits,
    notes: tuple[str, ...] = (),
) -> Iterator[Draft | InputError]:
    """The articles in an answer; `content_type` is the header as it came, `url` the address that answered.

    `asked` is the path of what comes out. How the body begins goes before what it is said to be: servers know less of
    their files than the files do. InputError for a feed, and for what is none of the kinds that are read.
    """
    stated = content_type or ""
    media = stated.partition(";")[0].strip().lower()
    named = _charset.search(stated)
    charset = named[1] if named else None
    head = body[:SNIFFED]
    if not head.strip():
        raise InputError("the answer is empty", fix="open it in a browser and add what it shows", path=asked)
    if media in FEEDS or looks_like_feed(head):
        raise InputError(
            "a feed or a sitemap, not an article",
            fix=f"`sayso watch {asked} --once` reads what it lists now; name it in feeds.toml to follow it",
            path=asked,
        )
    document = reader_of(kind_of(head) or "")
    if document is not None:
        for draft in document(io.BufferedReader(io.BytesIO(body)), path=asked, limits=limits):
            here = Stated(url=url).over(draft.stated)
            yield from split(replace(draft, stated=here, seen=seen, notes=(*notes, *draft.notes)))
        return
    odd = binary(head)
    if odd is not None:
        raise InputError(f"{odd[0]}, no article", fix="name the page that it belongs to", path=asked)
    kind = _wire(head)
    if kind is not None:
        for found in reader_named(kind)(io.BufferedReader(io.BytesIO(body)), path=asked, limits=limits):
            yield found if isinstance(found, InputError) else replace(found, seen=found.seen or seen)
        return
    if looks_like_page(head) or media in PAGES:
        yield page_draft(body, path=asked, limits=limits, charset=charset, url=url, seen=seen, notes=notes)
        return
    if media not in TEXTS or head.lstrip()[:1] in b"<{[":
        raise InputError(
            f"{media[:60] or 'something'} that is neither a page nor a report",
            fix="save what can be read of it, and add the file",
            path=asked,
        )
    text, decoding = decode(body, declared=charset)
    yield from split(
        Draft(text=text, stated=Stated(url=url), path=asked, notes=(*notes, *decoding), raw=body, seen=seen)
    )


def _wire(head: bytes) -> str | None:
    """The reader of a report in JSON or XML; None for what begins like neither."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in {b"<", b"{", b"["}:
        return None
    kind = sniffed(head)
    return kind if kind in WIRES else None
