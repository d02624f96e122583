"""Runs the `console` blocks of a page and puts their real output back: what a page shows is what happens.

A line that begins with "$ " is a command; what follows, up to the next one or the end of the block, is its output. The
commands of a page run one after the other, in the root of the repository, with a collection of the page's own.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
SHOWN = (
    "README.md",
    "docs/tutorial.md",
    *(f"docs/how-to/{name}.md" for name in ("add", "ask", "annotate", "export")),
)
"""The pages with such blocks."""


def commands(page: str) -> list[str]:
    """The commands of a page, in order."""
    return [line[2:] for block in BLOCK.findall(page) for line in block.splitlines() if line.startswith("$ ")]


def outputs(shell_lines: Iterable[str], *, folder: Path) -> list[str]:
    """What the commands print (errors too), one after the other; they keep their collection in `folder`."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    env |= {"COLUMNS": "100", "NO_COLOR": "1", "SAYSO_DB": str(folder / "sayso.db"), "TMPDIR": str(folder)}
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env.get("PATH", "")])
    return [
        subprocess.run(
            ["sh", "-c", line], cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, check=False, encoding="utf-8",
        ).stdout
        for line in shell_lines
    ]  # fmt: skip


def refreshed(page: str) -> str:
    """The page with the output that its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        printed = iter(outputs(commands(page), folder=Path(folder)))

    def shown(block: re.Match[str]) -> str:
        lines = [line for line in block[0].splitlines() if line.startswith("$ ")]
        return "\n".join(f"{line}\n{tidy(next(printed))}" for line in lines)

    return BLOCK.sub(shown, page)


def tidy(printed: str) -> str:
    """Output as a page shows it: no spaces at line ends, no empty lines around it."""
    lines = "\n".join(line.rstrip() for line in printed.splitlines()).strip("\n")
    return f"{lines}\n" if lines else ""


def main() -> None:
    """Refresh every page."""
    for name in SHOWN:
        path = ROOT / name
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
