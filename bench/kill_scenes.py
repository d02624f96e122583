"""What is done to a collection while it is killed: articles come in, a run, reviews, the opening of an older file.

Invented texts and a flow with a stage of every kind, which reads them in microseconds, over the real store, ledger
and writer. Transactions are made small, so that there are many borders between them.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso import gathering
from sayso import run as running
from sayso.errors import NotFound
from sayso.ids import make_id, text_hash
from sayso.records import Article, Failure, Reading, Record, Review
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Bundle, Each, Stage
from sayso.store import sources
from sayso.store.sql import SqlStore
from sayso.testing import TOY_FLOW, make_article
from sayso.testing.review_checks import make_correction, make_review

Step = Callable[[SqlStore], object]

WORDS = (
    "Alder Brook Cedar Dunes Ember Fjord Grove Heath Inlet Juniper Kelp Larch Mill North Orchard Pier".split()
)
WRONG = ("stumble", "topple", "7 42")
"""What makes a stage of the flow fail on an article or on a group: failures are rows too."""

SMALL: tuple[tuple[ModuleType, str, int], ...] = (
    (sources, "BATCH", 4),
    (running, "LOADED", 8),
    (gathering, "LOADED", 8),
    (gathering, "GROUPS", 6),
    (gathering, "NUMBERS", 60),
)
"""How much of a thing goes into one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Record):
    """That somebody reviewed an article."""

    id: str
    article: str
    by: str


def open_remarks(_settings: Settings) -> Callable[[Bundle], Iterator[Remark]]:
    """A stage that reads what people decided."""

    def remarks(bundle: Bundle) -> Iterator[Remark]:
        for review in bundle[Review]:
            made = make_id("Remark", bundle.article.id, review.id)
            yield Remark(id=made, article=bundle.article.id, by=review.by)

    return remarks


FLOW: tuple[Stage, ...] = (
    *TOY_FLOW,
    Each(name="remarks", version=1, reads=(Article, Review), writes=(Remark,), make=open_remarks),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is done, step by step; each step may be done again. `older`: to a file of an older Sayso."""

    name: str
    before: Sequence[Step]
    steps: Sequence[Step]
    older: int = 0


def clock() -> str:
    """The time of adding: one and the same."""
    return "2031-05-07T10:00:00Z"


def open_scene(path: Path) -> SqlStore:
    """The collection that all this is done to."""
    return SqlStore(path, clock=clock)


def work_in_small_steps() -> None:
    """Let transactions hold little."""
    for module, name, many in SMALL:
        setattr(module, name, many)


def reading(n: int, *, version: int = 0, **metadata: Any) -> Reading:
    """An invented article with its bytes: a few words that it shares with others, now and then one that fails."""
    draw = random.Random(n * 1000 + version)  # noqa: S311 - the same text for the same number
    words = [*draw.choices(WORDS, k=9), str(draw.randrange(9))]
    if n % 7 == 5:
        words.append(WRONG[n % len(WRONG)])
    text = f"Report {n}. " + " ".join(words) + "."
    raw = f"<p>{text}</p>".encode()
    return Reading(make_article(n, text, raw=text_hash(raw.decode()), path=f"{n}.html", **metadata), raw)


def _add(*readings: Reading | Failure) -> Step:
    return lambda store: store.add(readings)


def _remove(n: int) -> Step:
    def remove(store: SqlStore) -> None:
        with suppress(NotFound):  # it went before the kill
            store.remove(reading(n).article.id, reason="asked to")

    return remove


def _reviews(*reviews: Review) -> Step:
    return lambda store: store.add_reviews(reviews)


def derive(store: SqlStore, workers: int = 1) -> None:
    """A run; all there is to derive is derived after it."""
    run(store, FLOW, Settings(), workers=workers)


def _unread(n: int) -> Failure:
    path = f"{n}.bin"
    made = make_id("Failure", "ingest", path)
    return Failure(id=made, stage="ingest", owner=path, path=path, reason="cannot be read", fix="convert it")


BASE: tuple[Step, ...] = (
    _add(*(reading(n) for n in range(24)), _unread(1)),
    _reviews(make_review(1, reading(1).article, reading(2).article)),
    _remove(23),
)
"""What is there before."""

COMING: tuple[Step, ...] = (
    _add(*(reading(n) for n in range(30, 41))),
    _add(*(reading(n, version=1) for n in (3, 4, 5, 6, 7)), _unread(2), reading(23)),
    _add(*(reading(n, title=f"Title {n}") for n in (8, 9))),
    _remove(10),
    _add(*(reading(n) for n in range(50, 57)), reading(3, version=1)),
)
"""More articles, other texts of some, knowledge of others, one that goes, one that was removed and is refused."""


def _submit(step: Step) -> Step:
    """As a person's review does: keep it, and derive what follows."""

    def submit(store: SqlStore) -> None:
        step(store)
        derive(store)

    return submit


DECIDED: tuple[Step, ...] = (
    _submit(_reviews(make_review(2, reading(3).article, reading(4).article))),
    _submit(_reviews(make_correction(reading(5).article.id, "outlet", "Harbour Post", 1))),
    _submit(
        _reviews(
            make_correction(reading(6).article.id, "title", "The brook", 2),
            make_review(3, reading(6).article, reading(7).article),
        )
    ),
)

SCENES: tuple[Scene, ...] = (
    Scene(name="add", before=(*BASE, derive), steps=COMING),
    Scene(name="run", before=(*BASE, derive, *COMING), steps=(derive,)),
    Scene(name="first run", before=BASE, steps=(derive,)),
    Scene(name="review", before=(*BASE, derive), steps=DECIDED),
    *(
        Scene(name=f"migration {age}", before=(*BASE, derive), steps=(derive,), older=age)
        for age in (1, 2, 3, 4)
    ),
)


# --- files of an older Sayso ------------------------------------------------------------------------------------

OLDER: tuple[tuple[str, ...], ...] = (
    (
        "DROP TABLE changes",
        "UPDATE meta SET value = 'older' WHERE name IN ('shape:Name', 'shape:Sentence')",
        'ALTER TABLE names DROP COLUMN "last_start"',
    ),
    (
        "DROP TABLE articles_as_read",
        "DROP TRIGGER attributions_removed",
        "DROP TABLE attribution_words_fts",
        "DROP TABLE attribution_words",
    ),
    (
        "DROP TABLE numbers",
        "DROP TABLE postings",
        "UPDATE stages SET fingerprint = 'older', kind = 'group' WHERE kind = 'pairs'",
        "DROP VIEW who_said_what",
    ),
    (
        "ALTER TABLE articles DROP COLUMN completeness_reason",
        "ALTER TABLE articles DROP COLUMN authors",
        "ALTER TABLE reviews DROP COLUMN note",
    ),
)
"""What each step back in time takes away; older files lack what the steps before took too."""


def make_older(path: Path, age: int) -> None:
    """Give a collection the shape that an older Sayso gave it, so many steps back."""
    plain = sqlite3.connect(path, isolation_level=None)
    try:
        views = plain.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
        for name, _ in views:
            plain.execute(f'DROP VIEW "{name}"')  # they name columns that go
        for statement in (one for step in OLDER[:age] for one in step):
            plain.execute(statement.replace("DROP VIEW", "DROP VIEW IF EXISTS"))
    finally:
        plain.close()
