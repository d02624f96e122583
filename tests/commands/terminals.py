"""A command on a terminal of its own, driven as a person would: wait for words, then type."""

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE_S = 60
WITH_TOYS = """
import sys
import sayso.flow
from sayso.cli import main
from sayso.testing import TOY_FLOW

sayso.flow.FLOW = TOY_FLOW
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""
"""The command line with stages that need no model."""


class Typist:
    """Somebody at a terminal; `shown` is all that came up on it."""

    def __init__(
        self, argv: Sequence[str], *, folder: Path, env: Mapping[str, str], program: str = WITH_TOYS
    ) -> None:
        self._master, terminal = pty.openpty()
        self.found = termios.tcgetattr(terminal)
        (folder / "program.py").write_text(program, encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, str(folder / "program.py"), *argv],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            cwd=folder,
            env={**os.environ, "COLUMNS": "100", "TERM": "xterm", "NO_COLOR": "1", **env},
            start_new_session=True,
            preexec_fn=_own,  # noqa: PLW1509 - the child has one thread
        )
        os.close(terminal)
        self._bytes = b""
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    @property
    def pid(self) -> int:
        """The process that reads the terminal."""
        return self._process.pid

    @property
    def modes(self) -> list[Any]:
        """How the terminal is set now."""
        return termios.tcgetattr(self._master)

    @property
    def shown(self) -> str:
        """All that came up on the terminal."""
        return self._bytes.decode("utf-8", "replace").replace("\r\n", "\n")

    def sees(self, words: str) -> "Typist":
        """Wait until words come up behind those waited for before."""
        end = time.monotonic() + PATIENCE_S
        while (at := self._bytes.find(words.encode(), self._read)) < 0:
            assert time.monotonic() < end, f"{words!r} never came up: {self.shown[-2000:]}"
            assert self._take(1.0) is not False, f"it ended before {words!r}: {self.shown[-2000:]}"
        self._read = at + len(words.encode())
        return self

    def types(self, keys: str | bytes) -> "Typist":
        """Press keys, or paste; what comes up meanwhile is read, as a terminal would."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            data = data[os.write(self._master, data[:2000]) :]
            self._take(0.0)
        return self

    def ends(self) -> int:
        """Wait for the command to end: its exit code."""
        end = time.monotonic() + PATIENCE_S
        while self._take(1.0) is not False:
            assert time.monotonic() < end, f"it does not end: {self.shown[-2000:]}"
        return self._process.wait(PATIENCE_S)

    def _take(self, patience: float) -> bool | None:
        """Read what has come up: False when nothing more will, None when nothing has."""
        if not select.select([self._master], [], [], patience)[0]:
            return None
        try:
            piece = os.read(self._master, 65_536)
        except OSError:  # the last process has let go of the terminal
            return False
        self._bytes += piece
        return bool(piece)


def _own() -> None:
    """Make the terminal the new session's own, so that it sends Ctrl-C to its processes."""
    import fcntl

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
