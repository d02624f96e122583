"""Speed of the annotate chain as a ratio to the bare spaCy pipeline it stands on, and to peers, in one run.

    SAYSO_DATA=FOLDER python bench/annotate.py [--articles 160]

All read the same articles in turn, a batch each, so that a busy machine slows all alike. Time is this process's
own CPU time. textacy's `direct_quotations` and SaysWho's `quote_finder`, each with the parse that it needs, are beside
it where bench/requirements.txt is installed: they look for quotations in quotation marks and nothing else. Exits 1 when the ratio is below the limit; without SAYSO_DATA it says so and exits 0.
"""

import argparse
import gzip
import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from peers import Extract, attributions, load_peers, parse
from sayso.flow import ANNOTATE
from sayso.ids import make_id, text_hash
from sayso.records import RECORDS, Article
from sayso.settings import Settings
from sayso.stage import Bundle, Each

LIMIT = 0.45
"""Least ratio to the bare pipeline: each article is read twice, by the parser and the tagger (decision 0015)."""
BATCH = 16


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print words per second of both, the ratio, and the share of each stage."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=160, help="how many articles to read (default: 160)")
    given = options.parse_args(argv)
    folder = os.environ.get("SAYSO_DATA")
    if not folder:
        print("bench/annotate: skipped, SAYSO_DATA names no folder of articles")
        return 0
    articles = read_articles(Path(folder) / "load" / "articles.jsonl.gz", given.articles)
    words = sum(len(article.text.split()) for article in articles)
    settings = Settings()
    nlp = importlib.import_module(settings.annotate.spacy_model).load(exclude=["lemmatizer"])
    stages = list(ANNOTATE)
    made = [(stage, stage.make(settings)) for stage in stages]
    bare = 0.0
    peers, missing = load_peers()
    beside = dict.fromkeys((peer.name for peer in peers), 0.0)
    spent = dict.fromkeys((stage.name for stage in stages), 0.0)
    for at in range(-BATCH, len(articles), BATCH):  # the first batch is read twice, to warm both up
        batch = articles[max(0, at) : max(0, at) + BATCH]
        started = time.process_time()
        with nlp.memory_zone():
            for _ in nlp.pipe([article.text for article in batch], batch_size=BATCH):
                pass
        taken = time.process_time() - started
        times = run_chain(made, batch)
        others = {peer.name: run_peer(nlp, peer.extract, batch) for peer in peers}
        if at >= 0:
            bare += taken
            for name, seconds in others.items():
                beside[name] += seconds
            for name, seconds in times.items():
                spent[name] += seconds
    whole = sum(spent.values())
    ratio = bare / whole
    print(f"{len(articles)} articles, {words:,} words")
    print(f"bare pipeline {words / bare:8,.0f} words/s/core")
    print(f"annotate      {words / whole:8,.0f} words/s/core   ratio {ratio:.3f} (limit {LIMIT})")
    for name, seconds in beside.items():
        print(f"{name}, with its parse: {words / seconds:,.0f} words/s/core   ratio {bare / seconds:.3f}")
    if missing:
        print(f"not installed (bench/requirements.txt): {', '.join(missing)}")
    for name, seconds in spent.items():
        print(f"  {name:14}{1e6 * seconds / words:8.1f} us/word")
    return int(ratio < LIMIT)


def run_chain(
    made: Sequence[tuple[Each, Callable[[Any], Any]]], batch: Sequence[Article]
) -> dict[str, float]:
    """Seconds of CPU that each stage took for a batch of articles."""
    times: dict[str, float] = {}
    rows: list[dict[Any, tuple[Any, ...]]] = [
        {kind: () for kind in RECORDS if kind is not Article} for _ in batch
    ]
    for stage, work in made:
        started = time.process_time()
        bundles = [
            Bundle(article, kinds).narrow(stage.reads) for article, kinds in zip(batch, rows, strict=True)
        ]
        results = work(bundles) if stage.batch > 1 else [list(work(bundle)) for bundle in bundles]
        for kinds, result in zip(rows, results, strict=True):
            for kind in stage.writes:
                kinds[kind] = tuple(row for row in result if type(row) is kind)
        times[stage.name] = time.process_time() - started
    return times


def run_peer(nlp: Any, extract: Extract, batch: Sequence[Article]) -> float:
    """Seconds of CPU that another extractor took for a batch of articles, the parse of their paragraphs included."""
    started = time.process_time()
    with nlp.memory_zone():
        for parsed in parse(nlp, [article.text for article in batch], batch=BATCH):
            attributions(extract, parsed)
    return time.process_time() - started


def read_articles(path: Path, count: int) -> list[Article]:
    """The first articles of a packed JSONL file."""
    articles = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, islice(lines, count)):
            digest = text_hash(row["text"])
            article_id = make_id("Article", row["id"])
            articles.append(
                Article(
                    id=article_id,
                    revision=make_id("Revision", article_id, digest),
                    text=row["text"],
                    text_sha256=digest,
                    language="en",
                    published_earliest=row["date"],
                    published_latest=row["date"],
                )
            )
    return articles


if __name__ == "__main__":
    sys.exit(main())
