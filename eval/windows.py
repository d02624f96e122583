"""Measures windows of publication on articles whose day is known: the day is hidden, then inferred from the text alone.

Held-out articles of the stories corpus with a day, and of the load corpus those whose id's SHA-1 begins with 0 or 1.
`holds the day`: of the articles with a bound, those whose window has the true day in it. The baseline is the latest
calendar day mentioned, as the first day possible. Wilson intervals (95 %) are of the first figure. Some pages were
changed after their day (galleries with new captions): no window can hold it, and such articles count as misses.

    SAYSO_DATA=FOLDER python eval/windows.py        the same on the tuning articles, with what is missed as offsets
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from chain import annotate, held_out, labelled_article, read_jsonl
from intervals import wilson
from sayso.annotate.timing.windows import WINDOWS
from sayso.records import Time, Window
from sayso.settings import Settings
from sayso.stage import Bundle

STAGES = ("marks", "parses", "sentences", "mentions", "entities", "times", "quantities", "attributions")
MOST_LOAD = 200
"""Articles of the load corpus: with the stories corpus enough for an interval of four points either way."""


def measure(data: Path, *, tuned: bool = False) -> dict[str, float]:
    """Percent of windows that hold the day, of articles with a bound; and the same of the baseline."""
    known = list(_known(data, tuned=tuned))
    found = _windows([bundle for _, bundle in known])
    held, beside, below, above, widths, slack = [], [], 0, 0, [], []
    for (day, bundle), row in zip(known, found, strict=True):
        days = [
            time.earliest[:10] for time in bundle[Time] if time.earliest and time.type in {"DATE", "TIME"}
        ]
        if days:
            beside.append(max(days) <= day)
        if row is None or not (row.earliest or row.latest):
            continue
        below, above = below + bool(row.earliest), above + bool(row.latest)
        held.append((row.earliest or "") <= day <= (row.latest or "~"))
        if row.earliest:
            slack.append(_days(row.earliest, day))
            widths += [_days(row.earliest, row.latest)] if row.latest else []
        if tuned and not held[-1]:
            print(bundle.article.external_id, day, row.earliest, row.latest, *row.evidence)
    low, _ = wilson(sum(held), len(held))
    return {
        "holds the day": 100 * sum(held) / max(1, len(held)),
        "holds the day, interval from": 100 * low,
        "articles with a bound": 100 * len(held) / max(1, len(known)),
        "bounded below": 100 * below / max(1, len(known)),
        "bounded above": 100 * above / max(1, len(known)),
        "years below the day, at most": median(slack) / 365 if slack else 0.0,
        "years of closed windows, at most": median(widths) / 365 if widths else 0.0,
        "baseline holds the day": 100 * sum(beside) / max(1, len(beside)),
        "articles measured": float(len(known)),
    }


def _known(data: Path, *, tuned: bool) -> Iterator[tuple[str, Bundle]]:
    """Articles annotated without their day, each with it."""
    rows = [
        (row["published"][:10], row)
        for row in read_jsonl(data / "stories" / "wikinews.jsonl.gz")
        if row["published"] and held_out(row["id"]) is not tuned
    ]
    load = [
        (row["date"][:10], row)
        for row in read_jsonl(data / "load" / "articles.jsonl.gz")
        if row["date"] and held_out(row["id"]) is not tuned
    ]
    rows += sorted(
        load, key=lambda item: hashlib.sha1(item[1]["id"].encode(), usedforsecurity=False).hexdigest()
    )[:MOST_LOAD]
    articles = [labelled_article(row["id"], row["text"], title=row["title"]) for _, row in rows]
    yield from zip([day for day, _ in rows], annotate(articles, STAGES), strict=True)


def _windows(bundles: Sequence[Bundle]) -> list[Window | None]:
    make = WINDOWS.make(Settings())
    return [next(iter(make(bundle.narrow(WINDOWS.reads))), None) for bundle in bundles]


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


if __name__ == "__main__":
    for name, value in measure(Path(os.environ["SAYSO_DATA"]), tuned=True).items():
        print(f"{name:34}{value:8.1f}")
