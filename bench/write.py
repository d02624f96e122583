"""What the one writing process has to do for each article, beside what a worker does, and beside plain SQLite.

    SAYSO_DATA=FOLDER python bench/write.py [--articles 48]

A pool of processes annotates; one process reads inputs, hands articles out, takes rows back and writes them. Here one process
plays both, and times each part by its own CPU time: so it tells how many workers one writer can feed. The same rows
are then written with `executemany` alone, into tables of the same columns with their primary key, and with no index
at all. Exits 1 when the writer could not feed the workers of the limit; without SAYSO_DATA it says so and exits 0.
"""

import argparse
import os
import pickle
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from annotate import read_articles
from sayso.annotate.meaning.embeddings import EMBEDDINGS
from sayso.annotate.stages import ANNOTATE
from sayso.engines.chain import Opened, Result, Spec, renew
from sayso.engines.local import cut, text_length
from sayso.plan import Chain, stage_line, unique
from sayso.records import SOURCE, Article
from sayso.schema import codec, table_name
from sayso.settings import Settings
from sayso.store import open_store

LEAST = 16
"""Workers that one writer has to be able to feed: a machine of that many cores is kept busy."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code says whether the writer is quick enough."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=48)
    given = options.parse_args(argv)
    folder = os.environ.get("SAYSO_DATA")
    if not folder:
        print("bench/write: skipped, SAYSO_DATA names no folder of articles")
        return 0
    articles = read_articles(Path(folder) / "load" / "articles.jsonl.gz", given.articles + 16)
    with tempfile.TemporaryDirectory() as home:
        return measure(articles, Path(home))


def measure(articles: Sequence[Article], home: Path) -> int:
    """Annotate and write the articles, batch by batch, and print what each part took; the first batch only warms up."""
    settings = Settings()
    chain = Chain(stages=(*ANNOTATE, EMBEDDINGS))
    names = [stage.name for stage in chain.stages]
    lines = [stage_line(stage, settings) for stage in chain.stages]
    opened = Opened(Spec(chain.stages, tuple(line.fingerprint for line in lines), settings))
    store = open_store(home / "sayso.db")
    spent: dict[str, float] = {}
    with timed(spent, "keep the article"):
        store.add(articles)
    spent = {part: len(articles[16:]) / len(articles) * seconds for part, seconds in spent.items()}
    store.enlist(lines, unique(k for s in chain.stages for k in (*s.reads, *s.writes) if k not in SOURCE))
    results: list[Result] = []
    size = 0
    ids = store.stale_articles(names)
    for at in range(0, len(ids), 16):
        part: dict[str, float] = {}
        with timed(part, "read it from the store"):
            stored = store.load(ids[at : at + 16], unique([*chain.needs, *chain.makes]), names)
        [job] = cut(stored.values(), size=text_length, characters=10**9)
        with timed(part, "hand it out"):
            told = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        with timed(part, "WORK"):
            made = renew(opened, job)
        sent = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        with timed(part, "take its rows"):
            made = pickle.loads(sent)  # noqa: S301 - our own
        with timed(part, "write its rows"):
            store.save_articles({one.article: (one.digest, one.made) for one in made}, names)
        if at:
            results += made
            size += len(told) + len(sent)
            for name, seconds in part.items():
                spent[name] = spent.get(name, 0.0) + seconds
    store.close()
    return report(results, spent, size, home)


@contextmanager
def timed(spent: dict[str, float], part: str) -> Iterator[None]:
    """Add this process's CPU time to a part."""
    began = time.process_time()
    yield
    spent[part] = spent.get(part, 0.0) + time.process_time() - began


def report(results: Sequence[Result], spent: dict[str, float], size: int, home: Path) -> int:
    """Print the table; 1 when one writer cannot feed enough workers."""
    count = len(results)
    rows = sum(len(rows) for one in results for item in one.made for rows in item.rows.values())
    work = spent.pop("WORK")
    writer = sum(spent.values())
    print(
        f"{count} articles, {rows / count:.0f} rows and {size / count / 1024:.0f} KB between processes an article; CPU"
    )
    for part, seconds in spent.items():
        print(f"  {part:28}{1000 * seconds / count:8.2f} ms an article")
    print(f"one writer{1000 * writer / count:28.2f} ms, a worker {1000 * work / count:.0f} ms: ", end="")
    print(f"it can feed {work / writer:.0f} (limit {LEAST})")
    plain = {label: executemany(results, home / f"{label}.db", key) for label, key in KEYS.items()}
    ours = spent["write its rows"]
    print(f"rows a second: Sayso {rows / ours:,.0f}", end="")
    for label, seconds in plain.items():
        print(f"; executemany {label} {rows / seconds:,.0f} (ratio {seconds / ours:.2f})", end="")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\nmemory of a process that has all models loaded and reads 16 articles at a time: {peak:,.0f} MB at most"
    )
    return int(work / writer < LEAST)


KEYS: dict[str, str] = {"with a key": ", PRIMARY KEY (owner, position)", "without any index": ""}


def executemany(results: Sequence[Result], path: Path, key: str) -> float:
    """Seconds of CPU to put the same rows into tables of the same columns, sixteen articles a transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")
    kinds = sorted({kind for one in results for item in one.made for kind in item.rows}, key=table_name)
    for kind in kinds:
        columns = ", ".join(codec(kind).names)
        connection.execute(f"CREATE TABLE {table_name(kind)} (owner, position, {columns}{key})")
    seconds = 0.0
    for at in range(0, len(results), 16):
        began = time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        for kind in kinds:
            marks = ", ".join("?" * (2 + len(codec(kind).names)))
            rows = [
                (one.article, position, *row)
                for one in results[at : at + 16]
                for item in one.made
                for position, row in enumerate(item.rows.get(kind, ()))
            ]
            connection.executemany(f"INSERT INTO {table_name(kind)} VALUES ({marks})", rows)  # noqa: S608 - names are ours
        connection.execute("COMMIT")
        seconds += time.process_time() - began
    connection.close()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
