"""The server: one address and port, one collection, until somebody stops it."""

import errno
import gc
import ipaddress
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import uvicorn

from sayso.errors import SaysoError, SettingsError
from sayso.publish.collection import Collection
from sayso.web.app import make_app

HERE = "127.0.0.1"
MOST_CONNECTED = 200
"""Connections at once; browsers keep six each."""
STOPS = (signal.SIGINT, signal.SIGTERM)
LOOK_EVERY_S = 1.0
"""Between two looks at whether something was written, and how long nothing has to be before it is read anew."""
GARBAGE = (50_000, 20, 20)
"""How much is made before Python looks for rings of values: its 700 are reached many times within one answer."""
LAST_ANSWERS_S = 5
"""How long answers that are being made may take when the server is stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where to listen; port 0 is any that is free."""

    host: str = HERE
    port: int = 8000

    @property
    def is_here(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return self.host == "localhost"


def serve(
    collection: Collection,
    where: Where,
    *,
    name: str = "a collection",
    read_only: bool = False,
    open_page: bool = False,
    tell: Callable[[str], None] = print,
) -> None:
    """Answer until stopped (Ctrl-C, SIGTERM), which ends it quietly; `name` is what is said to be shown.

    Raises SettingsError when others could come in without a token, or when the address cannot be listened at.
    """
    token = collection.settings.serve.token
    if not where.is_here and not token:
        raise SettingsError(
            f"{where.host} can be reached by others, so a token is needed: set SAYSO_SERVE_TOKEN, or `token` under "
            f"[serve] in the settings; without one, leave --host out ({HERE})"
        )
    collection.hold_open(ahead=False)  # who only reads waits for no model
    app = make_app(collection, hosts=(where.host,), read_only=read_only)
    listening = listen(where)
    port = listening.getsockname()[1]
    address = f"http://{f'[{where.host}]' if ':' in where.host else where.host}:{port}"
    config = uvicorn.Config(
        app,
        access_log=False,  # who looked at what is nobody's business, and addresses hold what was searched for
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # anybody could send them; docs/how-to/serve.md says what a proxy needs instead
        limit_concurrency=MOST_CONNECTED,
        timeout_graceful_shutdown=LAST_ANSWERS_S,
        ws="none",
    )
    asked = ", asks for the token" if token else ""
    tell(
        f"Sayso shows {name} at {address}{asked}{', changes nothing' if read_only else ''} (Ctrl-C stops it)"
    )
    if open_page:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    with listening, _quietly_stopped(), _kept_ready(collection):
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _kept_ready(collection: Collection) -> Iterator[None]:
    """What lists and searches need of the whole collection is read before the first one asks, and after each change."""
    stopped = threading.Event()
    usual = gc.get_threshold()
    gc.set_threshold(*GARBAGE)

    def look() -> None:
        seen = last = ""
        while not stopped.wait(LOOK_EVERY_S if last else 0):
            state = collection.store.state()
            # while somebody writes on, whatever is read is old at once
            if state != seen and (not last or state == last):
                seen = state
                with suppress(SaysoError):  # whoever asks is told
                    collection.story_entries()
                    collection.directory()
                gc.collect()
                gc.freeze()  # a million values that stay: to look through them again and again is felt in every page
            last = state

    watching = threading.Thread(target=look, name="ready", daemon=True)
    watching.start()
    try:
        yield
    finally:
        stopped.set()
        watching.join()
        gc.set_threshold(*usual)


@contextmanager
def _quietly_stopped() -> Iterator[None]:
    """To be stopped is how a server ends: uvicorn sends itself the signal once more when all is done, to nobody."""
    here = threading.current_thread() is threading.main_thread()
    before = [(one, signal.signal(one, lambda *_: None)) for one in STOPS] if here else []
    try:
        yield
    finally:
        for one, handler in before:
            signal.signal(one, handler)


def listen(where: Where) -> socket.socket:
    """A socket that takes connections from here on; SettingsError says what to do where it cannot be had."""
    host = where.host.strip("[]")
    listening: socket.socket | None = None
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, where.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, proto)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(socket.SOMAXCONN)
    except OSError as error:
        if listening is not None:
            listening.close()
        raise SettingsError(_why(error, where)) from error
    return listening


def _why(error: OSError, where: Where) -> str:
    at = f"port {where.port} of {where.host}"
    if error.errno == errno.EADDRINUSE:
        return (
            f"{at} is taken, perhaps by another `sayso serve`; name another with --port (0: any that is free)"
        )
    if error.errno == errno.EACCES:
        return f"{at} may not be used by you; name one from 1024 on with --port"
    return f"{at} cannot be listened at ({error.strerror or error}); correct --host or --port"
