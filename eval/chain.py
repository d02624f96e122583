"""Runs the annotate stages over labelled articles, for the gates: only those that a measure needs."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sayso.flow import ANNOTATE
from sayso.ids import make_id, text_hash
from sayso.records import RECORDS, Article
from sayso.settings import Settings
from sayso.stage import Bundle


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSONL file, packed or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        for line in lines:
            if line.strip():
                yield json.loads(line)


def held_out(doc: str) -> bool:
    """Whether an article is never read while tuning: its id's SHA-1 begins with 0-3."""
    return hashlib.sha1(doc.encode(), usedforsecurity=False).hexdigest()[0] in "0123"


def labelled_article(doc: str, text: str, **fields: Any) -> Article:
    """An article of labelled text, exactly as it is there, known by its id there."""
    digest = text_hash(text)
    article_id = make_id("Article", doc)
    return Article(
        id=article_id,
        revision=make_id("Revision", article_id, digest),
        text=text,
        text_sha256=digest,
        external_id=doc,
        language="en",
        **fields,
    )


def annotate(articles: Iterable[Article], stages: Iterable[str]) -> list[Bundle]:
    """The articles' bundles with the rows of the named stages, run in the flow's order."""
    wanted = set(stages)
    chain = [stage for stage in ANNOTATE if stage.name in wanted]
    settings = Settings()
    rows: list[tuple[Article, dict[Any, tuple[Any, ...]]]] = [
        (article, {kind: () for kind in RECORDS if kind is not Article}) for article in articles
    ]
    for stage in chain:
        work = stage.make(settings)
        bundles = [Bundle(article, kinds).narrow(stage.reads) for article, kinds in rows]
        results: list[Any] = []
        if stage.batch > 1:
            for at in range(0, len(bundles), stage.batch):
                results += work(bundles[at : at + stage.batch])
        else:
            results = [list(work(bundle)) for bundle in bundles]
        for (_, kinds), result in zip(rows, results, strict=True):
            for kind in stage.writes:
                kinds[kind] = tuple(row for row in result if type(row) is kind)
    return [Bundle(article, kinds) for article, kinds in rows]
