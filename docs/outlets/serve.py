"""Three invented outlets with a feed each, on this machine: what the tutorial of the feeds reads.

`python docs/outlets/serve.py` serves them until it is stopped, each at a port of its own. The files name the outlets as
the web would; what is served names this machine instead. A page that has a later version (`NAME.later.html`) is served in
that version from its second reading on, as of an outlet that corrects what it wrote.
"""

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Outlet(NamedTuple):
    """An outlet: its name on the web, and the file of each of its addresses."""

    host: str
    port: int
    files: Mapping[str, str]


OUTLETS = (
    Outlet(
        "halmarsh-courier.example",
        8701,
        {
            "/robots.txt": "courier/robots.txt",
            "/rss.xml": "courier/rss.xml",
            "/2024/10/09/ferry-drifts": "courier/ferry-drifts.html",
            "/2024/10/10/fuel-pump": "courier/fuel-pump.html",
        },
    ),
    Outlet(
        "ostrey-times.example",
        8702,
        {
            "/robots.txt": "times/robots.txt",
            "/atom.xml": "times/atom.xml",
            "/news/ferry-adrift": "times/ferry-adrift.html",
            "/news/inspection": "times/inspection.html",
        },
    ),
    Outlet(
        "northsound-radio.example",
        8703,
        {"/robots.txt": "radio/robots.txt", "/rss.xml": "radio/rss.xml"},
    ),
)
KINDS = {".txt": "text/plain", ".xml": "application/xml", ".html": "text/html"}


@contextmanager
def serving(*, free_ports: bool = False) -> Iterator[dict[int, int]]:
    """Serve the outlets; the port at which each is, by the one in OUTLETS (the same, unless any free one will do)."""
    servers = [_server(outlet, 0 if free_ports else outlet.port) for outlet in OUTLETS]
    ports = {outlet.port: server.server_address[1] for outlet, server in zip(OUTLETS, servers, strict=True)}
    names = {
        f"https://{outlet.host}".encode(): f"http://127.0.0.1:{ports[outlet.port]}".encode()
        for outlet in OUTLETS
    }
    threads = []
    for server in servers:
        server.names = names
        threads.append(threading.Thread(target=server.serve_forever, args=(0.1,)))
        threads[-1].start()
    try:
        yield ports
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


class _Server(ThreadingHTTPServer):
    outlet: Outlet
    names: Mapping[bytes, bytes]
    read: set[str]


class _Pages(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        name = self.server.outlet.files.get(path)
        if name is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        file = HERE / name
        later = file.with_suffix(".later.html")
        if path in self.server.read and later.exists():
            file = later
        self.server.read.add(path)
        body = file.read_bytes()
        for on_the_web, here in self.server.names.items():
            body = body.replace(on_the_web, here)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{KINDS[file.suffix]}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Nobody wants to know."""


def _server(outlet: Outlet, port: int) -> _Server:
    server = _Server(("127.0.0.1", port), _Pages)
    server.outlet, server.read = outlet, set()
    return server


def main() -> None:
    """Serve until somebody presses Ctrl-C."""
    with serving() as ports:
        for outlet in OUTLETS:
            feed = next(path for path in outlet.files if path.endswith(".xml"))
            sys.stdout.write(f"http://127.0.0.1:{ports[outlet.port]}{feed}\n")
        sys.stdout.write("Ctrl-C stops them\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
