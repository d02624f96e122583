"""Articles out of web archives (WARC, ISO 28500; CC-NEWS): the HTML pages among the responses.

The address is the record's, the encoding what the server said, else what the page says. The time of the crawl is kept
as a note, by which captures of one address are put in order; it is never the day of publishing. Requests, metadata, revisits, error pages and what is no HTML are passed
over. A damaged record is an InputError that names it, and reading goes on with the next one that can be found, in a
pipe as in a file. Records and HTTP heads are taken apart by FastWARC (`sayso[warc]`).
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from sayso.errors import InputError, MissingExtra
from sayso.ingest.http_bodies import body_of
from sayso.ingest.pages import page_draft
from sayso.ingest.reading import Draft
from sayso.records import CRAWLED
from sayso.settings import Limits

PAGES = frozenset({"text/html", "application/xhtml+xml"})
HELD = 1 << 20
"""Bytes of a record kept to look for the next one in, when it turns out to be damaged."""
LONGEST_HEAD = 1 << 20
"""Bytes of a record's or a response's head. Cookies and policies make some of 30 kB."""
FIX = "fetch the archive again; the other records are read"

_next_record = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_swallowed = re.compile(rb"WARC/[01]\.\d{1,2}\r\nWARC-[\w-]{1,40}: ")


def read_warc(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft | InputError]:
    """One article a page; `line` of what comes out is the number of the record, from 1.

    An archive without an article ends in an InputError that counts what was passed over. MissingExtra without FastWARC.
    """
    iterator = _iterator()
    feed = _Feed(stream)
    passed: Counter[str] = Counter()
    number, told_at, found = 0, -1, False
    while True:
        place = _Place(path, number + 1, feed.start, None, None)
        least = feed.start + 1
        try:
            for record in iterator(feed, parse_http=False, stream_detect=False, max_header_len=LONGEST_HEAD):
                number += 1
                start = feed.start_of(record.stream_pos)
                headers = _headers(record.headers)
                place = _Place(
                    path, number, start, headers.get("warc-record-id"), headers.get("warc-target-uri")
                )
                least = start + 1
                draft = _article(record, headers, place, passed, limits)
                if draft is not None:
                    found = True
                    yield draft
                if isinstance(draft, _CutShort):
                    raise draft  # noqa: TRY301 - what it swallowed, or lost its end to, is looked for
                place = _Place(path, number + 1, None, None, None)
            break
        except _CutShort:
            pass
        except InputError as error:  # out of unpacking: what comes next is another gzip member
            found = True
            yield place.error(error.reason, fix=FIX)
            least = feed.end
        except BaseException as error:  # FastWARC's are OSErrors, ValueErrors and panics, as the bytes fall
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            found = True
            if told_at != number:  # where several in a row cannot be read, the first is told
                yield place.error(f"broken record ({' '.join(str(error).split())})"[:200], fix=FIX)
            told_at = number
        if not feed.go_on(least):
            break
    if not found:
        what = ", ".join(f"{count} {name}" for name, count in sorted(passed.items()))
        raise InputError(
            f"no article in it (records passed over: {what or 'none'})", fix="leave it out", path=path
        )


class _CutShort(InputError):  # noqa: N818 - a state of the record
    """A record that ends before its length is reached."""


class _Place(NamedTuple):
    """Where a record stands, in words for whoever has to look it up."""

    path: str
    number: int
    start: int | None
    record: str | None
    url: str | None

    def error(self, reason: str, *, fix: str, kind: type[InputError] = InputError) -> InputError:
        where = f"record {self.record or self.number}" + (
            "" if self.start is None else f" at byte {self.start}"
        )
        about = f", {self.url[:200]}" if self.url else ""
        return kind(f"{reason} ({where}{about})", fix=fix, path=self.path, line=self.number)


def _article(
    record: Any, headers: dict[str, str], place: _Place, passed: Counter[str], limits: Limits
) -> Draft | InputError | None:
    """The article of a record; an InputError where there is a page and no article; None for what is passed over."""
    kind = headers.get("warc-type", "").lower()
    if kind != "response" or not headers.get("content-type", "application/http").startswith(
        "application/http"
    ):
        passed[kind or "untyped"] += 1
        return None
    most = limits.max_file_mb << 20
    length = max(record.content_length, 0)
    large = length > most + LONGEST_HEAD
    block = b"" if large else record.reader.read(length) if length else b""
    got = _skipped(record.reader) if large else len(block)
    if got < length:
        return place.error(f"the record is cut short: {got} of {length} bytes", fix=FIX, kind=_CutShort)
    if _swallowed.search(block):
        return place.error("the record is cut short: another begins in it", fix=FIX, kind=_CutShort)
    if large:
        return place.error(f"a page larger than {limits.max_file_mb} MiB", fix="raise limits.max_file_mb")
    try:
        head, body = _http(block)
    except (OSError, ValueError) as error:
        return place.error(f"broken HTTP head ({error})"[:200], fix=FIX)
    media, _, parameters = head.get("content-type", "").partition(";")
    status = head[":status"]
    if status != "200" or media.strip().lower() not in PAGES:
        passed[f"with status {status}" if status != "200" else (media.strip().lower() or "untyped")[:50]] += 1
        return None
    notes = tuple(
        f"{what}: {headers[name]}"[:200]
        for name, what in (
            ("warc-date", CRAWLED),
            ("warc-truncated", "cut by the crawler"),
        )
        if headers.get(name)
    )
    try:
        raw, found = body_of(head, body, limits=limits)
        charset = re.search(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", parameters, re.IGNORECASE)
        draft = page_draft(
            raw,
            path=place.path,
            line=place.number,
            charset=charset[1] if charset else None,
            url=(place.url or "").strip("<> ") or None,
            notes=notes + found,
            seen=headers.get("warc-date"),
            limits=limits,
        )
    except InputError as error:
        return place.error(error.reason, fix=error.fix)
    return draft


def _skipped(reader: Any) -> int:
    """How many bytes of a record there were, a piece at a time."""
    count = 0
    while part := reader.read(1 << 16):
        count += len(part)
    return count


def _http(block: bytes) -> tuple[dict[str, str], bytes]:
    """The head of an HTTP response by names in lower case (":status" the status), and the rest."""
    from fastwarc.warc import HeaderMap  # noqa: PLC0415 - only where archives are read

    # FastWARC waits for the blank line: one is there, whatever the block holds
    ends = re.search(rb"\r?\n\r?\n", block[:LONGEST_HEAD])
    if ends is None:
        raise ValueError("no end of the head")
    head = HeaderMap("latin1")
    head.parse(io.BytesIO(block[: ends.end()]))
    return _headers(head) | {":status": str(head.status_code or "none")}, block[ends.end() :]


def _headers(headers: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers.to_tuples():
        found.setdefault(name.lower().strip(), value.strip())
    return found


class _Feed:
    """The bytes of an archive as FastWARC asks for them, of which some are kept to go back to."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._held = bytearray()
        self._ahead = b""
        self._first = 0  # the place of the first byte held
        self.start = 0
        """The place where FastWARC began to read; it counts from there."""
        self.end = 0
        """The place up to which bytes were handed out."""

    def read(self, size: int = -1) -> bytes:
        """Some bytes: those to be read again first."""
        size = size if size > 0 else 1 << 16
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        if not data:
            data = self._stream.read1(size)
            self._held += data
            if len(self._held) > 2 * HELD:
                self._drop(len(self._held) - HELD)
        self.end += len(data)
        return bytes(data)

    def tell(self) -> int:
        """FastWARC counts from here."""
        return 0

    def start_of(self, position: int) -> int:
        """The place in the archive of a record that FastWARC found; what lies before it is let go."""
        place = self.start + position
        if self._first < place <= self._first + len(self._held):
            self._drop(place - self._first)
        return place

    def go_on(self, least: int) -> bool:
        """Go to the next record that begins at or after a place; False when there is none."""
        at = max(least - self._first, 0)
        while (match := _next_record.search(self._held, at)) is None:
            at = max(len(self._held) - 12, at)
            try:
                more = self._stream.read1(1 << 16)
            except InputError:  # a second damaged member: it was told that there is damage
                continue
            if not more:
                return False
            self._held += more
            if len(self._held) > 2 * HELD:
                at = max(at - (len(self._held) - HELD), 0)
                self._drop(len(self._held) - HELD)
        self._drop(match.start())
        self._ahead = bytes(self._held)
        self.start = self.end = self._first
        return True

    def _drop(self, count: int) -> None:
        del self._held[:count]
        self._first += count


def _iterator() -> Any:
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - only where archives are read
    except ImportError as error:
        raise MissingExtra(
            "reading web archives needs FastWARC, which is not installed; install it with: pip install 'sayso[warc]'"
        ) from error
    return ArchiveIterator
