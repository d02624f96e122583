"""From files to a folder of tables: a whole corpus read and derived by an engine, without a collection that stays.

Both engines write the same tables. "local" derives in a collection within the folder, which goes when all is written,
with a process for each core; "spark" is for what outgrows one machine. A run that was stopped and is asked for again
with the same inputs and settings goes on where it stopped.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from sayso import __version__
from sayso.errors import InputError, SettingsError
from sayso.flow import FLOW
from sayso.ids import digest
from sayso.ingest.inputs import STDIN
from sayso.ingest.read import read
from sayso.publish.corpus_work import WORK, claim, clear, files_of, filling, known_kinds, settings_of_rows
from sayso.publish.reviews.log import import_reviews
from sayso.publish.workbench import counted
from sayso.records import Review
from sayso.run import Progress, run
from sayso.settings import Settings
from sayso.stage import Stage
from sayso.store import open_store
from sayso.store.parquet import arrow
from sayso.store.parquet.loading import alone, load_tables
from sayso.store.parquet.manifest import Manifest
from sayso.store.parquet.writing import fill_folder

Engine = Literal["local", "spark"]
Show = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusReport:
    """What a folder holds: rows by table, and how many inputs and pieces of work failed (they are in `failures`)."""

    rows: Mapping[str, int]

    @property
    def articles(self) -> int:
        """How many articles were read."""
        return self.rows["articles"]

    @property
    def failed(self) -> int:
        """How much failed."""
        return self.rows["failures"]


def run_corpus(
    inputs: Sequence[str | Path],
    out: str | Path,
    *,
    engine: Engine = "local",
    settings: Settings | None = None,
    sidecar: str | Path | None = None,
    reviews: str | Path | None = None,
    master: str | None = None,
    workers: int | None = None,
    flow: Sequence[Stage] = FLOW,
    progress: Show | None = None,
) -> CorpusReport:
    """Read files, folders and globs as `add` does, derive everything, and write it all as Parquet tables into `out`.

    `reviews` is a log as `sayso review export` writes it, `sidecar` states things of files by name. Of two texts for one
    article the first stays, in the order of the inputs; the other is a failure. `workers` is for the local engine (0:
    one a core when there is enough to do), `master` for Spark. Raises SettingsError for what cannot be asked for,
    StoreError for a folder that is there already, InputError for a log of reviews that cannot be read, MissingExtra.
    """
    chosen, folder = settings or Settings(), Path(out)
    if STDIN in map(str, inputs):
        raise SettingsError("a corpus cannot be read from standard input; save it to a file and name that")
    if not inputs:
        raise SettingsError("no input is named; name files or folders with --in")
    arrow()
    decided = read_log(Path(reviews)) if reviews is not None else []
    beside = Path(sidecar) if sidecar is not None else None
    name = digest(
        [
            *(__version__, engine, files_of(inputs, beside)),
            *(asdict(chosen.limits), settings_of_rows(flow, chosen), [r.id for r in decided]),
        ]
    )
    claim(folder, name)
    with filling(folder):
        if engine == "spark":
            from sayso.publish.corpus_apart import run_apart  # noqa: PLC0415 - it needs more than the others do

            made = run_apart(
                inputs,
                folder,
                settings=chosen,
                sidecar=beside,
                reviews=decided,
                master=master,
                flow=flow,
                progress=progress,
            )
        else:
            made = _run_here(
                inputs,
                folder,
                settings=chosen,
                sidecar=beside,
                reviews=decided,
                workers=workers,
                flow=flow,
                progress=progress,
            )
    return CorpusReport(rows=made.rows)


def load_corpus(
    folder: str | Path,
    place: str | Path,
    *,
    settings: Settings | None = None,
    flow: Sequence[Stage] = FLOW,
    progress: Show | None = None,
) -> CorpusReport:
    """Load a folder of tables into the collection at a place, which is made when it is not there.

    What was loaded is up to date: a run makes only what this Sayso, or other settings, make otherwise. StoreError for a
    collection that holds something, and for a folder that is half-written, damaged or of another version.
    """
    chosen = settings or Settings()

    def tell(table: str, done: int, total: int) -> None:
        if progress is not None:
            progress(Progress(f"load {table}", done, total))

    made = load_tables(
        place, Path(folder), kinds=known_kinds(flow), busy_timeout_s=chosen.run.busy_timeout_s, tell=tell
    )
    return CorpusReport(rows=made.rows)


def read_log(path: Path) -> list[Review]:
    """The reviews of a log; InputError for the first line that is none."""
    made: list[Review] = []
    for review in import_reviews(path, ()):
        if isinstance(review, InputError):
            raise review
        made.append(review)
    return made


def _run_here(
    inputs: Sequence[str | Path],
    folder: Path,
    *,
    settings: Settings,
    sidecar: Path | None,
    reviews: Sequence[Review],
    workers: int | None,
    flow: Sequence[Stage],
    progress: Show | None,
) -> Manifest:
    """The local engine: in a collection within the folder, with the processes that `add` has."""
    asked = settings.run.workers if workers is None else workers
    with open_store(folder / WORK / "collection.db", settings) as store:
        store.add_reviews(reviews)
        store.add(counted(read(inputs, sidecar=sidecar, settings=settings), progress))
        run(store, flow, settings, progress=progress, workers=asked)
        with alone(store):  # the same command, given twice at once, would clear what the other one writes
            clear(folder)
            told = settings_of_rows(flow, settings)
            made = fill_folder(store, folder, settings=told, kinds=known_kinds(flow), history=False)
    shutil.rmtree(folder / WORK)
    return made
