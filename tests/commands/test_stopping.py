"""Long work is stopped by Ctrl-C and by SIGTERM: cleanly, with a word on what is kept, and it goes on from there.

A real process on a terminal of its own: its workers get Ctrl-C as well, and must neither die loudly nor live on.
"""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sayso
from sayso.commands.stopping import Stopped, exit_code, stoppable

PROGRAM = """
import sys, time
import sayso.flow
from sayso.cli import main
from sayso.testing import TOY_FLOW
import sayso.store.desk as desk

sayso.flow.FLOW = TOY_FLOW
save = desk.save_articles

def slowly(db, made, stages):
    save(db, made, stages)
    time.sleep(0.3)

desk.save_articles = slowly
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""
TEXTS = 400


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A program whose stages need no model and whose writer is slow, and a file of invented articles."""
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    lines = (json.dumps({"id": f"f{n}", "text": f"Alpha Brook number{n} harbour"}) for n in range(TEXTS))
    (tmp_path / "feed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def command(feed: Path, *more: str) -> list[str]:
    """An add with two workers."""
    return [
        sys.executable, str(feed / "program.py"), "add", str(feed / "feed.jsonl"), "--db", str(feed / "a.db"),
        "--workers", "2", *more,
    ]  # fmt: skip


def wait_for_work(feed: Path) -> None:
    """Until some articles are read and others are not."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if (feed / "a.db").exists() and 0 < rows_of(feed):
            return
        time.sleep(0.05)
    raise AssertionError("it never began")


def rows_of(feed: Path) -> int:
    """How many lines the ledger has."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(feed / "a.db", timeout=20)) as file:
        try:
            return int(file.execute("SELECT count(*) FROM ledger WHERE stage = 'words'").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def nobody_holds_it(feed: Path) -> bool:
    """Whether the lock was dropped."""
    with sayso.open(feed / "a.db") as collection:
        status = collection.status()
    return (status.at_work, status.interrupted) == (None, None)


def test_ctrl_c_on_a_terminal_stops_it_cleanly_and_a_second_add_goes_on(feed: Path) -> None:
    master, terminal = pty.openpty()
    process = subprocess.Popen(
        command(feed),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=_own,  # noqa: PLW1509 - the child has one thread
    )
    os.close(terminal)
    wait_for_work(feed)
    os.write(master, b"\x03")
    shown = _read(master)
    os.close(master)

    assert 130 == process.wait(timeout=30)
    assert "Traceback" not in shown
    assert f"stopped; {TEXTS} articles kept in" in shown
    assert "the same command goes on from there" in shown
    done = rows_of(feed)
    assert 0 < done < TEXTS
    assert nobody_holds_it(feed)

    again = subprocess.run(command(feed), capture_output=True, text=True, timeout=120, check=False)
    assert (0, "") == (again.returncode, again.stderr)
    assert f"{TEXTS} unchanged" in again.stdout
    assert TEXTS == rows_of(feed)


def test_sigterm_without_a_terminal_stops_it_with_its_own_code(feed: Path) -> None:
    with subprocess.Popen(
        command(feed), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        wait_for_work(feed)
        os.killpg(process.pid, signal.SIGTERM)  # as a service manager does it, to the workers too
        _, shown = process.communicate(timeout=30)
    assert 143 == process.returncode
    assert "Traceback" not in shown
    assert 1 == len(shown.splitlines())
    assert nobody_holds_it(feed)
    assert 0 < rows_of(feed) < TEXTS


def test_a_signal_raises_once_and_the_old_handlers_come_back() -> None:
    before = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)]
    with pytest.raises(Stopped) as caught, stoppable():
        signal.raise_signal(signal.SIGTERM)
    assert 143 == exit_code(caught.value)
    assert 130 == exit_code(KeyboardInterrupt())
    assert before == [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)]


def test_a_signal_that_comes_twice_at_once_is_one() -> None:
    """Programs that start others hand on what the terminal has sent already."""
    with stoppable():
        with pytest.raises(Stopped):
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)


def _own() -> None:
    """Make the terminal the new session's own, so that it sends Ctrl-C to all of its processes."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read(master: int) -> str:
    shown = b""
    while select.select([master], [], [], 30)[0]:
        try:
            piece = os.read(master, 65_536)
        except OSError:  # the last process has let go of the terminal
            break
        if not piece:
            break
        shown += piece
    return shown.decode("utf-8", "replace")
