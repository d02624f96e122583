"""The sample story on disk, and where to look next."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from sayso import sample
from sayso.errors import InputError
from sayso.publish.pages.terminal import QUIET, STRONG, heading, say


class Sample(NamedTuple):
    """Where the sample story lies: its reports, the table that states things of them, the collection."""

    reports: Path
    sidecar: Path
    db: Path


def copy_sample(folder: Path | None) -> Sample:
    """Copy the packaged reports into a folder, or into a new temporary one. InputError when it cannot be written."""
    try:
        home = Path(tempfile.mkdtemp(prefix="sayso-demo-")) if folder is None else folder
        reports = home / "reports"
        reports.mkdir(parents=True, exist_ok=True)
        for file in sample.files():
            (reports / file.name).write_bytes(file.read_bytes())
        sidecar = home / "sidecar.csv"
        sidecar.write_bytes(sample.sidecar().read_bytes())
    except OSError as error:
        raise InputError(
            f"the sample cannot be written there ({error.strerror})",
            fix="name another folder",
            path=str(folder),
        ) from error
    return Sample(reports=reports, sidecar=sidecar, db=home / "demo.db")


def print_next(console: Console, copied: Sample) -> None:
    """What to try after the demo."""
    heading(console, "WHERE TO LOOK NEXT")
    say(console, ("The story is invented. The reports and the collection stay here:", QUIET))
    say(console, str(copied.reports), indent=2)
    say(console, str(copied.db), indent=2)
    db = f"--db {copied.db}"
    for command, what in (
        (f"sayso serve {copied.db} --open", "all of it in the browser: read, compare, check, correct"),
        (f"sayso said {db}", "all speakers by the body that they speak for"),
        (f"sayso actor Marenko {db}", "who somebody is in the articles, and why"),
        (f"sayso passages {db}", "the text that articles share, word by word"),
        (f"sayso discrepancies {db}", "where reports differ, side by side, and what they say alike"),
        (f"sayso timeline {db}", "what is told of which day, and by whom"),
        (f"sayso positions {db}", "who stands where on what recurs, in their words"),
        (f"sayso wording {db}", "what each outlet calls the same"),
        (f"sayso sources {db}", "where each report has what it says from"),
        (f"sayso search dam wall {db}", "where words stand"),
        (f"sayso export --format csv {db} > said.csv", "a spreadsheet"),
        (f"sayso dossier {db} -o story.html", "the story as one file to hand on"),
        ("sayso add YOUR-FILES", "a collection of your own, in ./sayso.db"),
    ):
        say(console, (command, STRONG), indent=2)
        say(console, (what, QUIET), indent=6)
