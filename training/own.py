"""Put labels and articles together, in the form that training reads.

    python training/own.py --labels eval/labels/tune.jsonl --articles articles.jsonl.gz --out own.jsonl --names names.txt

`--labels` are offsets without text, as `eval/labels/README.md` describes them; `--articles` hold the texts (an article
a line, with `id` and `text`), and are needed for nothing else. Attributions within others are left out, as in PolNeAR.
`--names` is written too where it is given: words of the articles that are only ever capitals, one a line, for
`train.py` to vary sources with. Articles that are held out for the gates are refused as labels and not read for names.
"""

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from examples import ROLES, Article, read_articles

OFTEN = 3
"""How often a word has to stand in the articles to count as a name."""


def main() -> None:
    """Write the two files; prints how much is in them."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--labels", type=Path, nargs="+", required=True)
    options.add_argument("--articles", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--names", type=Path)
    given = options.parse_args()
    texts = {row["id"]: row["text"] for row in read_articles(given.articles)}
    rows = [row for path in given.labels for row in read_articles(path)]
    found = list(labelled(rows, texts))
    given.out.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8"
    )
    print(
        f"{given.out}: {len(found)} articles, {sum(len(row['attributions']) for row in found)} attributions"
    )
    if given.names:
        words = names(text for doc, text in texts.items() if not held_out(doc))
        given.names.write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
        print(f"{given.names}: {len(words)} names")


def held_out(doc: str) -> bool:
    """Whether an article is kept for the gates: the SHA-1 of its id begins with 0 to 3."""
    return hashlib.sha1(doc.encode(), usedforsecurity=False).hexdigest()[0] in "0123"


def labelled(rows: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> Iterator[Article]:
    """Labels with their texts; ends the program at a text that is missing, held out or not the one labelled."""
    for row in rows:
        doc = row["article"]
        text = texts.get(doc)
        if text is None or hashlib.sha256(text.encode()).hexdigest() != row["text_sha256"]:
            raise SystemExit(f"own: the articles hold no {doc!r} with the text that was labelled")
        if held_out(doc):
            raise SystemExit(f"own: {doc!r} is held out for the gates and must not be trained on")
        attributions = [
            {role: _spans(attribution[role]) for role in ROLES}
            for attribution in row["attributions"]
            if attribution.get("nested_in") is None
        ]
        yield {"doc": doc, "text": text, "attributions": attributions}


def _spans(value: Sequence[Any] | None) -> list[dict[str, int]]:
    """One span or several, `[start, end]`, as training reads them."""
    if not value:
        return []
    pairs = [value] if isinstance(value[0], int) else value
    return [{"start": start, "end": end} for start, end in pairs]


def names(texts: Iterable[str]) -> list[str]:
    """Words that stand capitalised within sentences, and never in lower case."""
    upper: Counter[str] = Counter()
    lower: set[str] = set()
    for text in texts:
        upper.update(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", text))
        lower.update(re.findall(r"\b[a-z]{2,}\b", text))
    return sorted(word for word, count in upper.items() if count >= OFTEN and word.lower() not in lower)


if __name__ == "__main__":
    main()
