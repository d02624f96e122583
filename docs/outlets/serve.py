"""Three invented outlets with a feed each, on this machine: what the tutorial of the feeds reads.

`python docs/outlets/serve.py` serves them until it is stopped, each at a port of its own. The files name the outlets as
the web would; what is served names this machine instead. A page that has a later version (`NAME.later.html`) is served in
that version from its second reading on, as of an outlet that corrects what it wrote.
"""

import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
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
        28701,
        {
            "/robots.txt": "courier/robots.txt",
            "/rss.xml": "courier/rss.xml",
            "/2024/10/09/ferry-drifts": "courier/ferry-drifts.html",
            "/2024/10/10/fuel-pump": "courier/fuel-pump.html",
        },
    ),
    Outlet(
        "ostrey-times.example",
        28702,
        {
            "/robots.txt": "times/robots.txt",
            "/atom.xml": "times/atom.xml",
            "/news/ferry-adrift": "times/ferry-adrift.html",
            "/news/inspection": "times/inspection.html",
        },
    ),
    Outlet(
        "northsound-radio.example",
        28703,
        {"/robots.txt": "radio/robots.txt", "/rss.xml": "radio/rss.xml"},
    ),
)
KINDS = {".txt": "text/plain", ".xml": "application/xml", ".html": "text/html"}


@contextmanager
def serving(*, patience_s: float = 0.0) -> Iterator[None]:
    """Serve the outlets; OSError when one of their ports is taken for longer than anybody waits."""
    with ExitStack() as closing:
        for outlet in OUTLETS:
            server = closing.enter_context(_opened(outlet, patience_s))
            thread = threading.Thread(target=server.serve_forever, args=(0.1,))
            thread.start()
            closing.callback(thread.join)
            closing.callback(server.shutdown)
        yield


class _Server(ThreadingHTTPServer):
    outlet: Outlet
    read: set[str]


class _Pages(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """Answer with the file of an address, if it has one."""
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
        for outlet in OUTLETS:
            body = body.replace(f"https://{outlet.host}".encode(), address(outlet).encode())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{KINDS[file.suffix]}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Nobody wants to know."""


def address(outlet: Outlet) -> str:
    """Where an outlet is served."""
    return f"http://127.0.0.1:{outlet.port}"


def _opened(outlet: Outlet, patience_s: float) -> _Server:
    end = time.monotonic() + patience_s
    while True:
        try:
            server = _Server(("127.0.0.1", outlet.port), _Pages)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)
        else:
            server.outlet, server.read = outlet, set()
            return server


def main() -> None:
    """Serve until somebody presses Ctrl-C."""
    with serving():
        for outlet in OUTLETS:
            feed = next(path for path in outlet.files if path.endswith(".xml"))
            sys.stdout.write(f"{address(outlet)}{feed}\n")
        sys.stdout.write("Ctrl-C stops them\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
