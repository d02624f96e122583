"""The server itself: where it listens, whom it lets in, how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.errors import SettingsError
from sayso.publish.collection import Collection
from sayso.web.serving import Where, listen, serve


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.0.2.7", False),
        ("desk.example", False),
    ],
)
def test_only_this_machine_needs_no_token(host: str, expected: bool) -> None:  # noqa: FBT001 - a case of the test
    assert expected is Where(host=host).is_here


def test_others_are_let_in_with_a_token_alone(opened: Callable[..., Collection]) -> None:
    with pytest.raises(SettingsError, match="so a token is needed: set SAYSO_SERVE_TOKEN"):
        serve(opened(), Where(host="0.0.0.0", port=0))


def test_a_port_that_is_taken_is_said_so() -> None:
    with listen(Where(port=0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {port} of 127.0.0.1 is taken"):
            listen(Where(port=port))
    listen(Where(port=port)).close()


def test_an_address_of_another_machine_is_said_so() -> None:
    with pytest.raises(SettingsError, match="correct --host or --port"):
        listen(Where(host="192.0.2.7", port=0))


@pytest.fixture
def started(made: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], str]]]:
    """Starts the command; gives the process and the address that it tells."""
    running: list[subprocess.Popen[str]] = []

    def started(*options: str, **environ: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "sayso", "serve", str(made), "--port", "0", "--read-only", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, **environ},
        )
        running.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+:\d+", line)
        assert found is not None, line + process.stdout.read()
        return process, found.group()

    yield started
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_stopped(
    started: Callable[..., tuple[subprocess.Popen[str], str]], stop: signal.Signals
) -> None:
    process, address = started()

    with urllib.request.urlopen(f"{address}/stories") as answer:
        assert 200 == answer.status
        assert "uvicorn" not in str(answer.headers).lower()
    process.send_signal(stop)
    rest, _ = process.communicate(timeout=20)
    assert (0, "") == (process.returncode, rest)


def test_the_token_is_told_to_nobody(started: Callable[..., tuple[subprocess.Popen[str], str]]) -> None:
    token = "a-token-of-more-than-sixteen"
    process, address = started("--host", "0.0.0.0", SAYSO_SERVE_TOKEN=token)
    port = int(address.rpartition(":")[2])

    asked = urllib.request.Request(f"http://127.0.0.1:{port}/stories", headers={"Accept": "text/html"})
    with urllib.request.urlopen(asked) as answer:
        assert b"Sign in" in answer.read()
    with socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(
            f"GET /stories.json HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n".encode()
        )
        assert raw.recv(100).startswith(b"HTTP/1.1 200")
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=20)
    assert token not in rest
