"""Asking at a terminal: single lines, and a text of any length with nothing of it lost.

A terminal hands programs one line at a time and cuts it, at 4,095 bytes on Linux and 1,024 on macOS (termios(3), "canonical
mode"; MAX_CANON), and a pasted paragraph may well be longer. So it is told to hand over every byte at once, and what it
did itself is done here: to show what is typed, to take it back, to end with Ctrl-D. Ctrl-C stays a signal.
"""

import errno
import os
import select
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from sayso.commands.keys import Key, Keys
from sayso.commands.stopping import Stopped, stoppable
from sayso.errors import InputError

try:
    import termios
except ImportError:  # Windows, whose console takes lines of any length
    termios = None  # type: ignore[assignment]

TELL_PASTES, TELL_NO_PASTES = b"\x1b[?2004h", b"\x1b[?2004l"
PIECE = 65_536
PATIENCE_S = 5.0
"""Seconds that a question waits for a terminal which takes nothing; what is typed is shown only if it can be at once."""


class Keyboard(Protocol):
    """A terminal with a person at it."""

    def say(self, words: str) -> None:
        """Show a line."""
        ...

    def line(self, question: str) -> str | None:
        """The answer to a question; None when several lines were pasted. Stopped after Ctrl-D and Ctrl-C."""
        ...

    def text(self, most: int) -> bytes:
        """Everything up to Ctrl-D as UTF-8, or in bytes that are not; InputError beyond `most` bytes."""
        ...


def attended() -> bool:
    """Whether standard input is a terminal, so that somebody can be asked."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False


@contextmanager
def at_keyboard() -> Iterator[Keyboard]:
    """The terminal of standard input; as it was found when this ends, however it does."""
    with stoppable():
        if termios is None:
            yield _Console()
            return
        terminal = sys.stdin.fileno()
        with _every_byte(terminal), _shown_on(terminal) as screen:
            yield _Terminal(terminal, screen)


class _Terminal:
    def __init__(self, terminal: int, screen: int) -> None:
        self._terminal, self._screen = terminal, screen
        self._encoding = sys.stdin.encoding or "utf-8"
        self._keys = Keys(self._encoding)
        self._ready: deque[Key] = deque()

    def say(self, words: str) -> None:
        self._show(words + "\n", wait=True)

    def line(self, question: str) -> str | None:
        self._show(question, wait=True)
        typed, pasted = "", False
        while True:
            key = self._next()
            if key.what == "enter":
                self._show("\n", wait=True)
                return None if pasted else _without_surrogates(typed)
            if key.what == "end" and not typed:
                raise Stopped(signal.SIGINT)
            if key.what == "text" and "\n" in key.text.strip():
                pasted = True
                self._show(" [several lines] ")
                continue
            pasted = pasted and key.what != "kill"
            typed = self._edited(typed, key._replace(text=key.text.strip("\n")))

    def text(self, most: int) -> bytes:
        lines: list[str] = []
        line, size = "", 0
        while True:
            key = self._next()
            if key.what == "end":
                self._show("" if not line or line.endswith("\n") else "\n", wait=True)
                return self._bytes("".join((*lines, line)))
            if key.what == "enter":
                self._show("\n")
                lines.append(line + "\n")
                line = ""
                continue
            line = self._edited(line, key)
            size += len(key.text)
            if (
                key.pasted or len(line) > PIECE
            ):  # so much was not typed: no key takes it back or copies it again
                lines.append(line)
                line = ""
            if size > most:
                raise InputError(
                    f"more than {most >> 20} MiB were pasted",
                    fix="save it to a file and add that, or raise limits.max_file_mb",
                    path="-",
                )

    def _edited(self, line: str, key: Key) -> str:
        """A line after a key, which is shown."""
        if key.what == "text":
            self._show(key.text)
            return line + key.text
        kept = line[:-1] if key.what == "erase" else "" if key.what == "kill" else line
        from rich.cells import cell_len

        self._write(b"\b \b" * cell_len(line[len(kept) :]), wait_s=0.0)
        return kept

    def _next(self) -> Key:
        while not self._ready:
            try:
                data = os.read(self._terminal, PIECE)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                data = b""
            if not data:  # the terminal is gone; what has come of a text may not be all of it
                raise Stopped(getattr(signal, "SIGHUP", signal.SIGTERM))
            self._ready.extend(self._keys.feed(data))
        return self._ready.popleft()

    def _bytes(self, text: str) -> bytes:
        """A text as UTF-8, or as the bytes that came when the terminal says UTF-8 and sends something else."""
        plain = self._encoding.lower().replace("_", "-") in {"utf-8", "utf8"}
        return text.encode("utf-8", "surrogateescape" if plain else "replace")

    def _show(self, words: str, *, wait: bool = False) -> None:
        """Write to the terminal; what somebody types is not worth waiting for a terminal that takes nothing."""
        from sayso.publish.pages.terminal import visible

        self._write(visible(words).encode(self._encoding, "replace"), wait_s=PATIENCE_S if wait else 0.0)

    def _write(self, data: bytes, *, wait_s: float) -> None:
        end = time.monotonic() + wait_s
        while data:
            try:
                data = data[os.write(self._screen, data) :]
            except BlockingIOError:
                if not select.select([], [self._screen], [], max(0.0, end - time.monotonic()))[1]:
                    return


class _Console:
    """A terminal of another kind, read through Python's own streams: a console of Windows."""

    def say(self, words: str) -> None:
        sys.stderr.write(words + "\n")

    def line(self, question: str) -> str | None:
        sys.stderr.write(question)
        sys.stderr.flush()
        typed = sys.stdin.readline()
        if not typed:
            raise Stopped(signal.SIGINT)
        return typed.strip()

    def text(self, most: int) -> bytes:
        return sys.stdin.read(most).encode("utf-8", "replace")


def _without_surrogates(typed: str) -> str:
    """An answer in which bytes that the terminal's encoding does not know are read as a file's would be."""
    from sayso.ingest.decoding import decode

    return decode(typed.encode("utf-8", "surrogateescape")).text.strip()


@contextmanager
def _every_byte(terminal: int) -> Iterator[None]:
    """Have the terminal hand over every byte as it comes, unseen and unchanged."""
    before = termios.tcgetattr(terminal)
    now: list[Any] = [*before[:6], list(before[6])]
    now[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.ISTRIP)
    now[3] = (now[3] | termios.ISIG) & ~(termios.ICANON | termios.ECHO | termios.ECHONL | termios.IEXTEN)
    now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0

    def take() -> None:
        termios.tcsetattr(terminal, termios.TCSADRAIN, now)

    def step_aside(signum: int, _frame: object) -> None:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        signal.signal(signum, signal.SIG_DFL)
        os.kill(os.getpid(), signum)  # stopped here by Ctrl-Z, until the job is called back
        signal.signal(signum, step_aside)
        take()

    main = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGTSTP, step_aside) if main else None
    take()
    try:
        yield
    finally:
        if main:
            signal.signal(signal.SIGTSTP, handler)
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


@contextmanager
def _shown_on(terminal: int) -> Iterator[int]:
    """A way to write to the terminal that never blocks: whoever drives it may write first and read later."""
    try:
        screen = os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:  # its name is not to be seen from here, as in some containers
        screen = os.dup(sys.stderr.fileno())
    try:
        if os.environ.get("TERM", "dumb") == "dumb":
            yield screen
            return
        os.write(screen, TELL_PASTES)
        try:
            yield screen
        finally:
            with suppress(OSError):
                os.write(screen, TELL_NO_PASTES)
    finally:
        os.close(screen)
