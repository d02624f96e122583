"""Measures times on TimeBank and AQUAINT (TempEval-3 edition), on the part that nobody reads, with the data's scorer.

Of each article the document creation time (`dct`) is given as its date. `relaxed F1`: the spans overlap; `value F1`:
among these the TIMEX3 value is the same. HeidelTime, the rules to beat, is known for a value F1 near 78.
"""

import importlib.util
from pathlib import Path
from typing import Any

from chain import annotate, held_out, labelled_article, read_jsonl
from sayso.records import Time
from sayso.stage import Bundle

STAGES = ("marks", "parses", "sentences", "times")
PARTS = ("timebank.jsonl.gz", "aquaint.jsonl.gz")


def measure(data: Path, *, tuned: bool = False) -> dict[str, float]:
    """F1 by name, in percent, on the held-out part (or, to see how far tuning went, on the rest)."""
    folder = data / "times"
    rows = [row for part in PARTS for row in read_jsonl(folder / part) if held_out(row["id"]) is not tuned]
    articles = [
        labelled_article(row["id"], row["text"], published_earliest=row["dct"], published_latest=row["dct"])
        for row in rows
    ]
    scores = _scorer(folder / "score.py").score(
        rows, [_prediction(bundle) for bundle in annotate(articles, STAGES)]
    )
    return {name: scores[name] * 100 for name in ("strict F1", "relaxed F1", "value F1", "type F1")}


def _prediction(bundle: Bundle) -> dict[str, Any]:
    return {
        "id": bundle.article.external_id,
        "times": [
            {"start": row.start, "end": row.end, "type": row.type, "value": row.value} for row in bundle[Time]
        ],
    }


def _scorer(path: Path) -> Any:
    """The scorer as a module, from where the data lies."""
    spec = importlib.util.spec_from_file_location("times_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(
            f"no scorer at {path}; set SAYSO_DATA to the folder that holds times/score.py"
        )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
