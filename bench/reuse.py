"""Speed of finding shared text: the kernel alone, through a collection, and beside MinHash, in one run.

    SAYSO_DATA=FOLDER python bench/reuse.py [--articles 1000 5000 20000] [--stored 5000]

Articles of `copies.WORDS` words, of which a constant share copies from another (bench/copies.py). Times are this
process's own CPU time. Exits 1 when the kernel is too slow or grows faster than the articles do; without SAYSO_DATA it
says so and exits 0. MinHash needs bench/requirements.txt; without it, it is left out.

passim is not run here: its authors' lesson (Romanello and Hengchen, "Detecting Text Reuse with Passim", Programming
Historian 10, 2021, https://doi.org/10.46430/phen0092) says that eight workers take about five minutes for the 92,514
articles that four newspapers printed in 1900. What Sayso does a core stands beside it.
"""

import argparse
import gzip
import importlib
import importlib.metadata
import importlib.util
import json
import math
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from copies import WORDS, Made, make_copies, sentence_spans
from sayso.annotate.layout.marks import MARKS
from sayso.ids import make_id
from sayso.records import Article, Mark, Record, Seed, Sentence
from sayso.resolve.reuse import kernel
from sayso.resolve.reuse.page_words import Page, read_pages
from sayso.resolve.reuse.passages import PASSAGES
from sayso.resolve.reuse.seeds import SEEDS
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Bundle, Each
from sayso.store import open_store
from sayso.words.forms import read_words

LEAST = 2000
"""Articles a second a core that the kernel has to do at the largest number of articles."""
EXPONENT = 1.15
"""Time may grow with the number of articles to this power."""
FEW = 300
"""Articles of which every pair is compared, as an oracle."""
BATCH = 64
PASSIM = 92_514 / (5 * 60) / 8
"""Articles a second a worker of passim, as published: see above."""
WINDOW, ALIKE, PERMUTATIONS = 30, 0.4, 128
"""MinHash: windows of words, half of each in the next; their least likeness; size of a sketch."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code says whether the kernel is fast enough."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, nargs="+", default=[1000, 5000, 20000])
    options.add_argument("--stored", type=int, default=5000, help="articles in the collection")
    options.add_argument("--peer", type=int, default=500, help="articles for MinHash, which takes its time")
    given = options.parse_args(argv)
    folder = os.environ.get("SAYSO_DATA")
    if not folder:
        print("bench/reuse: skipped, SAYSO_DATA names no folder of articles")
        return 0
    with gzip.open(Path(folder) / "load" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        frames = [json.loads(line)["text"] for line in lines]
    good = measure_kernel(frames, given.articles)
    measure_oracle(frames)
    measure_peer(frames, given.peer)
    measure_stored(frames, given.stored)
    return int(not good)


def measure_kernel(frames: Sequence[str], counts: Sequence[int]) -> bool:
    """Arrays in, passages out, at several numbers of articles."""
    print(f"kernel: articles of {WORDS} words, arrays in, passages out")
    points = []
    for count in sorted(counts):
        made = make_copies(frames, count)
        began = time.process_time()
        pages = read(made.texts)
        reading = time.process_time() - began
        began = time.process_time()
        found = kernel.reuse(pages)
        taken = time.process_time() - began
        points.append((count, taken))
        print(
            f"  {count:7,} articles {count / taken:8,.0f} /s/core   {_recall(made, set(found))}"
            f"   (reading the words {1e6 * reading / count:.0f} us an article; peak {_memory():.0f} MB)"
        )
    (few, fast), (many, slow) = points[0], points[-1]
    exponent = math.log(slow / fast) / math.log(many / few) if many > few else 1.0
    print(f"  exponent {exponent:.2f} (limit {EXPONENT}), least {LEAST:,} /s/core at {many:,}")
    return many / slow >= LEAST and exponent <= EXPONENT


def read(texts: Sequence[str]) -> list[Page]:
    """Texts as arrays."""
    pages = []
    for at in range(0, len(texts), BATCH):
        part = texts[at : at + BATCH]
        pages += read_pages(part, skipped=[()] * len(part), sentences=[sentence_spans(t) for t in part])
    return pages


def measure_oracle(frames: Sequence[str]) -> None:
    """How much of what comparing every pair finds is found by way of fingerprints."""
    made = make_copies(frames, FEW)
    pages = read(made.texts)
    found = kernel.reuse(pages)
    began = time.process_time()
    oracle = {
        (one, two): runs
        for one in range(FEW)
        for two in range(one + 1, FEW)
        if (runs := kernel.passages(pages[one], pages[two]))
    }
    taken = time.process_time() - began
    words = sum(run.equal for runs in oracle.values() for run in runs)
    same = sum(run.equal for pair in found.keys() & oracle.keys() for run in oracle[pair])
    print(
        f"every pair of {FEW} articles: {FEW / taken:,.0f} /s; of its {len(oracle)} pairs the kernel finds "
        f"{len(found.keys() & oracle.keys())}, of its {words:,} words {100 * same / max(1, words):.1f} %"
    )


def measure_peer(frames: Sequence[str], count: int) -> None:
    """datasketch: MinHash over windows of words with locality-sensitive hashing, then the same comparison."""
    if importlib.util.find_spec("datasketch") is None:
        print("datasketch: not installed (bench/requirements.txt)")
        return
    datasketch = importlib.import_module("datasketch")
    made = make_copies(frames, count)
    words = [read_words(text).forms for text in made.texts]
    pages = read(made.texts)
    began = time.process_time()
    index = datasketch.MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    pairs: set[tuple[int, int]] = set()
    for number, forms in enumerate(words):
        sketches = []
        for first in range(0, max(1, len(forms) - WINDOW // 2), WINDOW // 2):
            part = forms[first : first + WINDOW]
            sketch = datasketch.MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch([" ".join(part[n : n + 3]).encode() for n in range(max(1, len(part) - 2))])
            sketches.append((f"{number} {first}", sketch))
        for _, sketch in sketches:
            pairs |= {(int(key.split()[0]), number) for key in index.query(sketch)}
        for key, sketch in sketches:
            index.insert(key, sketch, check_duplication=False)
    found = {pair for pair in sorted(pairs) if kernel.passages(pages[pair[0]], pages[pair[1]])}
    taken = time.process_time() - began
    version = importlib.metadata.version("datasketch")
    print(f"datasketch {version} MinHash LSH and the same comparison, {count:,} articles:")
    print(f"          {count / taken:8,.0f} /s/core   {_recall(made, found)}")


def measure_stored(frames: Sequence[str], count: int) -> None:
    """Through a collection in a file: articles, marks and sentences are there, then SEEDS and PASSAGES run."""
    made = make_copies(frames, count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sayso.db"
        store = open_store(path)
        articles = made.articles()
        for at in range(0, count, 500):
            store.add(articles[at : at + 500])
        before = (MARKS, *stand_ins())
        run(store, before, Settings(), workers=1)
        size = path.stat().st_size
        cpu, wall = time.process_time(), time.perf_counter()
        run(store, (*before, SEEDS), Settings(), workers=1)
        seeds = time.process_time() - cpu
        run(store, (*before, SEEDS, PASSAGES), Settings(), workers=1)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        pairs = {(row.article, row.other) for row in store.rows(Seed)}
        print(f"through a collection of {count:,} articles in an SQLite file:")
        print(
            f"  as published, passim does {PASSIM:.1f} articles/s/worker of 1900's newspapers; Sayso does "
            f"{count / cpu / PASSIM:.1f} times as many a core, of {WORDS} words, read, found, aligned and stored"
        )
        print(
            f"  {count / cpu:8,.0f} articles/s/core ({count / wall:,.0f} by the clock); seeds "
            f"{1e6 * seeds / count:.0f} us an article, passages {1e6 * (cpu - seeds) / count:.0f}; "
            f"{len(pairs):,} pairs; peak {_memory():.0f} MB"
        )
        grown = path.stat().st_size - size
        print(
            f"  {grown / count / 1024:.1f} KB an article for lists and passages, {size / count / 1024:.1f} before"
        )
        one = make_copies(frames, count + 1).articles()[-1]
        store.add([one])
        began = time.perf_counter()
        run(store, (*before, SEEDS, PASSAGES), Settings(), workers=1)
        print(f"  one article more: {1000 * (time.perf_counter() - began):.0f} ms by the clock")
        store.close()


def stand_ins() -> list[Each]:
    """Stages that write what PASSAGES reads: sentences by full stops, of other kinds nothing."""
    made = [Each(name="stops", version=1, reads=(Article,), writes=(Sentence,), make=_open_sentences)]
    for kind in PASSAGES.reads:
        if kind not in {Article, Mark, Sentence, Seed}:
            name = f"no_{kind.__name__.lower()}"
            made.append(Each(name=name, version=1, reads=(Article,), writes=(kind,), make=_open_nothing))
    return made


def _open_sentences(_settings: Settings) -> Callable[[Bundle], Iterator[Sentence]]:
    def sentences(bundle: Bundle) -> Iterator[Sentence]:
        article = bundle.article
        for number, span in enumerate(sentence_spans(article.text)):
            made = make_id("Sentence", article.revision, number)
            yield Sentence(id=made, article=article.id, start=span.start, end=span.end, paragraph=number)

    return sentences


def _open_nothing(_settings: Settings) -> Callable[[Bundle], list[Record]]:
    return lambda _bundle: []


def _recall(made: Made, found: set[tuple[int, int]]) -> str:
    planted = {(min(pair), max(pair)) for pair in made.copied}
    return f"{100 * len(planted & found) / max(1, len(planted)):.1f} % of {len(planted):,} copies found"


def _memory() -> float:
    """The most memory that this process has had, in MB."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    sys.exit(main())
