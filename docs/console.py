"""Runs the `console` blocks of the pages and puts their real output back: what a page shows is what happens.

A line that begins with "$ " is a command, and goes on over lines until its quotes are closed; what follows is its
output. The pages are one session, in the order of SHOWN, in one folder that is empty at first; the page of the feeds has
a folder of its own, and the outlets that it reads are served meanwhile. A block of TOML with a name behind it ("toml feeds.toml") is a
file, which is written.
"""

import os
import re
import runpy
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(console|toml (\S+))\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FEEDS = "docs/tutorial-feeds.md"
MOMENT = re.compile(r"\b(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?( UTC|Z)")
SHOWN_AT = datetime(2024, 10, 12, 8, tzinfo=UTC)
"""When the pages were made, as far as they show: what was fetched just now was fetched then."""
SHOWN = (
    "README.md",
    "docs/tutorial.md",
    FEEDS,
    "docs/how-to/ask.md",
    "docs/how-to/actors.md",
    "docs/how-to/shared-text.md",
    "docs/how-to/discrepancies.md",
    "docs/how-to/timeline.md",
    "docs/how-to/positions.md",
    "docs/how-to/wording.md",
    "docs/how-to/sources.md",
    "docs/how-to/annotate.md",
    "docs/how-to/export.md",
    "docs/how-to/dossier.md",
    "docs/how-to/add.md",
    "docs/how-to/newsroom-files.md",
    "docs/how-to/run.md",
    "docs/how-to/backup.md",
    "docs/how-to/review.md",
)
"""The pages with such blocks, in the order in which a reader would follow them."""


def read_pages() -> dict[str, str]:
    """The pages as they are, by name."""
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in SHOWN}


def refreshed(pages: Mapping[str, str]) -> dict[str, str]:
    """The pages with the output that their commands print now."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as programs:
        for name, call in (("sayso", "-m sayso"), ("python", "")):
            program = Path(programs) / name
            program.write_text(
                f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {call} "$@"\n', encoding="utf-8"
            )
            program.chmod(0o755)
        return {
            name: fetched(page, programs) if name == FEEDS else shown(page, folder, programs)
            for name, page in pages.items()
        }


def fetched(page: str, programs: str) -> str:
    """The page of the feeds, with the outlets served that it reads."""
    outlets = runpy.run_path(str(ROOT / "docs" / "outlets" / "serve.py"))
    with tempfile.TemporaryDirectory() as folder, outlets["serving"](patience_s=120):
        return shown(page, folder, programs)


def shown(page: str, folder: str, programs: str) -> str:
    """A page with what its commands print now."""
    begun = datetime.now(UTC)

    def block(found: re.Match[str]) -> str:
        kind, name, text = found.groups()
        if name:
            (Path(folder) / name).write_text(text, encoding="utf-8")
            return found[0]
        lines = commands(text)
        told = "".join(f"$ {line}\n{printed(line, folder=folder, programs=programs)}" for line in lines)
        return f"```{kind}\n{then(told, begun)}```"

    return BLOCK.sub(block, page)


def then(text: str, begun: datetime) -> str:
    """A text in which what happens now happened when the pages were made, to five minutes."""

    def moved(found: re.Match[str]) -> str:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}:00+00:00")
        since = moment - begun.replace(second=0, microsecond=0)
        if not timedelta(minutes=-5) <= since <= timedelta(days=2):
            return found[0]
        shown_as = SHOWN_AT + since // timedelta(minutes=5) * timedelta(minutes=5)
        return f"{shown_as:%Y-%m-%d %H:%M}{found[3]}"

    return MOMENT.sub(moved, text)


def commands(block: str) -> Iterator[str]:
    """The commands of a block."""
    lines = iter(block.splitlines())
    for line in lines:
        if line.startswith("$ "):
            command = line.removeprefix("$ ")
            while not closed(command):
                command += "\n" + next(lines)
            yield command


def closed(command: str) -> bool:
    """Whether no quotation mark of a command is open."""
    try:
        shlex.split(command)
    except ValueError:
        return False
    return True


def printed(command: str, *, folder: str, programs: str) -> str:
    """What a command prints, errors too: no spaces at line ends, no empty lines around it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    env |= {"COLUMNS": "100", "NO_COLOR": "1"}
    env["PATH"] = os.pathsep.join([programs, env.get("PATH", os.defpath)])
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    lines = "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n")
    return f"{lines}\n" if lines else ""


def main() -> None:
    """Refresh every page."""
    for name, page in refreshed(read_pages()).items():
        (ROOT / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
