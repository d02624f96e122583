"""One request and its answer, whole or not at all: every way in which a server can misbehave ends in a FetchError."""

import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpcore

from sayso.errors import FetchError, InputError
from sayso.fetching.certificates import why_not_trusted
from sayso.fetching.connections import Checked, Connect, Patience, TooMuch
from sayso.fetching.hosts import LONGEST_WAIT_S
from sayso.fetching.places import SAVE, Place
from sayso.ingest.http_bodies import CUT, body_of
from sayso.settings import Limits

UNREADABLE = frozenset({"audio", "font", "image", "model", "video"})
"""Kinds of content that hold no article, and are not fetched to find that out."""

BROKEN = {
    "peer closed connection": "the answer ends before its end: the server closed the connection",
    "illegal chunk header": "the answer is malformed: it comes in pieces, and one does not begin with its length",
    "malformed chunk footer": "the answer is malformed: it comes in pieces, and one is not as long as it is said to be",
    "illegal status line": "the answer is no HTTP: it does not begin with a status",
    "illegal header line": "the answer is no HTTP: a line of its head is none",
    "conflicting Content-Length": "the answer is no HTTP: its head gives two lengths",
    "bad Content-Length": "the answer is no HTTP: its head gives a length that is no number",
    "Only Transfer-Encoding": "the answer is no HTTP that we read: it is packed for the way as nobody asked",
    "Server disconnected without": "the answer is no HTTP: the server closed the connection before its head was whole",
}
"""What h11 and httpcore say of a broken answer, by how that begins, in words for whoever asked."""


class Received(NamedTuple):
    """An answer as it came: `headers` in lower case, `body` unpacked; `cut` when only its beginning was wanted."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    notes: tuple[str, ...] = ()


class Request(NamedTuple):
    """What is asked for, of which addresses, and how much of it is taken.

    `asked` is the address that a person named, for the messages. Of more than `most_bytes` the beginning is taken where
    `beginning` says so; else it is an error.
    """

    place: Place
    addresses: Sequence[str]
    headers: Mapping[str, str]
    asked: str
    most_bytes: int
    beginning: bool = False

    def failed(self, kind: str, reason: str, *, fix: str, status: int | None = None) -> FetchError:
        """What is told when nothing comes of it."""
        if self.place.url != self.asked:
            reason = f"{reason} (asked: {self.place.url[:300]})"
        return FetchError(reason, fix=fix, path=self.asked, kind=kind, status=status)


def ask(
    request: Request,
    *,
    connect: Connect,
    patience: Patience,
    trust: Callable[[], ssl.SSLContext],
    limits: Limits,
) -> Received:
    """The answer to one GET over a connection of its own. The body is read for status 200 alone. FetchError."""
    place = request.place
    backend = Checked(
        request.addresses, connect=connect, patience=patience, most_bytes=2 * request.most_bytes + (1 << 20)
    )
    connection = httpcore.HTTPConnection(
        httpcore.Origin(place.scheme.encode(), place.host.encode(), place.port),
        ssl_context=trust() if place.scheme == "https" else None,
        network_backend=backend,
    )
    try:
        return _received(connection, backend, request, limits)
    except TooMuch as error:
        if str(error) == "head":
            raise request.failed("large", "its head is too large for a page's", fix=SAVE) from None
        raise _too_large(request) from None
    except httpcore.TimeoutException as error:
        raise _slow(request, patience, error) from None
    except httpcore.RemoteProtocolError as error:
        raise request.failed("broken", _broken(str(error)), fix=f"try again later, or {SAVE}") from None
    except httpcore.NetworkError as error:
        why = why_not_trusted(error)
        if why is not None:
            what = f"the certificate of {place.host} does not hold: {why}"
            raise request.failed("tls", what, fix=_tls_fix(place)) from None
        what = f"{place.host} cannot be reached ({_why(error)})"
        raise request.failed("unreachable", what, fix="check the address, or try again later") from None
    finally:
        connection.close()
        if backend.stream is not None:  # also one that never became encrypted
            backend.stream.close()


def _received(
    connection: httpcore.HTTPConnection, backend: Checked, request: Request, limits: Limits
) -> Received:
    target = httpcore.URL(
        scheme=request.place.scheme,
        host=request.place.host,
        port=request.place.port,
        target=request.place.target,
    )
    pairs = [(name.encode("ascii"), value.encode("latin-1")) for name, value in request.headers.items()]
    response = connection.handle_request(httpcore.Request("GET", target, headers=pairs))
    stream = backend.stream
    assert stream is not None
    stream.body_begins()
    headers: dict[str, str] = {}
    for name, value in response.headers:
        key, text = name.decode("ascii").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    if response.status != 200:
        return Received(response.status, headers, b"")
    family = headers.get("content-type", "").partition("/")[0].strip().lower()
    if family in UNREADABLE and not request.beginning:
        what = f"it is {headers['content-type'][:60]}, which holds no article"
        raise request.failed("type", what, fix="name the page that it belongs to")
    length = _stated_length(headers)
    if length is not None and length > request.most_bytes and not request.beginning:
        raise _too_large(request)
    parts: list[bytes] = []
    size = 0
    for part in response.iter_stream():
        parts.append(part)
        size += len(part)
        if size > request.most_bytes:
            if request.beginning:
                break
            raise _too_large(request)
    if length is not None and size <= request.most_bytes and stream.more_than(length):
        what = f"more comes than the {length} bytes that were announced"
        raise request.failed("broken", what, fix=f"try again later, or {SAVE}")
    body, notes = _unpacked(request, headers, b"".join(parts), limits, cut=size > request.most_bytes)
    return Received(response.status, headers, body, notes)


def _unpacked(
    request: Request, headers: Mapping[str, str], body: bytes, limits: Limits, *, cut: bool
) -> tuple[bytes, tuple[str, ...]]:
    """The body without what it was packed in; chunks were joined before."""
    head = {"content-encoding": headers.get("content-encoding", "")}
    room = max(1, -(-request.most_bytes >> 20)) if not request.beginning else limits.max_file_mb
    try:
        body, notes = body_of(head, body, limits=replace(limits, max_file_mb=room))
    except ImportError:
        what = f"it is packed as {head['content-encoding'][:20]}, which was not asked for"
        raise request.failed("broken", what, fix=SAVE) from None
    except InputError as error:
        raise request.failed("large", error.reason, fix=SAVE) from None
    if CUT in notes and not cut:
        raise request.failed("broken", "the answer ends before its end", fix=f"try again later, or {SAVE}")
    return body, notes


def retry_after(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """The seconds that a server asks to wait: as a number or as a date (RFC 9110, section 10.2.3), at most a day."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), LONGEST_WAIT_S)
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    then = then if then.tzinfo is not None else then.replace(tzinfo=UTC)
    return min(max((then - now).total_seconds(), 0.0), LONGEST_WAIT_S)


def _stated_length(headers: Mapping[str, str]) -> int | None:
    """The length that holds: h11 refuses contradictory ones, and chunks go before it."""
    if "transfer-encoding" in headers:
        return None
    text = headers.get("content-length", "").partition(",")[0].strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _too_large(request: Request) -> FetchError:
    most = request.most_bytes >> 20
    return request.failed("large", f"larger than {most} MiB", fix=f"raise fetch.max_mb, or {SAVE}")


def _broken(words: str) -> str:
    """What is wrong with an answer, from h11's word for it; without the bytes that it quotes."""
    short = " ".join(words.partition(": ")[0].split())[:150]
    meant = next((meaning for start, meaning in BROKEN.items() if short.startswith(start)), None)
    return meant or f"the answer is no HTTP ({short})"


def _slow(request: Request, patience: Patience, error: Exception) -> FetchError:
    host = request.place.host
    if patience.over:
        what, name = f"{host} took more than {patience.in_all_s:g} s in all", "fetch.seconds"
    elif isinstance(error, httpcore.ConnectTimeout):
        what, name = (
            f"no connection comes about with {host} within {patience.silent_s:g} s",
            "fetch.timeout_s",
        )
    else:
        what, name = f"{host} was silent for {patience.silent_s:g} s", "fetch.timeout_s"
    return request.failed("slow", what, fix=f"try again later, or raise {name}")


def _tls_fix(place: Place) -> str:
    return (
        f"check that {place.host} is the right name and that the clock is right; for a certificate of your own house, "
        "name its authority's file in SSL_CERT_FILE"
    )


def _why(error: BaseException) -> str:
    """The operating system's word for what happened, without its number."""
    inner = error.__cause__ or error
    text = getattr(inner, "strerror", None) or str(inner) or type(inner).__name__
    return " ".join(str(text).split())[:120]
