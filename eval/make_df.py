"""Make the two shipped tables of how common words and phrases are, from the tuning part of the load articles.

    SAYSO_DATA=FOLDER python eval/make_df.py

Articles whose SHA-1 of the id begins with 0-3 are held out and never read. Run it again after a change to the words
or the stemmer (`sayso.words`) and raise the versions of the stages that read it.
"""

import gzip
import hashlib
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.resolve.reuse.shingles import STOCK_WORDS, shingle_hashes, word_codes
from sayso.words.commonness import stem
from sayso.words.forms import read_words

SOURCE = "tuning part of the load articles (ramybaly/Article-Bias-Prediction, Apache-2.0), news of 2012-2020"
# Words in fewer articles are names and slips of one story: they say nothing about how common a word is.
LEAST_ARTICLES = 3
# A run of words is stock when this many articles have it, of so many outlets, in so many months: then it is no
# story's and no agency's text. At 4/3/3 a quoted sentence or two of one speech came in, at 5/4/4 none was seen.
STOCK_ARTICLES, STOCK_OUTLETS, STOCK_MONTHS = 5, 4, 4


def tuning_articles(data: Path) -> Iterator[dict[str, Any]]:
    """The load articles that may be read."""
    with gzip.open(data / "load" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if hashlib.sha1(row["id"].encode(), usedforsecurity=False).hexdigest()[0] not in "0123":
                yield row


def main() -> int:
    """Write both tables into the package."""
    folder = os.environ.get("SAYSO_DATA")
    if not folder:
        print("make_df: SAYSO_DATA names no folder of labelled data; set it", file=sys.stderr)
        return 2
    documents, frequency = 0, Counter[str]()
    places: defaultdict[int, set[tuple[str, str, str]]] = defaultdict(set)
    for row in tuning_articles(Path(folder)):
        documents += 1
        words = read_words(row["text"])
        frequency.update({stem(form) for form in words.forms})
        for value in set(shingle_hashes(word_codes(words.forms), STOCK_WORDS).tolist()):
            places[value].add((row["id"], row["outlet"], row["date"][:7]))
    package = Path(__file__).parent.parent / "src" / "sayso"
    (package / "words" / "data" / "document_frequency.txt").write_text(
        _frequencies(documents, frequency), encoding="utf-8"
    )
    (package / "resolve" / "reuse" / "data" / "stock_phrases.txt").write_text(
        _stock(documents, places), encoding="utf-8"
    )
    return 0


def _frequencies(documents: int, frequency: Counter[str]) -> str:
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    for root, count in frequency.items():
        if count >= LEAST_ARTICLES and not root[:1].isdigit():
            buckets[count.bit_length() - 1].append(root)
    lines = [
        "# How common stems are: BUCKET STEM ..., seen in 2**BUCKET to 2**(BUCKET+1)-1 articles. Version 1.",
        f"# Source: {SOURCE}. Made by: SAYSO_DATA=FOLDER python eval/make_df.py",
        f"# documents {documents}",
        *(f"{bucket} {' '.join(sorted(roots))}" for bucket, roots in sorted(buckets.items())),
    ]
    return "\n".join(lines) + "\n"


def _stock(documents: int, places: dict[int, set[tuple[str, str, str]]]) -> str:
    stock = [
        value
        for value, seen in places.items()
        if len(seen) >= STOCK_ARTICLES
        and len({outlet for _, outlet, _ in seen}) >= STOCK_OUTLETS
        and len({month for _, _, month in seen}) >= STOCK_MONTHS
    ]
    lines = [
        f"# Hashes of {STOCK_WORDS} folded words in a row that are anybody's (phrases and titles). Version 1.",
        f"# Source: {SOURCE}, {documents} articles. Made by: SAYSO_DATA=FOLDER python eval/make_df.py",
        *(f"{value:016x}" for value in sorted(stock)),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
