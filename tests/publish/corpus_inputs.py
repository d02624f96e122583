"""Inputs of a corpus with all that can go wrong or twice in them, for both engines."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.publish.reviews.log import export_reviews
from sayso.records import Anchor, Article, Failure, Record, Review
from sayso.reviews.log import make_review
from sayso.schema import codec, has_table
from sayso.stage import Stage
from sayso.store.parquet import DESK, SOURCES, arrow_schema, name_of
from sayso.store.parquet.reading import open_folder
from sayso.testing import TOY_FLOW

WORDS = ("alpha", "Brook", "cedar", "Dunes", "ember", "stumble", "topple", "7", "42")


def text_of(number: int) -> str:
    """A short text of words that others have, too."""
    return " ".join(WORDS[(number * times) % len(WORDS)] for times in range(1, 6)) + f" word{number // 2} 🚤"


def write_inputs(place: Path) -> list[str]:
    """Files of every kind; the names to be given, in an order that is not that of the alphabet."""
    place.mkdir()
    lines: list[dict[str, Any]] = [
        {"text": text_of(number), "url": f"https://courier.example/{number}", "title": f"{number % 3}"}
        for number in range(12)
    ]
    lines[3] |= {"title": None, "outlet": "Harbour Post"}
    lines.insert(7, {"text": " "})
    lines += [
        {"text": "Another text altogether", "url": "https://courier.example/2"},  # the first one stays
        {"text": text_of(4), "url": "https://courier.example/4", "outlet": "Ridge Herald"},  # fills a gap
        {"text": "own one", "id": "17"},
        {"text": "own two", "id": "17"},  # told of, and both kept
    ]
    told = "".join(json.dumps(line) + "\n" for line in lines) + "no JSON\n"
    (place / "lines.jsonl").write_text(told, "utf-8")
    (place / "packed.jsonl.gz").write_bytes(
        gzip.compress(told.replace("courier", "gazette").encode(), mtime=0)
    )
    rows = pa.table(
        {
            "text": [*map(text_of, range(8, 20)), "", "a second text", text_of(3)],
            "url": [
                *(f"https://courier.example/{number}" for number in range(8, 20)),
                None,
                "https://courier.example/1",
                "https://courier.example/3",
            ],
            "outlet": ["Elsin Courier"] * 15,
        }
    )
    pq.write_table(rows, place / "rows.parquet", row_group_size=4)
    (place / "broken.parquet").write_bytes((place / "rows.parquet").read_bytes()[:-40])
    (place / "notes.txt").write_text("Brook cedar Ember\n", "utf-8")
    (place / "same.txt").write_text("Brook cedar Ember\n", "utf-8")
    (place / "empty.txt").write_text("", "utf-8")
    (place / "picture.png").write_bytes(b"\x89PNG")
    (place / "sidecar.csv").write_text("file,outlet\nsame.txt,Ridge Herald\nnowhere.txt,x\n", "utf-8")
    return [str(place / "rows.parquet"), str(place), str(place / "nowhere.txt")]


def field_review(article: str, value: str) -> Review:
    """Somebody states where an article came out."""
    return make_review(
        "change",
        Anchor(article, "", "", "", 0, 0),
        None,
        by="Ada Wren",
        at="2031-05-07T10:00:00.000000Z",
        note="",
        undoes=None,
        subject="article",
        field="outlet",
        value=value,
        tags=(),
        language="",
        translator="",
    )


def write_log(path: Path, articles: list[str]) -> Path:
    """A log with a correction of each article."""
    path.write_text("".join(export_reviews(field_review(name, "Dunes Daily") for name in articles)), "utf-8")
    return path


def tables_in(folder: Path, flow: Sequence[Stage] = TOY_FLOW) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of a folder as sorted rows, without the time that a stage took."""
    kinds: list[type[Record]] = [kind for stage in flow for kind in stage.writes if has_table(kind)]
    opened = open_folder(folder, {kind.__name__: kind for kind in (Article, Review, *kinds)})
    found: dict[str, list[tuple[Any, ...]]] = {}
    tables: list[Any] = [Article, Failure, Review, *kinds, *DESK, *SOURCES]
    for table in tables:
        rows = [row for rows in opened.batches(table, size=500) for row in rows]
        if table == "ledger":
            at = arrow_schema("ledger").names.index("seconds")
            rows = [row[:at] + row[at + 1 :] for row in rows]
        found[name_of(table)] = sorted(rows, key=repr)
    return found


def articles_in(folder: Path) -> dict[str, Article]:
    """The articles of a folder by their address, or else their text."""
    decode = codec(Article).decode
    made = [decode(row[:-1]) for row in tables_in(folder)["articles"]]
    return {article.url or article.text: article for article in made}
