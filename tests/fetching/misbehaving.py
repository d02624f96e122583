"""A web server on loopback that misbehaves on request: many hosts on one port, and a log of all that was asked.

    with Misbehaving(now=clock.now) as web:
        web.page("http://harbour.example/news", "<p>…</p>")
        web.on("http://harbour.example/slow", drip_body(b"<p>…</p>", every_s=0.1))
        fetcher = Fetcher(settings=…, clock=clock, resolve=web.resolve, connect=web.connect)

Names resolve to public addresses that nobody connects to: `connect` goes to the port on loopback, whatever address it is
given, and keeps what it was given. Hosts end in .example or .test. Another process reaches the server by `connector(port)`
and `addresses`.
"""

import gzip
import hashlib
import socket
import ssl
import struct
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlsplit

import httpcore

PAGE = "text/html; charset=utf-8"


class Asked(NamedTuple):
    """One request as it came in: names of headers in lower case, `at` by the clock that the server was given."""

    host: str
    path: str
    headers: Mapping[str, str]
    at: datetime
    method: str = "GET"
    scheme: str = "http"

    @property
    def url(self) -> str:
        """The address that was asked for."""
        return f"{self.scheme}://{self.host}{self.path}"


@dataclass(slots=True)
class Wire:
    """The server's end of one connection."""

    socket: socket.socket
    stopped: threading.Event = field(default_factory=threading.Event)

    def send(self, data: bytes) -> None:
        """Send bytes; OSError when the other side has gone."""
        self.socket.sendall(data)

    def wait(self, seconds: float) -> bool:
        """Wait in real time; False when the server is being closed."""
        return not self.stopped.wait(seconds)


Behaviour = Callable[[Asked, Wire], None]
"""What the server does with one request."""


def head(
    status: int = 200, reason: str = "OK", headers: Mapping[str, str] | Iterable[tuple[str, str]] = ()
) -> bytes:
    """The head of an answer, up to its empty line."""
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in pairs), "", ""]
    return "\r\n".join(lines).encode("utf-8")


def answer(
    body: bytes | str = b"",
    *,
    status: int = 200,
    type: str | None = PAGE,  # noqa: A002 - the word of the header
    headers: Mapping[str, str] | None = None,
) -> Behaviour:
    """A proper answer."""
    data = body.encode() if isinstance(body, str) else body
    stated = {"Content-Type": type} if type is not None else {}

    def act(_asked: Asked, wire: Wire) -> None:
        wire.send(
            head(status, "Word", {**stated, "Content-Length": str(len(data)), **(headers or {})}) + data
        )

    return act


def page(
    body: bytes | str,
    *,
    type: str = PAGE,  # noqa: A002 - as above
    etag: str | None = None,
    changed: str | None = None,
) -> Behaviour:
    """A page that knows when it was not modified: by its ETag (made of its bytes unless given) or its Last-Modified."""
    data = body.encode() if isinstance(body, str) else body
    tag = etag if etag is not None else f'"{hashlib.sha256(data).hexdigest()[:16]}"'
    stated = {"ETag": tag, **({"Last-Modified": changed} if changed else {})}

    def act(asked: Asked, wire: Wire) -> None:
        sent = tag.encode().decode("latin-1")  # as heads are read
        if sent in asked.headers.get("if-none-match", ()) or (
            "if-none-match" not in asked.headers
            and changed
            and asked.headers.get("if-modified-since") == changed
        ):
            wire.send(head(304, "Not Modified", stated))
        else:
            answer(data, type=type, headers=stated)(asked, wire)

    return act


def redirect(to: str, *, status: int = 302) -> Behaviour:
    """Elsewhere."""
    return answer(b"", status=status, headers={"Location": to})


def failing(status: int, *, retry_after: str | None = None) -> Behaviour:
    """An answer that says that there is none, and perhaps when to come again (seconds, or an HTTP date)."""
    return answer("<p>No.</p>", status=status, headers={"Retry-After": retry_after} if retry_after else {})


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """One behaviour after the other, a request each; the last one stays."""
    at = count()

    def act(asked: Asked, wire: Wire) -> None:
        behaviours[min(next(at), len(behaviours) - 1)](asked, wire)

    return act


def silent() -> Behaviour:
    """Not a word."""

    def act(_asked: Asked, wire: Wire) -> None:
        wire.wait(60)

    return act


def drip(data: bytes, *, every_s: float = 0.02) -> Behaviour:
    """Raw bytes of an answer, one at a time: the head drips too."""

    def act(_asked: Asked, wire: Wire) -> None:
        for at in range(len(data)):
            wire.send(data[at : at + 1])
            if not wire.wait(every_s):
                return

    return act


def drip_body(body: bytes, *, every_s: float = 0.02) -> Behaviour:
    """The head at once, the body a byte at a time."""

    def act(asked: Asked, wire: Wire) -> None:
        wire.send(head(headers={"Content-Type": PAGE, "Content-Length": str(len(body))}))
        drip(body, every_s=every_s)(asked, wire)

    return act


def raw(data: bytes) -> Behaviour:
    """These bytes, whether they are HTTP or not, and the end of the connection."""

    def act(_asked: Asked, wire: Wire) -> None:
        wire.send(data)

    return act


def endless_head() -> Behaviour:
    """Header after header."""

    def act(_asked: Asked, wire: Wire) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\n")
        for number in count():
            wire.send(b"X-Word-%d: %s\r\n" % (number, b"w" * 1000))

    return act


def hints_without_end() -> Behaviour:
    """One answer after the other that is none yet (status 103)."""

    def act(_asked: Asked, wire: Wire) -> None:
        while not wire.stopped.is_set():
            wire.send(head(103, "Early Hints", {"Link": "</x.css>"}))

    return act


def huge(*, announced: int | None = None) -> Behaviour:
    """A body without end; its head announces so many bytes, or none."""

    def act(_asked: Asked, wire: Wire) -> None:
        length = {} if announced is None else {"Content-Length": str(announced)}
        wire.send(head(headers={"Content-Type": PAGE, **length}))
        while not wire.stopped.is_set():
            wire.send(b"<p>More of the same.</p>" * 4000)

    return act


def endless_chunks() -> Behaviour:
    """The same in chunks."""

    def act(_asked: Asked, wire: Wire) -> None:
        wire.send(head(headers={"Content-Type": PAGE, "Transfer-Encoding": "chunked"}))
        while not wire.stopped.is_set():
            wire.send(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    return act


def chunks(*parts: bytes, whole: bool = True) -> Behaviour:
    """A body in chunks, or the beginning of one."""
    body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + (b"0\r\n\r\n" if whole else b"")
    return raw(head(headers={"Content-Type": PAGE, "Transfer-Encoding": "chunked"}) + body)


def announces(length: int, body: bytes) -> Behaviour:
    """A Content-Length that may be wrong."""
    return raw(head(headers={"Content-Type": PAGE, "Content-Length": str(length)}) + body)


def without_length(body: bytes) -> Behaviour:
    """A body that ends with the connection."""
    return raw(head(headers={"Content-Type": PAGE}) + body)


def packed(body: bytes, *, coding: str = "gzip", keep: float = 1.0) -> Behaviour:
    """A packed body, or its first part."""
    data = (
        gzip.compress(body, mtime=0)
        if coding == "gzip"
        else zlib.compress(body)
        if coding == "deflate"
        else body
    )
    return answer(data[: int(len(data) * keep)], headers={"Content-Encoding": coding})


def bomb(megabytes: int = 64) -> Behaviour:
    """A small body that unpacks to so many MiB."""
    return packed(b"\0" * (megabytes << 20))


def not_modified() -> Behaviour:
    """Status 304, asked or not."""
    return raw(head(304, "Not Modified"))


def reset(first: bytes = b"") -> Behaviour:
    """The connection is torn down, after these bytes."""

    def act(_asked: Asked, wire: Wire) -> None:
        wire.send(first)
        wire.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return act


class Misbehaving:
    """The server. It answers 404 to what it was not told of, so that a host without robots.txt allows everything."""

    def __init__(
        self, *, now: Callable[[], datetime] | None = None, certificate: ssl.SSLContext | None = None
    ) -> None:
        self._now = now or (lambda: datetime.now(UTC))
        self._sites: dict[tuple[str, str], Behaviour] = {}
        self._addresses: dict[str, list[str]] = {}
        self.requests: list[Asked] = []
        self.connected: list[tuple[str, int]] = []
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []
        self._certificate = certificate
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listening.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, name="misbehaving server", daemon=True)
        self._accepting.start()

    def on(self, url: str, behaviour: Behaviour) -> None:
        """What happens when an address is asked for; the query counts, the scheme does not."""
        parts = urlsplit(url)
        assert parts.hostname is not None
        self._sites[parts.hostname, _path(url)] = behaviour
        self._addresses.setdefault(
            parts.hostname, [f"93.184.{len(self._addresses) // 250}.{len(self._addresses) % 250 + 1}"]
        )

    def page(self, url: str, body: bytes | str, *, type: str = PAGE, etag: str | None = None) -> None:  # noqa: A002 - as above
        """A plain page at an address, with an ETag."""
        self.on(url, page(body, type=type, etag=etag))

    def robots(self, host: str, text: str) -> None:
        """The robots.txt of a host."""
        self.on(f"http://{host}/robots.txt", answer(text, type="text/plain"))

    def lies_at(self, host: str, *addresses: str) -> None:
        """The addresses that a name resolves to."""
        self._addresses[host] = list(addresses)

    def resolve(self, host: str) -> list[str]:
        """The addresses of a host that the server was told of; OSError for another, as of a name that does not exist."""
        if host not in self._addresses:
            raise OSError(-2, "Name or service not known")
        return self._addresses[host]

    def connect(self, address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        """A connection to the server, in the place of one to the address."""
        self.connected.append((address, port))
        return connector(self.port)(address, port, timeout)

    def asked(self, host: str | None = None) -> list[str]:
        """The addresses that were asked for, in order, of one host or of all."""
        return [item.url for item in self.requests if host is None or item.host == host]

    def close(self) -> None:
        """End all that is going on, and wait for it."""
        self._stopped.set()
        with suppress(OSError):
            socket.create_connection(
                ("127.0.0.1", self.port), timeout=5
            ).close()  # wakes who waits for the next one
        self._accepting.join()
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _accept(self) -> None:
        while not self._stopped.is_set():
            connection, _ = self._listening.accept()
            if self._stopped.is_set():
                connection.close()
                return
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            self._threads.append(threading.Thread(target=self._serve, args=(connection,), daemon=True))
            self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        with connection, suppress(OSError):
            if self._certificate is not None:
                connection = self._certificate.wrap_socket(connection, server_side=True)
            with connection:
                asked = self._read(connection)
                if asked is None:
                    return
                self.requests.append(asked)
                behaviour = self._sites.get((asked.host.partition(":")[0], asked.path), failing(404))
                behaviour(asked, Wire(connection, self._stopped))

    def _read(self, connection: socket.socket) -> Asked | None:
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more or len(data) > 1 << 20:
                return None
            data += more
        first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {
            name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
        }
        scheme = "http" if self._certificate is None else "https"
        return Asked(headers.get("host", ""), path, headers, self._now(), method, scheme)


def connector(port: int) -> Callable[[str, int, float], httpcore.NetworkStream]:
    """Connections to a port on loopback, in the place of those to the addresses that are asked for."""

    def connect(_address: str, _port: int, timeout: float) -> httpcore.NetworkStream:
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout=timeout)

    return connect


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
