"""How long each page and each address of the interface takes to answer, at its 50th and 95th percentile, over HTTP.

    SAYSO_DATA=FOLDER python bench/serve.py [--articles 2000] [--each 25] [--db COLLECTION] [--only WORD]

A server is started on a copy of a collection (made of the articles of `load/` where none is named; that takes minutes)
and asked for stories, articles, actors and utterances, the largest of each and others spread over all. The columns:

    start  the first answer after the server was started, everything still to be read
    cold   each address the first time
    warm   each address again, made anew: nothing of an answer was kept (`serve.cache_mb = 0`)
    cpu    what the server's process worked for a warm answer (Linux): less than warm where others work on the machine
    kept   each address again where answers are kept while nothing is written, as servers do

Times are of one browser that waits for each answer. Exits 1 when something answers with an error, or when a p95 of the
warm column is above the limit.
"""

import argparse
import gzip
import http.client
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sayso.publish.collection import open_collection

LIMIT_MS = 100
"""What the 95th percentile of every warm address is to stay below."""
WORDS = ("government", "president said", "economy", "police", "vote", "climate change", "court", "new york")
"""Words of the news of any year, to search for."""


class Timed(NamedTuple):
    """Milliseconds of the answers of one kind of address."""

    cold: list[float]
    warm: list[float]
    cpu: list[float]
    kept: list[float]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and say what is above the limit."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--articles", type=int, default=2000, help="articles of the collection (default: 2000)"
    )
    options.add_argument("--each", type=int, default=25, help="addresses of each kind (default: 25)")
    options.add_argument("--db", type=Path, help="a collection instead; it is copied")
    options.add_argument("--only", default="", help="only kinds of address with this in them")
    options.add_argument("--limit", type=float, default=LIMIT_MS, help=f"milliseconds (default: {LIMIT_MS})")
    given = options.parse_args(argv)
    folder = os.environ.get("SAYSO_DATA")
    if given.db is None and not folder:
        print("bench/serve: skipped, SAYSO_DATA names no folder of articles and --db no collection")
        return 0
    with tempfile.TemporaryDirectory() as there:
        db = Path(there) / "bench.db"
        if given.db is not None:
            shutil.copy(given.db, db)
            open_collection(db).close()  # brings an older one up to date
        else:
            build(db, Path(folder or ""), given.articles)
        asked = {kind: found for kind, found in addresses(db, given.each).items() if given.only in kind}
        start, timed, wrong = measure(db, asked)
    return report(start, timed, wrong, given.limit)


def build(db: Path, folder: Path, count: int) -> None:
    """Make a collection of the first articles of `load/`, as `sayso add` would."""
    some = db.with_name("load.jsonl")
    with gzip.open(folder / "load" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        some.write_text("".join(islice(lines, count)), encoding="utf-8")
    with open_collection(db) as collection:
        report = collection.add(some, workers=1)
    print(f"{len(report.added):,} articles")


def addresses(db: Path, each: int) -> Mapping[str, Sequence[str]]:
    """Addresses by kind, for the largest of everything and others spread over all of it."""
    with sqlite3.connect(db) as conn:

        def some(query: str) -> list[str]:
            found = [row[0] for row in conn.execute(query)]
            large, rest = found[: each // 3], found[each // 3 :]
            spread = max(1, len(rest) // max(1, each - len(large)))
            return [*large, *rest[::spread]][:each]

        stories = some("SELECT id FROM stories ORDER BY json_array_length(articles) DESC, id")
        articles = some("SELECT id FROM articles ORDER BY length(text) DESC, id")
        utterances = some("SELECT utterance FROM utterance_members GROUP BY 1 ORDER BY count(*) DESC, 1")
        attributions = some("SELECT id FROM attributions ORDER BY id")
        actors = some(
            "SELECT actor FROM utterances WHERE actor IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
        )
        names = some("SELECT name FROM actors WHERE named ORDER BY length(name), id")
        outlets = some(
            "SELECT outlet FROM articles WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
        )
        pairs = some(
            "SELECT a_article || ' ' || b_article FROM shared_passages GROUP BY 1 ORDER BY sum(words) DESC, 1"
        )
    tabs = ("", "/timeline", "/said", "/discrepancies", "/shared", "/positions", "/wording", "/sources")
    data = ("", "/discrepancies", "/timeline", "/positions", "/wording", "/passages", "/sources")
    listed = [f"?page={page}" for page in range(1, 4)] + [f"?q={quote(word)}" for word in WORDS]
    found: dict[str, list[str]] = {
        "/stories": [f"/stories{query}" for query in ["", "?sort=latest", "?several=1", *listed]],
        **{f"/story/…{tab}": [f"/story/{one}{tab}" for one in stories] for tab in tabs},
        "/story/….json": [f"/story/{one}.json" for one in stories],
        "/article/…": [f"/article/{one}" for one in articles],
        "/article/….json": [f"/article/{one}.json" for one in articles],
        "/article/…/revisions": [f"/article/{one}/revisions" for one in articles],
        "/compare": ["/compare?article={}&article={}".format(*pair.split()) for pair in pairs],
        "/utterance/…": [f"/utterance/{one}" for one in utterances],
        "/copy/…": [f"/copy/{one}" for one in attributions],
        "/actors": [f"/actors{query}" for query in listed],
        "/actor/…": [f"/actor/{one}" for one in actors],
        "/outlets": ["/outlets"],
        "/outlet/…": [f"/outlet/{quote(one, safe='')}" for one in outlets],
        "/search (words)": [f"/search?q={quote(word)}" for word in WORDS],
        "/search (a name)": [f"/search?q={quote(name)}" for name in names],
        "/search (a filter)": [f"/search?act={act}" for act in ("denial", "accusation", "warning", "demand")],
        "/reviews": ["/reviews"],
        "/api/v1/stories": ["/api/v1/stories"],
        **{f"/api/v1/stories/…{tab}": [f"/api/v1/stories/{one}{tab}" for one in stories] for tab in data},
        "/api/v1/articles/…": [f"/api/v1/articles/{one}" for one in articles],
        "/api/v1/utterances": ["/api/v1/utterances"] + [f"/api/v1/utterances?story={one}" for one in stories],
        "/api/v1/utterances/…": [f"/api/v1/utterances/{one}" for one in utterances],
        "/api/v1/attributions/…": [f"/api/v1/attributions/{one}" for one in attributions],
        "/api/v1/attributions/…/citation": [f"/api/v1/attributions/{one}/citation" for one in attributions],
        "/api/v1/actors": ["/api/v1/actors"],
        "/api/v1/actors/…": [f"/api/v1/actors/{one}" for one in actors],
        "/api/v1/outlets": ["/api/v1/outlets"],
        "/api/v1/search": [f"/api/v1/search?q={quote(word)}" for word in WORDS],
        "/api/v1/status": ["/api/v1/status"],
    }
    return {kind: list(dict.fromkeys(some)) for kind, some in found.items() if some}


def measure(db: Path, asked: Mapping[str, Sequence[str]]) -> tuple[float, dict[str, Timed], list[str]]:
    """Milliseconds of the first answer and of all the others, and what was answered with an error."""
    timed = {kind: Timed([], [], [], []) for kind in asked}
    wrong: list[str] = []
    with serving(db, cache_mb=0) as (connection, process):
        start = ask(connection, "/stories", wrong)
        for kind, some in asked.items():
            timed[kind].cold.extend(ask(connection, one, wrong) for one in some)
        for kind, some in asked.items():
            for one in some:
                before = worked(process)
                timed[kind].warm.append(ask(connection, one, []))
                timed[kind].cpu.append(worked(process) - before)
    with serving(db, cache_mb=512) as (connection, _):
        for kind, some in asked.items():
            for one in some:
                ask(connection, one, [])
                timed[kind].kept.append(ask(connection, one, []))
    return start, timed, wrong


@contextmanager
def serving(db: Path, *, cache_mb: int) -> Iterator[tuple[http.client.HTTPConnection, int]]:
    """A connection to a server of a collection, in a process of its own, and the number of that."""
    environ = {**os.environ, "SAYSO_SERVE_CACHE_MB": str(cache_mb), "SAYSO_SERVE_SECONDS": "300"}
    command = [sys.executable, "-m", "sayso", "serve", str(db), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ)
    try:
        assert process.stdout is not None
        port = re.search(r":(\d+)", process.stdout.readline().partition("http://")[2])
        if port is None:
            raise SystemExit("bench/serve: the server did not start")
        connection = http.client.HTTPConnection("127.0.0.1", int(port[1]), timeout=600)
        yield connection, process.pid
        connection.close()
    finally:
        process.terminate()
        process.wait(timeout=30)


def worked(process: int) -> float:
    """Milliseconds that a process has worked so far; 0 where the system does not say."""
    try:
        threads = [one / "schedstat" for one in Path(f"/proc/{process}/task").iterdir()]
        return sum(int(one.read_text().split()[0]) for one in threads) / 1e6
    except OSError:
        return 0.0


def ask(connection: http.client.HTTPConnection, address: str, wrong: list[str]) -> float:
    """Milliseconds until the whole answer was there; an error is noted with its address."""
    started = time.perf_counter()
    connection.request("GET", address, headers={"Accept": "text/html,*/*", "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    taken = 1000 * (time.perf_counter() - started)
    if answer.status != http.HTTPStatus.OK:
        wrong.append(f"{answer.status} {address}")
    return taken


def report(start: float, timed: Mapping[str, Timed], wrong: Sequence[str], limit: float) -> int:
    """Print the table; 1 when something is wrong with it."""
    print(f"first answer after the start: {start:,.0f} ms\n")
    print(f"{'p50 / p95 in ms':34}{'n':>4}{'cold':>16}{'warm':>16}{'cpu':>16}{'kept':>16}")
    slow = []
    for kind, (cold, warm, cpu, kept) in timed.items():
        columns = "".join(
            f"{percentile(some, 50):8.0f}{percentile(some, 95):8.0f}" for some in (cold, warm, cpu, kept)
        )
        print(f"{kind:34}{len(warm):4}{columns}")
        if percentile(warm, 95) > limit:
            slow.append(kind)
    whole = [[one for some in timed.values() for one in some[column]] for column in range(4)]
    columns = "".join(f"{percentile(some, 50):8.0f}{percentile(some, 95):8.0f}" for some in whole)
    print(f"{'all':34}{len(whole[0]):4}{columns}")
    for one in wrong:
        print(f"error: {one}")
    if slow:
        print(f"above {limit:.0f} ms warm: {', '.join(slow)}")
    return int(bool(wrong or slow))


def percentile(values: Sequence[float], share: int) -> float:
    """The value below which this many of a hundred are (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


if __name__ == "__main__":
    sys.exit(main())
