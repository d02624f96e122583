"""How the cost of the whole chain grows with the number of articles, stage by stage.

    SAYSO_DATA=FOLDER python bench/growth.py [--articles 1000 4000 16000] [--keep FOLDER] [--json FILE] [--plot FILE] [--annotate]

Makes collections of so many variants of real articles (bench/variants.py), each in a process of its own, and runs
every stage of the flow over them, one after the other, at this process's CPU time; then adds ten articles and takes
one out. The stages that read one article alone are stood in for (bench/stand_in.py says why that is right, and what
they cost is measured on the originals, which are read once); with `--annotate` they run. Prints a table; writes the
figures as JSON and draws the curves as SVG where files for them are named. Exits 1 when the whole chain grows faster
than articles to the power of `EXPONENT`.
"""

import argparse
import json
import math
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import growth_plot
from sayso.annotate.meaning.embeddings import EMBEDDINGS
from sayso.engines import local
from sayso.engines.chain import Spec
from sayso.engines.work import Progress
from sayso.flow import ANNOTATE, FLOW
from sayso.plan import Chain, steps
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Stage
from sayso.store import open_store
from sayso.store.protocol import Desk
from stand_in import StandIn
from variants import SEED, Original, Study, article_of, make_variants, read_originals

EXPONENT = 1.15
"""Time may grow with the number of articles to this power."""
MORE = 10
"""Articles that are added to a collection that stands."""
READ = (*ANNOTATE, EMBEDDINGS)
"""The stages that read one article alone."""
CHAIN = "each article alone"
AT_ONCE = 500
SHOWN = 6
"""Stages that the picture shows."""
NAMED = {CHAIN: "keeping what was read"}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code says whether the chain grows as it may."""
    given = _options(argv)
    folder = os.environ.get("SAYSO_DATA")
    if not folder:
        print("bench/growth: skipped, SAYSO_DATA names no folder of articles")
        return 0
    originals = read_originals(Path(folder))
    if given.one:
        print(json.dumps(measure(Study(originals), given.one, Path(given.keep), annotate=given.annotate)))
        return 0
    with tempfile.TemporaryDirectory() as own:
        keep = Path(given.keep or own)
        read = read_alone(originals, keep)
        points = [_in_a_process(count, keep, annotate=given.annotate) for count in sorted(given.articles)]
    found = {"read": read, "points": points}
    if given.json:
        Path(given.json).write_text(json.dumps(found, indent=1), encoding="utf-8")
    print("\n".join(table(found)))
    if given.plot:
        Path(given.plot).write_text(picture(found), encoding="utf-8")
    return int(exponent(points, whole) > EXPONENT)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, nargs="+", default=[1000, 4000, 16000])
    options.add_argument("--keep", help="folder for the collections, which is kept")
    options.add_argument("--json", help="file for the figures")
    options.add_argument("--plot", help="file for the picture (SVG)")
    options.add_argument("--annotate", action="store_true", help="read every variant: hours")
    options.add_argument("--one", type=int, help=argparse.SUPPRESS)
    return options.parse_args(argv)


def _in_a_process(count: int, keep: Path, *, annotate: bool) -> dict[str, Any]:
    """One size alone, so that its memory is its own."""
    command = [sys.executable, __file__, "--one", str(count), "--keep", str(keep)]
    done = subprocess.run(
        [*command, *(["--annotate"] if annotate else [])], check=True, stdout=subprocess.PIPE, text=True
    )
    point: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return point


def read_alone(originals: Sequence[Original], keep: Path) -> dict[str, float]:
    """Read the originals once, for all sizes; what it costs an article, in ms of CPU time."""
    store = open_store(keep / "originals.db")
    cost = keep / "originals.json"
    store.add(article_of(original) for original in originals)
    cpu = time.process_time()
    done = run(store, READ, Settings(), workers=1)
    if done.stages:
        cpu = time.process_time() - cpu
        spent = {name: stage.seconds for name, stage in done.stages.items()} | {CHAIN: cpu}
        cost.write_text(
            json.dumps({name: 1000 * seconds / len(originals) for name, seconds in spent.items()})
        )
    store.close()
    found: dict[str, float] = json.loads(cost.read_text()) if cost.exists() else {}
    return found


# --- one size -------------------------------------------------------------------------------------------------


def measure(
    study: Study,
    count: int,
    keep: Path,
    *,
    annotate: bool = False,
    flow: Sequence[Stage] = FLOW,
) -> dict[str, Any]:
    """A collection of so many variants, made stage by stage; then ten more, and one less."""
    path = keep / f"variants-{count}.db"
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    store, read = open_store(path), open_store(keep / "originals.db")
    engine = _Apart(local.each if annotate else StandIn(read, study, SEED), lent=not annotate)
    variants = make_variants(study, count + MORE)
    clock = _Clock(engine)
    for at in range(0, count, AT_ONCE):
        articles = [one.article for one in islice(variants, min(AT_ONCE, count - at))]
        with clock.at("articles"):
            store.add(articles)
    done: list[Stage] = []
    for step in steps(flow):
        stages = list(step.stages) if isinstance(step, Chain) else [step]
        done += stages
        with clock.at(CHAIN if isinstance(step, Chain) else stages[0].name):
            run(store, done, Settings(), workers=1, engine=engine)
        print(
            f"{count:,} {list(clock.seconds.items())[-1]} {list(clock.peaks.values())[-1]:.0f} MB",
            file=sys.stderr,
        )
    point: dict[str, Any] = {
        "articles": count,
        "seconds": clock.seconds,
        "peak_mb": clock.peaks,
        "megabytes": path.stat().st_size / 1e6,
        "work": work_counts(path),
    }
    more = [one.article for one in variants]
    changes = {
        "ten added": lambda: store.add(more),
        "one removed": lambda: store.remove(store.article_ids()[count // 2], reason="a bench"),
        "a hub removed": lambda: store.remove(hub(path), reason="a bench"),
    }
    point["changes"] = {name: _change(store, engine, flow, change) for name, change in changes.items()}
    store.close()
    read.close()
    return point


def _change(
    store: Desk, engine: "_Apart", flow: Sequence[Stage], change: Callable[[], object]
) -> dict[str, float]:
    """CPU seconds of a change to a collection and of the run behind it, by stage."""
    spent: defaultdict[str, float] = defaultdict(float)
    last = time.process_time() - engine.seconds

    def tell(progress: Progress) -> None:
        nonlocal last
        now = time.process_time() - engine.seconds
        name = progress.step.partition(":")[0]
        spent[CHAIN if " · " in name else name] += now - last
        last = now

    change()
    tell(Progress("store", 0, 0))
    run(store, flow, Settings(), workers=1, engine=engine, progress=tell)
    tell(Progress("end", 0, 0))
    return {"whole": sum(spent.values()), **spent}


class _Apart:
    """An engine, and the CPU time that it takes for itself where it only stands in for another."""

    def __init__(self, engine: local.Engine, *, lent: bool) -> None:
        self._engine, self._lent = engine, lent
        self.seconds = 0.0

    def __call__(
        self, spec: Spec, jobs: Iterable[local.Job], *, mode: local.Mode, workers: int
    ) -> Iterator[list[Any]]:
        for job in jobs:
            began = time.process_time()
            results = next(iter(self._engine(spec, [job], mode=mode, workers=workers)))
            self.seconds += (time.process_time() - began) if self._lent else 0.0
            yield results


class _Clock:
    """CPU seconds and the most memory of each part of the work."""

    def __init__(self, engine: _Apart) -> None:
        self._engine = engine
        self.seconds: dict[str, float] = {}
        self.peaks: dict[str, float] = {}

    @contextmanager
    def at(self, name: str) -> Iterator[None]:
        forget_peak()
        began = time.process_time() - self._engine.seconds
        yield
        took = time.process_time() - self._engine.seconds - began
        self.seconds[name] = self.seconds.get(name, 0.0) + took
        self.peaks[name] = max(self.peaks.get(name, 0.0), peak())


def forget_peak() -> None:
    """Let the most memory be counted from now on, where the system can."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """The most memory that this process has had since, in MB."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def work_counts(path: Path) -> dict[str, int]:
    """What a collection holds beside its articles: rows and keys of every stage, edges, postings."""
    with closing(sqlite3.connect(path)) as db:
        counts = dict(db.execute("SELECT stage || ' rows', sum(rows) FROM ledger GROUP BY stage"))
        counts |= dict(db.execute("SELECT stage || ' keys', count(*) FROM group_keys GROUP BY stage"))
        counts |= dict(db.execute("SELECT stage || ' skipped', sum(skipped) FROM ledger GROUP BY stage"))
        counts |= dict(db.execute("SELECT stage || ' edges', count(*) FROM edges GROUP BY stage"))
        counts |= dict(db.execute("SELECT stage || ' postings', sum(size) FROM postings GROUP BY stage"))
    return {name: int(count or 0) for name, count in sorted(counts.items())}


def hub(path: Path) -> str:
    """The article that most names were linked to: the worst to lose."""
    with closing(sqlite3.connect(path)) as db:
        query = "SELECT article FROM actor_edges GROUP BY article ORDER BY count(*) DESC, article LIMIT 1"
        return str(db.execute(query).fetchone()[0])


# --- what is made of it ---------------------------------------------------------------------------------------


def exponent(points: Sequence[dict[str, Any]], of: Callable[[dict[str, Any]], float]) -> float:
    """The slope of the line through the logarithms: 1 where cost grows as articles do."""
    xs = [math.log(point["articles"]) for point in points]
    ys = [math.log(max(of(point), 1e-9)) for point in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = math.fsum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return above / (math.fsum((a - x) ** 2 for a in xs) or 1.0)


def whole(point: dict[str, Any]) -> float:
    """CPU seconds of all that runs."""
    return float(sum(point["seconds"].values()))


def _of_stage(name: str, point: dict[str, Any]) -> float:
    return float(point["seconds"][name])


def table(found: dict[str, Any]) -> Iterator[str]:
    """The figures as Markdown."""
    points, read = found["points"], found["read"]
    sizes = [point["articles"] for point in points]
    yield "CPU ms an article:"
    yield "| stage | " + " | ".join(f"{size:,}" for size in sizes) + " | exponent | peak MB |"
    yield "| --- |" + " --- |" * (len(sizes) + 2)
    for name in points[0]["seconds"]:
        cells = [f"{1000 * point['seconds'][name] / point['articles']:.2f}" for point in points]
        slope = exponent(points, partial(_of_stage, name))
        label = NAMED.get(name, name)
        yield f"| {label} | {' | '.join(cells)} | {slope:.2f} | {points[-1]['peak_mb'][name]:.0f} |"
    cells = [f"{1000 * whole(point) / point['articles']:.1f}" for point in points]
    most = max(points[-1]["peak_mb"].values())
    yield f"| all but the reading | {' | '.join(cells)} | {exponent(points, whole):.2f} | {most:.0f} |"
    if CHAIN in read:
        both = [{**point, "both": whole(point) + read[CHAIN] * point["articles"] / 1000} for point in points]
        cells = [f"{1000 * point['both'] / point['articles']:.0f}" for point in both]
        slope = exponent(both, lambda point: float(point["both"]))
        yield f"| with the reading of {read[CHAIN]:.0f} ms an article | {' | '.join(cells)} | {slope:.2f} | |"
    yield ""
    yield "| after it stands, CPU s | " + " | ".join(f"{size:,}" for size in sizes) + " |"
    yield "| --- |" + " --- |" * len(sizes)
    for name in points[0]["changes"]:
        yield f"| {name} | " + " | ".join(f"{point['changes'][name]['whole']:.2f}" for point in points) + " |"
    yield (
        "| state, MB per 1,000 articles | "
        + " | ".join(f"{1000 * point['megabytes'] / point['articles']:.0f}" for point in points)
        + " |"
    )


def picture(found: dict[str, Any]) -> str:
    """The cost of an article by stage, for the costliest; and of all, as an SVG."""
    points = found["points"]
    last = points[-1]["seconds"]
    names = sorted(last, key=lambda name: -last[name])[:SHOWN]
    curves = {
        NAMED.get(name, name): [
            (point["articles"], 1000 * point["seconds"][name] / point["articles"]) for point in points
        ]
        for name in names
    }
    curves["all but the reading"] = [
        (point["articles"], 1000 * whole(point) / point["articles"]) for point in points
    ]
    if CHAIN in found["read"]:
        curves["reading an article"] = [(point["articles"], found["read"][CHAIN]) for point in points]
    drawn: str = growth_plot.draw(
        curves,
        title="CPU time of one article by the size of the collection",
        unit="ms of CPU time (logarithmic)",
    )
    return drawn


if __name__ == "__main__":
    sys.exit(main())
