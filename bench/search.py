"""Search through a collection, with the exact span of every word, beside plain FTS5 on the same texts, in one run.

    SAYSO_DATA=FOLDER python bench/search.py [--articles 2055] [--queries 120]

Both index the same titles and texts with the same tokenizer, in a file each, and both are asked for the twenty best
articles: words, pairs of words and phrases drawn from the texts by a fixed seed. Plain FTS5 answers with ids, Sayso with
articles' ids and the spans of the words in them. Times are this process's own CPU time. Exits 1 when they do not find the same
articles in the same order, or when Sayso takes longer than the limit allows; without SAYSO_DATA it says so and
exits 0.
"""

import argparse
import os
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from annotate import read_articles
from sayso.records import Article
from sayso.store import open_store
from sayso.store.protocol import Store

R = TypeVar("R")
LIMIT = 25.0
"""Milliseconds of CPU that a search with spans may take at the median: nobody waits for it."""
SHOWN = 20
"""Articles asked for: a page of results."""
SEED = 20317
WORD = re.compile(r"[A-Za-z]{4,}")
PLAIN = "CREATE VIRTUAL TABLE plain USING fts5(id UNINDEXED, title, text, tokenize='unicode61 remove_diacritics 2')"


class Asked(NamedTuple):
    """What is searched for, as a person types it and as FTS5 takes it."""

    typed: str
    match: str


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code says whether both find the same, and whether Sayso is quick enough."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=2055)
    options.add_argument("--queries", type=int, default=120, help="a third of them words, pairs, phrases")
    given = options.parse_args(argv)
    folder = os.environ.get("SAYSO_DATA")
    if not folder:
        print("bench/search: skipped, SAYSO_DATA names no folder of articles")
        return 0
    articles = read_articles(Path(folder) / "load" / "articles.jsonl.gz", given.articles)
    with tempfile.TemporaryDirectory() as home:
        return measure(articles, given.queries, Path(home))


def measure(articles: Sequence[Article], count: int, home: Path) -> int:
    """Index, ask both the same, print the table."""
    began = time.process_time()
    plain = sqlite3.connect(home / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute(PLAIN)
    plain.execute("BEGIN")
    plain.executemany("INSERT INTO plain VALUES (?, ?, ?)", [(a.id, a.title, a.text) for a in articles])
    plain.execute("COMMIT")
    bare = time.process_time() - began
    store = open_store(home / "sayso.db")
    began = time.process_time()
    store.add(articles)
    ours = time.process_time() - began
    sizes = [(home / name).stat().st_size for name in ("plain.db", "sayso.db")]
    print(f"{len(articles):,} articles, {sum(len(a.text.split()) for a in articles):,} words; CPU")
    print(
        f"indexing: plain {1000 * bare / len(articles):.2f} ms an article, {sizes[0] / 1e6:.1f} MB; ", end=""
    )
    print(f"added to a collection {1000 * ours / len(articles):.2f} ms, {sizes[1] / 1e6:.1f} MB")
    print(f"{'median ms, the best ' + str(SHOWN):28}{'n':>4}{'found':>8}{'plain':>9}{'Sayso':>9}{'ratio':>8}")
    wrong = slow = 0
    for kind, queries in drawn(articles, count).items():
        found, fast, with_spans, different = ask(plain, store, queries)
        wrong += different
        slow += with_spans > LIMIT
        row = f"{found:8.0f}{fast:9.3f}{with_spans:9.3f}{with_spans / fast:8.1f}"
        print(f"{kind:28}{len(queries):4}{row}")
    plain.close()
    store.close()
    if wrong:
        print(f"{wrong} queries have other articles, or the same in another order")
    return int(bool(wrong or slow))


def ask(plain: sqlite3.Connection, store: Store, queries: Sequence[Asked]) -> tuple[float, float, float, int]:
    """The median of spans found, of milliseconds by plain FTS5 and by Sayso, and how many answers differ."""
    spans, fast, ours, different = [], [], [], 0
    query = "SELECT id FROM plain WHERE plain MATCH ? ORDER BY rank, id LIMIT ?"
    for asked in queries:
        ids, taken = timed(partial(_ids, plain, query, asked.match))
        hits, with_spans = timed(partial(store.search, asked.typed, limit=SHOWN))
        fast.append(taken)
        ours.append(with_spans)
        spans.append(sum(len(hit.spans) for hit in hits))
        different += ids != [hit.article for hit in hits]
    return median(spans), median(fast), median(ours), different


def _ids(plain: sqlite3.Connection, query: str, match: str) -> list[str]:
    return [row[0] for row in plain.execute(query, (match, SHOWN))]


def timed(work: Callable[[], list[R]]) -> tuple[list[R], float]:
    """An answer and the milliseconds of CPU that it took: the least of three times, as a busy machine only adds."""
    least = float("inf")
    for _ in range(3):
        began = time.process_time()
        answer = work()
        least = min(least, 1000 * (time.process_time() - began))
    return answer, least


def drawn(articles: Sequence[Article], count: int) -> dict[str, list[Asked]]:
    """Words that 5 to 200 articles hold, pairs of them out of one article, and stretches of two or three words."""
    chance = random.Random(SEED)  # noqa: S311 - the same queries every time
    held = Counter(word for article in articles for word in set(WORD.findall(article.text.lower())))
    good = {word for word, number in held.items() if 5 <= number <= 200}
    words: list[Asked] = []
    pairs: list[Asked] = []
    phrases: list[Asked] = []
    for article in repeated(articles, chance):
        if len(phrases) * 3 >= count:
            break
        inside = sorted(good.intersection(WORD.findall(article.text.lower())))
        stretch = re.search(r"\b([A-Za-z]{4,}) ([a-z]{2,6}) ([A-Za-z]{4,})\b", article.text[300:])
        if len(inside) < 2 or stretch is None:
            continue
        one, two = chance.sample(inside, 2)
        words.append(Asked(one, f'"{one}"'))
        pairs.append(Asked(f"{one} {two}", f'"{one}" AND "{two}"'))
        phrases.append(Asked(f'"{stretch.group()}"', f'"{stretch.group()}"'))
    return {"a word": words, "two words": pairs, "a phrase of three words": phrases}


def repeated(articles: Sequence[Article], chance: random.Random) -> Iterator[Article]:
    """Articles by chance, a few times as many as there are."""
    for _ in range(5 * len(articles)):
        yield chance.choice(articles)


def median(values: Sequence[float]) -> float:
    """The middle of some values."""
    return sorted(values)[len(values) // 2]


if __name__ == "__main__":
    sys.exit(main())
